// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/close/process_rules.h"

#include "core/close/plan.h"
#include "core/close/step.h"
#include "core/close/tasks.h"

#include <fmt/format.h>

#include <algorithm>

namespace habitat::close {

namespace {

using bpmn::Element;
using bpmn::ElementIndex;
using bpmn::ElementType;
using bpmn::EventTrigger;
using bpmn::Expression;
using bpmn::Process;

/// A task that the close cannot do without, and its place.
struct Duty
{
    std::string element;
    std::string jobType;
    /// The sub-process it stands in; empty: the process itself.
    std::string_view scope;
    /// It is begun by a person.
    bool isHeld = false;
    /// The step that it undoes; empty: it undoes nothing.
    std::string_view undoes;
};

std::vector<Duty> duties()
{
    std::vector<Duty> all;
    for (const auto& step : plan()) {
        if (step.number == pivotStep) {
            for (const auto& task : paymentTasks)
                all.push_back({std::string(task.element),
                               std::string(task.jobType),
                               step.id,
                               task.element == preparePaymentsTask.element,
                               {}});
            continue;
        }
        all.push_back({std::string(step.id), jobTypeOf(step), {}, true, {}});
        if (behaviourOf(step.number).undo)
            all.push_back({undoElementOf(step), undoJobTypeOf(step), {}, false, step.id});
    }
    return all;
}

bool isLiteral(const Expression& expression, std::string_view text)
{
    return expression.kind == Expression::Kind::Literal && expression.text == text;
}

/// In what an element differs from its duty, to follow "must"; empty: in nothing.
std::string_view fault(const Process& process, const Element& element, const Duty& duty)
{
    if (element.type != ElementType::ServiceTask || !element.job ||
        !isLiteral(element.job->type, duty.jobType))
        return "be a service task of the type";
    const std::string_view scope =
        element.parent.isValid() ? std::string_view(process[element.parent].id) : std::string_view();
    if (scope != duty.scope) return "stand where the packaged process has it, with the type";
    if (duty.isHeld != (element.properties.get("start") == "person"))
        return duty.isHeld ? "wait for a person (property start = person), with the type"
                           : "not wait for a person, with the type";
    if (!std::holds_alternative<std::monostate>(element.loop))
        return "run once, not in a loop, with the type";
    if (!element.ioMapping.inputs.empty() || !element.ioMapping.outputs.empty())
        return "have no mappings of variables, with the type";
    if (element.isForCompensation == duty.undoes.empty())
        return duty.undoes.empty() ? "not be a compensation, with the type"
                                   : "be a compensation, with the type";
    if (!duty.undoes.empty() &&
        process.compensationHandlerOf(process.find(duty.undoes)) != process.find(element.id))
        return "be the compensation of its own step, with the type";
    return {};
}

class Rules
{
public:
    explicit Rules(const Process& process) : m_process(process), m_duties(duties()) {}

    bpmn::Problems check()
    {
        for (const auto& duty : m_duties)
            checkDuty(duty);
        for (const auto& element : m_process.elements) {
            checkStranger(element);
            checkUndo(element);
        }
        checkPayments();
        return std::move(m_problems);
    }

private:
    void error(std::string code, const Element* at, std::string message)
    {
        m_problems.push_back({bpmn::Severity::Error, std::move(code), at ? at->id : std::string(),
                              at ? at->line : m_process.line, std::move(message)});
    }

    void checkDuty(const Duty& duty)
    {
        const auto* element = m_process.element(duty.element);
        if (element == nullptr) {
            error("close.process.task", nullptr,
                  fmt::format("The close has no task “{}”. Put it back, with the type “{}”.", duty.element,
                              duty.jobType));
            return;
        }
        if (const auto wrong = fault(m_process, *element, duty); !wrong.empty())
            error("close.process.task", element,
                  fmt::format("“{}” must {} “{}”.", duty.element, wrong, duty.jobType));
    }

    void checkStranger(const Element& element)
    {
        if (!element.job || !element.job->type.isStated()) return;
        const auto& type = element.job->type;
        if (type.kind != Expression::Kind::Literal) {
            error("close.process.stranger", &element,
                  fmt::format("“{}” computes the type of its task; in the close it is written out.",
                              element.id));
            return;
        }
        const auto duty = std::ranges::find(m_duties, type.text, &Duty::jobType);
        if (duty != m_duties.end() && duty->element != element.id)
            error("close.process.stranger", &element,
                  fmt::format("“{}” does what only “{}” may do ({}). Take it out, or give it another type.",
                              element.id, duty->element, type.text));
    }

    /// An undo that a person wants is ordered, with a second person; a process undoes by itself only where
    /// the books would not add up.
    void checkUndo(const Element& element)
    {
        const bool throws =
            element.type == ElementType::IntermediateThrowEvent || element.type == ElementType::EndEvent;
        if (!throws || (!element.event(EventTrigger::Compensation) && !element.event(EventTrigger::Cancel)))
            return;
        const bool onlyAfterInvariant = std::ranges::all_of(element.incoming, [this](bpmn::FlowIndex flow) {
            return isInvariantBroken(m_process[m_process[flow].source]);
        });
        if (onlyAfterInvariant) return;
        error("close.process.undo", &element,
              fmt::format("“{}” would undo steps without a second person. Let it follow only the error “{}” "
                          "at the border of {} or {}.",
                          element.id, invariantError, planOf(guardedSteps[0]).id,
                          planOf(guardedSteps[1]).id));
    }

    [[nodiscard]] bool isInvariantBroken(const Element& source) const
    {
        const auto* event = source.event(EventTrigger::Error);
        if (source.type != ElementType::BoundaryEvent || event == nullptr || source.events.size() != 1)
            return false;
        return std::get<bpmn::ErrorEvent>(event->detail).errorCode == invariantError &&
               std::ranges::any_of(guardedSteps, [&](int step) {
                   return planOf(step).id == m_process[source.attachedTo].id;
               });
    }

    void checkPayments()
    {
        const auto pivot = planOf(pivotStep).id;
        const auto* scope = m_process.element(pivot);
        if (scope == nullptr || scope->type != ElementType::SubProcess || scope->triggeredByEvent ||
            scope->parent.isValid() || !std::holds_alternative<std::monostate>(scope->loop))
            error("close.process.payments", scope,
                  fmt::format("“{}” must be a sub-process of the close, run once.", pivot));
        for (std::size_t i = 1; i < paymentTasks.size(); ++i) {
            const auto* element = m_process.element(paymentTasks[i].element);
            if (element == nullptr) continue;
            const bool follows =
                element->incoming.size() == 1 &&
                m_process[m_process[element->incoming.front()].source].id == paymentTasks[i - 1].element;
            if (!follows)
                error("close.process.payments", element,
                      fmt::format("“{}” must be reached from “{}” and from nowhere else: what is recorded as "
                                  "paid was sent.",
                                  paymentTasks[i].element, paymentTasks[i - 1].element));
        }
    }

    const Process& m_process;
    std::vector<Duty> m_duties;
    bpmn::Problems m_problems;
};

} // namespace

bpmn::Problems problemsOfProcess(const bpmn::Process& process)
{
    return Rules(process).check();
}

} // namespace habitat::close
