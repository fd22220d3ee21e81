// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/close/cases.h"

#include "core/agreements/distributions.h"
#include "core/runtime/engine.h"

using namespace habitat;
using namespace habitat::test;
using console::StepState;

/// What is out of the ordinary about a close: nothing to divide, many signers, crashes, drafts, losses.
class CloseCasesTest : public QObject
{
    Q_OBJECT

private slots:
    void aDormantQuarterLocks_data()
    {
        QTest::addColumn<bool>("members");
        QTest::newRow("nobody on the roll") << false;
        QTest::newRow("members who did nothing") << true;
    }
    void aDormantQuarterLocks()
    {
        QFETCH(bool, members);
        SampleCooperative sample(emptyWith());
        if (members) VERIFY_OK(admit(sample));
        VERIFY_OK(tieOut(sample, Money(0)));
        VERIFY_OK(sample.runTo(9));
        VERIFY_OK(sample.console().undoTo(sample.as("treasurer"), period, 1, "Looked again"));
        VERIFY_OK(sample.runTo(11));
        QCOMPARE(sample.view().state, std::string("locked"));
        const auto allocations = sample.questions().allocations(sample.as("auditor"), period);
        QVERIFY(allocations.has_value());
        QCOMPARE(int(allocations->lines.size()), members ? 1 : 0);
        for (const auto& line : allocations->lines)
            QVERIFY(line.allocation.isZero());
        QVERIFY2(!QDir(QString::fromStdString(sample.database()) + ".bank").exists() ||
                     QDir(QString::fromStdString(sample.database()) + ".bank").isEmpty(),
                 "nothing is sent to the bank");
        QVERIFY(isSound(sample));
    }

