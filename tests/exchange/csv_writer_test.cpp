// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/csv_writer.h"

#include <QTest>

using namespace habitat;
using namespace habitat::exchange;

class CsvWriterTest : public QObject
{
    Q_OBJECT

private slots:
    void textIsWrittenSafely_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("written");
        QTest::newRow("plain") << "Alice"
                               << "Alice";
        QTest::newRow("empty") << ""
                               << "";
        QTest::newRow("comma") << "a,b"
                               << "\"a,b\"";
        QTest::newRow("quote") << "say \"x\""
                               << "\"say \"\"x\"\"\"";
        QTest::newRow("line end") << "a\nb"
                                  << "\"a\nb\"";
        QTest::newRow("carriage return") << "a\rb"
                                         << "\"a\rb\"";
        QTest::newRow("space before") << " a"
                                      << "\" a\"";
        QTest::newRow("formula") << "=SUM(A1)"
                                 << "'=SUM(A1)";
        QTest::newRow("formula with comma") << "=SUM(A1,A2)"
                                            << "\"'=SUM(A1,A2)\"";
        QTest::newRow("old formula") << "@SUM(A1)"
                                     << "'@SUM(A1)";
        QTest::newRow("plus formula") << "+1+A1"
                                      << "'+1+A1";
        QTest::newRow("minus formula") << "-2+cmd|' /C calc'!A0"
                                       << "'-2+cmd|' /C calc'!A0";
        QTest::newRow("tab") << "\t=1"
                             << "'\t=1";
        QTest::newRow("negative number") << "-1.20"
                                         << "-1.20";
        QTest::newRow("dash") << "-"
                              << "-";
        QTest::newRow("list item") << "- item"
                                   << "'- item";
        QTest::newRow("equals within") << "a=b"
                                       << "a=b";
    }

    void textIsWrittenSafely()
    {
        QFETCH(QString, text);
        QFETCH(QString, written);
        QCOMPARE(QString::fromStdString(csvText(text.toStdString())), written);
    }

    void cellsAreWrittenForMachines()
    {
        const Table table{
            "Figures",
            {{"member", "Member", ColumnType::Text},
             {"allocation", "Allocation", ColumnType::Money},
             {"votes", "Votes", ColumnType::Number},
             {"on", "Date", ColumnType::Date},
             {"at", "At", ColumnType::Instant},
             {"share", "Share", ColumnType::Share}},
            {{std::string("Alice"), Money(-374'734), std::int64_t(12'345), *parseDate("2026-03-31"),
              *parseInstant("2026-03-31T12:10:05Z"), std::string("1/3")},
             {std::monostate(), Money(0), std::int64_t(-1), std::monostate(), std::monostate(),
              std::monostate()}},
            {std::string("sum"), Money(1), {}, {}, {}, {}}};
        QCOMPARE(toCsv(table), std::string("member,allocation,votes,on,at,share\r\n"
                                           "Alice,-3747.34,12345,2026-03-31,2026-03-31T12:10:05Z,1/3\r\n"
                                           ",0.00,-1,,,\r\n"));
    }

    void oneEmptyColumnIsNoEmptyLine()
    {
        QCOMPARE(toCsv({"", {{"a", "A"}}, {{std::string()}}, {}}), std::string("a\r\n\"\"\r\n"));
    }

    void cellsAreShownToPeople_data()
    {
        QTest::addColumn<QString>("shown");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const Cell& cell, const char* expected) {
            QTest::newRow(name) << QString::fromStdString(toText(cell)) << expected;
        };
        row("empty", {}, "");
        row("text", std::string("x"), "x");
        row("money", Money(1'800'000), "18,000.00");
        row("number", std::int64_t(1'234'567), "1,234,567");
        row("small number", std::int64_t(999), "999");
        row("negative number", std::int64_t(-123'456), "-123,456");
        row("date", *parseDate("2026-03-31"), "2026-03-31");
        row("instant", *parseInstant("2026-03-31T12:10:05.123456Z"), "2026-03-31 12:10 UTC");
    }

    void cellsAreShownToPeople()
    {
        QFETCH(QString, shown);
        QFETCH(QString, expected);
        QCOMPARE(shown, expected);
    }
};

QTEST_GUILESS_MAIN(CsvWriterTest)
#include "csv_writer_test.moc"
