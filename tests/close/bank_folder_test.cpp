// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/close/cases.h"

#include "core/close/instructed.h"
#include "tests/support/desk.h"

#include <map>
#include <set>

using namespace habitat;
using namespace habitat::test;
using console::StepState;

namespace {

constexpr auto header = "payment_key,member_number,payee,amount,currency,method,bank_reference,due_on\r\n";

QString bankOf(SampleCooperative& sample)
{
    return QString::fromStdString(sample.database()) + ".bank";
}

int filesIn(const QString& folder)
{
    return int(QDir(folder).entryList({"*.csv"}, QDir::Files).size());
}

void write(const QString& path, const QByteArray& content)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

std::vector<treasury::Payment> paymentsOf(SampleCooperative& sample)
{
    auto db = db::Connection::open(sample.database(), db::OpenMode::ReadOnly);
    treasury::PaymentFilter filter;
    filter.limit = INT32_MAX;
    return treasury::payments(*db, filter);
}

/// Who is paid how much, by payment key.
std::map<std::string, std::pair<std::string, std::int64_t>> paidBy(SampleCooperative& sample)
{
    std::map<std::string, std::pair<std::string, std::int64_t>> all;
    for (const auto& payment : paymentsOf(sample))
        all[payment.instruction.paymentKey] = {payment.instruction.member, payment.instruction.amount.minor};
    return all;
}

/// Payment "own" of 300.00 to member 1 for 2026-Q1, on its way for the second time or the first.
struct Instructed
{
    Desk desk;
    treasury::Payment payment;

    explicit Instructed(bool failedBefore)
    {
        const treasury::TwoPeople people{{}, Actor{"second", {}}};
        auto work = desk.work();
        treasury::PaymentInstruction asked{
            "own", DistributionKey(7), "", "1", "Alice", Money(30'000), "ach", "member 1", day(2026, 4, 1)};
        payment = treasury::schedulePayment(work, asked).value();
        work.db().query("UPDATE payment SET for_period = '2026-Q1'").run();
        if (failedBefore) {
            treasury::submitPayment(work, payment.key, people).value();
            treasury::recordFailed(work, payment.key, "The bank refused it").value();
            treasury::reschedulePayment(work, payment.key, asked.dueOn, "Once more").value();
        }
        payment = treasury::submitPayment(work, payment.key, people).value();
    }
};

} // namespace

/// What the bank was told before is asked of its folder before anything is sent.
class BankFolderTest : public QObject
{
    Q_OBJECT

private slots:
    void aRestoredBackupPaysNobodyASecondTime_data()
    {
        QTest::addColumn<int>("backupAfter");
        QTest::newRow("before the close began") << 0;
        QTest::newRow("before the payments were scheduled") << 8;
        QTest::newRow("before they were sent") << 9;
    }
    void aRestoredBackupPaysNobodyASecondTime()
    {
        QFETCH(int, backupAfter);
        SampleCooperative sample;
        sample.open();
        if (backupAfter > 0) VERIFY_OK(sample.runTo(backupAfter));
        sample.close();
        const auto database = QString::fromStdString(sample.database());
        QVERIFY(QFile::copy(database, database + ".backup"));
        sample.open();
        VERIFY_OK(sample.runTo(11));
        const auto told = paidBy(sample);
        QCOMPARE(filesIn(bankOf(sample)), 1);
        sample.close();

        QVERIFY(QFile::remove(database));
        QVERIFY(QFile::copy(database + ".backup", database));
        sample.open();
        VERIFY_OK(sample.console().addUser(sample.as("administrator"),
                                           {"nb0", "nb0", {Role::Auditor}, "words of nb0"}));
        sample.clock().advance(std::chrono::hours(1));
        VERIFY_OK(status(sample.console().takeBackup(sample.as("treasurer"))));
        VERIFY_OK(sample.runTo(9));
        VERIFY_OK(sample.signStep(10));
        const auto refused = sample.console().runStep(sample.as("treasurer"), period, 10);
        REFUSED(refused, "close.bank.already_instructed");
        QCOMPARE(refused.error().context.at("instructions").size(), told.size());
        QCOMPARE(filesIn(bankOf(sample)), 1);
        QCOMPARE(stateOf(sample, 10), StepState::Failed);
        // What the bank knows under a key is what these books mean by it.
        QVERIFY(paidBy(sample) == told);

        // The bank says that it never paid: its file is put away.
        QVERIFY(QDir(bankOf(sample)).removeRecursively());
        VERIFY_OK(sample.console().retryStep(sample.as("treasurer"), period, 10));
        VERIFY_OK(sample.runTo(11));
        QCOMPARE(filesIn(bankOf(sample)), 1);
        QVERIFY(isSound(sample));
    }

