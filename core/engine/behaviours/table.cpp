// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/behaviours/behaviours.h"

#include <algorithm>
#include <array>

namespace habitat::engine {
namespace {

using bpmn::ElementType;
using bpmn::EventTrigger;

struct Row
{
    ElementType type;
    EventTrigger trigger;
    const Behaviour& (*behaviour)();
};

/// What this engine runs. A new kind of element is a new file and a row here.
constexpr std::array rows{
    Row{ElementType::StartEvent, EventTrigger::None, passThrough},
    Row{ElementType::EndEvent, EventTrigger::None, passThrough},
    Row{ElementType::EndEvent, EventTrigger::Error, errorEndEvent},
    Row{ElementType::EndEvent, EventTrigger::Terminate, terminateEndEvent},
    Row{ElementType::EndEvent, EventTrigger::Compensation, compensationThrowEvent},
    Row{ElementType::IntermediateThrowEvent, EventTrigger::None, passThrough},
    Row{ElementType::IntermediateThrowEvent, EventTrigger::Compensation, compensationThrowEvent},
    Row{ElementType::IntermediateCatchEvent, EventTrigger::Timer, timerCatchEvent},
    Row{ElementType::BoundaryEvent, EventTrigger::Timer, timerBoundaryEvent},
    Row{ElementType::BoundaryEvent, EventTrigger::Error, errorBoundaryEvent},
    Row{ElementType::BoundaryEvent, EventTrigger::Compensation, compensationBoundaryEvent},
    Row{ElementType::Task, EventTrigger::None, passThrough},
    Row{ElementType::ManualTask, EventTrigger::None, passThrough},
    Row{ElementType::ServiceTask, EventTrigger::None, jobTask},
    Row{ElementType::SendTask, EventTrigger::None, jobTask},
    Row{ElementType::BusinessRuleTask, EventTrigger::None, jobTask},
    Row{ElementType::UserTask, EventTrigger::None, userTask},
    Row{ElementType::ScriptTask, EventTrigger::None, scriptTask},
    Row{ElementType::CallActivity, EventTrigger::None, callActivity},
    Row{ElementType::SubProcess, EventTrigger::None, subProcess},
    Row{ElementType::ExclusiveGateway, EventTrigger::None, exclusiveGateway},
    Row{ElementType::ParallelGateway, EventTrigger::None, parallelGateway},
};

} // namespace

const Behaviour* behaviourOf(const bpmn::Element& element)
{
    // A task whose work is a job whatever its marker says (a script or decision of another language).
    if (bpmn::isTask(element.type) && element.job && element.type != ElementType::UserTask) return &jobTask();
    const auto row = std::ranges::find_if(rows, [&](const Row& candidate) {
        return candidate.type == element.type && candidate.trigger == element.trigger();
    });
    return row == rows.end() ? nullptr : &row->behaviour();
}

} // namespace habitat::engine
