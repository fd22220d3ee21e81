// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>

namespace habitat {

/// A key of one kind of record; a member's key cannot be passed for a journal's. Zero means "none".
template <typename Tag>
struct Key
{
    std::int64_t value = 0;

    constexpr Key() = default;
    constexpr explicit Key(std::int64_t number) : value(number) {}
    [[nodiscard]] constexpr bool isNone() const { return value == 0; }
    constexpr explicit operator bool() const { return value != 0; }
    constexpr auto operator<=>(const Key&) const = default;
};

template <typename Tag>
std::string toText(Key<Tag> key)
{
    return std::to_string(key.value);
}

/// Gives out numbers that were never given before. Only the writer thread calls it.
class KeyGenerator
{
public:
    virtual ~KeyGenerator() = default;
    virtual std::int64_t next() = 0;

    template <typename K>
    K make()
    {
        return K(next());
    }
};

/// Counts upwards from a number; the store persists the last one with every commit.
class CountingKeys final : public KeyGenerator
{
public:
    explicit CountingKeys(std::int64_t last = 0) : m_last(last) {}
    std::int64_t next() override { return ++m_last; }
    [[nodiscard]] std::int64_t last() const { return m_last; }

private:
    std::int64_t m_last;
};

using CommandKey = Key<struct CommandTag>;
using DefinitionKey = Key<struct DefinitionTag>;
using InstanceKey = Key<struct InstanceTag>;
/// One visit of a token to an element; the scope of an instance is an element instance too.
using ElementInstanceKey = Key<struct ElementInstanceTag>;
using JobKey = Key<struct JobTag>;
using TaskKey = Key<struct TaskTag>;
using TimerKey = Key<struct TimerTag>;
using SubscriptionKey = Key<struct SubscriptionTag>;
/// One message or signal on its way.
using MessageKey = Key<struct MessageTag>;
using IncidentKey = Key<struct IncidentTag>;
using UserKey = Key<struct UserTag>;
using MemberKey = Key<struct MemberTag>;
using ContributionKey = Key<struct ContributionTag>;
using PolicyKey = Key<struct PolicyTag>;
using AllocationKey = Key<struct AllocationTag>;
using DistributionKey = Key<struct DistributionTag>;
using PaymentKey = Key<struct PaymentTag>;
using JournalKey = Key<struct JournalTag>;
using PeriodKey = Key<struct PeriodTag>;
using CloseKey = Key<struct CloseTag>;

} // namespace habitat

template <typename Tag>
struct std::hash<habitat::Key<Tag>>
{
    std::size_t operator()(habitat::Key<Tag> key) const noexcept
    {
        return std::hash<std::int64_t>{}(key.value);
    }
};
