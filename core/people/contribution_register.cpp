// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/contribution_register.h"

#include "core/base/hash.h"
#include "core/base/text.h"
#include "core/people/contribution_queries.h"

#include <fmt/format.h>

namespace habitat::people {

namespace {

// Ready: valued patronage, or capital that was applied.
constexpr std::string_view claimSql =
    "UPDATE contribution SET state = 'claimed', claimed_by = ?, moves = moves + 1 WHERE counts_from BETWEEN "
    "? AND ? "
    "AND ((state = 'valued' AND kind = 'patronage') OR (state = 'applied' AND kind <> 'patronage'))";
constexpr std::string_view leftBehindSql =
    "SELECT count(*) FROM contribution WHERE counts_from < ? AND state IN ('valued', 'applied')";
constexpr std::string_view unapprovedSql =
    "SELECT c.key, c.reference, count(DISTINCT lower(a.approver)) FROM contribution c "
    "LEFT JOIN contribution_approval a ON a.contribution = c.key AND a.revision = c.revision "
    "AND lower(a.approver) <> lower(c.submitted_by) "
    "WHERE c.counts_from BETWEEN ? AND ? AND c.state IN ('valued', 'applied') GROUP BY c.key, c.reference, "
    "c.value_minor "
    "HAVING count(DISTINCT lower(a.approver)) < CASE WHEN c.value_minor > ? THEN 2 ELSE 1 END ORDER BY c.key";
constexpr std::string_view claimedSql =
    "SELECT c.reference, m.number, c.category, c.kind, c.value_minor, c.date FROM contribution c "
    "JOIN member m ON m.key = c.member WHERE c.claimed_by = ? AND c.state = 'claimed' ORDER BY c.reference";
constexpr std::string_view totalsSql =
    "SELECT c.member, c.category, sum(c.value_minor), count(*) FROM contribution_register_entry e "
    "JOIN contribution c ON c.key = e.contribution WHERE e.register = ? GROUP BY c.member, c.category "
    "ORDER BY c.member, c.category";
constexpr std::string_view claimHistorySql =
    "INSERT INTO contribution_move (contribution, number, who, at, from_state, to_state, why) "
    "SELECT key, moves, ?, ?, CASE WHEN kind = 'patronage' THEN 'valued' ELSE 'applied' END, 'claimed', ? "
    "FROM contribution WHERE claimed_by = ? AND state = 'claimed'";
constexpr std::string_view insertRegisterSql =
    "INSERT INTO contribution_register (key, close_run, period, state, count, value_minor, hash, "
    "left_behind, "
    "claimed_by, claimed_at) VALUES (?, ?, ?, 'claimed', ?, ?, ?, ?, ?, ?)";
constexpr std::string_view insertEntriesSql =
    "INSERT INTO contribution_register_entry (register, contribution) "
    "SELECT ?, key FROM contribution WHERE claimed_by = ? AND state = 'claimed'";
constexpr std::string_view findRegisterSql =
    "SELECT key, close_run, period, state, count, value_minor, hash, left_behind FROM contribution_register "
    "WHERE close_run = ? AND state <> 'released'";
constexpr std::string_view releaseHistorySql =
    "INSERT INTO contribution_move (contribution, number, who, at, from_state, to_state, why) "
    "SELECT key, moves + 1, ?, ?, state, CASE WHEN kind = 'patronage' THEN 'valued' ELSE 'applied' END, "
    "? "
    "FROM contribution WHERE claimed_by = ? AND state IN ('claimed', 'allocated')";
constexpr std::string_view releaseSql =
    "UPDATE contribution SET state = CASE WHEN kind = 'patronage' THEN 'valued' ELSE 'applied' END, "
    "claimed_by = NULL, moves = moves + 1 WHERE claimed_by = ? AND state IN ('claimed', 'allocated')";
constexpr std::string_view releaseRegisterSql = "UPDATE contribution_register SET state = 'released', "
                                                "released_by = ?, released_at = ?, why = ? WHERE key = ?";
constexpr std::string_view allocateSql = "UPDATE contribution SET state = 'allocated', moves = moves + 1 "
                                         "WHERE claimed_by = ? AND state = 'claimed'";
constexpr std::string_view allocateHistorySql =
    "INSERT INTO contribution_move (contribution, number, who, at, from_state, to_state, why) "
    "SELECT key, moves, ?, ?, 'claimed', 'allocated', ? FROM contribution WHERE claimed_by = ? AND state = "
    "'allocated'";
constexpr std::string_view allocateRegisterSql =
    "UPDATE contribution_register SET state = 'allocated' WHERE key = ?";
constexpr std::string_view entriesSql =
    "SELECT contribution FROM contribution_register_entry WHERE register = ? ORDER BY contribution";

/// A refusal lists this many offenders; their number is told in full.
constexpr std::size_t mostOffenders = 100;

struct Claimed
{
    std::int64_t count = 0;
    Money value;
    std::string hash;
};

Status refusePending(db::Connection& db, const PeriodSpan& period)
{
    const auto pending = pendingContributions(db, period);
    if (pending.empty()) return {};
    auto offenders = nlohmann::json::array();
    for (const auto& contribution : pending) {
        if (offenders.size() == mostOffenders) break;
        offenders.push_back({{"contribution", contribution.key.value},
                             {"reference", contribution.reference},
                             {"state", toText(contribution.state)}});
    }
    return fail(
        "people.register.pending",
        fmt::format("{} contribution(s) of {} are still pending, {} first. Decide each, or defer it by name.",
                    pending.size(), period.code, pending.front().reference),
        {{"period", period.code}, {"count", pending.size()}, {"contributions", std::move(offenders)}});
}

Status refuseUnapproved(db::Connection& db, const PeriodSpan& period, const ApprovalRule& rule)
{
    auto offenders = nlohmann::json::array();
    std::int64_t count = 0;
    auto rows =
        db.query(unapprovedSql)
            .bind(daysSinceEpoch(period.first), daysSinceEpoch(period.last), rule.dualApprovalOver.minor);
    while (rows.next())
        if (++count <= std::int64_t(mostOffenders))
            offenders.push_back({{"contribution", rows.integer(0)},
                                 {"reference", rows.text(1)},
                                 {"approvals", rows.integer(2)}});
    if (count == 0) return {};
    const auto first = offenders.front().at("reference").get<std::string>();
    return fail(
        "people.register.approvals_missing",
        fmt::format(
            "{} contribution(s) of {} lack an approval, {} first: each needs one by somebody other than "
            "its submitter, over {} two. Dispute each, and let somebody who has not approved it settle that.",
            count, period.code, first, toText(rule.dualApprovalOver)),
        {{"period", period.code}, {"count", count}, {"contributions", std::move(offenders)}});
}

Claimed summarise(db::Connection& db, CloseKey run)
{
    Claimed claimed;
    Hasher hasher;
    auto rows = db.query(claimedSql).bind(run);
    while (rows.next()) {
        for (int column = 0; column < 4; ++column)
            hasher.add(rows.textView(column));
        hasher.add(rows.integer(4)).add(rows.integer(5));
        ++claimed.count;
        claimed.value += Money(rows.integer(4));
    }
    claimed.hash = hasher.hex();
    return claimed;
}

std::vector<RegisterTotal> totalsOf(db::Connection& db, RegisterKey key)
{
    std::vector<RegisterTotal> totals;
    auto rows = db.query(totalsSql).bind(key);
    while (rows.next())
        totals.push_back({rows.key<MemberKey>(0), rows.text(1), Money(rows.integer(2)), rows.integer(3)});
    return totals;
}

Result<ContributionRegister> heldRegister(db::Connection& db, CloseKey run)
{
    auto held = findRegister(db, run);
    if (!held)
        return fail("people.register.none", "This close run has claimed no contributions. Run step 3 first.",
                    {{"close", run.value}});
    return std::move(*held);
}

/// Held, and not allocated yet.
Result<ContributionRegister> claimedRegister(db::Connection& db, CloseKey run)
{
    auto held = TRY(heldRegister(db, run));
    if (held.state == RegisterState::Allocated)
        return fail(
            "people.register.allocated",
            fmt::format("The contributions of {} are allocated; only reopening the period releases them.",
                        held.period),
            {{"close", run.value}, {"period", held.period}});
    return held;
}

void publishRegister(store::UnitOfWork& work, std::string_view what, const ContributionRegister& held,
                     nlohmann::json more = nlohmann::json::object())
{
    more.update({{"close", held.run.value},
                 {"register", held.key.value},
                 {"count", held.count},
                 {"value_minor", held.value.minor},
                 {"hash", held.hash}});
    work.publish({fmt::format("people.contribution.{}", what), held.period, std::move(more)});
}

Status release(store::UnitOfWork& work, const ContributionRegister& held, const std::string& reason)
{
    if (isBlank(reason))
        return fail("people.reason_missing", "Say why the contributions are released.",
                    {{"close", held.run.value}});
    const auto& who = work.actor().user;
    const auto at = toMicros(work.now());
    work.db().query(releaseHistorySql).bind(who, at, reason, held.run).run();
    work.db().query(releaseSql).bind(held.run).run();
    work.db().query(releaseRegisterSql).bind(who, at, reason, held.key).run();
    publishRegister(work, "released", held, {{"why", reason}});
    return {};
}

} // namespace

std::string_view toText(RegisterState state)
{
    switch (state) {
    case RegisterState::Claimed:
        return "claimed";
    case RegisterState::Allocated:
        return "allocated";
    case RegisterState::Released:
        return "released";
    }
    return {};
}

Result<ContributionRegister> claimContributions(store::UnitOfWork& work, CloseKey run,
                                                const PeriodSpan& period, const ApprovalRule& rule)
{
    auto& db = work.db();
    if (findRegister(db, run))
        return fail("people.register.exists",
                    fmt::format("This close run has claimed the contributions of {} already.", period.code),
                    {{"close", run.value}, {"period", period.code}});
    TRY(refusePending(db, period));
    TRY(refuseUnapproved(db, period, rule));
    const auto first = daysSinceEpoch(period.first);
    db.query(claimSql).bind(run, first, daysSinceEpoch(period.last)).run();
    const auto claimed = summarise(db, run);
    auto late = db.query(leftBehindSql).bind(first);
    late.next();
    const auto leftBehind = late.integer(0);
    const auto key = work.keys().make<RegisterKey>();
    db.query(insertRegisterSql)
        .bind(key, run, period.code, claimed.count, claimed.value.minor, claimed.hash, leftBehind,
              work.actor().user, toMicros(work.now()))
        .run();
    db.query(insertEntriesSql).bind(key, run).run();
    db.query(claimHistorySql)
        .bind(work.actor().user, toMicros(work.now()), fmt::format("Register of {}", period.code), run)
        .run();
    auto held = findRegister(db, run);
    ensure(held.has_value(), "a register that was just written is found");
    publishRegister(work, "claimed", *held);
    return std::move(*held);
}

Status releaseClaims(store::UnitOfWork& work, CloseKey run, const std::string& reason)
{
    return release(work, TRY(claimedRegister(work.db(), run)), reason);
}

Status markAllocated(store::UnitOfWork& work, CloseKey run)
{
    const auto held = TRY(claimedRegister(work.db(), run));
    work.db().query(allocateSql).bind(run).run();
    work.db()
        .query(allocateHistorySql)
        .bind(work.actor().user, toMicros(work.now()), fmt::format("Close of {}", held.period), run)
        .run();
    work.db().query(allocateRegisterSql).bind(held.key).run();
    publishRegister(work, "allocated", held);
    return {};
}

Status releaseAllocated(store::UnitOfWork& work, CloseKey run, const std::string& reason)
{
    return release(work, TRY(heldRegister(work.db(), run)), reason);
}

std::optional<ContributionRegister> findRegister(db::Connection& db, CloseKey run)
{
    auto row = db.query(findRegisterSql).bind(run);
    if (!row.next()) return std::nullopt;
    ContributionRegister held;
    held.key = row.key<RegisterKey>(0);
    held.run = row.key<CloseKey>(1);
    held.period = row.text(2);
    held.state = row.textView(3) == toText(RegisterState::Allocated) ? RegisterState::Allocated
                                                                     : RegisterState::Claimed;
    held.count = row.integer(4);
    held.value = Money(row.integer(5));
    held.hash = row.text(6);
    held.leftBehind = row.integer(7);
    held.totals = totalsOf(db, held.key);
    return held;
}

std::vector<ContributionKey> registerContributions(db::Connection& db, RegisterKey key)
{
    std::vector<ContributionKey> contributions;
    auto rows = db.query(entriesSql).bind(key);
    while (rows.next())
        contributions.push_back(rows.key<ContributionKey>(0));
    return contributions;
}

} // namespace habitat::people
