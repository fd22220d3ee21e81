// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/tie_out.h"

#include "core/treasury/periods.h"

namespace habitat::console {

runtime::Operation tieOutOperation(treasury::TieOutEntry entry)
{
    return {"tie_out.enter",
            {{"period", entry.period},
             {"statement_date", toText(entry.statementDate)},
             {"bank_balance_minor", entry.bankBalance.minor},
             {"explanation", entry.explanation}},
            [entry](runtime::OperationContext& context) -> Result<nlohmann::json> {
                TRY(treasury::openPeriod(context.work(), entry.period));
                const auto tieOut = TRY(treasury::enterTieOut(context.work(), entry));
                return nlohmann::json{{"difference_minor", tieOut.difference().minor}};
            },
            {}};
}

} // namespace habitat::console
