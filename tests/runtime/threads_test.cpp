// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/runtime/fixture.h"

#include <atomic>
#include <condition_variable>
#include <future>
#include <mutex>
#include <thread>

#include <unistd.h>

using namespace habitat;
using namespace habitat::runtime;
using namespace habitat::test;
using namespace std::chrono_literals;

namespace {

HandlerResult bump(HandlerContext& context)
{
    context.work().db().query("UPDATE test_counter SET n = n + 1").run();
    return feel::Context();
}

Result<nlohmann::json> createCounter(OperationContext& context)
{
    context.work().db().script("CREATE TABLE test_counter (n INTEGER NOT NULL) STRICT;"
                               "INSERT INTO test_counter VALUES (0)");
    return nlohmann::json();
}

/// A gate that a handler waits at until the test opens it.
class Gate
{
public:
    void open()
    {
        const std::scoped_lock lock(m_mutex);
        m_open = true;
        m_changed.notify_all();
    }
    void pass()
    {
        std::unique_lock lock(m_mutex);
        m_entered = true;
        m_changed.notify_all();
        m_changed.wait(lock, [this] { return m_open; });
    }
    void awaitEntry()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_entered; });
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_open = false;
    bool m_entered = false;
};

} // namespace

/// The engine with its threads: many callers, one writer, workers beside it; and one host a database.
class ThreadsTest : public QObject
{
    Q_OBJECT

private:
    static void openThreaded(Desk& d)
    {
        d.options.threaded = true;
        d.open();
        if (!d.operation("test.counter", createCounter)) qFatal("no table");
        // Its commit may still be told of after the answer; nobody who listens from here on shall hear of it.
        d.engine->runUntilIdle();
    }

private slots:
    void callersOnManyThreadsShareCommitsAndLoseNothing()
    {
        Registry registry;
        registry.local("bump", bump);
        Desk d(std::move(registry));
        openThreaded(d);
        d.deploy(chain("p", {{"a", service("a", "bump")}, {"b", service("b", "bump")}}));
        std::atomic<int> commits = 0;
        std::atomic<std::int64_t> lastSeq = 0;
        std::atomic<bool> inOrder = true;
        auto subscription = d.engine->onCommitted([&](const Committed& committed) {
            ++commits;
            if (committed.firstSeq <= lastSeq) inOrder = false;
            lastSeq = committed.lastSeq;
        });
        constexpr int threads = 4;
        constexpr int each = 25;
        std::atomic<int> started = 0;
        std::vector<std::thread> callers;
        for (int t = 0; t < threads; ++t)
            callers.emplace_back([&] {
                for (int i = 0; i < each; ++i) {
                    StartProcess start;
                    start.processId = "p";
                    if (d.engine->execute({start, kim, {}, {}})) ++started;
                }
            });
        for (auto& caller : callers)
            caller.join();
        d.engine->runUntilIdle();
        subscription.reset();
        QCOMPARE(started.load(), threads * each);
        QCOMPARE(d.number("SELECT n FROM test_counter"), 2 * threads * each);
        QCOMPARE(d.number("SELECT count(*) FROM instance WHERE status = 4"), threads * each);
        QVERIFY(inOrder);
        QCOMPARE(lastSeq.load(), d.number("SELECT max(seq) FROM journal"));
        QVERIFY(commits > 0);
        QCOMPARE(d.engine->status().lastSeq, lastSeq.load());
        d.verify();
    }

    void waitingCommandsShareOneCommit()
    {
        Desk d;
        openThreaded(d);
        Gate gate;
        std::vector<Committed> commits;
        auto subscription = d.engine->onCommitted([&](const Committed& c) { commits.push_back(c); });
        Operation blocks;
        blocks.name = "test.blocks";
        blocks.run = [&gate](OperationContext&) -> Result<nlohmann::json> {
            gate.pass();
            return nlohmann::json();
        };
        std::atomic<int> done = 0;
        const auto count = [&done](const Result<Outcome>&) { ++done; };
        d.engine->submit({blocks, kim, {}, {}}, count);
        gate.awaitEntry();
        Operation quick;
        quick.name = "test.quick";
        quick.run = [](OperationContext&) -> Result<nlohmann::json> { return nlohmann::json(); };
        for (int i = 0; i < 50; ++i)
            d.engine->submit({quick, kim, {}, {}}, count);
        QCOMPARE(d.engine->status().queued, std::size_t(50));
        gate.open();
        d.engine->runUntilIdle();
        subscription.reset();
        QCOMPARE(done.load(), 51);
        QCOMPARE(commits.size(), std::size_t(2));
        QCOMPARE(commits[1].lastSeq - commits[1].firstSeq + 1, std::int64_t(50));
    }

