// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/support/machine.h"

#include "core/engine/codec.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace habitat::engine::test {
namespace {

struct TraceWord
{
    const Model& model;

    std::string operator()(const ElementCompleted& e) const
    {
        return e.element.isValid() ? model.id(e.element) : "";
    }
    std::string operator()(const ElementTerminated& e) const
    {
        return e.element.isValid() ? "-" + model.id(e.element) : "";
    }
    std::string operator()(const IncidentRaised& e) const
    {
        return fmt::format("!{}@{}", e.code, model.id(e.element));
    }
    std::string operator()(const CompensationFinished& e) const { return "~" + model.id(e.element); }
    std::string operator()(const InstanceCompleted&) const { return "[completed]"; }
    std::string operator()(const InstanceCancelled&) const { return "[cancelled]"; }
    std::string operator()(const InstanceCompensated&) const { return "[compensated]"; }
    std::string operator()(const InstanceFailed& e) const { return "[failed " + e.errorCode + "]"; }
    template <typename Other>
    std::string operator()(const Other&) const
    {
        return {};
    }
};

void appendWord(std::string& text, const std::string& word)
{
    if (word.empty()) return;
    if (!text.empty()) text += ' ';
    text += word;
}

template <typename T>
void checkUnique(const std::vector<T>& items, const char* what)
{
    std::set<std::int64_t> keys;
    for (const T& item : items)
        if (!keys.insert(item.key.value).second) throw InvariantBroken(fmt::format("{} twice", what));
}

} // namespace

Machine::Machine(std::shared_ptr<const Model> model, std::uint64_t seed)
    : m_model(std::move(model)), m_random(seed)
{
}

std::optional<Error> Machine::give(const Command& command)
{
    Context context{m_now, m_keys, m_random};
    const InstanceState before = m_state;
    Result<Decision> decision = decide(*m_model, m_state, command, context);
    m_last.clear();
    ensure(m_state == before, "decide leaves the state it was given alone");
    if (!decision) return decision.error();
    m_state = std::move(decision->next);
    m_last = std::move(decision->events);
    check(before);
    m_history.insert(m_history.end(), m_last.begin(), m_last.end());
    return std::nullopt;
}

void Machine::check(const InstanceState& before) const
{
    InstanceState folded = before;
    for (const Event& event : m_last)
        apply(folded, event);
    ensure(folded == m_state, "the events folded over the state give the next state");

    const auto events = decodeEvents(*m_model, encode(*m_model, m_last));
    if (!events) throw InvariantBroken(events.error().message);
    ensure(*events == m_last, "events survive the codec");
    const auto state = decodeState(*m_model, encode(*m_model, m_state));
    if (!state) throw InvariantBroken(state.error().message);
    ensure(*state == m_state, "a state survives the codec");
    checkConsistent(*m_model, m_state);
}

ElementInstanceKey Machine::at(std::string_view elementId) const
{
    for (auto element = m_state.elements.rbegin(); element != m_state.elements.rend(); ++element)
        if (element->element.isValid() && m_model->id(element->element) == elementId) return element->key;
    return {};
}

JobKey Machine::job(std::string_view elementId) const
{
    const Job* job = m_state.jobOf(at(elementId));
    return job ? job->key : JobKey();
}

TaskKey Machine::task(std::string_view elementId) const
{
    const auto found = std::ranges::find(m_state.tasks, at(elementId), &Task::elementInstance);
    return found == m_state.tasks.end() ? TaskKey() : found->key;
}

TimerKey Machine::timer(std::string_view eventId) const
{
    for (const Timer& timer : m_state.timers)
        if (m_model->id(timer.element) == eventId) return timer.key;
    return {};
}

SubscriptionKey Machine::subscription(std::string_view eventId) const
{
    for (const Subscription& subscription : m_state.subscriptions)
        if (m_model->id(subscription.element) == eventId) return subscription.key;
    return {};
}

IncidentKey Machine::incident(std::string_view elementId) const
{
    for (const Incident& incident : m_state.incidents) {
        const ElementInstance* element = m_state.element(incident.elementInstance);
        if (element && m_model->id(element->element) == elementId) return incident.key;
    }
    return {};
}

