// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace habitat::engine {

/// Where chance comes from (the jitter of retries). Only the thread that decides calls it.
class RandomSource
{
public:
    virtual ~RandomSource() = default;
    virtual std::uint64_t next() = 0;
};

/// SplitMix64 (Steele, Lea, Flood 2014): the same seed gives the same numbers on every machine.
class SeededRandom final : public RandomSource
{
public:
    explicit SeededRandom(std::uint64_t seed) : m_state(seed) {}

    std::uint64_t next() override
    {
        std::uint64_t z = (m_state += 0x9E3779B97F4A7C15U);
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
        return z ^ (z >> 31U);
    }

private:
    std::uint64_t m_state;
};

} // namespace habitat::engine
