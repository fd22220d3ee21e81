// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/engine.h"

#include <memory>
#include <mutex>
#include <vector>

namespace habitat::runtime {

/// Who wants to hear of commits. Added and ended on any thread, told on the writer's; when ending a
/// subscription has returned, its sink is not called any more (unless it ends itself from within its own
/// call).
class Subscribers
{
public:
    Subscription add(EventSink sink);
    void tell(const Committed& committed);

private:
    struct Subscriber;
    std::mutex m_mutex;
    std::vector<std::weak_ptr<Subscriber>> m_subscribers;
};

} // namespace habitat::runtime
