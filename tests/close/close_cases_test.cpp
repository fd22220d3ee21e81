// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/sample_cooperative.h"

#include "core/base/calendar.h"
#include "core/base/hash.h"
#include "core/db/connection.h"
#include "core/store/rows.h"
#include "core/treasury/payments.h"

#include <fmt/format.h>

#include <QDir>
#include <QFile>
#include <QTest>

#include <algorithm>

using namespace habitat;
using console::StepState;
using test::Beginning;
using test::SampleCooperative;

namespace {

constexpr auto period = SampleCooperative::period;

QString text(const Status& status)
{
    return status ? QString("ok")
                  : QString::fromStdString(status.error().code + ": " + status.error().message);
}

template <typename T>
Status status(const Result<T>& result)
{
    return result ? Status{} : fail(result.error());
}

#define VERIFY_OK(status)                                                                                    \
    do {                                                                                                     \
        const auto& outcome = (status);                                                                      \
        QVERIFY2(outcome.has_value(), qPrintable(text(outcome)));                                            \
    } while (false)

#define REFUSED(status, wanted)                                                                              \
    do {                                                                                                     \
        const auto& outcome = (status);                                                                      \
        QCOMPARE(outcome ? std::string("ok") : outcome.error().code, std::string(wanted));                   \
    } while (false)

/// The default policy, ratified in time, with one field more.
QByteArray policyWith(const QByteArray& field = {})
{
    return "{\"ratified_on\": \"2025-11-15\", \"effective_from\": \"2026-01-01\"" +
           (field.isEmpty() ? QByteArray() : ", " + field) + "}";
}

Beginning emptyWith(const QByteArray& policyField = {})
{
    return {"", policyWith(policyField)};
}

constexpr auto twoMembers = "number,name,admitted_on,class,status,email\n"
                            "1,Alice,2019-03-04,patron,active,a@example.org\n"
                            "2,Bob,2020-03-04,patron,withdrawn,b@example.org\n";
constexpr auto labor = "reference,member_number,category,value,date,description,submitted_by,approved_by\n"
                       "C-1,1,labor,300.00,2026-02-01,Work,alice,reviewer;board\n"
                       "C-2,2,labor,100.00,2026-02-01,Work,bob,reviewer;board\n";

/// One amount of money, earned (or, where negative, spent) in cash on a day of the quarter, in both ledgers.
QByteArray earned(const QByteArray& entry, const QByteArray& amount, const QByteArray& account = "4010")
{
    const bool spent = amount.startsWith('-');
    const auto value = spent ? amount.mid(1) : amount;
    QByteArray rows;
    for (const auto* ledger : {"book", "tax"}) {
        const QByteArray head = entry + ",2026-03-01," + ledger + ",";
        rows += head + (spent ? "5010," : "1110,") + value + ",,x\n";
        rows += head + (spent ? QByteArray("1110") : account) + ",," + value + ",x\n";
    }
    return rows;
}

QByteArray journalFile(const QByteArray& rows)
{
    return "entry,date,ledger,account,debit,credit,memo\n" + rows;
}

/// A process of somebody's own with one task of this type.
QByteArray processWith(const QString& type)
{
    return QString(
               R"(<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL")"
               R"( xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="test" id="d">)"
               R"(<bpmn:process id="own" isExecutable="true"><bpmn:startEvent id="start"/>)"
               R"(<bpmn:sequenceFlow id="a" sourceRef="start" targetRef="task"/><bpmn:serviceTask id="task">)"
               R"(<bpmn:extensionElements><zeebe:taskDefinition type="%1" retries="1"/></bpmn:extensionElements>)"
               R"(</bpmn:serviceTask><bpmn:sequenceFlow id="b" sourceRef="task" targetRef="end"/>)"
               R"(<bpmn:endEvent id="end"/></bpmn:process></bpmn:definitions>)")
        .arg(type)
        .toUtf8();
}

StepState stateOf(SampleCooperative& sample, int step)
{
    return sample.view().steps[std::size_t(step - 1)].state;
}

bool isSound(SampleCooperative& sample)
{
    const auto proof = sample.questions().verify(sample.as("auditor"));
    if (!proof) return false;
    for (const auto* part : {&proof->books, &proof->allocations, &proof->chain, &proof->integrity})
        for (const auto& violation : *part)
            qWarning("%s: %s", violation.code.c_str(), violation.message.c_str());
    return proof->isSound();
}

