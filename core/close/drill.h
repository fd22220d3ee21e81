// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>

namespace habitat::close {

/// A training drill: one step fails as a real failure would, after its work and before its commit, so many
/// times. Off unless a person asks for it when the program starts; each failure says in the journal that it
/// was a drill. Shared by the handlers; the writer's thread counts.
class Drill
{
public:
    Drill() = default;
    /// `times` 0: every attempt fails until the drill ends.
    Drill(int step, int times) : m_step(step), m_times(times) {}

    [[nodiscard]] int step() const { return m_step; }

    /// Whether this attempt is to fail.
    bool strikes(int step)
    {
        if (step != m_step) return false;
        return m_times == 0 || m_struck++ < m_times;
    }

private:
    int m_step = 0;
    int m_times = 0;
    std::atomic<int> m_struck = 0;
};

} // namespace habitat::close
