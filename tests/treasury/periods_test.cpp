// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/treasury/books.h"

#include "core/treasury/balances.h"
#include "core/treasury/journal_query.h"
#include "core/treasury/payments.h"
#include "core/treasury/verify.h"

#include <QTest>

using namespace habitat;
using namespace habitat::treasury;

namespace {

const ReopenConsent byTwo{"A sale was missed", {{}, alan}, {}};

PaymentInstruction instruction(std::string_view key)
{
    PaymentInstruction made;
    made.paymentKey = key;
    made.forPeriod = "2026-Q1";
    made.member = "1";
    made.payee = "Alice";
    made.amount = Money(100);
    made.method = "ach";
    made.dueOn = day("2026-04-01");
    return made;
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

/// Money in a member's hands: Q1 closed, and 100 of it scheduled to member 1 in Q2.
void scheduleDistribution(Books& books)
{
    const MemberAmount lines[] = {{"1", Money(100)}};
    QCOMPARE(codeOf(books.post(*distributionScheduled(
                 {day("2026-04-02"), "close:2026-Q1:1:9", "Schedule", "2026-Q1"}, lines))),
             QString("ok"));
}

} // namespace

class PeriodsTest : public QObject
{
    Q_OBJECT

private slots:
    void opensOnceAndNeverOverAnother()
    {
        Books books;
        auto work = books.as(tara);
        const auto first = openPeriod(work, "2026-Q1");
        QCOMPARE(openPeriod(work, "2026-Q1")->key, first->key);
        QCOMPARE(codeOf(openPeriod(work, "2026-03")), QString("treasury.period.overlap"));
        QCOMPARE(codeOf(openPeriod(work, "2026")), QString("treasury.period.overlap"));
        QCOMPARE(codeOf(openPeriod(work, "Q1")), QString("treasury.period.code"));
        QCOMPARE(codeOf(openPeriod(work, "2026-04")), QString("ok"));
        QCOMPARE(periods(books.db()).size(), std::size_t(2));
        QCOMPARE(codeOf(findPeriod(books.db(), "2030")), QString("treasury.period.unknown"));
        QCOMPARE(eventNames(work), QStringList({"treasury.period.opened", "treasury.period.opened"}));
    }

    void aDateOpensItsPeriodInTheCadenceOfTheNewest_data()
    {
        QTest::addColumn<QStringList>("existing");
        QTest::addColumn<QString>("date");
        QTest::addColumn<QString>("code");
        QTest::newRow("none yet: a quarter") << QStringList() << "2026-05-20"
                                             << "2026-Q2";
        QTest::newRow("quarters") << QStringList{"2026-Q1"} << "2026-11-20"
                                  << "2026-Q4";
        QTest::newRow("months") << QStringList{"2026-03"} << "2026-05-20"
                                << "2026-05";
        QTest::newRow("years") << QStringList{"2026"} << "2027-05-20"
                               << "2027";
        QTest::newRow("there is one") << QStringList{"2026-Q1"} << "2026-03-31"
                                      << "2026-Q1";
        QTest::newRow("a shorter one where months stand in the way")
            << QStringList{"2026-04", "2026-Q4"} << "2026-05-20"
            << "2026-05";
    }

    void aDateOpensItsPeriodInTheCadenceOfTheNewest()
    {
        QFETCH(QStringList, existing);
        QFETCH(QString, date);
        QFETCH(QString, code);
        Books books;
        for (const auto& one : existing)
            QCOMPARE(codeOf(books.open(one.toStdString())), QString("ok"));
        auto work = books.as(tara);
        QCOMPARE(q(ensurePeriodFor(work, day(date.toStdString()))->code()), code);
        QCOMPARE(codeOf(ensurePeriodFor(work, std::chrono::year(2026) / 2 / 30)),
                 QString("treasury.period.date"));
    }