    /// The newer copy is lost; what the bank says of each payment is the only proof.
    void whatTheBankPaidBeforeTheRestoreIsRecorded_data()
    {
        QTest::addColumn<int>("paid");
        QTest::addColumn<bool>("folderIsLost");
        QTest::addColumn<int>("sent");
        QTest::newRow("all of it; the folder says so") << 5 << false << 0;
        QTest::newRow("all of it; the folder is lost too") << 5 << true << 0;
        QTest::newRow("some of it; the folder is lost too") << 3 << true << 2;
    }
    void whatTheBankPaidBeforeTheRestoreIsRecorded()
    {
        QFETCH(int, paid);
        QFETCH(bool, folderIsLost);
        QFETCH(int, sent);
        SampleCooperative sample;
        sample.open();
        VERIFY_OK(sample.runTo(8));
        sample.close();
        const auto database = QString::fromStdString(sample.database());
        QVERIFY(QFile::copy(database, database + ".backup"));
        sample.open();
        VERIFY_OK(sample.runTo(11));
        const auto books = sample.books();
        sample.close();

        QVERIFY(QFile::remove(database));
        QVERIFY(QFile::copy(database + ".backup", database));
        if (folderIsLost) QVERIFY(QDir(bankOf(sample)).removeRecursively());
        auto& console = sample.open();
        // Another history of the same co-op.
        VERIFY_OK(
            console.addUser(sample.as("administrator"), {"nb0", "nb0", {Role::Auditor}, "words of nb0"}));
        VERIFY_OK(sample.runTo(9));
        const auto treasurer = sample.as("treasurer");
        if (!folderIsLost) {
            VERIFY_OK(sample.signStep(10));
            const auto told = console.runStep(treasurer, period, 10);
            REFUSED(told, "close.bank.already_instructed");
            QVERIFY(told.error().message.find("payments confirm") != std::string::npos);
        }
        const auto payments = paymentsOf(sample);
        QCOMPARE(int(payments.size()), 5);
        for (int i = 0; i < paid; ++i)
            VERIFY_OK(status(
                console.confirmPayment(treasurer, payments[std::size_t(i)].instruction.paymentKey, "ACH 4711",
                                       parseDate("2026-05-04").value(), sample.as("board"))));
        // The first payment is made: from there only forward.
        REFUSED(console.undoTo(treasurer, period, 9, "Looked again", sample.as("board")), "close.undo.pivot");
        if (!folderIsLost) VERIFY_OK(console.retryStep(treasurer, period, 10));
        VERIFY_OK(sample.runTo(11));
        const auto files = QDir(bankOf(sample)).entryList({"*.csv"}, QDir::Files);
        QCOMPARE(int(files.size()), sent == 0 && folderIsLost ? 0 : 1);
        if (sent > 0) {
            QFile file(bankOf(sample) + "/" + files.first());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QCOMPARE(int(file.readAll().count('\n')), 1 + sent);
        }
        QCOMPARE(sample.books(), books);
        QVERIFY(isSound(sample));
    }

    void nothingIsLostWhereTheBankWasToldAlready()
    {
        SampleCooperative sample;
        sample.open();
        VERIFY_OK(sample.runTo(9));
        VERIFY_OK(sample.signStep(10));
        write(bankOf(sample) + "/payments-2026-Q1-0.csv",
              QByteArray(header) + "D1-1,1,Alice,1.00,USD,ach,member 1,2026-04-01\r\n");
        REFUSED(sample.console().runStep(sample.as("treasurer"), period, 10),
                "close.bank.already_instructed");
        VERIFY_OK(sample.console().undoTo(sample.as("treasurer"), period, 1, "Looked into it"));
        QVERIFY(isSound(sample));
    }

