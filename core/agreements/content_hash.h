// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/hash.h"
#include "core/base/money.h"

#include <string_view>

/// What signatures on an allocation stand on, computed alike from a plan and from stored rows. Internal to
/// this room; any thread.
namespace habitat::agreements {

class ContentHash
{
public:
    ContentHash(Money netIncome, Money reserve, Money surplus)
    {
        m_hasher.add(netIncome.minor).add(reserve.minor).add(surplus.minor);
    }

    void addLine(std::string_view memberNumber, std::string_view share, Money allocation, Money cash,
                 Money retained)
    {
        m_hasher.add(memberNumber).add(share).add(allocation.minor).add(cash.minor).add(retained.minor);
    }

    [[nodiscard]] std::string hex() { return m_hasher.hex(); }

private:
    Hasher m_hasher;
};

} // namespace habitat::agreements
