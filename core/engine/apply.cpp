// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/apply_compensation.h"

#include <algorithm>

namespace habitat::engine {
namespace {

template <typename T, typename K>
T* findByKey(std::vector<T>& items, K key)
{
    const auto found =
        std::find_if(items.rbegin(), items.rend(), [&](const T& item) { return item.key == key; });
    return found == items.rend() ? nullptr : &*found;
}

template <typename T, typename K>
void eraseByKey(std::vector<T>& items, K key)
{
    if (T* item = findByKey(items, key)) items.erase(items.begin() + (item - items.data()));
}

void noteCompletion(InstanceState& state, ElementIndex element, std::int64_t sequence)
{
    const auto found = std::ranges::find(state.completions, element, &Completion::element);
    if (found != state.completions.end())
        found->sequence = sequence;
    else
        state.completions.push_back({element, sequence});
}

struct Application
{
    InstanceState& state;
    const Event& event;

    void operator()(const InstanceCreated& e) const
    {
        state.instance = event.instance;
        state.definition = e.definition;
        state.version = e.version;
        state.businessKey = e.businessKey;
        state.root = e.root;
        state.parent = e.parent;
        state.startKey = e.startKey;
        state.status = InstanceStatus::Running;
    }

    void operator()(const ElementActivated& e) const
    {
        state.elements.push_back(
            {e.key, e.element, e.scope, e.compensates, false, e.iteration, state.completed, {}});
        if (e.iteration == 0) return;
        if (Loop* loop = findLoop(e.scope)) loop->started = std::max(loop->started, e.iteration);
    }

    void operator()(const ElementCompleted& e) const
    {
        const ElementInstance* element = state.element(e.key);
        if (!element) return;
        ++state.completed;
        forgetPartsOf(state, e.key);
        if (e.key == state.root) return;
        if (e.scope == state.root && element->compensates.isNone())
            noteCompletion(state, e.element, state.completed);
        endLoops(e.key);
        eraseByKey(state.elements, e.key);
    }

    void operator()(const ElementTerminated& e) const
    {
        const ElementInstance* element = state.element(e.key);
        if (!element || e.key == state.root) return;
        if (e.scope == state.root && element->compensates.isNone())
            noteCompletion(state, e.element, element->since + 1);
        abandonPartsOf(state, e.key, e.scope);
        if (Loop* loop = element->iteration > 0 ? findLoop(e.scope) : nullptr) ++loop->terminated;
        endLoops(e.key);
        eraseByKey(state.elements, e.key);
    }

    void operator()(const FlowTaken&) const {}

    void operator()(const TokenWaiting& e) const
    {
        for (JoinTokens& tokens : state.joins)
            if (tokens.scope == e.scope && tokens.element == e.element && tokens.flow == e.flow) {
                ++tokens.count;
                return;
            }
        state.joins.push_back({e.scope, e.element, e.flow, 1});
    }

    void operator()(const TokensJoined& e) const
    {
        for (JoinTokens& tokens : state.joins)
            if (tokens.scope == e.scope && tokens.element == e.element) --tokens.count;
        std::erase_if(state.joins, [](const JoinTokens& tokens) { return tokens.count <= 0; });
    }

    void operator()(const TokenUsed& e) const
    {
        for (JoinTokens& tokens : state.joins)
            if (tokens.scope == e.scope && tokens.element == e.element && tokens.flow == e.flow)
                --tokens.count;
        std::erase_if(state.joins, [](const JoinTokens& tokens) { return tokens.count <= 0; });
    }

    void operator()(const TokensDropped& e) const
    {
        std::erase_if(state.joins, [&](const JoinTokens& tokens) { return tokens.scope == e.scope; });
        std::erase_if(state.phases, [&](const GatewayPhase& phase) { return phase.scope == e.scope; });
    }

    void operator()(const GatewayActivated& e) const
    {
        state.phases.push_back({e.scope, e.element, e.flows});
    }

    void operator()(const GatewayReset& e) const
    {
        std::erase_if(state.phases, [&](const GatewayPhase& phase) {
            return phase.scope == e.scope && phase.element == e.element;
        });
    }

    void operator()(const LoopStarted& e) const
    {
        Loop loop;
        loop.scope = e.elementInstance;
        loop.total = e.total;
        loop.items = e.items;
        state.loops.push_back(std::move(loop));
    }

    void operator()(const IterationEnded& e) const
    {
        Loop* loop = findLoop(e.elementInstance);
        if (!loop) return;
        ++loop->completed;
        loop->isEnding = loop->isEnding || e.isLast;
        if (e.output.isNull() || e.iteration < 1) return;
        feel::List outputs = loop->outputs.isList() ? loop->outputs.asList() : feel::List{};
        if (std::cmp_less(outputs.size(), e.iteration)) outputs.resize(std::size_t(e.iteration));
        outputs[std::size_t(e.iteration) - 1] = e.output;
        loop->outputs = feel::Value(std::move(outputs));
    }

    void operator()(const VariableSet& e) const
    {
        if (ElementInstance* scope = findByKey(state.elements, e.scope))
            scope->variables.set(e.name, e.value);
    }

