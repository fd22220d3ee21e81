// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agreements/patronage_runs.h"

#include "core/base/text.h"

#include <fmt/format.h>

namespace habitat::agreements {

namespace {

using Json = nlohmann::json;

constexpr std::string_view insertSql =
    "INSERT INTO patronage (key, close_run, period, state, method, denominator, categories, "
    "net_income_minor, "
    "reserve_minor, surplus_minor, shares_hash, register_hash, policy_hash, computed_by, computed_at) "
    "VALUES (?, ?, ?, 'computed', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view insertShareSql = "INSERT INTO patronage_share (patronage, position, member, "
                                            "member_number, member_name, admitted_on, standing, "
                                            "numerator, values_minor) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view discardSql =
    "UPDATE patronage SET state = 'discarded', discarded_by = ?, discarded_at = ?, "
    "why = ? WHERE close_run = ? AND state = 'computed'";
constexpr std::string_view findSql =
    "SELECT key, period, method, denominator, categories, net_income_minor, reserve_minor, surplus_minor, "
    "shares_hash, register_hash, policy_hash FROM patronage WHERE close_run = ? AND state = 'computed'";
constexpr std::string_view sharesSql = "SELECT member, member_number, member_name, admitted_on, standing, "
                                       "numerator, values_minor FROM patronage_share "
                                       "WHERE patronage = ? ORDER BY position";

Json categoriesJson(const PatronageShares& shares)
{
    auto categories = Json::array();
    for (const auto& category : shares.categories)
        categories.push_back({{"name", category.category.name},
                              {"weight_bp", category.category.weight.value},
                              {"kind", int(category.category.kind)},
                              {"total_minor", category.total.minor},
                              {"counts", category.counts}});
    return categories;
}

std::vector<CategoryTotal> readCategories(std::string_view text)
{
    std::vector<CategoryTotal> categories;
    for (const auto& entry : Json::parse(text))
        categories.push_back(
            {{entry.at("name").get<std::string>(), BasisPoints(entry.at("weight_bp").get<std::int64_t>()),
              CategoryKind(entry.at("kind").get<int>())},
             Money(entry.at("total_minor").get<std::int64_t>()),
             entry.at("counts").get<bool>()});
    return categories;
}

void insertShares(store::UnitOfWork& work, std::int64_t key, const PatronageShares& shares)
{
    auto insert = work.db().query(insertShareSql);
    for (std::size_t i = 0; i < shares.members.size(); ++i) {
        const auto& member = shares.members[i];
        auto values = Json::array();
        for (const auto value : member.values)
            values.push_back(value.minor);
        insert
            .bind(key, i, member.participant.member, member.participant.number, member.participant.name,
                  daysSinceEpoch(member.participant.admittedOn), toText(member.participant.standing),
                  member.numerator.str(), values.dump())
            .run();
    }
}

MemberPatronage readShare(const db::Query& row)
{
    MemberPatronage member;
    member.participant = {row.key<MemberKey>(0), row.text(1), row.text(2), dateFromDays(int(row.integer(3))),
                          row.textView(4) == toText(Standing::Investor) ? Standing::Investor
                                                                        : Standing::Patron};
    member.numerator = BigInt(row.text(5));
    for (const auto& value : Json::parse(row.textView(6)))
        member.values.emplace_back(value.get<std::int64_t>());
    return member;
}

} // namespace

Status recordPatronage(store::UnitOfWork& work, const PatronageInputs& inputs, const PatronageShares& shares,
                       const Surplus& surplus)
{
    if (findPatronage(work.db(), inputs.run))
        return fail("agreements.patronage.exists",
                    fmt::format("Patronage of {} was computed already. Discard it first.", inputs.period),
                    {{"close", inputs.run.value}, {"period", inputs.period}});
    const auto key = work.keys().next();
    const auto sharesHash = hashOf(shares);
    work.db()
        .query(insertSql)
        .bind(key, inputs.run, inputs.period, toText(shares.method), shares.denominator.str(),
              categoriesJson(shares).dump(), surplus.netIncome.minor, surplus.reserve.minor,
              surplus.allocable.minor, sharesHash, inputs.registerHash, inputs.policyHash, work.actor().user,
              toMicros(work.now()))
        .run();
    insertShares(work, key, shares);
    work.publish({"agreements.patronage.computed",
                  inputs.period,
                  {{"close", inputs.run.value},
                   {"members", shares.members.size()},
                   {"surplus_minor", surplus.allocable.minor},
                   {"hash", sharesHash}}});
    return {};
}

Status discardPatronage(store::UnitOfWork& work, CloseKey run, const std::string& reason)
{
    if (isBlank(reason))
        return fail("agreements.reason_missing", "Say why the patronage is discarded.",
                    {{"close", run.value}});
    work.db().query(discardSql).bind(work.actor().user, toMicros(work.now()), reason, run).run();
    if (work.db().changes() == 0)
        return fail("agreements.patronage.not_computed", "This close run has computed no patronage.",
                    {{"close", run.value}});
    work.publish({"agreements.patronage.discarded", toText(run), {{"close", run.value}, {"why", reason}}});
    return {};
}

std::optional<RecordedPatronage> findPatronage(db::Connection& db, CloseKey run)
{
    auto row = db.query(findSql).bind(run);
    if (!row.next()) return std::nullopt;
    RecordedPatronage recorded;
    recorded.run = run;
    recorded.period = row.text(1);
    recorded.shares.method =
        row.textView(2) == toText(PatronageMethod::V) ? PatronageMethod::V : PatronageMethod::S;
    recorded.shares.denominator = BigInt(row.text(3));
    recorded.shares.categories = readCategories(row.textView(4));
    recorded.surplus = {Money(row.integer(5)), Money(row.integer(6)), Money(row.integer(7))};
    recorded.sharesHash = row.text(8);
    recorded.registerHash = row.text(9);
    recorded.policyHash = row.text(10);
    auto shares = db.query(sharesSql).bind(row.integer(0));
    while (shares.next())
        recorded.shares.members.push_back(readShare(shares));
    return recorded;
}

} // namespace habitat::agreements
