// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/treasury/books.h"

#include "core/treasury/balances.h"
#include "core/treasury/capital.h"
#include "core/treasury/journal_query.h"
#include "core/treasury/verify.h"

#include <QTest>
#include <rapidcheck.h>

#include <array>
#include <map>

using namespace habitat;
using namespace habitat::treasury;

namespace {

constexpr std::array bookAccounts = {"1110", "1420",   "1500", "2100", "2320", "3100-1", "3100-2",
                                     "3330", "3900-1", "4000", "4100", "5100", "5210"};
constexpr std::array taxAccounts = {"1110", "1420",   "1500", "2100", "2320", "3200-1", "3200-2",
                                    "3330", "3900-1", "4000", "4100", "5100", "5210"};
constexpr std::array periodCodes = {"2026-01", "2026-02", "2026-03"};

/// Evenly from the whole range, whatever the size of the case.
int pick(int from, int below)
{
    return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(from, below));
}

/// Lines that balance in the ledger: random accounts, the last one takes up the rest.
void addBalanced(std::vector<JournalLine>& lines, Ledger ledger)
{
    const auto& names = ledger == Ledger::Book ? bookAccounts : taxAccounts;
    Money rest;
    const int count = pick(1, 6);
    for (int i = 0; i < count; ++i) {
        const Money amount(
            *rc::gen::suchThat(rc::gen::inRange(-100'000, 100'000), [](int n) { return n != 0; }));
        addSigned(lines, ledger, *rc::gen::elementOf(names), amount);
        rest -= amount;
    }
    addSigned(lines, ledger, *rc::gen::elementOf(names), rest);
}

Journal randomJournal(int number)
{
    Journal journal;
    journal.date = dateFromDays(daysSinceEpoch(day("2026-01-01")) + pick(0, 110));
    journal.sourceKey = "random:" + std::to_string(number);
    const int ledgers = pick(1, 4);
    if (ledgers & 1) addBalanced(journal.lines, Ledger::Book);
    if (ledgers & 2) addBalanced(journal.lines, Ledger::Tax);
    return journal;
}

using Balances = std::map<std::pair<Ledger, std::string>, std::int64_t>;

Balances allBalances(Books& books)
{
    Balances balances;
    for (const auto ledger : bothLedgers)
        for (const auto& amount : balancesAt(books.db(), ledger, day("2099-12-31")))
            balances[{ledger, amount.account}] = amount.debitPositive.minor;
    return balances;
}

void add(Balances& balances, const Journal& journal)
{
    for (const auto& line : journal.lines) {
        auto& balance = balances[{line.ledger, line.account}];
        balance += line.debit.minor - line.credit.minor;
        if (balance == 0) balances.erase({line.ledger, line.account});
    }
}

/// Runs it as the writer does: what is refused leaves nothing behind.
template <typename Operation>
bool attempt(Books& books, Operation operation)
{
    db::Savepoint savepoint(books.db());
    auto work = books.as(tara);
    const auto result = operation(work);
    if (result)
        savepoint.release();
    else
        savepoint.rollback();
    return result.has_value();
}

void requireSound(Books& books)
{
    const auto violations = verifyBooks(books.db());
    for (const auto& violation : violations)
        RC_LOG() << violation.message << "\n";
    RC_ASSERT(violations.empty());
}

/// What the books should show, kept beside them in the simplest way.
struct Shadow
{
    std::vector<std::pair<JournalKey, Journal>> standing;
    Balances balances;
};

void postRandom(Books& books, Shadow& shadow, int number)
{
    const auto journal = randomJournal(number);
    if (journal.lines.empty()) return;
    JournalReceipt receipt;
    const bool posted = attempt(books, [&](auto& work) {
        auto result = postJournal(work, journal, {});
        if (result) receipt = *result;
        return result;
    });
    const auto period = periodOf(books.db(), journal.date);
    const bool takes =
        !period || period->state == PeriodState::Open || period->state == PeriodState::Reopened;
    RC_ASSERT(!posted || takes);
    if (!posted) return;
    shadow.standing.emplace_back(receipt.key, journal);
    add(shadow.balances, journal);
}

void reverseRandom(Books& books, Shadow& shadow)
{
    if (shadow.standing.empty()) return;
    const auto index = std::size_t(pick(0, int(shadow.standing.size())));
    const auto [key, journal] = shadow.standing[index];
    if (!attempt(books,
                 [&](auto& work) { return reverseJournal(work, {.journal = key, .reason = "Random"}, {}); }))
        return;
    shadow.standing.erase(shadow.standing.begin() + std::ptrdiff_t(index));
    auto mirror = journal;
    for (auto& line : mirror.lines)
        std::swap(line.debit, line.credit);
    add(shadow.balances, mirror);
}

