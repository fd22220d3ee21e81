// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/projection.h"

#include "core/engine/model.h"
#include "core/store/json_text.h"

#include <algorithm>

namespace habitat::runtime {

namespace {

using store::ElementStatus;
using store::InstanceStatus;
using store::JobStatus;
using store::TaskStatus;

class Projector
{
public:
    Projector(store::ReadTables& tables, const Change& change) : m_tables(tables), m_change(change) {}

    void run()
    {
        for (const auto& event : m_change.events) {
            m_at = event.at;
            std::visit(*this, event.body);
        }
        for (const auto& element : m_activated)
            m_tables.addElement(element);
        writeStatus();
    }

    void operator()(const engine::InstanceCreated& event)
    {
        store::InstanceRow row;
        row.key = m_change.instance;
        row.definition = event.definition;
        row.businessKey = event.businessKey;
        row.correlation = m_change.correlation;
        row.status = m_change.statusAfter;
        row.startedAt = m_at;
        if (isOver(m_change.statusAfter)) row.endedAt = m_at;
        row.startedBy = m_change.by.user;
        if (event.parent) {
            row.parent = event.parent->instance;
            row.parentElement = event.parent->elementInstance;
        }
        row.openIncidents = int(m_change.incidentsAfter);
        m_tables.addInstance(row);
    }

    void operator()(const engine::ElementActivated& event)
    {
        if (isProcess(event.element)) return;
        store::ElementRow row;
        row.key = event.key;
        row.instance = m_change.instance;
        row.scope = event.scope;
        row.elementId = m_change.model->id(event.element);
        row.type = toText(m_change.model->process()[event.element].type);
        row.activatedAt = m_at;
        m_activated.push_back(std::move(row));
    }

    void operator()(const engine::ElementCompleted& event) { end(event, ElementStatus::Completed); }
    void operator()(const engine::ElementTerminated& event) { end(event, ElementStatus::Terminated); }

    void operator()(const engine::CompensationFinished& event)
    {
        if (auto* element = activatedHere(event.activity))
            element->status = ElementStatus::Compensated;
        else
            m_tables.setElementStatus(m_change.instance, event.activity, ElementStatus::Compensated);
    }

    void operator()(const engine::VariableSet& event)
    {
        m_tables.setVariable(m_change.instance, event.scope, event.name,
                             store::jsonText(feel::toJson(event.value)));
    }

    void operator()(const engine::JobCreated& event)
    {
        store::JobRow row;
        row.key = event.job;
        row.instance = m_change.instance;
        row.elementInstance = event.elementInstance;
        row.elementId = m_change.model->id(event.element);
        row.type = event.type;
        row.status = event.held ? JobStatus::Held : JobStatus::Ready;
        row.maxAttempts = event.attemptsLeft;
        row.createdAt = m_at;
        row.idempotencyKey = event.idempotencyKey;
        m_tables.addJob(row);
    }
    void operator()(const engine::JobReleased& event) { m_tables.releaseJob(event.job, m_change.by); }
    void operator()(const engine::JobCompleted& event) { m_tables.removeJob(event.job); }
    void operator()(const engine::JobCancelled& event) { m_tables.removeJob(event.job); }
    void operator()(const engine::JobRetried& event)
    {
        m_tables.retryJob(event.job, event.attemptsLeft, m_change.by);
    }
    void operator()(const engine::JobFailed& event)
    {
        const auto status = event.retryAt ? JobStatus::WaitingRetry : JobStatus::Failed;
        m_tables.setJob(event.job, status, event.attempt, event.retryAt);
        m_tables.addJobFailure(event.job, event.attempt, m_at,
                               {event.code, event.message, event.context, false}, m_change.seq);
    }

