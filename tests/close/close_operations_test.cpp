// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/close/cases.h"

using namespace habitat;
using namespace habitat::test;
using console::StepState;

/// What can be done to a close from elsewhere, and what a crash leaves of it.
class CloseOperationsTest : public QObject
{
    Q_OBJECT

private slots:
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
        const auto count = [&] { return sample.questions().instances(administrator, {}).value().total; };
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

    /// A payment whose outcome is unknown is a state of its own, and is asked about before it is
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

QTEST_GUILESS_MAIN(CloseOperationsTest)

#include "close_operations_test.moc"
