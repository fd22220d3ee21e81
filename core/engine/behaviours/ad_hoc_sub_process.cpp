// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/behaviours/behaviours.h"
#include "core/engine/machine/lifecycle.h"

#include <fmt/format.h>

#include <algorithm>

namespace habitat::engine {
namespace {

struct AdHocPlan final : Plan
{
    Expression activeElements;
    Expression completionCondition;
    bool isSequential = false;
    bool cancelsRest = true;
};

const AdHocPlan& planOf(const Step& step, const Visit& visit)
{
    return step.compiled(visit).planAs<AdHocPlan>();
}

/// Its activities run in any order: those of a list, or those that people start (BPMN 2.0.2 §13.3.5). It ends
/// when its condition holds after one of them, without a condition when nothing in it is active any more.
class AdHocSubProcess final : public Behaviour
{
public:
    Result<std::unique_ptr<const Plan>> plan(const bpmn::Process&,
                                             const bpmn::Element& element) const override
    {
        auto plan = std::make_unique<AdHocPlan>();
        const bpmn::AdHocDetail detail = element.adHoc.value_or(bpmn::AdHocDetail{});
        plan->activeElements = TRY(Expression::compile(detail.activeElements));
        plan->completionCondition = TRY(Expression::compile(detail.completionCondition));
        plan->isSequential = detail.isSequential;
        plan->cancelsRest = detail.cancelRemainingInstances;
        return plan;
    }

    Status enter(Step& step, const Visit& visit) const override
    {
        const AdHocPlan& plan = planOf(step, visit);
        if (!plan.activeElements.isStated()) return {};
        const auto ids = TRY(plan.activeElements.texts(VariableView(step.state(), visit.key), step.now()));
        feel::List listed;
        for (const std::string& id : ids) {
            TRY(childOf(step, visit, id));
            listed.emplace_back(id);
        }
        const auto total = std::int64_t(listed.size());
        step.emit(LoopStarted{visit.key, visit.element, total, feel::Value(std::move(listed))});
        if (total == 0) complete(step, visit);
        for (const std::string& id : ids) {
            step.start(TRY(childOf(step, visit, id)), visit.key);
            if (plan.isSequential) break;
        }
        return {};
    }

    void onChildCompleted(Step& step, const Visit& scope, ElementIndex child) const override
    {
        const AdHocPlan& plan = planOf(step, scope);
        const Loop* loop = step.state().loop(scope.key);
        const bool isEnding = loop && loop->isEnding;
        if (isEnding || !bpmn::isActivity(step.model().process()[child].type) ||
            !plan.completionCondition.isStated())
            return;
        const auto holds = plan.completionCondition.test(VariableView(step.state(), scope.key), step.now());
        if (!holds) return raiseIncident(step, scope, Redo::Scope, holds.error());
        if (!*holds) return;
        if (!loop) step.emit(LoopStarted{scope.key, scope.element});
        step.emit(IterationEnded{scope.key, 0, {}, true});
        if (plan.cancelsRest) terminateWithin(step, scope.key);
        step.settle(scope.key);
    }

    void onScopeDone(Step& step, const Visit& scope) const override
    {
        const AdHocPlan& plan = planOf(step, scope);
        const Loop* loop = step.state().loop(scope.key);
        if (loop && loop->isEnding) return complete(step, scope);
        if (loop && plan.isSequential && loop->completed + 1 < loop->total) {
            const std::string id = loop->items.asList()[std::size_t(loop->completed) + 1].asString();
            step.emit(IterationEnded{scope.key});
            step.start(step.model().process().find(id), scope.key);
            return;
        }
        if (!plan.completionCondition.isStated()) return complete(step, scope);
        // A retry after the condition could not be evaluated looks at it again; else somebody starts more.
        const auto holds = plan.completionCondition.test(VariableView(step.state(), scope.key), step.now());
        if (!holds) return raiseOnce(step, scope, holds.error());
        if (*holds) complete(step, scope);
    }

private:
    static Result<ElementIndex> childOf(const Step& step, const Visit& scope, const std::string& id)
    {
        const ElementIndex child = step.model().process().find(id);
        if (child.isValid() && std::ranges::count(step.compiled(scope).entries, child) > 0) return child;
        return fail(
            "engine.adHoc.element",
            fmt::format("\"{}\" has no activity \"{}\" that could be started. Correct the list of those "
                        "to run, then retry.",
                        step.model().id(scope.element), id),
            {{"element", id}});
    }

    static void raiseOnce(Step& step, const Visit& scope, const Error& error)
    {
        const auto isTold = [&](const Incident& incident) { return incident.elementInstance == scope.key; };
        if (std::ranges::none_of(step.state().incidents, isTold))
            raiseIncident(step, scope, Redo::Scope, error);
    }
};

} // namespace

const Behaviour& adHocSubProcess()
{
    static const AdHocSubProcess behaviour;
    return behaviour;
}

} // namespace habitat::engine