    void operator()(const engine::TaskCreated& event)
    {
        store::TaskRow row;
        row.key = event.task;
        row.instance = m_change.instance;
        row.elementInstance = event.elementInstance;
        row.elementId = m_change.model->id(event.element);
        row.name = event.name;
        row.assignee = event.assignee;
        row.candidateUsers = event.candidateUsers;
        row.candidateGroups = event.candidateGroups;
        row.formKey = event.form;
        row.priority = event.priority;
        row.createdAt = m_at;
        row.dueAt = event.dueAt;
        m_tables.addTask(row);
    }
    void operator()(const engine::TaskClaimed& event) { m_tables.assignTask(event.task, event.user); }
    void operator()(const engine::TaskUnclaimed& event) { m_tables.assignTask(event.task, {}); }
    void operator()(const engine::TaskCompleted& event)
    {
        m_tables.endTask(event.task, TaskStatus::Completed, m_at, m_change.by.user, m_change.taskOutcome);
    }
    void operator()(const engine::TaskCancelled& event)
    {
        m_tables.endTask(event.task, TaskStatus::Cancelled, m_at, {}, {});
    }

    void operator()(const engine::TimerScheduled& event)
    {
        m_tables.addTimer({event.timer, m_change.instance, event.elementInstance,
                           m_change.model->id(event.element), event.dueAt});
    }
    void operator()(const engine::TimerFired& event) { m_tables.removeTimer(event.timer); }
    void operator()(const engine::TimerCancelled& event) { m_tables.removeTimer(event.timer); }

    void operator()(const engine::SubscriptionOpened& event)
    {
        m_tables.addSubscription({event.subscription, m_change.instance, m_change.model->process().id,
                                  event.elementInstance, m_change.model->id(event.element),
                                  kindOf(event.kind), event.name, event.correlation, m_at});
    }
    void operator()(const engine::SubscriptionClosed& event)
    {
        m_tables.removeSubscription(event.subscription);
    }

    void operator()(const engine::IncidentRaised& event)
    {
        store::IncidentRow row;
        row.key = event.incident;
        row.instance = m_change.instance;
        row.elementInstance = event.elementInstance;
        row.job = event.job;
        row.elementId = m_change.model->id(event.element);
        row.error = {event.code, event.message, event.context, false};
        row.attempts = failedAttempt(event.job);
        row.since = m_at;
        m_tables.addIncident(row);
    }
    void operator()(const engine::IncidentResolved& event)
    {
        m_tables.resolveIncident(event.incident, m_at, m_change.by.user);
    }

    // No table follows these.
    void operator()(const engine::FlowTaken&) {}
    void operator()(const engine::TokenWaiting&) {}
    void operator()(const engine::TokensJoined&) {}
    void operator()(const engine::TokensDropped&) {}
    void operator()(const engine::ErrorThrown&) {}
    void operator()(const engine::CompensationRegistered&) {}
    void operator()(const engine::CompensationTriggered&) {}
    void operator()(const engine::CompensationStarted&) {}
    void operator()(const engine::CompensationEnded&) {}
    void operator()(const engine::CompensationAbandoned&) {}
    void operator()(const engine::CallStarted&) {}
    void operator()(const engine::CallEnded&) {}
    void operator()(const engine::SubscriptionTriggered&) {}
    void operator()(const engine::ConditionChanged&) {}
    void operator()(const engine::MessageThrown&) {}
    void operator()(const engine::SignalThrown&) {}
    void operator()(const engine::EscalationThrown&) {}
    void operator()(const engine::LoopStarted&) {}
    void operator()(const engine::IterationEnded&) {}
    void operator()(const engine::TokenUsed&) {}
    void operator()(const engine::GatewayActivated&) {}
    void operator()(const engine::GatewayReset&) {}
    // Its status stands in the change.
    void operator()(const engine::InstanceCompleted&) {}
    void operator()(const engine::InstanceCancelled&) {}
    void operator()(const engine::InstanceCompensated&) {}
    void operator()(const engine::InstanceFailed&) {}

private:
    static bool isOver(InstanceStatus status) { return status >= InstanceStatus::Completed; }
    static store::EventKind kindOf(engine::SubscriptionKind kind)
    {
        switch (kind) {
        case engine::SubscriptionKind::Message:
            return store::EventKind::Message;
        case engine::SubscriptionKind::Signal:
            return store::EventKind::Signal;
        case engine::SubscriptionKind::Conditional:
            break;
        }
        return store::EventKind::Conditional;
    }
    static bool isProcess(bpmn::ElementIndex element) { return !element.isValid(); }

