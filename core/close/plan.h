// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/actor.h"

#include <array>
#include <span>
#include <string>
#include <string_view>

/// The eleven steps of a period close: names, contexts and who signs. Constant data.
namespace habitat::close {

inline constexpr int stepCount = 11;

/// From here on only forward: the step that sends payments.
inline constexpr int pivotStep = 10;

/// A signature that a step asks for. Each is given by another person.
struct Slot
{
    std::string_view label;
    RoleSet mayBe;
    /// Asked for only where the amount is over the policy's journal threshold.
    bool overThresholdOnly = false;
};

struct StepPlan
{
    int number;
    /// The element of period-close.bpmn.
    std::string_view id;
    std::string_view name;
    std::string_view context;
    std::span<const Slot> asked;
};

const std::array<StepPlan, stepCount>& plan();

/// `number` from 1 to 11.
inline const StepPlan& planOf(int number)
{
    return plan()[std::size_t(number - 1)];
}

/// What the signature in that place of the step asks for; a quorum above the step's own slots repeats the
/// last one.
const Slot& slotOf(int step, int index);

/// Of these places of the step: "Treasurer, second person".
std::string labelsOf(int step, std::span<const int> slots);

/// The process that runs the plan.
inline constexpr std::string_view processId = "period-close";

} // namespace habitat::close
