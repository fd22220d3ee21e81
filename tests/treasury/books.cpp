// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/treasury/books.h"

#include "core/treasury/balances.h"

#include <fmt/format.h>

namespace habitat::treasury {

Money Books::balanceOfCash(Date date)
{
    return balanceAt(m_db, Ledger::Book, cashAccount, date);
}

void Books::fillQuarter()
{
    for (const auto ledger : bothLedgers) {
        const auto suffix = std::string(toText(ledger));
        const auto sale = post(entry("sale " + suffix, "2026-02-10", "1110", "4000", 100'000, ledger));
        const auto cost = post(entry("cost " + suffix, "2026-03-31", "5100", "1110", 40'000, ledger));
        ensure(sale && cost, "the quarter takes a sale and an expense");
    }
}

Status Books::closeAll(std::string_view code, std::string_view run)
{
    TRY(freeze(code));
    const auto span = parsePeriod(code).value();
    auto work = as(tara);
    for (const auto ledger : bothLedgers) {
        const auto income = netIncome(m_db, ledger, span);
        JournalHead head;
        head.date = span.to;
        head.forPeriod = code;
        head.sourceKey = fmt::format("close:{}:{}:8:closing:{}", code, run, toText(ledger));
        if (auto closing = TRY(closeProfitAndLoss(head, ledger, profitAndLoss(m_db, ledger, span))))
            TRY(postJournal(work, *closing, {}));
        if (income.isZero()) continue;
        head.sourceKey = fmt::format("close:{}:{}:8:allocation:{}", code, run, toText(ledger));
        const MemberAmount all[] = {{"1", income}};
        TRY(postJournal(work, TRY(reserveAndAllocation(head, ledger, Money(), all)), {}));
    }
    return closePeriod(work, code);
}

} // namespace habitat::treasury
