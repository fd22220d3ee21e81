// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/treasury/books.h"

#include <QTest>

using namespace habitat;
using namespace habitat::treasury;

namespace {

JournalHead head(std::string_view date = "2026-03-31")
{
    return {day(date), "source", "About", "2026-Q1"};
}

/// "book 1110 D 500" for each line.
QStringList shown(const Journal& journal)
{
    QStringList lines;
    for (const auto& line : journal.lines)
        lines += QString("%1 %2 %3 %4")
                     .arg(q(toText(line.ledger)), q(line.account), line.debit.isZero() ? "C" : "D")
                     .arg(line.debit.isZero() ? line.credit.minor : line.debit.minor);
    return lines;
}

} // namespace

/// The table of postings, row by row.
class PostingRulesTest : public QObject
{
    Q_OBJECT

private slots:
    void cashContributionGoesToCapitalInBothLedgers()
    {
        const auto journal = cashContribution(head(), "1", Money(500'000));
        QCOMPARE(shown(*journal), QStringList({"book 1110 D 500000", "book 3100-1 C 500000",
                                               "tax 1110 D 500000", "tax 3200-1 C 500000"}));
        QCOMPARE(journal->kind, JournalKind::CashContribution);
        QVERIFY(validateJournal(*journal).has_value());
        QCOMPARE(codeOf(cashContribution(head(), "1", Money())), QString("treasury.rule.amount"));
        QCOMPARE(codeOf(cashContribution(head(), "1", Money(-1))), QString("treasury.rule.amount"));
    }

    void inKindIsFairValueInBookAndBasisInTax()
    {
        const auto journal = inKindContribution(head(), "2", {"1420", Money(900), Money(400)});
        QCOMPARE(shown(*journal),
                 QStringList({"book 1420 D 900", "book 3100-2 C 900", "tax 1420 D 400", "tax 3200-2 C 400"}));
        QVERIFY(validateJournal(*journal).has_value());
        QCOMPARE(shown(*inKindContribution(head(), "2", {"1420", Money(900), Money()})),
                 QStringList({"book 1420 D 900", "book 3100-2 C 900"}));
        QCOMPARE(codeOf(inKindContribution(head(), "2", {"1110", Money(900), Money(400)})),
                 QString("treasury.rule.account"));
        QCOMPARE(codeOf(inKindContribution(head(), "2", {"1420", Money(), Money(400)})),
                 QString("treasury.rule.amount"));
        QCOMPARE(codeOf(inKindContribution(head(), "2", {"1420", Money(900), Money(-1)})),
                 QString("treasury.rule.amount"));
        QCOMPARE(codeOf(inKindContribution(head(), "2", {"x", Money(900), Money()})),
                 QString("treasury.account.unknown"));
    }

    void profitAndLossCloseIntoIncomeSummary()
    {
        const AccountAmount balances[] = {
            {"4000", Money(-5'000)}, {"4100", Money(-1'000)}, {"5100", Money(3'500)}};
        const auto journal = closeProfitAndLoss(head(), Ledger::Book, balances);
        QCOMPARE(shown(**journal), QStringList({"book 4000 D 5000", "book 4100 D 1000", "book 5100 C 3500",
                                                "book 3310 C 6000", "book 3310 D 3500"}));
        QCOMPARE((*journal)->closing, ClosingFlag::Closing);
        QVERIFY(validateJournal(**journal).has_value());
    }

    void aLossDebitsIncomeSummary()
    {
        const AccountAmount balances[] = {{"4000", Money(-400)}, {"5100", Money(600)}};
        const auto journal = closeProfitAndLoss(head(), Ledger::Tax, balances);
        Money summary;
        for (const auto& line : (*journal)->lines)
            if (line.account == incomeSummaryAccount) summary += line.debit - line.credit;
        QCOMPARE(summary, Money(200));
        QVERIFY(validateJournal(**journal).has_value());
    }

    void nothingToCloseIsNoJournal()
    {
        const AccountAmount zero[] = {{"4000", Money()}};
        QVERIFY(!closeProfitAndLoss(head(), Ledger::Book, zero)->has_value());
        QVERIFY(!closeProfitAndLoss(head(), Ledger::Book, {})->has_value());
    }

    void onlyRevenueAndExpenseAreClosed()
    {
        const AccountAmount cash[] = {{"1110", Money(5)}};
        QCOMPARE(codeOf(closeProfitAndLoss(head(), Ledger::Book, cash)), QString("treasury.rule.account"));
    }

    void anEnteredIncomeStandsAgainstOutsideNetAssets()
    {
        const auto more = enteredNetIncome(head(), Ledger::Book, Money(2'000), Money(500));
        QCOMPARE(shown(*more), QStringList({"book 1190 D 1500", "book 3310 C 1500"}));
        QCOMPARE(more->closing, ClosingFlag::Closing);
        const auto less = enteredNetIncome(head(), Ledger::Book, Money(-100), Money(500));
        QCOMPARE(shown(*less), QStringList({"book 1190 C 600", "book 3310 D 600"}));
        QVERIFY(!enteredNetIncome(head(), Ledger::Book, Money(500), Money(500)).has_value());
    }

    void reserveAndAllocationEmptyIncomeSummary()
    {
        // The worked example: 20,000.00 with a reserve of 2,000.00 over five members.
        const MemberAmount lines[] = {{"1", Money(374'734)},
                                      {"2", Money(203'089)},
                                      {"3", Money(433'975)},
                                      {"4", Money(127'139)},
                                      {"5", Money(661'063)}};
        const auto journal = reserveAndAllocation(head(), Ledger::Book, Money(200'000), lines);
        QCOMPARE(shown(*journal),
                 QStringList({"book 3310 D 2000000", "book 3330 C 200000", "book 3100-1 C 374734",
                              "book 3100-2 C 203089", "book 3100-3 C 433975", "book 3100-4 C 127139",
                              "book 3100-5 C 661063"}));
        QVERIFY(validateJournal(*journal).has_value());
        const auto tax = reserveAndAllocation(head(), Ledger::Tax, Money(200'000), lines);
        QCOMPARE(shown(*tax)[2], QString("tax 3200-1 C 374734"));
    }

    void aLossIsTheMirrorImage()
    {
        const MemberAmount lines[] = {{"1", Money(-600)}, {"2", Money(-300)}, {"3", Money()}};
        const auto journal = reserveAndAllocation(head(), Ledger::Book, Money(-100), lines);
        QCOMPARE(shown(*journal), QStringList({"book 3310 C 1000", "book 3330 D 100", "book 3100-1 D 600",
                                               "book 3100-2 D 300"}));
        QVERIFY(validateJournal(*journal).has_value());
    }

    void anAllocationIsRefused_data()
    {
        QTest::addColumn<QList<int>>("amounts");
        QTest::addColumn<bool>("sameMember");
        QTest::addColumn<QString>("code");
        QTest::newRow("profit and loss mixed") << QList<int>{5, -5} << false << "treasury.rule.sign";
        QTest::newRow("a member twice") << QList<int>{5, 5} << true << "treasury.rule.member";
        QTest::newRow("nothing") << QList<int>{0, 0} << false << "treasury.rule.amount";
        QTest::newRow("nobody") << QList<int>{} << false << "treasury.rule.amount";
    }

    void anAllocationIsRefused()
    {
        QFETCH(QList<int>, amounts);
        QFETCH(bool, sameMember);
        QFETCH(QString, code);
        std::vector<MemberAmount> lines;
        for (const int amount : amounts)
            lines.push_back({sameMember ? "1" : std::to_string(lines.size()), Money(amount)});
        QCOMPARE(codeOf(reserveAndAllocation(head(), Ledger::Book, Money(), lines)), code);
    }

    void aReserveAloneIsAnAllocation()
    {
        QCOMPARE(shown(*reserveAndAllocation(head(), Ledger::Book, Money(7), {})),
                 QStringList({"book 3310 D 7", "book 3330 C 7"}));
    }

    void distributionsMoveToPayableInBothLedgers()
    {
        const MemberAmount lines[] = {{"1", Money(75)}, {"2", Money(40)}};
        const QStringList scheduled = {"book 3900-1 D 75", "book 3900-2 D 40", "book 2320 C 115",
                                       "tax 3900-1 D 75",  "tax 3900-2 D 40",  "tax 2320 C 115"};
        QCOMPARE(shown(*distributionScheduled(head(), lines)), scheduled);
        auto mirrored = scheduled;
        for (auto& line : mirrored)
            line.replace(line.contains(" D ") ? " D " : " C ", line.contains(" D ") ? " C " : " D ");
        QCOMPARE(shown(*distributionCancelled(head(), lines)), mirrored);
        const MemberAmount none[] = {{"1", Money(75)}, {"2", Money()}};
        QCOMPARE(codeOf(distributionScheduled(head(), none)), QString("treasury.rule.amount"));
        QCOMPARE(codeOf(distributionScheduled(head(), {})), QString("treasury.rule.amount"));
        const MemberAmount twice[] = {{"1", Money(75)}, {"1", Money(5)}};
        QCOMPARE(codeOf(distributionScheduled(head(), twice)), QString("treasury.rule.member"));
    }

    void cashMovesBetweenPayableAndBank()
    {
        QCOMPARE(shown(*distributionPaid(head(), Money(75))),
                 QStringList({"book 2320 D 75", "book 1110 C 75", "tax 2320 D 75", "tax 1110 C 75"}));
        QCOMPARE(shown(*distributionReturned(head(), Money(75))),
                 QStringList({"book 1110 D 75", "book 2320 C 75", "tax 1110 D 75", "tax 2320 C 75"}));
        QCOMPARE(shown(*distributionExtinguished(head(), Money(75))),
                 QStringList({"book 2320 D 75", "book 3330 C 75", "tax 2320 D 75", "tax 3330 C 75"}));
        QCOMPARE(codeOf(distributionPaid(head(), Money())), QString("treasury.rule.amount"));
        QCOMPARE(codeOf(distributionReturned(head(), Money(-1))), QString("treasury.rule.amount"));
        QCOMPARE(codeOf(distributionExtinguished(head(), Money())), QString("treasury.rule.amount"));
    }

    void theRollUpEmptiesDistributionsIntoCapital()
    {
        const MemberAmount lines[] = {{"1", Money(75)}};
        QCOMPARE(shown(*rollUp(head(), lines)),
                 QStringList({"book 3100-1 D 75", "book 3900-1 C 75", "tax 3200-1 D 75", "tax 3900-1 C 75"}));
        QCOMPARE(codeOf(rollUp(head(), {})), QString("treasury.rule.amount"));
    }

    void aReversalIsTheMirrorImageWithReason()
    {
        auto original = *cashContribution(head(), "1", Money(500));
        original.closing = ClosingFlag::Closing;
        original.entry = "E-1";
        const auto reversal = reversalOf(original, JournalKey(9), head("2026-03-30"), "Entered twice");
        QCOMPARE(shown(*reversal),
                 QStringList({"book 1110 C 500", "book 3100-1 D 500", "tax 1110 C 500", "tax 3200-1 D 500"}));
        QCOMPARE(reversal->reverses, JournalKey(9));
        QCOMPARE(reversal->reason, std::string("Entered twice"));
        QCOMPARE(reversal->kind, original.kind);
        QCOMPARE(reversal->closing, ClosingFlag::Closing);
        QCOMPARE(reversal->forPeriod, std::string("2026-Q1"));
        QCOMPARE(codeOf(reversalOf(original, JournalKey(9), head(), " ")),
                 QString("treasury.journal.reason"));
    }
};

QTEST_GUILESS_MAIN(PostingRulesTest)
#include "posting_rules_test.moc"
