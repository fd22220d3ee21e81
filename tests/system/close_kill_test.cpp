// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/program.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace habitat::test;

namespace {

const QString period = "2026-Q1";

QByteArray tableOf(const Ran& ran)
{
    const auto begin = ran.out.indexOf("| member");
    return ran.out.mid(begin, ran.out.indexOf("\n\n", begin) - begin);
}

int seedFromEnvironment()
{
    bool given = false;
    const int seed = qEnvironmentVariableIntValue("HABITAT_SEED", &given);
    return given ? seed : int(QRandomGenerator::global()->bounded(1'000'000));
}

} // namespace

/// The sample's close, killed with SIGKILL while a step runs, and taken up again.
class CloseKillTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QByteArray m_table;
    qsizetype m_journals = 0;

    Habitatctl cooperative(const QString& name) const { return {HABITATCTL, m_folder.filePath(name)}; }

    qsizetype journalsIn(const Habitatctl& program)
    {
        qsizetype count = 0;
        for (const auto* which : {"2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"})
            count += program.json({"journal", "--period", which}).json()["entries"].toArray().size();
        return count;
    }

    /// Waits for the line that says that the step begins; false where the program ended before.
    bool waitForStep(QProcess& process, int step)
    {
        const auto line = QString("\n%1 ").arg(step, 2).toUtf8();
        QByteArray said = "\n";
        while (process.waitForReadyRead(60'000)) {
            said += process.readAllStandardError();
            if (said.contains(line)) return true;
        }
        return false;
    }

private slots:
    void initTestCase()
    {
        const auto program = cooperative("undisturbed.db");
        const auto ran = program.run({"demo", "close"});
        QVERIFY2(ran.code == 0, ran.err.constData());
        m_table = tableOf(ran);
        QVERIFY(m_table.contains("| Alice | 21,600 | 5,000 | 0 | 1 | 3,747.34 | 749.47 | 2,997.87 |"));
        m_journals = journalsIn(program);
        QVERIFY(m_journals > 0);
    }

    void nothingIsLostAndNothingIsDoneTwice_data()
    {
        QTest::addColumn<int>("step");
        QTest::addColumn<int>("delay");
        const int seed = seedFromEnvironment();
        qInfo("HABITAT_SEED=%d", seed);
        QRandomGenerator random{quint32(seed)};
        const int rounds = std::max(1, qEnvironmentVariableIntValue("HABITAT_CRASH_ROUNDS"));
        for (int round = 0; round < rounds; ++round)
            for (int step = 1; step <= 11; ++step) {
                const int delay = int(random.bounded(60));
                QTest::addRow("step %d, killed after %d ms, round %d", step, delay, round) << step << delay;
            }
    }
    void nothingIsLostAndNothingIsDoneTwice()
    {
        QFETCH(int, step);
        QFETCH(int, delay);
        const auto program = cooperative(QString("killed-%1.db").arg(QTest::currentDataTag()).simplified());
        {
            QProcess process;
            program.start(process, {"demo", "close"});
            QVERIFY(waitForStep(process, step));
            // Not a wait for something to happen: the moment of the blow is what varies.
            process.waitForFinished(delay);
            // A close that was faster than the blow has no process any more, and 0 would be our own group.
            if (process.processId() > 0) ::kill(pid_t(process.processId()), SIGKILL);
            process.waitForFinished();
        }
        const auto proof = program.json({"verify"});
        QVERIFY2(proof.code == 0, proof.out.constData());
        const auto finished = program.run({"demo", "close"});
        QVERIFY2(finished.code == 0, finished.err.constData());
        QCOMPARE(tableOf(finished), m_table);
        QCOMPARE(journalsIn(program), m_journals);
        QVERIFY(program.json({"verify"}).json()["sound"].toBool());
        const QDir bank(program.database() + ".bank");
        QCOMPARE(bank.entryList({"*.csv"}).size(), 1);
        QVERIFY(QFile::remove(program.database()));
    }
};

QTEST_GUILESS_MAIN(CloseKillTest)
#include "close_kill_test.moc"