    void previewsRunBetweenTheCommands()
    {
        Desk d;
        openThreaded(d);
        Operation bumps;
        bumps.name = "test.bump";
        bumps.run = [](OperationContext& context) -> Result<nlohmann::json> {
            auto row = context.work().db().query("UPDATE test_counter SET n = n + 1 RETURNING n");
            row.next();
            return nlohmann::json(row.integer(0));
        };
        std::thread other([&] {
            for (int i = 0; i < 50; ++i)
                if (!d.engine->execute({bumps, kim, {}, {}})) qFatal("a command was refused");
        });
        std::int64_t last = 0;
        bool grows = true;
        for (int i = 0; i < 50; ++i) {
            const auto seen = d.engine->preview(bumps, kim);
            grows &= seen && seen->get<std::int64_t>() >= last;
            last = seen ? seen->get<std::int64_t>() : last;
        }
        other.join();
        QVERIFY(grows);
        QCOMPARE(d.number("SELECT n FROM test_counter"), 50);
        d.verify();
    }

    void timersFireOnTheSystemClock()
    {
        Desk d;
        auto system = std::make_shared<SystemClock>();
        d.options.clock = system;
        openThreaded(d);
        d.deploy(chain("wait", {{"t", timerCatch("t", "PT0.05S")}}));
        std::promise<void> fired;
        auto subscription = d.engine->onCommitted([&](const Committed& committed) {
            if (std::ranges::find(committed.kinds, "timer.fire") != committed.kinds.end()) fired.set_value();
        });
        const auto key = d.start("wait");
        QCOMPARE(fired.get_future().wait_for(60s), std::future_status::ready);
        d.engine->runUntilIdle();
        subscription.reset();
        QCOMPARE(d.statusOf(key), std::string("completed"));
    }

    void movedClockIsSeenOnWaking()
    {
        Desk d;
        openThreaded(d);
        d.deploy(chain("wait", {{"t", timerCatch("t", "PT1H")}}));
        const auto key = d.start("wait");
        d.engine->runUntilIdle();
        d.clock->advance(1h);
        d.engine->wake();
        d.engine->runUntilIdle();
        QCOMPARE(d.statusOf(key), std::string("completed"));
    }

    void remoteHandlersRunBesideTheWriterAndTheirAnswersAreKeptOnClosing()
    {
        Gate gate;
        Registry registry;
        registry.remote("slow", [&gate](const RemoteJob&) -> HandlerResult {
            gate.pass();
            feel::Context result;
            result.set("done", true);
            return result;
        });
        Desk d(std::move(registry));
        openThreaded(d);
        d.deploy(chain("p", {{"a", service("a", "slow")}}));
        const auto key = d.start("p");
        gate.awaitEntry();
        // The writer goes on meanwhile.
        Operation quick;
        quick.name = "test.quick";
        quick.run = [](OperationContext&) -> Result<nlohmann::json> { return nlohmann::json(); };
        QVERIFY(d.engine->execute({quick, kim, {}, {}}));
        QCOMPARE(store::jobsOf(d.reader(), key).at(0).status, store::JobStatus::Running);
        std::thread opens([&gate] { gate.open(); });
        d.close();
        opens.join();
        d.open();
        QCOMPARE(d.statusOf(key), std::string("completed"));
        d.verify();
    }

