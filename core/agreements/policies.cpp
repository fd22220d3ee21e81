// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agreements/policies.h"

#include "core/base/text.h"
#include "core/store/queries.h"

#include <fmt/format.h>

#include <algorithm>

namespace habitat::agreements {

using habitat::toText;

namespace {

constexpr std::string_view insertSql =
    "INSERT INTO policy (key, name, version, content, hash, ratified_on, "
    "effective_from, added_by, added_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view byVersionSql = "SELECT key, hash FROM policy WHERE name = ? AND version = ?";
constexpr std::string_view byKeySql = "SELECT key, content, hash, added_at FROM policy WHERE key = ?";
constexpr std::string_view inForceSql =
    "SELECT key, content, hash, added_at FROM policy WHERE ratified_on < ? AND "
    "coalesce(effective_from, ratified_on) <= ? AND added_at < ? "
    "ORDER BY coalesce(effective_from, ratified_on) DESC, version DESC, key DESC LIMIT 1";
constexpr std::string_view pinSql =
    "INSERT INTO policy_pin (key, close_run, policy, content, hash, state, pinned_by, "
    "pinned_at) VALUES (?, ?, ?, ?, ?, 'pinned', ?, ?)";
constexpr std::string_view unpinSql =
    "UPDATE policy_pin SET state = 'unpinned', unpinned_by = ?, unpinned_at = ?, "
    "why = ? WHERE close_run = ? AND state = 'pinned'";
constexpr std::string_view pinnedSql =
    "SELECT n.policy, n.content, n.hash, p.added_at FROM policy_pin AS n "
    "JOIN policy AS p ON p.key = n.policy WHERE n.close_run = ? AND n.state = 'pinned'";

/// Key, content, hash and time of entry from the column on. What was checked when it came in reads back
/// without an error.
StoredPolicy readStored(const db::Query& row, int column)
{
    auto policy = parsePolicy(row.textView(column + 1));
    ensure(policy.has_value(), "a stored policy is sound");
    return {row.key<PolicyKey>(column), std::move(*policy), row.text(column + 2),
            instantFromMicros(row.integer(column + 3))};
}

std::optional<int> daysOf(const std::optional<Date>& date)
{
    return date ? std::optional(daysSinceEpoch(*date)) : std::nullopt;
}

std::string nameOf(const Policy& policy)
{
    return fmt::format("{} v{}", policy.name, policy.version);
}

nlohmann::json payloadOf(const StoredPolicy& stored)
{
    return {{"policy", stored.key.value},
            {"name", stored.policy.name},
            {"version", stored.policy.version},
            {"hash", stored.hash}};
}

/// A policy for a period that begins that day was entered before this moment.
Instant latestEntry(db::Connection& db, Date periodBegins)
{
    const auto opened = store::firstRecordAt(db);
    if (!opened || periodBegins <= dateOf(*opened)) return Instant::max();
    return Instant(std::chrono::sys_days(periodBegins));
}

Status checkInForce(const StoredPolicy& stored, Date periodBegins, Instant latest)
{
    const auto& policy = stored.policy;
    auto context = payloadOf(stored);
    context["period_begins"] = toText(periodBegins);
    // Subchapter T asks for an obligation that exists before the patronage does; the co-op asks it of every
    // regime.
    if (!policy.ratifiedOn || *policy.ratifiedOn >= periodBegins) {
        const auto when = policy.ratifiedOn ? fmt::format("was ratified on {}", toText(*policy.ratifiedOn))
                                            : std::string("was not ratified");
        return fail("agreements.policy.not_ratified",
                    fmt::format("Policy {} {}. A policy must be ratified before the period begins on {}.",
                                nameOf(policy), when, toText(periodBegins)),
                    std::move(context));
    }
    if (stored.addedAt >= latest)
        return fail(
            "agreements.policy.entered_late",
            fmt::format(
                "Policy {} says that it was ratified on {}, but it was entered on {}, when the period "
                "that begins on {} had begun. It counts for later periods.",
                nameOf(policy), toText(*policy.ratifiedOn), toText(dateOf(stored.addedAt)),
                toText(periodBegins)),
            std::move(context));
    if (policy.effectiveFrom && *policy.effectiveFrom > periodBegins)
        return fail("agreements.policy.not_effective",
                    fmt::format("Policy {} is effective from {}, after the period begins on {}.",
                                nameOf(policy), toText(*policy.effectiveFrom), toText(periodBegins)),
                    std::move(context));
    return {};
}

/// Contributions name their category in files, where spaces around a field do not count. Only for new
/// policies: one in force stays readable.
Status checkCategoryNames(const Policy& policy)
{
    constexpr std::size_t longest = 100;
    for (const auto& category : policy.categories) {
        const auto& name = category.name;
        const auto characters = std::ranges::count_if(name, [](char c) { return (c & 0xC0) != 0x80; });
        const bool isControlled =
            std::ranges::any_of(name, [](unsigned char c) { return c < 0x20 || c == 0x7F; });
        if (!name.empty() && name.front() != ' ' && name.back() != ' ' && !isControlled &&
            std::size_t(characters) <= longest)
            continue;
        return fail("agreements.policy.category_name",
                    fmt::format("Category “{}” cannot be named in a file. Give it a name of at most {} "
                                "characters, without spaces around it and without line ends or tabs.",
                                name, longest),
                    {{"category", name}});
    }
    return {};
}

} // namespace

Result<PolicyKey> addPolicy(store::UnitOfWork& work, const Policy& policy)
{
    TRY(checkPolicy(policy));
    TRY(checkCategoryNames(policy));
    const auto content = toJson(policy);
    const auto hash = hashOf(policy);
    {
        auto known = work.db().query(byVersionSql).bind(policy.name, policy.version);
        if (known.next()) {
            if (known.textView(1) == hash) return known.key<PolicyKey>(0);
            return fail("agreements.policy.version_taken",
                        fmt::format("There is a policy {} with other content. A change needs a new version.",
                                    nameOf(policy)),
                        {{"name", policy.name}, {"version", policy.version}});
        }
    }
    const auto key = work.keys().make<PolicyKey>();
    work.db()
        .query(insertSql)
        .bind(key, policy.name, policy.version, content, hash, daysOf(policy.ratifiedOn),
              daysOf(policy.effectiveFrom), work.actor().user, toMicros(work.now()))
        .run();
    work.publish({"agreements.policy.added", nameOf(policy), payloadOf({key, policy, hash, work.now()})});
    return key;
}

std::optional<StoredPolicy> findPolicy(db::Connection& db, PolicyKey key)
{
    auto row = db.query(byKeySql).bind(key);
    return row.next() ? std::optional(readStored(row, 0)) : std::nullopt;
}

Result<StoredPolicy> policyInForce(db::Connection& db, Date periodBegins)
{
    const auto day = daysSinceEpoch(periodBegins);
    auto row = db.query(inForceSql).bind(day, day, toMicros(latestEntry(db, periodBegins)));
    if (!row.next())
        return fail(
            "agreements.policy.none_in_force",
            fmt::format(
                "No policy that was ratified before {}, and entered here by then, is in force on that day. "
                "A policy counts for the periods after both dates.",
                toText(periodBegins)),
            {{"period_begins", toText(periodBegins)}});
    return readStored(row, 0);
}

Result<PinnedPolicy> pinPolicy(store::UnitOfWork& work, CloseKey run, PolicyKey key, Date periodBegins)
{
    const auto stored = findPolicy(work.db(), key);
    if (!stored)
        return fail("agreements.policy.unknown", fmt::format("There is no policy with key {}.", toText(key)),
                    {{"policy", key.value}});
    if (const auto pinned = pinnedPolicy(work.db(), run))
        return fail("agreements.policy.already_pinned",
                    fmt::format("This close run has pinned policy {} already. Unpin it first.",
                                nameOf(pinned->stored.policy)),
                    payloadOf(pinned->stored));
    TRY(checkPolicy(stored->policy));
    TRY(checkInForce(*stored, periodBegins, latestEntry(work.db(), periodBegins)));
    work.db()
        .query(pinSql)
        .bind(work.keys().next(), run, key, toJson(stored->policy), stored->hash, work.actor().user,
              toMicros(work.now()))
        .run();
    auto payload = payloadOf(*stored);
    payload["close"] = run.value;
    work.publish({"agreements.policy.pinned", nameOf(stored->policy), std::move(payload)});
    return PinnedPolicy{run, *stored};
}

Status unpinPolicy(store::UnitOfWork& work, CloseKey run, const std::string& reason)
{
    const auto pinned = pinnedPolicy(work.db(), run);
    if (!pinned)
        return fail("agreements.policy.not_pinned", "This close run has pinned no policy.",
                    {{"close", run.value}});
    if (isBlank(reason))
        return fail("agreements.reason_missing", "Say why the policy is unpinned.", {{"close", run.value}});
    work.db().query(unpinSql).bind(work.actor().user, toMicros(work.now()), reason, run).run();
    auto payload = payloadOf(pinned->stored);
    payload.update({{"close", run.value}, {"why", reason}});
    work.publish({"agreements.policy.unpinned", nameOf(pinned->stored.policy), std::move(payload)});
    return {};
}

std::optional<PinnedPolicy> pinnedPolicy(db::Connection& db, CloseKey run)
{
    auto row = db.query(pinnedSql).bind(run);
    if (!row.next()) return std::nullopt;
    return PinnedPolicy{run, readStored(row, 0)};
}

} // namespace habitat::agreements
