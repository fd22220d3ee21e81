// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/contribution_import.h"
#include "core/people/contribution_queries.h"
#include "core/people/contribution_register.h"
#include "core/people/contributions.h"
#include "core/people/members.h"
#include "tests/support/desk.h"

#include <QTest>

using namespace habitat;
using namespace habitat::people;
using namespace habitat::test;

using enum ContributionState;

namespace {

const ApprovalRule rule{Money(250'000)};
const ApprovalRule lax{Money(INT64_MAX)};
const PeriodSpan first{"2026-Q1", day(2026, 1, 1), day(2026, 3, 31)};
const PeriodSpan second{"2026-Q2", day(2026, 4, 1), day(2026, 6, 30)};
const CloseKey run(1);
const CloseKey later(2);

} // namespace

class ContributionRegisterTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_desk.emplace();
        auto work = m_desk->work();
        for (const auto* number : {"1", "2"})
            QVERIFY(admitMember(
                work, {number, "Name", day(2020, 1, 1), MemberClass::Patron, MemberStatus::Active, ""}));
    }

    void registerCountsEachMemberAndCategory()
    {
        bring("C-1", "1", "labor", 100);
        bring("C-2", "1", "labor", 200);
        bring("C-3", "1", "community", 7);
        bring("C-4", "2", "labor", 50);
        auto work = m_desk->work("rev");
        const auto held = claimContributions(work, run, first, rule);
        QVERIFY(held);
        QCOMPARE(held->count, std::int64_t(4));
        QCOMPARE(held->value, Money(357));
        QCOMPARE(held->leftBehind, std::int64_t(0));
        QCOMPARE(held->totals.size(), std::size_t(3));
        QCOMPARE(held->totals[0].category, std::string("community"));
        QCOMPARE(held->totals[1].value, Money(300));
        QCOMPARE(held->totals[1].contributions, std::int64_t(2));
        QCOMPARE(held->totals[2].value, Money(50));
        QCOMPARE(namesOf(work), std::vector<std::string>{"people.contribution.claimed"});
        QCOMPARE(work.published()[0].payload.at("hash").get<std::string>(), held->hash);
        const auto found = findRegister(m_desk->db(), run);
        QVERIFY(found && found->hash == held->hash && found->totals.size() == 3);
        QCOMPARE(registerContributions(m_desk->db(), held->key).size(), std::size_t(4));
        QCOMPARE(countContributions(m_desk->db(), {.claimedBy = run}), std::int64_t(4));
    }

    void onlyThePeriodIsClaimed()
    {
        bring("before", "1", "labor", 1, day(2025, 12, 31));
        bring("first day", "1", "labor", 10, day(2026, 1, 1));
        bring("last day", "1", "labor", 100, day(2026, 3, 31));
        bring("after", "1", "labor", 1000, day(2026, 4, 1));
        auto work = m_desk->work();
        const auto held = claimContributions(work, run, first, rule);
        QVERIFY(held);
        QCOMPARE(held->value, Money(110));
        QCOMPARE(held->leftBehind, std::int64_t(1));
    }

    void pendingOnesRefuseTheClaim()
    {
        bring("C-1", "1", "labor", 100);
        const auto key = bringPending("C-2");
        auto work = m_desk->work();
        const auto refused = claimContributions(work, run, first, rule);
        QCOMPARE(codeOf(refused), std::string("people.register.pending"));
        QCOMPARE(refused.error().context.at("contributions").at(0).at("reference").get<std::string>(),
                 std::string("C-2"));
        QVERIFY(!findRegister(m_desk->db(), run));
        QVERIFY(deferContribution(work, key, first, {"al", "papers"}));
        const auto held = claimContributions(work, run, first, rule);
        QVERIFY(held);
        QCOMPARE(held->count, std::int64_t(1));
        // Decided since then, it is counted by the next period's run.
        QVERIFY(startReview(work, key) && approveContribution(work, key, {"rhea", ""}, rule));
        QVERIFY(valueContribution(work, key, Money(100), rule, ""));
        const auto next = claimContributions(work, later, second, rule);
        QVERIFY(next);
        QCOMPARE(next->count, std::int64_t(1));
    }

    /// Whoever wants to take it back or dispute it learns which close has it, and the way.
    void whatACloseCountsWithIsNotTakenAway()
    {
        bring("C-1", "1", "labor", 100);
        const auto key = findContributionByReference(m_desk->db(), "C-1")->key;
        auto work = m_desk->work("rev");
        QVERIFY(claimContributions(work, run, first, rule));
        for (const auto& refused :
             {disputeContribution(work, key, {"rev", "wrong"}), withdrawContribution(work, key, "wrong")}) {
            QCOMPARE(codeOf(refused), std::string("people.contribution.state"));
            QCOMPARE(refused.error().context.at("period").get<std::string>(), first.code);
            QVERIFY(refused.error().message.find("undo that to step 3") != std::string::npos);
        }
        QVERIFY(releaseClaims(work, run, "looked again"));
        QVERIFY(disputeContribution(work, key, {"rev", "wrong"}));
        QCOMPARE(codeOf(claimContributions(work, run, first, rule)), std::string("people.register.pending"));
        QVERIFY(settleDispute(work, key, DisputeOutcome::Rejected, {"bo", "wrong indeed"}));
        const auto held = claimContributions(work, run, first, rule);
        QVERIFY(held);
        QCOMPARE(held->count, std::int64_t(0));
    }

