// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/contribution_queries.h"
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
const PeriodSpan firstQuarter{"2026-Q1", day(2026, 1, 1), day(2026, 3, 31)};

} // namespace

class ContributionsTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_desk.emplace();
        auto work = m_desk->work();
        m_member = *admitMember(
            work, {"1", "Alice", day(2020, 1, 1), MemberClass::Patron, MemberStatus::Active, ""});
    }

    void draftChecksEachField_data()
    {
        QTest::addColumn<QString>("field");
        for (const auto* field : {"reference", "category", "value", "negative value", "date", "submitted_by"})
            QTest::newRow(field) << field;
    }

    void draftChecksEachField()
    {
        QFETCH(QString, field);
        auto contribution = labor("C-1", 100);
        if (field == "reference") contribution.reference = " ";
        if (field == "category") contribution.category = "";
        if (field == "value") contribution.value = Money(0);
        if (field == "negative value") contribution.value = Money(-1);
        if (field == "date") contribution.date = day(2026, 2, 30);
        if (field == "submitted_by") contribution.submittedBy = "";
        auto work = m_desk->work();
        const auto drafted = draftContribution(work, contribution);
        QCOMPARE(codeOf(drafted), std::string("people.contribution.invalid"));
        QCOMPARE(drafted.error().context.at("field").get<std::string>(),
                 field.section(' ', -1).toStdString());
        QCOMPARE(countContributions(m_desk->db(), {}), 0);
    }

    void draftNeedsAKnownMemberAndAFreeReference()
    {
        auto work = m_desk->work();
        auto stranger = labor("C-1", 100);
        stranger.member = MemberKey(404);
        QCOMPARE(codeOf(draftContribution(work, stranger)), std::string("people.member.unknown"));
        QVERIFY(draftContribution(work, labor("C-1", 100)));
        QCOMPARE(codeOf(draftContribution(work, labor("C-1", 200))),
                 std::string("people.contribution.reference_taken"));
    }

    void approvalsNeeded_data()
    {
        QTest::addColumn<qlonglong>("value");
        QTest::addColumn<int>("needed");
        QTest::newRow("far below") << 1LL << 1;
        QTest::newRow("at the threshold") << 250'000LL << 1;
        QTest::newRow("one cent over") << 250'001LL << 2;
        QTest::newRow("far over") << 2'160'000LL << 2;
    }

    void approvalsNeeded()
    {
        QFETCH(qlonglong, value);
        QFETCH(int, needed);
        const auto key = underReview("C-1", value);
        auto work = m_desk->work();
        auto outcome = approveContribution(work, key, {"rhea", "seen"}, rule);
        QVERIFY(outcome);
        if (needed == 2) {
            QVERIFY(*outcome == ApprovalOutcome::SecondApprovalNeeded);
            QVERIFY(stateOf(key) == UnderReview);
            QCOMPARE(namesOf(work), std::vector<std::string>{"people.contribution.approval_given"});
            outcome = approveContribution(work, key, {"bo", "seen too"}, rule);
            QVERIFY(outcome);
        }
        QVERIFY(*outcome == ApprovalOutcome::Approved);
        QVERIFY(stateOf(key) == Approved);
        QCOMPARE(work.published().back().name, std::string("people.contribution.approved"));
        QCOMPARE(work.published().back().payload.at("value_minor").get<qlonglong>(), value);
        const auto approvals = approvalsOf(m_desk->db(), key);
        QCOMPARE(int(approvals.size()), needed);
        QCOMPARE(approvals[0].at, work.now());
    }

    void whoMayNotApprove_data()
    {
        QTest::addColumn<QString>("approver");
        QTest::addColumn<QString>("code");
        QTest::newRow("the submitter") << "alice"
                                       << "people.approval.own";
        QTest::newRow("the submitter in capitals") << "ALICE"
                                                   << "people.approval.own";
        QTest::newRow("the first approver again") << "rhea"
                                                  << "people.approval.twice";
        QTest::newRow("the first approver in capitals") << "Rhea"
                                                        << "people.approval.twice";
        QTest::newRow("nobody") << ""
                                << "people.approval.nobody";
        QTest::newRow("the system") << "system"
                                    << "people.approval.nobody";
    }

    void whoMayNotApprove()
    {
        QFETCH(QString, approver);
        QFETCH(QString, code);
        const auto key = underReview("C-1", 300'000);
        auto work = m_desk->work();
        QVERIFY(approveContribution(work, key, {"rhea", ""}, rule));
        QCOMPARE(codeOf(approveContribution(work, key, {approver.toStdString(), ""}, rule)),
                 code.toStdString());
        QVERIFY(stateOf(key) == UnderReview);
        QCOMPARE(approvalsOf(m_desk->db(), key).size(), std::size_t(1));
    }

    void reasonsAreAskedFor()
    {
        auto work = m_desk->work();
        const auto key = underReview("C-1", 100);
        QCOMPARE(codeOf(rejectContribution(work, key, {"rhea", " "})), std::string("people.reason_missing"));
        QCOMPARE(codeOf(askForClarification(work, key, {"rhea", ""})), std::string("people.reason_missing"));
        QCOMPARE(codeOf(deferContribution(work, key, firstQuarter, {"rhea", ""})),
                 std::string("people.reason_missing"));
        const auto draft = *draftContribution(work, labor("C-2", 100));
        QCOMPARE(codeOf(withdrawContribution(work, draft, "")), std::string("people.reason_missing"));
        QVERIFY(approveContribution(work, key, {"rhea", ""}, rule));
        QCOMPARE(codeOf(disputeContribution(work, key, {"bob", ""})), std::string("people.reason_missing"));
        QVERIFY(disputeContribution(work, key, {"bob", "wrong hours"}));
        for (const auto outcome : {DisputeOutcome::Upheld, DisputeOutcome::Rejected})
            QCOMPARE(codeOf(settleDispute(work, key, outcome, {"bo", "\t"})),
                     std::string("people.reason_missing"));
        QVERIFY(stateOf(key) == Disputed);
    }

    void revisionFellsApprovalsAndKeepsWhatWasSaid()
    {
        const auto key = underReview("C-1", 300'000);
        auto work = m_desk->work();
        QVERIFY(approveContribution(work, key, {"rhea", ""}, rule));
        QVERIFY(askForClarification(work, key, {"bo", "which days?"}));
        QVERIFY(reviseContribution(work, key, {Money(260'000), day(2026, 2, 2), "February only"}));
        QVERIFY(answerClarification(work, key, {"alice", "only these"}));
        // The approval of the first revision counts no more: two people must look at the second.
        const auto outcome = approveContribution(work, key, {"rhea", ""}, rule);
        QVERIFY(outcome && *outcome == ApprovalOutcome::SecondApprovalNeeded);
        const auto contribution = *findContribution(m_desk->db(), key);
        QCOMPARE(contribution.value, Money(260'000));
        QCOMPARE(contribution.revision, 2);
        QCOMPARE(approvalsOf(m_desk->db(), key).size(), std::size_t(2));
        auto row = m_desk->db().query("SELECT revision, value_minor FROM contribution_revision");
        QVERIFY(row.next());
        QCOMPARE(row.integer(0), 1);
        QCOMPARE(row.integer(1), 300'000);
    }

    void onlyDraftsAndOpenQuestionsAreRevised()
    {
        auto work = m_desk->work();
        const auto draft = *draftContribution(work, labor("C-1", 100));
        QVERIFY(reviseContribution(work, draft, {Money(200), day(2026, 4, 2), ""}));
        QVERIFY(findContribution(m_desk->db(), draft)->countsFrom == day(2026, 4, 2));
        QCOMPARE(codeOf(reviseContribution(work, draft, {Money(0), day(2026, 4, 2), ""})),
                 std::string("people.contribution.invalid"));
        const auto reviewed = underReview("C-2", 100);
        QCOMPARE(codeOf(reviseContribution(work, reviewed, {Money(1), day(2026, 1, 2), ""})),
                 std::string("people.contribution.state"));
    }

    void approvalsOfLessSayNothingOfMore()
    {
        const auto key = underReview("C-1", 100'000);
        auto work = m_desk->work("bo");
        QVERIFY(approveContribution(work, key, {"rhea", ""}, rule));
        QVERIFY(disputeContribution(work, key, {"bob", "worth more"}));
        QCOMPARE(codeOf(settleDispute(work, key, DisputeOutcome::Upheld, {"alice", "yes"})),
                 std::string("people.approval.own"));
        QVERIFY(settleDispute(work, key, DisputeOutcome::Upheld, {"bo", "appraised"}));
        const auto refused = valueContribution(work, key, Money(300'000), rule, "appraisal");
        QCOMPARE(codeOf(refused), std::string("people.contribution.approvals_missing"));
        QVERIFY(valueContribution(work, key, Money(200'000), rule, "appraisal"));
        QCOMPARE(findContribution(m_desk->db(), key)->value, Money(200'000));
        QCOMPARE(findContribution(m_desk->db(), key)->revision, 2);
        QVERIFY(historyOf(m_desk->db(), key).back().why.find("2,000.00 instead of 1,000.00") == 0);
    }

    void approvalsOfMoreStandForLess()
    {
        const auto key = underReview("C-1", 400'000);
        auto work = m_desk->work();
        QVERIFY(approveContribution(work, key, {"rhea", ""}, rule));
        QVERIFY(approveContribution(work, key, {"bo", ""}, rule));
        QVERIFY(valueContribution(work, key, Money(300'000), rule, "appraisal"));
        QCOMPARE(findContribution(m_desk->db(), key)->value, Money(300'000));
        QCOMPARE(findContribution(m_desk->db(), key)->revision, 1);
    }

    void whoMayNotSettleADispute_data()
    {
        QTest::addColumn<QString>("settler");
        QTest::addColumn<QString>("code");
        QTest::newRow("who submitted it") << "Alice"
                                          << "people.approval.own";
        QTest::newRow("who disputes it") << "BOB"
                                         << "people.dispute.own";
        QTest::newRow("the system") << "system"
                                    << "people.approval.nobody";
        QTest::newRow("who approved it") << "rhea"
                                         << "done";
        QTest::newRow("anybody else") << "bo"
                                      << "done";
    }

    void whoMayNotSettleADispute()
    {
        QFETCH(QString, settler);
        QFETCH(QString, code);
        for (const auto outcome : {DisputeOutcome::Upheld, DisputeOutcome::Rejected}) {
            const auto key = underReview("C-" + std::string(toText(outcome)), 100);
            auto work = m_desk->work();
            QVERIFY(approveContribution(work, key, {"rhea", ""}, rule));
            QVERIFY(disputeContribution(work, key, {"bob", "wrong hours"}));
            QCOMPARE(codeOf(settleDispute(work, key, outcome, {settler.toStdString(), "looked"})),
                     code.toStdString());
            const auto settled = outcome == DisputeOutcome::Upheld ? Approved : Rejected;
            QVERIFY(stateOf(key) == (code == "done" ? settled : Disputed));
        }
    }

    void upholdingByWhoApprovedAddsNoApproval()
    {
        const auto key = underReview("C-1", 100'000);
        auto work = m_desk->work();
        QVERIFY(approveContribution(work, key, {"rhea", ""}, rule));
        QVERIFY(disputeContribution(work, key, {"bob", "hours"}));
        QVERIFY(settleDispute(work, key, DisputeOutcome::Upheld, {"Rhea", "checked"}));
        QCOMPARE(approvalsOf(m_desk->db(), key).size(), std::size_t(1));
        QCOMPARE(codeOf(valueContribution(work, key, Money(300'000), rule, "")),
                 std::string("people.contribution.approvals_missing"));
        QCOMPARE(codeOf(valueContribution(work, key, Money(0), rule, "")),
                 std::string("people.contribution.invalid"));
    }

    void appliedContributionNamesItsJournal()
    {
        auto work = m_desk->work();
        auto cash = labor("C-1", 100);
        cash.kind = ContributionKind::Cash;
        const auto key = *draftContribution(work, cash);
        QVERIFY(submitContribution(work, key) && startReview(work, key));
        QVERIFY(approveContribution(work, key, {"rhea", ""}, rule));
        QVERIFY(valueContribution(work, key, Money(100), rule, ""));
        QVERIFY(applyContribution(work, key, JournalKey(4711)));
        QVERIFY(stateOf(key) == Applied);
        QCOMPARE(m_desk->count("SELECT applied_by FROM contribution"), 4711);
        QCOMPARE(work.published().back().payload.at("journal").get<int>(), 4711);
    }

    void deferredContributionCountsFromTheNextPeriod()
    {
        const auto key = underReview("C-1", 100);
        QCOMPARE(pendingContributions(m_desk->db(), firstQuarter).size(), std::size_t(1));
        auto work = m_desk->work("al");
        QVERIFY(deferContribution(work, key, firstQuarter, {"al", "papers missing"}));
        QVERIFY(pendingContributions(m_desk->db(), firstQuarter).empty());
        QVERIFY(findContribution(m_desk->db(), key)->countsFrom == day(2026, 4, 1));
        QVERIFY(findContribution(m_desk->db(), key)->date == day(2026, 2, 1));
        const PeriodSpan second{"2026-Q2", day(2026, 4, 1), day(2026, 6, 30)};
        QCOMPARE(pendingContributions(m_desk->db(), second).size(), std::size_t(1));
        const auto deferrals = deferralsOf(m_desk->db(), key);
        QCOMPARE(deferrals.size(), std::size_t(1));
        QCOMPARE(deferrals[0].period + " " + deferrals[0].by + " " + deferrals[0].reason,
                 std::string("2026-Q1 al papers missing"));
        QCOMPARE(codeOf(deferContribution(work, key, firstQuarter, {"al", "again"})),
                 std::string("people.contribution.outside_period"));
        QVERIFY(deferContribution(work, key, second, {"al", "still missing"}));
        QVERIFY(findContribution(m_desk->db(), key)->countsFrom == day(2026, 7, 1));
    }

    void deferralSurvivesARevision()
    {
        const auto key = underReview("C-1", 100);
        auto work = m_desk->work();
        QVERIFY(deferContribution(work, key, firstQuarter, {"al", "papers missing"}));
        QVERIFY(askForClarification(work, key, {"rhea", "?"}));
        QVERIFY(reviseContribution(work, key, {Money(100), day(2026, 3, 1), ""}));
        QVERIFY(findContribution(m_desk->db(), key)->countsFrom == day(2026, 4, 1));
    }

    void decidedContributionIsNotDeferred()
    {
        const auto key = underReview("C-1", 100);
        auto work = m_desk->work();
        QVERIFY(rejectContribution(work, key, {"rhea", "no"}));
        QCOMPARE(codeOf(deferContribution(work, key, firstQuarter, {"al", "x"})),
                 std::string("people.contribution.not_pending"));
    }

    void pendingIsWhatWaitsForAPersonOrForItsPosting_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("until");
        QTest::addColumn<bool>("pending");
        for (const auto kind : {ContributionKind::Patronage, ContributionKind::Cash}) {
            const auto name = QString::fromStdString(std::string(toText(kind)));
            QTest::newRow(qPrintable(name + " draft")) << int(kind) << "draft" << true;
            QTest::newRow(qPrintable(name + " under review")) << int(kind) << "under_review" << true;
            QTest::newRow(qPrintable(name + " approved")) << int(kind) << "approved" << true;
            QTest::newRow(qPrintable(name + " valued"))
                << int(kind) << "valued" << (kind == ContributionKind::Cash);
            QTest::newRow(qPrintable(name + " rejected")) << int(kind) << "rejected" << false;
        }
    }

    void pendingIsWhatWaitsForAPersonOrForItsPosting()
    {
        QFETCH(int, kind);
        QFETCH(QString, until);
        QFETCH(bool, pending);
        auto work = m_desk->work();
        auto contribution = labor("C-1", 100);
        contribution.kind = ContributionKind(kind);
        const auto key = *draftContribution(work, contribution);
        if (until != "draft") QVERIFY(submitContribution(work, key) && startReview(work, key));
        if (until == "rejected") QVERIFY(rejectContribution(work, key, {"rhea", "no"}));
        if (until == "approved" || until == "valued")
            QVERIFY(approveContribution(work, key, {"rhea", ""}, rule));
        if (until == "valued") QVERIFY(valueContribution(work, key, Money(100), rule, ""));
        QCOMPARE(std::string(toText(stateOf(key))), until.toStdString());
        QCOMPARE(!pendingContributions(m_desk->db(), firstQuarter).empty(), pending);
        const PeriodSpan other{"2025-Q4", day(2025, 10, 1), day(2025, 12, 31)};
        QVERIFY(pendingContributions(m_desk->db(), other).empty());
    }

    void listFiltersAndPages()
    {
        auto work = m_desk->work();
        const auto other =
            *admitMember(work, {"2", "Bob", day(2020, 1, 1), MemberClass::Patron, MemberStatus::Active, ""});
        for (int i = 1; i <= 6; ++i) {
            auto contribution = labor("C-" + std::to_string(i), 100);
            contribution.date = day(2026, unsigned(i), 15);
            if (i % 2 == 0) contribution.member = other;
            const auto key = *draftContribution(work, contribution);
            if (i > 4) QVERIFY(submitContribution(work, key));
        }
        const auto count = [&](const ContributionFilter& filter) {
            const auto listed = listContributions(m_desk->db(), filter);
            return std::int64_t(listed.size()) == countContributions(m_desk->db(), filter)
                       ? std::int64_t(listed.size())
                       : -1;
        };
        QCOMPARE(count({}), 6);
        QCOMPARE(count({.from = day(2026, 2, 15), .to = day(2026, 3, 15)}), 2);
        QCOMPARE(count({.state = Submitted}), 2);
        QCOMPARE(count({.state = Draft, .member = other}), 2);
        QCOMPARE(count({.claimedBy = CloseKey(1)}), 0);
        QCOMPARE(count({.submittedBy = "ALICE"}), 6);
        QCOMPARE(count({.submittedBy = "bob"}), 0);
        const auto first = listContributions(m_desk->db(), {.limit = 4});
        QCOMPARE(first.size(), std::size_t(4));
        const auto rest = listContributions(m_desk->db(), {.after = first.back().key, .limit = 4});
        QCOMPARE(rest.size(), std::size_t(2));
        QCOMPARE(rest.back().reference, std::string("C-6"));
        QVERIFY(findContributionByReference(m_desk->db(), "C-3")->date == day(2026, 3, 15));
        QVERIFY(!findContributionByReference(m_desk->db(), "C-7"));
    }

private:
    [[nodiscard]] NewContribution labor(const std::string& reference, std::int64_t minor) const
    {
        return {reference,    m_member,        "labor",    ContributionKind::Patronage,
                Money(minor), day(2026, 2, 1), "planting", "alice"};
    }

    ContributionKey underReview(const std::string& reference, std::int64_t minor)
    {
        auto work = m_desk->work("alice");
        const auto key = *draftContribution(work, labor(reference, minor));
        ensure(submitContribution(work, key) && startReview(work, key), "a draft is submitted and reviewed");
        return key;
    }

    ContributionState stateOf(ContributionKey key) { return findContribution(m_desk->db(), key)->state; }

    std::optional<Desk> m_desk;
    MemberKey m_member;
};

QTEST_GUILESS_MAIN(ContributionsTest)
#include "contributions_test.moc"
