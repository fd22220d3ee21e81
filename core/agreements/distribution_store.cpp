// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agreements/distribution_store.h"

#include "core/agreements/distributions.h"
#include "core/base/calendar.h"
#include "core/base/hash.h"
#include "core/base/text.h"
#include "core/store/cooperative.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <vector>

namespace habitat::agreements {

using habitat::toText;

namespace {

constexpr std::string_view moveSql = "UPDATE distribution SET state = ?, moves = moves + 1 WHERE key = ?";
constexpr std::string_view historySql =
    "INSERT INTO distribution_move (distribution, number, who, at, from_state, to_state, why) "
    "SELECT key, moves, ?, ?, ?, ?, ? FROM distribution WHERE key = ?";
constexpr std::string_view scheduleSql =
    "UPDATE distribution SET due_on = ?, payment_key = ?, payment = ? WHERE key = ?";

/// The period, and how many distributions of its surplus were made to this member before.
constexpr std::string_view placeSql =
    "SELECT a.period, (SELECT count(*) FROM distribution e JOIN allocation b ON b.key = e.allocation "
    "WHERE b.period = a.period AND e.member = d.member AND e.key < d.key) "
    "FROM distribution d JOIN allocation a ON a.key = d.allocation WHERE d.key = ?";
constexpr std::size_t hashDigits = 24;

/// "2026-Q1-" and 24 digits of a hash over what is paid: at most 35 characters of [A-Za-z0-9-], as a bank's
/// reference takes. It hangs on no counter of this database: once a backup was put back, a payment that the
/// bank has already gets the key that the bank knows, and no other payment gets it.
std::string paymentKeyOf(db::Connection& db, const Distribution& distribution, std::int64_t payment)
{
    const auto cooperative = store::cooperative(db);
    auto place = db.query(placeSql).bind(distribution.key);
    ensure(place.next(), "a distribution belongs to an allocation");
    Hasher hasher;
    hasher.add("payment")
        .add(cooperative ? toMicros(cooperative->foundedAt) : 0)
        .add(place.textView(0))
        .add(place.integer(1))
        .add(distribution.memberNumber)
        .add(distribution.amount.minor)
        .add(payment);
    return fmt::format("{}-{}", place.textView(0), hasher.hex().substr(0, hashDigits));
}

Error wrongState(const Distribution& distribution, DistributionState to, std::string_view advice)
{
    return {"agreements.distribution.state",
            fmt::format("The distribution to member {} is {} and cannot become {}. {}",
                        distribution.memberNumber, toText(distribution.state), toText(to), advice),
            {{"distribution", distribution.key.value},
             {"member_number", distribution.memberNumber},
             {"from", toText(distribution.state)},
             {"to", toText(to)}}};
}

} // namespace

Result<Distribution> loadDistribution(db::Connection& db, DistributionKey key)
{
    auto distribution = findDistribution(db, key);
    if (!distribution)
        return fail("agreements.distribution.unknown",
                    fmt::format("There is no distribution with key {}.", toText(key)),
                    {{"distribution", key.value}});
    return std::move(*distribution);
}

Status checkMove(const Distribution& distribution, DistributionState to)
{
    if (mayMove(distribution.state, to)) return {};
    const auto next = nextStates(distribution.state);
    if (next.empty())
        return fail(wrongState(distribution, to,
                               "That state is final; what is still owed goes into a new distribution."));
    std::vector<std::string_view> names;
    for (const auto one : next)
        names.push_back(toText(one));
    return fail(wrongState(distribution, to, fmt::format("It can become {}.", fmt::join(names, " or "))));
}

Status requireState(const Distribution& distribution, DistributionState from, DistributionState to)
{
    if (distribution.state == from) return {};
    return fail(wrongState(distribution, to, fmt::format("It must be {} for that.", toText(from))));
}

Status requireReason(const Distribution& distribution, std::string_view reason)
{
    if (!isBlank(reason)) return {};
    return fail(
        "agreements.reason_missing",
        fmt::format("Give a reason; it stays with the distribution to member {}.", distribution.memberNumber),
        {{"distribution", distribution.key.value}});
}

Status moveDistribution(store::UnitOfWork& work, const Distribution& distribution, DistributionState to,
                        const std::string& why)
{
    TRY(checkMove(distribution, to));
    work.db().query(moveSql).bind(toText(to), distribution.key).run();
    work.db()
        .query(historySql)
        .bind(work.actor().user, toMicros(work.now()), toText(distribution.state), toText(to), why,
              distribution.key)
        .run();
    return {};
}

void publishDistribution(store::UnitOfWork& work, std::string_view what, const Distribution& distribution,
                         nlohmann::json more)
{
    more.update({{"distribution", distribution.key.value},
                 {"allocation", distribution.allocation.value},
                 {"member", distribution.member.value},
                 {"member_number", distribution.memberNumber},
                 {"amount_minor", distribution.amount.minor},
                 {"payment_key", distribution.paymentKey}});
    work.publish(
        {fmt::format("agreements.distribution.{}", what), toText(distribution.key), std::move(more)});
}

void setSchedule(store::UnitOfWork& work, const Distribution& distribution, Date dueOn)
{
    const auto payment = distribution.payment + 1;
    const auto paymentKey = paymentKeyOf(work.db(), distribution, payment);
    work.db().query(scheduleSql).bind(daysSinceEpoch(dueOn), paymentKey, payment, distribution.key).run();
}

} // namespace habitat::agreements