    void keysOfPaymentsFitABanksReference()
    {
        SampleCooperative sample;
        sample.open();
        VERIFY_OK(sample.runTo(9));
        const QRegularExpression wanted("^2026-Q1-[0-9a-f]{24}$");
        for (const auto& [key, paid] : paidBy(sample)) {
            QVERIFY2(wanted.match(QString::fromStdString(key)).hasMatch(), key.c_str());
            QVERIFY(key.size() <= 35);
        }
    }

    void whatTheFolderHoldsIsComparedWithWhatIsSent_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("rows");
        QTest::addColumn<bool>("failedBefore");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const char* file, const QByteArray& rows, const char* code,
                            bool failedBefore = false) {
            QTest::newRow(name) << file << QByteArray(header) + rows << failedBefore << code;
        };
        const QByteArray rest = ",USD,ach,member 1,2026-04-01\r\n";
        constexpr auto taken = "close.bank.already_instructed";
        const QByteArray own = "own,1,Alice,300.00" + rest;
        row("an earlier attempt of ours, of which nothing is known", "payments-2026-Q1-1.csv", own, taken);
        row("one that failed", "payments-2026-Q1-1.csv", own, "done", true);
        row("one that failed, of another amount", "payments-2026-Q1-1.csv", "own,1,Alice,310.00" + rest,
            taken, true);
        row("our key for another member", "payments-2026-Q1-1.csv", "own,2,Bob,300.00" + rest, taken, true);
        row("our key in another period", "payments-2025-Q4-1.csv", own, taken);
        row("another key for this member and period", "payments-2026-Q1-1.csv", "D4-1,1,Alice,5.00" + rest,
            taken);
        row("the same, where the bank put it away", "sent/payments-2026-Q1-1.csv", "D4-1,1,Alice,5.00" + rest,
            taken);
        row("the same under another name", "batch.csv", "2026-Q1-00ff,1,Alice,5.00" + rest, taken);
        row("another member", "payments-2026-Q1-1.csv", "D4-1,2,Bob,5.00" + rest, "done");
        row("another period", "payments-2025-Q4-1.csv", "D4-1,1,Alice,5.00" + rest, "done");
        row("a year that begins alike", "payments-2026-1.csv", "D4-1,1,Alice,5.00" + rest, "done");
        row("the file itself", "payments-2026-Q1-own.csv", own, "done");
        row("half a file", "payments-2026-Q1-1.csv", "D4-1,1", "close.bank.unreadable");
        row("no amount", "payments-2026-Q1-1.csv", "D4-1,1,Alice,many" + rest, "close.bank.unreadable");
        row("a file that is still being written", "payments-2026-Q1-1.csv.part", "D4-1,1", "done");
        row("a table of another kind", "statement.csv", "D4-1,1", "done");
    }
    void whatTheFolderHoldsIsComparedWithWhatIsSent()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, rows);
        QFETCH(bool, failedBefore);
        QFETCH(QString, code);
        QTemporaryDir folder;
        Instructed on(failedBefore);
        write(folder.filePath(file), rows);
        const auto compared =
            close::checkNotInstructed(on.desk.db(), folder.path().toStdString(), std::span(&on.payment, 1),
                                      folder.filePath("payments-2026-Q1-own.csv").toStdString());
        QCOMPARE(codeOf(compared), code.toStdString());
        if (compared || code != "close.bank.already_instructed") return;
        const auto& found = compared.error().context.at("instructions").at(0);
        QCOMPARE(found.at("file").get<std::string>(), folder.filePath(file).toStdString());
        QVERIFY(found.contains("member_number") && found.contains("amount_minor"));
        QVERIFY(compared.error().message.find(folder.filePath(file).toStdString()) != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(BankFolderTest)

#include "bank_folder_test.moc"
