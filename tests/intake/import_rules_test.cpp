// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/sample_cooperative.h"

#include <QFile>
#include <QTest>

using namespace habitat;
using test::SampleCooperative;

namespace {

/// "line:column field rule" of the first fault, or "added".
QString outcomeOf(const Result<nlohmann::json>& imported)
{
    if (imported) return "added";
    const auto& context = imported.error().context;
    if (!context.contains("faults")) return QString::fromStdString(imported.error().code);
    const auto& fault = context.at("faults").at(0);
    return QString("%1:%2 %3 %4")
        .arg(fault.at("line").get<int>())
        .arg(fault.at("column").get<int>())
        .arg(QString::fromStdString(fault.at("field").get<std::string>()),
             QString::fromStdString(fault.at("rule").get<std::string>()));
}

} // namespace

/// What a file may bring into the books, and how a refusal points at the place. The sample's clock stands on
/// 4 May 2026.
class ImportRulesTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<SampleCooperative> m_sample;
    int m_files = 0;

    std::string written(const QString& text)
    {
        const auto path = m_sample->database() + std::to_string(++m_files) + ".csv";
        QFile out(QString::fromStdString(path));
        if (!out.open(QIODevice::WriteOnly)) qFatal("cannot write");
        out.write(text.toUtf8());
        return path;
    }

private slots:
    void initTestCase()
    {
        m_sample = std::make_unique<SampleCooperative>();
        m_sample->open();
    }

    void aJournalTakesOnlyWhatItIs_data()
    {
        QTest::addColumn<QString>("rows");
        QTest::addColumn<QString>("outcome");
        const auto row = [](const char* name, const char* rows, const char* outcome) {
            QTest::newRow(name) << QString(rows) << QString(outcome);
        };
        row("a sale", "I-1,2026-04-30,book,1110,5.00,,\nI-1,2026-04-30,book,4010,,5.00,\n", "added");
        row("opening balances of capital and reserve",
            "I-2,2026-04-30,book,1110,9.00,,\nI-2,2026-04-30,book,3100-1,,5.00,\nI-2,2026-04-30,book,3330,,4."
            "00,\n",
            "added");
        row("opening balance in the tax ledger",
            "I-3,2026-04-30,tax,1110,9.00,,\nI-3,2026-04-30,tax,3200-1,,9.00,\n", "added");
        row("a member's capital paid out",
            "I-4,2026-04-30,book,3100-1,5.00,,\nI-4,2026-04-30,book,1110,,5.00,\n", "added");
        row("income summary", "I-5,2026-04-30,book,1110,5.00,,\nI-5,2026-04-30,book,3310,,5.00,\n",
            "3:21 account journal.account.close_only");
        row("a member's distributions",
            "I-6,2026-04-30,book,3900-1,5.00,,\nI-6,2026-04-30,book,1110,,5.00,\n",
            "2:21 account journal.account.close_only");
        row("distributions payable", "I-7,2026-04-30,book,2320,5.00,,\nI-7,2026-04-30,book,1110,,5.00,\n",
            "2:21 account journal.account.close_only");
        row("from member to member", "I-8,2026-04-30,book,3100-1,5.00,,\nI-8,2026-04-30,book,3100-2,,5.00,\n",
            "2:21 account journal.account.not_opening");
        row("from member to reserve", "I-9,2026-04-30,book,3330,,5.00,\nI-9,2026-04-30,book,3100-1,5.00,,\n",
            "2:21 account journal.account.not_opening");
        row("profit straight into capital",
            "I-10,2026-04-30,book,4010,5.00,,\nI-10,2026-04-30,book,3100-1,,5.00,\n",
            "3:22 account journal.account.not_opening");
        row("capital beside expense",
            "I-11,2026-04-30,book,1110,9.00,,\nI-11,2026-04-30,book,5010,1.00,,\n"
            "I-11,2026-04-30,book,3100-1,,10.00,\n",
            "4:22 account journal.account.not_opening");
        row("capital of nobody", "I-12,2026-04-30,book,1110,5.00,,\nI-12,2026-04-30,book,3100-99,,5.00,\n",
            "2:22 account people.member.unknown");
        row("tomorrow", "I-13,2026-05-05,book,1110,5.00,,\nI-13,2026-05-05,book,4010,,5.00,\n", "added");
        row("a year ahead", "I-14,2027-05-05,book,1110,5.00,,\nI-14,2027-05-05,book,4010,,5.00,\n", "added");
        row("the wrong century", "I-15,2206-04-30,book,1110,5.00,,\nI-15,2206-04-30,book,4010,,5.00,\n",
            "2:6 date intake.date.far_ahead");
        row("a day too far", "I-16,2027-05-06,book,1110,5.00,,\nI-16,2027-05-06,book,4010,,5.00,\n",
            "2:6 date intake.date.far_ahead");
        row("too large an amount", "I-17,2026-04-30,book,1110,99999999999999999.00,,\n",
            "2:27 debit money.too_large");
        row("no amount", "I-18,2026-04-30,book,1110,five,,\n", "2:27 debit money");
    }

    void aJournalTakesOnlyWhatItIs()
    {
        QFETCH(QString, rows);
        QFETCH(QString, outcome);
        const auto file = written("entry,date,ledger,account,debit,credit,memo\n" + rows);
        QCOMPARE(outcomeOf(m_sample->console().importJournal(m_sample->as("treasurer"), file)), outcome);
    }

    void contributionsBearADateThatCanBe_data()
    {
        QTest::addColumn<QString>("date");
        QTest::addColumn<QString>("outcome");
        QTest::newRow("today") << "2026-05-04"
                               << "added";
        QTest::newRow("a year ahead") << "2027-05-05"
                                      << "added";
        QTest::newRow("the wrong century") << "2206-05-04"
                                           << "2:27 date intake.date.far_ahead";
    }

    void contributionsBearADateThatCanBe()
    {
        QFETCH(QString, date);
        QFETCH(QString, outcome);
        const auto file =
            written("reference,member_number,category,value,date,description,submitted_by,approved_by\n"
                    "F-" +
                    date + ",1,labor,5.00," + date + ",Work,kim,ann\n");
        const auto imported = m_sample->console().importContributions(m_sample->as("administrator"), file);
        QCOMPARE(outcomeOf(imported), outcome);
    }
};

QTEST_GUILESS_MAIN(ImportRulesTest)
#include "import_rules_test.moc"