    void remoteHandlerThatIsLateCountsAsAFailedAttempt()
    {
        Gate gate;
        std::atomic<int> calls = 0;
        std::atomic<bool> doubtful = false;
        Registry registry;
        registry.remote("slow", [&](const RemoteJob& job) -> HandlerResult {
            if (++calls == 1) {
                gate.pass();
                return Failure{{"test.late", "Too late.", {}, true}};
            }
            doubtful = job.mayHaveRun;
            return feel::Context();
        });
        Desk d(std::move(registry));
        openThreaded(d);
        d.deploy(chain(
            "p", {{"a", service("a", "slow",
                                zeebeProperty("timeout", "PT10S") + zeebeProperty("backoff", "PT1S"))}}));
        std::promise<void> timedOut;
        auto subscription = d.engine->onCommitted([&](const Committed& committed) {
            if (std::ranges::find(committed.kinds, "job.timeout") != committed.kinds.end())
                timedOut.set_value();
        });
        const auto key = d.start("p");
        gate.awaitEntry();
        d.clock->advance(10s);
        d.engine->wake();
        QCOMPARE(timedOut.get_future().wait_for(60s), std::future_status::ready);
        subscription.reset();
        QCOMPARE(store::jobFailuresOf(d.reader(), key).at(0).error.code, std::string("engine.job.timeout"));
        gate.open();
        d.engine->runUntilIdle();
        // The late failure is not counted again; the next attempt knows of the first.
        QCOMPARE(store::jobFailuresOf(d.reader(), key).size(), std::size_t(1));
        d.clock->advance(1h);
        d.engine->runUntilIdle();
        QCOMPARE(d.statusOf(key), std::string("completed"));
        QCOMPARE(calls.load(), 2);
        QVERIFY(doubtful);
        d.verify();
    }

    void secondHostIsToldWhoHostsIt()
    {
        Desk d;
        d.options.host = "habitat-console";
        openThreaded(d);
        auto second = d.options;
        second.host = "habitatctl";
        const auto refused = Engine::open(second, {});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, std::string("runtime.hosted"));
        QVERIFY(refused.error().message.find("habitat-console") != std::string::npos);
        QCOMPARE(refused.error().context.at("pid").get<int>(), int(::getpid()));
        QCOMPARE(refused.error().context.at("since").get<std::string>(), std::string("2026-04-01T00:00:00Z"));
        // Readers are welcome meanwhile, and the next host when the first has gone.
        auto reader = db::Connection::open(d.options.database, db::OpenMode::ReadOnly);
        QVERIFY(reader.has_value());
        d.close();
        const auto next = Engine::open(second, {});
        QVERIFY(next.has_value());
    }

    /// It holds the lock a moment before it has written its name.
    void aHostThatHasNotSaidItsNameYetIsNotCalledUnknown()
    {
        Desk d;
        openThreaded(d);
        QVERIFY(QFile::resize(QString::fromStdString(d.options.database) + ".lock", 0));
        const auto refused = Engine::open(d.options, {});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, std::string("runtime.hosted"));
        QVERIFY(refused.error().message.find("just starting") != std::string::npos);
        QVERIFY(refused.error().message.find("unknown") == std::string::npos);
        QVERIFY(!refused.error().context.contains("pid"));
    }

    void commandsAfterTheEndAreRefused()
    {
        Desk d;
        openThreaded(d);
        Gate gate;
        Operation blocks;
        blocks.name = "test.blocks";
        blocks.run = [&gate](OperationContext&) -> Result<nlohmann::json> {
            gate.pass();
            return nlohmann::json();
        };
        std::atomic<int> kept = 0;
        std::atomic<int> stopped = 0;
        const auto note = [&](const Result<Outcome>& outcome) {
            if (outcome)
                ++kept;
            else if (outcome.error().code == "runtime.stopped")
                ++stopped;
        };
        d.engine->submit({blocks, kim, {}, {}}, note);
        gate.awaitEntry();
        for (int i = 0; i < 10; ++i)
            d.engine->submit({blocks, kim, {}, {}}, note);
        std::thread closes([&d] { d.engine.reset(); });
        gate.open();
        closes.join();
        // Each was either done or refused, none forgotten.
        QCOMPARE(kept + stopped, 11);
        QVERIFY(kept >= 1);
        d.close();
        d.open();
        QCOMPARE(d.number("SELECT count(*) FROM journal WHERE kind = 'test.blocks'"), std::int64_t(kept));
    }
};

QTEST_GUILESS_MAIN(ThreadsTest)
#include "threads_test.moc"
