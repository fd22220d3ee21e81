// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/program.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace habitat::test;

/// Accounts as scripts change them.
class AccountVerbsTest : public QObject
{
    Q_OBJECT

private:
    Cooperatives m_cooperatives{HABITATCTL};
    int m_made = 0;

    Habitatctl sample() { return m_cooperatives.sample(QString("%1.db").arg(++m_made)); }

    QJsonObject account(const Habitatctl& program, const QString& user)
    {
        for (const auto& one : program.json({"users", "list"}).json()["users"].toArray())
            if (one.toObject()["user"].toString() == user) return one.toObject();
        return {};
    }

    Ran password(const Habitatctl& program, const QString& as, const QString& of, const QByteArray& lines)
    {
        return program.run({"--json", "users", "password", of, "--as", as}, lines);
    }

private slots:
    void rolesAreTakenAndGiven()
    {
        const auto program = sample();
        QCOMPARE(program.json({"allocations", "--period", "2026-Q1", "--as", "member"}).errorCode(),
                 QString("identity.permission.denied"));
        const QStringList order{"users",    "set-roles", "member", "--roles", "Member,Allocator",
                                "--reason", "Elected"};
        QCOMPARE(program.json(order + QStringList{"--as", "treasurer"}).errorCode(),
                 QString("identity.permission.denied"));
        const auto done = program.json(order);
        QVERIFY2(done.code == 0, done.out.constData());
        QCOMPARE(account(program, "member")["roles"].toArray(), (QJsonArray{"Member", "Allocator"}));
        QCOMPARE(program.json({"allocations", "--period", "2026-Q1", "--as", "member"}).errorCode(),
                 QString("agreements.allocation.none"));
        QVERIFY(program.json({"verify"}).json()["sound"].toBool());
    }

    void whoIsDeactivatedDoesNothingMore()
    {
        const auto program = sample();
        const QStringList order{"users", "deactivate", "reviewer", "--reason", "Left"};
        QCOMPARE(program.json(order + QStringList{"--as", "board"}).errorCode(),
                 QString("identity.permission.denied"));
        QCOMPARE(program.json({"tasks", "--as", "reviewer"}).code, 0);
        QCOMPARE(program.json(order).code, 0);
        QCOMPARE(account(program, "reviewer")["state"].toString(), QString("inactive"));
        QCOMPARE(program.json({"tasks", "--as", "reviewer"}).errorCode(), QString("identity.user.unknown"));
        QVERIFY(program.json({"verify"}).json()["sound"].toBool());
    }

    void refusalsKeepTheAccount_data()
    {
        QTest::addColumn<QStringList>("order");
        QTest::addColumn<QString>("code");
        const auto last = "identity.user.last_administrator";
        QTest::newRow("the last Administrator leaves")
            << QStringList{"deactivate", "administrator", "--reason", "x"} << last;
        QTest::newRow("the last Administrator becomes another")
            << QStringList{"set-roles", "administrator", "--roles", "Treasurer", "--reason", "x"} << last;
        QTest::newRow("an Auditor who decides")
            << QStringList{"set-roles", "auditor", "--roles", "Auditor,Treasurer", "--reason", "x"}
            << "identity.roles.conflict";
        QTest::newRow("no such role") << QStringList{"set-roles", "board", "--roles", "King", "--reason", "x"}
                                      << "identity.role.unknown";
        QTest::newRow("nobody called so")
            << QStringList{"deactivate", "nobody", "--reason", "x"} << "identity.user.unknown";
        QTest::newRow("no reason") << QStringList{"deactivate", "board", "--reason", " "} << "console.reason";
    }

    void refusalsKeepTheAccount()
    {
        QFETCH(QStringList, order);
        QFETCH(QString, code);
        const auto program = sample();
        const auto before = program.json({"users", "list"}).json();
        const auto ran = program.json(QStringList{"users"} + order);
        QCOMPARE(ran.code, 1);
        QCOMPARE(ran.errorCode(), code);
        QCOMPARE(program.json({"users", "list"}).json(), before);
    }

    void ownPasswordTakesTheOldOneAndAnothersAnAdministrator()
    {
        const auto program = sample();
        const QByteArray fresh = "correct horse battery";
        QCOMPARE(password(program, "treasurer", "treasurer", "wrong guess\n" + fresh + "\n").errorCode(),
                 QString("identity.sign_in.refused"));
        QCOMPARE(password(program, "treasurer", "treasurer", "pine-ridge\nshort\n").errorCode(),
                 QString("identity.password.weak"));
        const auto own = password(program, "treasurer", "Treasurer", "pine-ridge\n" + fresh + "\n");
        QVERIFY2(own.code == 0, own.out.constData());
        QCOMPARE(password(program, "treasurer", "treasurer", "pine-ridge\nanother word\n").errorCode(),
                 QString("identity.sign_in.refused"));
        QCOMPARE(password(program, "board", "treasurer", "another word\n").errorCode(),
                 QString("identity.permission.denied"));
        QCOMPARE(password(program, "administrator", "treasurer", "another word\n").code, 0);
        QCOMPARE(password(program, "treasurer", "treasurer", "another word\n" + fresh + "\n").code, 0);
        QVERIFY(program.json({"verify"}).json()["sound"].toBool());
    }
};

QTEST_GUILESS_MAIN(AccountVerbsTest)
#include "account_verbs_test.moc"