void movePeriodRandomly(Books& books, int number)
{
    const std::string code = *rc::gen::elementOf(periodCodes);
    const auto run = std::to_string(number);
    switch (pick(0, 7)) {
    case 0:
        attempt(books, [&](auto&) { return books.freeze(code); });
        return;
    case 1:
        attempt(books, [&](auto& work) { return unfreezePeriod(work, code, "Random"); });
        return;
    case 2:
        attempt(books, [&](auto&) { return books.closeAll(code, run); });
        return;
    case 3:
        attempt(books, [&](auto& work) { return undoClose(work, code, "Random"); });
        return;
    case 4:
        attempt(books, [&](auto& work) { return reopenPeriod(work, code, {"Random", {{}, alan}, {}}); });
        return;
    default:
        attempt(books, [&](auto&) { return books.closeAll(periodCodes.front(), run); });
    }
}

bool hasHistory(Books& books, PeriodState state)
{
    for (const auto* code : periodCodes)
        for (const auto& move : periodHistory(books.db(), code))
            if (move.to == state) return true;
    return false;
}

} // namespace

class BooksPropertyTest : public QObject
{
    Q_OBJECT

private slots:
    void anySequenceKeepsTheInvariants()
    {
        QVERIFY(rc::check("postings, reversals and period moves in any order", [] {
            Books books;
            for (const auto* code : periodCodes)
                books.open(code);
            Shadow shadow;
            const int steps = pick(5, 40);
            for (int step = 0; step < steps; ++step) {
                const int choice = pick(0, 10);
                if (choice < 5)
                    postRandom(books, shadow, step);
                else if (choice < 7)
                    reverseRandom(books, shadow);
                else
                    movePeriodRandomly(books, step);
                for (const auto ledger : bothLedgers) {
                    const auto equation = equationNow(books.db(), ledger);
                    RC_ASSERT(equation.netBookValue() == equation.equity());
                }
            }
            RC_CLASSIFY(hasHistory(books, PeriodState::Closed), "a period was closed");
            RC_CLASSIFY(hasHistory(books, PeriodState::Reopened), "a period was reopened");
            requireSound(books);
        }));
    }

    void balancesAreTheSumOfWhatStands()
    {
        QVERIFY(rc::check("balances after random postings and reversals", [] {
            Books books;
            Shadow shadow;
            const int steps = pick(1, 30);
            for (int step = 0; step < steps; ++step) {
                if (pick(0, 3) < 2)
                    postRandom(books, shadow, step);
                else
                    reverseRandom(books, shadow);
            }
            RC_ASSERT(allBalances(books) == shadow.balances);
            requireSound(books);
        }));
    }

    void reversingRestoresBalancesExactly()
    {
        QVERIFY(rc::check("post then reverse", [] {
            Books books;
            Shadow shadow;
            const int before = pick(0, 10);
            for (int i = 0; i < before; ++i)
                postRandom(books, shadow, i);
            const auto balances = allBalances(books);
            const auto journal = randomJournal(1'000);
            if (journal.lines.empty()) return;
            auto work = books.as(tara);
            const auto posted = postJournal(work, journal, {});
            RC_ASSERT(posted.has_value());
            RC_ASSERT(reverseJournal(work, {.journal = posted->key, .reason = "Back"}, {}).has_value());
            RC_ASSERT(allBalances(books) == balances);
            for (const auto ledger : bothLedgers)
                RC_ASSERT(equationNow(books.db(), ledger) ==
                          equationAt(books.db(), ledger, day("2099-12-31")));
        }));
    }

    void closingAndUndoingRestoresBalancesExactly()
    {
        QVERIFY(rc::check("close a period and step back", [] {
            Books books;
            books.open("2026-Q1");
            Shadow shadow;
            const int count = pick(1, 15);
            for (int i = 0; i < count; ++i)
                postRandom(books, shadow, i);
            const auto before = allBalances(books);
            const auto income = netIncome(books.db(), Ledger::Book, *parsePeriod("2026-Q1"));
            if (!attempt(books, [&](auto&) { return books.closeAll("2026-Q1"); }))
                RC_DISCARD("nothing of the quarter can be closed");
            RC_ASSERT(netIncome(books.db(), Ledger::Book, *parsePeriod("2026-Q1")) == income);
            auto work = books.as(tara);
            RC_ASSERT(undoClose(work, "2026-Q1", "Back").has_value());
            RC_ASSERT(allBalances(books) == before);
            requireSound(books);
        }));
    }

    void pagesAreTheWholeList()
    {
        QVERIFY(rc::check("journals in pages of any size", [] {
            Books books;
            Shadow shadow;
            for (int i = 0; i < 12; ++i)
                postRandom(books, shadow, i);
            JournalFilter filter;
            filter.limit = pick(1, 8);
            std::size_t seen = 0;
            std::optional<std::pair<Date, JournalKey>> last;
            for (auto page = journals(books.db(), filter); !page.empty();
                 page = journals(books.db(), filter)) {
                for (const auto& record : page) {
                    const auto place = std::pair(record.journal.date, record.key);
                    RC_ASSERT(!last || *last < place);
                    last = place;
                    RC_ASSERT(contentHash(record.journal) == record.contentHash);
                    ++seen;
                }
                filter.after = JournalCursor{page.back().journal.date, page.back().key};
            }
            RC_ASSERT(seen == journals(books.db(), {}).size());
        }));
    }
};

QTEST_GUILESS_MAIN(BooksPropertyTest)
#include "books_property_test.moc"
