// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/treasury/books.h"

#include "core/treasury/payments.h"
#include "core/treasury/verify.h"

#include <QTest>

using namespace habitat;
using namespace habitat::treasury;

namespace {

/// A closed quarter, a reversed journal, a payment made and one returned, a draft.
void fill(Books& books)
{
    books.open("2026-Q1");
    for (const auto ledger : bothLedgers)
        books.post(
            books.entry("sale " + std::string(toText(ledger)), "2026-02-10", "1110", "4000", 1'000, ledger));
    const auto twice = books.post(books.entry("twice", "2026-02-11", "1110", "4000", 5));
    auto work = books.as(tara);
    QVERIFY(reverseJournal(work, {.journal = twice->key, .reason = "Twice"}, {}).has_value());
    QCOMPARE(codeOf(books.closeAll("2026-Q1")), QString("ok"));
    QVERIFY(draftJournal(work, books.entry("draft", "2026-05-01", "1110", "4000", 5)).has_value());
    const MemberAmount lines[] = {{"1", Money(100)}};
    QVERIFY(books.post(*distributionScheduled({day("2026-04-01"), "sch", "", "2026-Q1"}, lines)).has_value());
    for (const auto* key : {"paid", "back"}) {
        PaymentInstruction instruction;
        instruction.paymentKey = key;
        instruction.forPeriod = "2026-Q1";
        instruction.member = "1";
        instruction.amount = Money(50);
        instruction.method = "ach";
        instruction.dueOn = day("2026-04-01");
        const auto payment = schedulePayment(work, instruction);
        QVERIFY(submitPayment(work, payment->key, {{}, bo}).has_value());
        QVERIFY(recordAccepted(work, payment->key, "b").has_value());
        QVERIFY(recordCompleted(work, payment->key, day("2026-04-02")).has_value());
    }
    QVERIFY(
        recordReturned(work, findPayment(books.db(), "back")->key, day("2026-04-05"), "Closed").has_value());
}

} // namespace

class VerifyTest : public QObject
{
    Q_OBJECT

private slots:
    void soundBooksHaveNoViolations()
    {
        Books books;
        QVERIFY(verifyBooks(books.db()).empty());
        fill(books);
        const auto violations = verifyBooks(books.db());
        QVERIFY2(violations.empty(), violations.empty() ? "" : violations[0].message.c_str());
    }

    /// Whatever somebody does to the file behind the program's back is found.
    void tamperingIsFound_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const char* code, const char* sql) {
            QTest::newRow(name) << QString(sql) << QString("treasury.books.") + code;
        };
        row("a posting's amount", "unbalanced",
            "UPDATE posting SET debit_minor = 1001 WHERE debit_minor = 1000 AND ledger = 'book' AND account "
            "= '1110'");
        row("both sides of a journal", "content",
            "UPDATE posting SET debit_minor = debit_minor * 2, credit_minor = credit_minor * 2 WHERE journal "
            "= "
            "(SELECT key FROM ledger_journal WHERE source_key = 'sale book')");
        row("both sides of a journal, balances", "running",
            "UPDATE posting SET debit_minor = debit_minor * 2, credit_minor = credit_minor * 2 WHERE journal "
            "= "
            "(SELECT key FROM ledger_journal WHERE source_key = 'sale book')");
        row("a journal's date", "content",
            "UPDATE ledger_journal SET date = date + 40 WHERE source_key = 'sale tax'");
        row("a deleted line", "unbalanced", "DELETE FROM posting WHERE account = '3310' AND ledger = 'tax'");
        row("a tax account in the book ledger", "line",
            "UPDATE posting SET account = '3200-1' WHERE account = '3100-1'");
        row("a running balance", "running", "UPDATE running_balance SET debit_minor = debit_minor + 1");
        row("a missing running balance", "running", "DELETE FROM running_balance WHERE account = '4000'");
        row("a foreign running balance", "running",
            "INSERT INTO running_balance VALUES ('book', '1110', 24000, 5, 0, 0, 0)");
        row("a running total", "running",
            "UPDATE running_total SET credit_minor = 0 WHERE class = 'revenue'");
        row("totals that do not square", "equation",
            "UPDATE running_total SET credit_minor = credit_minor + 1 WHERE class = 'liability'");
        row("an account's class", "account", "UPDATE account SET class = 'liability' WHERE code = '1110'");
        row("a cut link", "reversal",
            "UPDATE ledger_journal SET reverses = (SELECT key FROM ledger_journal WHERE "
            "source_key = 'sale tax') WHERE reverses IS NOT NULL");
        row("a period put back", "period", "UPDATE period SET state = 'open' WHERE code = '2026-Q1'");
        row("a posting after the close", "period",
            "UPDATE ledger_journal SET key = key + 1000000 WHERE source_key = 'sale book'");
        row("a lost history", "period", "DELETE FROM period_transition WHERE to_state = 'closed'");
        row("overlapping periods", "period",
            "INSERT INTO period VALUES (999, '2026-03', 20513, 20544, 'open', 0, 0, 'x')");
        row("a payment without its journal", "payment",
            "UPDATE payment SET state = 'processing', paid_by = NULL, paid_on = 1 WHERE payment_key = "
            "'paid'; "
            "UPDATE payment SET amount_minor = 51 WHERE payment_key = 'back'");
        row("a payment with another's journal", "payment",
            "UPDATE payment SET paid_by = (SELECT key FROM ledger_journal WHERE source_key = 'sale tax') "
            "WHERE payment_key = 'paid'");
    }

