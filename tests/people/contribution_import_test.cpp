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

namespace {

const ApprovalRule rule{Money(250'000)};

ImportedContribution labor(const std::string& reference, std::int64_t minor,
                           std::vector<std::string> approvedBy)
{
    NewContribution contribution;
    contribution.reference = reference;
    contribution.category = "labor";
    contribution.value = Money(minor);
    contribution.date = day(2026, 2, 1);
    contribution.description = "planting";
    contribution.submittedBy = "alice";
    return {contribution, "1", std::move(approvedBy)};
}

} // namespace

class ContributionImportTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_desk.emplace();
        auto work = m_desk->work();
        QVERIFY(admitMember(work,
                            {"1", "Alice", day(2020, 1, 1), MemberClass::Patron, MemberStatus::Active, ""}));
    }

    void arrivesInTheStateThatItsApprovalsGive_data()
    {
        QTest::addColumn<qlonglong>("value");
        QTest::addColumn<QStringList>("approvedBy");
        QTest::addColumn<QString>("state");
        QTest::addColumn<int>("moves");
        QTest::newRow("nobody") << 100LL << QStringList{} << "submitted" << 1;
        QTest::newRow("one, at the threshold") << 250'000LL << QStringList{"rhea"} << "valued" << 2;
        QTest::newRow("one, over the threshold") << 250'001LL << QStringList{"rhea"} << "under_review" << 1;
        QTest::newRow("two, over the threshold") << 250'001LL << QStringList{"rhea", "bo"} << "valued" << 2;
    }

    void arrivesInTheStateThatItsApprovalsGive()
    {
        QFETCH(qlonglong, value);
        QFETCH(QStringList, approvedBy);
        QFETCH(QString, state);
        QFETCH(int, moves);
        std::vector<std::string> approvers;
        for (const auto& approver : approvedBy)
            approvers.push_back(approver.toStdString());
        auto work = m_desk->work();
        const std::vector<ImportedContribution> file = {labor("C-1", value, approvers)};
        const auto imported = importContributions(work, file, rule);
        QVERIFY(imported);
        QCOMPARE(imported->added, std::int64_t(1));
        const auto contribution = *findContributionByReference(m_desk->db(), "C-1");
        QCOMPARE(std::string(toText(contribution.state)), state.toStdString());
        QCOMPARE(int(approvalsOf(m_desk->db(), contribution.key).size()), int(approvers.size()));
        const auto history = historyOf(m_desk->db(), contribution.key);
        QCOMPARE(int(history.size()), moves);
        QVERIFY(history.back().to == contribution.state);
        const bool waits = state != "valued";
        QCOMPARE(imported->pending.size(), std::size_t(waits ? 1 : 0));
        QVERIFY(imported->toApply.empty());
        QCOMPARE(namesOf(work).front(),
                 std::string(waits ? "people.contribution.submitted" : "people.contribution.imported"));
        QCOMPARE(namesOf(work).back(), std::string("people.contribution.imported"));
    }

