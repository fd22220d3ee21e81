// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/random.h"

#include <string>

namespace habitat::engine::test {

/// Small numbers from a seeded source.
class Dice
{
public:
    explicit Dice(std::uint64_t seed) : m_random(seed) {}
    /// 0 to sides - 1.
    int roll(int sides) { return int(m_random.next() % std::uint64_t(sides)); }
    bool chance(int percent) { return roll(100) < percent; }
    template <typename Items>
    const auto& pick(const Items& items)
    {
        return items[std::size_t(roll(int(items.size())))];
    }

private:
    SeededRandom m_random;
};

/// The body of a random process in which blocks are nested properly, built from every element the engine
/// runs. Its conditions look at the variable `v`; every loop waits at least once in a round.
std::string randomProcess(Dice& dice);

} // namespace habitat::engine::test
