// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log.h"
#include "core/engine/expression.h"
#include "core/engine/starts.h"
#include "core/runtime/execution.h"
#include "core/runtime/execution_attempt.h"
#include "core/store/json_text.h"
#include "core/store/messages.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <set>

namespace habitat::runtime {

namespace {

// A signal that nobody throws from within an instance reaches everybody who waits.
constexpr MessageKey everybody{std::numeric_limits<std::int64_t>::max()};

Status checkName(const std::string& name, std::string_view what)
{
    if (!name.empty()) return {};
    return fail("runtime.message.name", fmt::format("A {} is told by its name, which is empty.", what));
}

Result<feel::Context> variablesFrom(const std::string& json)
{
    const auto value = TRY(feel::fromJson(nlohmann::json::parse(json)));
    return value.isContext() ? value.asContext() : feel::Context{};
}

} // namespace

/// Tells one instance, as far as it still waits.
Result<bool> Execution::wake(const store::SubscriptionRow& row, const feel::Context& variables,
                             const Actor& by, std::int64_t cause)
{
    auto* staged = TRY(stage(row.instance));
    if (staged->state().subscription(row.key) == nullptr) return false;
    const engine::TriggerSubscription trigger{row.key, variables};
    const auto record = addRecord(kindOf(InstanceCommand{row.instance, trigger}), by, cause);
    m_records[record].instance = row.instance;
    TRY(decideOn(*staged, trigger, by, record));
    return true;
}

Result<InstanceKey> Execution::startAt(const store::StartEventRow& row, const StartedBy& with,
                                       const Actor& by, std::int64_t cause)
{
    auto model = TRY(m_kernel.definitions.model(row.definition));
    engine::CreateInstance create{with.businessKey, with.variables, {}, {}};
    create.startEvent = row.elementId;
    create.startDefinition = row.position;
    create.startKey = with.key;
    const auto record = addRecord("instance.start", by, cause);
    auto key = this->create(std::move(model), std::move(create), {}, by, record);
    if (!key) m_records.pop_back();
    return key;
}

/// Once in each process: an instance that waits goes before a new one.
Result<Execution::Delivery> Execution::deliver(const store::MessageRow& message, const Actor& by,
                                               std::int64_t cause)
{
    expose();
    Delivery delivery;
    const auto variables = TRY(variablesFrom(message.variables));
    std::set<std::string> served;
    for (const auto& row : store::messageSubscriptions(m_kernel.db, message)) {
        if (served.contains(row.processId) || !TRY(wake(row, variables, by, cause))) continue;
        served.insert(row.processId);
        delivery.received.push_back(row.instance);
    }
    for (const auto& row : store::startEvents(m_kernel.db, store::EventKind::Message, message.name)) {
        if (served.contains(row.processId)) continue;
        const bool isLocked = !message.correlation.empty() &&
                              store::isStartLocked(m_kernel.db, row.processId, message.correlation);
        if (isLocked) continue;
        const auto key = TRY(startAt(row, {message.correlation, message.businessKey, variables}, by, cause));
        if (!message.correlation.empty())
            store::addStartLock(m_kernel.db, row.processId, message.correlation, key);
        served.insert(row.processId);
        delivery.started.push_back(key);
    }
    return delivery;
}

Result<Execution::Delivery> Execution::publish(store::MessageRow message, const Actor& by, std::int64_t cause)
{
    message.publishedAt = m_kernel.now;
    auto delivery = TRY(deliver(message, by, cause));
    delivery.isWaiting = !delivery.reachedAnybody() && message.expiresAt > m_kernel.now;
    if (delivery.isWaiting) store::addMessage(m_kernel.db, message);
    return delivery;
}

Result<Execution::Delivery> Execution::broadcast(const std::string& name, const feel::Context& variables,
                                                 MessageKey before, const Actor& by, std::int64_t cause)
{
    expose();
    Delivery delivery;
    for (const auto& row : store::signalSubscriptions(m_kernel.db, name, before))
        if (TRY(wake(row, variables, by, cause))) delivery.received.push_back(row.instance);
    for (const auto& row : store::startEvents(m_kernel.db, store::EventKind::Signal, name))
        delivery.started.push_back(TRY(startAt(row, {{}, {}, variables}, by, cause)));
    return delivery;
}

nlohmann::json Execution::Delivery::toJson() const
{
    const auto keys = [](const std::vector<InstanceKey>& instances) {
        auto list = nlohmann::json::array();
        for (const auto key : instances)
            list.push_back(key.value);
        return list;
    };
    return {{"received", keys(received)}, {"started", keys(started)}, {"waiting", isWaiting}};
}

Result<Outcome> Execution::performBody(const PublishMessage& body, const Command& command, std::size_t record)
{
    TRY(checkName(body.name, "message"));
    TRY(engine::checkStorable(body.variables));
    expose();
    const auto seq = m_records[record].seq;
    store::removeExpired(m_kernel.db, m_kernel.now);
    store::MessageRow message;
    message.key = m_kernel.keys.make<MessageKey>();
    message.name = body.name;
    message.correlation = body.correlation;
    message.businessKey = body.businessKey;
    message.variables = store::jsonText(feel::toJson(body.variables));
    message.expiresAt = m_kernel.now + body.timeToLive;
    // An id is remembered for a day at least, so that a sender who tries again is known.
    constexpr Duration remembered = std::chrono::hours(24);
    Outcome outcome;
    if (!body.id.empty()) {
        const auto until = m_kernel.now + std::max(body.timeToLive, remembered);
        if (const auto known = store::claimMessageId(m_kernel.db, body.name, body.id, message.key, until)) {
            outcome.result = {{"message", known->value}, {"repeated", true}};
            m_records[record].result = store::jsonText(outcome.result);
            return outcome;
        }
    }
    outcome.result = TRY(publish(message, command.by, seq)).toJson();
    outcome.result["message"] = message.key.value;
    m_records[record].result = store::jsonText(outcome.result);
    return outcome;
}

Result<Outcome> Execution::performBody(const BroadcastSignal& body, const Command& command,
                                       std::size_t record)
{
    TRY(checkName(body.name, "signal"));
    TRY(engine::checkStorable(body.variables));
    const auto seq = m_records[record].seq;
    Outcome outcome;
    outcome.result = TRY(broadcast(body.name, body.variables, everybody, command.by, seq)).toJson();
    m_records[record].result = store::jsonText(outcome.result);
    return outcome;
}

Result<Outcome> Execution::performBody(const EvaluateStartConditions& body, const Command& command,
                                       std::size_t record)
{
    TRY(engine::checkStorable(body.variables));
    expose();
    const auto seq = m_records[record].seq;
    Delivery delivery;
    for (const auto& row : store::startEvents(m_kernel.db, store::EventKind::Conditional)) {
        const auto model = TRY(m_kernel.definitions.model(row.definition));
        const auto event = model->process().find(row.elementId);
        if (engine::startConditionHolds(*model, event, row.position, body.variables, m_kernel.now))
            delivery.started.push_back(TRY(startAt(row, {{}, {}, body.variables}, command.by, seq)));
    }
    Outcome outcome;
    outcome.result = delivery.toJson();
    m_records[record].result = store::jsonText(outcome.result);
    return outcome;
}

// What the events of an instance mean for others.
void Execution::observeMessages(const Staged& staged, const engine::Event& event, const Actor& by,
                                std::int64_t cause)
{
    if (const auto* opened = std::get_if<engine::SubscriptionOpened>(&event.body)) {
        if (opened->kind == engine::SubscriptionKind::Message)
            follow([this, key = staged.key, opened = *opened, by, cause] {
                return receiveWaiting(key, opened, by, cause);
            });
    } else if (const auto* message = std::get_if<engine::MessageThrown>(&event.body)) {
        follow([this, thrown = *message, by, cause]() -> Status {
            store::MessageRow row;
            row.key = thrown.message;
            row.name = thrown.name;
            row.correlation = thrown.correlation;
            row.variables = store::jsonText(feel::toJson(thrown.variables));
            row.expiresAt = m_kernel.now + thrown.timeToLive;
            TRY(publish(std::move(row), by, cause));
            return {};
        });
    } else if (const auto* signal = std::get_if<engine::SignalThrown>(&event.body)) {
        follow([this, thrown = *signal, by, cause]() -> Status {
            TRY(broadcast(thrown.name, thrown.variables, thrown.signal, by, cause));
            return {};
        });
    } else if (const auto* escalation = std::get_if<engine::EscalationThrown>(&event.body)) {
        const auto& parent = staged.state().parent;
        if (escalation->leaves && parent)
            follow([this, origin = *parent, thrown = *escalation, by, cause] {
                return answerCaller(
                    origin, engine::EscalateCall{origin.elementInstance, thrown.code, thrown.variables}, by,
                    cause);
            });
    }
}

// Messages that came before anybody waited for them.
Status Execution::receiveWaiting(InstanceKey instance, const engine::SubscriptionOpened& opened,
                                 const Actor& by, std::int64_t cause)
{
    store::SubscriptionRow row;
    row.key = opened.subscription;
    row.instance = instance;
    row.name = opened.name;
    row.correlation = opened.correlation;
    while (true) {
        auto* staged = TRY(stage(instance));
        if (staged->state().subscription(row.key) == nullptr) return {};
        const auto message = store::messageFor(m_kernel.db, row, staged->state().businessKey, m_kernel.now);
        if (!message) return {};
        expose();
        store::removeMessage(m_kernel.db, message->key);
        TRY(wake(row, TRY(variablesFrom(message->variables)), by, cause));
    }
}

// The next message with the key may start an instance now.
Status Execution::releaseStart(const std::string& processId, const std::string& key, const Actor& by,
                               std::int64_t cause)
{
    expose();
    store::removeStartLock(m_kernel.db, processId, key);
    for (const auto& row : store::startEvents(m_kernel.db, store::EventKind::Message)) {
        if (row.processId != processId) continue;
        const auto message = store::messageFor(m_kernel.db, row.name, key, m_kernel.now);
        if (!message) continue;
        store::removeMessage(m_kernel.db, message->key);
        const auto started =
            TRY(startAt(row, {key, message->businessKey, TRY(variablesFrom(message->variables))}, by, cause));
        store::addStartLock(m_kernel.db, processId, key, started);
        return {};
    }
    return {};
}

// Choreography: whoever waits for the name of a domain event, as a signal or as a message about its
// aggregate.
Status Execution::announce(const store::DomainEvent& event)
{
    feel::Context variables;
    if (const auto payload = feel::fromJson(event.payload); payload && payload->isContext())
        variables = payload->asContext();
    TRY(broadcast(event.name, variables, everybody, Actor::system(), event.causation));
    store::MessageRow message;
    message.name = event.name;
    message.correlation = event.aggregate;
    message.variables = store::jsonText(feel::toJson(variables));
    message.publishedAt = m_kernel.now;
    TRY(deliver(message, Actor::system(), event.causation));
    return {};
}

void Execution::startTimer(const store::StartEventRow& row)
{
    engine::TimerScheduled fired;
    fired.kind = engine::TimerKind(row.timerKind);
    fired.dueAt = *row.dueAt;
    fired.repetitionsLeft = row.repetitionsLeft;
    fired.interval = {row.intervalMonths, Duration(row.intervalMicros)};
    const auto next = engine::nextStart(fired, m_kernel.now);
    const auto advance = [&] {
        expose();
        store::setStartDue(m_kernel.db, row, next ? std::optional(next->dueAt) : std::nullopt,
                           next ? next->repetitionsLeft : 0);
        if (next) m_effects.due(next->dueAt);
    };
    const auto started = attempt([&]() -> Result<Outcome> {
        Outcome outcome;
        outcome.instance = TRY(startAt(row, {}, Actor::system(), 0));
        advance();
        return outcome;
    });
    if (started) return;
    logger("runtime")->error("“{}” could not be started by its timer: {}", row.processId,
                             started.error().message);
    const auto passed = attempt([&]() -> Result<Outcome> {
        auto& entry = m_records[addRecord("instance.start", Actor::system(), 0)];
        entry.outcome = store::JournalOutcome::Refused;
        entry.error = store::errorText(started.error());
        advance();
        return Outcome{};
    });
    ensure(passed.has_value(), "a start that was refused is passed over");
}

} // namespace habitat::runtime
