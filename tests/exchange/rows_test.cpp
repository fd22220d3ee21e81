// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/rows.h"

#include <QTest>

using namespace habitat;
using namespace habitat::exchange;

namespace {

constexpr const char* memberHeader = "number,name,admitted_on,class,status,email\n";
constexpr const char* contributionHeader =
    "reference,member_number,category,value,date,description,submitted_by,approved_by\n";
constexpr const char* journalHeader = "entry,date,ledger,account,debit,credit,memo\n";

/// The faults as "line field rule", or "" where the file is good.
template <typename Rows>
QString faultsOf(const Result<Rows>& rows)
{
    QStringList faults;
    if (!rows)
        for (const nlohmann::json& fault : rows.error().context["faults"])
            faults << QString("%1 %2 %3")
                          .arg(fault["line"].get<int>())
                          .arg(QString::fromStdString(fault["field"].get<std::string>()),
                               QString::fromStdString(fault["rule"].get<std::string>()));
    return faults.join(", ");
}

} // namespace

class RowsTest : public QObject
{
    Q_OBJECT

private slots:
    void membersAreRead()
    {
        const auto rows =
            readMembers("members.csv", "email,name,number,admitted_on,status,class\n"
                                       "alice@example.org, Alice ,1,2020-01-15,active,patron\n"
                                       ",\"Søren \"\"Bo\"\" Ørsted\",M-017,2021-02-28,withdrawn,investor\n");
        QVERIFY2(rows.has_value(), qPrintable(faultsOf(rows)));
        QCOMPARE(rows->size(), std::size_t(2));
        const auto& alice = rows->at(0);
        QCOMPARE(alice.line, std::size_t(2));
        QCOMPARE(alice.number, std::string("1"));
        QCOMPARE(alice.name, std::string("Alice"));
        QCOMPARE(toText(alice.admittedOn), std::string("2020-01-15"));
        QCOMPARE(alice.memberClass, std::string("patron"));
        QCOMPARE(alice.status, std::string("active"));
        QCOMPARE(alice.email, std::string("alice@example.org"));
        QCOMPARE(rows->at(1).name, std::string("Søren \"Bo\" Ørsted"));
        QCOMPARE(rows->at(1).line, std::size_t(3));
    }

