// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/close/cases.h"
#include "tests/exchange/document_reader.h"

#include "core/exchange/export.h"

#include <QMap>
#include <QRegularExpression>

#include <ctime>

using namespace habitat;
using namespace habitat::test;

namespace {

/// What somebody finds in the ledger itself, in minor units, by member number.
struct Booked
{
    qlonglong allocated = 0;
    qlonglong cash = 0;
};

QMap<QString, Booked> bookedByMember(const std::string& database)
{
    auto db = db::Connection::open(database, db::OpenMode::ReadOnly);
    auto rows = db->query("SELECT a.member, j.description, sum(p.credit_minor - p.debit_minor) "
                          "FROM ledger_journal AS j JOIN posting AS p ON p.journal = j.key "
                          "JOIN account AS a ON a.code = p.account "
                          "WHERE j.status = 'posted' AND p.ledger = 'book' AND a.member <> '' "
                          "GROUP BY a.member, j.description");
    QMap<QString, Booked> booked;
    while (rows.next()) {
        auto& member = booked[QString::fromStdString(rows.text(0))];
        const auto what = rows.text(1);
        if (what == "Close of 2026-Q1: allocation") member.allocated += rows.integer(2);
        if (what == "Distributions of 2026-Q1 scheduled") member.cash -= rows.integer(2);
    }
    return booked;
}

/// The digits of an amount however it is written: "3,747.34" and "3747.34" are 374734.
qlonglong minorOf(QString amount)
{
    static const QRegularExpression two("^-?[0-9,]+\\.[0-9]{2}$");
    if (!two.match(amount).hasMatch()) return INT64_MIN;
    return amount.remove(',').remove('.').toLongLong();
}

/// A spreadsheet keeps a number: at most two digits behind the point of an amount.
qlonglong minorOfNumber(const QString& number)
{
    const auto whole = number.section('.', 0, 0);
    const auto behind = number.section('.', 1).leftJustified(2, '0');
    return behind.size() == 2 ? (whole + behind).toLongLong() : INT64_MIN;
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList filesIn(const QString& folder)
{
    return QDir(folder).entryList(QDir::Files, QDir::Name);
}

/// The time zone of this process, for as long as it lives.
class TimeZone
{
public:
    explicit TimeZone(const QByteArray& name) : m_before(qgetenv("TZ"))
    {
        qputenv("TZ", name);
        tzset();
    }
    ~TimeZone()
    {
        m_before.isEmpty() ? qunsetenv("TZ") : qputenv("TZ", m_before);
        tzset();
    }
    TimeZone(const TimeZone&) = delete;
    TimeZone& operator=(const TimeZone&) = delete;

private:
    QByteArray m_before;
};

/// Closes the sample's quarter, and everything that it gives out: name and bytes.
QMap<QString, QByteArray> everythingGivenOut()
{
    SampleCooperative sample;
    // Another day already in the far east, and still the day before in the far west.
    sample.clock().set(*parseInstant("2026-05-04T10:30:00Z"));
    sample.open();
    if (!sample.runTo(11)) return {};
    QMap<QString, QByteArray> given;
    const auto allocation = sample.questions().allocationTable(sample.as("auditor"), period);
    if (!allocation) return {};
    const QTemporaryDir folder;
    for (const auto* name : {"allocation.csv", "allocation.xlsx", "allocation.pdf"}) {
        const auto path = folder.filePath(name);
        if (exchange::writeTable(path.toStdString(), *allocation,
                                 {"Allocation", "Pine Ridge", sample.clock().now(), exchange::Paper::Letter}))
            given[name] = contentOf(path);
    }
    given["books"] = QByteArray::fromStdString(sample.books());
    QByteArray journal;
    const auto records = sample.questions().journal(sample.as("auditor"), period, {});
    for (const auto& record : *records)
        journal += QByteArray::fromStdString(habitat::toText(record.journal.date) + " " +
                                             record.journal.description + "\n");
    given["journal dates"] = journal;
    const auto bank = QString::fromStdString(sample.database()) + ".bank";
    for (const auto& name : filesIn(bank))
        given["bank"] += contentOf(bank + "/" + name);
    return given;
}

} // namespace

/// What leaves the program says what the ledger says, wherever the program runs.
class CloseExportsTest : public QObject
{
    Q_OBJECT

private slots:
    void figuresOnPaperAreTheLedgersToTheCent()
    {
        SampleCooperative sample;
        auto& console = sample.open();
        VERIFY_OK(sample.runTo(11));
        const auto booked = bookedByMember(sample.database());
        QCOMPARE(booked.size(), 5);
        const auto table = sample.questions().allocationTable(sample.as("auditor"), period);
        QVERIFY(table.has_value());
        const QTemporaryDir folder;
        const exchange::DocumentInfo info{"Allocation", "Pine Ridge", sample.clock().now(),
                                          exchange::Paper::Letter};
        const auto csv = folder.filePath("a.csv");
        const auto xlsx = folder.filePath("a.xlsx");
        VERIFY_OK(exchange::writeTable(csv.toStdString(), *table, info));
        VERIFY_OK(exchange::writeTable(xlsx.toStdString(), *table, info));

        int members = 0;
        for (const auto& line : QString::fromUtf8(contentOf(csv)).split("\n")) {
            const auto cells = line.trimmed().split(',');
            if (cells.size() != 6 || !booked.contains(cells[0])) continue;
            QCOMPARE(minorOf(cells[3]), booked[cells[0]].allocated);
            QCOMPARE(minorOf(cells[4]), booked[cells[0]].cash);
            ++members;
        }
        QCOMPARE(members, 5);

        const auto sheets = exchange::test::readXlsx(xlsx);
        QCOMPARE(sheets.size(), 1);
        members = 0;
        for (int row = 1; row < 40; ++row) {
            const auto cell = [&](QChar column) {
                return sheets[0].cells.value(column + QString::number(row)).value;
            };
            if (!booked.contains(cell('A'))) continue;
            QCOMPARE(minorOfNumber(cell('D')), booked[cell('A')].allocated);
            QCOMPARE(minorOfNumber(cell('E')), booked[cell('A')].cash);
            ++members;
        }
        QCOMPARE(members, 5);

        const auto statements = console.writeStatements(sample.as("treasurer"), period);
        QVERIFY(statements.has_value());
        if (!exchange::test::canReadPdf()) QSKIP("pdftotext is not installed");
        for (auto member = booked.begin(); member != booked.end(); ++member) {
            const auto page = exchange::test::pdfPages(QString::fromStdString(*statements) + "/" + period +
                                                       "-" + member.key() + ".pdf")
                                  .join("\n");
            const auto written = [](qlonglong minor) {
                return QString::fromStdString(habitat::toText(Money(minor)));
            };
            QVERIFY2(page.contains(written(member->allocated)), qPrintable(page));
            QVERIFY2(page.contains(written(member->cash)), qPrintable(page));
            QVERIFY2(page.contains(written(member->allocated - member->cash)), qPrintable(page));
            // Beside the other “Distributions”, which are 0.00.
            QVERIFY2(
                page.simplified().contains(
                    QString("“Distributions” for your tax return is the cash from the surplus of %1 (%2), "
                            "which is paid out after the period's last day; “Distributions” in your "
                            "capital accounts is the cash from earlier surpluses that left them within %1.")
                        .arg(period, written(member->cash))),
                qPrintable(page));
        }
    }

    /// Days are those of the books, not those of whoever's machine it is.
    void everythingIsTheSameInEveryTimeZone_data()
    {
        QTest::addColumn<QByteArray>("zone");
        for (const auto* zone : {"Pacific/Kiritimati", "America/New_York", "Pacific/Pago_Pago"})
            QTest::newRow(zone) << QByteArray(zone);
    }
    void everythingIsTheSameInEveryTimeZone()
    {
        QFETCH(QByteArray, zone);
        static const auto atHome = [] {
            const TimeZone utc("UTC");
            return everythingGivenOut();
        }();
        QVERIFY(atHome.size() >= 6);
        const TimeZone elsewhere(zone);
        const auto there = everythingGivenOut();
        QCOMPARE(there.keys(), atHome.keys());
        for (auto one = atHome.begin(); one != atHome.end(); ++one) {
            QVERIFY2(!one->isEmpty(), qPrintable(one.key()));
            QVERIFY2(there[one.key()] == *one, qPrintable(one.key()));
        }
    }
};

QTEST_GUILESS_MAIN(CloseExportsTest)

#include "close_exports_test.moc"
