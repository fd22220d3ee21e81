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
