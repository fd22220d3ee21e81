// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bpmn/event_definition.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace habitat::bpmn {

/// The executable details of activities: jobs, assignment, scripts, calls, mappings and loops. Vendor
/// extensions (zeebe:, camunda: mapped to it) are read into these. Plain values, any thread.

/// Extension values by name, in file order. Names are unique; the last one written wins.
class Properties
{
public:
    void set(std::string name, std::string value);
    [[nodiscard]] const std::string* find(std::string_view name) const;
    /// The value, or `otherwise` where the name is not there.
    [[nodiscard]] std::string_view get(std::string_view name, std::string_view otherwise = {}) const;
    [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& all() const { return m_values; }
    [[nodiscard]] bool empty() const { return m_values.empty(); }

private:
    std::vector<std::pair<std::string, std::string>> m_values;
};

/// Work done by a registered handler (zeebe:taskDefinition, zeebe:taskHeaders).
struct JobDefinition
{
    Expression type;
    Expression retries;    ///< attempts in all; not stated: the engine's default
    Expression retryCycle; ///< camunda:failedJobRetryTimeCycle, such as R5/PT10M
    Properties headers;
};

/// Who does a user task (zeebe:assignmentDefinition, taskSchedule, priorityDefinition). A literal list of
/// users or groups is separated by commas.
struct Assignment
{
    Expression assignee;
    Expression candidateUsers;
    Expression candidateGroups;
    Expression dueDate;
    Expression followUpDate;
    Expression priority;
};

struct FormReference
{
    std::string formId;
    std::string formKey;
    std::string externalReference;
};

struct Script
{
    std::string language; ///< empty: FEEL
    Expression expression;
    std::string resultVariable;
};

enum class Binding : std::uint8_t { Latest, Deployment, VersionTag, Version };

struct CalledElement
{
    Expression processId;
    Binding binding = Binding::Latest;
    Expression versionTag; ///< the tag, or the number where the binding is Version
    bool propagateAllChildVariables = true;
    bool propagateAllParentVariables = true;
    Expression businessKey;
};

struct CalledDecision
{
    Expression decisionId;
    std::string resultVariable;
    Binding binding = Binding::Latest;
    Expression versionTag;
};

struct Mapping
{
    Expression source;
    std::string target;
    int line = 0;
};

struct IoMapping
{
    std::vector<Mapping> inputs;
    std::vector<Mapping> outputs;
};

struct StandardLoop
{
    bool testBefore = false;
    Expression loopMaximum;
    Expression loopCondition;
};

struct MultiInstanceLoop
{
    enum class Behavior : std::uint8_t { None, One, All, Complex };
    struct ComplexBehavior
    {
        Expression condition;
        std::string eventDefinition;
        std::vector<EventDefinition> events;
    };

    bool isSequential = false;
    Expression loopCardinality;
    Expression inputCollection;
    std::string inputElement;
    std::string outputCollection;
    Expression outputElement;
    Expression completionCondition;
    Behavior behavior = Behavior::All;
    std::string oneBehaviorEventRef;
    std::string noneBehaviorEventRef;
    std::vector<EventDefinition> oneBehaviorEvent; ///< what the reference leads to; empty: nothing
    std::vector<EventDefinition> noneBehaviorEvent;
    std::vector<ComplexBehavior> complexBehaviors;
    std::string loopDataInputRef;
    std::string loopDataOutputRef;
};

using LoopCharacteristics = std::variant<std::monostate, StandardLoop, MultiInstanceLoop>;

} // namespace habitat::bpmn