    void tamperingIsFound()
    {
        QFETCH(QString, sql);
        QFETCH(QString, code);
        Books books;
        fill(books);
        books.db().script("PRAGMA foreign_keys = OFF");
        books.db().script(sql.toStdString());
        QStringList found;
        for (const auto& violation : verifyBooks(books.db()))
            found += QString::fromStdString(violation.code);
        QVERIFY2(found.contains(code), qPrintable(found.join(' ')));
    }

    void theFileItselfRefusesTheWorst_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::newRow("poster and approver the same")
            << "UPDATE ledger_journal SET approved_by = posted_by WHERE status = 'posted'";
        QTest::newRow("a second reversal") << "UPDATE ledger_journal SET reverses = (SELECT reverses FROM "
                                              "ledger_journal WHERE reverses IS NOT NULL) "
                                              "WHERE source_key = 'sale tax'";
        QTest::newRow("a line with two sides") << "UPDATE posting SET debit_minor = 5, credit_minor = 5";
        QTest::newRow("a negative line")
            << "UPDATE posting SET debit_minor = -debit_minor WHERE debit_minor > 0";
        QTest::newRow("a posting of no journal") << "UPDATE posting SET journal = 424242 WHERE line = 1";
        QTest::newRow("a deleted journal") << "DELETE FROM ledger_journal";
        QTest::newRow("a completed payment without a journal")
            << "UPDATE payment SET paid_by = NULL WHERE payment_key = 'paid'";
        QTest::newRow("one person as two")
            << "UPDATE payment SET second_person = submitted_by WHERE payment_key = 'paid'";
        QTest::newRow("two snapshots in force") << "INSERT INTO period_snapshot SELECT 999, period, cut_off, "
                                                   "net_income_minor, ledger_net_income_minor, "
                                                   "tax_net_income_minor, entered_by, trial_balance_hash, "
                                                   "taken_at, taken_by, voided_at, voided_by, "
                                                   "void_reason FROM period_snapshot";
    }

    void theFileItselfRefusesTheWorst()
    {
        QFETCH(QString, sql);
        Books books;
        fill(books);
        QVERIFY_EXCEPTION_THROWN(books.db().script(sql.toStdString()), db::DbError);
    }
};

QTEST_GUILESS_MAIN(VerifyTest)
#include "verify_test.moc"
