// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/machine/step.h"

namespace habitat::engine {

/// Work that a registered handler does for an element, with its attempts. Internal to the room; one Step, one
/// thread.

/// How long to wait between attempts, from the element's properties `backoff`, `backoffFactor`,
/// `backoffCeiling`, or camunda's retry cycle.
struct RetryPolicy
{
    Duration backoff = std::chrono::seconds(10);
    double factor = 2.0;
    Duration ceiling = std::chrono::hours(1);
    bool operator==(const RetryPolicy&) const = default;
};

struct JobPlan final : Plan
{
    static constexpr int usualAttempts = 3;

    Expression type;
    Expression attempts;
    int attemptsOtherwise = usualAttempts;
    RetryPolicy retry;
    Duration timeout{}; ///< property `timeout`; zero: none
    bool held = false;  ///< property `start` = `person`
};

Result<std::unique_ptr<const Plan>> planJob(const bpmn::Element& element);
Status createJob(Step& step, const Visit& visit);

/// The wait after so many failures: it grows by the factor up to the ceiling, and chance takes off up to half
/// of it, so that jobs that failed together do not come back together.
Duration backoffAfter(const RetryPolicy& policy, int failures, std::uint64_t chance);

} // namespace habitat::engine
