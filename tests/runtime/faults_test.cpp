// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/db/fault_vfs.h"
#include "tests/runtime/fixture.h"

using namespace habitat;
using namespace habitat::runtime;
using namespace habitat::test;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(habitat::test::FaultVfs::Fault)

namespace {

HandlerResult line(HandlerContext& context)
{
    auto& work = context.work();
    work.db()
        .query("INSERT INTO test_line (key, job) VALUES (?, ?)")
        .bind(work.keys().next(), context.job().key)
        .run();
    feel::Context result;
    result.set("note", std::string(2000, 'x'));
    return result;
}

Result<nlohmann::json> createTable(OperationContext& context)
{
    context.work().db().script("CREATE TABLE test_line (key INTEGER PRIMARY KEY, job INTEGER UNIQUE) STRICT");
    return nlohmann::json();
}

} // namespace

/// A disk that fails beneath the engine: who asked is told and may ask again, nothing is half done, and the
/// engine goes on when the disk does.
class FaultsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { FaultVfs::install(); }
    void cleanup() { FaultVfs::heal(); }

    void failingDiskRefusesTheGroupAndTheEngineGoesOn_data()
    {
        QTest::addColumn<FaultVfs::Fault>("fault");
        QTest::addColumn<int>("after");
        QTest::addColumn<QString>("code");
        for (const int after : {0, 1, 2, 3, 5, 8, 13}) {
            QTest::addRow("disk full after %d writes", after)
                << FaultVfs::Fault::DiskFull << after << "db.full";
            QTest::addRow("write error after %d writes", after)
                << FaultVfs::Fault::WriteError << after << "db.io";
        }
        QTest::newRow("sync error") << FaultVfs::Fault::SyncError << 0 << "db.io";
    }

    void failingDiskRefusesTheGroupAndTheEngineGoesOn()
    {
        QFETCH(FaultVfs::Fault, fault);
        QFETCH(int, after);
        QFETCH(QString, code);
        Registry registry;
        registry.local("line", line);
        Desk d(std::move(registry));
        d.open();
        QVERIFY(d.operation("test.table", createTable));
        d.deploy(chain("p", {{"a", service("a", "line")}, {"b", service("b", "line")}}));
        const auto before = d.start("p");

        FaultVfs::fail(fault, after);
        int refused = 0;
        int kept = 0;
        // Enough for more writes than are let through.
        for (int i = 0; i < 12; ++i) {
            StartProcess start;
            start.processId = "p";
            start.variables.set("large", std::string(3000, 'y'));
            const auto started = d.engine->execute({start, kim, {}, {}});
            if (started) {
                ++kept;
                continue;
            }
            ++refused;
            QCOMPARE(QString::fromStdString(started.error().code), code);
            QVERIFY(started.error().retryable);
            QCOMPARE(d.engine->status().state, EngineState::Recovering);
        }
        QVERIFY(refused > 0);
        QVERIFY(FaultVfs::failures() > 0);
        // The pause does not spin, and nothing gets lost meanwhile.
        d.engine->runUntilIdle();
        FaultVfs::heal();
        d.clock->advance(1s);
        d.engine->runUntilIdle();
        QCOMPARE(d.statusOf(before), std::string("completed"));
        const auto again = d.start("p");
        d.engine->runUntilIdle();
        QCOMPARE(d.statusOf(again), std::string("completed"));
        QCOMPARE(d.engine->status().state, EngineState::Running);
        QVERIFY(!d.engine->status().problem);
        QCOMPARE(d.number("SELECT count(*) FROM instance WHERE status = 4"), kept + 2);
        QCOMPARE(d.number("SELECT count(*) FROM test_line"), 2 * (kept + 2));
        d.verify();
        d.reopen();
        d.verify();
    }

    void failingDiskDoesNotLoseTheAnswerOfARemoteJob()
    {
        int runs = 0;
        Registry registry;
        registry.remote("mail", [&runs](const RemoteJob&) -> HandlerResult {
            ++runs;
            FaultVfs::fail(FaultVfs::Fault::DiskFull, 0);
            return feel::Context();
        });
        Desk d(std::move(registry));
        d.open();
        d.deploy(chain("p", {{"a", service("a", "mail")}}));
        const auto key = d.start("p");
        d.engine->runUntilIdle();
        QCOMPARE(runs, 1);
        QCOMPARE(d.statusOf(key), std::string("running"));
        FaultVfs::heal();
        d.clock->advance(1s);
        d.engine->runUntilIdle();
        QCOMPARE(runs, 1);
        QCOMPARE(d.statusOf(key), std::string("completed"));
        d.verify();
    }
};

QTEST_GUILESS_MAIN(FaultsTest)
#include "faults_test.moc"
