// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/close/plan.h"

#include <fmt/format.h>

#include <array>
#include <string>
#include <string_view>

/// The tasks of period-close.bpmn that carry out the plan: their elements and the types of their jobs. A step
/// is the element of its id; step 10 is a sub-process of three tasks. Constant data.
namespace habitat::close {

struct PaymentTask
{
    std::string_view element;
    std::string_view jobType;
};
/// In the order of their flow.
inline constexpr PaymentTask preparePaymentsTask = {"prepare-payments", "close.prepare-payments"};
inline constexpr PaymentTask sendPaymentsTask = {"send-payments", "payments.send"};
inline constexpr PaymentTask recordPaymentsTask = {"record-payments", "close.record-payments"};
inline constexpr std::array paymentTasks = {preparePaymentsTask, sendPaymentsTask, recordPaymentsTask};

inline constexpr std::string_view undoSuffix = "-undo";

/// Of every step but the pivot.
inline std::string jobTypeOf(const StepPlan& step)
{
    return fmt::format("close.{}", step.id);
}
inline std::string undoJobTypeOf(const StepPlan& step)
{
    return jobTypeOf(step) + ".undo";
}
inline std::string undoElementOf(const StepPlan& step)
{
    return std::string(step.id) + std::string(undoSuffix);
}

/// The error upon which the process undoes what came before, and the steps that may throw it.
inline constexpr std::string_view invariantError = "invariant";
inline constexpr std::array guardedSteps = {7, 8};

} // namespace habitat::close
