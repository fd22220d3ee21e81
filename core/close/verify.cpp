// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/close/verify.h"

#include "core/agreements/distributions.h"
#include "core/base/calendar.h"
#include "core/base/hash.h"
#include "core/close/steps/steps.h"
#include "core/store/queries.h"
#include "core/treasury/payments.h"

#include <fmt/format.h>

#include <map>
#include <set>
#include <unordered_map>

namespace habitat::close {

namespace {

using Violations = std::vector<Error>;

/// A signature as both the table and the chain tell it.
using SignatureMark = std::tuple<std::string, int, std::string, std::string, std::string, std::int64_t>;

Error signatureError(const char* code, const SignatureMark& mark, std::string_view what)
{
    const auto& [period, step, user, hash, note, at] = mark;
    return {code,
            fmt::format("The signature of {} on step {} of {} {}.", user, step, period, what),
            {{"period", period}, {"step", step}, {"user", user}}};
}

std::multiset<SignatureMark> chainedSignatures(db::Connection& db)
{
    std::multiset<SignatureMark> marks;
    for (const auto& record : store::doneOfKind(db, "close.sign")) {
        const auto arguments = nlohmann::json::parse(record.arguments, nullptr, false);
        const auto result = nlohmann::json::parse(record.result, nullptr, false);
        // What is no JSON was altered, which the chain itself tells.
        if (!arguments.is_object() || !result.is_object()) continue;
        marks.emplace(arguments.value("period", std::string()), arguments.value("step", 0), record.actor,
                      result.value("hash", std::string()), arguments.value("note", std::string()),
                      toMicros(record.at));
    }
    return marks;
}

void checkSignatures(db::Connection& db, Violations& violations)
{
    auto chained = chainedSignatures(db);
    auto rows = db.query("SELECT c.period, s.step, s.\"user\", s.input_hash, s.note, s.signed_at FROM "
                         "close_signature s JOIN close c ON c.key = s.close_key ORDER BY s.key");
    while (rows.next()) {
        const SignatureMark mark{rows.text(0), int(rows.integer(1)), rows.text(2),
                                 rows.text(3), rows.text(4),         rows.integer(5)};
        if (const auto found = chained.find(mark); found != chained.end())
            chained.erase(found);
        else
            violations.push_back(signatureError("close.signature.unrecorded", mark,
                                                "was never given so: the audit chain does not hold it"));
    }
    for (const auto& mark : chained)
        violations.push_back(
            signatureError("close.signature.missing", mark, "is in the audit chain but not on the step"));
}

void checkEvidence(db::Connection& db, Violations& violations)
{
    std::set<std::pair<std::string, std::string>> attached;
    for (const auto& record : store::doneOfKind(db, "close.evidence.attach")) {
        const auto arguments = nlohmann::json::parse(record.arguments, nullptr, false);
        if (arguments.is_object())
            attached.emplace(arguments.value("name", std::string()), arguments.value("hash", std::string()));
    }
    auto rows = db.query("SELECT name, content_hash FROM close_evidence ORDER BY key");
    while (rows.next())
        if (!attached.contains({rows.text(0), rows.text(1)}))
            violations.push_back({"close.evidence.unrecorded",
                                  fmt::format("“{}” was never attached as evidence.", rows.text(0)),
                                  {{"name", rows.text(0)}, {"hash", rows.text(1)}}});
}

/// The newest version, living or not: what a lock sealed has no later one.
std::optional<AllocationOnRecord> lastWithLines(db::Connection& db, const Close& close)
{
    auto versions = agreements::allocationsOf(db, close.key);
    if (versions.empty()) return std::nullopt;
    auto lines = agreements::allocationLines(db, versions.back().key);
    return AllocationOnRecord{std::move(versions.back()), std::move(lines)};
}

/// The seal is one hash over the allocation and its statements; made again from what is stored. It holds
/// also where the period was reopened since: people have those statements.
void checkSeal(db::Connection& db, const Close& close, const AllocationOnRecord& last, Violations& violations)
{
    const auto lock = lastResultOf(db, close.key, stepCount);
    if (!lock) return;
    std::unordered_map<std::string, std::string> hashes;
    auto rows =
        db.query("SELECT member_number, content, content_hash FROM close_statement WHERE close_key = ?")
            .bind(close.key);
    while (rows.next()) {
        hashes[rows.text(0)] = rows.text(2);
        if (hashHex(rows.textView(1)) != rows.textView(2))
            violations.push_back({"close.statement.altered",
                                  fmt::format("The statement of member {} for {} is not what was sealed.",
                                              rows.text(0), close.period),
                                  {{"period", close.period}, {"member_number", rows.text(0)}}});
    }
    Hasher seal;
    seal.add(last.allocation.hash);
    for (const auto& line : last.lines)
        seal.add(hashes[line.memberNumber]);
    if (hashes.size() == last.lines.size() && lock->result.value("seal", std::string()) == seal.hex()) return;
    violations.push_back(
        {"close.seal.differs",
         fmt::format("The seal of {} does not fit its allocation and statements.", close.period),
         {{"period", close.period}}});
}

/// What is paid out is the cash of a line, to the member of that line.
void checkDistributions(db::Connection& db, const Close& close, const AllocationOnRecord& last,
                        Violations& violations)
{
    std::unordered_map<std::string, Money> cash;
    for (const auto& line : last.lines)
        cash[line.memberNumber] = line.cash;
    agreements::DistributionFilter filter;
    filter.allocation = last.allocation.key;
    for (const auto& one : agreements::listDistributions(db, filter))
        if (one.amount != cash[one.memberNumber])
            violations.push_back(
                {"close.distribution.differs",
                 fmt::format("The distribution of {} to {} is not the cash of the allocation.",
                             toText(one.amount), one.memberName),
                 {{"period", close.period}, {"distribution", one.key.value}}});
}

void checkPayments(db::Connection& db, Violations& violations)
{
    treasury::PaymentFilter filter;
    for (auto page = treasury::payments(db, filter); !page.empty(); page = treasury::payments(db, filter)) {
        for (const auto& payment : page) {
            const auto& told = payment.instruction;
            const auto owed = agreements::findDistribution(db, told.distribution);
            if (owed && owed->amount == told.amount && owed->memberNumber == told.member &&
                owed->memberName == told.payee)
                continue;
            violations.push_back({"close.payment.differs",
                                  fmt::format("Payment {} of {} to {} is not what its distribution says.",
                                              told.paymentKey, toText(told.amount), told.payee),
                                  {{"payment", told.paymentKey}}});
        }
        filter.after = page.back().key;
    }
}

} // namespace

std::vector<Error> verifyRecords(db::Connection& db)
{
    Violations violations;
    checkSignatures(db, violations);
    checkEvidence(db, violations);
    for (const auto& period : treasury::periods(db)) {
        for (const auto& close : closesOf(db, period.code())) {
            const auto last = lastWithLines(db, close);
            if (!last) continue;
            checkSeal(db, close, *last, violations);
            checkDistributions(db, close, *last, violations);
        }
    }
    checkPayments(db, violations);
    return violations;
}

} // namespace habitat::close
