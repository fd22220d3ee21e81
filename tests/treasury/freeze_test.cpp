// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/treasury/books.h"

#include "core/treasury/balances.h"
#include "core/treasury/verify.h"

#include <QTest>

using namespace habitat;
using namespace habitat::treasury;

namespace {

QStringList problemCodes(Books& books, std::string_view period)
{
    QStringList codes;
    for (const auto& problem : freezeProblems(books.db(), period))
        codes += QString::fromStdString(problem.code);
    return codes;
}

QStringList moves(Books& books, std::string_view period)
{
    QStringList shown;
    for (const auto& move : periodHistory(books.db(), period))
        shown += q(toText(move.from)) + ">" + q(toText(move.to));
    return shown;
}

PeriodState stateOf(Books& books, std::string_view period)
{
    return findPeriod(books.db(), period)->state;
}

} // namespace

/// Step 1 on Treasury's side: what stops it, what it takes down, and its undo.
class FreezeTest : public QObject
{
    Q_OBJECT

private slots:
    void theFreezeListsAllThatStopsIt()
    {
        Books books;
        books.open("2026-Q1");
        books.open("2026-Q2");
        books.fillQuarter();
        auto work = books.as(tara);
        const auto draft = draftJournal(work, books.entry("d", "2026-05-05", "1110", "4000", 5));
        QCOMPARE(problemCodes(books, "2026-Q2"),
                 QStringList({"treasury.freeze.prior", "treasury.freeze.unclosed", "treasury.freeze.drafts",
                              "treasury.freeze.tie_out", "treasury.freeze.backup"}));
        const auto refused = freezePeriod(work, {"2026-Q2", books.now, NetIncomeFromLedger{}});
        QCOMPARE(codeOf(refused), QString("treasury.freeze.refused"));
        const auto& problems = refused.error().context["problems"];
        QCOMPARE(problems.size(), std::size_t(5));
        QCOMPARE(problems[2]["context"]["drafts"][0]["journal"].get<std::int64_t>(), draft->key.value);
        QCOMPARE(stateOf(books, "2026-Q2"), PeriodState::Open);
        QVERIFY(!currentSnapshot(books.db(), "2026-Q2").has_value());
        QCOMPARE(problemCodes(books, "2031"), QStringList({"treasury.period.unknown"}));
    }

