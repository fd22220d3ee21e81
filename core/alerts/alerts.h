// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alerts/alert_state.h"
#include "core/base/clock.h"
#include "core/runtime/command.h"

#include <optional>
#include <string>
#include <vector>

/// What failed or is stuck, one alert a cause. Alerts are read from the engine's own tables at the moment of
/// the question, so that none stays open after its cause is gone and none is missed; only what people did
/// about one is kept. Questions on any connection; operations are the writer's.
namespace habitat::alerts {

struct Alert
{
    /// Stable: "incident/period-close/freeze/close.drill", "waiting/contribution-approval/review".
    std::string cause;
    Severity severity = Severity::Warning;
    /// What kind of trouble ("Retries used up"); where, the element says.
    std::string title;
    std::string processId;
    /// Business keys of the instances, the first few.
    std::string subject;
    InstanceKey instance;
    std::string elementId;
    /// Since when the oldest of them.
    Instant since{};
    int count = 0;
    State state = State::Open;
    std::string markedBy;
    std::optional<Instant> snoozedUntil;
    /// The figures that triggered it, in words.
    std::string why;
    std::string advice;
    std::vector<IncidentKey> incidents;
    /// Grows when something is added to the alert; a mark covers what was there.
    std::int64_t newest = 0;
};

/// How long a thing may wait before somebody is told.
struct Limits
{
    /// A task or a step that waits for a person.
    Duration waiting = std::chrono::hours(72);
    /// Automatic work that has not been done (a job that is ready, a timer that is due).
    Duration late = std::chrono::seconds(60);
};

/// Critical first, then oldest.
std::vector<Alert> alerts(db::Connection& db, Instant now, const Limits& limits = {});

/// "alerts.unknown" where no such alert is open now.
runtime::Operation acknowledge(std::string cause);
runtime::Operation snooze(std::string cause, Duration by);
/// Takes an acknowledgement or a snooze back.
runtime::Operation reopen(std::string cause);

} // namespace habitat::alerts
