// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/treasury/verify.h"

#include "core/treasury/balances.h"
#include "core/treasury/chart_table.h"
#include "core/treasury/journal_query.h"
#include "core/treasury/payments.h"
#include "core/treasury/periods.h"
#include "core/treasury/posting_checks.h"

#include <fmt/format.h>

#include <map>
#include <tuple>

namespace habitat::treasury {

namespace {

/// What `running_balance` should hold for one ledger, account and month.
struct MonthSum
{
    Money debit;
    Money credit;
    Money closingDebit;
    Money closingCredit;
    bool operator==(const MonthSum&) const = default;
};
using MonthPlace = std::tuple<std::string, std::string, int>;
using ClassPlace = std::pair<std::string, std::string>;

bool isClass(std::string_view text)
{
    for (int i = 0; i <= int(AccountClass::Expense); ++i)
        if (toText(AccountClass(i)) == text) return true;
    return false;
}

/// One walk over all journals; everything that can be told from them alone.
class BookWalk
{
public:
    BookWalk(db::Connection& db, std::vector<Error>& violations) : m_db(db), m_violations(violations) {}

    void run()
    {
        checkAccounts();
        JournalFilter filter;
        for (auto page = journals(m_db, filter); !page.empty(); page = journals(m_db, filter)) {
            for (const auto& record : page)
                checkRecord(record);
            filter.after = JournalCursor{page.back().journal.date, page.back().key};
        }
        compareMonths();
        compareTotals();
        if (m_classesAreKnown) checkEquations();
    }

private:
    void report(std::string code, std::string message, nlohmann::json context)
    {
        m_violations.push_back({"treasury.books." + std::move(code), std::move(message), std::move(context)});
    }

    void checkAccounts()
    {
        for (const auto& account : accounts(m_db)) {
            const auto chart = classifyAccount(account.code);
            if (!chart || chart->accountClass != account.accountClass || chart->ledgers != account.ledgers ||
                chart->member != account.member)
                report("account", fmt::format("Account {} is not what the chart says it is.", account.code),
                       {{"account", account.code}});
        }
    }

    void checkRecord(const JournalRecord& record)
    {
        const auto key = toText(record.key);
        if (contentHash(record.journal) != record.contentHash)
            report("content", fmt::format("Journal {} is not what was recorded: its hash differs.", key),
                   {{"journal", record.key.value}});
        if (record.status != JournalStatus::Posted) return;
        if (const auto valid = validateJournal(record.journal); !valid) {
            const bool unbalanced = valid.error().code == "treasury.journal.unbalanced";
            report(unbalanced ? "unbalanced" : "line",
                   fmt::format("Journal {}: {}", key, valid.error().message),
                   {{"journal", record.key.value}, {"problem", valid.error().context}});
        }
        if (!record.approvedBy.empty() && record.approvedBy == record.postedBy)
            report("approval", fmt::format("Journal {} was posted and approved by {}.", key, record.postedBy),
                   {{"journal", record.key.value}, {"user", record.postedBy}});
        checkReversalOf(record);
        addLines(record.journal);
    }

    void checkReversalOf(const JournalRecord& record)
    {
        if (!record.journal.isReversal()) return;
        const auto original = findJournal(m_db, record.journal.reverses);
        const bool linked = original && original->status == JournalStatus::Posted &&
                            original->reversedBy == record.key && !original->journal.isReversal();
        if (!linked || !isMirror(record.journal, original->journal))
            report("reversal",
                   fmt::format("Journal {} is not the one mirror image of journal {}.", toText(record.key),
                               toText(record.journal.reverses)),
                   {{"journal", record.key.value}, {"reverses", record.journal.reverses.value}});
    }

    void addLines(const Journal& journal)
    {
        const bool closing = journal.closing == ClosingFlag::Closing;
        for (const auto& line : journal.lines) {
            auto& sum = m_months[{std::string(toText(line.ledger)), line.account, monthIndex(journal.date)}];
            sum.debit += line.debit;
            sum.credit += line.credit;
            sum.closingDebit += closing ? line.debit : Money();
            sum.closingCredit += closing ? line.credit : Money();
            const auto account = classifyAccount(line.account);
            if (!account) continue;
            auto& total =
                m_totals[{std::string(toText(line.ledger)), std::string(toText(account->accountClass))}];
            total.debit += line.debit;
            total.credit += line.credit;
        }
    }

