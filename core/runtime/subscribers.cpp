// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/subscribers.h"

#include "core/base/log.h"

namespace habitat::runtime {

struct Subscribers::Subscriber
{
    explicit Subscriber(EventSink toTell) : sink(std::move(toTell)) {}

    // Recursive, because a sink may end its own subscription.
    std::recursive_mutex mutex;
    EventSink sink;
    bool ended = false;
};

Subscription Subscribers::add(EventSink sink)
{
    auto subscriber = std::make_shared<Subscriber>(std::move(sink));
    {
        const std::scoped_lock lock(m_mutex);
        std::erase_if(m_subscribers, [](const auto& known) { return known.expired(); });
        m_subscribers.push_back(subscriber);
    }
    auto* const ends = subscriber.get();
    return {ends, [held = std::move(subscriber)](void*) {
                const std::scoped_lock lock(held->mutex);
                held->ended = true;
            }};
}

void Subscribers::tell(const Committed& committed)
{
    std::vector<std::weak_ptr<Subscriber>> subscribers;
    {
        const std::scoped_lock lock(m_mutex);
        subscribers = m_subscribers;
    }
    for (const auto& known : subscribers) {
        const auto subscriber = known.lock();
        if (!subscriber) continue;
        const std::scoped_lock lock(subscriber->mutex);
        if (subscriber->ended) continue;
        try {
            subscriber->sink(committed);
        } catch (const std::exception& error) {
            logger("runtime")->error("a listener to commits threw: {}", error.what());
        }
    }
}

} // namespace habitat::runtime