/// A close of the empty co-op needs the bank's word; nothing else.
Status tieOut(SampleCooperative& sample, Money balance)
{
    console::TieOutEntry entry;
    entry.statementDate = *parseDate("2026-03-31");
    entry.statementBalance = balance;
    return sample.console().enterTieOut(sample.as("treasurer"), period, entry);
}

/// With the backup that a freeze wants after it.
Status import(SampleCooperative& sample, const QByteArray& rows)
{
    const auto treasurer = sample.as("treasurer");
    TRY(sample.console().importJournal(treasurer, sample.file("journal.csv", journalFile(rows))));
    sample.clock().advance(std::chrono::minutes(1));
    TRY(sample.console().takeBackup(treasurer));
    return {};
}

Status admit(SampleCooperative& sample)
{
    return status(
        sample.console().importMembers(sample.as("treasurer"), sample.file("members.csv", twoMembers)));
}

/// Up to the point from which the books of April to June stand.
Status closeSecondQuarter(SampleCooperative& sample)
{
    constexpr auto second = "2026-Q2";
    auto& console = sample.console();
    const auto treasurer = sample.as("treasurer");
    TRY(console.startClose(treasurer, second, {Money(0)}));
    console::TieOutEntry entry;
    entry.statementDate = *parseDate("2026-06-30");
    entry.explanation = "Nothing moved";
    TRY(console.enterTieOut(treasurer, second, entry));
    TRY(console.takeBackup(treasurer));
    for (const auto* reference : {"C-1026", "C-1027", "C-1028"})
        TRY(console.deferContribution(treasurer, reference, second, "To be looked at"));
    constexpr std::pair<int, const char*> signers[] = {{1, "allocator"}, {3, "reviewer"}, {5, "allocator"},
                                                       {6, "allocator"}, {6, "board"},    {8, "treasurer"}};
    for (int step = 1; step <= 8; ++step) {
        for (const auto& [number, login] : signers)
            if (number == step) TRY(console.signStep(sample.as(login), second, step, ""));
        TRY(console.runStep(treasurer, second, step));
    }
    return {};
}

