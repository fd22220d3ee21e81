// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/treasury/books.h"

#include "core/treasury/balances.h"
#include "core/treasury/capital.h"

#include <QTest>

using namespace habitat;
using namespace habitat::treasury;

namespace {

/// "4000=-500" for each.
QStringList shown(const std::vector<AccountAmount>& amounts)
{
    QStringList list;
    for (const auto& amount : amounts)
        list += QString("%1=%2").arg(q(amount.account)).arg(amount.debitPositive.minor);
    return list;
}

QStringList shown(const std::vector<MemberAmount>& amounts)
{
    QStringList list;
    for (const auto& amount : amounts)
        list += QString("%1=%2").arg(q(amount.member)).arg(amount.amount.minor);
    return list;
}

void mustPost(Books& books, const Result<Journal>& journal)
{
    QCOMPARE(codeOf(journal), QString("ok"));
    QCOMPARE(codeOf(books.post(*journal)), QString("ok"));
}

} // namespace

class BalancesTest : public QObject
{
    Q_OBJECT

private slots:
    void theTrialBalanceOpensMovesAndCloses()
    {
        Books books;
        books.post(books.entry("a", "2025-12-30", "1110", "4000", 100));
        books.post(books.entry("b", "2026-01-01", "1110", "4000", 30));
        books.post(books.entry("c", "2026-03-31", "5100", "1110", 20));
        books.post(books.entry("d", "2026-04-01", "1110", "4000", 7));
        books.post(books.entry("t", "2026-02-01", "1110", "4000", 999, Ledger::Tax));
        const auto rows = trialBalance(books.db(), Ledger::Book, *parsePeriod("2026-Q1"));
        QCOMPARE(rows.size(), std::size_t(3));
        QCOMPARE(rows[0].account.code, std::string("1110"));
        QCOMPARE(rows[0].opening, Money(100));
        QCOMPARE(rows[0].debit, Money(30));
        QCOMPARE(rows[0].credit, Money(20));
        QCOMPARE(rows[0].closing(), Money(110));
        QCOMPARE(rows[1].account.code, std::string("4000"));
        QCOMPARE(rows[1].closing(), Money(-130));
        QCOMPARE(rows[2].closing(), Money(20));
        Money sum;
        for (const auto& row : rows)
            sum += row.closing();
        QVERIFY(sum.isZero());
    }

    void balancesAreTrueAtEveryDay_data()
    {
        QTest::addColumn<QString>("date");
        QTest::addColumn<qlonglong>("cash");
        QTest::newRow("before all") << "2026-01-09" << 0LL;
        QTest::newRow("on the day") << "2026-01-10" << 100LL;
        QTest::newRow("last of the month") << "2026-01-31" << 100LL;
        QTest::newRow("first of the next") << "2026-02-01" << 70LL;
        QTest::newRow("within the next") << "2026-02-27" << 70LL;
        QTest::newRow("its last day") << "2026-02-28" << 75LL;
        QTest::newRow("far later") << "2030-12-31" << 75LL;
    }

    void balancesAreTrueAtEveryDay()
    {
        QFETCH(QString, date);
        QFETCH(qlonglong, cash);
        Books books;
        books.post(books.entry("a", "2026-01-10", "1110", "4000", 100));
        books.post(books.entry("b", "2026-02-01", "5100", "1110", 30));
        books.post(books.entry("c", "2026-02-28", "1110", "4000", 5));
        const auto at = day(date.toStdString());
        QCOMPARE(balanceAt(books.db(), Ledger::Book, "1110", at), Money(cash));
        QCOMPARE(balanceAt(books.db(), Ledger::Tax, "1110", at), Money());
        Money listed;
        for (const auto& amount : balancesAt(books.db(), Ledger::Book, at))
            if (amount.account == "1110") listed = amount.debitPositive;
        QCOMPARE(listed, Money(cash));
        const auto equation = equationAt(books.db(), Ledger::Book, at);
        QCOMPARE(equation.assets, Money(cash));
        QCOMPARE(equation.netBookValue(), equation.equity());
    }