    void periodsThatOnlyADateOpenedGiveWay()
    {
        Books books;
        books.now = parseInstant("2026-08-02T09:00:00Z").value();
        auto work = books.as(tara);
        QCOMPARE(ensurePeriodFor(work, day("2026-02-10"))->code(), std::string("2026-Q1"));
        QCOMPARE(codeOf(openPeriod(work, "2026-03")), QString("ok"));
        QVERIFY(!periodOf(books.db(), day("2026-02-10")).has_value());
        QCOMPARE(ensurePeriodFor(work, day("2026-02-10"))->code(), std::string("2026-02"));
        // Once somebody chose it, or worked with it, it stays.
        QCOMPARE(codeOf(openPeriod(work, "2026-02")), QString("ok"));
        QCOMPARE(codeOf(openPeriod(work, "2026-Q1")), QString("treasury.period.overlap"));
        QCOMPARE(ensurePeriodFor(work, day("2026-07-10"))->code(), std::string("2026-07"));
        QCOMPARE(codeOf(enterTieOut(work, {"2026-07", day("2026-07-31"), Money(), {}})), QString("ok"));
        QCOMPARE(codeOf(openPeriod(work, "2026-Q3")), QString("treasury.period.overlap"));
    }

    void eachStateTakesWhatItMay()
    {
        Books books;
        books.open("2026-Q1");
        books.fillQuarter();
        const auto closing = [&](std::string_view source) {
            return **closeProfitAndLoss({day("2026-03-31"), std::string(source), "", "2026-Q1"}, Ledger::Tax,
                                        profitAndLoss(books.db(), Ledger::Tax, *parsePeriod("2026-Q1")));
        };
        const auto user = [&](std::string_view source) {
            return books.entry(source, "2026-03-31", "1110", "4000", 1);
        };
        QCOMPARE(codeOf(books.post(closing("early"))), QString("treasury.period.close_only"));
        QVERIFY(books.freeze("2026-Q1").has_value());
        QCOMPARE(codeOf(books.post(user("frozen"))), QString("treasury.period.closing"));
        QCOMPARE(codeOf(books.post(user("system"), Actor::system())), QString("treasury.period.closing"));
        auto work = books.as(tara);
        QCOMPARE(codeOf(draftJournal(work, user("draft"))), QString("treasury.period.closing"));
        auto elsewhere = closing("now");
        QCOMPARE(codeOf(books.post(elsewhere)), QString("ok"));
        elsewhere.sourceKey = "elsewhere";
        elsewhere.lines = user("x").lines;
        elsewhere.date = day("2026-04-01");
        QCOMPARE(codeOf(books.post(elsewhere)), QString("treasury.journal.closing"));
        elsewhere.forPeriod = "2029";
        QCOMPARE(codeOf(books.post(elsewhere)), QString("treasury.period.unknown"));
    }

    void nothingPostsIntoAClosedOrLockedPeriodOrBehindIt()
    {
        Books books;
        books.open("2026-Q1");
        books.fillQuarter();
        QCOMPARE(codeOf(books.closeAll("2026-Q1")), QString("ok"));
        const auto inside = books.entry("in", "2026-03-31", "1110", "4000", 1);
        QCOMPARE(codeOf(books.post(inside)), QString("treasury.period.closed"));
        QCOMPARE(codeOf(books.post(inside, Actor::system())), QString("treasury.period.closed"));
        QCOMPARE(codeOf(books.post(books.entry("before", "2025-12-31", "1110", "4000", 1))),
                 QString("treasury.period.behind"));
        QCOMPARE(codeOf(books.open("2025-Q4")), QString("treasury.period.behind"));
        QCOMPARE(codeOf(books.post(books.entry("after", "2026-04-01", "1110", "4000", 1))), QString("ok"));
        auto work = books.as(tara);
        QCOMPARE(codeOf(lockPeriod(work, "2026-Q1", {{}, alan})), QString("ok"));
        QCOMPARE(codeOf(books.post(inside)), QString("treasury.period.locked"));
        const MemberAmount lines[] = {{"1", Money(5)}};
        QCOMPARE(codeOf(books.post(*rollUp({day("2026-03-31"), "r", "", "2026-Q1"}, lines))),
                 QString("treasury.period.locked"));
    }

