// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/program.h"

#include <QDir>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace habitat::test;

/// What scripts are told: of options that say nothing, of rights, and of steps.
class HabitatctlAnswersTest : public QObject
{
    Q_OBJECT

private:
    Cooperatives m_cooperatives{HABITATCTL};

private slots:
    void whatIsGivenEmptyOrUnknownIsNotTakenForLeftOut_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("says");
        const auto row = [](const QStringList& arguments, const char* says) {
            QTest::newRow(qPrintable(arguments.join(' '))) << arguments << QString(says);
        };
        row({"--as", "", "close", "start", "--period", "2026-Q1"}, "--as");
        row({"--as=", "close", "start", "--period", "2026-Q1"}, "--as");
        row({"close", "start", "--period", "2026-Q1", "--as", ""}, "--as");
        row({"close", "start", "--period", "2026-Q1", "--as="}, "--as");
        row({"close", "undo", "--to", "1", "--reason", "x", "--second", ""}, "--second");
        row({"payments", "pay-again", "x", "--second", ""}, "--second");
        row({"instances", "--state", "foo"}, "compensated");
        row({"instances", "--state", ""}, "compensated");
        row({"export", "journal", "a.pdf", "--period", "2026-Q1"}, ".xlsx");
        row({"export", "journal", "a", "--period", "2026-Q1"}, ".xlsx");
    }

    void whatIsGivenEmptyOrUnknownIsNotTakenForLeftOut()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const QString, says);
        static const auto program = m_cooperatives.sample("given.db");
        const auto refused = program.json(arguments);
        QCOMPARE(refused.code, 2);
        QCOMPARE(refused.errorCode(), QString("habitatctl.usage"));
        QVERIFY2(refused.err.contains(says.toUtf8()), refused.err.constData());
        QCOMPARE(program.json({"close", "show", "--period", "2026-Q1"}).json()["state"].toString(),
                 QString("open"));
    }

    void everyStateOfInstancesCanBeAskedFor()
    {
        const auto program = m_cooperatives.sample("states.db");
        for (const QString state : {"running", "waiting", "retrying", "failed", "suspended", "completed",
                                    "cancelled", "compensated", "terminated"})
            QCOMPARE(program.json({"instances", "--state", state}).code, 0);
        const auto folder = m_cooperatives.absent("folder.db");
        QVERIFY(QDir().mkpath(folder.database()));
        for (const QStringList& verb :
             {QStringList{"verify"}, {"close", "start", "--period", "2026-Q1"}, {"init", "--name", "Own"}}) {
            const auto refused = folder.run(verb);
            QCOMPARE(refused.code, 1);
            QVERIFY2(refused.err.contains("is a folder"), refused.err.constData());
        }
    }

    void aStepThatIsDoneSaysHowManyAttemptsItTook()
    {
        const auto program = m_cooperatives.sample("attempts.db");
        QCOMPARE(program.json({"close", "start", "--period", "2026-Q1"}).code, 0);
        QCOMPARE(program.json({"close", "sign", "--step", "1", "--as", "allocator"}).code, 0);
        const QStringList drill{"--drill", "fail-step=1"};
        QCOMPARE(program.json(drill + QStringList{"close", "run"}).code, 1);
        QCOMPARE(program.json(drill + QStringList{"close", "retry"}).code, 1);
        const auto attempts = [&] {
            const auto steps = program.json({"close", "show"}).json()["steps"].toArray();
            return steps[0].toObject()["attempts"].toInt();
        };
        const int inVain = attempts();
        QVERIFY(inVain >= 2);
        QCOMPARE(program.json({"close", "retry"}).code, 0);
        QCOMPARE(attempts(), inVain + 1);
        // Undone and done again, at once this time.
        QCOMPARE(program.json({"close", "undo", "--to", "1", "--reason", "Again"}).code, 0);
        QCOMPARE(program.json({"close", "sign", "--step", "1", "--as", "allocator"}).code, 0);
        QCOMPARE(program.json({"close", "run", "--until", "1"}).code, 0);
        QCOMPARE(attempts(), 1);
    }

    void whoMayNotIsToldSoWhileACloseIsUnderWay()
    {
        const auto program = m_cooperatives.sample("rights.db");
        QCOMPARE(program.json({"close", "start", "--period", "2026-Q1"}).code, 0);
        for (const QString user : {"member", "contributor", "workflowdesigner", "agent"})
            for (const QStringList& verb : {QStringList{"run"},
                                            {"sign", "--step", "1"},
                                            {"retry"},
                                            {"undo", "--to", "1", "--reason", "x"},
                                            {"show"}}) {
                const auto refused = program.json(QStringList{"--as", user, "close"} + verb);
                QCOMPARE(refused.code, 1);
                QCOMPARE(refused.errorCode(), QString("identity.permission.denied"));
            }
        const auto preview = program.json({"--as", "agent", "close", "preview", "--step", "1"});
        QCOMPARE(preview.code, 0);
        QCOMPARE(preview.json()["period"].toString(), QString("2026-Q1"));
        QCOMPARE(program.json({"--as", "member", "close", "preview", "--step", "1"}).errorCode(),
                 QString("identity.permission.denied"));
    }

    void moneyOfAPreviewIsInMinorUnits()
    {
        const auto program = m_cooperatives.sample("preview.db");
        QCOMPARE(program.json({"close", "start", "--period", "2026-Q1"}).code, 0);
        const auto early = program.json({"close", "preview", "--step", "1"}).json()["writes"].toObject();
        QVERIFY(early["net_income_minor"].isDouble());
        QCOMPARE(early["net_income_minor"].toInteger(), 2'000'000);
        QVERIFY(!early.contains("Net income"));
        const auto read = program.json({"close", "preview", "--step", "1"}).json()["reads"].toObject();
        QCOMPARE(read["net_income_book_ledger_minor"].toInteger(), 2'000'000);
    }
};

QTEST_GUILESS_MAIN(HabitatctlAnswersTest)
#include "habitatctl_answers_test.moc"