    /// The refusal's way out is gone to its end.
    void aSurplusThatNobodyBroughtIsRefusedUntilSomebodyDid()
    {
        SampleCooperative sample(emptyWith());
        VERIFY_OK(admit(sample));
        VERIFY_OK(import(sample, earned("E-1", "400.00")));
        VERIFY_OK(tieOut(sample, Money(40'000)));
        const auto refused = sample.runTo(4);
        REFUSED(refused, "agreements.patronage.none");
        QVERIFY(refused.error().message.find("Undo back to step 1") != std::string::npos);
        VERIFY_OK(sample.console().undoTo(sample.as("treasurer"), period, 1, "Contributions are missing"));
        VERIFY_OK(
            status(sample.console().importContributions(sample.as("reviewer"), sample.file("c.csv", labor))));
        VERIFY_OK(sample.runTo(11));
        const auto allocations = sample.questions().allocations(sample.as("auditor"), period);
        // Bob has withdrawn since, and what he brought still counts.
        QCOMPARE(int(allocations->lines.size()), 2);
        QCOMPARE(allocations->lines[0].allocation.minor, 30'000);
        QCOMPARE(allocations->lines[1].allocation.minor, 10'000);
        QVERIFY(isSound(sample));
    }

    void aLossThatNoCapitalBearsIsBorneByWhatMembersBringIn()
    {
        SampleCooperative sample(emptyWith());
        VERIFY_OK(admit(sample));
        VERIFY_OK(
            status(sample.console().importContributions(sample.as("reviewer"), sample.file("c.csv", labor))));
        VERIFY_OK(import(sample, earned("E-1", "-400.00")));
        VERIFY_OK(tieOut(sample, Money(-40'000)));
        const auto refused = sample.runTo(5);
        REFUSED(refused, "agreements.loss.unplaced");
        QVERIFY(refused.error().message.find("dated within the period") != std::string::npos);
        VERIFY_OK(sample.console().undoTo(sample.as("treasurer"), period, 1, "Alice bears it"));
        VERIFY_OK(status(sample.console().importContributions(
            sample.as("reviewer"), sample.file("cash.csv", aliceBringsIn("400.00")))));
        VERIFY_OK(tieOut(sample, Money(0)));
        sample.clock().advance(std::chrono::minutes(1));
        VERIFY_OK(status(sample.console().takeBackup(sample.as("treasurer"))));
        VERIFY_OK(sample.runTo(11));
        const auto allocations = sample.questions().allocations(sample.as("auditor"), period);
        QCOMPARE(allocations->lines[0].allocation.minor, -40'000);
        QVERIFY(allocations->lines[1].allocation.isZero());
        QVERIFY(isSound(sample));
    }

    /// Found before anybody votes on an allocation that step 8 could not post; and the way out leads to the
    /// end.
    void aLossOfTheTaxLedgerAloneIsFoundAtStepFive()
    {
        SampleCooperative sample(emptyWith());
        VERIFY_OK(admit(sample));
        VERIFY_OK(
            status(sample.console().importContributions(sample.as("reviewer"), sample.file("c.csv", labor))));
        VERIFY_OK(import(sample, "T-1,2026-03-01,tax,5010,400.00,,x\nT-1,2026-03-01,tax,1110,,400.00,x\n"));
        VERIFY_OK(tieOut(sample, Money(0)));
        const auto refused = sample.runTo(8);
        REFUSED(refused, "agreements.loss.unplaced");
        QCOMPARE(sample.view().currentStep, 5);
        const auto message = QString::fromStdString(refused.error().message);
        for (const auto* part : {"Step 5", "tax ledger", "400.00 of the loss of 400.00",
                                 "Alice 0.00, Bob 0.00", "dated within the period"})
            QVERIFY2(message.contains(part), qPrintable(message));
        VERIFY_OK(sample.console().undoTo(sample.as("treasurer"), period, 1, "Alice bears it"));
        VERIFY_OK(status(sample.console().importContributions(
            sample.as("reviewer"), sample.file("cash.csv", aliceBringsIn("400.00")))));
        VERIFY_OK(tieOut(sample, Money(40'000)));
        sample.clock().advance(std::chrono::minutes(1));
        VERIFY_OK(status(sample.console().takeBackup(sample.as("treasurer"))));
        VERIFY_OK(sample.runTo(11));
        QVERIFY(isSound(sample));
    }

    /// No capital falls below what its member must restore; the limit is the policy's, from zero downwards.
    void whatIsPaidTakesCapitalNoFurtherThanItMustBeRestored_data()
    {
        QTest::addColumn<QByteArray>("restoration");
        QTest::addColumn<QString>("code");
        const QString below = "treasury.capital.below_zero";
        const auto upTo = [](const char* minor) {
            return QByteArray(R"("restoration_obligation": [{"member_number": "1", "limit_minor": )") +
                   minor + "}]";
        };
        // Alice: −1,000.00 before, +300.00 of the surplus, 60.00 of it in cash.
        QTest::newRow("not at all") << QByteArray() << below;
        QTest::newRow("a cent too little") << upTo("75999") << below;
        QTest::newRow("just so much") << upTo("76000") << "";
        QTest::newRow("all") << QByteArray(R"("restoration_obligation": "everyone")") << "";
    }
    void whatIsPaidTakesCapitalNoFurtherThanItMustBeRestored()
    {
        QFETCH(QByteArray, restoration);
        QFETCH(QString, code);
        SampleCooperative sample(emptyWith(restoration));
        VERIFY_OK(admit(sample));
        VERIFY_OK(
            status(sample.console().importContributions(sample.as("reviewer"), sample.file("c.csv", labor))));
        VERIFY_OK(import(sample, earned("E-1", "400.00") + "O-1,2026-01-02,book,3100-1,1000.00,,x\n"
                                                           "O-1,2026-01-02,book,1110,,1000.00,x\n"
                                                           "O-1,2026-01-02,tax,3200-1,1000.00,,x\n"
                                                           "O-1,2026-01-02,tax,1110,,1000.00,x\n"
                                                           "O-2,2026-01-02,book,1110,2000.00,,x\n"
                                                           "O-2,2026-01-02,book,3100-2,,2000.00,x\n"
                                                           "O-2,2026-01-02,tax,1110,2000.00,,x\n"
                                                           "O-2,2026-01-02,tax,3200-2,,2000.00,x\n"));
        VERIFY_OK(tieOut(sample, Money(140'000)));
        VERIFY_OK(sample.runTo(8));
        const auto ran = sample.runTo(11);
        REFUSED(ran, code.isEmpty() ? "ok" : code.toStdString());
        QVERIFY(isSound(sample));
        if (code.isEmpty()) return;
        QCOMPARE(sample.view().currentStep, 9);
        const auto message = QString::fromStdString(ran.error().message);
        QVERIFY2(message.contains("Member 1 has capital of -700.00; taking 60.00 would leave -760.00"),
                 qPrintable(message));
    }

    void aLossGoesBelowZeroOnlyWhereItMustBeRestored_data()
    {
        QTest::addColumn<QByteArray>("restoration");
        QTest::addColumn<QString>("code");
        QTest::newRow("nobody restores") << QByteArray() << "agreements.loss.unplaced";
        QTest::newRow("everybody restores") << QByteArray("\"restoration_obligation\": \"everyone\"") << "";
        QTest::newRow("one restores")
            << QByteArray("\"restoration_obligation\": [{\"member_number\": \"1\"}]") << "";
    }
    void aLossGoesBelowZeroOnlyWhereItMustBeRestored()
    {
        QFETCH(QByteArray, restoration);
        QFETCH(QString, code);
        SampleCooperative sample(emptyWith(restoration));
        VERIFY_OK(admit(sample));
        VERIFY_OK(
            status(sample.console().importContributions(sample.as("reviewer"), sample.file("c.csv", labor))));
        VERIFY_OK(import(sample, earned("E-1", "-400.00")));
        VERIFY_OK(tieOut(sample, Money(-40'000)));
        const auto ran = sample.runTo(11);
        REFUSED(ran, code.isEmpty() ? "ok" : code.toStdString());
        if (!code.isEmpty()) return;
        const auto allocations = sample.questions().allocations(sample.as("auditor"), period);
        Money sum;
        for (const auto& line : allocations->lines) {
            QVERIFY(line.cash.isZero());
            sum += line.allocation;
        }
        QCOMPARE(sum.minor, -40'000);
        QVERIFY(isSound(sample));
    }

    void stepSixTakesAsManyPeopleAsTheQuorumAsks()
    {
        SampleCooperative sample({"pine-ridge", policyWith("\"quorum\": 3")});
        auto& console = sample.open();
        VERIFY_OK(sample.runTo(5));
        QCOMPARE(int(sample.view().steps[5].signatures.size()), 3);
        VERIFY_OK(console.signStep(sample.as("allocator"), period, 6, ""));
        VERIFY_OK(console.signStep(sample.as("board"), period, 6, "Vote 3"));
        QCOMPARE(stateOf(sample, 6), StepState::Waiting);
        REFUSED(console.runStep(sample.as("treasurer"), period, 6), "close.step.unsigned");
        REFUSED(console.signStep(sample.as("board"), period, 6, ""), "close.sign.twice");
        REFUSED(console.signStep(sample.as("treasurer"), period, 6, ""), "close.sign.role");
        VERIFY_OK(console.signStep(sample.as("administrator"), period, 6, ""));
        VERIFY_OK(console.runStep(sample.as("treasurer"), period, 6));
        QCOMPARE(int(sample.view().steps[5].signatures.size()), 3);
        VERIFY_OK(console.undoTo(sample.as("treasurer"), period, 6, "Vote again"));
        QCOMPARE(stateOf(sample, 6), StepState::Waiting);
        VERIFY_OK(sample.runTo(11));
        QVERIFY(isSound(sample));
    }

    void aQuorumThatTooFewPeopleCanReachIsSaidAtStepTwo()
    {
        SampleCooperative sample({"pine-ridge", policyWith("\"quorum\": 4")});
        auto& console = sample.open();
        const auto refused = sample.runTo(2);
        REFUSED(refused, "close.policy.quorum");
        QVERIFY(refused.error().message.find("4 people; 3 can sign") != std::string::npos);
        VERIFY_OK(console.addUser(sample.as("administrator"),
                                  {"greta", "Greta", {Role::Board}, "long enough words"}));
        VERIFY_OK(sample.runTo(5));
        VERIFY_OK(console.signStep(sample.as("greta"), period, 6, ""));
        VERIFY_OK(sample.runTo(11));
    }

    /// Who may sign for two roles signs once, and makes room for whoever may sign for one of them only.
    void somebodyOfTwoRolesSignsOnceAndLeavesTheOtherPlace()
    {
        SampleCooperative sample;
        auto& console = sample.open();
        VERIFY_OK(console.addUser(
            sample.as("administrator"),
            {"greta", "Greta", {Role::Allocator, Role::Board, Role::Treasurer}, "long enough words"}));
        VERIFY_OK(sample.runTo(5));
        VERIFY_OK(console.signStep(sample.as("greta"), period, 6, "Vote 1"));
        REFUSED(console.signStep(sample.as("greta"), period, 6, ""), "close.sign.twice");
        VERIFY_OK(console.signStep(sample.as("allocator"), period, 6, ""));
        const auto given = sample.view().steps[5].signatures;
        QCOMPARE(given[0].signedBy, std::string("allocator"));
        QCOMPARE(given[1].signedBy, std::string("greta"));
        VERIFY_OK(console.runStep(sample.as("treasurer"), period, 6));
        VERIFY_OK(sample.runTo(11));
        QVERIFY(isSound(sample));
    }

    void aDraftStopsTheFreezeUntilItIsPostedOrDiscarded_data()
    {
        QTest::addColumn<bool>("post");
        QTest::newRow("posted") << true;
        QTest::newRow("discarded") << false;
    }
    void aDraftStopsTheFreezeUntilItIsPostedOrDiscarded()
    {
        QFETCH(bool, post);
        SampleCooperative sample(emptyWith());
        auto& console = sample.console();
        const auto file = sample.file("drafts.csv", journalFile(earned("D-1", "50.00")));
        REFUSED(console.importDrafts(sample.as("auditor"), file), "identity.permission.denied");
        VERIFY_OK(status(console.importDrafts(sample.as("allocator"), file)));
        const auto drafts = sample.questions().drafts(sample.as("auditor"));
        QVERIFY(drafts && drafts->size() == 1);
        QVERIFY(sample.questions().journal(sample.as("auditor"), period, {})->empty());
        const auto refused = sample.runTo(1);
        REFUSED(refused, "treasury.freeze.drafts");
        QVERIFY(refused.error().message.find("drafts post") != std::string::npos);
        const auto key = drafts->front().key.value;
        REFUSED(console.postDraft(sample.as("allocator"), key), "identity.permission.denied");
        if (post)
            VERIFY_OK(status(console.postDraft(sample.as("treasurer"), key)));
        else
            VERIFY_OK(console.discardDraft(sample.as("treasurer"), key, "Not ours"));
        QVERIFY(sample.questions().drafts(sample.as("auditor"))->empty());
        QCOMPARE(int(sample.questions().journal(sample.as("auditor"), period, {})->size()), post ? 1 : 0);
        VERIFY_OK(tieOut(sample, Money(post ? 5'000 : 0)));
        VERIFY_OK(status(console.takeBackup(sample.as("treasurer"))));
        VERIFY_OK(sample.runTo(1));
    }

    void whatTheBankSaysIsSignedWithTheFreeze_data()
    {
        QTest::addColumn<QString>("date");
        QTest::addColumn<qint64>("balance");
        QTest::addColumn<QString>("explanation");
        QTest::addColumn<bool>("stands");
        QTest::newRow("entered again, the same") << "2026-03-31" << qint64(100) << "A cheque" << true;
        QTest::newRow("another balance") << "2026-03-31" << qint64(101) << "A cheque" << false;
        QTest::newRow("another explanation") << "2026-03-31" << qint64(100) << "Not known" << false;
        QTest::newRow("another day") << "2026-03-30" << qint64(100) << "A cheque" << false;
    }
    void whatTheBankSaysIsSignedWithTheFreeze()
    {
        QFETCH(QString, date);
        QFETCH(qint64, balance);
        QFETCH(QString, explanation);
        QFETCH(bool, stands);
        SampleCooperative sample(emptyWith());
        auto& console = sample.console();
        const auto treasurer = sample.as("treasurer");
        const auto enter = [&](const QString& on, qint64 says, const QString& why) {
            console::TieOutEntry entry;
            entry.statementDate = *parseDate(on.toStdString());
            entry.statementBalance = Money(says);
            entry.explanation = why.toStdString();
            return console.enterTieOut(treasurer, period, entry);
        };
        VERIFY_OK(status(console.takeBackup(treasurer)));
        VERIFY_OK(console.startClose(sample.as("allocator"), period, {}));
        VERIFY_OK(enter("2026-03-31", 100, "A cheque"));
        VERIFY_OK(sample.signStep(1));
        VERIFY_OK(enter(date, balance, explanation));
        QCOMPARE(sample.view().steps.front().signatures.front().suspended, !stands);
        REFUSED(console.runStep(treasurer, period, 1), stands ? "ok" : "close.step.unsigned");
        VERIFY_OK(sample.runTo(1));
        REFUSED(enter("2026-03-31", 7, "No"), "treasury.tie_out.frozen");
        VERIFY_OK(console.undoTo(treasurer, period, 1, "The bank was wrong"));
        VERIFY_OK(enter("2026-03-31", 7, "No"));
    }

    /// Whatever the close did since, a done step shows what was signed, and its figures are those.
    void aDoneStepShowsWhatWasSigned()
    {
        SampleCooperative sample;
        sample.open();
        VERIFY_OK(sample.runTo(1));
        const auto freeze = [&] { return *sample.questions().step(sample.as("auditor"), period, 1); };
        const auto balances = [&](const console::StepDetail& detail) {
            std::string text;
            for (const auto& table : detail.figures)
                for (const auto& row : table.rows)
                    for (const auto& cell : row)
                        text += exchange::toText(cell) + "|";
            return text;
        };
        const auto before = freeze();
        const auto signedHash = [&] {
            auto db = db::Connection::open(sample.database(), db::OpenMode::ReadOnly);
            auto row = db->query("SELECT input_hash FROM close_signature WHERE step = 1");
            row.next();
            return row.text(0);
        }();
        QCOMPARE(before.inputHash, signedHash);
        VERIFY_OK(sample.runTo(9));
        QCOMPARE(freeze().inputHash, signedHash);
        QCOMPARE(balances(freeze()), balances(before));
        VERIFY_OK(sample.console().undoTo(sample.as("treasurer"), period, 8, "Looked again"));
        QCOMPARE(balances(freeze()), balances(before));
        for (int step = 1; step <= 7; ++step) {
            const auto detail = sample.questions().step(sample.as("auditor"), period, step);
            auto db = db::Connection::open(sample.database(), db::OpenMode::ReadOnly);
            auto row = db->query("SELECT input_hash FROM close_result WHERE step = ?").bind(step);
            QVERIFY(row.next());
            QCOMPARE(detail->inputHash, row.text(0));
        }
    }

    void aDraftOverTheThresholdTakesTwoPeople()
    {
        SampleCooperative sample(emptyWith());
        auto& console = sample.console();
        VERIFY_OK(status(console.importDrafts(
            sample.as("treasurer"), sample.file("drafts.csv", journalFile(earned("D-1", "9000.00"))))));
        const auto key = sample.questions().drafts(sample.as("auditor"))->front().key.value;
        REFUSED(console.postDraft(sample.as("treasurer"), key), "treasury.journal.self_approval");
        const auto posted = console.postDraft(sample.as("administrator"), key);
        QVERIFY(posted.has_value());
        QCOMPARE(posted->at("status").get<std::string>(), std::string("posted"));
    }

    void theSecondQuarterIsNotClosedBeforeTheFirst()
    {
        SampleCooperative sample;
        auto& console = sample.open();
        sample.clock().set(*parseInstant("2026-07-10T09:00:00Z"));
        VERIFY_OK(console.startClose(sample.as("allocator"), "2026-Q2", {}));
        VERIFY_OK(console.signStep(sample.as("allocator"), "2026-Q2", 1, ""));
        const auto refused = console.runStep(sample.as("treasurer"), "2026-Q2", 1);
        REFUSED(refused, "treasury.freeze.prior");
        QVERIFY(refused.error().message.find("Close the earlier period first.") != std::string::npos);
    }

    void aPeriodIsNotClosedBeforeItBegins_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("refusal");
        QTest::newRow("long to come") << "9999-Q4"
                                      << "close.period.not_begun";
        QTest::newRow("the next one") << "2026-Q3"
                                      << "close.period.not_begun";
        QTest::newRow("in its midst") << "2026-Q2"
                                      << "ok";
        QTest::newRow("no period") << "2026-Q5"
                                   << "treasury.period.code";
    }
    void aPeriodIsNotClosedBeforeItBegins()
    {
        QFETCH(QString, code);
        QFETCH(QString, refusal);
        SampleCooperative sample(emptyWith());
        REFUSED(sample.console().startClose(sample.as("allocator"), code.toStdString(), {}),
                refusal.toStdString());
        auto db = db::Connection::open(sample.database(), db::OpenMode::ReadOnly);
        auto opened = db->query("SELECT 1 FROM period WHERE code = ?").bind(code.toStdString());
        QCOMPARE(opened.next(), refusal == "ok");
    }

    void aBankStatementIsOfADayThatHasCome_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("date");
        QTest::addColumn<QString>("refusal");
        const auto row = [](const char* name, const char* code, const char* date, const char* refusal) {
            QTest::newRow(name) << code << date << refusal;
        };
        row("of a period that is over", "2026-Q1", "2026-03-31", "ok");
        row("of today", "2026-Q2", "2026-05-04", "ok");
        row("of tomorrow", "2026-Q2", "2026-05-05", "treasury.tie_out.ahead");
        row("of the next period", "2026-Q3", "2026-09-30", "treasury.tie_out.ahead");
        row("of a period far away", "9999-Q4", "9999-12-31", "treasury.tie_out.ahead");
    }
    void aBankStatementIsOfADayThatHasCome()
    {
        QFETCH(QString, code);
        QFETCH(QString, date);
        QFETCH(QString, refusal);
        SampleCooperative sample(emptyWith());
        console::TieOutEntry entry;
        entry.statementDate = *parseDate(date.toStdString());
        REFUSED(sample.console().enterTieOut(sample.as("treasurer"), code.toStdString(), entry),
                refusal.toStdString());
        auto db = db::Connection::open(sample.database(), db::OpenMode::ReadOnly);
        auto opened = db->query("SELECT 1 FROM period WHERE code = ?").bind(code.toStdString());
        QCOMPARE(opened.next(), refusal == "ok");
    }

    void aPeriodIsNotFrozenBeforeItIsOver_data()
    {
        QTest::addColumn<QString>("now");
        QTest::addColumn<std::string>("code");
        QTest::newRow("in its midst") << "2026-02-10T09:00:00Z" << std::string("close.period.running");
        QTest::newRow("on its last day") << "2026-03-31T23:59:59Z" << std::string("close.period.running");
        QTest::newRow("on the day after") << "2026-04-01T00:00:00Z" << std::string("ok");
    }
    void aPeriodIsNotFrozenBeforeItIsOver()
    {
        QFETCH(QString, now);
        QFETCH(std::string, code);
        SampleCooperative sample(emptyWith());
        VERIFY_OK(tieOut(sample, Money(0)));
        sample.clock().set(*parseInstant(now.toStdString()));
        const auto ran = sample.runTo(1);
        REFUSED(ran, code);
        QCOMPARE(stateOf(sample, 1) == StepState::Completed, ran.has_value());
        if (!ran) QVERIFY(ran.error().message.find("its last day is 2026-03-31") != std::string::npos);
    }

    /// Past the pivot the way is forward: what comes back is owed again, in the period of the day it came,
    /// and the locked one stays as it is.
    void aPaymentThatComesBackAfterTheLockIsOwedAgain()
    {
        SampleCooperative sample;
        sample.open();
        VERIFY_OK(sample.runTo(11));
        const auto closed = sample.questions().journal(sample.as("auditor"), period, {})->size();
        const auto day = *parseDate("2026-05-11");
        sample.clock().set(*parseInstant("2026-05-11T09:00:00Z"));
        sample.close();
        auto db = db::Connection::open(sample.database(), db::OpenMode::ReadOnly);
        const auto paid = treasury::payments(*db, {}).front();
        QCOMPARE(paid.state, treasury::PaymentState::Completed);
        const auto amount = paid.instruction.amount.minor;
        const auto cash = balanceOf(*db, "1110");
        const auto owed = balanceOf(*db, "2320");
        {
            runtime::Options options;
            options.database = sample.database();
            options.clock = std::make_shared<ManualClock>(sample.clock().now());
            options.threaded = false;
            const auto engine = runtime::Engine::open(std::move(options), {});
            QVERIFY(engine.has_value());
            const auto comesBack = [&](runtime::OperationContext& context) -> Result<nlohmann::json> {
                auto& work = context.work();
                TRY(agreements::returnDistribution(work, paid.instruction.distribution, day,
                                                   "Account closed"));
                TRY(treasury::recordReturned(work, paid.key, day, "Account closed"));
                // The bank tells it twice.
                TRY(treasury::recordReturned(work, paid.key, day, "Account closed"));
                TRY(agreements::payAgain(work, paid.instruction.distribution, day));
                return nlohmann::json();
            };
            VERIFY_OK(status((*engine)->execute(
                {runtime::Operation{"payment.return", {}, comesBack, {}}, Actor{"treasurer", {}}, {}, {}})));
        }
        QCOMPARE(balanceOf(*db, "1110") - cash, amount);
        QCOMPARE(balanceOf(*db, "2320") - owed, -amount);
        QCOMPARE(treasury::findPayment(*db, paid.key)->state, treasury::PaymentState::Returned);
        const auto again = agreements::findDistribution(*db, paid.instruction.distribution);
        QCOMPARE(again->state, agreements::DistributionState::Scheduled);
        QVERIFY(again->paymentKey != paid.instruction.paymentKey);
        sample.open();
        QCOMPARE(sample.questions().journal(sample.as("auditor"), period, {})->size(), closed);
        QCOMPARE(sample.view().periodState, std::string("locked"));
        QVERIFY(isSound(sample));
    }

    /// The payable of a quarter stands in the next one, which may be closed before the payable is undone.
    void aPayableIsUndoneTodayWhereItsOwnPeriodIsClosed()
    {
        SampleCooperative sample;
        sample.open();
        VERIFY_OK(sample.runTo(8));
        const auto before = sample.books();
        VERIFY_OK(sample.runTo(9));
        sample.clock().set(*parseInstant("2026-07-10T09:00:00Z"));
        VERIFY_OK(closeSecondQuarter(sample));
        VERIFY_OK(sample.console().undoTo(sample.as("treasurer"), period, 9, "Paid too early"));
        QCOMPARE(sample.books(), before);
        QVERIFY(isSound(sample));
        VERIFY_OK(sample.runTo(11));
        QCOMPARE(sample.view().state, std::string("locked"));
        QVERIFY(isSound(sample));
    }

private:
    /// Debit positive, in the book ledger.
    static qlonglong balanceOf(db::Connection& db, const char* account)
    {
        auto row = db.query("SELECT coalesce(sum(p.debit_minor - p.credit_minor), 0) FROM posting AS p "
                            "JOIN ledger_journal AS j ON j.key = p.journal "
                            "WHERE j.status = 'posted' AND p.ledger = 'book' AND p.account = ?")
                       .bind(account);
        row.next();
        return row.integer(0);
    }
};

QTEST_GUILESS_MAIN(CloseCasesTest)

#include "close_cases_test.moc"
