// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/habitatctl/invocation.h"

#include <string>

/// Running a close as far as it goes without a person.
namespace habitat::ctl {

struct Stop
{
    /// end | until | wait | incident | refused
    std::string why;
    std::string period;
    /// Where it stopped.
    int step = 0;
    /// In words: whose signature, which precondition, what failed.
    std::string message;
    std::optional<Error> error;
    std::vector<int> ran;
};

/// Runs step after step; waits for attempts that are made by themselves.
Result<Stop> runClose(Desk& desk, console::Questions& questions, const std::string& period, int until);
Answer answerOf(const Stop& stop);

/// Waits while the step is being retried; its end, or the incident.
Status waitForRetries(Desk& desk, console::Questions& questions, const std::string& period, int step);

} // namespace habitat::ctl
