// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/execution.h"
#include "core/runtime/host_lock.h"
#include "core/runtime/subscribers.h"
#include "core/runtime/worker_pool.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

namespace habitat::runtime {

/// The loop of the one writer. What is behind the mutex is shared with callers and workers; everything else
/// belongs to the writer's thread (without threads: to whoever pumps).
class Writer
{
public:
    using Done = std::function<void(const Result<Outcome>&)>;

    Writer(Options options, Registry registry, db::Connection connection, HostLock lock);
    ~Writer();
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    /// Reads what is ready and what is due, and starts the threads.
    void start();
    void submit(Command command, Done done);
    Result<Outcome> execute(Command command);
    Result<nlohmann::json> preview(Operation operation, Actor by);
    Result<HandlerResult> previewJob(JobKey job, Actor by);
    void runUntilIdle();
    void wake();
    [[nodiscard]] EngineStatus status() const;
    Subscription subscribe(EventSink sink) { return m_subscribers.add(std::move(sink)); }

private:
    struct Submission
    {
        Command command;
        Done done;
    };
    struct DueTimer
    {
        TimerKey timer;
        InstanceKey instance;
    };
    // Taken from the queues to share one commit.
    struct Group
    {
        std::vector<Submission> submissions;
        std::vector<RemoteAnswer> answers;
        std::vector<DueTimer> timers;
        std::vector<store::StartEventRow> starts;
        std::vector<ReadyJob> retries;
        std::vector<ReadyJob> timeouts;
        std::vector<ReadyJob> jobs;
        std::vector<ReadyJob> remoteJobs;
        [[nodiscard]] bool isEmpty() const;
    };
    // What became of a group.
    struct Finished
    {
        std::vector<Result<Outcome>> outcomes;
        std::vector<RemoteJob> started;
        Effects effects;
        std::int64_t firstSeq = 0;
    };
    struct Running
    {
        InstanceKey instance;
        int attempt = 0;
        std::optional<Instant> deadline;
    };

    void loop();
    bool round();
    bool hasWork(const std::unique_lock<std::mutex>& held);
    std::optional<Duration> untilNext() const;
    void runExclusives();
    Group collect();
    void collectDue(Group& group);
    void runGroup(Group group);
    Finished executeGroup(const Group& group, Execution::Mode mode);
    void executeAnswer(const RemoteAnswer& answer, Effects& effects, Execution::Mode mode);
    void executeTimer(const DueTimer& timer, Effects& effects, Execution::Mode mode);
    void startRemote(const ReadyJob& job, Finished& done, Execution::Mode mode);
    void writeCounts(const Effects& effects);
    void published(Group& group, Finished& done);
    Committed committedBy(std::int64_t firstSeq, Effects&& effects) const;
    void handOut(RemoteJob job);
    void lost(Group& group, const Error& error);
    void reload();
    void recover();
    void writeBaseline();
    void forgetMemory();
    void enqueue(ReadyJob job);
    void readNextDue();
    void refuseRest();
    template <typename T>
    Result<T> exclusively(std::function<Result<T>()> work);
    template <typename T>
    Result<T> rolledBack(const std::function<Result<T>(Execution&)>& work);

    const Options m_options;
    const Registry m_registry;
    HostLock m_lock;
    Kernel m_kernel;
    Subscribers m_subscribers;

    // The writer's own.
    std::deque<ReadyJob> m_ready;
    std::deque<ReadyJob> m_remoteReady;
    std::map<JobKey, Running> m_running;
    std::optional<Instant> m_nextDue;
    std::optional<Instant> m_pausedUntil;
    bool m_mustReload = false;
    bool m_inRound = false;

    mutable std::mutex m_mutex;
    std::condition_variable m_work;
    std::condition_variable m_idleChanged;
    std::deque<Submission> m_submissions;
    std::deque<RemoteAnswer> m_answers;
    std::deque<std::function<void()>> m_exclusives;
    bool m_stopping = false;
    bool m_woken = false;
    bool m_idle = false;
    EngineStatus m_status;

    std::thread m_thread;
    WorkerPool m_pool;
};

} // namespace habitat::runtime
