// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/calendar.h"
#include "core/base/log.h"
#include "core/runtime/job_info.h"
#include "core/runtime/writer.h"
#include "core/store/queries.h"

#include <algorithm>
#include <map>

namespace habitat::runtime {

namespace {

// After the database failed, work that nobody waits for is tried again this much later.
constexpr Duration pauseAfterFailure = std::chrono::seconds(1);

template <typename T>
std::vector<T> takeUpTo(std::deque<T>& queue, std::size_t limit)
{
    const auto count = std::min(limit, queue.size());
    std::vector<T> taken(std::make_move_iterator(queue.begin()),
                         std::make_move_iterator(queue.begin() + std::ptrdiff_t(count)));
    queue.erase(queue.begin(), queue.begin() + std::ptrdiff_t(count));
    return taken;
}

// Of an attempt that was given up nobody knows whether it did its work.
bool wasGivenUp(db::Connection& db, const store::JobRow& row)
{
    auto found =
        db.query("SELECT 1 FROM job_failure WHERE instance = ? AND job = ? AND code = 'engine.job.timeout'")
            .bind(row.instance, row.key);
    return found.next();
}

ReadyJob readyJob(db::Connection& db, const store::JobRow& row)
{
    return {row.instance, row.key, row.type, row.idempotencyKey, row.releasedBy, wasGivenUp(db, row)};
}

} // namespace

bool Writer::Group::isEmpty() const
{
    return submissions.empty() && answers.empty() && timers.empty() && starts.empty() && retries.empty() &&
           timeouts.empty() && jobs.empty() && remoteJobs.empty();
}

Writer::Group Writer::collect()
{
    Group group;
    bool stopping = false;
    {
        const std::scoped_lock held(m_mutex);
        stopping = m_stopping;
        if (!stopping) group.submissions = takeUpTo(m_submissions, m_options.maxGroup);
        if (!m_pausedUntil) group.answers = takeUpTo(m_answers, m_options.maxGroup);
        m_status.queued = m_submissions.size();
    }
    // While it is paused only those who wait for an answer are served.
    if (m_pausedUntil && group.submissions.empty()) return group;
    try {
        if (m_mustReload) recover();
        if (!m_pausedUntil && !stopping) collectDue(group);
    } catch (const db::DbError& error) {
        lost(group, error.toError());
        return {};
    }
    if (m_pausedUntil || stopping) return group;
    group.jobs = takeUpTo(m_ready, m_options.maxGroup);
    const auto free = std::max(0, std::max(1, m_options.workers) - int(m_running.size()));
    group.remoteJobs = takeUpTo(m_remoteReady, std::size_t(free));
    return group;
}

void Writer::collectDue(Group& group)
{
    for (const auto& [job, running] : m_running)
        if (running.deadline && *running.deadline <= m_kernel.now)
            group.timeouts.push_back({running.instance, job, {}, {}, {}, false});
    if (!m_nextDue || *m_nextDue > m_kernel.now) return;
    const auto now = toMicros(m_kernel.now);
    auto timers =
        m_kernel.db.query("SELECT key, instance FROM timer WHERE due_at <= ? ORDER BY due_at, key LIMIT ?")
            .bind(now, m_options.maxGroup);
    while (timers.next())
        group.timers.push_back({timers.key<TimerKey>(0), timers.key<InstanceKey>(1)});
    auto retries = m_kernel.db.query("SELECT key FROM job WHERE retry_at <= ? ORDER BY retry_at LIMIT ?")
                       .bind(now, m_options.maxGroup);
    while (retries.next())
        if (const auto row = store::job(m_kernel.db, retries.key<JobKey>(0)))
            group.retries.push_back(readyJob(m_kernel.db, *row));
    group.starts = store::dueStartEvents(m_kernel.db, m_kernel.now, std::int64_t(m_options.maxGroup));
    if (group.timers.empty() && group.retries.empty() && group.starts.empty()) readNextDue();
}

// One transaction for the group. Where it breaks for a reason of one command, that one is found under
// savepoints.
void Writer::runGroup(Group group)
{
    for (const auto mode : {Execution::Mode::Normal, Execution::Mode::Careful}) {
        try {
            auto finished = executeGroup(group, mode);
            published(group, finished);
            return;
        } catch (const db::DbError& error) {
            forgetMemory();
            if (!error.isStatementOnly()) {
                lost(group, error.toError());
                return;
            }
            logger("runtime")->error("a group was taken back: {}", error.what());
        } catch (const std::exception& error) {
            forgetMemory();
            logger("runtime")->critical("a group was taken back: {}", error.what());
        }
    }
    lost(group,
         {"runtime.broken", "The engine could not write this; nothing was changed. The log says why.", {}});
}

Writer::Finished Writer::executeGroup(const Group& group, Execution::Mode mode)
{
    Finished finished;
    db::Transaction transaction(m_kernel.db);
    finished.firstSeq = m_kernel.journal.lastSeq() + 1;
    for (const auto& submission : group.submissions)
        finished.outcomes.push_back(Execution(m_kernel, finished.effects, mode).command(submission.command));
    for (const auto& answer : group.answers)
        executeAnswer(answer, finished.effects, mode);
    for (const auto& timer : group.timers)
        executeTimer(timer, finished.effects, mode);
    for (const auto& start : group.starts)
        Execution(m_kernel, finished.effects, mode).startTimer(start);
    for (const auto& retry : group.retries) {
        // It is not due any more, whatever becomes of it.
        m_kernel.tables.setJobStatus(retry.job, store::JobStatus::Ready);
        if (m_registry.findRemote(retry.type))
            finished.effects.ready.push_back(retry);
        else
            Execution(m_kernel, finished.effects, mode).job(retry);
    }
    for (const auto& late : group.timeouts)
        if (const auto told = Execution(m_kernel, finished.effects, mode)
                                  .internal(late.instance, engine::TimeoutJob{late.job});
            !told)
            logger("runtime")->info("a timeout came too late: {}", told.error().message);
    for (const auto& job : group.jobs)
        Execution(m_kernel, finished.effects, mode).job(job);
    for (const auto& job : group.remoteJobs)
        startRemote(job, finished, mode);
    if (m_kernel.journal.lastSeq() < finished.firstSeq && finished.started.empty() && group.retries.empty() &&
        group.starts.empty()) {
        transaction.rollback();
        return finished;
    }
    writeCounts(finished.effects);
    m_kernel.journal.anchor(m_kernel.now, m_kernel.keys.last());
    transaction.commit();
    return finished;
}

void Writer::executeAnswer(const RemoteAnswer& answer, Effects& effects, Execution::Mode mode)
{
    const auto& info = answer.job.job;
    const auto live = m_kernel.instances.get(info.instance);
    const auto* job = live ? (*live)->state.job(info.key) : nullptr;
    if (job == nullptr) return;
    engine::Command command;
    if (const auto* variables = std::get_if<feel::Context>(&answer.result)) {
        command = engine::CompleteJob{info.key, *variables};
    } else if (job->attempt != info.attempt) {
        // It was given up meanwhile, and that counted already.
        return;
    } else if (const auto* failure = std::get_if<Failure>(&answer.result)) {
        const auto& error = failure->error;
        command = engine::FailJob{info.key, error.code, error.message, error.context, error.retryable};
    } else {
        const auto& error = std::get<BpmnError>(answer.result);
        command = engine::ThrowJobError{info.key, error.code, error.message, error.variables};
    }
    auto told = Execution(m_kernel, effects, mode).internal(info.instance, std::move(command));
    if (told) return;
    const auto& error = told.error();
    told = Execution(m_kernel, effects, mode)
               .internal(info.instance,
                         engine::FailJob{info.key, error.code, error.message, error.context, false});
    if (!told)
        logger("runtime")->error("the answer to job {} could not be written: {}", info.key.value,
                                 told.error().message);
}

void Writer::executeTimer(const DueTimer& timer, Effects& effects, Execution::Mode mode)
{
    const auto told =
        Execution(m_kernel, effects, mode).internal(timer.instance, engine::FireTimer{timer.timer});
    if (told) return;
    // It would be due for ever.
    logger("runtime")->error("timer {} is gone: {}", timer.timer.value, told.error().message);
    m_kernel.tables.removeTimer(timer.timer);
}

// Written before it begins, so that after a crash it is known that it may have run.
void Writer::startRemote(const ReadyJob& ready, Finished& finished, Execution::Mode mode)
{
    const auto live = m_kernel.instances.get(ready.instance);
    if (!live) return;
    const auto& state = (*live)->state;
    const auto info =
        describeJob(m_kernel.db, state, *(*live)->model, (*live)->correlation, ready, m_kernel.now);
    if (!info) return;
    if (const auto& doubt = m_registry.findRemote(info->type)->doubt; ready.mayHaveRun && doubt)
        if (const auto told =
                Execution(m_kernel, finished.effects, mode).command({doubt(*info), Actor::system(), {}, {}});
            !told)
            logger("runtime")->error("the doubt about job {} could not be written: {}", ready.job.value,
                                     told.error().message);
    m_kernel.tables.setJobStatus(ready.job, store::JobStatus::Running);
    finished.started.push_back(
        {*info, engine::visibleVariables(state, info->elementInstance), ready.mayHaveRun});
}

void Writer::writeCounts(const Effects& effects)
{
    std::map<std::pair<std::int64_t, store::InstanceStatus>, int> sums;
    for (const auto& count : effects.counts)
        sums[{count.definition.value, count.status}] += count.by;
    for (const auto& [what, by] : sums)
        if (by != 0) m_kernel.tables.countInstances(DefinitionKey(what.first), what.second, by);
}

// After the commit, never before.
void Writer::published(Group& group, Finished& finished)
{
    auto& effects = finished.effects;
    for (const auto& answer : group.answers)
        m_running.erase(answer.job.job.key);
    for (const auto& late : group.timeouts)
        if (const auto running = m_running.find(late.job); running != m_running.end())
            running->second.deadline.reset();
    for (auto& job : effects.ready)
        enqueue(std::move(job));
    if (!group.timers.empty() || !group.retries.empty() || !group.starts.empty()) readNextDue();
    if (effects.nextDue && (!m_nextDue || *effects.nextDue < *m_nextDue)) m_nextDue = effects.nextDue;

    const auto committed = committedBy(finished.firstSeq, std::move(effects));
    {
        const std::scoped_lock held(m_mutex);
        m_status.state = EngineState::Running;
        m_status.problem.reset();
        m_status.lastSeq = committed.lastSeq;
        m_status.lastCommitAt = committed.at;
    }
    for (std::size_t i = 0; i < group.submissions.size(); ++i)
        if (group.submissions[i].done) group.submissions[i].done(finished.outcomes[i]);
    if (committed.lastSeq >= committed.firstSeq) m_subscribers.tell(committed);
    for (auto& job : finished.started)
        handOut(std::move(job));
    for (const auto key : committed.instances)
        if (const auto live = m_kernel.instances.get(key); live && !(*live)->state.isRunning())
            m_kernel.instances.drop(key);
    m_kernel.instances.trim();
}

Committed Writer::committedBy(std::int64_t firstSeq, Effects&& effects) const
{
    Committed committed;
    committed.firstSeq = firstSeq;
    committed.lastSeq = m_kernel.journal.lastSeq();
    committed.at = m_kernel.now;
    std::ranges::sort(effects.instances);
    const auto repeated = std::ranges::unique(effects.instances);
    effects.instances.erase(repeated.begin(), repeated.end());
    committed.instances = std::move(effects.instances);
    committed.domainEvents = std::move(effects.domainEvents);
    committed.kinds = std::move(effects.kinds);
    return committed;
}

// A remote job to its pool; what it may take is reckoned from now on.
void Writer::handOut(RemoteJob job)
{
    ensure(m_registry.findRemote(job.job.type) != nullptr, "a remote job was started with its handler");
    Running running{job.job.instance, job.job.attempt, std::nullopt};
    if (const auto live = m_kernel.instances.get(job.job.instance); live)
        if (const auto* known = (*live)->state.job(job.job.key); known && known->timeout > Duration::zero())
            running.deadline = m_kernel.now + known->timeout;
    m_running.insert_or_assign(job.job.key, running);
    m_pool.run(std::move(job));
}

// Nothing of the group is on disk: whoever waits is told, the rest is read again.
void Writer::lost(Group& group, const Error& error)
{
    logger("runtime")->error("the database failed: {}", error.message);
    m_mustReload = true;
    m_pausedUntil = m_kernel.now + pauseAfterFailure;
    {
        const std::scoped_lock held(m_mutex);
        m_status.state = EngineState::Recovering;
        m_status.problem = error;
        m_answers.insert(m_answers.begin(), std::make_move_iterator(group.answers.begin()),
                         std::make_move_iterator(group.answers.end()));
    }
    for (const auto& submission : group.submissions)
        if (submission.done) submission.done(fail(error));
}

void Writer::forgetMemory()
{
    m_kernel.instances.clear();
    m_kernel.definitions.forget();
}

void Writer::reload()
{
    forgetMemory();
    m_kernel.journal.reload();
    if (m_kernel.keys.last() < m_kernel.journal.lastKey())
        m_kernel.keys = CountingKeys(m_kernel.journal.lastKey());
    std::vector<ReadyJob> ready;
    {
        auto rows =
            m_kernel.db
                .query("SELECT key, instance, type, status FROM job WHERE status IN (?, ?) ORDER BY key")
                .bind(store::JobStatus::Ready, store::JobStatus::Running);
        while (rows.next()) {
            const auto job = rows.key<JobKey>(0);
            if (m_running.contains(job)) continue;
            const bool started = store::JobStatus(rows.integer(3)) == store::JobStatus::Running;
            ready.push_back({rows.key<InstanceKey>(1), job, rows.text(2), {}, std::nullopt, started});
        }
    }
    m_ready.clear();
    m_remoteReady.clear();
    for (auto& job : ready)
        enqueue(std::move(job));
    readNextDue();
    m_mustReload = false;
}

// What can be read may still not be written, which only a write tells; without one an engine that nobody asks
// for anything would never know.
void Writer::recover()
{
    reload();
    db::Transaction transaction(m_kernel.db);
    m_kernel.journal.anchor(m_kernel.now, m_kernel.keys.last());
    transaction.commit();
    const std::scoped_lock held(m_mutex);
    m_status.state = EngineState::Running;
    m_status.problem.reset();
}

void Writer::enqueue(ReadyJob job)
{
    if (job.type.empty()) {
        const auto row = store::job(m_kernel.db, job.job);
        if (!row) return;
        job.type = row->type;
        job.mayHaveRun = wasGivenUp(m_kernel.db, *row);
    }
    (m_registry.findRemote(job.type) ? m_remoteReady : m_ready).push_back(std::move(job));
}

void Writer::readNextDue()
{
    m_nextDue.reset();
    auto row =
        m_kernel.db.query("SELECT min(at) FROM (SELECT min(due_at) AS at FROM timer UNION ALL "
                          "SELECT min(retry_at) AS at FROM job WHERE retry_at IS NOT NULL UNION ALL "
                          "SELECT min(due_at) AS at FROM start_event WHERE due_at IS NOT NULL) AS due");
    if (row.next() && !row.isNull(0)) m_nextDue = instantFromMicros(row.integer(0));
}

} // namespace habitat::runtime
