// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/state.h"

#include <algorithm>
#include <array>

namespace habitat::engine {
namespace {

/// From the youngest, because that is where most commands work.
template <typename T, typename K>
const T* findByKey(const std::vector<T>& items, K key)
{
    const auto found =
        std::find_if(items.rbegin(), items.rend(), [&](const T& item) { return item.key == key; });
    return found == items.rend() ? nullptr : &*found;
}

/// Adds what is not hidden by an inner scope already.
void addHidden(feel::Context& seen, const SharedVariables& variables)
{
    for (const auto& [name, value] : *variables)
        if (!seen.contains(name)) seen.set(name, value);
}

} // namespace

std::string_view toText(InstanceStatus status)
{
    static constexpr std::array<std::string_view, 6> names{"absent",    "running",     "completed",
                                                           "cancelled", "compensated", "failed"};
    return names[std::size_t(status)];
}

std::string_view toText(JobState state)
{
    static constexpr std::array<std::string_view, 4> names{"held", "ready", "waiting", "failed"};
    return names[std::size_t(state)];
}

const feel::Context& SharedVariables::none()
{
    static const feel::Context empty;
    return empty;
}

SharedVariables::SharedVariables(feel::Context context)
    : m_context(std::make_shared<feel::Context>(std::move(context)))
{
}

/// In place where nobody else holds them: several variables set by one command then cost one copy.
void SharedVariables::set(std::string_view name, feel::Value value)
{
    if (m_context.use_count() != 1) m_context = std::make_shared<feel::Context>(**this);
    m_context->set(name, std::move(value));
}

const ElementInstance* InstanceState::element(ElementInstanceKey key) const
{
    return findByKey(elements, key);
}

const Job* InstanceState::job(JobKey key) const
{
    return findByKey(jobs, key);
}

const Job* InstanceState::jobOf(ElementInstanceKey key) const
{
    const auto found = std::ranges::find(jobs, key, &Job::elementInstance);
    return found == jobs.end() ? nullptr : &*found;
}

const Task* InstanceState::task(TaskKey key) const
{
    return findByKey(tasks, key);
}

const Timer* InstanceState::timer(TimerKey key) const
{
    return findByKey(timers, key);
}

const Subscription* InstanceState::subscription(SubscriptionKey key) const
{
    return findByKey(subscriptions, key);
}

const Incident* InstanceState::incident(IncidentKey key) const
{
    return findByKey(incidents, key);
}

const Loop* InstanceState::loop(ElementInstanceKey scope) const
{
    const auto found = std::ranges::find(loops, scope, &Loop::scope);
    return found == loops.end() ? nullptr : &*found;
}

const CompensationRun* InstanceState::runOfHandler(ElementInstanceKey handler) const
{
    const auto found = std::ranges::find(compensationRuns, handler, &CompensationRun::handler);
    return handler.isNone() || found == compensationRuns.end() ? nullptr : &*found;
}

const feel::Context& InstanceState::variables() const
{
    static const feel::Context none;
    const ElementInstance* scope = element(root);
    return scope ? *scope->variables : none;
}

bool InstanceState::isRewinding() const
{
    return std::ranges::any_of(compensationRuns, [](const CompensationRun& run) {
        return run.purpose == CompensationPurpose::Rewind || run.purpose == CompensationPurpose::RewindAll;
    });
}

feel::Context visibleVariables(const InstanceState& state, ElementInstanceKey key)
{
    feel::Context seen;
    for (const ElementInstance* at = state.element(key); at; at = state.element(at->scope)) {
        addHidden(seen, at->variables);
        if (at->compensates)
            if (const CompensationRun* run = state.runOfHandler(at->key))
                for (const SharedVariables& variables : run->pending.back().snapshot)
                    addHidden(seen, variables);
    }
    return seen;
}

} // namespace habitat::engine
