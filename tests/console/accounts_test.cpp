// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/sample_cooperative.h"

#include <QTest>

using namespace habitat;
using namespace habitat::test;

/// A session says what was true when it was opened; commands ask what is true now.
class AccountsTest : public QObject
{
    Q_OBJECT

private slots:
    void aSessionEndsWithItsAccount()
    {
        SampleCooperative cooperative;
        auto& console = cooperative.open();
        const auto treasurer = cooperative.as("treasurer");
        QVERIFY(console.takeBackup(treasurer).has_value());
        QVERIFY(console.deactivateUser(cooperative.as("administrator"), "treasurer", "Left").has_value());
        const auto refused = console.takeBackup(treasurer);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, std::string("identity.user.inactive"));
        const auto deferred = console.discardDraft(treasurer, 1, "No");
        QVERIFY(!deferred);
        QCOMPARE(deferred.error().code, std::string("identity.user.inactive"));
    }

    /// What an open session may look at is asked anew too, at every question.
    void aSessionThatEndedReadsNothing_data()
    {
        QTest::addColumn<bool>("closed");
        QTest::newRow("the account was closed") << true;
        QTest::newRow("its roles were changed") << false;
    }

    void aSessionThatEndedReadsNothing()
    {
        QFETCH(bool, closed);
        SampleCooperative cooperative;
        auto& console = cooperative.open();
        auto& questions = cooperative.questions();
        const auto administrator = cooperative.as("administrator");
        // Still may look at all of it, as an Auditor.
        const auto session = cooperative.as("auditor");
        const auto instance = questions.instances(session, {}).value().rows.front().key;
        const auto task = questions.inbox(session, console::InboxScope::Unclaimed, 1).value().front().key;
        const auto codes = [&] {
            std::vector<std::string> found;
            const auto note = [&](const auto& answer) {
                found.push_back(answer ? "ok" : answer.error().code);
                if (!answer) QVERIFY(console::endsSession(answer.error()));
            };
            const std::string period = SampleCooperative::period;
            note(questions.accounts(session));
            note(questions.badges(session));
            note(questions.periods(session));
            note(questions.close(session, period));
            note(questions.step(session, period, 1));
            note(questions.inbox(session, console::InboxScope::Mine, 10));
            note(questions.inboxCounts(session));
            note(questions.inboxItem(session, task));
            note(questions.instances(session, {}));
            note(questions.instance(session, instance));
            note(questions.members(session));
            note(questions.alerts(session));
            note(questions.journal(session, period, {}));
            note(questions.drafts(session));
            note(questions.payments(session, period));
            note(questions.balances(session, {}));
            note(questions.verify(session));
            note(console.previewStep(session, period, 1));
            return found;
        };
        QVERIFY(console.startClose(administrator, SampleCooperative::period, {}));
        QCOMPARE(codes(), std::vector<std::string>(18, "ok"));
        if (closed)
            QVERIFY(console.deactivateUser(administrator, "auditor", "Left"));
        else
            QVERIFY(console.setRoles(administrator, "auditor", {Role::Auditor, Role::Member}, "Joined"));
        const std::string code = closed ? "identity.user.inactive" : "identity.roles.changed";
        QCOMPARE(codes(), std::vector<std::string>(18, code));
    }

    void rolesThatWereTakenGiveNoRightToOpenSessions()
    {
        SampleCooperative cooperative;
        auto& console = cooperative.open();
        const auto treasurer = cooperative.as("treasurer");
        QVERIFY(console.setRoles(cooperative.as("administrator"), "treasurer", {Role::Member}, "Term is over")
                    .has_value());
        const auto refused = console.discardDraft(treasurer, 1, "No");
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, std::string("identity.roles.changed"));
        const auto anew = console.discardDraft(cooperative.as("treasurer"), 1, "No");
        QVERIFY(!anew);
        QCOMPARE(anew.error().code, std::string("identity.permission.denied"));
    }
};

QTEST_GUILESS_MAIN(AccountsTest)
#include "accounts_test.moc"