    void membersAreRefused_data()
    {
        QTest::addColumn<QString>("rows");
        QTest::addColumn<QString>("faults");
        QTest::newRow("good") << "1,A,2020-01-15,patron,active,\n"
                              << "";
        QTest::newRow("no number") << ",A,2020-01-15,patron,active,\n"
                                   << "2 number required";
        QTest::newRow("number with space") << "1 2,A,2020-01-15,patron,active,\n"
                                           << "2 number code";
        QTest::newRow("number that climbs out") << "../../pwn,A,2020-01-15,patron,active,\n"
                                                << "2 number code";
        QTest::newRow("number of another's file") << "x/../2026-Q1-1,A,2020-01-15,patron,active,\n"
                                                  << "2 number code";
        QTest::newRow("number of a hidden file") << ".1,A,2020-01-15,patron,active,\n"
                                                 << "2 number code";
        QTest::newRow("number too long") << QString(33, '1') + ",A,2020-01-15,patron,active,\n"
                                         << "2 number code";
        QTest::newRow("no name") << "1,  ,2020-01-15,patron,active,\n"
                                 << "2 name required";
        QTest::newRow("bell in name") << "1,A\aB,2020-01-15,patron,active,\n"
                                      << "2 name text.control";
        QTest::newRow("endless name") << "1," + QString(2'001, 'x') + ",2020-01-15,patron,active,\n"
                                      << "2 name text.length";
        QTest::newRow("no such day") << "1,A,2021-02-29,patron,active,\n"
                                     << "2 admitted_on date";
        QTest::newRow("American date") << "1,A,01/15/2020,patron,active,\n"
                                       << "2 admitted_on date";
        QTest::newRow("class") << "1,A,2020-01-15,Patron,active,\n"
                               << "2 class word";
        QTest::newRow("status") << "1,A,2020-01-15,patron,,\n"
                                << "2 status word";
        QTest::newRow("mail") << "1,A,2020-01-15,patron,active,a@b@c\n"
                              << "2 email email";
        QTest::newRow("mail without name") << "1,A,2020-01-15,patron,active,@b\n"
                                           << "2 email email";
        QTest::newRow("all at once")
            << "1,A,2020-01-15,patron,active,\n,,x,y,z,@\n"
            << "3 number required, 3 name required, 3 admitted_on date, 3 class word, "
               "3 status word, 3 email email";
    }

    void membersAreRefused()
    {
        QFETCH(QString, rows);
        QFETCH(QString, faults);
        QCOMPARE(faultsOf(readMembers("members.csv", memberHeader + rows.toStdString())), faults);
    }

    void contributionsAreRead()
    {
        const auto rows = readContributions(
            "contributions.csv",
            std::string(contributionHeader) +
                "C-1042,1,Skilled labor,\"21,600.00\",2026-03-31,\"Jan,\nFeb\",kim, lee ; ada;\n"
                "C-1043,2,cash,0.01,2026-01-01,,kim,\n");
        QVERIFY2(rows.has_value(), qPrintable(faultsOf(rows)));
        const auto& first = rows->at(0);
        QCOMPARE(first.reference, std::string("C-1042"));
        QCOMPARE(first.memberNumber, std::string("1"));
        QCOMPARE(first.category, std::string("Skilled labor"));
        QCOMPARE(first.value, Money(2'160'000));
        QCOMPARE(first.description, std::string("Jan,\nFeb"));
        QCOMPARE(first.submittedBy, std::string("kim"));
        QCOMPARE(first.approvedBy, (std::vector<std::string>{"lee", "ada"}));
        QCOMPARE(rows->at(1).line, std::size_t(4));
        QVERIFY(rows->at(1).approvedBy.empty());
    }

    void contributionsAreRefused_data()
    {
        QTest::addColumn<QString>("rows");
        QTest::addColumn<QString>("faults");
        QTest::newRow("zero") << "C-1,1,cash,0.00,2026-01-01,,kim,\n"
                              << "2 value positive";
        QTest::newRow("no value") << "C-1,1,cash,,2026-01-01,,kim,\n"
                                  << "2 value positive";
        QTest::newRow("negative") << "C-1,1,cash,-5,2026-01-01,,kim,\n"
                                  << "2 value positive";
        QTest::newRow("thousandths") << "C-1,1,cash,1.005,2026-01-01,,kim,\n"
                                     << "2 value money";
        QTest::newRow("euro sign") << "C-1,1,cash,€5,2026-01-01,,kim,\n"
                                   << "2 value money";
        QTest::newRow("decimal comma") << "C-1,1,cash,\"5,50\",2026-01-01,,kim,\n"
                                       << "2 value money";
        QTest::newRow("too much for 64 bits") << "C-1,1,cash,99999999999999999999,2026-01-01,,kim,\n"
                                              << "2 value money.too_large";
        QTest::newRow("a fault before leaves this one") << ",1,cash,0,2026-01-01,,kim,\n"
                                                        << "2 reference required, 2 value positive";
        QTest::newRow("nobody submitted") << "C-1,1,cash,5,2026-01-01,,,\n"
                                          << "2 submitted_by required";
        QTest::newRow("no category") << "C-1,1,,5,2026-01-01,,kim,\n"
                                     << "2 category required";
    }

    void contributionsAreRefused()
    {
        QFETCH(QString, rows);
        QFETCH(QString, faults);
        QCOMPARE(faultsOf(readContributions("c.csv", contributionHeader + rows.toStdString())), faults);
    }

    void journalIsRead()
    {
        const auto rows =
            readJournal("journal.csv", std::string(journalHeader) + "J-1,2026-01-31,book,1110,500.00,,Sale\n"
                                                                    "J-1,2026-01-31,book,4000,0.00,500,\n");
        QVERIFY2(rows.has_value(), qPrintable(faultsOf(rows)));
        QCOMPARE(rows->at(0).entry, std::string("J-1"));
        QCOMPARE(rows->at(0).ledger, std::string("book"));
        QCOMPARE(rows->at(0).account, std::string("1110"));
        QCOMPARE(rows->at(0).debit, Money(50'000));
        QCOMPARE(rows->at(0).credit, Money());
        QCOMPARE(rows->at(0).memo, std::string("Sale"));
        QCOMPARE(rows->at(1).credit, Money(50'000));
        QCOMPARE(rows->at(1).debit, Money());
    }

    void journalIsRefused_data()
    {
        QTest::addColumn<QString>("rows");
        QTest::addColumn<QString>("faults");
        QTest::newRow("both sides") << "J-1,2026-01-31,book,1110,5,5,\n"
                                    << "2 debit one_side";
        QTest::newRow("no side") << "J-1,2026-01-31,book,1110,,,\n"
                                 << "2 debit one_side";
        QTest::newRow("zero and nothing") << "J-1,2026-01-31,book,1110,0,,\n"
                                          << "2 debit one_side";
        QTest::newRow("negative debit") << "J-1,2026-01-31,book,1110,-5,,\n"
                                        << "2 debit positive";
        QTest::newRow("negative credit") << "J-1,2026-01-31,book,1110,,-5,\n"
                                         << "2 credit positive";
        QTest::newRow("bad amount only") << "J-1,2026-01-31,book,1110,x,,\n"
                                         << "2 debit money";
        QTest::newRow("ledger") << "J-1,2026-01-31,books,1110,5,,\n"
                                << "2 ledger word";
        QTest::newRow("account") << "J-1,2026-01-31,book,31 00,5,,\n"
                                 << "2 account code";
    }

    void journalIsRefused()
    {
        QFETCH(QString, rows);
        QFETCH(QString, faults);
        QCOMPARE(faultsOf(readJournal("journal.csv", journalHeader + rows.toStdString())), faults);
    }

    void theMessageShowsTheFieldAndWhatWasThere()
    {
        const auto rows =
            readJournal("journal.csv", std::string(journalHeader) + "J-1,31.1.2026,book,1110,5,,\n");
        QVERIFY(QString::fromStdString(rows.error().message)
                    .endsWith("journal.csv:2:5: date: “31.1.2026” is not a date. Write it as 2026-03-31."));
    }

    void aLongValueIsCutBetweenCharacters()
    {
        QString value;
        for (int i = 0; i < 40; ++i)
            value += "é";
        value = "x" + value;
        const auto rows = readJournal("journal.csv", std::string(journalHeader) + "J-1," +
                                                         value.toStdString() + ",book,1110,5,,\n");
        const auto message = rows.error().context["faults"][0]["message"].get<std::string>();
        QVERIFY(QString::fromStdString(message).contains("é…”"));
        QVERIFY(!QString::fromStdString(message).contains(QChar::ReplacementCharacter));
    }
};

QTEST_GUILESS_MAIN(RowsTest)
#include "rows_test.moc"
