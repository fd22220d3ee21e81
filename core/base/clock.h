// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <mutex>

namespace habitat {

/// A moment in UTC with microsecond resolution. Zones exist only at the edge.
using Instant = std::chrono::sys_time<std::chrono::microseconds>;
using Duration = std::chrono::microseconds;

/// Where time comes from. Implementations may be called from any thread.
class Clock
{
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now() const = 0;
};

class SystemClock final : public Clock
{
public:
    [[nodiscard]] Instant now() const override
    {
        return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
    }
};

/// A clock that a test moves by hand.
class ManualClock final : public Clock
{
public:
    explicit ManualClock(Instant start) : m_now(start) {}

    [[nodiscard]] Instant now() const override
    {
        const std::scoped_lock lock(m_mutex);
        return m_now;
    }

    void advance(Duration by)
    {
        const std::scoped_lock lock(m_mutex);
        m_now += by;
    }

    void set(Instant to)
    {
        const std::scoped_lock lock(m_mutex);
        m_now = to;
    }

private:
    mutable std::mutex m_mutex;
    Instant m_now;
};

} // namespace habitat
