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
    QTemporaryDir m_folder;

    Habitatctl cooperative(const QString& name) { return {HABITATCTL, m_folder.filePath(name)}; }

    Habitatctl sample(const QString& name)
    {
        auto program = cooperative(name);
        const auto made = program.run({"init", "--sample", "pine-ridge"});
        if (made.code != 0) qWarning("%s", made.err.constData());
        return program;
    }

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
        row({"instances", "--state", "foo"}, "compensated");
        row({"instances", "--state", ""}, "compensated");
        row({"export", "journal", "a.pdf", "--period", "2026-Q1"}, ".xlsx");
        row({"export", "journal", "a", "--period", "2026-Q1"}, ".xlsx");
    }

    void whatIsGivenEmptyOrUnknownIsNotTakenForLeftOut()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const QString, says);
        static const auto program = sample("given.db");
        const auto refused = program.json(arguments);
        QCOMPARE(refused.code, 2);
        QCOMPARE(refused.errorCode(), QString("habitatctl.usage"));
        QVERIFY2(refused.err.contains(says.toUtf8()), refused.err.constData());
        QCOMPARE(program.json({"close", "show", "--period", "2026-Q1"}).json()["state"].toString(),
                 QString("open"));
    }

    void everyStateOfInstancesCanBeAskedFor()
    {
        const auto program = sample("states.db");
        for (const QString state : {"running", "waiting", "retrying", "failed", "suspended", "completed",
                                    "cancelled", "compensated", "terminated"})
            QCOMPARE(program.json({"instances", "--state", state}).code, 0);
        const auto folder = cooperative("folder.db");
        QVERIFY(QDir().mkpath(folder.database()));
        for (const QStringList& verb :
             {QStringList{"verify"}, {"close", "start", "--period", "2026-Q1"}, {"init", "--name", "Own"}}) {
            const auto refused = folder.run(verb);
            QCOMPARE(refused.code, 1);
            QVERIFY2(refused.err.contains("is a folder"), refused.err.constData());
        }
    }
};

QTEST_GUILESS_MAIN(HabitatctlAnswersTest)
#include "habitatctl_answers_test.moc"
