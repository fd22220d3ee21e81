// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/sample_cooperative.h"

#include "core/base/calendar.h"
#include "core/db/connection.h"

#include <QTest>

using namespace habitat;
using console::StepState;
using test::SampleCooperative;

namespace {

QString text(const Status& status)
{
    return status ? QString("ok")
                  : QString::fromStdString(status.error().code + ": " + status.error().message);
}

#define VERIFY_OK(status)                                                                                    \
    do {                                                                                                     \
        const auto& outcome = (status);                                                                      \
        QVERIFY2(outcome.has_value(), qPrintable(text(outcome)));                                            \
    } while (false)

void addSteps(int from, int to)
{
    QTest::addColumn<int>("step");
    for (int step = from; step <= to; ++step)
        QTest::addRow("step %d", step) << step;
}

StepState stateOf(SampleCooperative& sample, int step)
{
    return sample.view().steps[std::size_t(step - 1)].state;
}

/// What the audit chain holds of the last command of that kind.
QString wordsInTheAudit(SampleCooperative& sample, const char* kind)
{
    auto db = db::Connection::open(sample.database(), db::OpenMode::ReadOnly);
    auto rows = db->query("SELECT arguments FROM journal WHERE kind = ? ORDER BY seq DESC LIMIT 1")
                    .bind(std::string_view(kind));
    return rows.next() ? QString::fromStdString(rows.text(0)) : QString();
}

bool isSound(SampleCooperative& sample)
{
    const auto proof = sample.questions().verify(sample.as("auditor"));
    if (!proof) return false;
    for (const auto* part : {&proof->rows, &proof->books, &proof->allocations, &proof->records, &proof->chain,
                             &proof->integrity})
        for (const auto& violation : *part)
            qWarning("%s: %s", violation.code.c_str(), violation.message.c_str());
    return proof->isSound();
}

struct Line
{
    const char* name;
    qint64 allocation;
    qint64 cash;
    qint64 retained;
};

/// The worked example, from import to lock.
constexpr Line workedExample[] = {{"Alice", 374'734, 74'947, 299'787},
                                  {"Bob", 203'089, 40'618, 162'471},
                                  {"Chen", 433'975, 86'795, 347'180},
                                  {"Dana", 127'139, 25'428, 101'711},
                                  {"Eli", 661'063, 132'213, 528'850}};

} // namespace

class CloseTest : public QObject
{
    Q_OBJECT

private:
    /// The books after an undisturbed close.
    QString undisturbedBooks()
    {
        static QString books = [] {
            SampleCooperative sample;
            sample.open();
            if (!sample.runTo(11)) return QString("the undisturbed close failed");
            return QString::fromStdString(sample.books());
        }();
        return books;
    }

    void verifyWorkedExample(SampleCooperative& sample)
    {
        const auto view = sample.questions().allocations(sample.as("auditor"), SampleCooperative::period);
        QVERIFY(view.has_value());
        QCOMPARE(view->surplus.minor, 1'800'000);
        QCOMPARE(view->lines.size(), std::size(workedExample));
        for (std::size_t i = 0; i < view->lines.size(); ++i) {
            QCOMPARE(view->lines[i].name, std::string(workedExample[i].name));
            QCOMPARE(view->lines[i].allocation.minor, workedExample[i].allocation);
            QCOMPARE(view->lines[i].cash.minor, workedExample[i].cash);
            QCOMPARE(view->lines[i].retained.minor, workedExample[i].retained);
        }
    }

private slots:
    void theSampleClosesToTheWorkedExample()
    {
        SampleCooperative sample;
        sample.open();
        VERIFY_OK(sample.runTo(11));
        QCOMPARE(sample.view().state, std::string("locked"));
        QCOMPARE(sample.view().periodState, std::string("locked"));
        verifyWorkedExample(sample);
        QVERIFY(isSound(sample));
    }

    void aStepThatFailsOnceIsTriedAgainByItself_data() { addSteps(1, 11); }
    void aStepThatFailsOnceIsTriedAgainByItself()
    {
        QFETCH(int, step);
        SampleCooperative sample;
        sample.open(step, 1);
        VERIFY_OK(sample.runTo(step - 1));
        if (sample.view().state == "none")
            VERIFY_OK(sample.console().startClose(sample.as("allocator"), SampleCooperative::period, {}));
        VERIFY_OK(sample.signStep(step));
        const auto before = sample.books();
        const auto failed = sample.console().runStep(sample.as("treasurer"), SampleCooperative::period, step);
        QVERIFY(!failed.has_value());
        QCOMPARE(failed.error().code, std::string("close.drill"));
        QCOMPARE(stateOf(sample, step), StepState::Retrying);
        QCOMPARE(sample.books(), before);
        sample.letRetriesPass(step);
        QCOMPARE(stateOf(sample, step), StepState::Completed);
        VERIFY_OK(sample.runTo(11));
        QCOMPARE(QString::fromStdString(sample.books()), undisturbedBooks());
        QVERIFY(isSound(sample));
    }

    void aStepThatGoesOnFailingWaitsForAPersonAndIsRetried_data() { addSteps(1, 11); }
    void aStepThatGoesOnFailingWaitsForAPersonAndIsRetried()
    {
        QFETCH(int, step);
        SampleCooperative sample;
        sample.open(step);
        VERIFY_OK(sample.runTo(step - 1));
        if (sample.view().state == "none")
            VERIFY_OK(sample.console().startClose(sample.as("allocator"), SampleCooperative::period, {}));
        VERIFY_OK(sample.signStep(step));
        const auto before = sample.books();
        QVERIFY(
            !sample.console().runStep(sample.as("treasurer"), SampleCooperative::period, step).has_value());
        sample.letRetriesPass(step);
        QCOMPARE(stateOf(sample, step), StepState::Failed);
        QCOMPARE(sample.books(), before);
        QCOMPARE(int(sample.questions().alerts(sample.as("administrator")).value().size()), 1);

        sample.open();
        QCOMPARE(stateOf(sample, step), StepState::Failed);
        VERIFY_OK(sample.console().retryStep(sample.as("treasurer"), SampleCooperative::period, step));
        QCOMPARE(stateOf(sample, step), StepState::Completed);
        VERIFY_OK(sample.console().retryStep(sample.as("treasurer"), SampleCooperative::period, step));
        VERIFY_OK(sample.runTo(11));
        QCOMPARE(QString::fromStdString(sample.books()), undisturbedBooks());
        QVERIFY(sample.questions().alerts(sample.as("administrator")).value().empty());
        QVERIFY(isSound(sample));
    }

    /// UX: "no way to run the next retry now" is what people curse at.
    void theNextAttemptIsMadeNowWhereAPersonAsksForIt()
    {
        SampleCooperative sample;
        auto& console = sample.open(2, 2);
        const auto treasurer = sample.as("treasurer");
        QVERIFY(!sample.runTo(2).has_value());
        const auto waiting = sample.view().steps[1];
        QCOMPARE(waiting.state, StepState::Retrying);
        QCOMPARE(waiting.attempts, 1);
        QCOMPARE(waiting.maxAttempts, 3);
        const auto again = console.retryStep(treasurer, SampleCooperative::period, 2);
        QVERIFY(!again.has_value());
        QCOMPARE(again.error().code, std::string("close.drill"));
        QCOMPARE(again.error().context.value("cause_gone", true), false);
        QCOMPARE(sample.view().steps[1].state, StepState::Retrying);
        QCOMPARE(sample.view().steps[1].attempts, 2);
        QCOMPARE(sample.view().steps[1].maxAttempts, 3);
        QVERIFY(sample.questions().step(treasurer, SampleCooperative::period, 2)->whyNotRetry.empty());
        VERIFY_OK(console.retryStep(treasurer, SampleCooperative::period, 2));
        QCOMPARE(stateOf(sample, 2), StepState::Completed);
        // The attempt that was made early is not made again at its time.
        sample.clock().advance(std::chrono::hours(1));
        console.runUntilIdle();
        QCOMPARE(stateOf(sample, 3), StepState::Waiting);
        QVERIFY(isSound(sample));
    }

    void anUndoTakesBackAStepThatDidNotSucceed_data()
    {
        QTest::addColumn<bool>("failed");
        QTest::newRow("its next attempt waits") << false;
        QTest::newRow("it waits for a person") << true;
    }
    void anUndoTakesBackAStepThatDidNotSucceed()
    {
        QFETCH(bool, failed);
        SampleCooperative sample;
        sample.open(3);
        QVERIFY(!sample.runTo(3).has_value());
        if (failed) sample.letRetriesPass(3);
        QCOMPARE(stateOf(sample, 3), failed ? StepState::Failed : StepState::Retrying);
        auto& console = sample.open();
        VERIFY_OK(console.undoTo(sample.as("treasurer"), SampleCooperative::period, 2, "Looked again"));
        QCOMPARE(stateOf(sample, 2), StepState::Ready);
        QVERIFY(sample.questions().alerts(sample.as("administrator")).value().empty());
        sample.clock().advance(std::chrono::hours(1));
        console.runUntilIdle();
        QCOMPARE(stateOf(sample, 3), StepState::NotStarted);
        VERIFY_OK(sample.runTo(11));
        QCOMPARE(QString::fromStdString(sample.books()), undisturbedBooks());
    }

    void undoLeavesTheBooksAsTheyWereAndTheCloseRunsForwardAgain_data()
    {
        QTest::addColumn<int>("done");
        QTest::addColumn<int>("to");
        for (int done = 1; done <= 9; ++done)
            for (int to = 1; to <= done; ++to)
                QTest::addRow("done %d, back to %d", done, to) << done << to;
    }
    void undoLeavesTheBooksAsTheyWereAndTheCloseRunsForwardAgain()
    {
        QFETCH(int, done);
        QFETCH(int, to);
        SampleCooperative sample;
        sample.open();
        if (to > 1) VERIFY_OK(sample.runTo(to - 1));
        const auto before = sample.books();
        const auto stateBefore = sample.view().periodState;
        VERIFY_OK(sample.runTo(done));
        VERIFY_OK(
            sample.console().undoTo(sample.as("treasurer"), SampleCooperative::period, to, "Looked again"));
        QCOMPARE(sample.books(), before);
        QCOMPARE(sample.view().periodState, stateBefore);
        QCOMPARE(sample.view().currentStep, to);
        for (int step = 1; step < to; ++step)
            QCOMPARE(stateOf(sample, step), StepState::Completed);
        const auto undone = sample.view();
        for (const auto& slot : undone.steps[std::size_t(to - 1)].signatures)
            QVERIFY(!slot.isGiven());
        QVERIFY(isSound(sample));
        VERIFY_OK(sample.runTo(11));
        QCOMPARE(QString::fromStdString(sample.books()), undisturbedBooks());
        verifyWorkedExample(sample);
        QVERIFY(isSound(sample));
    }

    void afterTheFirstPaymentThereIsNoWayBack()
    {
        SampleCooperative sample;
        sample.open();
        VERIFY_OK(sample.runTo(10));
        const auto before = sample.books();
        const auto undone =
            sample.console().undoTo(sample.as("treasurer"), SampleCooperative::period, 9, "No");
        QVERIFY(!undone.has_value());
        QCOMPARE(undone.error().code, std::string("close.undo.pivot"));
        QCOMPARE(sample.books(), before);
    }

    void aStepIsNotRunBeforeItsTurnOrItsSignatures()
    {
        SampleCooperative sample;
        auto& console = sample.open();
        VERIFY_OK(console.startClose(sample.as("allocator"), SampleCooperative::period, {}));
        const auto early = console.runStep(sample.as("treasurer"), SampleCooperative::period, 2);
        QCOMPARE(early.error().code, std::string("close.step.not_its_turn"));
        const auto unsignedRun = console.runStep(sample.as("treasurer"), SampleCooperative::period, 1);
        QCOMPARE(unsignedRun.error().code, std::string("close.step.unsigned"));
        const auto tooEarly = console.signStep(sample.as("reviewer"), SampleCooperative::period, 3, "");
        QCOMPARE(tooEarly.error().code, std::string("close.sign.not_its_turn"));
        QCOMPARE(stateOf(sample, 1), StepState::Waiting);
    }

    void onlyTheRightPeopleSignAndNobodyTwice()
    {
        SampleCooperative sample;
        auto& console = sample.open();
        VERIFY_OK(sample.runTo(5));
        const auto* period = SampleCooperative::period;
        QCOMPARE(console.signStep(sample.as("treasurer"), period, 6, "").error().code,
                 std::string("close.sign.role"));
        QCOMPARE(console.signStep(sample.as("agent"), period, 6, "").error().code,
                 std::string("identity.permission.denied"));
        QCOMPARE(console.signStep(sample.as("auditor"), period, 6, "").error().code,
                 std::string("identity.permission.denied"));
        VERIFY_OK(console.signStep(sample.as("allocator"), period, 6, ""));
        QCOMPARE(console.signStep(sample.as("allocator"), period, 6, "").error().code,
                 std::string("close.sign.twice"));
        VERIFY_OK(console.signStep(sample.as("board"), period, 6, "Vote 14"));
        QCOMPARE(stateOf(sample, 6), StepState::Ready);
        QCOMPARE(console.signStep(sample.as("administrator"), period, 6, "").error().code,
                 std::string("close.sign.not_needed"));
    }

    void aPreviewShowsWhatWillBeWrittenAndWritesNothing()
    {
        SampleCooperative sample;
        auto& console = sample.open();
        VERIFY_OK(sample.runTo(7));
        const auto before = sample.books();
        const auto preview = console.previewStep(sample.as("treasurer"), SampleCooperative::period, 8);
        QVERIFY(preview.has_value());
        QVERIFY2(!preview->step.error, preview->step.error ? preview->step.error->message.c_str() : "");
        QVERIFY(!preview->figures.empty());
        QVERIFY(!preview->figures.front().rows.empty());
        QCOMPARE(sample.books(), before);
        QCOMPARE(stateOf(sample, 8), StepState::Waiting);
    }

    void aPreviewSpeaksInWords()
    {
        SampleCooperative sample;
        auto& console = sample.open();
        VERIFY_OK(console.startClose(sample.as("allocator"), SampleCooperative::period, {}));
        std::vector<std::string> labels;
        for (int step = 1; step <= 11; ++step) {
            const auto preview = console.previewStep(sample.as("treasurer"), SampleCooperative::period, step);
            QVERIFY(preview.has_value());
            for (const auto& fact : preview->writes) {
                labels.push_back(fact.label);
                const auto said = fact.label + ": " + fact.value;
                QVERIFY2(fact.label.find('_') == std::string::npos && std::isupper(fact.label.front()),
                         said.c_str());
                QVERIFY2(fact.value.find_first_of("[{\"") == std::string::npos, said.c_str());
                QVERIFY2(fact.value.find_first_not_of("0123456789abcdef") != std::string::npos ||
                             fact.value.size() < 13,
                         said.c_str());
            }
            VERIFY_OK(sample.runTo(step));
        }
        QVERIFY(std::ranges::count(labels, "Net income") >= 1);
        for (const auto* key : {"Allocation", "Journal"})
            QVERIFY2(std::ranges::count(labels, key) == 0, key);
    }

    void aPendingContributionIsNamedAndMayBeDeferred()
    {
        SampleCooperative sample;
        auto& console = sample.open();
        const auto file = QString::fromStdString(sample.database()) + ".csv";
        {
            QFile out(file);
            QVERIFY(out.open(QIODevice::WriteOnly));
            out.write("reference,member_number,category,value,date,description,submitted_by,approved_by\n"
                      "C-9001,1,labor,120.00,2026-03-30,Late,contributor,\n");
        }
        VERIFY_OK(console.importContributions(sample.as("reviewer"), file.toStdString()).map([](auto&&) {}));
        VERIFY_OK(console.startClose(sample.as("allocator"), SampleCooperative::period, {}));
        VERIFY_OK(sample.signStep(1));
        const auto refused = console.runStep(sample.as("treasurer"), SampleCooperative::period, 1);
        QCOMPARE(refused.error().code, std::string("close.contributions.pending"));
        QVERIFY(refused.error().message.find("C-9001") != std::string::npos);
        VERIFY_OK(console.deferContribution(sample.as("reviewer"), "C-9001", SampleCooperative::period,
                                            "Came late"));
        VERIFY_OK(sample.runTo(11));
        verifyWorkedExample(sample);
    }

    void signaturesFallWhenWhatTheyStoodOnMoves()
    {
        SampleCooperative sample;
        auto& console = sample.open();
        VERIFY_OK(console.startClose(sample.as("allocator"), SampleCooperative::period, {}));
        VERIFY_OK(sample.signStep(1));
        QCOMPARE(stateOf(sample, 1), StepState::Ready);
        const auto file = QString::fromStdString(sample.database()) + ".csv";
        {
            QFile out(file);
            QVERIFY(out.open(QIODevice::WriteOnly));
            out.write("entry,date,ledger,account,debit,credit,memo\n"
                      "L-1,2026-03-31,book,5010,10.00,,Late\nL-1,2026-03-31,book,1110,,10.00,Late\n");
        }
        VERIFY_OK(console.importJournal(sample.as("treasurer"), file.toStdString()).map([](auto&&) {}));
        const auto slot = sample.view().steps[0].signatures.front();
        QVERIFY(slot.suspended);
        QVERIFY(!slot.isGiven());
        QCOMPARE(slot.signedBy, std::string("allocator"));
        QVERIFY(!console.runStep(sample.as("treasurer"), SampleCooperative::period, 1).has_value());
    }

    void anUndoNeedsAReasonAndSomethingToUndo()
    {
        SampleCooperative sample;
        auto& console = sample.open();
        VERIFY_OK(sample.runTo(2));
        const auto* period = SampleCooperative::period;
        QCOMPARE(console.undoTo(sample.as("treasurer"), period, 1, "  ").error().code,
                 std::string("close.undo.reason"));
        QCOMPARE(console.undoTo(sample.as("treasurer"), period, 4, "x").error().code,
                 std::string("close.undo.not_done"));
        QCOMPARE(console.undoTo(sample.as("board"), period, 1, "x").error().code,
                 std::string("identity.permission.denied"));
        QCOMPARE(stateOf(sample, 2), StepState::Completed);
    }

    void atADeskASecondPersonConfirmsAnUndo_data()
    {
        QTest::addColumn<QString>("second");
        QTest::addColumn<QString>("code");
        QTest::newRow("nobody") << ""
                                << "close.undo.second_person";
        QTest::newRow("the same") << "treasurer"
                                  << "close.undo.second_person.same";
        QTest::newRow("who changes nothing") << "auditor"
                                             << "close.undo.second_person.role";
        QTest::newRow("a member") << "contributor"
                                  << "close.undo.second_person.role";
        QTest::newRow("an agent") << "agent"
                                  << "close.undo.second_person.role";
        QTest::newRow("one who is only named") << "named board"
                                               << "close.undo.second_person";
        QTest::newRow("the board") << "board"
                                   << "";
        QTest::newRow("a reviewer") << "reviewer"
                                    << "";
    }
    void atADeskASecondPersonConfirmsAnUndo()
    {
        QFETCH(QString, second);
        QFETCH(QString, code);
        SampleCooperative sample;
        auto& console = sample.open();
        VERIFY_OK(sample.runTo(2));
        const auto treasurer = console.signInSample("treasurer");
        QVERIFY(treasurer.has_value());
        std::optional<console::Session> beside;
        if (second.startsWith("named "))
            beside = sample.as(second.mid(6).toStdString());
        else if (!second.isEmpty())
            beside = *console.signInSample(second.toStdString());
        const auto undone =
            console.undoTo(*treasurer, SampleCooperative::period, 2, "Another policy", beside);
        QCOMPARE(undone ? std::string() : undone.error().code, code.toStdString());
        QCOMPARE(stateOf(sample, 2), code.isEmpty() ? StepState::Ready : StepState::Completed);
        const auto detail = sample.questions().step(*treasurer, SampleCooperative::period, 2);
        QVERIFY(detail.has_value());
        QCOMPARE(detail->attempts.back().outcome, std::string(code.isEmpty() ? "undone" : "completed"));
        const auto names = treasurer->displayName + (code.isEmpty() ? ", " + beside->displayName : "");
        if (code.isEmpty()) QCOMPARE(detail->attempts.back().by, names);
        QCOMPARE(wordsInTheAudit(sample, "close.undo").contains("\"second_person\":\"" + second + "\""),
                 beside.has_value() && !second.startsWith("named "));
    }

    void fromACommandLineASecondPersonMayConfirmAnUndo_data()
    {
        QTest::addColumn<QString>("second");
        QTest::addColumn<QString>("code");
        QTest::newRow("nobody") << ""
                                << "";
        QTest::newRow("the board") << "board"
                                   << "";
        QTest::newRow("the same") << "treasurer"
                                  << "close.undo.second_person.same";
        QTest::newRow("who changes nothing") << "auditor"
                                             << "close.undo.second_person.role";
    }
    void fromACommandLineASecondPersonMayConfirmAnUndo()
    {
        QFETCH(QString, second);
        QFETCH(QString, code);
        SampleCooperative sample;
        auto& console = sample.open();
        VERIFY_OK(sample.runTo(1));
        std::optional<console::Session> beside;
        if (!second.isEmpty()) beside = sample.as(second.toStdString());
        const auto undone =
            console.undoTo(sample.as("treasurer"), SampleCooperative::period, 1, "Too early", beside);
        QCOMPARE(undone ? std::string() : undone.error().code, code.toStdString());
    }

    void anEnteredNetIncomeStandsInTheBooks()
    {
        SampleCooperative sample;
        auto& console = sample.open();
        VERIFY_OK(console.startClose(sample.as("allocator"), SampleCooperative::period, {Money(2'300'000)}));
        VERIFY_OK(sample.runTo(11));
        QCOMPARE(sample.view().netIncome->minor, 2'300'000);
        QCOMPARE(sample.view().allocated->minor, 2'100'000);
        QVERIFY(isSound(sample));
    }

    /// If an invariant fails, the saga undoes 6, 5, 4, 3, 2, 1, and nothing has reached the
    /// ledger.
    void aBrokenInvariantUndoesTheWholeClose()
    {
        SampleCooperative sample;
        sample.open();
        const auto before = sample.books();
        VERIFY_OK(sample.runTo(3));
        VERIFY_OK(sample.console().undoTo(sample.as("treasurer"), SampleCooperative::period, 3, "Recount"));
        VERIFY_OK(sample.runTo(7));
        VERIFY_OK(sample.signStep(8));
        sample.close();
        {
            // What no operation can do: the kept totals no longer follow from the postings.
            auto db = db::Connection::open(sample.database(), db::OpenMode::ReadWrite);
            QVERIFY(db.has_value());
            db->query("UPDATE running_total SET debit_minor = debit_minor + 1 WHERE class = 'asset'").run();
        }
        sample.open();
        const auto ran = sample.console().runStep(sample.as("treasurer"), SampleCooperative::period, 8);
        QVERIFY(!ran.has_value());
        QCOMPARE(ran.error().code, std::string("close.undone_by_saga"));
        QCOMPARE(sample.view().state, std::string("undone"));
        QCOMPARE(sample.view().periodState, std::string("open"));
        const auto third = sample.questions().step(sample.as("treasurer"), SampleCooperative::period, 3);
        QCOMPARE(third->attempts.back().message, std::string("An invariant failed; the close undid itself."));
        for (int step = 1; step <= 8; ++step)
            QVERIFY(stateOf(sample, step) != StepState::Completed);
        QCOMPARE(sample.books(), before);
        sample.close();
        {
            auto db = db::Connection::open(sample.database(), db::OpenMode::ReadWrite);
            db->query("UPDATE running_total SET debit_minor = debit_minor - 1 WHERE class = 'asset'").run();
        }
        sample.open();
        VERIFY_OK(sample.console().startClose(sample.as("allocator"), SampleCooperative::period, {}));
        VERIFY_OK(sample.runTo(11));
        QCOMPARE(QString::fromStdString(sample.books()), undisturbedBooks());
        QVERIFY(isSound(sample));
    }

    void evidenceIsKeptByItsHashAndTellsWhoOpenedIt()
    {
        SampleCooperative sample;
        auto& console = sample.open();
        VERIFY_OK(sample.runTo(5));
        const auto file = QString::fromStdString(sample.database()) + "-ballot.txt";
        {
            QFile out(file);
            QVERIFY(out.open(QIODevice::WriteOnly));
            out.write("7 for, none against");
        }
        VERIFY_OK(
            console.attachEvidence(sample.as("allocator"), SampleCooperative::period, 6, file.toStdString()));
        auto detail = sample.questions().step(sample.as("board"), SampleCooperative::period, 6);
        QVERIFY(detail && detail->evidence.size() == 1 && detail->evidence[0].openedBy.empty());
        const auto opened = console.openEvidence(sample.as("board"), detail->evidence[0].key);
        QVERIFY(opened.has_value());
        QFile copy(QString::fromStdString(*opened));
        QVERIFY(copy.open(QIODevice::ReadOnly));
        QCOMPARE(copy.readAll(), QByteArray("7 for, none against"));
        detail = sample.questions().step(sample.as("board"), SampleCooperative::period, 6);
        QCOMPARE(detail->evidence[0].openedBy, std::vector<std::string>{"board"});
    }

    void aLockedPeriodIsNotClosedAgain()
    {
        SampleCooperative sample;
        auto& console = sample.open();
        VERIFY_OK(sample.runTo(11));
        QCOMPARE(console.startClose(sample.as("allocator"), SampleCooperative::period, {}).error().code,
                 std::string("close.locked"));
    }
};

QTEST_GUILESS_MAIN(CloseTest)
#include "close_test.moc"
