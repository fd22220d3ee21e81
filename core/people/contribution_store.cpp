// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/contribution_store.h"

#include "core/base/hash.h"
#include "core/base/text.h"
#include "core/people/contribution_queries.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <vector>

namespace habitat::people {

using habitat::toText;

namespace {

constexpr std::string_view moveSql = "UPDATE contribution SET state = ?, moves = moves + 1 WHERE key = ?";
constexpr std::string_view historySql =
    "INSERT INTO contribution_move (contribution, number, who, at, from_state, to_state, why) "
    "SELECT key, moves, ?, ?, ?, ?, ? FROM contribution WHERE key = ?";

tl::unexpected<Error> invalid(const NewContribution& contribution, std::string_view field,
                              std::string message)
{
    return fail("people.contribution.invalid", std::move(message),
                {{"reference", contribution.reference}, {"field", field}});
}

} // namespace

Result<Contribution> loadContribution(db::Connection& db, ContributionKey key)
{
    auto contribution = findContribution(db, key);
    if (!contribution)
        return fail("people.contribution.unknown",
                    fmt::format("There is no contribution with key {}.", toText(key)),
                    {{"contribution", key.value}});
    return std::move(*contribution);
}

Status checkContribution(const NewContribution& contribution)
{
    if (isBlank(contribution.reference))
        return invalid(contribution, "reference",
                       "The contribution has no reference. Give it one of its own.");
    if (isBlank(contribution.category))
        return invalid(contribution, "category",
                       fmt::format("Contribution {} has no category.", contribution.reference));
    if (contribution.value <= Money(0))
        return invalid(contribution, "value",
                       fmt::format("Contribution {} has the value {}. It must be above zero.",
                                   contribution.reference, toText(contribution.value)));
    if (!contribution.date.ok())
        return invalid(contribution, "date",
                       fmt::format("Contribution {} has no date.", contribution.reference));
    if (isBlank(contribution.submittedBy))
        return invalid(contribution, "submitted_by",
                       fmt::format("Contribution {} does not say who submitted it.", contribution.reference));
    return {};
}

std::string originHash(const NewContribution& contribution)
{
    return Hasher()
        .add(contribution.reference)
        .add(contribution.member.value)
        .add(contribution.category)
        .add(contribution.value.minor)
        .add(std::int64_t(daysSinceEpoch(contribution.date)))
        .add(contribution.description)
        .add(contribution.submittedBy)
        .hex();
}

Status requireReason(const Contribution& contribution, std::string_view reason)
{
    if (!isBlank(reason)) return {};
    return fail("people.reason_missing",
                fmt::format("Give a reason; it stays with contribution {}.", contribution.reference),
                {{"reference", contribution.reference}});
}

Error wrongState(const Contribution& contribution, ContributionState to, std::string_view advice)
{
    auto allowed = nlohmann::json::array();
    for (const auto state : nextStates(contribution.kind, contribution.state))
        allowed.push_back(toText(state));
    return {"people.contribution.state",
            fmt::format("Contribution {} is {} and cannot become {}. {}", contribution.reference,
                        toText(contribution.state), toText(to), advice),
            {{"reference", contribution.reference},
             {"from", toText(contribution.state)},
             {"to", toText(to)},
             {"allowed", std::move(allowed)}}};
}

Status requireState(const Contribution& contribution, ContributionState from, ContributionState to)
{
    if (contribution.state == from) return {};
    return fail(wrongState(contribution, to, fmt::format("It must be {} for that.", toText(from))));
}

Status checkMove(const Contribution& contribution, ContributionState to)
{
    if (mayMove(contribution.kind, contribution.state, to)) return {};
    const auto next = nextStates(contribution.kind, contribution.state);
    if (next.empty())
        return fail(wrongState(contribution, to,
                               "That state is final; enter what is missing as a new contribution."));
    std::vector<std::string_view> names;
    for (const auto state : next)
        names.push_back(toText(state));
    return fail(wrongState(contribution, to, fmt::format("It can become {}.", fmt::join(names, " or "))));
}

Status moveContribution(store::UnitOfWork& work, const Contribution& contribution, ContributionState to,
                        const std::string& who, const std::string& why)
{
    TRY(checkMove(contribution, to));
    work.db().query(moveSql).bind(toText(to), contribution.key).run();
    work.db()
        .query(historySql)
        .bind(who, toMicros(work.now()), toText(contribution.state), toText(to), why, contribution.key)
        .run();
    return {};
}

void publishContribution(store::UnitOfWork& work, std::string_view what, const Contribution& contribution,
                         nlohmann::json more)
{
    more.update({{"contribution", contribution.key.value},
                 {"reference", contribution.reference},
                 {"member", contribution.member.value},
                 {"category", contribution.category},
                 {"kind", toText(contribution.kind)},
                 {"value_minor", contribution.value.minor},
                 {"date", toText(contribution.date)},
                 {"submitted_by", contribution.submittedBy}});
    work.publish({fmt::format("people.contribution.{}", what), contribution.reference, std::move(more)});
}

Status checkApprover(const NewContribution& contribution, std::span<const std::string> already,
                     const std::string& approver)
{
    const nlohmann::json context = {{"reference", contribution.reference}, {"approver", approver}};
    if (isBlank(approver) || samePerson(approver, Actor::system().user))
        return fail("people.approval.nobody",
                    fmt::format("Contribution {} must be approved by a person.", contribution.reference),
                    context);
    if (samePerson(approver, contribution.submittedBy))
        return fail("people.approval.own",
                    fmt::format("{} submitted contribution {}. Another approver must decide.", approver,
                                contribution.reference),
                    context);
    for (const auto& other : already)
        if (samePerson(approver, other))
            return fail("people.approval.twice",
                        fmt::format("{} approved contribution {} already. A second person must approve it.",
                                    approver, contribution.reference),
                        context);
    return {};
}

} // namespace habitat::people
