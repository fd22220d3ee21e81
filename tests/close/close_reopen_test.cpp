// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/close/cases.h"
#include "tests/exchange/document_reader.h"

#include "core/agreements/distributions.h"
#include "core/close/closes.h"
#include "core/close/reopen.h"
#include "core/engine/command.h"
#include "core/runtime/engine.h"

using namespace habitat;
using namespace habitat::test;
using console::StepState;

namespace {

constexpr auto why = "A sale of March was missed";

/// Three people as they stand at a desk.
struct Desk
{
    console::Session first;
    console::Beside beside;
};

Desk deskOf(SampleCooperative& sample)
{
    return {sample.as("treasurer"), {sample.as("administrator"), sample.as("board")}};
}

Status reopen(SampleCooperative& sample)
{
    const auto desk = deskOf(sample);
    return sample.console().reopenPeriod(desk.first, period, why, desk.beside);
}

/// 400.00 earned, shared 3 to 1 by labor, all of it retained: nothing is paid, so the way back stays open.
void lockWithoutPayments(SampleCooperative& sample)
{
    VERIFY_OK(admit(sample));
    VERIFY_OK(
        status(sample.console().importContributions(sample.as("reviewer"), sample.file("c.csv", labor))));
    VERIFY_OK(import(sample, earned("E-1", "400.00")));
    VERIFY_OK(tieOut(sample, Money(40'000)));
    VERIFY_OK(sample.runTo(11));
    QCOMPARE(sample.view().periodState, std::string("locked"));
}

Beginning nothingInCash()
{
    return emptyWith(R"("cash_rate_bp": 0)");
}

std::int64_t countOf(SampleCooperative& sample, const char* query)
{
    auto db = db::Connection::open(sample.database(), db::OpenMode::ReadOnly);
    auto row = db->query(query);
    return row.next() ? row.integer(0) : -1;
}

std::string wordOf(SampleCooperative& sample, const char* query)
{
    auto db = db::Connection::open(sample.database(), db::OpenMode::ReadOnly);
    auto row = db->query(query);
    return row.next() ? row.text(0) : std::string();
}

} // namespace

/// A closed or locked period is opened again for a correction, and closed anew.
class CloseReopenTest : public QObject
{
    Q_OBJECT

private slots:
    /// Lock, reopen, correct, close and lock again; the books are sound after each, and right at the end.
    void aLockedQuarterIsReopenedCorrectedAndLockedAgain()
    {
        SampleCooperative sample(nothingInCash());
        lockWithoutPayments(sample);
        const auto locked = sample.books();
        QVERIFY(locked.find("book 3100-1 -300.00") != std::string::npos);
        QVERIFY(locked.find("tax 3200-2 -100.00") != std::string::npos);
        QCOMPARE(sample.view().run, 1);
        QVERIFY(sample.view().isOver);

        VERIFY_OK(reopen(sample));
        QVERIFY(isSound(sample));
        const auto view = sample.view();
        QCOMPARE(view.state, std::string("reopened"));
        QCOMPARE(view.periodState, std::string("reopened"));
        QCOMPARE(view.currentStep, 0);
        QCOMPARE(view.completedSteps, 0);
        QVERIFY(!view.isOver);
        QCOMPARE(int(view.reopenings.size()), 1);
        QCOMPARE(view.reopenings[0].by, std::string("treasurer"));
        QCOMPARE(view.reopenings[0].second, std::string("administrator"));
        QCOMPARE(view.reopenings[0].board, std::string("board"));
        QCOMPARE(view.reopenings[0].reason, std::string(why));
        // As before the close: cash, and income that nobody has shared yet.
        QCOMPARE(sample.books(), std::string("book 1110 400.00\nbook 4010 -400.00\n"
                                             "tax 1110 400.00\ntax 4010 -400.00\n"));
        QCOMPARE(countOf(sample, "SELECT count(*) FROM contribution WHERE state = 'valued'"),
                 std::int64_t(2));
        QCOMPARE(wordOf(sample, "SELECT state FROM allocation"), std::string("amended"));
        QCOMPARE(wordOf(sample, "SELECT state FROM contribution_register"), std::string("released"));
        QCOMPARE(wordOf(sample, "SELECT state FROM patronage"), std::string("discarded"));

        VERIFY_OK(import(sample, earned("E-2", "200.00")));
        VERIFY_OK(tieOut(sample, Money(60'000)));
        QVERIFY(isSound(sample));
        VERIFY_OK(sample.console().startClose(sample.as("allocator"), period, {}));
        QCOMPARE(sample.view().run, 2);
        QCOMPARE(sample.view().state, std::string("waiting"));
        VERIFY_OK(sample.runTo(11));
        QCOMPARE(sample.view().state, std::string("locked"));
        QCOMPARE(sample.view().allocated->minor, 60'000);
        QCOMPARE(int(sample.view().reopenings.size()), 1);
        QCOMPARE(sample.books(), std::string("book 1110 600.00\nbook 3100-1 -450.00\nbook 3100-2 -150.00\n"
                                             "tax 1110 600.00\ntax 3200-1 -450.00\ntax 3200-2 -150.00\n"));
        QCOMPARE(countOf(sample, "SELECT count(*) FROM contribution WHERE state = 'allocated'"),
                 std::int64_t(2));
        QVERIFY(isSound(sample));
    }

    void itIsReopenedMoreThanOnce()
    {
        SampleCooperative sample(nothingInCash());
        lockWithoutPayments(sample);
        const auto locked = sample.books();
        for (int round = 2; round <= 3; ++round) {
            sample.clock().advance(std::chrono::minutes(1));
            VERIFY_OK(reopen(sample));
            QVERIFY(isSound(sample));
            VERIFY_OK(sample.console().startClose(sample.as("allocator"), period, {}));
            // Steps that are undone on the way count a run too.
            VERIFY_OK(sample.runTo(9));
            VERIFY_OK(sample.console().undoTo(sample.as("treasurer"), period, 8, "Looked again"));
            VERIFY_OK(sample.runTo(11));
            QCOMPARE(sample.view().run, 2 * round - 1);
            QCOMPARE(int(sample.view().reopenings.size()), round - 1);
            QCOMPARE(sample.books(), locked);
            QVERIFY(isSound(sample));
        }
    }

    /// Cash that members brought in was posted before and stays; it is claimed again from there.
    void whatMembersBroughtInStaysPosted()
    {
        SampleCooperative sample(nothingInCash());
        VERIFY_OK(admit(sample));
        VERIFY_OK(status(sample.console().importContributions(
            sample.as("reviewer"), sample.file("cash.csv", aliceBringsIn("400.00")))));
        sample.clock().advance(std::chrono::minutes(1));
        VERIFY_OK(status(sample.console().takeBackup(sample.as("treasurer"))));
        VERIFY_OK(tieOut(sample, Money(40'000)));
        VERIFY_OK(sample.runTo(11));
        VERIFY_OK(reopen(sample));
        QCOMPARE(wordOf(sample, "SELECT state FROM contribution"), std::string("applied"));
        QCOMPARE(sample.books(), std::string("book 1110 400.00\nbook 3100-1 -400.00\n"
                                             "tax 1110 400.00\ntax 3200-1 -400.00\n"));
        VERIFY_OK(sample.console().startClose(sample.as("allocator"), period, {}));
        VERIFY_OK(sample.runTo(11));
        QCOMPARE(wordOf(sample, "SELECT state FROM contribution"), std::string("allocated"));
        QVERIFY(isSound(sample));
    }

    /// What was signed and done in the run that no longer stands is seen on the steps of the next.
    void theOldRunStaysVisible()
    {
        SampleCooperative sample(nothingInCash());
        lockWithoutPayments(sample);
        VERIFY_OK(reopen(sample));
        const auto look = [&](int step) {
            return *sample.questions().step(sample.as("auditor"), period, step);
        };
        const auto seen = [&](const console::StepDetail& detail) {
            QVERIFY(!detail.step.signatures.empty());
            for (const auto& slot : detail.step.signatures) {
                QVERIFY(!slot.signedBy.empty() && slot.signedAt && slot.suspended && !slot.isGiven());
                QCOMPARE(slot.suspendedWhy, std::string("The period was reopened: ") + why);
            }
            QCOMPARE(int(detail.attempts.size()), 2);
            QCOMPARE(detail.attempts[0].message, std::string("Run 1"));
            QCOMPARE(detail.attempts[1].outcome, std::string("undone"));
            QCOMPARE(detail.attempts[1].message, std::string(why));
            QCOMPARE(detail.attempts[1].by, std::string("treasurer, administrator"));
        };
        const auto last = look(11);
        seen(last);
        QCOMPARE(last.step.state, StepState::Compensated);
        for (const auto* refusal : {&last.whyNotRun, &last.whyNotSign, &last.whyNotUndo})
            QVERIFY(!refusal->empty());
        VERIFY_OK(sample.console().startClose(sample.as("allocator"), period, {}));
        seen(look(11));
        seen(look(1));
        QCOMPARE(look(1).step.state, StepState::Waiting);
        VERIFY_OK(sample.runTo(1));
        QCOMPARE(look(1).attempts.back().message, std::string("Run 2"));
        QVERIFY(look(1).step.signatures.front().isGiven());
    }

    /// Undone in the second round, the period is open as in the first.
    void theNextCloseIsUndoneAsAnyOther()
    {
        SampleCooperative sample(nothingInCash());
        lockWithoutPayments(sample);
        VERIFY_OK(reopen(sample));
        const auto before = sample.books();
        VERIFY_OK(sample.console().startClose(sample.as("allocator"), period, {}));
        VERIFY_OK(sample.runTo(8));
        REFUSED(reopen(sample), "close.reopen.under_way");
        VERIFY_OK(sample.console().undoTo(sample.as("treasurer"), period, 1, "Not yet"));
        QCOMPARE(sample.books(), before);
        QCOMPARE(sample.view().periodState, std::string("open"));
        VERIFY_OK(sample.runTo(11));
        QVERIFY(isSound(sample));
    }

    void aPivotThatPaidNothingIsUndone_data()
    {
        QTest::addColumn<int>("to");
        for (const int to : {1, 8, 9, 10})
            QTest::addRow("to %d", to) << to;
    }

    void aPivotThatPaidNothingIsUndone()
    {
        QFETCH(int, to);
        SampleCooperative sample(nothingInCash());
        sample.open();
        lockWithoutPayments(sample);
        const auto locked = sample.books();
        VERIFY_OK(reopen(sample));
        VERIFY_OK(sample.console().startClose(sample.as("allocator"), period, {}));
        VERIFY_OK(sample.runTo(10));
        const auto plan = sample.questions().undoPlan(sample.as("treasurer"), period, to);
        VERIFY_OK(status(plan));
        QCOMPARE(plan->effects.front().step, 10);
        VERIFY_OK(
            sample.console().undoTo(sample.as("treasurer"), period, to, "Looked again", sample.as("board")));
        QCOMPARE(sample.view().currentStep, to);
        const auto pivot = sample.view().steps[9];
        QVERIFY(pivot.state != console::StepState::Completed);
        for (const auto& slot : pivot.signatures)
            QVERIFY(!slot.isGiven());
        QVERIFY(!sample.console().signStep(sample.as("administrator"), period, 11, ""));
        VERIFY_OK(sample.runTo(11));
        QCOMPARE(sample.books(), locked);
        QCOMPARE(sample.view().periodState, std::string("locked"));
        QVERIFY(isSound(sample));
    }

    void reopeningIsRefused_data()
    {
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("second");
        QTest::addColumn<QString>("board");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const char* first, const char* second, const char* board,
                            const char* code, const char* reason = why) {
            QTest::newRow(name) << first << second << board << reason << code;
        };
        row("three people", "treasurer", "administrator", "board", "ok");
        row("asked for by the Board", "board", "treasurer", "board2", "ok");
        row("no reason", "treasurer", "administrator", "board", "close.reopen.reason", "");
        row("a blank reason", "treasurer", "administrator", "board", "close.reopen.reason", " \n");
        row("nobody beside", "treasurer", "", "board", "close.reopen.second_person");
        row("the same twice", "treasurer", "treasurer", "board", "close.reopen.second_person.same");
        row("beside: who changes nothing", "treasurer", "auditor", "board",
            "close.reopen.second_person.role");
        row("locked without the Board", "treasurer", "administrator", "", "treasury.period.board");
        row("not of the Board", "treasurer", "administrator", "reviewer", "treasury.period.board");
        row("the Board counted twice", "treasurer", "board", "board", "treasury.period.board");
        row("asks and is the Board", "board", "treasurer", "board", "treasury.period.board");
        for (const auto* role : {"allocator", "reviewer", "auditor"})
            row(role, role, "administrator", "board", "identity.permission.denied");
    }
    void reopeningIsRefused()
    {
        QFETCH(QString, first);
        QFETCH(QString, second);
        QFETCH(QString, board);
        QFETCH(QString, reason);
        QFETCH(QString, code);
        SampleCooperative sample(nothingInCash());
        VERIFY_OK(sample.console().addUser(sample.as("administrator"),
                                           {"board2", "board2", {Role::Board}, "words of board2"}));
        VERIFY_OK(tieOut(sample, Money(0)));
        VERIFY_OK(sample.runTo(11));
        const auto before = sample.books();
        console::Beside beside;
        if (!second.isEmpty()) beside.second = sample.as(second.toStdString());
        if (!board.isEmpty()) beside.board = sample.as(board.toStdString());
        REFUSED(sample.console().reopenPeriod(sample.as(first.toStdString()), period, reason.toStdString(),
                                              beside),
                code.toStdString());
        QCOMPARE(sample.view().periodState, std::string(code == "ok" ? "reopened" : "locked"));
        QCOMPARE(sample.books(), before);
        QVERIFY(isSound(sample));
    }

    /// At a desk only who signed in there counts.
    void atADeskThreePeopleSignIn()
    {
        SampleCooperative sample;
        auto& console = sample.open();
        VERIFY_OK(sample.runTo(3));
        const auto treasurer = *console.signInSample("treasurer");
        REFUSED(console.reopenPeriod(treasurer, period, why, {sample.as("administrator"), {}}),
                "close.reopen.under_way");
        VERIFY_OK(sample.console().undoTo(sample.as("treasurer"), period, 1, "Away"));
        SampleCooperative locked(nothingInCash());
        lockWithoutPayments(locked);
        const auto signIn = [&](const std::string& login) {
            return *locked.console().signIn(login, "words of " + login);
        };
        REFUSED(locked.console().reopenPeriod(signIn("treasurer"), period, why,
                                              {locked.as("administrator"), signIn("board")}),
                "close.reopen.second_person");
        REFUSED(locked.console().reopenPeriod(signIn("treasurer"), period, why,
                                              {signIn("administrator"), locked.as("board")}),
                "treasury.period.board");
        VERIFY_OK(locked.console().reopenPeriod(signIn("treasurer"), period, why,
                                                {signIn("administrator"), signIn("board")}));
    }

    /// Each with the remedy in words; a plan says the same before anybody orders it.
    void itsStateForbidsIt_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("words");
        QTest::newRow("no such period") << "unknown"
                                        << "treasury.period.unknown"
                                        << "2030-Q1";
        QTest::newRow("open") << "open"
                              << "treasury.period.move"
                              << "is open";
        QTest::newRow("under way, frozen") << "frozen"
                                           << "close.reopen.under_way"
                                           << "close undo";
        QTest::newRow("under way, closed") << "closed"
                                           << "close.reopen.under_way"
                                           << "step 9, Schedule distributions";
        QTest::newRow("paid") << "paid"
                              << "treasury.period.payment_submitted"
                              << "next period";
        QTest::newRow("a later period is closed") << "later"
                                                  << "treasury.period.later_closed"
                                                  << "2026-Q2";
    }
    void itsStateForbidsIt()
    {
        QFETCH(QString, what);
        QFETCH(QString, code);
        QFETCH(QString, words);
        SampleCooperative sample;
        sample.open();
        const auto which = what == "unknown" ? "2030-Q1" : period;
        if (what == "frozen") VERIFY_OK(sample.runTo(2));
        if (what == "closed") VERIFY_OK(sample.runTo(8));
        if (what == "paid") VERIFY_OK(sample.runTo(11));
        SampleCooperative quiet(nothingInCash());
        const bool later = what == "later";
        if (later) {
            lockWithoutPayments(quiet);
            quiet.clock().set(*parseInstant("2026-07-10T09:00:00Z"));
            VERIFY_OK(freezeSecondQuarter(quiet));
        }
        auto& with = later ? quiet : sample;
        const auto before = with.books();
        const auto desk = deskOf(with);
        const auto refused = with.console().reopenPeriod(desk.first, which, why, desk.beside);
        REFUSED(refused, code.toStdString());
        QVERIFY2(QString::fromStdString(refused.error().message).contains(words),
                 refused.error().message.c_str());
        const auto plan = with.questions().reopenPlan(desk.first, which);
        QVERIFY(plan.has_value() && plan->refusal);
        QCOMPARE(plan->refusal->code, code.toStdString());
        if (what == "paid" || later) {
            QVERIFY(with.view().isOver);
            QCOMPARE(with.questions().close(desk.first, period)->whyNotReopen, plan->refusal->message);
        }
        QCOMPARE(with.books(), before);
        QVERIFY(isSound(with));
    }

    /// Read before anything is done, and true afterwards.
    void theEffectsAreToldInOrder()
    {
        SampleCooperative sample(nothingInCash());
        lockWithoutPayments(sample);
        const auto before = sample.books();
        const auto plan = sample.questions().reopenPlan(sample.as("auditor"), period);
        QVERIFY(plan.has_value() && !plan->refusal);
        QVERIFY(plan->needsBoard);
        QStringList told;
        for (const auto& effect : plan->effects)
            told.append(QStringLiteral("%1%2 %3")
                            .arg(effect.step)
                            .arg(effect.irreversible ? "!" : "")
                            .arg(QString::fromStdString(effect.text)));
        const QStringList expected{
            "11! 2 statements and their tax data were sealed on 2026-05-04; whoever was given one keeps it "
            "and needs the new one.",
            "8 4 journals are reversed by linked mirror images.",
            "8 Period 2026-Q1 goes from locked to reopened: until it is frozen again, corrections are posted "
            "into it.",
            "7 2 member allocations are marked void; nothing is deleted.",
            "7! 2 written notices of 2026-05-04 were given.",
            "6 The signatures fall; they stay visible, and the next run asks for its own.",
            "5 Allocation v1 of 400.00 is marked amended; its record stays.",
            "4 The computed patronage is discarded; its record stays.",
            "3 2 contributions are released; the register stays, marked released.",
            "2 Default policy v1 is unpinned; its snapshot stays on record.",
            "1 The net-income snapshot is voided; it stays on record."};
        QCOMPARE(told.join('\n'), expected.join('\n'));
        QCOMPARE(sample.books(), before);
        VERIFY_OK(reopen(sample));
        QCOMPARE(countOf(sample, "SELECT count(*) FROM ledger_journal WHERE reverses <> 0"), std::int64_t(4));
        QCOMPARE(countOf(sample, "SELECT count(*) FROM period_snapshot WHERE voided_at IS NULL"),
                 std::int64_t(0));
        QCOMPARE(countOf(sample, "SELECT count(*) FROM close_signature WHERE suspended_at IS NULL"),
                 std::int64_t(0));
        QCOMPARE(countOf(sample, "SELECT count(*) FROM policy_pin WHERE state = 'pinned'"), std::int64_t(0));
        QCOMPARE(countOf(sample, "SELECT count(*) FROM close_statement"), std::int64_t(2));
    }

    /// Whoever has both papers must see which one holds.
    void statementsOfTheNewRunAreNotThoseOfTheOld()
    {
        SampleCooperative sample(nothingInCash());
        lockWithoutPayments(sample);
        const auto auditor = sample.as("auditor");
        const auto first = sample.console().writeStatements(auditor, period);
        QVERIFY(first.has_value());
        VERIFY_OK(reopen(sample));
        REFUSED(sample.console().writeStatements(auditor, period), "close.not_locked");
        VERIFY_OK(import(sample, earned("E-2", "200.00")));
        VERIFY_OK(tieOut(sample, Money(60'000)));
        VERIFY_OK(sample.console().startClose(sample.as("allocator"), period, {}));
        sample.clock().advance(std::chrono::hours(24));
        VERIFY_OK(sample.runTo(11));
        const auto second = sample.console().writeStatements(auditor, period);
        QVERIFY(second.has_value());
        const auto oldFile = QString::fromStdString(*first) + "/2026-Q1-1.pdf";
        const auto newFile = QString::fromStdString(*second) + "/2026-Q1-run-2-1.pdf";
        QVERIFY(QFile::exists(oldFile) && QFile::exists(newFile));
        QVERIFY(*first != *second);
        if (!exchange::test::canReadPdf()) QSKIP("pdftotext is not installed");
        const auto text = [](const QString& path) {
            return exchange::test::pdfPages(path).join(' ').simplified();
        };
        QVERIFY(text(oldFile).contains("300.00"));
        QVERIFY(!text(oldFile).contains("replaces"));
        QVERIFY(text(newFile).contains("450.00"));
        QVERIFY2(text(newFile).contains(
                     "This statement replaces the one issued on 2026-05-04 with the hash " +
                     QString::fromStdString(wordOf(sample,
                                                   "SELECT substr(content_hash, 1, 12) FROM close_statement "
                                                   "WHERE member_number = '1' ORDER BY close_key"))),
                 qPrintable(text(newFile)));
    }

    /// A closed quarter whose process somebody ended by force is half closed; here is the way out of it.
    void aCloseThatWasEndedByForceIsTakenBackWithItsDistributions()
    {
        SampleCooperative sample;
        sample.open();
        const auto before = sample.books();
        VERIFY_OK(sample.runTo(9));
        sample.close();
        endByForce(sample);
        sample.open();
        QVERIFY(sample.view().isOver);
        const auto plan = sample.questions().reopenPlan(sample.as("treasurer"), period);
        QVERIFY(!plan->needsBoard);
        QCOMPARE(plan->effects.front().text,
                 std::string("Distributions of 3,600.01 are cancelled and the payable is reversed."));
        VERIFY_OK(sample.console().reopenPeriod(sample.as("treasurer"), period, why,
                                                {sample.as("administrator"), {}}));
        QCOMPARE(sample.books(), before);
        QCOMPARE(wordOf(sample, "SELECT state FROM allocation"), std::string("reversed"));
        QCOMPARE(countOf(sample, "SELECT count(*) FROM distribution WHERE state <> 'cancelled'"),
                 std::int64_t(0));
        QCOMPARE(countOf(sample, "SELECT count(*) FROM payment WHERE state <> 'cancelled'"), std::int64_t(0));
        QVERIFY(isSound(sample));
        VERIFY_OK(sample.console().startClose(sample.as("allocator"), period, {}));
        VERIFY_OK(sample.runTo(11));
        QCOMPARE(sample.view().allocated->minor, 1'800'000);
        QVERIFY(isSound(sample));
    }

    /// What people were given stays provable after it was taken back.
    void alteredStatementsOfTheOldRunAreFound()
    {
        SampleCooperative sample(nothingInCash());
        lockWithoutPayments(sample);
        VERIFY_OK(reopen(sample));
        sample.close();
        {
            auto db = db::Connection::open(sample.database(), db::OpenMode::ReadWrite);
            db->query("UPDATE close_statement SET content = '{}' WHERE member_number = '1'").run();
        }
        sample.open();
        const auto proof = sample.questions().verify(sample.as("auditor"));
        QVERIFY(std::ranges::any_of(proof->records, [](const Error& violation) {
            return violation.code == "close.statement.altered";
        }));
    }

private:
    /// So far that the books of January to March are settled by it.
    static Status freezeSecondQuarter(SampleCooperative& sample)
    {
        constexpr auto second = "2026-Q2";
        auto& console = sample.console();
        const auto treasurer = sample.as("treasurer");
        TRY(console.startClose(treasurer, second, {}));
        console::TieOutEntry entry;
        entry.statementDate = *parseDate("2026-06-30");
        entry.statementBalance = Money(40'000);
        TRY(console.enterTieOut(treasurer, second, entry));
        TRY(console.signStep(sample.as("allocator"), second, 1, ""));
        return console.runStep(treasurer, second, 1);
    }

    /// What the program refuses by itself: it cancels the instance, which compensates nothing.
    static void endByForce(SampleCooperative& sample)
    {
        const InstanceKey instance(countOf(sample, "SELECT instance_key FROM close"));
        runtime::Options options;
        options.database = sample.database();
        options.clock = std::make_shared<ManualClock>(sample.clock().now());
        options.threaded = false;
        const auto engine = runtime::Engine::open(std::move(options), {});
        QVERIFY(engine.has_value());
        VERIFY_OK(status((*engine)->execute({runtime::InstanceCommand{instance, engine::CancelInstance{}},
                                             Actor{"administrator", {}},
                                             {},
                                             {}})));
    }
};

QTEST_GUILESS_MAIN(CloseReopenTest)

#include "close_reopen_test.moc"
