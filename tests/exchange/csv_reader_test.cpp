// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/files.h"
#include "core/exchange/csv_reader.h"
#include "core/exchange/csv_writer.h"

#include <QTemporaryDir>
#include <QTest>

#include <rapidcheck.h>

using namespace habitat;
using namespace habitat::exchange;

namespace {

constexpr std::array<std::string_view, 3> abc = {"a", "b", "c"};

/// Rows as "x|y|z", one a line, in the order a, b, c; or the faults as "line:column rule".
std::string outcome(std::string bytes)
{
    const auto file = readCsv("t.csv", std::move(bytes), abc);
    std::string text;
    if (!file) {
        for (const auto& fault : file.error().context["faults"])
            text += (text.empty() ? "" : "\n") + std::to_string(fault["line"].get<int>()) + ":" +
                    std::to_string(fault["column"].get<int>()) + " " + fault["rule"].get<std::string>();
        return text;
    }
    for (std::size_t row = 0; row < file->rowCount(); ++row) {
        text += row == 0 ? "" : "\n";
        for (std::size_t column = 0; column < 3; ++column)
            text += (column == 0 ? "" : "|") + std::string(file->field(row, column).text);
    }
    return text;
}

} // namespace

class CsvReaderTest : public QObject
{
    Q_OBJECT

private slots:
    void reads_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("rows");
        QTest::newRow("plain") << QByteArray("a,b,c\n1,2,3\n4,5,6\n") << "1|2|3\n4|5|6";
        QTest::newRow("no line end at the end") << QByteArray("a,b,c\n1,2,3") << "1|2|3";
        QTest::newRow("CRLF") << QByteArray("a,b,c\r\n1,2,3\r\n") << "1|2|3";
        QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF"
                                                       "a,b,c\n1,2,3\n")
                                         << "1|2|3";
        QTest::newRow("byte order mark and quotes")
            << QByteArray("\xEF\xBB\xBF\"a\",b,c\n1,2,3\n") << "1|2|3";
        QTest::newRow("columns in another order") << QByteArray("c,a,b\n3,1,2\n") << "1|2|3";
        QTest::newRow("header only") << QByteArray("a,b,c\n") << "";
        QTest::newRow("header without line end") << QByteArray("a,b,c") << "";
        QTest::newRow("empty fields") << QByteArray("a,b,c\n,,\n") << "||";
        QTest::newRow("last field empty at the end of the file") << QByteArray("a,b,c\n1,2,") << "1|2|";
        QTest::newRow("quotes") << QByteArray("a,b,c\n\"1\",\"\",\"3\"\n") << "1||3";
        QTest::newRow("comma in quotes") << QByteArray("a,b,c\n\"1,5\",2,3\n") << "1,5|2|3";
        QTest::newRow("doubled quotes")
            << QByteArray("a,b,c\n\"say \"\"x\"\"\",\"\"\"\",3\n") << "say \"x\"|\"|3";
        QTest::newRow("line end in quotes")
            << QByteArray("a,b,c\n\"one\r\ntwo\",2,3\n4,5,6\n") << "one\r\ntwo|2|3\n4|5|6";
        QTest::newRow("spaces are kept") << QByteArray("a,b,c\n 1 ,2,3\n") << " 1 |2|3";
        QTest::newRow("blank lines") << QByteArray("\na,b,c\n\n1,2,3\n\r\n\n") << "1|2|3";
        QTest::newRow("any script") << QByteArray("a,b,c\nÅsa,山田,👩‍🌾\n")
                                    << "Åsa|山田|👩‍🌾";
    }

    void reads()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, rows);
        QCOMPARE(QString::fromStdString(outcome(bytes.toStdString())), rows);
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("faults");
        QTest::newRow("empty file") << QByteArray("") << "1:1 csv.header";
        QTest::newRow("only blank lines") << QByteArray("\n\n") << "1:1 csv.header";
        QTest::newRow("missing column") << QByteArray("a,c\n1,3\n") << "1:1 csv.column.missing";
        QTest::newRow("two missing columns")
            << QByteArray("a\n1\n") << "1:1 csv.column.missing\n1:1 csv.column.missing";
        QTest::newRow("unknown column")
            << QByteArray("a,b,c,dé,e\n") << "1:7 csv.column.unknown\n1:10 csv.column.unknown";
        QTest::newRow("column in capitals")
            << QByteArray("A,b,c\n") << "1:1 csv.column.unknown\n1:1 csv.column.missing";
        QTest::newRow("column twice") << QByteArray("a,b,c,b\n") << "1:7 csv.column.twice";
        QTest::newRow("semicolons") << QByteArray("a;b;c\n1;2;3\n") << "1:1 csv.separator";
        QTest::newRow("tabs") << QByteArray("a\tb\tc\n") << "1:1 csv.separator";
        QTest::newRow("too few fields")
            << QByteArray("a,b,c\n1,2\n4,5,6\n7\n") << "2:1 csv.fields\n4:1 csv.fields";
        QTest::newRow("too many fields") << QByteArray("a,b,c\n1,2,3,4\n") << "2:1 csv.fields";
        QTest::newRow("trailing comma") << QByteArray("a,b,c\n1,2,3,\n") << "2:1 csv.fields";
        QTest::newRow("quote within")
            << QByteArray("a,b,c\n1,2\"x,3\n4,5\n") << "2:4 csv.quote\n3:1 csv.fields";
        QTest::newRow("text after the quote")
            << QByteArray("a,b,c\n\"é\"x,2,3\n1,2,\"3\" \n") << "2:4 csv.quote\n3:8 csv.quote";
        QTest::newRow("quote never closed") << QByteArray("a,b,c\n1,\"2,3\n4,5,6\n") << "2:3 csv.quote";
        QTest::newRow("quote at the very end") << QByteArray("a,b,c\n1,2,\"") << "2:5 csv.quote";
        QTest::newRow("carriage return alone") << QByteArray("a,b,c\n1\r,2,3\n") << "2:2 csv.line_end";
        QTest::newRow("lines after a field of two lines")
            << QByteArray("a,b,c\n\"1\n1\",2\n3\n") << "2:1 csv.fields\n4:1 csv.fields";
        QTest::newRow("columns behind doubled quotes")
            << QByteArray("a,b,c\n\"é\"\"\"\"é\",2,3\"\n") << "2:13 csv.quote";
        QTest::newRow("Latin 1") << QByteArray("a,b,c\n1,2,3\né,M\xFCller,3\n") << "3:4 utf-8";
        QTest::newRow("UTF-16") << QByteArray("\xFF\xFE"
                                              "a\0,\0",
                                              6)
                                << "1:1 utf-8";
        QTest::newRow("NUL") << QByteArray("a,b,c\n1,\0,3\n", 12) << "2:3 utf-8";
        QTest::newRow("surrogate") << QByteArray("a,b,c\n\xED\xA0\x80,2,3\n") << "2:1 utf-8";
        QTest::newRow("overlong") << QByteArray("a,b,c\n1,\xC0\xAF,3\n") << "2:3 utf-8";
        QTest::newRow("overlong, three bytes") << QByteArray("a,b,c\n1,\xE0\x80\xAF,3\n") << "2:3 utf-8";
        QTest::newRow("above Unicode") << QByteArray("a,b,c\n1,\xF4\x90\x80\x80,3\n") << "2:3 utf-8";
        QTest::newRow("cut short") << QByteArray("a,b,c\n1,2,\xE5\xB1") << "2:5 utf-8";
        QTest::newRow("cut short after the mark") << QByteArray("\xEF\xBB\xBF"
                                                                "a,b\xC3")
                                                  << "1:4 utf-8";
        QTest::newRow("continuation byte alone, late")
            << QByteArray("a,b,c\nabcdefgh,abcdefgh,\x80\n") << "2:19 utf-8";
    }

    void refuses()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, faults);
        QCOMPARE(QString::fromStdString(outcome(bytes.toStdString())), faults);
    }

    void errorNamesFileLineColumnAndRule()
    {
        const auto file = readCsv("in.csv", "a,b,c\n1,2\n1,\"2\"x,3\n", abc);
        QCOMPARE(file.error().code, std::string("exchange.csv.invalid"));
        QCOMPARE(
            file.error().message,
            std::string(
                "in.csv has 2 faults; nothing of it was imported. Mend the file and import it again.\n"
                "in.csv:2:1: The row has 2 fields, the header has 3.\n"
                "in.csv:3:6: Text follows the closing quote. Put the whole field in quotes and double those "
                "within."));
        QCOMPARE(file.error().context["file"].get<std::string>(), std::string("in.csv"));
        QCOMPARE(file.error().context["count"].get<int>(), 2);
    }

    void faultsAreKeptUpToABoundAndCounted()
    {
        std::string bytes = "a,b,c\n";
        for (int i = 0; i < 1'000; ++i)
            bytes += "1\n";
        const auto file = readCsv("in.csv", bytes, abc);
        QCOMPARE(file.error().context["count"].get<int>(), 1'000);
        QCOMPARE(file.error().context["faults"].size(), CsvFaults::most);
        QVERIFY(file.error().message.ends_with("… and 990 more."));
    }

    void fieldsKnowWhereTheyBegin()
    {
        const auto file = readCsv("in.csv", "c,b,a\n\"x\ny\",é, z\n\n1,2,3\n", abc);
        QVERIFY(file);
        QCOMPARE(file->lineOf(0), std::size_t(2));
        QCOMPARE(file->lineOf(1), std::size_t(5));
        QCOMPARE(file->field(0, 2).line, std::size_t(2));
        QCOMPARE(file->field(0, 1).line, std::size_t(3));
        QCOMPARE(file->field(0, 1).column, std::size_t(4));
        QCOMPARE(file->field(0, 0).column, std::size_t(6));
    }

    /// What the writer writes the reader reads, whatever is in the fields (formulas apart, which it disarms).
    void writtenFieldsAreReadBack()
    {
        const auto piece = rc::gen::element<std::string>("a", "1", ",", "\n", "\r\n", "\r", "\"", "'", "=",
                                                         ";", " ", "é", "山");
        const bool holds = rc::check("round trip", [&] {
            Table table{"", {{"a", "A"}, {"b", "B"}, {"c", "C"}}, {}, {}};
            for (int rows = *rc::gen::inRange(0, 5); rows > 0; --rows) {
                std::vector<Cell> cells;
                for (int column = 0; column < 3; ++column) {
                    std::string text = "x";
                    for (const auto& part : *rc::gen::container<std::vector<std::string>>(piece))
                        text += part;
                    cells.emplace_back(std::move(text));
                }
                table.rows.push_back(std::move(cells));
            }
            const auto file = readCsv("in.csv", toCsv(table), abc);
            RC_ASSERT(file.has_value());
            RC_ASSERT(file->rowCount() == table.rows.size());
            for (std::size_t row = 0; row < table.rows.size(); ++row)
                for (std::size_t column = 0; column < 3; ++column)
                    RC_ASSERT(file->field(row, column).text ==
                              std::get<std::string>(table.rows[row][column]));
        });
        QVERIFY(holds);
    }

    /// Any bytes at all are read or refused, with every place within the file.
    void anyBytesAreSurvived()
    {
        const auto piece =
            rc::gen::element<std::string>("a", "b", "c", ",", "\n", "\r\n", "\r", "\"", "\"\"", ";", " ", "é",
                                          "\xFF", "\xE5\xB1", "a,b,c\n", "1,2,3\n");
        const bool holds = rc::check("no crash", [&] {
            std::string bytes = "a,b,c\n";
            for (const auto& part : *rc::gen::container<std::vector<std::string>>(piece))
                bytes += part;
            const auto lines = std::size_t(std::ranges::count(bytes, '\n')) + 1;
            const auto file = readCsv("in.csv", bytes, abc);
            if (file) return;
            RC_ASSERT(file.error().code == "exchange.csv.invalid");
            for (const auto& fault : file.error().context["faults"]) {
                RC_ASSERT(fault["line"].get<std::size_t>() <= lines);
                RC_ASSERT(fault["column"].get<std::size_t>() <= bytes.size() + 1);
            }
        });
        QVERIFY(holds);
    }

    void aHostileRowTakesLittleMemory()
    {
        // Two million fields in one row: refused by count, not kept.
        const auto file = readCsv("in.csv", "a,b,c\n" + std::string(2'000'000, ','), abc);
        QCOMPARE(file.error().context["faults"][0]["message"].get<std::string>(),
                 std::string("The row has 2000001 fields, the header has 3."));
        const auto header = readCsv("in.csv", std::string(2'000'000, ','), abc);
        QCOMPARE(header.error().context["faults"].size(), CsvFaults::most);
    }

    void aRefusalStaysShortWhateverTheFile_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("one endless name") << QByteArray(5'000'000, 'a');
        QTest::newRow("names without end") << QByteArray("abcdefgh,").repeated(500'000);
        QTest::newRow("quotes without end") << QByteArray(5'000'000, '"');
        QTest::newRow("rows without end") << "a,b,c\n" + QByteArray("1,2,3\n").repeated(600'000);
        QTest::newRow("bad rows without end") << "a,b,c\n" + QByteArray("1,2\n").repeated(600'000);
    }

    void aRefusalStaysShortWhateverTheFile()
    {
        QFETCH(QByteArray, bytes);
        const auto file = readCsv("in.csv", bytes.toStdString(), abc);
        QVERIFY(!file);
        QVERIFY(file.error().message.size() < 3'000);
        QVERIFY(file.error().context.dump().size() < 60'000);
    }

    void aRefusalSaysHowManyMoreFaultsThereAre()
    {
        const auto file = readCsv("in.csv", "a,b,c\n" + QByteArray("1,2\n").repeated(500).toStdString(), abc);
        QVERIFY(!file);
        QVERIFY(QString::fromStdString(file.error().message).endsWith("\n… and 490 more."));
        QCOMPARE(file.error().context.at("count").get<int>(), 500);
        QCOMPARE(file.error().context.at("faults").size(), CsvFaults::most);
    }

    void filesThatCannotBeReadAreRefused_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("why");
        QTest::newRow("absent") << "/nowhere/in.csv"
                                << "No such file or directory";
        QTest::newRow("folder") << "/tmp"
                                << "it is a folder";
    }

    void filesThatCannotBeReadAreRefused()
    {
        QFETCH(QString, path);
        QFETCH(QString, why);
        const auto bytes = readFile(path.toStdString());
        QCOMPARE(bytes.error().code, std::string("base.file.unreadable"));
        QCOMPARE(bytes.error().message, ("“" + path + "” cannot be read: " + why + ".").toStdString());
    }

    void writtenFilesAreWholeOrNotThere()
    {
        QTemporaryDir folder;
        const auto path = folder.filePath("deep/er/out.csv").toStdString();
        QVERIFY(writeFileDurably(path, "one"));
        QCOMPARE(*readFile(path), std::string("one"));
        const auto failed = replaceFile(path, [](const std::string& draft) -> Status {
            (void)writeFileDurably(draft, "half");
            return fail("test.failed", "failed");
        });
        QCOMPARE(failed.error().code, std::string("test.failed"));
        QCOMPARE(*readFile(path), std::string("one"));
        QCOMPARE(QDir(folder.filePath("deep/er")).entryList(QDir::Files), QStringList("out.csv"));
        QCOMPARE(writeFileDurably(path + "/below.csv", "x").error().code,
                 std::string("base.file.unwritable"));
        QCOMPARE(writeFileDurably(folder.path().toStdString(), "x").error().code,
                 std::string("base.file.unwritable"));
    }
};

QTEST_GUILESS_MAIN(CsvReaderTest)
#include "csv_reader_test.moc"