    void compareMonths()
    {
        auto rows =
            m_db.query("SELECT ledger, account, month, debit_minor, credit_minor, closing_debit_minor, "
                       "closing_credit_minor FROM running_balance");
        while (rows.next()) {
            const MonthPlace place{rows.text(0), rows.text(1), int(rows.integer(2))};
            const MonthSum stored{Money(rows.integer(3)), Money(rows.integer(4)), Money(rows.integer(5)),
                                  Money(rows.integer(6))};
            const auto found = m_months.find(place);
            if ((found == m_months.end() ? MonthSum() : found->second) != stored) reportMonth(place);
            if (found != m_months.end()) m_months.erase(found);
        }
        for (const auto& [place, sum] : m_months)
            reportMonth(place);
    }

    void reportMonth(const MonthPlace& place)
    {
        const auto& [ledger, account, month] = place;
        const auto code = fmt::format("{:04}-{:02}", month / 12, month % 12 + 1);
        report(
            "running",
            fmt::format("The running balance of {} in the {} ledger for {} is not the sum of its postings.",
                        account, ledger, code),
            {{"table", "running_balance"},
             {"row", fmt::format("\"{}\",\"{}\",{}", ledger, account, month)},
             {"ledger", ledger},
             {"account", account},
             {"month", code}});
    }

    void compareTotals()
    {
        auto rows = m_db.query("SELECT ledger, class, debit_minor, credit_minor FROM running_total");
        while (rows.next()) {
            const ClassPlace place{rows.text(0), rows.text(1)};
            m_classesAreKnown &= isClass(place.second);
            const LedgerTotals stored{Money(rows.integer(2)), Money(rows.integer(3))};
            const auto found = m_totals.find(place);
            if ((found == m_totals.end() ? LedgerTotals() : found->second) != stored) reportTotal(place);
            if (found != m_totals.end()) m_totals.erase(found);
        }
        for (const auto& [place, sum] : m_totals)
            reportTotal(place);
    }

    void reportTotal(const ClassPlace& place)
    {
        report("running",
               fmt::format("The running total of {} in the {} ledger is not the sum of its postings.",
                           place.second, place.first),
               {{"table", "running_total"},
                {"row", fmt::format("\"{}\",\"{}\"", place.first, place.second)},
                {"ledger", place.first},
                {"class", place.second}});
    }

    void checkEquations()
    {
        for (const auto ledger : bothLedgers) {
            const auto now = equationNow(m_db, ledger);
            if (now.netBookValue() != now.equity())
                report("equation",
                       fmt::format(
                           "In the {} ledger the net book value is {} but member capital, reserve and what "
                           "is not closed are {}.",
                           toText(ledger), toText(now.netBookValue()), toText(now.equity())),
                       {{"ledger", toText(ledger)},
                        {"net_book_value_minor", now.netBookValue().minor},
                        {"equity_minor", now.equity().minor}});
        }
    }

