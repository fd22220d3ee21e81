// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/behaviours/behaviours.h"
#include "core/engine/machine/lifecycle.h"

#include <fmt/format.h>

namespace habitat::engine {
namespace {

struct UserTaskPlan final : Plan
{
    Expression assignee;
    Expression candidateGroups;
    Expression candidateUsers;
    Expression dueDate;
    Expression followUpDate;
    Expression priority;
    std::string form;

    [[nodiscard]] bool assigns() const
    {
        return assignee.isStated() || candidateGroups.isStated() || candidateUsers.isStated();
    }
};

std::string formOf(const bpmn::Element& element)
{
    if (!element.form) return {};
    const bpmn::FormReference& form = *element.form;
    if (!form.formId.empty()) return form.formId;
    return form.formKey.empty() ? form.externalReference : form.formKey;
}

/// A rule that finds nobody would be a silent wait.
Status checkSomebody(const UserTaskPlan& plan, const TaskCreated& task)
{
    if (!plan.assigns() || !task.assignee.empty() || !task.candidateGroups.empty() ||
        !task.candidateUsers.empty())
        return {};
    return fail(
        "engine.task.nobody",
        fmt::format(
            "The assignment rule of \"{}\" finds nobody. Set the variables it uses, or correct it, then "
            "retry.",
            task.name));
}

Result<TaskCreated> taskFrom(const UserTaskPlan& plan, const VariableView& view, Instant now)
{
    constexpr int usualPriority = 50;
    TaskCreated task;
    task.assignee = TRY(plan.assignee.text(view, now));
    task.candidateGroups = TRY(plan.candidateGroups.texts(view, now));
    task.candidateUsers = TRY(plan.candidateUsers.texts(view, now));
    task.dueAt = TRY(plan.dueDate.instant(view, now));
    task.followUpAt = TRY(plan.followUpDate.instant(view, now));
    task.priority = TRY(plan.priority.wholeNumber(view, now, usualPriority));
    task.form = plan.form;
    return task;
}

/// Work of a person: waits until somebody has completed the task.
class UserTask final : public Behaviour
{
public:
    Result<std::unique_ptr<const Plan>> plan(const bpmn::Process&,
                                             const bpmn::Element& element) const override
    {
        auto plan = std::make_unique<UserTaskPlan>();
        plan->form = formOf(element);
        if (element.assignment) {
            const bpmn::Assignment& rule = *element.assignment;
            plan->assignee = TRY(Expression::compile(rule.assignee));
            plan->candidateGroups = TRY(Expression::compile(rule.candidateGroups));
            plan->candidateUsers = TRY(Expression::compile(rule.candidateUsers));
            plan->dueDate = TRY(Expression::compile(rule.dueDate));
            plan->followUpDate = TRY(Expression::compile(rule.followUpDate));
            plan->priority = TRY(Expression::compile(rule.priority));
        }
        return plan;
    }

    Status enter(Step& step, const Visit& visit) const override
    {
        const auto& plan = step.compiled(visit).planAs<UserTaskPlan>();
        TaskCreated task = TRY(taskFrom(plan, VariableView(step.state(), visit.key), step.now()));
        const bpmn::Element& source = step.source(visit);
        task.name = source.name.empty() ? source.id : source.name;
        TRY(checkSomebody(plan, task));
        task.task = step.makeKey<TaskKey>();
        task.elementInstance = visit.key;
        task.element = visit.element;
        task.compensating = isCompensating(step.state(), visit.key);
        step.emit(std::move(task));
        return {};
    }
};

} // namespace

const Behaviour& userTask()
{
    static const UserTask behaviour;
    return behaviour;
}

} // namespace habitat::engine
