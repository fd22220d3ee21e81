// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/behaviours/behaviours.h"
#include "core/engine/trigger.h"

#include <algorithm>
#include <array>

namespace habitat::engine {
namespace {

using bpmn::ElementType;

struct Row
{
    ElementType type;
    const Behaviour& (*behaviour)();
};

/// What this engine runs. A new kind of element is a new file and a row here; what events wait for and throw
/// stands in triggers/table.cpp.
constexpr std::array rows{
    Row{ElementType::StartEvent, startEvent},
    Row{ElementType::IntermediateCatchEvent, catchEvent},
    Row{ElementType::IntermediateThrowEvent, throwEvent},
    Row{ElementType::BoundaryEvent, boundaryEvent},
    Row{ElementType::EndEvent, throwEvent},
    Row{ElementType::Task, passThrough},
    Row{ElementType::ManualTask, passThrough},
    Row{ElementType::ServiceTask, jobTask},
    Row{ElementType::SendTask, throwEvent},
    Row{ElementType::ReceiveTask, catchEvent},
    Row{ElementType::BusinessRuleTask, jobTask},
    Row{ElementType::UserTask, userTask},
    Row{ElementType::ScriptTask, scriptTask},
    Row{ElementType::CallActivity, callActivity},
    Row{ElementType::SubProcess, subProcess},
    Row{ElementType::Transaction, subProcess},
    Row{ElementType::ExclusiveGateway, exclusiveGateway},
    Row{ElementType::ParallelGateway, parallelGateway},
    Row{ElementType::AdHocSubProcess, adHocSubProcess},
    Row{ElementType::InclusiveGateway, inclusiveGateway},
    Row{ElementType::ComplexGateway, complexGateway},
    Row{ElementType::EventBasedGateway, eventBasedGateway},
};

/// A task whose work is a job whatever its marker says (a script or decision of another language), and an
/// event whose message a job sends.
bool worksByJob(const bpmn::Element& element)
{
    if (!element.job) return false;
    if (bpmn::isTask(element.type)) return element.type != ElementType::UserTask;
    const bool throws =
        element.type == ElementType::IntermediateThrowEvent || element.type == ElementType::EndEvent;
    return throws && element.events.size() == 1 && element.event(bpmn::EventTrigger::Message);
}

bool isNoneEvent(const bpmn::Element& element)
{
    const bool mayBeNone = element.type == ElementType::StartEvent || element.type == ElementType::EndEvent ||
                           element.type == ElementType::IntermediateThrowEvent;
    return mayBeNone && element.events.empty();
}

bool hasTriggers(const bpmn::Element& element)
{
    return bpmn::isEvent(element.type) || element.type == ElementType::SendTask ||
           element.type == ElementType::ReceiveTask;
}

} // namespace

const Behaviour* loopOf(const bpmn::Element& element)
{
    if (std::holds_alternative<bpmn::StandardLoop>(element.loop)) return &standardLoop();
    return element.isMultiInstance() ? &multiInstance() : nullptr;
}

const Behaviour* behaviourOf(const bpmn::Process& process, const bpmn::Element& element)
{
    if (worksByJob(element)) return &jobTask();
    if (isNoneEvent(element)) return &passThrough();
    if (bpmn::isEvent(element.type) && element.events.empty()) return nullptr;
    const auto* row = std::ranges::find(rows, element.type, &Row::type);
    if (row == rows.end() || (hasTriggers(element) && !canStand(process, element))) return nullptr;
    return &row->behaviour();
}

} // namespace habitat::engine
