// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/treasury/books.h"

#include "core/treasury/balances.h"
#include "core/treasury/journal_query.h"
#include "core/treasury/payments.h"
#include "core/treasury/verify.h"

#include <QTest>

#include <set>

using namespace habitat;
using namespace habitat::treasury;

namespace {

PaymentInstruction instruction(std::string_view key, std::int64_t minor = 74'947)
{
    PaymentInstruction made;
    made.paymentKey = key;
    made.distribution = DistributionKey(11);
    made.forPeriod = "2026-Q1";
    made.member = "1";
    made.payee = "Alice";
    made.amount = Money(minor);
    made.method = "ach";
    made.bankReference = "****1234";
    made.dueOn = day("2026-04-01");
    return made;
}

const TwoPeople twoPeople{{}, bo};

/// Q1 closed with cash in the bank and a payable of 5,000.00.
void prepare(Books& books)
{
    books.open("2026-Q1");
    for (const auto ledger : bothLedgers)
        books.post(books.entry("sale " + std::string(toText(ledger)), "2026-02-10", "1110", "4000", 1'000'000,
                               ledger));
    QCOMPARE(codeOf(books.closeAll("2026-Q1")), QString("ok"));
    const MemberAmount lines[] = {{"1", Money(500'000)}};
    QCOMPARE(codeOf(books.post(*distributionScheduled({day("2026-04-01"), "sch", "", "2026-Q1"}, lines))),
             QString("ok"));
}

/// Every state by the shortest way there.
Payment inState(Books& books, PaymentState state)
{
    auto work = books.as(tara);
    auto payment = *schedulePayment(work, instruction("p1"));
    const auto key = payment.key;
    using enum PaymentState;
    if (state == Cancelled) return *cancelPayment(work, key, "No");
    if (state != Scheduled) payment = *submitPayment(work, key, twoPeople);
    if (state == Unknown) return *recordUnknown(work, key, "No answer");
    if (state == Failed) return *recordFailed(work, key, "Refused");
    if (state == Processing || state == Completed || state == Returned)
        payment = *recordAccepted(work, key, "bank-1");
    if (state == Completed || state == Returned) payment = *recordCompleted(work, key, day("2026-04-02"));
    if (state == Returned) payment = *recordReturned(work, key, day("2026-04-09"), "Account closed");
    return payment;
}

} // namespace

class PaymentsTest : public QObject
{
    Q_OBJECT

private slots:
    /// Every pair of states.
    void movesExactlyAsDrawn()
    {
        using enum PaymentState;
        const std::set<std::pair<PaymentState, PaymentState>> drawn = {
            {Scheduled, Submitting}, {Scheduled, Cancelled}, {Submitting, Processing},
            {Submitting, Unknown},   {Unknown, Processing},  {Unknown, Failed},
            {Processing, Completed}, {Failed, Scheduled},    {Completed, Returned}};
        for (const auto from : allPaymentStates)
            for (const auto to : allPaymentStates)
                QCOMPARE(mayMove(from, to), drawn.contains({from, to}));
        for (const auto state : allPaymentStates)
            QCOMPARE(*parsePaymentState(toText(state)), state);
        QCOMPARE(codeOf(parsePaymentState("lost")), QString("treasury.payment.state"));
    }

    /// Each operation in each state: what it leads to, or that it is refused.
    void operationsKeepToTheMachine_data()
    {
        QTest::addColumn<PaymentState>("from");
        QTest::addColumn<QString>("operation");
        QTest::addColumn<QString>("result");
        const QString move = "treasury.payment.move";
        const QString unknown = "treasury.payment.outcome_unknown";
        const QStringList operations = {"submit",   "accept",     "unknown", "fail",
                                        "complete", "reschedule", "return",  "cancel"};
        const std::map<PaymentState, QStringList> results = {
            {PaymentState::Scheduled, {"submitting", move, move, move, move, move, move, "cancelled"}},
            {PaymentState::Submitting, {unknown, "processing", "unknown", "failed", move, move, move, move}},
            {PaymentState::Unknown, {unknown, "processing", "unknown", "failed", move, move, move, move}},
            {PaymentState::Processing, {move, "processing", move, move, "completed", move, move, move}},
            {PaymentState::Completed, {move, move, move, move, "completed", move, "returned", move}},
            {PaymentState::Failed, {move, move, move, "failed", move, "scheduled", move, move}},
            {PaymentState::Returned, {move, move, move, move, move, move, "returned", move}},
            {PaymentState::Cancelled, {move, move, move, move, move, move, move, "cancelled"}},
        };
        for (const auto& [from, row] : results)
            for (int i = 0; i < operations.size(); ++i)
                QTest::addRow("%s %s", toText(from).data(), qPrintable(operations[i]))
                    << from << operations[i] << row[i];
    }

    void operationsKeepToTheMachine()
    {
        QFETCH(PaymentState, from);
        QFETCH(QString, operation);
        QFETCH(QString, result);
        Books books;
        prepare(books);
        const auto before = inState(books, from);
        QCOMPARE(before.state, from);
        const auto journalsBefore = journals(books.db(), {}).size();
        auto work = books.as(tara);
        const auto key = before.key;
        const std::map<QString, std::function<Result<Payment>()>> run = {
            {"submit", [&] { return submitPayment(work, key, twoPeople); }},
            {"accept", [&] { return recordAccepted(work, key, "bank-1"); }},
            {"unknown", [&] { return recordUnknown(work, key, "No answer"); }},
            {"fail", [&] { return recordFailed(work, key, "Refused"); }},
            {"complete", [&] { return recordCompleted(work, key, day("2026-04-02")); }},
            {"reschedule", [&] { return reschedulePayment(work, key, day("2026-04-02"), "Again"); }},
            {"return", [&] { return recordReturned(work, key, day("2026-04-09"), "Account closed"); }},
            {"cancel", [&] { return cancelPayment(work, key, "No"); }},
        };
        const auto after = run.at(operation)();
        QCOMPARE(after ? q(toText(after->state)) : codeOf(after), result);
        const auto stored = findPayment(books.db(), key);
        QCOMPARE(stored->state, after ? after->state : from);
        if (!after || after->state == from) {
            // Refused, or repeated: nothing was written.
            QVERIFY(work.published().empty());
            QCOMPARE(journals(books.db(), {}).size(), journalsBefore);
        }
        if (!after && codeOf(after) == "treasury.payment.move")
            QCOMPARE(after.error().context["from"].get<std::string>(), std::string(toText(from)));
        const auto violations = verifyBooks(books.db());
        QVERIFY2(violations.empty(), violations.empty() ? "" : violations[0].message.c_str());
    }

    void anInstructionIsWrittenOnce()
    {
        Books books;
        prepare(books);
        auto work = books.as(tara);
        const auto first = schedulePayment(work, instruction("p1"));
        QCOMPARE(schedulePayment(work, instruction("p1"))->key, first->key);
        QCOMPARE(eventNames(work), QStringList({"treasury.payment.scheduled"}));
        QCOMPARE(codeOf(schedulePayment(work, instruction("p1", 5))), QString("treasury.payment.key_taken"));
        QVERIFY(findPayment(books.db(), "p1")->instruction == instruction("p1"));
    }

    void anInstructionIsComplete_data()
    {
        QTest::addColumn<QString>("missing");
        QTest::addColumn<QString>("code");
        for (const auto* field : {"key", "member", "method", "date"})
            QTest::newRow(field) << field << "treasury.payment.incomplete";
        QTest::newRow("amount") << "amount"
                                << "treasury.payment.amount";
        QTest::newRow("period") << "period"
                                << "treasury.period.unknown";
        QTest::newRow("nothing") << ""
                                 << "ok";
    }

    void anInstructionIsComplete()
    {
        QFETCH(QString, missing);
        QFETCH(QString, code);
        Books books;
        prepare(books);
        auto made = instruction("p1");
        if (missing == "key") made.paymentKey.clear();
        if (missing == "member") made.member.clear();
        if (missing == "method") made.method.clear();
        if (missing == "date") made.dueOn = {};
        if (missing == "amount") made.amount = Money();
        if (missing == "period") made.forPeriod = "2031";
        auto work = books.as(tara);
        QCOMPARE(codeOf(schedulePayment(work, made)), code);
    }

    void submittingTakesTwoPeopleAndNoAgent_data()
    {
        QTest::addColumn<QString>("actor");
        QTest::addColumn<QString>("second");
        QTest::addColumn<QString>("code");
        QTest::newRow("two") << "tara"
                             << "bo"
                             << "ok";
        QTest::newRow("one twice") << "tara"
                                   << "tara"
                                   << "treasury.payment.second_person";
        QTest::newRow("nobody") << "tara"
                                << ""
                                << "treasury.payment.second_person";
        QTest::newRow("an agent asks") << "bot"
                                       << "bo"
                                       << "treasury.payment.agent";
        QTest::newRow("an agent is the second") << "tara"
                                                << "bot"
                                                << "treasury.payment.agent";
        QTest::newRow("the system alone") << "system"
                                          << "bo"
                                          << "treasury.payment.second_person";
    }

    void submittingTakesTwoPeopleAndNoAgent()
    {
        QFETCH(QString, actor);
        QFETCH(QString, second);
        QFETCH(QString, code);
        const auto person = [](const QString& name) {
            return Actor{name.toStdString(), name == "bot" ? RoleSet{Role::Agent} : RoleSet{}};
        };
        Books books;
        prepare(books);
        const auto payment = inState(books, PaymentState::Scheduled);
        auto work = books.as(person(actor));
        QCOMPARE(codeOf(submitPayment(work, payment.key, {{}, person(second)})), code);
    }

    void nothingIsSentBeforeItIsDue()
    {
        Books books;
        prepare(books);
        auto work = books.as(tara);
        auto made = instruction("p1");
        made.dueOn = day("2026-04-03");
        const auto payment = schedulePayment(work, made);
        QCOMPARE(codeOf(submitPayment(work, payment->key, twoPeople)), QString("treasury.payment.not_due"));
        books.now += std::chrono::days(1);
        auto nextDay = books.as(tara);
        QCOMPARE(codeOf(submitPayment(nextDay, payment->key, twoPeople)), QString("ok"));
    }

    void aPaymentPostsOnItsDateInItsPeriod()
    {
        Books books;
        prepare(books);
        const auto payment = inState(books, PaymentState::Completed);
        const auto record = findJournal(books.db(), payment.paidBy);
        QCOMPARE(habitat::toText(record->journal.date), std::string("2026-04-02"));
        QCOMPARE(record->journal.kind, JournalKind::Payment);
        QCOMPARE(record->postedBy, std::string("tara"));
        QCOMPARE(record->approvedBy, std::string("bo"));
        QCOMPARE(periodOf(books.db(), record->journal.date)->code(), std::string("2026-Q2"));
        QCOMPARE(balanceNow(books.db(), Ledger::Book, "2320"), Money(-500'000 + 74'947));
        QCOMPARE(balanceNow(books.db(), Ledger::Tax, "1110"), Money(1'000'000 - 74'947));
    }

    void aPaymentNeverPostsIntoTheClosedPeriod()
    {
        Books books;
        prepare(books);
        const auto payment = inState(books, PaymentState::Processing);
        auto work = books.as(tara);
        QCOMPARE(codeOf(recordCompleted(work, payment.key, day("2026-03-31"))),
                 QString("treasury.period.closed"));
        QCOMPARE(findPayment(books.db(), payment.key)->state, PaymentState::Processing);
        QVERIFY(findPayment(books.db(), payment.key)->paidBy.isNone());
    }

    void theSystemRecordsInTheNameOfThoseWhoSubmitted()
    {
        Books books;
        prepare(books);
        const auto payment = inState(books, PaymentState::Processing);
        auto system = books.as(Actor::system());
        const auto completed = recordCompleted(system, payment.key, day("2026-04-02"));
        const auto record = findJournal(books.db(), completed->paidBy);
        QCOMPARE(record->preparedBy, std::string("system"));
        QCOMPARE(record->postedBy, std::string("tara"));
        QCOMPARE(record->approvedBy, std::string("bo"));
    }

    void theSecondPersonMayRecordTheOutcome()
    {
        Books books;
        prepare(books);
        const auto payment = inState(books, PaymentState::Processing);
        auto second = books.as(bo);
        const auto completed = recordCompleted(second, payment.key, day("2026-04-02"));
        const auto record = findJournal(books.db(), completed->paidBy);
        QCOMPARE(record->postedBy, std::string("bo"));
        QCOMPARE(record->approvedBy, std::string("tara"));
        auto agent = books.as(bot);
        QCOMPARE(codeOf(recordReturned(agent, payment.key, day("2026-04-09"), "Back")),
                 QString("treasury.payment.agent"));
    }

    void aReturnedPaymentIsPayableAgain()
    {
        Books books;
        prepare(books);
        const auto payment = inState(books, PaymentState::Returned);
        QCOMPARE(balanceNow(books.db(), Ledger::Book, "2320"), Money(-500'000));
        QCOMPARE(balanceNow(books.db(), Ledger::Book, "1110"), Money(1'000'000));
        QCOMPARE(findJournal(books.db(), payment.returnedBy)->journal.kind, JournalKind::PaymentReturned);
        QCOMPARE(habitat::toText(findJournal(books.db(), payment.returnedBy)->journal.date),
                 std::string("2026-04-09"));
        // Paid again under a new key: the bank does not take it for the old one.
        auto work = books.as(tara);
        QCOMPARE(codeOf(schedulePayment(work, instruction("p1/2"))), QString("ok"));
    }

    void aFailureKeepsItsKeyOverTheRetry()
    {
        Books books;
        prepare(books);
        const auto payment = inState(books, PaymentState::Failed);
        auto work = books.as(tara);
        QCOMPARE(codeOf(reschedulePayment(work, payment.key, day("2026-04-02"), " ")),
                 QString("treasury.payment.reason"));
        QCOMPARE(codeOf(reschedulePayment(work, payment.key, day("2026-04-02"), "Bank was down")),
                 QString("ok"));
        const auto again = submitPayment(work, payment.key, twoPeople);
        QCOMPARE(again->attempts, 2);
        QCOMPARE(again->instruction.paymentKey, std::string("p1"));
        QStringList history;
        for (const auto& move : paymentHistory(books.db(), payment.key))
            history += q(toText(move.to));
        QCOMPARE(history, QStringList({"submitting", "unknown", "failed", "scheduled", "submitting"}));
        QCOMPARE(paymentHistory(books.db(), payment.key)[0].secondPerson, std::string("bo"));
    }

    void afterACrashWhatWasBeingSentIsUnknown()
    {
        Books books;
        prepare(books);
        auto work = books.as(tara);
        for (const auto* key : {"a", "b", "c"}) {
            const auto payment = schedulePayment(work, instruction(key));
            if (std::string_view(key) != "c")
                QVERIFY(submitPayment(work, payment->key, twoPeople).has_value());
        }
        auto system = books.as(Actor::system());
        const auto recovered = recoverSubmissions(system, "2026-Q1");
        QCOMPARE(recovered->size(), std::size_t(2));
        QCOMPARE(findPayment(books.db(), "a")->state, PaymentState::Unknown);
        QCOMPARE(findPayment(books.db(), "c")->state, PaymentState::Scheduled);
        QCOMPARE(codeOf(submitPayment(work, findPayment(books.db(), "a")->key, twoPeople)),
                 QString("treasury.payment.outcome_unknown"));
        QVERIFY(recoverSubmissions(system, "2026-Q1")->empty());
    }

    void thePivotIsTheFirstThatWasEverSubmitted()
    {
        Books books;
        prepare(books);
        auto work = books.as(tara);
        const auto first = schedulePayment(work, instruction("a"));
        const auto second = schedulePayment(work, instruction("b"));
        QVERIFY(!firstSubmittedPayment(books.db(), "2026-Q1").has_value());
        QVERIFY(submitPayment(work, second->key, twoPeople).has_value());
        QVERIFY(recordFailed(work, second->key, "No").has_value());
        QCOMPARE(firstSubmittedPayment(books.db(), "2026-Q1")->key, second->key);
        books.now += std::chrono::minutes(1);
        auto later = books.as(tara);
        QVERIFY(submitPayment(later, first->key, twoPeople).has_value());
        QCOMPARE(firstSubmittedPayment(books.db(), "2026-Q1")->key, second->key);
        QVERIFY(!firstSubmittedPayment(books.db(), "2026-Q2").has_value());
    }

    void paymentsAreCountedAndPaged()
    {
        Books books;
        prepare(books);
        auto work = books.as(tara);
        for (int i = 0; i < 5; ++i)
            QVERIFY(schedulePayment(work, instruction("p" + std::to_string(i), 100 + i)).has_value());
        QVERIFY(cancelPayment(work, findPayment(books.db(), "p4")->key, "No").has_value());
        PaymentFilter filter;
        filter.forPeriod = "2026-Q1";
        filter.state = PaymentState::Scheduled;
        filter.limit = 3;
        auto page = payments(books.db(), filter);
        QCOMPARE(page.size(), std::size_t(3));
        filter.after = page.back().key;
        page = payments(books.db(), filter);
        QCOMPARE(page.size(), std::size_t(1));
        QCOMPARE(page[0].instruction.paymentKey, std::string("p3"));
        QCOMPARE(codeOf(findPayment(books.db(), "nobody")), QString("treasury.payment.unknown_key"));
        QCOMPARE(codeOf(findPayment(books.db(), PaymentKey(9'999))), QString("treasury.payment.unknown_key"));
    }

    void theInstructionFileIsCsv()
    {
        Payment plain;
        plain.instruction = instruction("p1");
        Payment awkward;
        awkward.instruction = instruction("p,2", 5);
        awkward.instruction.payee = "Eli \"Sparks\"\nInc.";
        const Payment rows[] = {plain, awkward};
        QCOMPARE(q(instructionFile(rows, "USD")),
                 QString("payment_key,member_number,payee,amount,currency,method,bank_reference,due_on\r\n"
                         "p1,1,Alice,749.47,USD,ach,****1234,2026-04-01\r\n"
                         "\"p,2\",1,\"Eli \"\"Sparks\"\"\nInc.\",0.05,USD,ach,****1234,2026-04-01\r\n"));
    }
};

QTEST_GUILESS_MAIN(PaymentsTest)
#include "payments_test.moc"