    void listOfOffendersIsBoundedAndTheirNumberIsTold()
    {
        for (int i = 0; i < 120; ++i)
            bringPending("C-" + std::to_string(i));
        auto work = m_desk->work();
        const auto refused = claimContributions(work, run, first, rule);
        QCOMPARE(refused.error().context.at("count").get<int>(), 120);
        QCOMPARE(refused.error().context.at("contributions").size(), std::size_t(100));
    }

    void missingSecondApprovalRefusesTheClaim()
    {
        // Approved under a policy that asked for one; the run's policy asks for two.
        auto work = m_desk->work();
        const std::vector<ImportedContribution> file = {
            imported("C-1", "1", "labor", 300'000, first.first, {"rhea"}),
            imported("C-2", "1", "labor", 300'000, first.first, {"rhea", "bo"})};
        QVERIFY(importContributions(work, file, lax));
        const auto refused = claimContributions(work, run, first, rule);
        QCOMPARE(codeOf(refused), std::string("people.register.approvals_missing"));
        QCOMPARE(refused.error().context.at("count").get<int>(), 1);
        QCOMPARE(refused.error().context.at("contributions").at(0).at("reference").get<std::string>(),
                 std::string("C-1"));
        QCOMPARE(countContributions(m_desk->db(), {.state = Claimed}), std::int64_t(0));
        QVERIFY(claimContributions(work, run, first, lax));
    }

    void claimIsMadeOnce()
    {
        bring("C-1", "1", "labor", 100);
        auto work = m_desk->work();
        QVERIFY(claimContributions(work, run, first, rule));
        QCOMPARE(codeOf(claimContributions(work, run, first, rule)), std::string("people.register.exists"));
        // What one run holds, another does not get.
        const auto other = claimContributions(work, later, first, rule);
        QVERIFY(other);
        QCOMPARE(other->count, std::int64_t(0));
    }

    void releasePutsEverythingBack_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("back");
        QTest::newRow("patronage") << int(ContributionKind::Patronage) << "valued";
        QTest::newRow("cash") << int(ContributionKind::Cash) << "applied";
        QTest::newRow("in kind") << int(ContributionKind::InKind) << "applied";
    }

    void releasePutsEverythingBack()
    {
        QFETCH(int, kind);
        QFETCH(QString, back);
        auto work = m_desk->work();
        auto row = imported("C-1", "1", "labor", 100, first.first, {"rhea"});
        row.contribution.kind = ContributionKind(kind);
        const std::vector<ImportedContribution> file = {row};
        const auto arrived = importContributions(work, file, rule);
        for (const auto key : arrived->toApply)
            QVERIFY(applyContribution(work, key, JournalKey(1)));
        const auto before = claimContributions(work, run, first, rule);
        QVERIFY(before);
        QCOMPARE(before->count, std::int64_t(1));
        QCOMPARE(codeOf(releaseClaims(work, run, " ")), std::string("people.reason_missing"));
        QVERIFY(releaseClaims(work, run, "undo step 3"));
        const auto contribution = *findContributionByReference(m_desk->db(), "C-1");
        QCOMPARE(std::string(toText(contribution.state)), back.toStdString());
        QVERIFY(contribution.claimedBy.isNone());
        const auto history = historyOf(m_desk->db(), contribution.key);
        QVERIFY(history.back().from == Claimed && toText(history.back().to) == back.toStdString());
        QCOMPARE(history.back().why, std::string("undo step 3"));
        QVERIFY(history[history.size() - 2].to == Claimed);
        QVERIFY(!findRegister(m_desk->db(), run));
        QCOMPARE(codeOf(releaseClaims(work, run, "again")), std::string("people.register.none"));
        // The released register stays on record, and the run can claim again with the same result.
        QCOMPARE(registerContributions(m_desk->db(), before->key).size(), std::size_t(1));
        const auto again = claimContributions(work, run, first, rule);
        QVERIFY(again);
        QCOMPARE(again->hash, before->hash);
        QVERIFY(again->key != before->key);
    }

    void reopeningPutsBackWhatWasAllocated_data() { releasePutsEverythingBack_data(); }
    void reopeningPutsBackWhatWasAllocated()
    {
        QFETCH(int, kind);
        QFETCH(QString, back);
        auto work = m_desk->work();
        auto row = imported("C-1", "1", "labor", 100, first.first, {"rhea"});
        row.contribution.kind = ContributionKind(kind);
        const std::vector<ImportedContribution> file = {row};
        const auto arrived = importContributions(work, file, rule);
        for (const auto key : arrived->toApply)
            QVERIFY(applyContribution(work, key, JournalKey(1)));
        QCOMPARE(codeOf(releaseAllocated(work, run, "early")), std::string("people.register.none"));
        const auto before = claimContributions(work, run, first, rule);
        QVERIFY(before && markAllocated(work, run));
        QCOMPARE(codeOf(releaseAllocated(work, run, " ")), std::string("people.reason_missing"));
        QVERIFY(releaseAllocated(work, run, "A receipt came late"));
        QCOMPARE(work.published().back().name, std::string("people.contribution.released"));
        const auto contribution = *findContributionByReference(m_desk->db(), "C-1");
        QCOMPARE(std::string(toText(contribution.state)), back.toStdString());
        QVERIFY(contribution.claimedBy.isNone());
        const auto history = historyOf(m_desk->db(), contribution.key);
        QVERIFY(history.back().from == Allocated && toText(history.back().to) == back.toStdString());
        QCOMPARE(history.back().why, std::string("A receipt came late"));
        QVERIFY(!findRegister(m_desk->db(), run));
        // The next close of the period counts the same.
        const auto again = claimContributions(work, CloseKey(run.value + 1), first, rule);
        QVERIFY(again);
        QCOMPARE(again->hash, before->hash);
    }

    void noUndoOfAStepReleasesWhatIsAllocated()
    {
        bring("C-1", "1", "labor", 100);
        auto work = m_desk->work();
        QCOMPARE(codeOf(markAllocated(work, run)), std::string("people.register.none"));
        QVERIFY(claimContributions(work, run, first, rule));
        QVERIFY(markAllocated(work, run));
        QCOMPARE(work.published().back().name, std::string("people.contribution.allocated"));
        QCOMPARE(countContributions(m_desk->db(), {.state = Allocated}), std::int64_t(1));
        QVERIFY(findRegister(m_desk->db(), run)->state == RegisterState::Allocated);
        QCOMPARE(codeOf(releaseClaims(work, run, "x")), std::string("people.register.allocated"));
        QCOMPARE(codeOf(markAllocated(work, run)), std::string("people.register.allocated"));
        QCOMPARE(codeOf(claimContributions(work, run, first, rule)), std::string("people.register.exists"));
    }

    void hashChangesWithWhatIsCounted_data()
    {
        QTest::addColumn<QString>("what");
        for (const auto* what : {"reference", "member", "category", "value", "date", "one more"})
            QTest::newRow(what) << what;
    }

    void hashChangesWithWhatIsCounted()
    {
        QFETCH(QString, what);
        const auto hashWith = [&](bool changed) {
            init();
            const bool is = changed;
            bring(is && what == "reference" ? "C-9" : "C-1", is && what == "member" ? "2" : "1",
                  is && what == "category" ? "revenue" : "labor", is && what == "value" ? 101 : 100,
                  is && what == "date" ? day(2026, 1, 2) : day(2026, 1, 1));
            if (is && what == "one more") bring("C-2", "1", "labor", 1);
            auto work = m_desk->work();
            return claimContributions(work, run, first, rule)->hash;
        };
        QCOMPARE(hashWith(false), hashWith(false));
        QVERIFY(hashWith(false) != hashWith(true));
    }

private:
    static ImportedContribution imported(const std::string& reference, const std::string& member,
                                         const std::string& category, std::int64_t minor, Date date,
                                         std::vector<std::string> approvedBy)
    {
        NewContribution contribution;
        contribution.reference = reference;
        contribution.category = category;
        contribution.value = Money(minor);
        contribution.date = date;
        contribution.submittedBy = "alice";
        return {contribution, member, std::move(approvedBy)};
    }

    void bring(const std::string& reference, const std::string& member, const std::string& category,
               std::int64_t minor, Date date = day(2026, 2, 1))
    {
        auto work = m_desk->work();
        const std::vector<ImportedContribution> file = {
            imported(reference, member, category, minor, date, {"rhea"})};
        ensure(importContributions(work, file, rule).has_value(), "a sound contribution is imported");
    }

    ContributionKey bringPending(const std::string& reference)
    {
        auto work = m_desk->work();
        const std::vector<ImportedContribution> file = {
            imported(reference, "1", "labor", 100, day(2026, 2, 1), {})};
        return importContributions(work, file, rule)->pending.front();
    }

    std::optional<Desk> m_desk;
};

QTEST_GUILESS_MAIN(ContributionRegisterTest)
#include "contribution_register_test.moc"
