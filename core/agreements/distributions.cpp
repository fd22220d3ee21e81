// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agreements/distributions.h"

#include "core/agreements/distribution_store.h"

#include <fmt/format.h>

namespace habitat::agreements {

using habitat::toText;

namespace {

using enum DistributionState;

constexpr std::string_view dueSql = "UPDATE distribution SET due_on = ? WHERE key = ?";
constexpr std::string_view outcomeSql = "UPDATE distribution SET outcome = ? WHERE key = ?";
constexpr std::string_view noticeSql = "UPDATE distribution SET notice_on = ? WHERE key = ?";

/// Colorado LCA: what nobody claims extinguishes three years after the notice.
constexpr std::chrono::years unclaimedYears{3};

Status step(store::UnitOfWork& work, const Distribution& distribution, DistributionState to,
            const std::string& why, std::string_view what)
{
    TRY(moveDistribution(work, distribution, to, why));
    publishDistribution(work, what, distribution,
                        why.empty() ? nlohmann::json::object() : nlohmann::json{{"why", why}});
    return {};
}

/// The step of an operation that starts from one state only, with the bank's word.
Status bankStep(store::UnitOfWork& work, DistributionKey key, DistributionState to, const std::string& word,
                std::string_view what)
{
    const auto distribution = TRY(loadDistribution(work.db(), key));
    TRY(step(work, distribution, to, word, what));
    work.db().query(outcomeSql).bind(word, key).run();
    return {};
}

Date extinguishedFrom(Date noticeOn)
{
    const auto day = noticeOn + unclaimedYears;
    // 29 February has no anniversary in three years: the day after the last of February.
    return day.ok() ? day : Date(day.year(), std::chrono::March, std::chrono::day(1));
}

} // namespace

Status cancelDistribution(store::UnitOfWork& work, DistributionKey key, const std::string& reason)
{
    const auto distribution = TRY(loadDistribution(work.db(), key));
    TRY(checkMove(distribution, Cancelled));
    TRY(requireReason(distribution, reason));
    return step(work, distribution, Cancelled, reason, "cancelled");
}

Result<std::string> submitDistribution(store::UnitOfWork& work, DistributionKey key, Date today)
{
    const auto distribution = TRY(loadDistribution(work.db(), key));
    TRY(checkMove(distribution, Submitting));
    if (distribution.dueOn && *distribution.dueOn > today)
        return fail("agreements.distribution.not_due",
                    fmt::format("The distribution to member {} is due on {}, not yet on {}.",
                                distribution.memberNumber, toText(*distribution.dueOn), toText(today)),
                    {{"distribution", key.value}, {"due_on", toText(*distribution.dueOn)}});
    TRY(step(work, distribution, Submitting, "", "submitting"));
    return distribution.paymentKey;
}

Status acceptDistribution(store::UnitOfWork& work, DistributionKey key, const std::string& bankReference)
{
    return bankStep(work, key, Processing, bankReference, "processing");
}

Status completeDistribution(store::UnitOfWork& work, DistributionKey key, const std::string& bankReference)
{
    return bankStep(work, key, Completed, bankReference, "completed");
}

Status markUnknown(store::UnitOfWork& work, DistributionKey key, const std::string& why)
{
    return bankStep(work, key, Unknown, why, "unknown");
}

Status failDistribution(store::UnitOfWork& work, DistributionKey key, const std::string& why)
{
    return bankStep(work, key, Failed, why, "failed");
}

Status retryDistribution(store::UnitOfWork& work, DistributionKey key, Date dueOn)
{
    const auto distribution = TRY(loadDistribution(work.db(), key));
    TRY(requireState(distribution, Failed, Scheduled));
    work.db().query(dueSql).bind(daysSinceEpoch(dueOn), key).run();
    return step(work, distribution, Scheduled, "Retry with the same payment key", "scheduled");
}

Status returnDistribution(store::UnitOfWork& work, DistributionKey key, Date returnedOn,
                          const std::string& why)
{
    const auto distribution = TRY(loadDistribution(work.db(), key));
    TRY(checkMove(distribution, Returned));
    TRY(requireReason(distribution, why));
    work.db().query(outcomeSql).bind(why, key).run();
    return step(work, distribution, Returned, fmt::format("{}: {}", toText(returnedOn), why), "returned");
}

Status payAgain(store::UnitOfWork& work, DistributionKey key, Date dueOn)
{
    const auto distribution = TRY(loadDistribution(work.db(), key));
    TRY(requireState(distribution, Returned, Scheduled));
    setSchedule(work, distribution, dueOn);
    return step(work, distribution, Scheduled, "Paid anew after a return", "scheduled");
}

Status markUnclaimed(store::UnitOfWork& work, DistributionKey key, Date noticeOn)
{
    const auto distribution = TRY(loadDistribution(work.db(), key));
    TRY(checkMove(distribution, Unclaimed));
    work.db().query(noticeSql).bind(daysSinceEpoch(noticeOn), key).run();
    return step(work, distribution, Unclaimed, fmt::format("Notice of {}", toText(noticeOn)), "unclaimed");
}

Status extinguishDistribution(store::UnitOfWork& work, DistributionKey key, Date today)
{
    const auto distribution = TRY(loadDistribution(work.db(), key));
    TRY(checkMove(distribution, Extinguished));
    ensure(distribution.noticeOn.has_value(), "an unclaimed distribution has the day of its notice");
    const auto from = extinguishedFrom(*distribution.noticeOn);
    if (today < from)
        return fail(
            "agreements.distribution.too_early",
            fmt::format(
                "The distribution to member {} can be claimed until {}: three years after the notice.",
                distribution.memberNumber, toText(from)),
            {{"distribution", key.value}, {"from", toText(from)}});
    return step(work, distribution, Extinguished, "Unclaimed three years after the notice", "extinguished");
}

} // namespace habitat::agreements