    void importedOneGoesOnLikeAnyOther()
    {
        auto work = m_desk->work();
        const std::vector<ImportedContribution> file = {labor("C-1", 300'000, {"rhea"})};
        const auto imported = importContributions(work, file, rule);
        const auto key = imported->pending.front();
        QCOMPARE(codeOf(approveContribution(work, key, {"rhea", ""}, rule)),
                 std::string("people.approval.twice"));
        QVERIFY(*approveContribution(work, key, {"bo", ""}, rule) == ApprovalOutcome::Approved);
        const auto history = historyOf(m_desk->db(), key);
        QCOMPARE(history.size(), std::size_t(2));
    }

    void approvedCashMustStillBeApplied()
    {
        auto work = m_desk->work();
        auto cash = labor("C-1", 100, {"rhea"});
        cash.contribution.kind = ContributionKind::Cash;
        const std::vector<ImportedContribution> file = {cash};
        const auto imported = importContributions(work, file, rule);
        QVERIFY(imported);
        QCOMPARE(imported->toApply.size(), std::size_t(1));
        QCOMPARE(namesOf(work),
                 (std::vector<std::string>{"people.contribution.approved", "people.contribution.imported"}));
        QVERIFY(applyContribution(work, imported->toApply.front(), JournalKey(3)));
    }

    void sameFileAgainAddsNothing()
    {
        const std::vector<ImportedContribution> file = {labor("C-1", 100, {"rhea"}), labor("C-2", 200, {})};
        auto first = m_desk->work();
        const auto pending = importContributions(first, file, rule)->pending;
        // What became of one since then does not make it another.
        QVERIFY(startReview(first, pending.front()));
        QVERIFY(approveContribution(first, pending.front(), {"rhea", ""}, rule));
        QVERIFY(valueContribution(first, pending.front(), Money(150), rule, ""));
        auto again = m_desk->work();
        const auto imported = importContributions(again, file, rule);
        QVERIFY(imported);
        QCOMPARE(imported->added, std::int64_t(0));
        QCOMPARE(imported->unchanged, std::int64_t(2));
        QVERIFY(again.published().empty());
        QCOMPARE(countContributions(m_desk->db(), {}), std::int64_t(2));
    }

    void badRowRefusesTheWholeFile_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("field");
        QTest::newRow("no value") << "value"
                                  << "people.contribution.invalid"
                                  << "value";
        QTest::newRow("no category") << "category"
                                     << "people.contribution.invalid"
                                     << "category";
        QTest::newRow("unknown member") << "member"
                                        << "people.member.unknown"
                                        << "member_number";
        QTest::newRow("twice in the file") << "repeated"
                                           << "people.contribution.repeated"
                                           << "reference";
        QTest::newRow("here with another value") << "differs"
                                                 << "people.contribution.differs"
                                                 << "reference";
        QTest::newRow("approved by its submitter") << "own"
                                                   << "people.approval.own"
                                                   << "approved_by";
        QTest::newRow("approved twice by one") << "twice"
                                               << "people.approval.twice"
                                               << "approved_by";
        QTest::newRow("approved by nobody") << "nobody"
                                            << "people.approval.nobody"
                                            << "approved_by";
    }

    void badRowRefusesTheWholeFile()
    {
        QFETCH(QString, what);
        QFETCH(QString, code);
        QFETCH(QString, field);
        auto work = m_desk->work();
        const std::vector<ImportedContribution> before = {labor("C-0", 100, {})};
        QVERIFY(importContributions(work, before, rule));
        std::vector<ImportedContribution> file = {labor("C-1", 100, {}), labor("C-2", 100, {}),
                                                  labor("C-3", 100, {})};
        auto& bad = file[2];
        if (what == "value") bad.contribution.value = Money(0);
        if (what == "category") bad.contribution.category = "";
        if (what == "member") bad.memberNumber = "99";
        if (what == "repeated") bad = file[0];
        if (what == "differs") bad = labor("C-0", 101, {});
        if (what == "own") bad.approvedBy = {"Alice"};
        if (what == "twice") bad.approvedBy = {"rhea", "Rhea"};
        if (what == "nobody") bad.approvedBy = {" "};
        const auto published = work.published().size();
        const auto imported = importContributions(work, file, rule);
        QCOMPARE(codeOf(imported), code.toStdString());
        QCOMPARE(imported.error().context.at("row").get<int>(), 2);
        QCOMPARE(imported.error().context.at("field").get<std::string>(), field.toStdString());
        QCOMPARE(countContributions(m_desk->db(), {}), std::int64_t(1));
        QCOMPARE(m_desk->count("SELECT count(*) FROM contribution_move"), std::int64_t(1));
        QCOMPARE(work.published().size(), published);
    }

    void hundredThousandInOneUnitOfWork()
    {
        constexpr int many = 100'000;
        std::vector<ImportedContribution> file;
        file.reserve(many);
        for (int i = 0; i < many; ++i)
            file.push_back(labor("C-" + std::to_string(i), 100 + i, {"rhea"}));
        auto work = m_desk->work();
        const auto imported = importContributions(work, file, rule);
        QVERIFY(imported);
        QCOMPARE(imported->added, std::int64_t(many));
        const PeriodSpan quarter{"2026-Q1", day(2026, 1, 1), day(2026, 3, 31)};
        const auto held = claimContributions(work, CloseKey(1), quarter, rule);
        QVERIFY(held);
        QCOMPARE(held->count, std::int64_t(many));
        QCOMPARE(held->value.minor, std::int64_t(many) * 100 + std::int64_t(many) * (many - 1) / 2);
        QCOMPARE(held->totals.size(), std::size_t(1));
        QVERIFY(releaseClaims(work, CloseKey(1), "try again"));
        QCOMPARE(countContributions(m_desk->db(), {.state = ContributionState::Valued}), std::int64_t(many));
        QCOMPARE(m_desk->count("SELECT count(*) FROM contribution_move"), std::int64_t(4) * many);
    }

private:
    std::optional<Desk> m_desk;
};

QTEST_GUILESS_MAIN(ContributionImportTest)
#include "contribution_import_test.moc"