    // Elements that come and go in one command are written once. Their keys ascend.
    store::ElementRow* activatedHere(ElementInstanceKey key)
    {
        const auto found = std::ranges::lower_bound(m_activated, key, {}, &store::ElementRow::key);
        return found != m_activated.end() && found->key == key ? &*found : nullptr;
    }

    template <typename Ended>
    void end(const Ended& event, ElementStatus status)
    {
        if (isProcess(event.element)) return;
        const int attempts = attemptsOf(event.key);
        if (auto* element = activatedHere(event.key)) {
            element->status = status;
            element->endedAt = m_at;
            element->attempts = attempts;
            return;
        }
        m_tables.endElement(m_change.instance, event.key, status, m_at, attempts);
    }

    [[nodiscard]] int attemptsOf(ElementInstanceKey key) const
    {
        const auto found =
            std::ranges::find(m_change.attempts, key, [](const auto& pair) { return pair.first; });
        return found == m_change.attempts.end() ? 0 : found->second;
    }

    [[nodiscard]] int failedAttempt(JobKey job) const
    {
        for (const auto& event : m_change.events)
            if (const auto* failed = std::get_if<engine::JobFailed>(&event.body);
                failed && failed->job == job)
                return failed->attempt;
        return 0;
    }

    void writeStatus()
    {
        if (!m_change.statusBefore) return;
        if (isOver(m_change.statusAfter)) {
            if (*m_change.statusBefore != m_change.statusAfter)
                m_tables.endInstance(m_change.instance, m_change.statusAfter, m_at);
        } else if (*m_change.statusBefore != m_change.statusAfter ||
                   m_change.incidentsBefore != m_change.incidentsAfter) {
            m_tables.setInstanceStatus(m_change.instance, m_change.statusAfter, int(m_change.incidentsAfter));
        }
    }

    store::ReadTables& m_tables;
    const Change& m_change;
    Instant m_at;
    std::vector<store::ElementRow> m_activated;
};

} // namespace

std::string taskOutcome(const feel::Context& variables)
{
    for (const char* name : {"outcome", "decision"})
        if (const auto* value = variables.find(name); value && value->isString()) return value->asString();
    return {};
}

store::InstanceStatus statusOf(const engine::InstanceState& state)
{
    switch (state.status) {
    case engine::InstanceStatus::Absent:
    case engine::InstanceStatus::Running:
        return state.incidents.empty() ? InstanceStatus::Running : InstanceStatus::Failed;
    case engine::InstanceStatus::Completed:
        return InstanceStatus::Completed;
    case engine::InstanceStatus::Cancelled:
        return InstanceStatus::Cancelled;
    case engine::InstanceStatus::Compensated:
        return InstanceStatus::Compensated;
    case engine::InstanceStatus::Failed:
        return InstanceStatus::Terminated;
    }
    throw InvariantBroken("an instance has one of the known statuses");
}

std::string defaultCorrelation(const engine::Model& model, std::string_view businessKey, InstanceKey key)
{
    return model.process().id + ":" + (businessKey.empty() ? toText(key) : std::string(businessKey));
}

Change makeChange(const std::shared_ptr<const engine::Model>& model, const engine::InstanceState& before,
                  const engine::InstanceState& after, std::vector<engine::Event> events)
{
    Change change;
    change.instance = after.instance;
    change.model = model;
    change.events = std::move(events);
    if (before.status != engine::InstanceStatus::Absent) change.statusBefore = statusOf(before);
    change.statusAfter = statusOf(after);
    change.incidentsBefore = before.incidents.size();
    change.incidentsAfter = after.incidents.size();
    for (const auto& event : change.events)
        if (const auto* completed = std::get_if<engine::JobCompleted>(&event.body))
            if (const auto* job = before.job(completed->job))
                change.attempts.emplace_back(completed->elementInstance, job->attempt);
    return change;
}

void project(store::ReadTables& tables, const Change& change)
{
    Projector(tables, change).run();
}

} // namespace habitat::runtime