    db::Connection& m_db;
    bool m_classesAreKnown = true;
    std::vector<Error>& m_violations;
    std::map<MonthPlace, MonthSum> m_months;
    std::map<ClassPlace, LedgerTotals> m_totals;
};

void checkClosedBooks(db::Connection& db, const Period& period, std::vector<Error>& violations)
{
    for (const auto ledger : bothLedgers) {
        const auto end = equationAt(db, ledger, period.span.to);
        const auto capital = end.memberCapital - end.distributions + end.reserve;
        const bool square = end.revenue.isZero() && end.expense.isZero() && end.incomeSummary.isZero();
        if (square && end.netBookValue() == capital) continue;
        violations.push_back(
            {"treasury.books.period",
             fmt::format("Period {} is {}, but in the {} ledger member capital and reserve are {} "
                         "and the net book value is {}.",
                         period.code(), toText(period.state), toText(ledger), toText(capital),
                         toText(end.netBookValue())),
             {{"period", period.code()},
              {"ledger", toText(ledger)},
              {"member_capital_and_reserve_minor", capital.minor},
              {"net_book_value_minor", end.netBookValue().minor}}});
    }
}

// By keys, which rise with every record: a clock may have been set back.
void checkNothingPostedSince(db::Connection& db, const Period& period, std::vector<Error>& violations)
{
    auto rows =
        db.query("SELECT key FROM ledger_journal WHERE date >= ? AND date <= ? AND status = 'posted' AND "
                 "key > (SELECT max(key) FROM period_transition WHERE period = ? AND to_state = 'closed') "
                 "ORDER BY key")
            .bind(daysSinceEpoch(period.span.from), daysSinceEpoch(period.span.to), period.key);
    while (rows.next())
        violations.push_back({"treasury.books.period",
                              fmt::format("Journal {} was posted into {} after it was closed.",
                                          rows.integer(0), period.code()),
                              {{"period", period.code()}, {"journal", rows.integer(0)}}});
}

void checkPeriod(db::Connection& db, const Period& period, std::vector<Error>& violations)
{
    const auto history = periodHistory(db, period.code());
    auto state = PeriodState::Open;
    bool continuous = true;
    for (const auto& move : history) {
        continuous &= move.from == state && mayMove(move.from, move.to);
        state = move.to;
    }
    if (!continuous || state != period.state)
        violations.push_back({"treasury.books.period",
                              fmt::format("Period {} is {}, which its history does not lead to.",
                                          period.code(), toText(period.state)),
                              {{"period", period.code()}, {"state", toText(period.state)}}});
    if (period.state != PeriodState::Closed && period.state != PeriodState::Locked) return;
    checkClosedBooks(db, period, violations);
    checkNothingPostedSince(db, period, violations);
}

void checkPeriods(db::Connection& db, std::vector<Error>& violations)
{
    const auto all = periods(db);
    for (std::size_t i = 0; i < all.size(); ++i) {
        checkPeriod(db, all[i], violations);
        if (i > 0 && all[i].span.from <= all[i - 1].span.to)
            violations.push_back({"treasury.books.period",
                                  fmt::format("Periods {} and {} overlap.", all[i - 1].code(), all[i].code()),
                                  {{"period", all[i].code()}, {"other", all[i - 1].code()}}});
    }
}

/// The journal is posted, is of that kind, and moves exactly what the payment says.
bool hasCashJournal(db::Connection& db, JournalKey key, JournalKind kind, Money amount)
{
    const auto record = findJournal(db, key);
    return record && record->status == JournalStatus::Posted && record->journal.kind == kind &&
           amountOf(record->journal) == amount && record->reversedBy.isNone();
}

void checkPayments(db::Connection& db, std::vector<Error>& violations)
{
    PaymentFilter filter;
    for (auto page = payments(db, filter); !page.empty(); page = payments(db, filter)) {
        for (const auto& payment : page) {
            const auto& instruction = payment.instruction;
            const bool returned = payment.state == PaymentState::Returned;
            const bool paid = returned || payment.state == PaymentState::Completed;
            const bool sound =
                paid == bool(payment.paidBy) && returned == bool(payment.returnedBy) &&
                (!paid || hasCashJournal(db, payment.paidBy, JournalKind::Payment, instruction.amount)) &&
                (!returned ||
                 hasCashJournal(db, payment.returnedBy, JournalKind::PaymentReturned, instruction.amount));
            if (!sound)
                violations.push_back(
                    {"treasury.books.payment",
                     fmt::format("Payment {} is {}, but the cash journals do not say so.",
                                 instruction.paymentKey, toText(payment.state)),
                     {{"payment", instruction.paymentKey}, {"state", toText(payment.state)}}});
        }
        filter.after = page.back().key;
    }
}

} // namespace

std::vector<Error> verifyBooks(db::Connection& db)
{
    std::vector<Error> violations;
    BookWalk(db, violations).run();
    checkPeriods(db, violations);
    checkPayments(db, violations);
    return violations;
}

} // namespace habitat::treasury
