// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/contribution_import.h"

#include "core/people/contribution_store.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <unordered_map>
#include <unordered_set>

namespace habitat::people {

namespace {

using enum ContributionState;

constexpr std::string_view membersSql = "SELECT number, key FROM member";
constexpr std::string_view originSql = "SELECT origin_hash FROM contribution WHERE reference = ?";
constexpr std::string_view insertSql =
    "INSERT INTO contribution (key, reference, member, category, kind, value_minor, date, description, "
    "submitted_by, "
    "state, counts_from, revision, moves, origin_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)";
constexpr std::string_view historySql =
    "INSERT INTO contribution_move (contribution, number, who, at, from_state, "
    "to_state, why) VALUES (?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view approvalSql =
    "INSERT INTO contribution_approval (contribution, revision, approver, at, note) VALUES (?, 1, ?, ?, ?)";
constexpr std::string_view importedNote = "Imported";

/// A row that passed every check and is new.
struct Arrival
{
    Contribution contribution;
    const std::vector<std::string>* approvedBy = nullptr;
    std::string origin;
};

std::unordered_map<std::string, MemberKey> memberKeys(db::Connection& db)
{
    std::unordered_map<std::string, MemberKey> keys;
    auto rows = db.query(membersSql);
    while (rows.next())
        keys.emplace(rows.text(0), rows.key<MemberKey>(1));
    return keys;
}

Status checkApprovers(const ImportedContribution& imported)
{
    for (std::size_t i = 0; i < imported.approvedBy.size(); ++i)
        if (auto checked = checkApprover(imported.contribution, std::span(imported.approvedBy).first(i),
                                         imported.approvedBy[i]);
            !checked)
            return fail(std::move(checked.error()).with("field", "approved_by"));
    return {};
}

ContributionState arrivalState(const ImportedContribution& imported, const ApprovalRule& rule)
{
    if (imported.approvedBy.empty()) return Submitted;
    const bool enough =
        std::int64_t(imported.approvedBy.size()) >= rule.approvalsFor(imported.contribution.value);
    return enough ? Valued : UnderReview;
}

/// Writes the rows of one import with statements that are prepared once.
class ArrivalWriter
{
public:
    explicit ArrivalWriter(store::UnitOfWork& work)
        : m_work(work), m_insert(work.db().query(insertSql)), m_history(work.db().query(historySql)),
          m_approval(work.db().query(approvalSql))
    {
    }

    void write(Arrival& arrival)
    {
        auto& contribution = arrival.contribution;
        contribution.key = m_work.keys().make<ContributionKey>();
        const auto date = daysSinceEpoch(contribution.date);
        const int moves = contribution.state == Valued ? 2 : 1;
        m_insert
            .bind(contribution.key, contribution.reference, contribution.member, contribution.category,
                  toText(contribution.kind), contribution.value.minor, date, contribution.description,
                  contribution.submittedBy, toText(contribution.state), date, moves, arrival.origin)
            .run();
        for (const auto& approver : *arrival.approvedBy)
            m_approval.bind(contribution.key, approver, toMicros(m_work.now()), importedNote).run();
        if (contribution.state == Valued) {
            writeMove(contribution.key, 1, std::nullopt, Approved,
                      fmt::format("Imported as approved by {}", fmt::join(*arrival.approvedBy, ", ")));
            writeMove(contribution.key, 2, Approved, Valued, importedNote);
        } else {
            writeMove(contribution.key, 1, std::nullopt, contribution.state, importedNote);
        }
    }

private:
    void writeMove(ContributionKey key, int number, std::optional<ContributionState> from,
                   ContributionState to, std::string_view why)
    {
        m_history
            .bind(key, number, m_work.actor().user, toMicros(m_work.now()),
                  from ? std::optional(toText(*from)) : std::nullopt, toText(to), why)
            .run();
    }

    store::UnitOfWork& m_work;
    db::Query m_insert;
    db::Query m_history;
    db::Query m_approval;
};

/// Reads the rows of one import against each other and against what is there; writes nothing.
class ArrivalCheck
{
public:
    ArrivalCheck(db::Connection& db, const ApprovalRule& rule)
        : m_rule(rule), m_members(memberKeys(db)), m_origin(db.query(originSql))
    {
    }

