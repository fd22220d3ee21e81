// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/writer.h"

#include "core/base/log.h"
#include "core/store/queries.h"

#include <future>

namespace habitat::runtime {

namespace {

// A clock may be set while the loop sleeps towards a moment on it; it looks again this often.
constexpr Duration longestSleep = std::chrono::minutes(1);

Error stopped()
{
    return {"runtime.stopped", "The engine has stopped; this was not done. Open the co-op again.", {}, true};
}

} // namespace

Writer::Writer(Options options, Registry registry, db::Connection connection, HostLock lock)
    : m_options(std::move(options)), m_registry(std::move(registry)), m_lock(std::move(lock)),
      m_kernel(std::move(connection), m_options, m_registry),
      m_pool(m_options.threaded ? m_options.workers : 0, m_registry, [this](RemoteAnswer answer) {
          {
              const std::scoped_lock held(m_mutex);
              m_answers.push_back(std::move(answer));
          }
          m_work.notify_one();
      })
{
}

Writer::~Writer()
{
    {
        const std::scoped_lock held(m_mutex);
        m_stopping = true;
    }
    // What remote handlers answer on the way out is still written.
    m_pool.stop();
    m_work.notify_all();
    if (m_thread.joinable()) m_thread.join();
    m_pausedUntil.reset();
    round();
    refuseRest();
}

void Writer::start()
{
    m_kernel.now = m_options.clock->now();
    if (m_kernel.journal.wantsBaseline()) writeBaseline();
    reload();
    m_status.lastSeq = m_kernel.journal.lastSeq();
    if (m_options.threaded) m_thread = std::thread([this] { loop(); });
}

// The schema is another one than that of the last commit: what rows are in it now is told anew.
void Writer::writeBaseline()
{
    db::Transaction transaction(m_kernel.db);
    store::JournalEntry entry;
    entry.seq = m_kernel.journal.lastSeq() + 1;
    entry.at = m_kernel.now;
    entry.actor = Actor::system().user;
    entry.kind = "store.baseline";
    m_kernel.witness.beginAnew(m_kernel.db);
    entry.changes = m_kernel.journal.keepChanges(entry.seq, m_kernel.witness.take());
    m_kernel.journal.append(entry);
    m_kernel.journal.anchor(m_kernel.now, m_kernel.keys.last());
    transaction.commit();
}

void Writer::submit(Command command, Done done)
{
    {
        const std::scoped_lock held(m_mutex);
        if (!m_stopping) {
            m_submissions.push_back({std::move(command), std::move(done)});
            m_status.queued = m_submissions.size();
            m_idle = false;
            done = nullptr;
        }
    }
    if (done)
        done(fail(stopped()));
    else
        m_work.notify_one();
}

Result<Outcome> Writer::execute(Command command)
{
    ensure(std::this_thread::get_id() != m_thread.get_id(), "the writer does not wait for itself");
    if (m_options.threaded) {
        auto promise = std::make_shared<std::promise<Result<Outcome>>>();
        auto future = promise->get_future();
        submit(std::move(command),
               [promise](const Result<Outcome>& outcome) { promise->set_value(outcome); });
        return future.get();
    }
    std::optional<Result<Outcome>> known;
    submit(std::move(command), [&known](const Result<Outcome>& outcome) { known = outcome; });
    while (!known)
        round();
    return *std::move(known);
}

template <typename T>
Result<T> Writer::exclusively(std::function<Result<T>()> work)
{
    ensure(std::this_thread::get_id() != m_thread.get_id(), "the writer does not wait for itself");
    auto promise = std::make_shared<std::promise<Result<T>>>();
    auto future = promise->get_future();
    {
        const std::scoped_lock held(m_mutex);
        if (m_stopping) return fail(stopped());
        m_exclusives.push_back([promise, work = std::move(work)] { promise->set_value(work()); });
        m_idle = false;
    }
    if (m_options.threaded)
        m_work.notify_one();
    else
        runExclusives();
    return future.get();
}

// A transaction that is never committed, and a memory that does not know it happened.
template <typename T>
Result<T> Writer::rolledBack(const std::function<Result<T>(Execution&)>& work)
{
    const auto keys = m_kernel.keys;
    const auto random = m_kernel.random;
    auto mark = m_kernel.journal.mark();
    m_kernel.now = m_options.clock->now();
    Result<T> result = fail(stopped());
    try {
        db::Transaction transaction(m_kernel.db);
        Effects effects;
        Execution execution(m_kernel, effects, Execution::Mode::Preview);
        result = work(execution);
    } catch (const db::DbError& error) {
        result = fail(error.toError());
    } catch (const std::exception& error) {
        logger("runtime")->critical("a preview broke an invariant: {}", error.what());
        result = fail("runtime.broken", std::string("The preview stopped: ") + error.what());
    }
    m_kernel.keys = keys;
    m_kernel.random = random;
    m_kernel.journal.restore(std::move(mark));
    forgetMemory();
    return result;
}

Result<nlohmann::json> Writer::preview(Operation operation, Actor by)
{
    return exclusively<nlohmann::json>(
        [this, command = Command{std::move(operation), std::move(by), {}, {}}] {
            return rolledBack<nlohmann::json>([&command](Execution& execution) {
                return execution.command(command).map([](const Outcome& outcome) { return outcome.result; });
            });
        });
}

Result<HandlerResult> Writer::previewJob(JobKey job, Actor by)
{
    return exclusively<HandlerResult>([this, job, by = std::move(by)] {
        return rolledBack<HandlerResult>([this, job, &by](Execution& execution) -> Result<HandlerResult> {
            const auto row = store::job(m_kernel.db, job);
            if (!row) return fail("runtime.job.unknown", "This job is done or gone.", {{"job", job.value}});
            return execution.previewJob({row->instance, job, row->type, row->idempotencyKey, by, false});
        });
    });
}

void Writer::runUntilIdle()
{
    if (!m_options.threaded) {
        while (round()) {
        }
        return;
    }
    std::unique_lock held(m_mutex);
    m_woken = true;
    m_idle = false;
    m_work.notify_one();
    m_idleChanged.wait(held, [this] { return m_idle || m_stopping; });
}

void Writer::wake()
{
    {
        const std::scoped_lock held(m_mutex);
        m_woken = true;
        m_idle = false;
    }
    m_work.notify_one();
}

EngineStatus Writer::status() const
{
    const std::scoped_lock held(m_mutex);
    return m_status;
}

void Writer::loop()
{
    std::unique_lock held(m_mutex);
    while (!m_stopping) {
        if (hasWork(held)) {
            if (m_options.commitInterval > Duration::zero() && m_ready.empty())
                m_work.wait_for(held, m_options.commitInterval,
                                [this] { return m_stopping || m_submissions.size() >= m_options.maxGroup; });
            held.unlock();
            round();
            held.lock();
            continue;
        }
        m_woken = false;
        // A remote handler that runs is work under way; its answer wakes the loop.
        m_idle = m_running.empty();
        if (m_idle) m_idleChanged.notify_all();
        const auto wakeAgain = [this] {
            return m_woken || m_stopping || !m_submissions.empty() || !m_answers.empty() ||
                   !m_exclusives.empty();
        };
        if (const auto next = untilNext())
            m_work.wait_for(held, std::min(*next, longestSleep), wakeAgain);
        else
            m_work.wait(held, wakeAgain);
    }
    m_status.state = EngineState::Stopped;
    m_idleChanged.notify_all();
}

bool Writer::hasWork(const std::unique_lock<std::mutex>& held)
{
    ensure(held.owns_lock(), "the queues are looked at under their mutex");
    if (!m_exclusives.empty()) return true;
    const auto next = untilNext();
    if (m_pausedUntil && *next > Duration::zero()) return !m_submissions.empty();
    return !m_submissions.empty() || !m_answers.empty() || !m_ready.empty() ||
           (!m_remoteReady.empty() && int(m_running.size()) < std::max(1, m_options.workers)) ||
           m_mustReload || (next && *next <= Duration::zero());
}

// How long nothing is due; nothing where nothing will be.
std::optional<Duration> Writer::untilNext() const
{
    const auto now = m_options.clock->now();
    if (m_pausedUntil) return *m_pausedUntil - now;
    std::optional<Instant> next = m_nextDue;
    for (const auto& [job, running] : m_running)
        if (running.deadline && (!next || *running.deadline < *next)) next = running.deadline;
    if (!next) return std::nullopt;
    return *next - now;
}

bool Writer::round()
{
    ensure(!m_inRound, "the engine is not pumped from within its own callbacks");
    m_inRound = true;
    struct Leave
    {
        bool& flag;
        ~Leave() { flag = false; }
    } const leave{m_inRound};

    runExclusives();
    m_kernel.now = m_options.clock->now();
    if (m_pausedUntil && *m_pausedUntil <= m_kernel.now) m_pausedUntil.reset();
    auto group = collect();
    if (group.isEmpty()) return false;
    runGroup(std::move(group));
    return true;
}

void Writer::runExclusives()
{
    std::deque<std::function<void()>> exclusives;
    {
        const std::scoped_lock held(m_mutex);
        exclusives.swap(m_exclusives);
    }
    for (const auto& exclusive : exclusives)
        exclusive();
}

void Writer::refuseRest()
{
    std::deque<Submission> rest;
    {
        const std::scoped_lock held(m_mutex);
        rest.swap(m_submissions);
    }
    for (const auto& submission : rest)
        submission.done(fail(stopped()));
    runExclusives();
}

} // namespace habitat::runtime
