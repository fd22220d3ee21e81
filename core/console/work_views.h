// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alerts/alert_state.h"
#include "core/base/clock.h"
#include "core/base/money.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <vector>

/// What Inbox, Instances and Alerts show: answers of Questions, plain data, any thread.
namespace habitat::console {

enum class InboxKind : std::uint8_t { Task, Signature };

struct InboxItem
{
    InboxKind kind = InboxKind::Task;
    /// Task key; for a signature "close/2026-Q1/6".
    std::string key;
    /// "C-1042", "2026-Q1".
    std::string subject;
    /// "Approve contribution", "Sign step 6, Approve allocation".
    std::string title;
    std::string summary;
    std::string person;
    std::optional<Money> amount;
    std::string process;
    std::int64_t instanceKey = 0;
    std::string elementId;
    Instant createdAt;
    std::optional<Instant> dueAt;
    bool overdue = false;
    std::string assignee;
    std::vector<std::string> candidateGroups;
    /// Empty where this person may decide it; else why not ("You submitted this…").
    std::string whyNotDecide;
    /// Facts for the detail pane, label → text, in order.
    std::vector<std::pair<std::string, std::string>> details;
    /// What happened to it so far, oldest first: at, who, what.
    struct History
    {
        Instant at;
        std::string who;
        std::string what;
    };
    std::vector<History> history;
};

enum class InboxScope : std::uint8_t { Mine, Unclaimed, Overdue, Done };

struct InboxCounts
{
    int mine = 0;
    int unclaimed = 0;
    int overdue = 0;
};

/// Every word that InstanceItem::state can be.
std::vector<std::string> instanceStates();

struct InstanceFilter
{
    std::string process;
    /// As InstanceItem::state; empty for all.
    std::string state;
    /// Substring of the business key.
    std::string key;
    /// Rows before this instance key (keyset paging, newest first); 0 for the first page.
    std::int64_t before = 0;
    int limit = 200;
};

struct InstanceItem
{
    std::int64_t key = 0;
    std::string businessKey;
    std::string process;
    std::string processName;
    int version = 0;
    /// One of instanceStates().
    std::string state;
    std::string currentStep;
    Instant startedAt;
    std::optional<Instant> endedAt;
    int incidents = 0;
    int attempts = 0;
    int maxAttempts = 0;
    std::optional<Instant> nextAttemptAt;
};

struct InstancePage
{
    std::vector<InstanceItem> rows;
    /// On all pages together; none where the filter is such that nobody keeps count.
    std::optional<std::int64_t> total;
    bool hasMore = false;
};

struct ElementStatus
{
    std::string elementId;
    int active = 0;
    int completed = 0;
    int incidents = 0;
    int compensated = 0;
};

struct ElementHistory
{
    std::int64_t key = 0;
    std::string elementId;
    std::string name;
    std::string type;
    /// active | completed | terminated | compensated
    std::string state;
    Instant startedAt;
    std::optional<Instant> endedAt;
};

struct EventItem
{
    std::int64_t seq = 0;
    Instant at;
    std::string who;
    std::string what;
    std::string elementId;
    nlohmann::json body;
};

struct ProblemItem
{
    std::int64_t incidentKey = 0;
    std::string elementId;
    std::string elementName;
    std::string code;
    std::string message;
    nlohmann::json context;
    Instant since;
    std::optional<Instant> resolvedAt;
    int attempts = 0;
};

struct VariableItem
{
    std::string scope;
    std::string name;
    nlohmann::json value;
};

struct InstanceDetail
{
    InstanceItem instance;
    std::int64_t definitionKey = 0;
    std::vector<ElementStatus> statuses;
    std::vector<ElementHistory> elements;
    std::vector<VariableItem> variables;
    std::vector<EventItem> events;
    std::vector<ProblemItem> problems;
    /// Where held jobs wait for a person, by element id.
    std::vector<std::string> heldElements;
};

struct DefinitionItem
{
    std::int64_t key = 0;
    std::string processId;
    int version = 0;
    std::string name;
    std::int64_t running = 0;
    Instant deployedAt;
    std::string deployedBy;
};

using AlertSeverity = alerts::Severity;
using AlertState = alerts::State;

struct AlertItem
{
    AlertSeverity severity = AlertSeverity::Warning;
    /// Stable cause ("incident/period-close/freeze/treasury.tieout.missing"): one alert a cause, counted;
    /// the key of the alert.
    std::string cause;
    std::string title;
    std::string subject;
    std::int64_t instanceKey = 0;
    std::string elementId;
    Instant since;
    int count = 1;
    std::string owner;
    AlertState state = AlertState::Open;
    /// The figures that triggered it.
    std::string why;
    std::string advice;
    /// Incidents that Retry would retry.
    std::vector<std::int64_t> incidents;
};

struct Badges
{
    int inbox = 0;
    int close = 0;
    int alerts = 0;
    int failedInstances = 0;
};

} // namespace habitat::console