/// The states that the payments of the close went through, each as it is shown.
std::vector<std::string> paymentHistory(SampleCooperative& sample)
{
    auto db = db::Connection::open(sample.database(), db::OpenMode::ReadOnly);
    auto rows = db->query("SELECT to_state FROM payment_transition WHERE payment = "
                          "(SELECT min(key) FROM payment) ORDER BY key");
    std::vector<std::string> states;
    while (rows.next())
        states.push_back(rows.text(0));
    return states;
}

} // namespace

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
            sample.as("reviewer"),
            sample.file("cash.csv",
                        "reference,member_number,category,value,date,description,submitted_by,"
                        "approved_by\nC-3,1,cash,400.00,2026-03-20,Cash,alice,reviewer;board\n"))));
        VERIFY_OK(tieOut(sample, Money(0)));
        sample.clock().advance(std::chrono::minutes(1));
        VERIFY_OK(status(sample.console().takeBackup(sample.as("treasurer"))));
        VERIFY_OK(sample.runTo(11));
        const auto allocations = sample.questions().allocations(sample.as("auditor"), period);
        QCOMPARE(allocations->lines[0].allocation.minor, -40'000);
        QVERIFY(allocations->lines[1].allocation.isZero());
        QVERIFY(isSound(sample));
    }

    void aLossOfTheTaxLedgerAloneSaysWhoCouldBearIt()
    {
        SampleCooperative sample(emptyWith());
        VERIFY_OK(admit(sample));
        VERIFY_OK(
            status(sample.console().importContributions(sample.as("reviewer"), sample.file("c.csv", labor))));
        VERIFY_OK(import(sample, "T-1,2026-03-01,tax,5010,400.00,,x\nT-1,2026-03-01,tax,1110,,400.00,x\n"));
        VERIFY_OK(tieOut(sample, Money(0)));
        const auto refused = sample.runTo(8);
        REFUSED(refused, "agreements.loss.unplaced");
        QVERIFY(refused.error().message.find("dated within the period") != std::string::npos);
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

    void processesOfTheProgramAreNotStartedByHand_data()
    {
        QTest::addColumn<QString>("process");
        QTest::newRow("a close without its record") << "period-close";
        QTest::newRow("an approval without its contribution") << "contribution-approval";
    }

    void processesOfTheProgramAreNotStartedByHand()
    {
        QFETCH(QString, process);
        SampleCooperative sample;
        auto& console = sample.open();
        const auto administrator = sample.as("administrator");
        const auto count = [&] { return sample.questions().instances(administrator, {}).total; };
        const auto before = count();
        REFUSED(status(console.startProcess(administrator, process.toStdString(), "2026-Q1",
                                            {{"period", period}})),
                "console.start.by_hand");
        QCOMPARE(count(), before);
    }

    /// Whoever draws processes may name any task in one.
    void aTaskOfTheCloseDoesNothingElsewhere_data()
    {
        QTest::addColumn<QString>("type");
        for (const auto* type :
             {"close.freeze", "close.freeze.undo", "close.record-allocations",
              "close.post-capital-accounts.undo", "close.record-payments", "payments.send"})
            QTest::newRow(type) << type;
    }

    void aTaskOfTheCloseDoesNothingElsewhere()
    {
        QFETCH(QString, type);
        SampleCooperative sample;
        auto& console = sample.open();
        VERIFY_OK(sample.runTo(8));
        const auto before = sample.books();
        const auto administrator = sample.as("administrator");
        VERIFY_OK(
            status(console.deployDefinition(administrator, sample.file("own.bpmn", processWith(type)))));
        const auto own =
            console.startProcess(administrator, "own", "2026-Q1", {{"bank_confirmation", "paid"}});
        VERIFY_OK(status(own));
        const auto detail = sample.questions().instance(administrator, *own);
        QVERIFY(detail.has_value());
        QCOMPARE(detail->instance.state, std::string("failed"));
        QCOMPARE(detail->problems.front().code,
                 std::string(type == "payments.send" ? "close.unknown" : "close.instance.foreign"));
        QCOMPARE(sample.books(), before);
        QCOMPARE(stateOf(sample, 8), StepState::Completed);
        QVERIFY(isSound(sample));
    }

    /// The retry of an instance is the retry of its close: the same rules, and who asked is remembered.
    void aCloseIsRetriedAsACloseFromWhereverItIsAsked()
    {
        SampleCooperative sample;
        sample.open(8, 3);
        QVERIFY(!sample.runTo(8).has_value());
        QCOMPARE(stateOf(sample, 8), StepState::Retrying);
        auto& console = sample.console();
        const auto instance = sample.view().instanceKey;
        REFUSED(console.retryInstance(sample.as("board"), instance, ""), "identity.permission.denied");
        const auto inVain = console.retryInstance(sample.as("administrator"), instance, "");
        REFUSED(inVain, "close.drill");
        QCOMPARE(inVain.error().context.value("cause_gone", true), false);
        sample.letRetriesPass(8);
        VERIFY_OK(console.retryInstance(sample.as("administrator"), instance, ""));
        QCOMPARE(stateOf(sample, 8), StepState::Completed);
        auto database = db::Connection::open(sample.database(), db::OpenMode::ReadOnly);
        auto acting = database->query("SELECT acting FROM close");
        QVERIFY(acting.next());
        QCOMPARE(acting.text(0), std::string("administrator"));
    }

    void aRetryLetsNoStepRunThatIsNotReleased()
    {
        SampleCooperative sample;
        auto& console = sample.open();
        VERIFY_OK(sample.runTo(5));
        REFUSED(console.retryInstance(sample.as("administrator"), sample.view().instanceKey, ""),
                "close.step.not_failed");
        QVERIFY(stateOf(sample, 6) != StepState::Completed);
    }

    void aCloseThatHasDoneSomethingIsUndoneNotCancelled()
    {
        SampleCooperative sample;
        auto& console = sample.open();
        const auto administrator = sample.as("administrator");
        VERIFY_OK(sample.runTo(3));
        REFUSED(console.cancelInstance(administrator, sample.view().instanceKey, "Away with it"),
                "close.cancel.undo_first");
        VERIFY_OK(console.undoTo(administrator, period, 1, "Away with it"));
        VERIFY_OK(console.cancelInstance(administrator, sample.view().instanceKey, "Away with it"));
        QCOMPARE(sample.view().periodState, std::string("open"));
        VERIFY_OK(console.startClose(sample.as("allocator"), period, {}));
        VERIFY_OK(sample.runTo(11));
        QVERIFY(isSound(sample));
    }

    void aCloseIsDueSoLongAfterItsStartAsItsProcessSays()
    {
        SampleCooperative sample;
        auto& console = sample.open();
        VERIFY_OK(console.startClose(sample.as("allocator"), period, {}));
        const auto view = sample.view();
        QVERIFY(view.startedAt && view.dueAt);
        QCOMPARE((*view.dueAt - *view.startedAt) / std::chrono::hours(24), 30);
    }

    /// DOMAIN §3: a payment whose outcome is unknown is a state of its own, and is asked about before it is
    /// sent again.
    void afterACrashWhileSendingThePaymentsAreUnknownUntilTheBankHasAnswered_data()
    {
        QTest::addColumn<bool>("arrived");
        QTest::newRow("the bank has them") << true;
        QTest::newRow("the bank has nothing") << false;
    }
    void afterACrashWhileSendingThePaymentsAreUnknownUntilTheBankHasAnswered()
    {
        QFETCH(bool, arrived);
        SampleCooperative sample;
        sample.open();
        VERIFY_OK(sample.runTo(9));
        VERIFY_OK(sample.signStep(10));
        // Nothing can be put where the folder should be.
        const auto folder = QString::fromStdString(sample.database()) + ".bank";
        QDir(folder).removeRecursively();
        const auto blocker = sample.file(QFileInfo(folder).fileName(), "no folder");
        QVERIFY(!sample.console().runStep(sample.as("treasurer"), period, 10).has_value());
        crashWhileSending(sample);

        // The bank does not answer: the file with the instructions cannot be read.
        QVERIFY(QFile::remove(folder));
        QVERIFY(QDir().mkpath(folder));
        const auto name = nameOfInstructions(sample);
        QVERIFY(QDir(folder).mkpath(name));
        sample.open();
        sample.console().runUntilIdle();
        auto detail = sample.questions().step(sample.as("auditor"), period, 10);
        QVERIFY(detail.has_value());
        for (const auto& row : detail->figures.front().rows)
            QCOMPARE(std::get<std::string>(row[3]), std::string("unknown"));
        QCOMPARE(paymentHistory(sample).back(), std::string("unknown"));

        // It answers.
        QVERIFY(QDir(folder + "/" + name).removeRecursively());
        if (arrived) {
            QFile file(folder + "/" + name);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(instructions(sample));
        }
        if (stateOf(sample, 10) != StepState::Completed)
            VERIFY_OK(sample.console().retryStep(sample.as("treasurer"), period, 10));
        QCOMPARE(stateOf(sample, 10), StepState::Completed);
        const std::vector<std::string> after =
            arrived ? std::vector<std::string>{"submitting", "unknown", "processing", "completed"}
                    : std::vector<std::string>{"submitting", "unknown",    "failed",   "scheduled",
                                               "submitting", "processing", "completed"};
        QCOMPARE(paymentHistory(sample), after);
        VERIFY_OK(sample.runTo(11));
        QCOMPARE(QDir(folder).entryList({"*.csv"}, QDir::Files).size(), 1);
        QVERIFY(isSound(sample));
    }

private:
    /// What a program leaves that dies between sending and recording what came of it.
    static void crashWhileSending(SampleCooperative& sample)
    {
        sample.clock().advance(std::chrono::hours(1));
        sample.close();
        auto db = db::Connection::open(sample.database(), db::OpenMode::ReadWrite);
        db->query("UPDATE job SET status = ?, retry_at = NULL WHERE element_id = 'send-payments'")
            .bind(std::int64_t(store::JobStatus::Running))
            .run();
    }

    static QString nameOfInstructions(SampleCooperative& sample)
    {
        auto db = db::Connection::open(sample.database(), db::OpenMode::ReadOnly);
        auto row = db->query("SELECT idempotency_key FROM job WHERE element_id = 'send-payments'");
        row.next();
        return QString::fromStdString(
            fmt::format("payments-{}-{}.csv", period, hashHex(row.text(0)).substr(0, 12)));
    }

    static QByteArray instructions(SampleCooperative& sample)
    {
        auto db = db::Connection::open(sample.database(), db::OpenMode::ReadOnly);
        treasury::PaymentFilter filter;
        filter.limit = INT32_MAX;
        return QByteArray::fromStdString(treasury::instructionFile(treasury::payments(*db, filter), "USD"));
    }
};

QTEST_GUILESS_MAIN(CloseCasesTest)
#include "close_cases_test.moc"
