// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/db/connection.h"
#include "core/store/chain.h"

#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace habitat;

/// A program with an engine is killed (SIGKILL) again and again: at every commit, and at random moments.
/// Whatever it had acknowledged is there afterwards, every line of the ledger is there once, the outside was
/// paid once, and the chain verifies. HABITAT_CRASH_ROUNDS sets how often (default: short).
class RuntimeCrashTest : public QObject
{
    Q_OBJECT

private:
    struct Run
    {
        std::set<std::int64_t> started;
        bool idle = false;
        bool killed = false;
    };

    static Run run(const QString& database, int instances, int killAt, int killAfterLines)
    {
        QProcess child;
        QStringList arguments{database, QString::number(instances)};
        if (killAt > 0) arguments << QString::number(killAt);
        child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        child.start(QString::fromLocal8Bit(RUNTIME_CRASH_CHILD), arguments);
        QByteArray output;
        while (child.waitForReadyRead(60'000)) {
            output += child.readAllStandardOutput();
            if (killAfterLines > 0 && output.count('\n') >= killAfterLines) child.kill();
        }
        child.waitForFinished(60'000);
        output += child.readAllStandardOutput();
        Run result;
        for (const auto& line : output.split('\n')) {
            if (line.startsWith("started ")) result.started.insert(line.mid(8).toLongLong());
            result.idle |= line == "idle";
        }
        result.killed = child.exitStatus() == QProcess::CrashExit;
        if (!result.killed && child.exitCode() != 0)
            qFatal("the child failed by itself: %d", child.exitCode());
        return result;
    }

    static std::int64_t number(db::Connection& db, std::string_view sql)
    {
        auto row = db.query(sql);
        return row.next() ? row.integer(0) : -1;
    }

    static void verify(const QString& database, const std::set<std::int64_t>& acknowledged)
    {
        auto db = *db::Connection::open(database.toStdString(), db::OpenMode::ReadOnly);
        const auto chain = store::verifyChain(db);
        QVERIFY2(chain.has_value(), chain ? "" : chain.error().message.c_str());
        for (const auto key : acknowledged) {
            auto row = db.query("SELECT status FROM instance WHERE key = ?").bind(key);
            QVERIFY2(row.next(), "an acknowledged instance is lost");
        }
        const auto instances = number(db, "SELECT count(*) FROM instance");
        QCOMPARE(number(db, "SELECT count(*) FROM instance WHERE status = 4"), instances);
        QCOMPARE(number(db, "SELECT sum(count) FROM instance_count"), instances);
        QCOMPARE(number(db, "SELECT count(*) FROM (SELECT 1 FROM ledger GROUP BY instance, side HAVING "
                            "count(*) = 1) AS o"),
                 2 * instances);
        QCOMPARE(number(db, "SELECT count(*) FROM ledger"), 2 * instances);
        QCOMPARE(number(db, "SELECT sum(amount) FROM ledger"), std::int64_t(0));
        QCOMPARE(number(db, "SELECT count(*) FROM domain_event"), 2 * instances);
        QCOMPARE(number(db, "SELECT count(*) FROM job"), std::int64_t(0));
        QFile outside(database + ".outside");
        QVERIFY(outside.open(QIODevice::ReadOnly));
        const auto lines = outside.readAll().trimmed().split('\n');
        QCOMPARE(std::int64_t(lines.size()), instances);
        QCOMPARE(std::int64_t(std::set<QByteArray>(lines.begin(), lines.end()).size()), instances);
    }

private slots:
    void killedAtEveryCommit()
    {
        // Counted by a run that is not killed: its commits are those that can be killed at.
        int killAt = 1;
        for (;; ++killAt) {
            const QTemporaryDir folder;
            const auto database = folder.filePath("crash.db");
            const auto first = run(database, 3, killAt, 0);
            if (!first.killed) {
                QVERIFY(first.idle);
                break;
            }
            const auto second = run(database, 1, 0, 0);
            QVERIFY(second.idle);
            auto acknowledged = first.started;
            acknowledged.insert(second.started.begin(), second.started.end());
            verify(database, acknowledged);
            if (QTest::currentTestFailed()) {
                qInfo("killed at commit %d", killAt);
                return;
            }
        }
        QVERIFY(killAt > 8);
    }

    void killedAtRandomMoments()
    {
        const int rounds = std::max(1, qEnvironmentVariableIntValue("HABITAT_CRASH_ROUNDS"));
        const auto seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        for (int round = 0; round < rounds; ++round) {
            const QTemporaryDir folder;
            const auto database = folder.filePath("crash.db");
            std::set<std::int64_t> acknowledged;
            for (int i = 0; i < 5; ++i) {
                const auto killed = run(database, 200, 0, 1 + int(random.bounded(150)));
                acknowledged.insert(killed.started.begin(), killed.started.end());
            }
            const auto last = run(database, 1, 0, 0);
            QVERIFY(last.idle);
            acknowledged.insert(last.started.begin(), last.started.end());
            verify(database, acknowledged);
            if (QTest::currentTestFailed()) return;
        }
    }
};

QTEST_GUILESS_MAIN(RuntimeCrashTest)
#include "runtime_crash_test.moc"