    void aClosedPeriodIsSquareInBothLedgers()
    {
        Books books;
        books.open("2026-Q1");
        books.fillQuarter();
        QVERIFY(books.freeze("2026-Q1").has_value());
        auto work = books.as(tara);
        const auto refused = closePeriod(work, "2026-Q1");
        QCOMPARE(codeOf(refused), QString("treasury.period.unbalanced"));
        QCOMPARE(refused.error().context["revenue_minor"].get<int>(), 100'000);
        QCOMPARE(stateOf(books, "2026-Q1"), PeriodState::Closing);
    }

    void theTaxLedgerAloneCanStopTheClose()
    {
        Books books;
        books.open("2026-Q1");
        books.post(books.entry("tax", "2026-03-01", "1110", "4000", 10, Ledger::Tax));
        QVERIFY(books.freeze("2026-Q1").has_value());
        auto work = books.as(tara);
        const auto refused = closePeriod(work, "2026-Q1");
        QCOMPARE(codeOf(refused), QString("treasury.period.unbalanced"));
        QCOMPARE(refused.error().context["ledger"].get<std::string>(), std::string("tax"));
    }

    void closingShowsTheIncomeStillAndEventsSaySo()
    {
        Books books;
        books.open("2026-Q1");
        books.fillQuarter();
        QCOMPARE(codeOf(books.closeAll("2026-Q1")), QString("ok"));
        const auto span = *parsePeriod("2026-Q1");
        QCOMPARE(netIncome(books.db(), Ledger::Book, span), Money(60'000));
        QVERIFY(profitAndLoss(books.db(), Ledger::Book, span).empty());
        const auto end = equationAt(books.db(), Ledger::Book, span.to);
        QCOMPARE(end.netBookValue(), Money(60'000));
        QCOMPARE(end.memberCapital, Money(60'000));
        QVERIFY(verifyBooks(books.db()).empty());
    }

    void lockingNeedsASecondPerson_data()
    {
        QTest::addColumn<QString>("actor");
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("second");
        QTest::addColumn<QString>("code");
        QTest::newRow("two people") << "tara"
                                    << ""
                                    << "alan"
                                    << "ok";
        QTest::newRow("the same person twice") << "tara"
                                               << ""
                                               << "tara"
                                               << "treasury.period.second_person";
        QTest::newRow("nobody") << "tara"
                                << ""
                                << ""
                                << "treasury.period.second_person";
        QTest::newRow("the system is nobody") << "tara"
                                              << ""
                                              << "system"
                                              << "treasury.period.second_person";
        QTest::newRow("an agent") << "tara"
                                  << ""
                                  << "bot"
                                  << "treasury.period.agent";
        QTest::newRow("asked by an agent") << "bot"
                                           << ""
                                           << "alan"
                                           << "treasury.period.agent";
        QTest::newRow("the system for two who signed") << "system"
                                                       << "tara"
                                                       << "alan"
                                                       << "ok";
        QTest::newRow("the system for one") << "system"
                                            << ""
                                            << "alan"
                                            << "treasury.period.second_person";
        QTest::newRow("the system for one twice") << "system"
                                                  << "alan"
                                                  << "alan"
                                                  << "treasury.period.second_person";
    }

    void lockingNeedsASecondPerson()
    {
        QFETCH(QString, actor);
        QFETCH(QString, first);
        QFETCH(QString, second);
        QFETCH(QString, code);
        const auto person = [](const QString& name) {
            return Actor{name.toStdString(), name == "bot" ? RoleSet{Role::Agent} : RoleSet{}};
        };
        Books books;
        books.open("2026-Q1");
        QCOMPARE(codeOf(books.closeAll("2026-Q1")), QString("ok"));
        auto work = books.as(person(actor));
        const auto one = first.isEmpty() ? std::nullopt : std::optional(person(first));
        QCOMPARE(codeOf(lockPeriod(work, "2026-Q1", {one, person(second)})), code);
        if (code != "ok") return;
        const auto last = periodHistory(books.db(), "2026-Q1").back();
        QCOMPARE(last.by, std::string("tara"));
        QCOMPARE(last.secondPerson, std::string("alan"));
        QCOMPARE(eventNames(work), QStringList({"treasury.period.locked"}));
    }

    void onlyAClosedPeriodIsLocked()
    {
        Books books;
        books.open("2026-Q1");
        auto work = books.as(tara);
        QCOMPARE(codeOf(lockPeriod(work, "2026-Q1", {{}, alan})), QString("treasury.period.move"));
        QCOMPARE(codeOf(closePeriod(work, "2026-Q1")), QString("treasury.period.move"));
        QCOMPARE(codeOf(undoClose(work, "2026-Q1", "Why")), QString("treasury.period.move"));
        QCOMPARE(codeOf(reopenPeriod(work, "2026-Q1", byTwo)), QString("treasury.period.move"));
        QCOMPARE(codeOf(lockPeriod(work, "2030-Q1", {{}, alan})), QString("treasury.period.unknown"));
    }

    void paymentsOnTheirWayStopTheLock()
    {
        Books books;
        books.open("2026-Q1");
        books.fillQuarter();
        QCOMPARE(codeOf(books.closeAll("2026-Q1")), QString("ok"));
        scheduleDistribution(books);
        auto work = books.as(tara);
        const auto payment = schedulePayment(work, instruction("p1"));
        QVERIFY(submitPayment(work, payment->key, {{}, alan}).has_value());
        QCOMPARE(codeOf(lockPeriod(work, "2026-Q1", {{}, alan})), QString("treasury.period.payments_moving"));
        QVERIFY(recordAccepted(work, payment->key, "bank 1").has_value());
        QCOMPARE(codeOf(lockPeriod(work, "2026-Q1", {{}, alan})), QString("treasury.period.payments_moving"));
        QVERIFY(recordCompleted(work, payment->key, day("2026-04-02")).has_value());
        QCOMPARE(codeOf(lockPeriod(work, "2026-Q1", {{}, alan})), QString("ok"));
    }

    void undoingTheCloseReversesItsJournalsAndKeepsTheSnapshot()
    {
        Books books;
        books.open("2026-Q1");
        books.fillQuarter();
        const auto before = balancesAt(books.db(), Ledger::Book, day("2026-03-31"));
        QCOMPARE(codeOf(books.closeAll("2026-Q1")), QString("ok"));
        auto work = books.as(tara);
        QCOMPARE(codeOf(undoClose(work, "2026-Q1", "")), QString("treasury.period.reason"));
        QCOMPARE(codeOf(undoClose(work, "2026-Q1", "A wrong share")), QString("ok"));
        QCOMPARE(stateOf(books, "2026-Q1"), PeriodState::Closing);
        QVERIFY(currentSnapshot(books.db(), "2026-Q1").has_value());
        const auto after = balancesAt(books.db(), Ledger::Book, day("2026-03-31"));
        QCOMPARE(after.size(), before.size());
        for (std::size_t i = 0; i < after.size(); ++i)
            QCOMPARE(after[i].debitPositive, before[i].debitPositive);
        JournalFilter filter;
        filter.forPeriod = "2026-Q1";
        QCOMPARE(journals(books.db(), filter).size(), std::size_t(8));
        QVERIFY(verifyBooks(books.db()).empty());
        QCOMPARE(moves(books, "2026-Q1"),
                 QStringList({"open>closing", "closing>closed", "closed>reopened", "reopened>closing"}));
    }

    void anUndoneCloseRunsForwardAgain()
    {
        Books books;
        books.open("2026-Q1");
        books.fillQuarter();
        QCOMPARE(codeOf(books.closeAll("2026-Q1", "1")), QString("ok"));
        auto work = books.as(tara);
        QVERIFY(undoClose(work, "2026-Q1", "A wrong share").has_value());
        QVERIFY(unfreezePeriod(work, "2026-Q1", "From the start").has_value());
        QCOMPARE(codeOf(books.closeAll("2026-Q1", "2")), QString("ok"));
        QCOMPARE(stateOf(books, "2026-Q1"), PeriodState::Closed);
        QCOMPARE(netIncome(books.db(), Ledger::Book, *parsePeriod("2026-Q1")), Money(60'000));
        QVERIFY(verifyBooks(books.db()).empty());
    }

    void undoingTheCloseWaitsForTheSchedule()
    {
        Books books;
        books.open("2026-Q1");
        books.fillQuarter();
        QCOMPARE(codeOf(books.closeAll("2026-Q1")), QString("ok"));
        scheduleDistribution(books);
        auto work = books.as(tara);
        QCOMPARE(codeOf(undoClose(work, "2026-Q1", "Why")), QString("treasury.period.close_journals"));
        const auto scheduled = journalBySource(books.db(), "close:2026-Q1:1:9");
        QVERIFY(reverseJournal(work, {.journal = scheduled->key, .reason = "Undo step 9"}, {}).has_value());
        QCOMPARE(codeOf(undoClose(work, "2026-Q1", "Why")), QString("ok"));
        auto agent = books.as(bot);
        QCOMPARE(codeOf(undoClose(agent, "2026-Q1", "Why")), QString("treasury.period.agent"));
    }

    void reopeningReversesCancelsAndVoids()
    {
        Books books;
        books.open("2026-Q1");
        books.fillQuarter();
        QCOMPARE(codeOf(books.closeAll("2026-Q1")), QString("ok"));
        scheduleDistribution(books);
        auto work = books.as(tara);
        const auto payment = schedulePayment(work, instruction("p1"));
        QCOMPARE(codeOf(reopenPeriod(work, "2026-Q1", byTwo)), QString("ok"));
        QCOMPARE(stateOf(books, "2026-Q1"), PeriodState::Reopened);
        QCOMPARE(findPayment(books.db(), payment->key)->state, PaymentState::Cancelled);
        QVERIFY(!currentSnapshot(books.db(), "2026-Q1").has_value());
        QCOMPARE(balanceNow(books.db(), Ledger::Book, "2320"), Money());
        QCOMPARE(balanceNow(books.db(), Ledger::Book, "3310"), Money());
        QVERIFY(eventNames(work).contains("treasury.period.reopened"));
        const auto history = periodHistory(books.db(), "2026-Q1").back();
        QCOMPARE(history.secondPerson, std::string("alan"));
        QCOMPARE(history.reason, std::string("A sale was missed"));
        // Open to corrections by people, and then closed again.
        QCOMPARE(codeOf(books.post(books.entry("missed", "2026-03-15", "1110", "4000", 500))), QString("ok"));
        QCOMPARE(codeOf(books.closeAll("2026-Q1", "2")), QString("ok"));
        QCOMPARE(currentSnapshot(books.db(), "2026-Q1")->netIncome, Money(60'500));
        QVERIFY(verifyBooks(books.db()).empty());
    }

    void reopeningIsRefused_data()
    {
        QTest::addColumn<QString>("reason");
        QTest::addColumn<QString>("second");
        QTest::addColumn<QString>("board");
        QTest::addColumn<bool>("boardRole");
        QTest::addColumn<bool>("locked");
        QTest::addColumn<QString>("code");
        QTest::newRow("no reason") << ""
                                   << "alan"
                                   << "" << false << false << "treasury.period.reason";
        QTest::newRow("no second person") << "R"
                                          << ""
                                          << "" << false << false << "treasury.period.second_person";
        QTest::newRow("oneself") << "R"
                                 << "tara"
                                 << "" << false << false << "treasury.period.second_person";
        QTest::newRow("oneself, spelled otherwise")
            << "R"
            << "TARA"
            << "" << false << false << "treasury.period.second_person";
        QTest::newRow("closed: two people") << "R"
                                            << "alan"
                                            << "" << false << false << "ok";
        QTest::newRow("locked: no Board") << "R"
                                          << "alan"
                                          << "" << false << true << "treasury.period.board";
        QTest::newRow("locked: not of the Board") << "R"
                                                  << "alan"
                                                  << "bo" << false << true << "treasury.period.board";
        QTest::newRow("locked: the Board signs twice") << "R"
                                                       << "alan"
                                                       << "alan" << true << true << "treasury.period.board";
        QTest::newRow("locked: the Board is the one who asks")
            << "R"
            << "alan"
            << "Tara" << true << true << "treasury.period.board";
        QTest::newRow("locked: three people") << "R"
                                              << "alan"
                                              << "bo" << true << true << "ok";
    }

    void reopeningIsRefused()
    {
        QFETCH(QString, reason);
        QFETCH(QString, second);
        QFETCH(QString, board);
        QFETCH(bool, boardRole);
        QFETCH(bool, locked);
        QFETCH(QString, code);
        Books books;
        books.open("2026-Q1");
        QCOMPARE(codeOf(books.closeAll("2026-Q1")), QString("ok"));
        auto work = books.as(tara);
        if (locked) QVERIFY(lockPeriod(work, "2026-Q1", {{}, alan}).has_value());
        const Status may = mayReopen(books.db(), "2026-Q1");
        QCOMPARE(codeOf(may), QString("ok"));
        ReopenConsent consent{reason.toStdString(), {{}, Actor{second.toStdString(), {}}}, {}};
        if (!board.isEmpty())
            consent.board = Actor{board.toStdString(), boardRole ? RoleSet{Role::Board} : RoleSet{}};
        QCOMPARE(codeOf(reopenPeriod(work, "2026-Q1", consent)), code);
        QCOMPARE(stateOf(books, "2026-Q1") == PeriodState::Reopened, code == "ok");
        const auto reopenings = reopeningsOf(books.db(), "2026-Q1");
        QCOMPARE(int(reopenings.size()), code == "ok" ? 1 : 0);
        if (locked && code == "ok") QCOMPARE(reopenings.back().boardMember, std::string("bo"));
    }

    void nothingIsReopenedOnceAPaymentWasSubmitted()
    {
        Books books;
        books.open("2026-Q1");
        books.fillQuarter();
        QCOMPARE(codeOf(books.closeAll("2026-Q1")), QString("ok"));
        auto work = books.as(tara);
        const auto payment = schedulePayment(work, instruction("p1"));
        QVERIFY(submitPayment(work, payment->key, {{}, alan}).has_value());
        QVERIFY(recordFailed(work, payment->key, "Account closed").has_value());
        // Even one that failed: it was on its way.
        QCOMPARE(codeOf(reopenPeriod(work, "2026-Q1", byTwo)), QString("treasury.period.payment_submitted"));
        QCOMPARE(codeOf(undoClose(work, "2026-Q1", "Why")), QString("treasury.period.payment_submitted"));
    }

    void aLaterCloseIsReopenedFirst()
    {
        Books books;
        books.now = parseInstant("2026-07-02T09:00:00Z").value();
        books.open("2026-Q1");
        books.open("2026-Q2");
        QCOMPARE(codeOf(books.closeAll("2026-Q1")), QString("ok"));
        QCOMPARE(codeOf(books.closeAll("2026-Q2")), QString("ok"));
        auto work = books.as(tara);
        QCOMPARE(codeOf(reopenPeriod(work, "2026-Q1", byTwo)), QString("treasury.period.later_closed"));
        QCOMPARE(codeOf(mayReopen(books.db(), "2026-Q1")), QString("treasury.period.later_closed"));
        QCOMPARE(codeOf(reopenPeriod(work, "2026-Q2", byTwo)), QString("ok"));
        QCOMPARE(codeOf(reopenPeriod(work, "2026-Q1", byTwo)), QString("ok"));
    }

    void theWholeLifeIsInTheEvents()
    {
        Books books;
        books.open("2026-Q1");
        QVERIFY(books.closeAll("2026-Q1").has_value());
        auto work = books.as(tara);
        QVERIFY(lockPeriod(work, "2026-Q1", {{}, alan}).has_value());
        QStringList names;
        auto rows = books.db().query("SELECT name FROM domain_event WHERE aggregate = '2026-Q1' ORDER BY id");
        while (rows.next())
            names += q(rows.textView(0));
        QCOMPARE(names,
                 QStringList({"treasury.period.opened", "treasury.bank.tied_out", "treasury.period.closing",
                              "treasury.period.closed", "treasury.period.locked"}));
    }
};

QTEST_GUILESS_MAIN(PeriodsTest)
#include "periods_test.moc"