    void eachProblemGoesAwayWhenItIsSolved()
    {
        Books books;
        books.open("2026-Q1");
        books.fillQuarter();
        auto work = books.as(tara);
        const auto draft = draftJournal(work, books.entry("d", "2026-03-05", "1110", "4000", 5));
        QCOMPARE(
            problemCodes(books, "2026-Q1"),
            QStringList({"treasury.freeze.drafts", "treasury.freeze.tie_out", "treasury.freeze.backup"}));
        QVERIFY(discardDraft(work, draft->key, "Not ours").has_value());
        QCOMPARE(problemCodes(books, "2026-Q1"),
                 QStringList({"treasury.freeze.tie_out", "treasury.freeze.backup"}));
        QCOMPARE(codeOf(enterTieOut(work, {"2026-Q1", day("2026-03-31"), Money(60'000), {}})), QString("ok"));
        QCOMPARE(problemCodes(books, "2026-Q1"), QStringList({"treasury.freeze.backup"}));
        QVERIFY(recordBackup(work, "/b", "h").has_value());
        QCOMPARE(problemCodes(books, "2026-Q1"), QStringList());
    }

    void aDraftAfterThePeriodDoesNotStopIt()
    {
        Books books;
        books.open("2026-Q1");
        auto work = books.as(tara);
        QVERIFY(draftJournal(work, books.entry("d", "2026-04-01", "1110", "4000", 5)).has_value());
        QCOMPARE(codeOf(books.freeze("2026-Q1")), QString("ok"));
    }

    void aTieOutGoesStale()
    {
        Books books;
        books.open("2026-Q1");
        books.fillQuarter();
        auto work = books.as(tara);
        QVERIFY(enterTieOut(work, {"2026-Q1", day("2026-03-15"), Money(100'000), {}}).has_value());
        QVERIFY(recordBackup(work, "/b", "h").has_value());
        // The expense of 31 March moved cash after the statement.
        QCOMPARE(problemCodes(books, "2026-Q1"), QStringList({"treasury.freeze.tie_out"}));
        QVERIFY(enterTieOut(work, {"2026-Q1", day("2026-03-31"), Money(60'000), {}}).has_value());
        QCOMPARE(problemCodes(books, "2026-Q1"), QStringList());
        // A journal that comes later changes what was tied out.
        QVERIFY(books.post(books.entry("late", "2026-03-01", "1110", "4000", 1)).has_value());
        QCOMPARE(problemCodes(books, "2026-Q1"), QStringList({"treasury.freeze.tie_out"}));
    }

    void aFrozenPeriodKeepsItsTieOut_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<QString>("code");
        QTest::newRow("closing") << "closing"
                                 << "treasury.tie_out.frozen";
        QTest::newRow("its freeze is undone") << "open"
                                              << "ok";
        QTest::newRow("closed") << "closed"
                                << "treasury.tie_out.frozen";
        QTest::newRow("reopened") << "reopened"
                                  << "ok";
        QTest::newRow("locked") << "locked"
                                << "treasury.tie_out.frozen";
    }
    void aFrozenPeriodKeepsItsTieOut()
    {
        QFETCH(QString, state);
        QFETCH(QString, code);
        Books books;
        books.open("2026-Q1");
        books.fillQuarter();
        if (state == "closing" || state == "open")
            QCOMPARE(codeOf(books.freeze("2026-Q1")), QString("ok"));
        else
            QCOMPARE(codeOf(books.closeAll("2026-Q1")), QString("ok"));
        auto work = books.as(tara);
        if (state == "open") QVERIFY(unfreezePeriod(work, "2026-Q1", "Looked again").has_value());
        books.db().query("UPDATE period SET state = ?").bind(state.toStdString()).run();
        QCOMPARE(codeOf(enterTieOut(work, {"2026-Q1", day("2026-03-31"), Money(59'000), "Outstanding"})),
                 code);
    }

    void aBackupMustBeNewerThanTheLastPosting()
    {
        Books books;
        books.open("2026-Q1");
        auto work = books.as(tara);
        QVERIFY(recordBackup(work, "/b", "h").has_value());
        books.now += std::chrono::minutes(1);
        QVERIFY(books.post(books.entry("late", "2026-03-01", "1420", "4000", 1)).has_value());
        auto later = books.as(tara);
        QVERIFY(enterTieOut(later, {"2026-Q1", day("2026-03-31"), Money(), {}}).has_value());
        QCOMPARE(problemCodes(books, "2026-Q1"), QStringList({"treasury.freeze.backup"}));
        QVERIFY(recordBackup(later, "/b2", "h2").has_value());
        QCOMPARE(problemCodes(books, "2026-Q1"), QStringList());
    }

    void thePeriodBeforeMustBeClosed()
    {
        Books books;
        books.open("2026-Q1");
        books.open("2026-Q2");
        books.now = parseInstant("2026-07-02T09:00:00Z").value();
        QVERIFY(problemCodes(books, "2026-Q2").contains("treasury.freeze.prior"));
        QCOMPARE(codeOf(books.closeAll("2026-Q1")), QString("ok"));
        QVERIFY(!problemCodes(books, "2026-Q2").contains("treasury.freeze.prior"));
    }

    void journalsBetweenPeriodsAreFound()
    {
        Books books;
        books.now = parseInstant("2026-07-02T09:00:00Z").value();
        books.open("2026-Q1");
        QCOMPARE(codeOf(books.closeAll("2026-Q1")), QString("ok"));
        QVERIFY(books.post(books.entry("gap", "2026-05-05", "1110", "2100", 5)).has_value());
        books.open("2026-Q3");
        QVERIFY(problemCodes(books, "2026-Q3").contains("treasury.freeze.prior"));
        books.open("2026-Q2");
        QCOMPARE(codeOf(books.closeAll("2026-Q2")), QString("ok"));
        QVERIFY(!problemCodes(books, "2026-Q3").contains("treasury.freeze.prior"));
    }

    void aSnapshotTakesTheNetIncomeOfTheLedger()
    {
        Books books;
        books.open("2026-Q1");
        books.fillQuarter();
        books.post(books.entry("tax only", "2026-03-01", "5100", "1420", 1'000, Ledger::Tax));
        const auto snapshot = books.freeze("2026-Q1");
        QCOMPARE(codeOf(snapshot), QString("ok"));
        QCOMPARE(snapshot->netIncome, Money(60'000));
        QCOMPARE(snapshot->ledgerNetIncome, Money(60'000));
        QCOMPARE(snapshot->taxNetIncome, Money(59'000));
        QVERIFY(snapshot->enteredBy.empty());
        QVERIFY(snapshot->cutOff == books.now);
        QCOMPARE(snapshot->takenBy, std::string("alan"));
        QCOMPARE(currentSnapshot(books.db(), "2026-Q1")->trialBalanceHash, snapshot->trialBalanceHash);
        QCOMPARE(stateOf(books, "2026-Q1"), PeriodState::Closing);
    }

    void anEnteredNetIncomeIsShownAsSuch()
    {
        Books books;
        books.open("2026-Q1");
        books.fillQuarter();
        QCOMPARE(codeOf(books.freeze("2026-Q1", NetIncomeEntered{Money(2'000'000), ""})),
                 QString("treasury.freeze.entered_by"));
        const auto snapshot = books.freeze("2026-Q1", NetIncomeEntered{Money(2'000'000), "alan"});
        QCOMPARE(snapshot->netIncome, Money(2'000'000));
        QCOMPARE(snapshot->enteredBy, std::string("alan"));
        QCOMPARE(snapshot->ledgerNetIncome, Money(60'000));
    }

    void unfreezingVoidsTheSnapshotAndKeepsIt()
    {
        Books books;
        books.open("2026-Q1");
        QVERIFY(books.freeze("2026-Q1").has_value());
        auto work = books.as(alan);
        QCOMPARE(codeOf(unfreezePeriod(work, "2026-Q1", " ")), QString("treasury.period.reason"));
        QCOMPARE(codeOf(unfreezePeriod(work, "2026-Q1", "A bill is missing")), QString("ok"));
        QVERIFY(!currentSnapshot(books.db(), "2026-Q1").has_value());
        const auto all = snapshots(books.db(), "2026-Q1");
        QCOMPARE(all.size(), std::size_t(1));
        QVERIFY(all[0].isVoid());
        QCOMPARE(all[0].voidReason, std::string("A bill is missing"));
        QCOMPARE(all[0].voidedBy, std::string("alan"));
        QCOMPARE(codeOf(unfreezePeriod(work, "2026-Q1", "Again")), QString("treasury.period.move"));
        QVERIFY(books.freeze("2026-Q1").has_value());
        QCOMPARE(snapshots(books.db(), "2026-Q1").size(), std::size_t(2));
        QCOMPARE(moves(books, "2026-Q1"), QStringList({"open>closing", "closing>open", "open>closing"}));
    }

    void unfreezingWaitsForTheCloseJournals()
    {
        Books books;
        books.open("2026-Q1");
        books.fillQuarter();
        QVERIFY(books.freeze("2026-Q1").has_value());
        auto work = books.as(tara);
        const auto closing =
            *closeProfitAndLoss({day("2026-03-31"), "c", "", "2026-Q1"}, Ledger::Book,
                                profitAndLoss(books.db(), Ledger::Book, *parsePeriod("2026-Q1")));
        const auto posted = postJournal(work, *closing, {});
        QCOMPARE(codeOf(posted), QString("ok"));
        QCOMPARE(codeOf(unfreezePeriod(work, "2026-Q1", "Why")), QString("treasury.period.close_journals"));
        QVERIFY(reverseJournal(work, {.journal = posted->key, .reason = "Why"}, {}).has_value());
        QCOMPARE(codeOf(unfreezePeriod(work, "2026-Q1", "Why")), QString("ok"));
        QVERIFY(verifyBooks(books.db()).empty());
    }
};

QTEST_GUILESS_MAIN(FreezeTest)
#include "freeze_test.moc"
