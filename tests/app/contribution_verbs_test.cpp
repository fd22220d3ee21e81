// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/program.h"

#include <QJsonArray>
#include <QTest>

using namespace habitat::test;

/// Contributions from the command line: looked at, taken back, disputed, settled.
class ContributionVerbsTest : public QObject
{
    Q_OBJECT

private:
    Cooperatives m_cooperatives{HABITATCTL};

private slots:
    void listIsFiltered_data()
    {
        QTest::addColumn<QStringList>("filter");
        QTest::addColumn<int>("rows");
        QTest::newRow("all") << QStringList{} << 28;
        QTest::newRow("of a period") << QStringList{"--period", "2026-Q1"} << 25;
        QTest::newRow("in a state") << QStringList{"--state", "submitted"} << 3;
        QTest::newRow("of a member in a period") << QStringList{"--member", "1", "--period", "2026-Q1"} << 5;
        QTest::newRow("seen by their submitter") << QStringList{"--as", "contributor"} << 28;
        QTest::newRow("none") << QStringList{"--state", "disputed"} << 0;
    }

    void listIsFiltered()
    {
        QFETCH(QStringList, filter);
        QFETCH(int, rows);
        static const auto program = m_cooperatives.sample("list.db");
        const auto listed = program.json(QStringList{"contributions", "list"} + filter);
        QVERIFY2(listed.code == 0, listed.out.constData());
        const auto contributions = listed.json()["contributions"].toArray();
        QCOMPARE(contributions.size(), rows);
        const auto printed = program.run(QStringList{"contributions", "list"} + filter);
        QCOMPARE(printed.out.count('\n'), rows + 1);
        if (rows == 0) return;
        const auto one = contributions.first().toObject();
        QVERIFY(printed.out.contains(one["reference"].toString().toUtf8()));
        QVERIFY(one["value_minor"].isDouble() && one["state"].isString());
    }

    void whatIsDisputedIsSettledByAnother()
    {
        const auto program = m_cooperatives.sample("dispute.db");
        const auto order = [&](const QStringList& words) {
            return program.json(QStringList{"contributions"} + words +
                                QStringList{"--reason", "Counted twice"});
        };
        const auto disputed = order({"dispute", "C-1001", "--as", "board"});
        QVERIFY2(disputed.code == 0, disputed.out.constData());
        QCOMPARE(disputed.json()["state"].toString(), "disputed");
        const auto own = order({"settle", "C-1001", "--approve", "--as", "board"});
        QCOMPARE(own.code, 1);
        QCOMPARE(own.errorCode(), "people.dispute.own");
        const auto settled =
            order({"settle", "C-1001", "--approve", "--amount", "620000", "--as", "reviewer"});
        QVERIFY2(settled.code == 0, settled.out.constData());
        QCOMPARE(settled.json()["value_minor"].toInteger(), 620'000);
        const auto shown = program.json({"contributions", "show", "C-1001"}).json();
        QCOMPARE(shown["state"].toString(), "valued");
        const auto history = shown["history"].toArray();
        QCOMPARE(history.last()["why"].toString(), "6,200.00 instead of 7,200.00. Counted twice");
        QCOMPARE(history.at(history.size() - 3)["to"].toString(), "disputed");
        QCOMPARE(history.at(history.size() - 3)["who"].toString(), "board");
        const auto printed = program.run({"contributions", "show", "C-1001"}).out;
        for (const auto* word : {"C-1001", "valued", "6,200.00", "Alice", "Counted twice"})
            QVERIFY2(printed.contains(word), printed.constData());
        QVERIFY(program.json({"verify"}).json()["sound"].toBool());
    }

    void whatNobodyReviewedIsTakenBack()
    {
        const auto program = m_cooperatives.sample("withdraw.db");
        const QStringList order{"contributions", "withdraw", "C-1026", "--reason", "A slip", "--as"};
        QCOMPARE(program.json(order + QStringList{"reviewer"}).errorCode(), "intake.contribution.not_own");
        QCOMPARE(program.json({"contributions", "show", "C-1026"}).json()["task"].isDouble(), true);
        const auto taken = program.json(order + QStringList{"contributor"});
        QCOMPARE(taken.json()["state"].toString(), "withdrawn");
        QVERIFY(program.json({"contributions", "show", "C-1026"}).json()["task"].isNull());
        for (const auto& task : program.json({"tasks"}).json()["tasks"].toArray())
            QVERIFY(task.toObject()["subject"].toString() != "C-1026");
        QVERIFY(program.json({"verify"}).json()["sound"].toBool());
    }

    void whatIsDraftedIsSubmittedLater()
    {
        const auto program = m_cooperatives.sample("draft.db");
        const QStringList draft{"contributions", "draft", "D-1",        "--member", "1",
                                "--category",    "labor", "--amount",   "300000",   "--date",
                                "2026-04-10",    "--as",  "contributor"};
        const auto drafted = program.json(draft);
        QVERIFY2(drafted.code == 0, drafted.out.constData());
        QCOMPARE(drafted.json()["state"].toString(), "draft");
        QCOMPARE(program.json(draft).errorCode(), "people.contribution.reference_taken");
        const auto revised =
            program.json({"contributions", "revise", "D-1", "--amount", "100000", "--description", "Planting",
                          "--reason", "A slip", "--as", "contributor"});
        QCOMPARE(revised.json()["value_minor"].toInteger(), 100'000);
        const auto submitted = program.json({"contributions", "submit", "D-1", "--as", "contributor"});
        QCOMPARE(submitted.json()["state"].toString(), "submitted");
        const auto shown = program.json({"contributions", "show", "D-1"}).json();
        QCOMPARE(shown["description"].toString(), "Planting");
        QCOMPARE(shown["date"].toString(), "2026-04-10");
        const auto task = QString::number(shown["task"].toInteger());
        QCOMPARE(program.json({"task", "approve", task, "--as", "reviewer"}).code, 0);
        QCOMPARE(program.json({"contributions", "show", "D-1"}).json()["state"].toString(), "valued");
        QVERIFY(program.json({"verify"}).json()["sound"].toBool());
    }

    void wrongCommandLines_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::newRow("no verb") << QStringList{};
        QTest::newRow("no such state") << QStringList{"list", "--state", "Draft"};
        QTest::newRow("no reason") << QStringList{"dispute", "C-1001"};
        QTest::newRow("nothing said anew") << QStringList{"revise", "C-1026", "--reason", "x"};
        QTest::newRow("no outcome") << QStringList{"settle", "C-1001", "--reason", "x"};
        QTest::newRow("both outcomes")
            << QStringList{"settle", "C-1001", "--approve", "--reject", "--reason", "x"};
        QTest::newRow("a value of what is rejected")
            << QStringList{"settle", "C-1001", "--reject", "--amount", "5", "--reason", "x"};
        QTest::newRow("no amount") << QStringList{"settle", "C-1001",   "--approve", "--amount",
                                                  "010",    "--reason", "x"};
    }

    void wrongCommandLines()
    {
        QFETCH(QStringList, words);
        static const auto program = m_cooperatives.sample("usage.db");
        QCOMPARE(program.json(QStringList{"contributions"} + words).code, 2);
    }
};

QTEST_GUILESS_MAIN(ContributionVerbsTest)
#include "contribution_verbs_test.moc"