    void netIncomeLeavesClosingJournalsOut()
    {
        Books books;
        books.open("2026-Q1");
        books.post(books.entry("a", "2026-01-10", "1110", "4000", 100));
        books.post(books.entry("b", "2026-02-01", "5100", "1110", 130));
        books.post(books.entry("next", "2026-04-01", "1110", "4000", 5'000));
        const auto span = *parsePeriod("2026-Q1");
        QCOMPARE(netIncome(books.db(), Ledger::Book, span), Money(-30));
        QCOMPARE(shown(profitAndLoss(books.db(), Ledger::Book, span)),
                 QStringList({"4000=-100", "5100=130"}));
        QVERIFY(books.freeze("2026-Q1").has_value());
        const auto closing = closeProfitAndLoss({day("2026-03-31"), "c", "", "2026-Q1"}, Ledger::Book,
                                                profitAndLoss(books.db(), Ledger::Book, span));
        QCOMPARE(codeOf(books.post(**closing)), QString("ok"));
        QCOMPARE(netIncome(books.db(), Ledger::Book, span), Money(-30));
        QVERIFY(profitAndLoss(books.db(), Ledger::Book, span).empty());
        QCOMPARE(balanceNow(books.db(), Ledger::Book, "3310"), Money(30));
        // A reversed closing leaves income as it was, and open again.
        auto work = books.as(tara);
        const auto key = books.post(**closing)->key;
        QVERIFY(reverseJournal(work, {.journal = key, .reason = "Why"}, {}).has_value());
        QCOMPARE(netIncome(books.db(), Ledger::Book, span), Money(-30));
        QCOMPARE(shown(profitAndLoss(books.db(), Ledger::Book, span)),
                 QStringList({"4000=-100", "5100=130"}));
    }

    void theEquationKnowsEveryPart()
    {
        Books books;
        books.open("2026-Q1");
        mustPost(books, cashContribution({day("2026-01-02"), "cash", "", ""}, "1", Money(1'000)));
        mustPost(books, inKindContribution({day("2026-01-03"), "kind", "", ""}, "2",
                                           {"1420", Money(600), Money(200)}));
        books.post(books.entry("loan", "2026-01-04", "1110", "2100", 300));
        books.post(books.entry("sale", "2026-01-05", "1110", "4000", 500));
        books.post(books.entry("cost", "2026-01-06", "5100", "1110", 120));
        QVERIFY(books.freeze("2026-Q1").has_value());
        const MemberAmount lines[] = {{"1", Money(50)}, {"2", Money(30)}};
        mustPost(books, reserveAndAllocation({day("2026-03-31"), "all", "", "2026-Q1"}, Ledger::Book,
                                             Money(20), lines));
        const MemberAmount cash[] = {{"1", Money(40)}};
        mustPost(books, distributionScheduled({day("2026-04-02"), "sch", "", "2026-Q1"}, cash));
        const auto book = equationNow(books.db(), Ledger::Book);
        Equation expected;
        expected.assets = Money(1'000 + 600 + 300 + 500 - 120);
        expected.liabilities = Money(300 + 40);
        expected.memberCapital = Money(1'000 + 600 + 80);
        expected.reserve = Money(20);
        expected.incomeSummary = Money(-100);
        expected.distributions = Money(40);
        expected.revenue = Money(500);
        expected.expense = Money(120);
        QVERIFY(book == expected);
        QCOMPARE(book.netBookValue(), book.equity());
        const auto tax = equationNow(books.db(), Ledger::Tax);
        QCOMPARE(tax.memberCapital, Money(1'200));
        QCOMPARE(tax.netBookValue(), tax.equity());
    }

    void capitalStatementsSayWhereCapitalCameFrom()
    {
        Books books;
        books.open("2026-Q1");
        mustPost(books, cashContribution({day("2025-12-01"), "old", "", ""}, "1", Money(1'000)));
        mustPost(books, cashContribution({day("2026-01-02"), "cash", "", ""}, "1", Money(200)));
        mustPost(books, inKindContribution({day("2026-01-03"), "kind", "", ""}, "2",
                                           {"1420", Money(600), Money(250)}));
        books.post(books.entry("fix", "2026-02-01", "1110", "3100-2", 5));
        QVERIFY(books.freeze("2026-Q1").has_value());
        const MemberAmount lines[] = {{"1", Money(50)}, {"2", Money(30)}};
        mustPost(books, reserveAndAllocation({day("2026-03-31"), "all", "", "2026-Q1"}, Ledger::Book, Money(),
                                             lines));
        const auto q1 = capitalStatements(books.db(), Ledger::Book, *parsePeriod("2026-Q1"));
        QCOMPARE(q1.size(), std::size_t(2));
        QCOMPARE(q1[0].member, std::string("1"));
        QCOMPARE(q1[0].opening, Money(1'000));
        QCOMPARE(q1[0].contributions, Money(200));
        QCOMPARE(q1[0].allocation, Money(50));
        QCOMPARE(q1[0].distributions, Money());
        QCOMPARE(q1[0].closing, Money(1'250));
        QCOMPARE(q1[1].opening, Money());
        QCOMPARE(q1[1].other, Money(5));
        QCOMPARE(q1[1].closing, Money(635));
        const auto tax = capitalStatements(books.db(), Ledger::Tax, *parsePeriod("2026-Q1"));
        QCOMPARE(tax[1].closing, Money(250));
    }

    void distributionsReduceCapitalWhenTheyAreScheduled()
    {
        Books books;
        books.open("2026-Q1");
        mustPost(books, cashContribution({day("2026-01-02"), "cash", "", ""}, "1", Money(1'000)));
        mustPost(books, cashContribution({day("2026-01-02"), "cash2", "", ""}, "2", Money(10)));
        const MemberAmount cash[] = {{"1", Money(40)}, {"2", Money(7)}};
        mustPost(books, distributionScheduled({day("2026-04-02"), "sch", "", "2026-Q1"}, cash));
        QCOMPARE(shown(memberCapital(books.db(), Ledger::Book)), QStringList({"1=960", "2=3"}));
        QCOMPARE(shown(distributionsToRollUp(books.db(), "2026-Q1")), QStringList({"1=40", "2=7"}));
        const MemberAmount part[] = {{"2", Money(7)}};
        mustPost(books, distributionCancelled({day("2026-04-03"), "can", "", "2026-Q1"}, part));
        QCOMPARE(shown(distributionsToRollUp(books.db(), "2026-Q1")), QStringList({"1=40"}));
        QVERIFY(distributionsToRollUp(books.db(), "2026-Q2").empty());
        mustPost(books, rollUp({day("2026-04-04"), "roll", "", "2026-Q1"},
                               distributionsToRollUp(books.db(), "2026-Q1")));
        QVERIFY(distributionsToRollUp(books.db(), "2026-Q1").empty());
        QCOMPARE(balanceNow(books.db(), Ledger::Tax, "3900-1"), Money());
        QCOMPARE(balanceNow(books.db(), Ledger::Tax, "3200-1"), Money(-960));
        const auto q2 = capitalStatements(books.db(), Ledger::Book, *parsePeriod("2026-Q2"));
        QCOMPARE(q2[0].distributions, Money(40));
        QCOMPARE(q2[0].closing, Money(960));
        QCOMPARE(q2[1].distributions, Money());
        QCOMPARE(q2[1].closing, Money(10));
    }

    void capitalDoesNotGoBelowZero_data()
    {
        QTest::addColumn<int>("capital");
        QTest::addColumn<int>("taken");
        QTest::addColumn<std::optional<int>>("limit");
        QTest::addColumn<QString>("code");
        const std::optional<int> none = 0;
        const std::optional<int> all;
        const QString below = "treasury.capital.below_zero";
        QTest::newRow("enough") << 100 << 99 << none << "ok";
        QTest::newRow("all of it") << 100 << 100 << none << "ok";
        QTest::newRow("a cent too much") << 100 << 101 << none << below;
        QTest::newRow("all is restored") << 100 << 101 << all << "ok";
        QTest::newRow("up to the limit") << 100 << 150 << std::optional(50) << "ok";
        QTest::newRow("a cent over the limit") << 100 << 151 << std::optional(50) << below;
        QTest::newRow("the limit counts from below zero") << -30 << 21 << std::optional(50) << below;
        QTest::newRow("from nothing") << 0 << 1 << none << below;
        QTest::newRow("nothing taken from a deficit") << -50 << 0 << none << "ok";
    }

    void capitalDoesNotGoBelowZero()
    {
        QFETCH(int, capital);
        QFETCH(int, taken);
        QFETCH(std::optional<int>, limit);
        QFETCH(QString, code);
        const CapitalFloorLine lines[] = {
            {"9", Money(5), Money(5)},
            {"1", Money(capital), Money(taken), limit ? std::optional(Money(*limit)) : std::nullopt}};
        const auto status = checkCapitalFloor(lines);
        QCOMPARE(codeOf(status), code);
        if (!status) {
            QCOMPARE(status.error().context["members"].size(), std::size_t(1));
            QCOMPARE(status.error().context["members"][0]["member_number"].get<std::string>(),
                     std::string("1"));
        }
    }

    void distributionsKeepTheCoopSolvent_data()
    {
        QTest::addColumn<int>("distribution");
        QTest::addColumn<int>("minimum");
        QTest::addColumn<QString>("code");
        // Assets 1,000; liabilities 300, of which 100 payable; cash 600.
        QTest::newRow("fine") << 100 << 100 << "ok";
        QTest::newRow("down to the minimum") << 400 << 100 << "ok";
        QTest::newRow("a cent below the minimum") << 401 << 100 << "treasury.solvency.cash";
        QTest::newRow("all assets, but no cash") << 700 << 0 << "treasury.solvency.cash";
        QTest::newRow("liabilities over assets") << 701 << 0 << "treasury.solvency.insolvent";
    }

    void distributionsKeepTheCoopSolvent()
    {
        QFETCH(int, distribution);
        QFETCH(int, minimum);
        QFETCH(QString, code);
        Books books;
        mustPost(books, cashContribution({day("2026-01-02"), "c", "", ""}, "1", Money(800)));
        books.post(books.entry("loan", "2026-01-03", "1110", "2100", 200));
        books.post(books.entry("tool", "2026-01-03", "1500", "1110", 400));
        const MemberAmount cash[] = {{"1", Money(100)}};
        mustPost(books, distributionScheduled({day("2026-01-04"), "s", "", ""}, cash));
        const auto now = solvency(books.db());
        QCOMPARE(now.assets, Money(1'000));
        QCOMPARE(now.liabilities, Money(300));
        QCOMPARE(now.cash, Money(600));
        QCOMPARE(now.payable, Money(100));
        QCOMPARE(codeOf(checkSolvency(now, Money(distribution), Money(minimum))), code);
    }

    void aTieOutComparesTheBankWithTheLedger()
    {
        Books books;
        books.open("2026-Q1");
        books.post(books.entry("a", "2026-03-30", "1110", "4000", 500));
        books.post(books.entry("b", "2026-04-01", "1110", "4000", 9));
        auto work = books.as(tara);
        const auto tied = enterTieOut(work, {"2026-Q1", day("2026-03-31"), Money(500), {}});
        QCOMPARE(tied->bookBalance, Money(500));
        QVERIFY(tied->difference().isZero());
        QCOMPARE(codeOf(enterTieOut(work, {"2026-Q1", day("2026-03-31"), Money(480), " "})),
                 QString("treasury.tie_out.unexplained"));
        QCOMPARE(
            codeOf(enterTieOut(work, {"2026-Q1", day("2026-03-31"), Money(480), "A cheque is outstanding"})),
            QString("ok"));
        QCOMPARE(codeOf(enterTieOut(work, {"2026-Q1", day("2026-04-01"), Money(500), {}})),
                 QString("treasury.tie_out.date"));
        QCOMPARE(codeOf(enterTieOut(work, {"2026-Q1", day("2025-12-31"), Money(), {}})),
                 QString("treasury.tie_out.date"));
        QCOMPARE(codeOf(enterTieOut(work, {"2026-Q3", day("2026-08-01"), Money(), {}})),
                 QString("treasury.period.unknown"));
        const auto all = tieOuts(books.db(), "2026-Q1");
        QCOMPARE(all.size(), std::size_t(2));
        QCOMPARE(all[0].difference(), Money(-20));
        QCOMPARE(all[0].enteredBy, std::string("tara"));
        QCOMPARE(all[1].difference(), Money());
    }

    void backupsAreRecordedWithTheirHash()
    {
        Books books;
        auto work = books.as(tara);
        QVERIFY(!newestBackup(books.db()).has_value());
        QCOMPARE(codeOf(recordBackup(work, "", "h")), QString("treasury.backup.incomplete"));
        QCOMPARE(codeOf(recordBackup(work, "/b", "")), QString("treasury.backup.incomplete"));
        QVERIFY(recordBackup(work, "/b1", "h1").has_value());
        QVERIFY(recordBackup(work, "/b2", "h2").has_value());
        QCOMPARE(newestBackup(books.db())->path, std::string("/b2"));
        QCOMPARE(newestBackup(books.db())->takenBy, std::string("tara"));
    }
};

QTEST_GUILESS_MAIN(BalancesTest)
#include "balances_test.moc"
