// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/registry.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace habitat::runtime {

/// What a remote handler answered.
struct RemoteAnswer
{
    RemoteJob job;
    HandlerResult result;
};

/// Runs remote handlers on threads of its own; without threads, on the caller's. `run` is called by the
/// writer, `answer` by the threads of the pool.
class WorkerPool
{
public:
    WorkerPool(int threads, const Registry& registry, std::function<void(RemoteAnswer)> answer);
    ~WorkerPool();

    void run(RemoteJob job);
    /// Waits for the handlers that run; those still queued are dropped (on disk they stay "may have run").
    void stop();

private:
    void work();
    RemoteAnswer call(RemoteJob job) const;

    const Registry& m_registry;
    std::function<void(RemoteAnswer)> m_answer;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<RemoteJob> m_queue;
    bool m_stopping = false;
    std::vector<std::thread> m_threads;
};

} // namespace habitat::runtime
