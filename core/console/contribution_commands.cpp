// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/console_impl.h"

#include "core/intake/contribution_orders.h"
#include "core/people/contribution_queries.h"
#include "core/people/contributions.h"
#include "core/treasury/period.h"

namespace habitat::console {

Status Console::deferContribution(const Session& session, const std::string& reference,
                                  const std::string& period, const std::string& reason)
{
    const auto span = TRY(treasury::parsePeriod(period));
    runtime::Operation defer{
        "contribution.defer",
        {{"reference", reference}, {"period", period}, {"reason", reason}},
        [=](runtime::OperationContext& context) -> Result<nlohmann::json> {
            auto& work = context.work();
            const auto contribution = TRY(people::contributionCalled(work.db(), reference));
            TRY(people::deferContribution(work, contribution.key, {span.code, span.from, span.to},
                                          {work.actor().user, reason}));
            return nlohmann::json{{"reference", reference}};
        },
        {}};
    return execute(session, std::move(defer), reason);
}

Result<nlohmann::json> Console::draftContribution(const Session& session,
                                                  const people::ContributionEntry& entry)
{
    return ask(session, intake::draftContribution(entry));
}

Result<nlohmann::json> Console::reviseContribution(const Session& session, const std::string& reference,
                                                   const people::ContributionChange& change,
                                                   const std::string& reason)
{
    return ask(session, intake::reviseContribution(reference, change, reason), reason);
}

Result<nlohmann::json> Console::submitContribution(const Session& session, const std::string& reference)
{
    return ask(session, intake::submitContribution(reference));
}

Result<nlohmann::json> Console::withdrawContribution(const Session& session, const std::string& reference,
                                                     const std::string& reason)
{
    return ask(session, intake::withdrawContribution(reference, reason), reason);
}

Result<nlohmann::json> Console::disputeContribution(const Session& session, const std::string& reference,
                                                    const std::string& reason)
{
    return ask(session, intake::disputeContribution(reference, reason), reason);
}

Result<nlohmann::json> Console::settleDispute(const Session& session, const std::string& reference,
                                              const people::Settlement& settlement)
{
    return ask(session, intake::settleDispute(reference, settlement), settlement.reason);
}

} // namespace habitat::console
