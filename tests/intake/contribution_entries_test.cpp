// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/intake/contributions.h"

#include <QTest>

using namespace habitat;
using namespace habitat::test;
using people::ContributionChange;
using people::ContributionState;

namespace {

people::ContributionEntry entry()
{
    return {"D-1", "1", "labor", Money(300'000), parseDate("2026-04-10").value(), "Planting"};
}

} // namespace

/// Contributions that people enter by hand, and who sees which.
class ContributionEntriesTest : public QObject
{
    Q_OBJECT

private slots:
    void whatIsDraftedIsReviewedOnceItIsSubmitted()
    {
        SampleCooperative sample;
        auto& console = sample.open();
        const auto contributor = sample.as("contributor");
        VERIFY_OK(status(console.draftContribution(contributor, entry())));
        QCOMPARE(stateOf(sample, "D-1"), "draft");
        QVERIFY(approvalState(sample, "D-1").isEmpty());
        ContributionChange moved;
        moved.date = parseDate("2026-04-11").value();
        VERIFY_OK(status(console.reviseContribution(contributor, "D-1", moved, "It was the day after")));
        VERIFY_OK(status(console.submitContribution(contributor, "D-1")));
        const auto submitted = shown(sample, "D-1").item.contribution;
        QVERIFY(submitted.state == ContributionState::Submitted);
        QCOMPARE(submitted.submittedBy, std::string("contributor"));
        QCOMPARE(submitted.value, Money(300'000));
        QCOMPARE(submitted.date, parseDate("2026-04-11").value());
        QCOMPARE(submitted.description, std::string("Planting"));
        QVERIFY(!taskOf(sample, "D-1").empty());
        REFUSED(console.submitContribution(contributor, "D-1"), "people.contribution.state");
        QVERIFY(isSound(sample));
    }

    /// 3,000.00 takes two people, 1,000.00 one: the approval goes by what was said last.
    void whatIsAskedAboutIsSaidAnew_data()
    {
        QTest::addColumn<qlonglong>("first");
        QTest::addColumn<qlonglong>("then");
        QTest::addColumn<QString>("state");
        QTest::newRow("less takes one person") << 300'000LL << 100'000LL << "valued";
        QTest::newRow("more takes two") << 100'000LL << 300'000LL << "under_review";
    }

    void whatIsAskedAboutIsSaidAnew()
    {
        QFETCH(qlonglong, first);
        QFETCH(qlonglong, then);
        QFETCH(QString, state);
        SampleCooperative sample;
        auto& console = sample.open();
        const auto contributor = sample.as("contributor");
        auto drafted = entry();
        drafted.value = Money(first);
        VERIFY_OK(status(console.draftContribution(contributor, drafted)));
        VERIFY_OK(status(console.submitContribution(contributor, "D-1")));
        ContributionChange change;
        change.value = Money(then);
        const auto early = console.reviseContribution(contributor, "D-1", change, why);
        REFUSED(early, "people.contribution.state");
        VERIFY_OK(
            console.decideTask(sample.as("reviewer"), taskOf(sample, "D-1"), "clarify", "Which hours?"));
        REFUSED(console.reviseContribution(contributor, "D-1", change, " "), "people.reason_missing");
        VERIFY_OK(status(console.reviseContribution(contributor, "D-1", change, why)));
        const auto asked = shown(sample, "D-1").task;
        VERIFY_OK(console.decideTask(contributor, std::to_string(asked), "answer", "These"));
        VERIFY_OK(console.decideTask(sample.as("reviewer"), taskOf(sample, "D-1"), "approve", ""));
        QCOMPARE(stateOf(sample, "D-1"), state);
        QCOMPARE(shown(sample, "D-1").item.contribution.value, Money(then));
        QCOMPARE(shown(sample, "D-1").taskName, std::string(state == "valued" ? "" : "Second approval"));
        QVERIFY(isSound(sample));
    }

    void whatMayNotBeEntered_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("code");
        QTest::newRow("nothing wrong") << ""
                                       << "ok";
        QTest::newRow("no such category") << "category"
                                          << "agreements.category.unknown";
        QTest::newRow("nobody's") << "member"
                                  << "people.member.unknown";
        QTest::newRow("the reference of another") << "reference"
                                                  << "people.contribution.reference_taken";
        QTest::newRow("worth nothing") << "zero"
                                       << "people.contribution.invalid";
        QTest::newRow("worth too much") << "huge"
                                        << "intake.value.too_large";
        QTest::newRow("far ahead") << "ahead"
                                   << "intake.date.far_ahead";
        QTest::newRow("of no day") << "no date"
                                   << "people.contribution.invalid";
        QTest::newRow("in a period that is closing") << "closing"
                                                     << "treasury.period.closing";
        QTest::newRow("by an Auditor") << "auditor"
                                       << "identity.permission.denied";
        QTest::newRow("by an Agent, which prepares") << "agent"
                                                     << "ok";
    }

    void whatMayNotBeEntered()
    {
        QFETCH(QString, what);
        QFETCH(QString, code);
        SampleCooperative sample;
        auto& console = sample.open();
        auto wanted = entry();
        if (what == "category") wanted.category = "poetry";
        if (what == "member") wanted.memberNumber = "77";
        if (what == "reference") wanted.reference = "C-1001";
        if (what == "zero") wanted.value = Money(0);
        if (what == "huge") wanted.value = Money(10'000'000'000'001);
        if (what == "ahead") wanted.date = parseDate("2206-04-10").value();
        if (what == "no date") wanted.date = Date{};
        if (what == "closing") {
            wanted.date = parseDate("2026-03-10").value();
            VERIFY_OK(sample.runTo(1));
        }
        const bool isUser = what == "auditor" || what == "agent";
        const auto session = sample.as(isUser ? what.toStdString() : "contributor");
        REFUSED(console.draftContribution(session, wanted), code.toStdString());
        REFUSED(sample.questions().contribution(sample.as("auditor"), "D-1"),
                code == "ok" ? "ok" : "people.contribution.unknown");
    }

    void onlyWhoDraftedItGoesOn()
    {
        SampleCooperative sample;
        auto& console = sample.open();
        VERIFY_OK(status(console.draftContribution(sample.as("contributor"), entry())));
        ContributionChange change;
        change.value = Money(1);
        for (const auto* user : {"member", "reviewer", "agent"}) {
            REFUSED(console.reviseContribution(sample.as(user), "D-1", change, why),
                    "intake.contribution.not_own");
            REFUSED(console.submitContribution(sample.as(user), "D-1"), "intake.contribution.not_own");
        }
        change.value = Money(10'000'000'000'001);
        REFUSED(console.reviseContribution(sample.as("contributor"), "D-1", change, why),
                "intake.value.too_large");
        VERIFY_OK(status(console.submitContribution(sample.as("administrator"), "D-1")));
        VERIFY_OK(status(console.withdrawContribution(sample.as("contributor"), "D-1", why)));
        QCOMPARE(stateOf(sample, "D-1"), "withdrawn");
    }

    /// An Administrator may say it anew for its submitter, and does not approve it then.
    void whoSaidItAnewDoesNotApproveIt()
    {
        SampleCooperative sample;
        auto& console = sample.open();
        const auto administrator = sample.as("administrator");
        VERIFY_OK(status(console.draftContribution(sample.as("contributor"), entry())));
        ContributionChange change;
        change.value = Money(20'000);
        VERIFY_OK(status(console.reviseContribution(administrator, "D-1", change, why)));
        VERIFY_OK(status(console.submitContribution(administrator, "D-1")));
        REFUSED(console.decideTask(administrator, taskOf(sample, "D-1"), "approve", ""),
                "people.approval.own");
        VERIFY_OK(console.decideTask(sample.as("reviewer"), taskOf(sample, "D-1"), "approve", ""));
        QCOMPARE(stateOf(sample, "D-1"), "valued");
        QVERIFY(isSound(sample));
    }

    /// What was deferred counts in a later period, and may be said anew although its own is over.
    void whatWasDeferredIsSaidAnewAfterItsPeriod()
    {
        SampleCooperative sample;
        auto& console = sample.open();
        const auto contributor = sample.as("contributor");
        auto winter = entry();
        winter.date = parseDate("2026-02-10").value();
        VERIFY_OK(status(console.draftContribution(contributor, winter)));
        VERIFY_OK(console.deferContribution(sample.as("reviewer"), "D-1", period, "Not looked at yet"));
        VERIFY_OK(sample.runTo(8));
        ContributionChange change;
        change.description = "Said better";
        VERIFY_OK(status(console.reviseContribution(contributor, "D-1", change, why)));
        QCOMPARE(shown(sample, "D-1").item.contribution.description, std::string("Said better"));
        QVERIFY(isSound(sample));
    }

    void whoLooksSeesWhatConcernsThem_data()
    {
        QTest::addColumn<QString>("user");
        QTest::addColumn<int>("rows");
        QTest::newRow("officers see everybody's") << "board" << 29;
        QTest::newRow("an Auditor too") << "auditor" << 29;
        QTest::newRow("who submitted 28 sees these") << "contributor" << 28;
        QTest::newRow("who submitted nothing sees none") << "member" << 0;
    }

    void whoLooksSeesWhatConcernsThem()
    {
        QFETCH(QString, user);
        QFETCH(int, rows);
        SampleCooperative sample;
        auto& console = sample.open();
        const auto file = sample.file(
            "other.csv", "reference,member_number,category,value,date,description,submitted_by,approved_by\n"
                         "X-1,2,labor,1.00,2026-04-01,Work,somebody,\n");
        VERIFY_OK(status(console.importContributions(sample.as("reviewer"), file)));
        const auto session = sample.as(user.toStdString());
        const auto page = sample.questions().contributions(session, {}).value();
        QCOMPARE(int(page.rows.size()), rows);
        QCOMPARE(int(page.total), rows);
        const auto one = sample.questions().contribution(session, "X-1");
        REFUSED(one, rows == 29 ? "ok" : "people.contribution.unknown");
        REFUSED(sample.questions().contribution(session, "C-1001"),
                rows == 0 ? "people.contribution.unknown" : "ok");
    }

    void theListIsFilteredAndPaged()
    {
        SampleCooperative sample;
        sample.open();
        const auto count = [&](console::ContributionQuestion question) {
            question.limit = 7;
            std::vector<std::string> seen;
            for (bool more = true; more;) {
                const auto page = sample.questions().contributions(sample.as("auditor"), question).value();
                for (const auto& row : page.rows)
                    seen.push_back(row.contribution.reference);
                more = page.hasMore;
                if (more) question.after = page.rows.back().contribution.key;
                if (!more && std::int64_t(seen.size()) != page.total) return -1;
            }
            const bool isInOrder =
                std::ranges::is_sorted(seen) && std::ranges::adjacent_find(seen) == seen.end();
            return isInOrder ? int(seen.size()) : -1;
        };
        QCOMPARE(count({}), 28);
        QCOMPARE(count({.period = period}), 25);
        QCOMPARE(count({.period = "2026-Q2"}), 3);
        QCOMPARE(count({.state = ContributionState::Submitted}), 3);
        QCOMPARE(count({.period = period, .memberNumber = "1"}), 5);
        REFUSED(sample.questions().contributions(sample.as("auditor"), {.memberNumber = "77"}),
                "people.member.unknown");
        REFUSED(sample.questions().contributions(sample.as("auditor"), {.period = "2026-Q5"}),
                "treasury.period.code");
    }
};

QTEST_GUILESS_MAIN(ContributionEntriesTest)
#include "contribution_entries_test.moc"