    /// Nothing where the same contribution is here already.
    Result<std::optional<Arrival>> check(const ImportedContribution& imported)
    {
        Arrival arrival;
        auto& contribution = arrival.contribution;
        static_cast<NewContribution&>(contribution) = imported.contribution;
        TRY(checkContribution(contribution));
        const auto member = m_members.find(imported.memberNumber);
        if (member == m_members.end())
            return fail(
                "people.member.unknown",
                fmt::format(
                    "Contribution {} names member {}, who is not on the roll. Import the member first.",
                    contribution.reference, imported.memberNumber),
                {{"field", "member_number"}, {"number", imported.memberNumber}});
        contribution.member = member->second;
        if (!m_seen.insert(imported.contribution.reference).second)
            return refuse(
                "people.contribution.repeated", contribution,
                fmt::format("Contribution {} is here twice. Remove one of the two.", contribution.reference));
        TRY(checkApprovers(imported));
        arrival.origin = originHash(contribution);
        if (const auto known = knownOrigin(contribution.reference)) {
            if (*known == arrival.origin) return std::nullopt;
            return refuse(
                "people.contribution.differs", contribution,
                fmt::format("Contribution {} is here already with other data. Give this one another "
                            "reference, or correct the file.",
                            contribution.reference));
        }
        contribution.state = arrivalState(imported, m_rule);
        arrival.approvedBy = &imported.approvedBy;
        return arrival;
    }

private:
    static tl::unexpected<Error> refuse(std::string code, const NewContribution& contribution,
                                        std::string message)
    {
        return fail(std::move(code), std::move(message),
                    {{"field", "reference"}, {"reference", contribution.reference}});
    }

    std::optional<std::string> knownOrigin(std::string_view reference)
    {
        m_origin.run();
        m_origin.bind(reference);
        return m_origin.next() ? std::optional(m_origin.text(0)) : std::nullopt;
    }

    ApprovalRule m_rule;
    std::unordered_map<std::string, MemberKey> m_members;
    std::unordered_set<std::string_view> m_seen;
    db::Query m_origin;
};

void announce(store::UnitOfWork& work, const Arrival& arrival, ContributionsImported& imported)
{
    const auto& contribution = arrival.contribution;
    if (contribution.state != Valued) {
        imported.pending.push_back(contribution.key);
        publishContribution(work, "submitted", contribution, {{"approved_by", *arrival.approvedBy}});
    } else if (contribution.kind != ContributionKind::Patronage) {
        imported.toApply.push_back(contribution.key);
        publishContribution(work, "approved", contribution,
                            {{"by", *arrival.approvedBy}, {"note", importedNote}});
    }
}

} // namespace

Result<ContributionsImported> importContributions(store::UnitOfWork& work,
                                                  std::span<const ImportedContribution> contributions,
                                                  const ApprovalRule& rule)
{
    std::vector<Arrival> arrivals;
    ContributionsImported imported;
    ArrivalCheck check(work.db(), rule);
    for (std::size_t row = 0; row < contributions.size(); ++row) {
        auto arrival = check.check(contributions[row]);
        if (!arrival) return fail(std::move(arrival.error()).with("row", row));
        if (*arrival)
            arrivals.push_back(std::move(**arrival));
        else
            ++imported.unchanged;
    }
    // Everything was checked above, so nothing of a bad file is ever written.
    ArrivalWriter writer(work);
    for (auto& arrival : arrivals) {
        writer.write(arrival);
        announce(work, arrival, imported);
    }
    imported.added = std::int64_t(arrivals.size());
    if (imported.added > 0)
        work.publish({"people.contribution.imported",
                      arrivals.front().contribution.reference,
                      {{"added", imported.added},
                       {"unchanged", imported.unchanged},
                       {"pending", imported.pending.size()},
                       {"to_apply", imported.toApply.size()}}});
    return imported;
}

} // namespace habitat::people
