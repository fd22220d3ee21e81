// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/codec.h"
#include "core/runtime/execution.h"
#include "core/runtime/execution_context.h"
#include "core/runtime/execution_nested.h"

#include <fmt/format.h>

#include <algorithm>

namespace habitat::runtime {

void Execution::adopt(Staged& staged, engine::Decision decision, const engine::Command& command,
                      const Actor& by, std::size_t record)
{
    for (Nested* level = m_nested; level; level = level->outer)
        level->keepBefore(staged);
    auto& entry = m_records[record];
    if (!decision.events.empty()) entry.events = engine::encode(*staged.model, decision.events);
    const auto seq = entry.seq;
    auto change = makeChange(staged.model, staged.state(), decision.next, std::move(decision.events));
    change.seq = seq;
    change.by = by;
    change.correlation = staged.correlation;
    if (const auto* task = std::get_if<engine::CompleteTask>(&command))
        change.taskOutcome = taskOutcome(task->variables);
    staged.next = std::move(decision.next);
    staged.newEvents += change.events.size();
    count(staged, change);
    for (const auto& event : change.events)
        observe(staged, event, by, seq);
    followEnd(staged, change.events, by, seq);
    m_changes.push_back(std::move(change));
}

void Execution::count(const Staged& staged, const Change& change)
{
    if (change.statusBefore == change.statusAfter) return;
    const auto definition = staged.model->definition();
    if (change.statusBefore) m_effects.counts.push_back({definition, *change.statusBefore, -1});
    m_effects.counts.push_back({definition, change.statusAfter, 1});
}

// What the runtime has to do about an event.
void Execution::observe(const Staged& staged, const engine::Event& event, const Actor& by, std::int64_t cause)
{
    const auto ready = [&](JobKey job, std::string type, std::string idempotencyKey) {
        const auto released = idempotencyKey.empty() && !by.isSystem() ? std::optional(by) : std::nullopt;
        m_effects.ready.push_back(
            {staged.key, job, std::move(type), std::move(idempotencyKey), released, false});
    };
    const auto& body = event.body;
    if (const auto* created = std::get_if<engine::JobCreated>(&body)) {
        if (!created->held) ready(created->job, created->type, created->idempotencyKey);
    } else if (const auto* released = std::get_if<engine::JobReleased>(&body)) {
        ready(released->job, {}, {});
    } else if (const auto* retried = std::get_if<engine::JobRetried>(&body)) {
        ready(retried->job, {}, {});
    } else if (const auto* failed = std::get_if<engine::JobFailed>(&body)) {
        if (failed->retryAt) m_effects.due(*failed->retryAt);
    } else if (const auto* timer = std::get_if<engine::TimerScheduled>(&body)) {
        m_effects.due(timer->dueAt);
    } else if (const auto* call = std::get_if<engine::CallStarted>(&body)) {
        follow([this, key = staged.key, call = *call, by, cause]() -> Status {
            return startCalled(*TRY(stage(key)), call, by, cause);
        });
    } else if (const auto* ended = std::get_if<engine::CallEnded>(&body)) {
        if (ended->how == engine::CallEnded::How::Cancelled)
            follow([this, key = staged.key, element = ended->elementInstance, by, cause] {
                return cancelCalled(key, element, by, cause);
            });
    } else {
        observeMessages(staged, event, by, cause);
    }
}

void Execution::observePublished(const store::Publications& publications)
{
    if (publications.isEmpty()) return;
    m_effects.domainEvents.insert(publications.names.begin(), publications.names.end());
    follow([this, publications] { return tell(publications); });
}

// An import publishes as many events as its file has rows: they are read back by portions, and only where
// anybody reacts to one of them. Where nobody does, none of them can change that.
Status Execution::tell(const store::Publications& publications)
{
    constexpr std::int64_t portion = 256;
    expose();
    if (std::ranges::none_of(publications.names, [this](const auto& name) { return hears(name); })) return {};
    std::int64_t told = 0;
    while (true) {
        const auto events = store::domainEvents(m_kernel.db, publications, told, portion);
        if (events.empty()) return {};
        for (const auto& event : events) {
            TRY(announce(event));
            for (const auto& reaction : m_kernel.registry.reactionsTo(event.name)) {
                expose();
                for (const auto& command : reaction(event, m_kernel.db))
                    TRY(perform(command, event.causation));
            }
        }
        told = events.back().id;
    }
}

bool Execution::hears(const std::string& eventName)
{
    return !m_kernel.registry.reactionsTo(eventName).empty() || store::isAwaited(m_kernel.db, eventName);
}

Status Execution::startCalled(const Staged& caller, const engine::CallStarted& call, const Actor& by,
                              std::int64_t cause)
{
    const auto correlation = caller.correlation;
    const auto start = [&]() -> Status {
        auto model = TRY(m_kernel.definitions.findCalled(call.calledProcessId, call.binding, call.versionTag,
                                                         caller.model->definition()));
        const auto record = addRecord("instance.start", by, cause);
        const auto key =
            create(std::move(model), {call.businessKey, call.variables, call.origin, {}, {}, 0, {}},
                   correlation, by, record);
        if (!key) m_records.pop_back();
        TRY(key);
        return {};
    };
    const auto started = start();
    if (started) return {};
    engine::FailCall failure{call.elementInstance, started.error().code, started.error().message, {}};
    return answerCaller({call.origin.instance, call.elementInstance, 0, {}}, std::move(failure), by, cause);
}

Status Execution::cancelCalled(InstanceKey caller, ElementInstanceKey element, const Actor& by,
                               std::int64_t cause)
{
    InstanceKey called;
    for (const auto& staged : m_staged)
        if (const auto& parent = staged.state().parent; parent && parent->instance == caller &&
                                                        parent->elementInstance == element &&
                                                        staged.state().isRunning())
            called = staged.key;
    if (!called) {
        auto row =
            m_kernel.db
                .query(
                    "SELECT key FROM instance WHERE parent = ? AND parent_element = ? AND ended_at IS NULL")
                .bind(caller, element);
        if (row.next()) called = row.key<InstanceKey>(0);
    }
    if (!called) return {};
    auto* staged = TRY(stage(called));
    if (!staged->state().isRunning()) return {};
    const auto record = addRecord("instance.cancel", by, cause);
    m_records[record].instance = called;
    return decideOn(*staged, engine::CancelInstance{}, by, record);
}

// A caller that was interrupted meanwhile does not wait for the answer any more.
Status Execution::answerCaller(const engine::CallOrigin& origin, engine::Command answer, const Actor& by,
                               std::int64_t cause)
{
    auto* caller = TRY(stage(origin.instance));
    if (!caller->state().isRunning() || caller->state().element(origin.elementInstance) == nullptr) return {};
    const auto record = addRecord(kindOf(InstanceCommand{origin.instance, answer}), by, cause);
    m_records[record].instance = origin.instance;
    return decideOn(*caller, answer, by, record);
}

void Execution::followEnd(const Staged& staged, const std::vector<engine::Event>& events, const Actor& by,
                          std::int64_t cause)
{
    const auto& state = staged.state();
    if (state.isRunning()) return;
    if (!state.startKey.empty())
        follow([this, process = staged.model->process().id, key = state.startKey, by, cause] {
            return releaseStart(process, key, by, cause);
        });
    if (!state.parent) return;
    const auto element = state.parent->elementInstance;
    engine::Command answer;
    if (state.status == engine::InstanceStatus::Completed) {
        answer = engine::CompleteCall{element, state.variables()};
    } else {
        engine::FailCall failure{
            element,
            "runtime.call.ended",
            fmt::format("The called instance {} ended as {}.", staged.key.value, toText(state.status)),
            {}};
        for (const auto& event : events)
            if (const auto* failed = std::get_if<engine::InstanceFailed>(&event.body))
                failure = {element, failed->errorCode, failed->message, failed->variables};
        answer = std::move(failure);
    }
    follow([this, origin = *state.parent, answer = std::move(answer), by, cause] {
        return answerCaller(origin, answer, by, cause);
    });
}

} // namespace habitat::runtime
