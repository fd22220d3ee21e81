// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/treasury/books.h"

#include <QTest>

using namespace habitat;
using namespace habitat::treasury;

namespace {

Journal sound()
{
    Journal journal;
    journal.date = day("2026-02-01");
    journal.sourceKey = "s";
    journal.lines = {debitLine(Ledger::Book, "1110", Money(500)),
                     creditLine(Ledger::Book, "4000", Money(500)), debitLine(Ledger::Tax, "1110", Money(300)),
                     creditLine(Ledger::Tax, "4000", Money(300))};
    return journal;
}

using Change = std::function<void(Journal&)>;

} // namespace

Q_DECLARE_METATYPE(Change)

class JournalTest : public QObject
{
    Q_OBJECT

private slots:
    void validates_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const char* code, Change change) {
            QTest::newRow(name) << change << QString(code);
        };
        row("each ledger balances alone", "ok", [](Journal&) {});
        row("a ledger does not balance", "treasury.journal.unbalanced",
            [](Journal& j) { j.lines[3].credit = Money(301); });
        row("the ledgers balance only together", "treasury.journal.unbalanced", [](Journal& j) {
            j.lines[1].credit = Money(600);
            j.lines[3].credit = Money(200);
        });
        row("no lines", "treasury.journal.empty", [](Journal& j) { j.lines.clear(); });
        row("no source", "treasury.journal.source", [](Journal& j) { j.sourceKey.clear(); });
        row("no real date", "treasury.journal.date",
            [](Journal& j) { j.date = std::chrono::year(2026) / 2 / 30; });
        row("a line of zero", "treasury.journal.line", [](Journal& j) { j.lines[0].debit = Money(); });
        row("a line with both sides", "treasury.journal.line",
            [](Journal& j) { j.lines[0].credit = Money(1); });
        row("a negative line", "treasury.journal.line", [](Journal& j) {
            j.lines[0].debit = Money(-500);
            j.lines[1].credit = Money(-500);
        });
        row("a line beyond reason", "treasury.journal.line", [](Journal& j) {
            j.lines[0].debit = Money(INT64_MAX);
            j.lines[1].credit = Money(INT64_MAX);
        });
        row("an unknown account", "treasury.journal.account",
            [](Journal& j) { j.lines[0].account = "7777"; });
        row("book capital in the tax ledger", "treasury.journal.ledger",
            [](Journal& j) { j.lines[3].account = "3100-1"; });
        row("tax capital in the book ledger", "treasury.journal.ledger",
            [](Journal& j) { j.lines[1].account = "3200-1"; });
        row("closing without a close", "treasury.journal.closing",
            [](Journal& j) { j.closing = ClosingFlag::Closing; });
        row("a reversal without a reason", "treasury.journal.reason",
            [](Journal& j) { j.reverses = JournalKey(3); });
    }

    void validates()
    {
        QFETCH(Change, change);
        QFETCH(QString, code);
        auto journal = sound();
        change(journal);
        QCOMPARE(codeOf(validateJournal(journal)), code);
    }

    void everyWrongLineIsListed()
    {
        auto journal = sound();
        journal.lines[0].account = "7777";
        journal.lines[3].account = "3100-1";
        const auto status = validateJournal(journal);
        const auto& lines = status.error().context["lines"];
        QCOMPARE(lines.size(), std::size_t(2));
        QCOMPARE(lines[0]["line"].get<int>(), 1);
        QCOMPARE(lines[1]["code"].get<std::string>(), std::string("treasury.journal.ledger"));
    }

    void theImbalanceIsNamed()
    {
        auto journal = sound();
        journal.lines[3].credit = Money(299);
        const auto error = validateJournal(journal).error();
        QVERIFY(q(error.message).contains("tax"));
        QVERIFY(q(error.message).contains("0.01"));
        QCOMPARE(error.context["debit_minor"].get<int>(), 300);
    }

    /// What is wrong, in which journal, and what to do.
    void aRefusalNamesTheJournalAndTheWayOut_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QStringList>("says");
        const auto row = [](const char* name, Change change, const QStringList& says) {
            QTest::newRow(name) << change << says;
        };
        row("no lines", [](Journal& j) { j.lines.clear(); }, {"“Rent”", "Give it a debit and a credit"});
        row("no date", [](Journal& j) { j.date = Date(); }, {"“Rent”", "2026-03-31"});
        row("out of balance", [](Journal& j) { j.lines[3].credit = Money(299); }, {"0.01", "Correct"});
        row("too much on a line", [](Journal& j) { j.lines[0].debit = Money(INT64_MAX); },
            {"Line 1", "Split it"});
    }

    void aRefusalNamesTheJournalAndTheWayOut()
    {
        QFETCH(Change, change);
        QFETCH(QStringList, says);
        auto journal = sound();
        journal.description = "Rent";
        change(journal);
        const auto message = q(validateJournal(journal).error().message);
        for (const auto& part : says)
            QVERIFY2(message.contains(part), qPrintable(message));
    }

    void amountIsTheLargerLedgersDebits() { QCOMPARE(amountOf(sound()), Money(500)); }

    void everythingItSaysIsInTheHash_data()
    {
        QTest::addColumn<Change>("change");
        const auto row = [](const char* name, Change change) { QTest::newRow(name) << change; };
        row("date", [](Journal& j) { j.date = day("2026-02-02"); });
        row("kind", [](Journal& j) { j.kind = JournalKind::Payment; });
        row("closing", [](Journal& j) { j.closing = ClosingFlag::Closing; });
        row("description", [](Journal& j) { j.description = "x"; });
        row("source", [](Journal& j) { j.sourceKey = "t"; });
        row("entry", [](Journal& j) { j.entry = "E1"; });
        row("period", [](Journal& j) { j.forPeriod = "2026"; });
        row("reverses", [](Journal& j) { j.reverses = JournalKey(1); });
        row("reason", [](Journal& j) { j.reason = "x"; });
        row("line account", [](Journal& j) { j.lines[0].account = "1120"; });
        row("line amount", [](Journal& j) { j.lines[0].debit = Money(501); });
        row("line ledger", [](Journal& j) { j.lines[0].ledger = Ledger::Tax; });
        row("line memo", [](Journal& j) { j.lines[0].memo = "x"; });
        row("line side", [](Journal& j) { std::swap(j.lines[0].debit, j.lines[0].credit); });
        row("line order", [](Journal& j) { std::swap(j.lines[0], j.lines[2]); });
        row("one line less", [](Journal& j) { j.lines.pop_back(); });
    }

    void everythingItSaysIsInTheHash()
    {
        QFETCH(Change, change);
        auto journal = sound();
        QCOMPARE(contentHash(journal), contentHash(sound()));
        change(journal);
        QVERIFY(contentHash(journal) != contentHash(sound()));
    }

    void kindsReadBack()
    {
        for (int kind = 0; kind <= int(JournalKind::RollUp); ++kind)
            QCOMPARE(*parseJournalKind(toText(JournalKind(kind))), JournalKind(kind));
        QCOMPARE(codeOf(parseJournalKind("else")), QString("treasury.journal.kind"));
    }

    void signedAmountsChooseTheSide()
    {
        std::vector<JournalLine> lines;
        addSigned(lines, Ledger::Book, "1110", Money(5));
        addSigned(lines, Ledger::Book, "1110", Money(0));
        addSigned(lines, Ledger::Book, "1110", Money(-7));
        QCOMPARE(lines.size(), std::size_t(2));
        QCOMPARE(lines[0].debit, Money(5));
        QCOMPARE(lines[1].credit, Money(7));
    }
};

QTEST_GUILESS_MAIN(JournalTest)
#include "journal_test.moc"
