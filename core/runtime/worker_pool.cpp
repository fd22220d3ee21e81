// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/worker_pool.h"

#include <fmt/format.h>

namespace habitat::runtime {

WorkerPool::WorkerPool(int threads, const Registry& registry, std::function<void(RemoteAnswer)> answer)
    : m_registry(registry), m_answer(std::move(answer))
{
    for (int i = 0; i < threads; ++i)
        m_threads.emplace_back([this] { work(); });
}

WorkerPool::~WorkerPool()
{
    stop();
}

void WorkerPool::run(RemoteJob job)
{
    if (m_threads.empty()) {
        m_answer(call(std::move(job)));
        return;
    }
    {
        const std::scoped_lock lock(m_mutex);
        m_queue.push_back(std::move(job));
    }
    m_wake.notify_one();
}

void WorkerPool::stop()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_stopping = true;
        m_queue.clear();
    }
    m_wake.notify_all();
    for (auto& thread : m_threads)
        if (thread.joinable()) thread.join();
}

void WorkerPool::work()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_wake.wait(lock, [this] { return m_stopping || !m_queue.empty(); });
        if (m_stopping) return;
        auto job = std::move(m_queue.front());
        m_queue.pop_front();
        lock.unlock();
        m_answer(call(std::move(job)));
        lock.lock();
    }
}

RemoteAnswer WorkerPool::call(RemoteJob job) const
{
    const auto* handler = m_registry.findRemote(job.job.type);
    ensure(handler != nullptr, "only jobs with a remote handler come to the pool");
    HandlerResult result;
    try {
        std::optional<HandlerResult> known;
        if (job.mayHaveRun && handler->inquire) known = handler->inquire(job);
        result = known ? *std::move(known) : handler->run(job);
    } catch (const std::exception& error) {
        result = Failure{{"runtime.handler.threw",
                          fmt::format("The handler of “{}” failed: {}", job.job.type, error.what()),
                          {{"type", job.job.type}},
                          true}};
    }
    return {std::move(job), std::move(result)};
}

} // namespace habitat::runtime
