// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agreements/allocation_store.h"

#include "core/agreements/allocations.h"
#include "core/base/text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace habitat::agreements {

using habitat::toText;

namespace {

constexpr std::string_view moveSql = "UPDATE allocation SET state = ?, moves = moves + 1 WHERE key = ?";
constexpr std::string_view historySql =
    "INSERT INTO allocation_move (allocation, number, who, at, from_state, to_state, why) "
    "SELECT key, moves, ?, ?, ?, ?, ? FROM allocation WHERE key = ?";

std::string nameOf(const Allocation& allocation)
{
    return fmt::format("Allocation {} v{}", allocation.period, allocation.version);
}

std::string adviceAfter(AllocationState state)
{
    const auto next = nextStates(state);
    if (next.empty()) return "That state is final; issue a next version.";
    std::vector<std::string_view> names;
    for (const auto one : next)
        names.push_back(toText(one));
    return fmt::format("It can become {}.", fmt::join(names, " or "));
}

} // namespace

Result<Allocation> loadAllocation(db::Connection& db, AllocationKey key)
{
    auto allocation = findAllocation(db, key);
    if (!allocation)
        return fail("agreements.allocation.unknown",
                    fmt::format("There is no allocation with key {}.", toText(key)),
                    {{"allocation", key.value}});
    return std::move(*allocation);
}

bool hasEnded(AllocationState state)
{
    using enum AllocationState;
    return state == Withdrawn || state == Voided || state == Reversed || state == Amended;
}

Status checkMove(const Allocation& allocation, AllocationState to)
{
    if (mayMove(allocation.state, to)) return {};
    return fail(
        "agreements.allocation.state",
        fmt::format("{} is {} and cannot become {}. {}", nameOf(allocation), toText(allocation.state),
                    toText(to), adviceAfter(allocation.state)),
        {{"allocation", allocation.key.value}, {"from", toText(allocation.state)}, {"to", toText(to)}});
}

Status requireReason(const Allocation& allocation, std::string_view reason)
{
    if (!isBlank(reason)) return {};
    return fail("agreements.reason_missing",
                fmt::format("Give a reason; it stays with {}.", nameOf(allocation)),
                {{"allocation", allocation.key.value}});
}

Status moveAllocation(store::UnitOfWork& work, const Allocation& allocation, AllocationState to,
                      const std::string& why)
{
    TRY(checkMove(allocation, to));
    work.db().query(moveSql).bind(toText(to), allocation.key).run();
    work.db()
        .query(historySql)
        .bind(work.actor().user, toMicros(work.now()), toText(allocation.state), toText(to), why,
              allocation.key)
        .run();
    return {};
}

void publishAllocation(store::UnitOfWork& work, std::string_view what, const Allocation& allocation,
                       nlohmann::json more)
{
    more.update({{"allocation", allocation.key.value},
                 {"close", allocation.run.value},
                 {"period", allocation.period},
                 {"version", allocation.version},
                 {"surplus_minor", allocation.surplus.minor},
                 {"lines", allocation.lineCount},
                 {"hash", allocation.hash}});
    work.publish({fmt::format("agreements.allocation.{}", what),
                  fmt::format("{} v{}", allocation.period, allocation.version), std::move(more)});
}

Status explainedMove(store::UnitOfWork& work, AllocationKey key, AllocationState to,
                     const std::string& reason, std::string_view what)
{
    const auto allocation = TRY(loadAllocation(work.db(), key));
    TRY(checkMove(allocation, to));
    TRY(requireReason(allocation, reason));
    TRY(moveAllocation(work, allocation, to, reason));
    publishAllocation(work, what, allocation, {{"why", reason}});
    return {};
}

} // namespace habitat::agreements
