// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/files.h"
#include "core/exchange/export.h"
#include "core/exchange/statement.h"
#include "tests/exchange/document_reader.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <filesystem>
#include <set>

using namespace habitat;
using namespace habitat::exchange;
using namespace habitat::exchange::test;

namespace {

const DocumentInfo info{"Allocation of 2026-Q1", "Pine Ridge & Söhne", *parseInstant("2026-04-30T12:10:05Z"),
                        Paper::Letter};

Table allocationTable()
{
    return {"Allocation 2026-Q1",
            {{"member", "Member", ColumnType::Text},
             {"allocation", "Allocation", ColumnType::Money},
             {"votes", "Votes", ColumnType::Number},
             {"on", "Admitted", ColumnType::Date},
             {"at", "Signed at", ColumnType::Instant},
             {"share", "Share", ColumnType::Share}},
            {{std::string("Alice"), Money(374'734), std::int64_t(1), *parseDate("2020-01-15"),
              *parseInstant("2026-04-30T12:00:00Z"), std::string("2082/10000")},
             {std::string("=HYPERLINK(\"x\")"), Money(-5), std::int64_t(1'234), *parseDate("1899-12-31"),
              std::monostate(), std::string("1/3")}},
            {std::string("Sum"), Money(374'729), std::int64_t(1'235), {}, {}, {}}};
}

Statement chen()
{
    Statement statement;
    statement.cooperative = "Pine Ridge Cooperative";
    statement.currency = "USD";
    statement.period = "2026-Q1";
    statement.from = *parseDate("2026-01-01");
    statement.to = *parseDate("2026-03-31");
    statement.memberNumber = "3";
    statement.memberName = "Chen";
    statement.highlights = {{"Allocated to you", Money(433'975)}, {"Paid in cash", Money(86'795)}};
    statement.tables = {{"Your patronage",
                         {{"category", "Category"}, {"value", "Yours", ColumnType::Money}},
                         {{std::string("Labor"), Money(1'560'000)}, {std::string("Cash"), Money(1'000'000)}},
                         {}}};
    statement.accounts = {
        {"Capital account, book",
         Money(1'000'000),
         {{"Patronage allocation", Money(433'975)}, {"Distribution in cash", Money(-86'795)}},
         Money(1'347'180)}};
    statement.notes = {"You may object until 2026-05-30."};
    statement.hash = "5f3a9c0e7d1b4426a8f05c9e3b7712d46e8a0f91c2d35b6478e9fa0b1c2d3e4f";
    statement.issuedAt = *parseInstant("2026-04-30T12:10:05Z");
    return statement;
}

/// What a reader of the file takes for the amount, in minor units.
qlonglong minorIn(const Sheet::Cell& cell)
{
    return std::llround(cell.value.toDouble() * 100.0);
}

} // namespace

class DocumentsTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder.reset(new QTemporaryDir);
        QVERIFY(m_folder->isValid());
    }