std::string Machine::trace() const
{
    std::string text;
    for (const Event& event : m_history)
        appendWord(text, std::visit(TraceWord{*m_model}, event.body));
    return text;
}

std::string Machine::active() const
{
    std::string text;
    if (!m_state.isRunning()) return text;
    for (const ElementInstance& element : m_state.elements)
        if (element.element.isValid()) appendWord(text, m_model->id(element.element));
    for (const JoinTokens& tokens : m_state.joins)
        appendWord(text, fmt::format("{}<{}", m_model->id(tokens.element), tokens.count));
    return text;
}

void checkConsistent(const Model& model, const InstanceState& state)
{
    checkUnique(state.elements, "an element instance");
    checkUnique(state.jobs, "a job");
    checkUnique(state.tasks, "a task");
    checkUnique(state.timers, "a timer");
    checkUnique(state.subscriptions, "a subscription");
    checkUnique(state.incidents, "an incident");
    const auto isLive = [&](ElementInstanceKey key) { return state.element(key) != nullptr; };
    for (const ElementInstance& element : state.elements)
        ensure(element.key == state.root || isLive(element.scope), "a token is in a live scope");
    for (const Job& job : state.jobs)
        ensure(isLive(job.elementInstance), "a job belongs to a live element");
    for (const Task& task : state.tasks)
        ensure(isLive(task.elementInstance), "a task belongs to a live element");
    for (const Timer& timer : state.timers)
        ensure(isLive(timer.elementInstance), "a timer belongs to a live element");
    for (const Subscription& subscription : state.subscriptions)
        ensure(isLive(subscription.elementInstance), "a subscription belongs to a live element");
    for (const Loop& loop : state.loops) {
        ensure(isLive(loop.scope), "a loop belongs to a live activity");
        const auto running = std::ranges::count_if(state.elements, [&](const ElementInstance& e) {
            return e.scope == loop.scope && e.iteration > 0;
        });
        ensure(running == 0 || running == loop.started - loop.completed - loop.terminated,
               "a loop knows how many iterations run");
    }
    for (const GatewayPhase& phase : state.phases)
        ensure(isLive(phase.scope), "a gateway between two rounds is in a live scope");
    for (const Incident& incident : state.incidents) {
        ensure(isLive(incident.elementInstance), "an incident belongs to a live element");
        ensure((incident.redo == Redo::Job) == bool(state.job(incident.job)),
               "an incident of a job has its job");
    }
    for (const Job& job : state.jobs) {
        const bool hasIncident =
            std::ranges::any_of(state.incidents, [&](const Incident& i) { return i.job == job.key; });
        ensure((job.state == JobState::Failed) == hasIncident, "a failed job has an incident, no other has");
    }
    for (const JoinTokens& tokens : state.joins) {
        ensure(isLive(tokens.scope), "a waiting token is in a live scope");
        ensure(tokens.count > 0 && model.process()[tokens.flow].target == tokens.element,
               "a token waits where its flow leads");
    }
    for (const CompensationRun& run : state.compensationRuns) {
        const bool goesOnAlone = run.purpose == CompensationPurpose::Background;
        ensure((goesOnAlone || isLive(run.thrower)) && isLive(run.scope),
               "a run of compensation has its thrower");
        ensure(run.handler && isLive(run.handler) && !run.pending.empty(),
               "between commands a run has an active handler");
    }
    if (state.isRunning()) {
        const bool goesOn = state.elements.size() > 1 || !state.incidents.empty();
        ensure(goesOn, "a running instance has a token or an incident");
        return;
    }
    ensure(state.status == InstanceStatus::Absent || state.elements.size() == 1,
           "of an ended instance only the root remains");
    ensure(state.jobs.empty() && state.tasks.empty() && state.timers.empty() && state.incidents.empty() &&
               state.joins.empty() && state.compensationRuns.empty() && state.subscriptions.empty() &&
               state.loops.empty() && state.phases.empty(),
           "an ended instance waits for nothing");
}

} // namespace habitat::engine::test
