// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/treasury/books.h"

#include "core/treasury/balances.h"
#include "core/treasury/journal_query.h"
#include "core/treasury/verify.h"

#include <QTest>

using namespace habitat;
using namespace habitat::treasury;

namespace {

std::int64_t rowsIn(Books& books, std::string_view sql)
{
    auto rows = books.db().query(sql);
    rows.next();
    return rows.integer(0);
}

std::int64_t journalRows(Books& books)
{
    return rowsIn(books, "SELECT count(*) FROM ledger_journal");
}

} // namespace

class PostingTest : public QObject
{
    Q_OBJECT

private slots:
    void aPostedJournalIsInTheBooks()
    {
        Books books;
        auto work = books.as(tara);
        auto journal = books.entry("import:E-1", "2026-01-05", "1110", "4000", 12'345);
        journal.entry = "E-1";
        journal.lines[0].memo = "Sale";
        const auto receipt = postJournal(work, journal, {});
        QCOMPARE(codeOf(receipt), QString("ok"));
        QCOMPARE(receipt->status, JournalStatus::Posted);
        QCOMPARE(receipt->written, Written::Now);
        const auto record = findJournal(books.db(), receipt->key);
        QCOMPARE(contentHash(record->journal), contentHash(journal));
        QCOMPARE(record->postedBy, std::string("tara"));
        QCOMPARE(record->preparedBy, std::string("tara"));
        QCOMPARE(record->approvedBy, std::string());
        QVERIFY(record->postedAt == books.now);
        QCOMPARE(balanceNow(books.db(), Ledger::Book, "1110"), Money(12'345));
        QCOMPARE(balanceNow(books.db(), Ledger::Tax, "1110"), Money());
        QCOMPARE(eventNames(work), QStringList({"treasury.journal.posted"}));
        QCOMPARE(work.published()[0].payload["amount_minor"].get<int>(), 12'345);
    }

    void anUnsoundJournalWritesNothing()
    {
        Books books;
        auto journal = books.entry("s", "2026-01-05", "1110", "4000", 5);
        journal.lines[1].credit = Money(6);
        QCOMPARE(codeOf(books.post(journal)), QString("treasury.journal.unbalanced"));
        QCOMPARE(journalRows(books), 0);
        QVERIFY(accounts(books.db()).empty());
    }

    void theSameSourceAndContentWritesOnce()
    {
        Books books;
        const auto journal = books.entry("close:2026-Q1:1:8", "2026-01-05", "1110", "4000", 5);
        const auto first = books.post(journal);
        auto work = books.as(alan);
        const auto again = postJournal(work, journal, {});
        QCOMPARE(codeOf(again), QString("ok"));
        QCOMPARE(again->key, first->key);
        QCOMPARE(again->written, Written::Before);
        QVERIFY(work.published().empty());
        QCOMPARE(journalRows(books), 1);
        QCOMPARE(balanceNow(books.db(), Ledger::Book, "1110"), Money(5));
        QCOMPARE(findJournal(books.db(), first->key)->postedBy, std::string("tara"));
    }

    void theSameSourceWithOtherContentIsRefused()
    {
        Books books;
        const auto first = books.post(books.entry("s", "2026-01-05", "1110", "4000", 5));
        const auto other = books.post(books.entry("s", "2026-01-05", "1110", "4000", 6));
        QCOMPARE(codeOf(other), QString("treasury.journal.source_taken"));
        QCOMPARE(other.error().context["journal"].get<std::int64_t>(), first->key.value);
        QCOMPARE(balanceNow(books.db(), Ledger::Book, "1110"), Money(5));
    }

    void anAgentPreparesButNeverPosts()
    {
        Books books;
        const auto journal = books.entry("s", "2026-01-05", "1110", "4000", 5);
        QCOMPARE(codeOf(books.post(journal, bot)), QString("treasury.journal.agent"));
        QCOMPARE(codeOf(books.post(journal, tara, {.poster = bot})), QString("treasury.journal.agent"));
        QCOMPARE(codeOf(books.post(journal, tara, {.approver = bot})), QString("treasury.journal.agent"));
        auto work = books.as(bot);
        const auto draft = draftJournal(work, journal);
        QCOMPARE(codeOf(draft), QString("ok"));
        QCOMPARE(codeOf(postDraft(work, draft->key, {})), QString("treasury.journal.agent"));
        QCOMPARE(codeOf(discardDraft(work, draft->key, "No")), QString("treasury.journal.agent"));
        QCOMPARE(balanceNow(books.db(), Ledger::Book, "1110"), Money());
    }

    void theThresholdAsksForASecondPerson_data()
    {
        QTest::addColumn<qlonglong>("amount");
        QTest::addColumn<QString>("actor");
        QTest::addColumn<QString>("poster");
        QTest::addColumn<QString>("approver");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("postedBy");
        QTest::addColumn<QString>("approvedBy");
        QTest::newRow("at the threshold") << 500'000LL << "tara"
                                          << ""
                                          << ""
                                          << "ok"
                                          << "tara"
                                          << "";
        QTest::newRow("above it alone") << 500'001LL << "tara"
                                        << ""
                                        << ""
                                        << "treasury.journal.approval"
                                        << ""
                                        << "";
        QTest::newRow("above it with another") << 500'001LL << "tara"
                                               << ""
                                               << "bo"
                                               << "ok"
                                               << "tara"
                                               << "bo";
        QTest::newRow("above it with oneself") << 500'001LL << "tara"
                                               << ""
                                               << "tara"
                                               << "treasury.journal.self_approval"
                                               << ""
                                               << "";
        QTest::newRow("the system with two who signed") << 500'001LL << "system"
                                                        << "tara"
                                                        << "bo"
                                                        << "ok"
                                                        << "tara"
                                                        << "bo";
        QTest::newRow("the system with one who signed twice") << 500'001LL << "system"
                                                              << "tara"
                                                              << "tara"
                                                              << "treasury.journal.self_approval"
                                                              << ""
                                                              << "";
        QTest::newRow("the system with nobody who posts") << 500'001LL << "system"
                                                          << ""
                                                          << "bo"
                                                          << "treasury.journal.approval"
                                                          << ""
                                                          << "";
        QTest::newRow("the system as approver") << 500'001LL << "tara"
                                                << ""
                                                << "system"
                                                << "treasury.journal.approval"
                                                << ""
                                                << "";
        QTest::newRow("below it oneself approves nothing") << 100LL << "tara"
                                                           << ""
                                                           << "tara"
                                                           << "ok"
                                                           << "tara"
                                                           << "";
        QTest::newRow("below it another is recorded") << 100LL << "tara"
                                                      << ""
                                                      << "bo"
                                                      << "ok"
                                                      << "tara"
                                                      << "bo";
        QTest::newRow("below it the system") << 100LL << "system"
                                             << ""
                                             << ""
                                             << "ok"
                                             << "system"
                                             << "";
    }

    void theThresholdAsksForASecondPerson()
    {
        QFETCH(qlonglong, amount);
        QFETCH(QString, actor);
        QFETCH(QString, poster);
        QFETCH(QString, approver);
        QFETCH(QString, code);
        QFETCH(QString, postedBy);
        QFETCH(QString, approvedBy);
        const auto person = [](const QString& name) {
            return name.isEmpty() ? std::nullopt : std::optional(Actor{name.toStdString(), {}});
        };
        Books books;
        const auto journal = books.entry("s", "2026-01-05", "1110", "4000", amount);
        const auto receipt =
            books.post(journal, *person(actor), {Money(500'000), person(poster), person(approver)});
        QCOMPARE(codeOf(receipt), code);
        QCOMPARE(journalRows(books), receipt ? 1 : 0);
        if (!receipt) return;
        const auto record = findJournal(books.db(), receipt->key);
        QCOMPARE(q(record->postedBy), postedBy);
        QCOMPARE(q(record->approvedBy), approvedBy);
        QCOMPARE(q(record->preparedBy), actor);
    }

    void withoutAThresholdOnePersonIsEnough()
    {
        Books books;
        QCOMPARE(codeOf(books.post(books.entry("s", "2026-01-05", "1110", "4000", 99'999'999))),
                 QString("ok"));
    }

    void aDraftIsNotInTheBooks()
    {
        Books books;
        auto work = books.as(tara);
        const auto journal = books.entry("s", "2026-01-05", "1110", "4000", 5);
        const auto draft = draftJournal(work, journal);
        QCOMPARE(draft->status, JournalStatus::Draft);
        QCOMPARE(balanceNow(books.db(), Ledger::Book, "1110"), Money());
        const auto again = draftJournal(work, journal);
        QCOMPARE(again->key, draft->key);
        QCOMPARE(again->written, Written::Before);
        QCOMPARE(codeOf(postJournal(work, journal, {})), QString("treasury.journal.draft"));
        QCOMPARE(eventNames(work), QStringList({"treasury.journal.drafted"}));
        QVERIFY(verifyBooks(books.db()).empty());
    }

    void aSmallDraftIsPostedByWhoeverAsks()
    {
        Books books;
        auto work = books.as(tara);
        const auto draft = draftJournal(work, books.entry("s", "2026-01-05", "1110", "4000", 5));
        const auto posted = postDraft(work, draft->key, {.threshold = Money(5)});
        QCOMPARE(posted->status, JournalStatus::Posted);
        QCOMPARE(balanceNow(books.db(), Ledger::Book, "1110"), Money(5));
        QCOMPARE(eventNames(work), QStringList({"treasury.journal.drafted", "treasury.journal.posted"}));
        QCOMPARE(codeOf(postDraft(work, draft->key, {})), QString("treasury.journal.not_draft"));
        QVERIFY(verifyBooks(books.db()).empty());
    }

    void aLargeDraftIsPostedBySecondPerson()
    {
        Books books;
        auto work = books.as(tara);
        const Authority authority{.threshold = Money(4)};
        const auto draft = draftJournal(work, books.entry("s", "2026-01-05", "1110", "4000", 5));
        QCOMPARE(codeOf(postDraft(work, draft->key, authority)), QString("treasury.journal.self_approval"));
        auto second = books.as(bo);
        QCOMPARE(postDraft(second, draft->key, authority)->status, JournalStatus::Posted);
        const auto record = findJournal(books.db(), draft->key);
        QCOMPARE(record->postedBy, std::string("tara"));
        QCOMPARE(record->approvedBy, std::string("bo"));
    }

    void aLargeDraftOfAnAgentNeedsTwoPeople()
    {
        Books books;
        auto agent = books.as(bot);
        const Authority authority{.threshold = Money(4)};
        const auto draft = draftJournal(agent, books.entry("s", "2026-01-05", "1110", "4000", 5));
        auto first = books.as(tara);
        QCOMPARE(postDraft(first, draft->key, authority)->status, JournalStatus::Draft);
        QCOMPARE(balanceNow(books.db(), Ledger::Book, "1110"), Money());
        QCOMPARE(codeOf(postDraft(first, draft->key, authority)), QString("treasury.journal.self_approval"));
        auto second = books.as(bo);
        QCOMPARE(postDraft(second, draft->key, authority)->status, JournalStatus::Posted);
        const auto record = findJournal(books.db(), draft->key);
        QCOMPARE(record->preparedBy, std::string("bot"));
        QCOMPARE(record->postedBy, std::string("tara"));
        QCOMPARE(record->approvedBy, std::string("bo"));
        QVERIFY(verifyBooks(books.db()).empty());
    }

    void aDraftIsTurnedDownWithAReasonAndStays()
    {
        Books books;
        auto work = books.as(tara);
        const auto journal = books.entry("s", "2026-01-05", "1110", "4000", 5);
        const auto draft = draftJournal(work, journal);
        QCOMPARE(codeOf(discardDraft(work, draft->key, "\n ")), QString("treasury.journal.reason"));
        QCOMPARE(codeOf(discardDraft(work, draft->key, "Wrong account")), QString("ok"));
        const auto record = findJournal(books.db(), draft->key);
        QCOMPARE(record->status, JournalStatus::Discarded);
        QCOMPARE(record->discardReason, std::string("Wrong account"));
        QCOMPARE(codeOf(discardDraft(work, draft->key, "Again")), QString("treasury.journal.not_draft"));
        QCOMPARE(codeOf(postDraft(work, draft->key, {})), QString("treasury.journal.not_draft"));
        QCOMPARE(codeOf(postJournal(work, journal, {})), QString("treasury.journal.discarded"));
        QCOMPARE(eventNames(work), QStringList({"treasury.journal.drafted", "treasury.journal.discarded"}));
    }

    void aReversalIsLinkedBothWaysAndRestoresBalances()
    {
        Books books;
        const auto journal = books.entry("s", "2026-01-05", "1110", "4000", 500);
        const auto posted = books.post(journal);
        auto work = books.as(alan);
        const auto reversal = reverseJournal(work, {.journal = posted->key, .reason = "Entered twice"}, {});
        QCOMPARE(codeOf(reversal), QString("ok"));
        const auto original = findJournal(books.db(), posted->key);
        const auto mirror = findJournal(books.db(), reversal->key);
        QCOMPARE(original->reversedBy, reversal->key);
        QCOMPARE(original->status, JournalStatus::Posted);
        QCOMPARE(mirror->journal.reverses, posted->key);
        QCOMPARE(mirror->journal.reason, std::string("Entered twice"));
        QCOMPARE(habitat::toText(mirror->journal.date), std::string("2026-01-05"));
        QCOMPARE(balanceNow(books.db(), Ledger::Book, "1110"), Money());
        QCOMPARE(balanceNow(books.db(), Ledger::Book, "4000"), Money());
        QCOMPARE(eventNames(work), QStringList({"treasury.journal.reversed"}));
        QCOMPARE(work.published()[0].aggregate, toText(posted->key));
        QVERIFY(verifyBooks(books.db()).empty());
        // The source's journal is not in the books any more; answering "recorded" would lose the money.
        QCOMPARE(codeOf(books.post(journal)), QString("treasury.journal.reversed"));
    }

    void reversingAgainChangesNothing()
    {
        Books books;
        const auto posted = books.post(books.entry("s", "2026-01-05", "1110", "4000", 500));
        auto work = books.as(tara);
        const auto first = reverseJournal(work, {.journal = posted->key, .reason = "Twice"}, {});
        const auto again = reverseJournal(work, {.journal = posted->key, .reason = "Twice"}, {});
        QCOMPARE(again->key, first->key);
        QCOMPARE(again->written, Written::Before);
        QCOMPARE(journalRows(books), 2);
        QCOMPARE(codeOf(reverseJournal(work, {.journal = posted->key, .reason = "Other"}, {})),
                 QString("treasury.journal.already_reversed"));
        QCOMPARE(
            codeOf(reverseJournal(
                work, {.journal = posted->key, .reason = "Twice", .sourceKey = std::string("else")}, {})),
            QString("treasury.journal.already_reversed"));
    }

    void whatCannotBeReversedIsRefused()
    {
        Books books;
        auto work = books.as(tara);
        const auto reverse = [&](JournalKey key, std::string reason) {
            return codeOf(reverseJournal(work, {.journal = key, .reason = std::move(reason)}, {}));
        };
        QCOMPARE(reverse(JournalKey(999), "Why"), QString("treasury.journal.unknown"));
        const auto draft = draftJournal(work, books.entry("d", "2026-01-05", "1110", "4000", 1));
        QCOMPARE(reverse(draft->key, "Why"), QString("treasury.journal.not_posted"));
        const auto posted = books.post(books.entry("p", "2026-01-05", "1110", "4000", 1));
        QCOMPARE(reverse(posted->key, " "), QString("treasury.journal.reason"));
        const auto reversal = reverseJournal(work, {.journal = posted->key, .reason = "Why"}, {});
        QCOMPARE(reverse(reversal->key, "Why"), QString("treasury.journal.is_reversal"));
        auto payment = books.entry("pay", "2026-01-05", "2320", "1110", 1);
        payment.kind = JournalKind::Payment;
        QCOMPARE(reverse(books.post(payment)->key, "Why"), QString("treasury.journal.payment"));
    }

    void aReversalMustBeTheMirrorImage()
    {
        Books books;
        const auto posted = books.post(books.entry("p", "2026-01-05", "1110", "4000", 10));
        auto half = *reversalOf(findJournal(books.db(), posted->key)->journal, posted->key,
                                {day("2026-01-05"), "r", "", ""}, "Half of it");
        for (auto& line : half.lines)
            (line.debit.isZero() ? line.credit : line.debit) = Money(5);
        QCOMPARE(codeOf(books.post(half)), QString("treasury.journal.mirror"));
    }

    void aLargeReversalNeedsTwoPeopleToo()
    {
        Books books;
        const auto posted = books.post(books.entry("p", "2026-01-05", "1110", "4000", 10));
        auto work = books.as(tara);
        QCOMPARE(
            codeOf(reverseJournal(work, {.journal = posted->key, .reason = "Why"}, {.threshold = Money(9)})),
            QString("treasury.journal.approval"));
        QCOMPARE(codeOf(reverseJournal(work, {.journal = posted->key, .reason = "Why"},
                                       {.threshold = Money(9), .approver = bo})),
                 QString("ok"));
    }

    void aReversalWaitsAsDraftLikeAnyJournal()
    {
        Books books;
        const auto posted = books.post(books.entry("p", "2026-01-05", "1110", "4000", 10));
        auto work = books.as(tara);
        const auto mirror = *reversalOf(findJournal(books.db(), posted->key)->journal, posted->key,
                                        {day("2026-01-06"), "r", "", ""}, "Why");
        const auto draft = draftJournal(work, mirror);
        QCOMPARE(findJournal(books.db(), posted->key)->reversedBy, JournalKey());
        // Meanwhile somebody else reverses it: the draft can no longer be posted.
        QCOMPARE(codeOf(reverseJournal(work, {.journal = posted->key, .reason = "First"}, {})),
                 QString("ok"));
        QCOMPARE(codeOf(postDraft(work, draft->key, {})), QString("treasury.journal.already_reversed"));
        QCOMPARE(balanceNow(books.db(), Ledger::Book, "1110"), Money());
    }

    void booksThatDoNotSquareStopEveryPosting()
    {
        Books books;
        books.post(books.entry("a", "2026-01-05", "1110", "4000", 100));
        books.db().script("UPDATE running_total SET debit_minor = debit_minor + 1 WHERE class = 'asset'");
        QVERIFY_EXCEPTION_THROWN(books.post(books.entry("b", "2026-01-05", "1110", "4000", 1)),
                                 InvariantBroken);
    }
};

QTEST_GUILESS_MAIN(PostingTest)
#include "posting_test.moc"