    void sheetHoldsTheTable()
    {
        const auto path = file("a.xlsx");
        QVERIFY(writeTable(path.toStdString(), allocationTable(), info));
        const auto sheets = readXlsx(path);
        QCOMPARE(sheets.size(), 1);
        const auto& sheet = sheets[0];
        QCOMPARE(sheet.name, "Allocation 2026-Q1");
        QCOMPARE(sheet.frozenBelow, "1");
        QCOMPARE(sheet.cells["A1"].value, "Member");
        QCOMPARE(sheet.cells["B1"].value, "Allocation");
        QCOMPARE(sheet.cells["A2"].value, "Alice");
        QVERIFY(!sheet.cells["B2"].isText);
        QCOMPARE(minorIn(sheet.cells["B2"]), 374'734LL);
        QCOMPARE(sheet.cells["B2"].numberFormat, "#,##0.00");
        QCOMPARE(minorIn(sheet.cells["B3"]), -5LL);
        QCOMPARE(sheet.cells["C3"].value, "1234");
        QCOMPARE(sheet.cells["C3"].numberFormat, "#,##0");
        QCOMPARE(sheet.cells["D2"].value, "43845");
        QCOMPARE(sheet.cells["D2"].numberFormat, "yyyy-mm-dd");
        QCOMPARE(sheet.cells["E2"].value.toDouble(), 46142.5);
        QCOMPARE(sheet.cells["F2"].value, "2082/10000");
        QVERIFY(sheet.cells["F2"].isText);
        QCOMPARE(minorIn(sheet.cells["B4"]), 374'729LL);
        QCOMPARE(sheet.cells["A4"].value, "Sum");
        QVERIFY(sheet.widthOfFirst > 15);
    }

    void whatASpreadsheetWouldSpoilIsText()
    {
        const auto path = file("a.xlsx");
        QVERIFY(writeTable(path.toStdString(), allocationTable(), info));
        const auto sheet = readXlsx(path)[0];
        QVERIFY(sheet.cells["A3"].isText);
        QCOMPARE(sheet.cells["A3"].value, "=HYPERLINK(\"x\")");
        QVERIFY(sheet.cells["D3"].isText);
        QCOMPARE(sheet.cells["D3"].value, "1899-12-31");
    }

    /// The file holds what is nearest in binary ("9046.139999999999"); what a spreadsheet reads and shows of
    /// it, and what it adds up, is the amount to the cent, whatever its size.
    void everyAmountComesBackExactly()
    {
        Table table{"Amounts", {{"a", "A", ColumnType::Money}}, {}, {}};
        std::vector<std::int64_t> amounts = {
            0, 1, -1, 99, 100, 904'614, 999'999'999'999'999, -999'999'999'999'999, 900'719'925'474'099};
        std::uint64_t state = 20'261'120;
        for (unsigned i = 0; i < 20'000; ++i) {
            state = state * 6'364'136'223'846'793'005U + 1'442'695'040'888'963'407U;
            // Of every size alike, up to ten times 9e13.
            const auto size = std::int64_t((state >> 14U) % 900'000'000'000'000U) >> (i % 48U);
            amounts.push_back(i % 2 == 0 ? size : -size);
        }
        for (const auto amount : amounts)
            table.rows.push_back({Money(amount)});
        const auto path = file("a.xlsx");
        QVERIFY(writeTable(path.toStdString(), table, info));
        const auto sheet = readXlsx(path)[0];
        for (std::size_t i = 0; i < amounts.size(); ++i) {
            const auto cell = sheet.cells["A" + QString::number(i + 2)];
            QVERIFY(!cell.isText);
            QCOMPARE(minorIn(cell), qlonglong(amounts[i]));
            auto shown = QString::fromStdString(habitat::toText(Money(amounts[i])));
            QCOMPARE(QString::number(cell.value.toDouble(), 'f', 2), shown.remove(','));
        }
    }

    void amountsBeyondFifteenDigitsAreText()
    {
        const Table table{"",
                          {{"a", "A", ColumnType::Money}, {"b", "B", ColumnType::Number}},
                          {{Money(1'000'000'000'000'000), std::int64_t(1'000'000'000'000'001)}},
                          {}};
        const auto path = file("a.xlsx");
        QVERIFY(writeTable(path.toStdString(), table, info));
        const auto sheet = readXlsx(path)[0];
        QCOMPARE(sheet.cells["A2"].value, "10,000,000,000,000.00");
        QCOMPARE(sheet.cells["B2"].value, "1000000000000001");
        QVERIFY(sheet.cells["A2"].isText && sheet.cells["B2"].isText);
    }

    void sheetNamesAreLegalAndDiffer()
    {
        std::vector<Table> tables;
        for (const char* title :
             {"Journal: book/tax [1]*?", "A title that is much too long for a sheet of Excel",
              "A title that is much too long for a table", "", "'", "journal  book tax  1   "})
            tables.push_back({title, {{"a", "A"}}, {}, {}});
        const auto path = file("a.xlsx");
        QVERIFY(writeTables(path.toStdString(), tables, info));
        QSet<QString> names;
        for (const auto& sheet : readXlsx(path)) {
            QVERIFY2(!sheet.name.isEmpty() && sheet.name.size() <= 31, qPrintable(sheet.name));
            QVERIFY2(!sheet.name.contains(QRegularExpression(R"([\[\]:*?/\\])")), qPrintable(sheet.name));
            names << sheet.name.toLower();
        }
        QCOMPARE(names.size(), 6);
    }

    void sameFiguresGiveTheSameBytes_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("csv") << "a.csv";
        QTest::newRow("xlsx") << "a.xlsx";
        QTest::newRow("pdf") << "a.pdf";
    }

    void sameFiguresGiveTheSameBytes()
    {
        QFETCH(QString, name);
        const auto path = file(name).toStdString();
        QVERIFY(writeTable(path, allocationTable(), info));
        const auto first = *readFile(path);
        QVERIFY(writeTable(path, allocationTable(), info));
        QVERIFY(*readFile(path) == first);
    }

    void documentsBearTheTimeTheyWereGiven()
    {
        QVERIFY(writeTable(file("a.xlsx").toStdString(), allocationTable(), info));
        const auto properties = QString::fromUtf8(zipMember(file("a.xlsx"), "docProps/core.xml"));
        QCOMPARE(properties.count("2026-04-30T12:10:05Z"), 2);
        QVERIFY(properties.contains("Pine Ridge &amp; Söhne"));
        if (!canReadPdf()) QSKIP("poppler-utils is not installed: PDF files cannot be read back");
        QVERIFY(writeTable(file("a.pdf").toStdString(), allocationTable(), info));
        QCOMPARE(pdfInfo(file("a.pdf"), "CreationDate"), "2026-04-30T12:10:05Z");
        QCOMPARE(pdfInfo(file("a.pdf"), "ModDate"), "");
    }

    void formatFollowsTheName_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("beginning");
        QTest::newRow("csv") << "a.csv" << QByteArray("member,");
        QTest::newRow("xlsx in capitals") << "a.XLSX" << QByteArray("PK");
        QTest::newRow("pdf") << "a.b.pdf" << QByteArray("%PDF-");
    }

    void formatFollowsTheName()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, beginning);
        QVERIFY(writeTable(file(name).toStdString(), allocationTable(), info));
        QVERIFY(readFile(file(name).toStdString())->starts_with(beginning.toStdString()));
    }

    void exportsAreRefused_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("tables");
        QTest::addColumn<QString>("code");
        QTest::newRow("no format") << "figures" << 1 << "exchange.format.unknown";
        QTest::newRow("another format") << "figures.ods" << 1 << "exchange.format.unknown";
        QTest::newRow("two tables in one CSV") << "figures.csv" << 2 << "exchange.csv.one_table";
        QTest::newRow("two tables in one workbook") << "figures.xlsx" << 2 << "";
        QTest::newRow("csv below a file") << "file/figures.csv" << 1 << "base.file.unwritable";
        QTest::newRow("xlsx below a file") << "file/figures.xlsx" << 1 << "base.file.unwritable";
        QTest::newRow("pdf below a file") << "file/figures.pdf" << 1 << "base.file.unwritable";
        QTest::newRow("xlsx over a folder") << "folder.xlsx" << 1 << "base.file.unwritable";
    }

    void exportsAreRefused()
    {
        QFETCH(QString, name);
        QFETCH(int, tables);
        QFETCH(QString, code);
        QVERIFY(writeFileDurably(file("file").toStdString(), "x"));
        QVERIFY(QDir(m_folder->path()).mkdir("folder.xlsx"));
        const auto written = writeTables(file(name).toStdString(),
                                         std::vector<Table>(std::size_t(tables), allocationTable()), info);
        QCOMPARE(QString::fromStdString(written ? "" : written.error().code), code);
        QVERIFY(QDir(m_folder->path()).entryList({"*.part"}).isEmpty());
    }

    void tooManyRowsForExcelAreRefused()
    {
        Table table{"Big", {{"a", "A"}}, {}, {}};
        table.rows.resize(1'048'576, {std::string("x")});
        const auto written = writeTable(file("a.xlsx").toStdString(), table, info);
        QCOMPARE(written.error().code, std::string("exchange.xlsx.too_many_rows"));
        QVERIFY(!QFile::exists(file("a.xlsx")));
    }

    /// A number is a member's, not a path; no two members share a file.
    void statementsAreNamedWithinTheirFolder()
    {
        QCOMPARE(statementFileName("2026-Q1", "1"), std::string("2026-Q1-1.pdf"));
        QCOMPARE(statementFileName("2026-Q1", "M-017.a_b"), std::string("2026-Q1-M-017.a_b.pdf"));
        QCOMPARE(statementFileName("2026-Q1", "A/1"), std::string("2026-Q1-A%2F1.pdf"));
        const std::vector<std::string> hostile = {
            "1",
            "x/../2026-Q1-1",
            "../../../../pwn",
            "/etc/pwn",
            "..",
            ".",
            "",
            "1\n",
            "1\r",
            "1%2F",
            "1/",
            "1%252F",
            "1\\2",
            "1%5C2",
            "1 ",
            "~",
            "1.pdf",
            "\xc3\xa4",
            "\xff",
            {"1\0002", 3},
            "1*",
            "1?",
            "|",
            "$(x)",
        };
        std::set<std::string> names;
        for (const auto& number : hostile) {
            const auto name = statementFileName("2026-Q1", number);
            const std::filesystem::path folder = "/statements/2026-Q1";
            QVERIFY2((folder / name).lexically_normal().parent_path() == folder, name.c_str());
            QVERIFY2(name.find('\0') == std::string::npos && name.starts_with("2026-Q1-"), name.c_str());
            QVERIFY2(names.insert(name).second, name.c_str());
        }
    }

    void statementSaysItAll()
    {
        if (!canReadPdf()) QSKIP("poppler-utils is not installed: PDF files cannot be read back");
        const auto path = file("s.pdf");
        QVERIFY(writeStatement(path.toStdString(), chen()));
        const auto pages = pdfPages(path);
        QCOMPARE(pages.size(), 1);
        for (const char* text :
             {"Pine Ridge Cooperative",
              "Chen",
              "Number 3",
              "2026-Q1",
              "2026-01-01 to 2026-03-31",
              "USD",
              "Allocated to you",
              "4,339.75",
              "867.95",
              "Your patronage",
              "Labor",
              "15,600.00",
              "Capital account, book",
              "Opening balance",
              "10,000.00",
              "-867.95",
              "Closing balance",
              "13,471.80",
              "You may object until 2026-05-30.",
              "Page 1 of 1",
              "Allocation 5f3a9c0e7d1b4426a8f05c9e3b7712d46e8a0f91c2d35b6478e9fa0b1c2d3e4f"})
            QVERIFY2(pages[0].contains(text), text);
        QCOMPARE(pdfInfo(path, "Title"), "Statement 2026-Q1 for Chen");
        QCOMPARE(pdfInfo(path, "Author"), "Pine Ridge Cooperative");
        QCOMPARE(pdfInfo(path, "CreationDate"), "2026-04-30T12:10:05Z");
    }

    void paperIsAsAsked_data()
    {
        QTest::addColumn<int>("paper");
        QTest::addColumn<QString>("size");
        QTest::newRow("letter") << int(Paper::Letter) << "letter";
        QTest::newRow("A4") << int(Paper::A4) << "A4";
    }

    void paperIsAsAsked()
    {
        if (!canReadPdf()) QSKIP("poppler-utils is not installed: PDF files cannot be read back");
        QFETCH(int, paper);
        QFETCH(QString, size);
        auto statement = chen();
        statement.paper = Paper(paper);
        QVERIFY(writeStatement(file("s.pdf").toStdString(), statement));
        QVERIFY2(pdfInfo(file("s.pdf"), "Page size").contains(size),
                 qPrintable(pdfInfo(file("s.pdf"), "Page size")));
    }

    void namesOfAnyScriptArePrinted_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("Icelandic") << "Þorbjörg Ægisdóttir";
        QTest::newRow("Vietnamese") << "Nguyễn Thị Ánh Nguyệt";
        QTest::newRow("Cyrillic") << "Владимир";
        QTest::newRow("Greek") << "Αλέξανδρος";
        QTest::newRow("combining marks") << QString("Zoe\u0308");
    }

    void namesOfAnyScriptArePrinted()
    {
        if (!canReadPdf()) QSKIP("poppler-utils is not installed: PDF files cannot be read back");
        QFETCH(QString, name);
        auto statement = chen();
        statement.memberName = name.toStdString();
        QVERIFY(writeStatement(file("s.pdf").toStdString(), statement));
        const auto text = pdfPages(file("s.pdf"))[0].normalized(QString::NormalizationForm_C);
        QVERIFY2(text.contains(name.normalized(QString::NormalizationForm_C)), qPrintable(text));
    }

    void aVeryLongNameWrapsAndKeepsThePage()
    {
        if (!canReadPdf()) QSKIP("poppler-utils is not installed: PDF files cannot be read back");
        auto statement = chen();
        statement.memberName = std::string(300, 'W');
        QVERIFY(writeStatement(file("s.pdf").toStdString(), statement));
        const auto pages = pdfPages(file("s.pdf"));
        QCOMPARE(pages.join("").count('W'), 300);
        QVERIFY(pages.join("").contains("Closing balance"));
    }

    void longTablesBreakBetweenRowsAndRepeatTheirHeader()
    {
        if (!canReadPdf()) QSKIP("poppler-utils is not installed: PDF files cannot be read back");
        auto statement = chen();
        for (int i = 0; i < 150; ++i)
            statement.tables[0].rows.push_back({"row-" + std::to_string(1'000 + i) + "-end", Money(i)});
        QVERIFY(writeStatement(file("s.pdf").toStdString(), statement));
        const auto pages = pdfPages(file("s.pdf"));
        QVERIFY(pages.size() >= 4);
        for (int i = 0; i < 150; ++i)
            QCOMPARE(pages.join("").count(QString("row-%1-end").arg(1'000 + i)), 1);
        for (int i = 0; i < pages.size(); ++i) {
            QVERIFY(pages[i].contains(QString("Page %1 of %2").arg(i + 1).arg(pages.size())));
            QVERIFY(pages[i].contains("Allocation 5f3a9c0e"));
            if (pages[i].contains("row-")) QVERIFY(pages[i].contains("Category"));
            if (i > 0) QVERIFY(pages[i].contains("Pine Ridge Cooperative · 2026-Q1 · Chen (3)"));
        }
    }

    void wideTablesLieOnTheirSide()
    {
        if (!canReadPdf()) QSKIP("poppler-utils is not installed: PDF files cannot be read back");
        Table table{"Wide", {}, {{}}, {}};
        for (int i = 0; i < 11; ++i) {
            table.columns.push_back({"c", "Amount", ColumnType::Money});
            table.rows[0].emplace_back(Money(1'234'567'800 + i));
        }
        QVERIFY(writeTable(file("w.pdf").toStdString(), table, info));
        QVERIFY2(pdfInfo(file("w.pdf"), "Page size").startsWith("792 x 612"),
                 qPrintable(pdfInfo(file("w.pdf"), "Page size")));
        const auto text = pdfPages(file("w.pdf"))[0];
        for (int i = 0; i < 11; ++i)
            QVERIFY(text.contains(QString("12,345,678.%1").arg(i, 2, 10, QChar('0'))));
    }

    void figuresThatDoNotAddUpAreNotPrinted()
    {
        auto statement = chen();
        statement.accounts[0].closing += Money(1);
        QVERIFY_EXCEPTION_THROWN((void)writeStatement(file("s.pdf").toStdString(), statement),
                                 InvariantBroken);
        QVERIFY(!QFile::exists(file("s.pdf")));
    }

private:
    [[nodiscard]] QString file(const QString& name) const { return m_folder->filePath(name); }

    QScopedPointer<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(DocumentsTest)
#include "documents_test.moc"