    void operator()(const JobCreated& e) const
    {
        Job job;
        job.key = e.job;
        job.elementInstance = e.elementInstance;
        job.type = e.type;
        job.state = e.held ? JobState::Held : JobState::Ready;
        job.attempts = e.attemptsLeft;
        job.attemptsLeft = e.attemptsLeft;
        job.timeout = e.timeout;
        state.jobs.push_back(std::move(job));
    }

    void operator()(const JobReleased& e) const
    {
        if (Job* job = findByKey(state.jobs, e.job)) job->state = JobState::Ready;
    }

    void operator()(const JobCompleted& e) const { eraseByKey(state.jobs, e.job); }

    void operator()(const JobFailed& e) const
    {
        Job* job = findByKey(state.jobs, e.job);
        if (!job) return;
        job->attempt = e.attempt + 1;
        job->attemptsLeft = e.attemptsLeft;
        job->state = e.retryAt ? JobState::Waiting : JobState::Failed;
        job->retryAt = e.retryAt.value_or(Instant{});
    }

    void operator()(const JobRetried& e) const
    {
        Job* job = findByKey(state.jobs, e.job);
        if (!job) return;
        job->attemptsLeft = e.attemptsLeft;
        job->state = JobState::Ready;
        job->retryAt = {};
    }

    void operator()(const JobCancelled& e) const { eraseByKey(state.jobs, e.job); }

    void operator()(const TaskCreated& e) const
    {
        state.tasks.push_back({e.task, e.elementInstance, e.assignee});
    }

    void operator()(const TaskClaimed& e) const
    {
        if (Task* task = findByKey(state.tasks, e.task)) task->assignee = e.user;
    }

    void operator()(const TaskUnclaimed& e) const
    {
        if (Task* task = findByKey(state.tasks, e.task)) task->assignee.clear();
    }

    void operator()(const TaskCompleted& e) const { eraseByKey(state.tasks, e.task); }
    void operator()(const TaskCancelled& e) const { eraseByKey(state.tasks, e.task); }

    void operator()(const TimerScheduled& e) const
    {
        state.timers.push_back({e.timer, e.elementInstance, e.element, e.definition, e.dueAt, e.kind,
                                e.repetitionsLeft, e.interval});
    }

    void operator()(const TimerFired& e) const { eraseByKey(state.timers, e.timer); }
    void operator()(const TimerCancelled& e) const { eraseByKey(state.timers, e.timer); }

    void operator()(const IncidentRaised& e) const
    {
        state.incidents.push_back({e.incident, e.elementInstance, e.job, e.redo});
    }

    void operator()(const IncidentResolved& e) const { eraseByKey(state.incidents, e.incident); }
    void operator()(const ErrorThrown&) const {}

    void operator()(const CompensationRegistered& e) const { applyCompensation(state, e); }
    void operator()(const CompensationTriggered& e) const { applyCompensation(state, e); }
    void operator()(const CompensationStarted& e) const { applyCompensation(state, e); }
    void operator()(const CompensationFinished& e) const { applyCompensation(state, e); }
    void operator()(const CompensationEnded& e) const { applyCompensation(state, e); }
    void operator()(const CompensationAbandoned& e) const { applyCompensation(state, e); }

    void operator()(const CallStarted& e) const
    {
        if (ElementInstance* element = findByKey(state.elements, e.elementInstance))
            element->isCalling = true;
    }

    void operator()(const CallEnded& e) const
    {
        if (ElementInstance* element = findByKey(state.elements, e.elementInstance))
            element->isCalling = false;
    }

    void operator()(const SubscriptionOpened& e) const
    {
        state.subscriptions.push_back({e.subscription, e.elementInstance, e.element, e.definition, e.kind,
                                       e.name, e.correlation, false});
    }

    void operator()(const SubscriptionTriggered&) const {}
    void operator()(const SubscriptionClosed& e) const { eraseByKey(state.subscriptions, e.subscription); }

    void operator()(const ConditionChanged& e) const
    {
        if (Subscription* subscription = findByKey(state.subscriptions, e.subscription))
            subscription->holds = e.holds;
    }

    void operator()(const MessageThrown&) const {}
    void operator()(const SignalThrown&) const {}
    void operator()(const EscalationThrown&) const {}

    void operator()(const InstanceCompleted&) const { end(InstanceStatus::Completed); }
    void operator()(const InstanceCancelled&) const { end(InstanceStatus::Cancelled); }
    void operator()(const InstanceCompensated&) const { end(InstanceStatus::Compensated); }
    void operator()(const InstanceFailed&) const { end(InstanceStatus::Failed); }

private:
    Loop* findLoop(ElementInstanceKey scope) const
    {
        const auto found = std::ranges::find(state.loops, scope, &Loop::scope);
        return found == state.loops.end() ? nullptr : &*found;
    }

    void endLoops(ElementInstanceKey ended) const
    {
        if (state.loops.empty()) return;
        std::erase_if(state.loops, [&](const Loop& loop) { return loop.scope == ended; });
    }

    /// Only the root scope and its variables remain of an instance that has ended.
    void end(InstanceStatus status) const
    {
        state.status = status;
        state.compensations.clear();
        state.compensationRuns.clear();
        state.completions.clear();
        state.joins.clear();
        state.phases.clear();
        state.loops.clear();
    }
};

} // namespace

void apply(InstanceState& state, const Event& event)
{
    std::visit(Application{state, event}, event.body);
}

} // namespace habitat::engine
