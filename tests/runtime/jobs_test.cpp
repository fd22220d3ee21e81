// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/runtime/fixture.h"

using namespace habitat;
using namespace habitat::runtime;
using namespace habitat::test;
using namespace std::chrono_literals;

namespace {

Error busy()
{
    return {"test.busy", "The other side is busy.", {{"who", "bank"}}, true};
}

/// Fails as often as it is told, then succeeds; counts its calls.
struct Flaky
{
    int failures = 0;
    int calls = 0;
    bool retryable = true;
};

LocalHandler flaky(std::shared_ptr<Flaky> state)
{
    return [state](HandlerContext& context) -> HandlerResult {
        ++state->calls;
        context.work()
            .db()
            .query("INSERT INTO test_try (attempt) VALUES (?)")
            .bind(context.job().attempt)
            .run();
        if (state->calls <= state->failures) {
            auto error = busy();
            error.retryable = state->retryable;
            return Failure{error};
        }
        feel::Context result;
        result.set("attempt", context.job().attempt);
        return result;
    };
}

Result<nlohmann::json> createTable(OperationContext& context)
{
    context.work().db().script("CREATE TABLE test_try (attempt INTEGER) STRICT");
    return nlohmann::json();
}

} // namespace

/// Jobs: retries, incidents, held steps, business errors, and handlers outside of the transaction.
class JobsTest : public QObject
{
    Q_OBJECT

private:
    static void prepare(Desk& d)
    {
        d.open();
        if (!d.operation("test.table", createTable)) qFatal("no table");
    }

    static std::string boundary(std::string_view id, std::string_view host, std::string_view code)
    {
        return fmt::format(R"(<bpmn:boundaryEvent id="{0}" attachedToRef="{1}"><bpmn:errorEventDefinition )"
                           R"(errorRef="{2}"/></bpmn:boundaryEvent>)",
                           id, host, code);
    }

private slots:
    void failedAttemptIsRepeatedAfterItsBackoff()
    {
        auto state = std::make_shared<Flaky>(Flaky{.failures = 2});
        Registry registry;
        registry.local("flaky", flaky(state));
        Desk d(std::move(registry));
        prepare(d);
        d.deploy(chain("one", {{"a", service("a", "flaky", zeebeProperty("backoff", "PT10S"), "3")}}));
        const auto key = d.start("one");
        d.engine->runUntilIdle();
        QCOMPARE(state->calls, 1);
        auto jobs = store::jobsOf(d.reader(), key);
        QCOMPARE(jobs.size(), std::size_t(1));
        QCOMPARE(jobs[0].status, store::JobStatus::WaitingRetry);
        QCOMPARE(jobs[0].attempts, 1);
        QCOMPARE(jobs[0].maxAttempts, 3);
        QVERIFY(*jobs[0].retryAt > d.clock->now());
        QCOMPARE(d.statusOf(key), std::string("running"));
        // Not a moment earlier.
        d.clock->set(*jobs[0].retryAt - 1us);
        d.engine->runUntilIdle();
        QCOMPARE(state->calls, 1);
        d.clock->advance(1us);
        d.engine->runUntilIdle();
        QCOMPARE(state->calls, 2);
        jobs = store::jobsOf(d.reader(), key);
        d.clock->set(*jobs[0].retryAt);
        d.engine->runUntilIdle();
        QCOMPARE(state->calls, 3);
        QCOMPARE(d.statusOf(key), std::string("completed"));
        // What the failed attempts wrote is not there; that they failed is.
        QCOMPARE(d.number("SELECT count(*) FROM test_try"), 1);
        const auto failures = store::jobFailuresOf(d.reader(), key);
        QCOMPARE(failures.size(), std::size_t(2));
        QCOMPARE(failures[1].attempt, 2);
        QCOMPARE(failures[1].elementId, std::string("a"));
        QCOMPARE(failures[1].error.code, std::string("test.busy"));
        QVERIFY(failures[1].error.context.at("who") == "bank");
        for (const auto& element : store::elementsOf(d.reader(), key))
            QCOMPARE(element.attempts, element.elementId == "a" ? 3 : 0);
        d.verify();
    }

    void exhaustedStepWaitsForAPerson_data()
    {
        QTest::addColumn<bool>("retryable");
        QTest::addColumn<int>("attempts");
        QTest::newRow("attempts used up") << true << 2;
        QTest::newRow("not worth repeating") << false << 1;
    }

    void exhaustedStepWaitsForAPerson()
    {
        QFETCH(bool, retryable);
        QFETCH(int, attempts);
        auto state = std::make_shared<Flaky>(Flaky{.failures = attempts, .retryable = retryable});
        Registry registry;
        registry.local("flaky", flaky(state));
        Desk d(std::move(registry));
        prepare(d);
        d.deploy(chain("one", {{"a", service("a", "flaky", zeebeProperty("backoff", "PT1S"), "2")}}));
        const auto key = d.start("one", {}, "K");
        for (int i = 0; i < 5; ++i) {
            d.engine->runUntilIdle();
            d.clock->advance(1h);
        }
        QCOMPARE(state->calls, attempts);
        QCOMPARE(d.statusOf(key), std::string("failed"));
        const auto incidents = store::openIncidents(d.reader(), {}, 10);
        QCOMPARE(incidents.size(), std::size_t(1));
        QCOMPARE(incidents[0].error.code, std::string("test.busy"));
        QCOMPARE(incidents[0].attempts, attempts);
        QCOMPARE(incidents[0].businessKey, std::string("K"));
        d.reopen();
        QVERIFY(d.command(key, engine::RetryIncident{incidents[0].key, {}}));
        d.engine->runUntilIdle();
        QCOMPARE(d.statusOf(key), std::string("completed"));
        QCOMPARE(store::openIncidents(d.reader(), {}, 10).size(), std::size_t(0));
        const auto resolved = store::incident(d.reader(), incidents[0].key);
        QCOMPARE(resolved->resolvedBy, std::string("kim"));
        d.verify();
    }

    void whatAHandlerThrowsIsAFailedAttempt_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("code");
        QTest::newRow("invariant") << "invariant"
                                   << "runtime.broken";
        QTest::newRow("constraint") << "constraint"
                                    << "db.failed";
        QTest::newRow("standard exception") << "standard"
                                            << "runtime.broken";
    }

    void whatAHandlerThrowsIsAFailedAttempt()
    {
        QFETCH(QString, kind);
        QFETCH(QString, code);
        Registry registry;
        registry.local("throws", [kind](HandlerContext& context) -> HandlerResult {
            auto& db = context.work().db();
            db.query("INSERT INTO test_try (attempt) VALUES (1)").run();
            if (kind == "invariant") ensure(false, "test promise");
            if (kind == "standard") throw std::runtime_error("test");
            db.query("INSERT INTO test_try (attempt) VALUES ('text')").run();
            return feel::Context();
        });
        Desk d(std::move(registry));
        prepare(d);
        d.deploy(chain("one", {{"a", service("a", "throws", {}, "1")}}));
        const auto key = d.start("one");
        d.engine->runUntilIdle();
        QCOMPARE(d.statusOf(key), std::string("failed"));
        QCOMPARE(d.number("SELECT count(*) FROM test_try"), 0);
        QCOMPARE(QString::fromStdString(store::openIncidents(d.reader(), {}, 1).at(0).error.code), code);
        d.verify();
    }

    void missingHandlerIsAProblemShownAtOnce()
    {
        Desk d;
        d.open();
        d.deploy(chain("one", {{"a", service("a", "unheard-of")}}));
        const auto key = d.start("one");
        d.engine->runUntilIdle();
        QCOMPARE(d.statusOf(key), std::string("failed"));
        QCOMPARE(store::openIncidents(d.reader(), {}, 1).at(0).error.code,
                 std::string("runtime.handler.missing"));
    }

    void heldJobWaitsForItsReleaseAndRunsInThatPersonsName()
    {
        std::vector<std::string> actors;
        Registry registry;
        registry.local("held", [&actors](HandlerContext& context) -> HandlerResult {
            actors.push_back(context.work().actor().user);
            if (!context.work().actor().roles.contains(Role::Treasurer))
                return Failure{{"test.role", "Not a treasurer."}};
            return feel::Context();
        });
        Desk d(std::move(registry));
        d.open();
        d.deploy(chain("one", {{"a", service("a", "held", zeebeProperty("start", "person"))}}));
        const auto key = d.start("one");
        d.engine->runUntilIdle();
        QVERIFY(actors.empty());
        const auto job = store::jobsOf(d.reader(), key).at(0);
        QCOMPARE(job.status, store::JobStatus::Held);
        const auto preview = d.engine->previewJob(job.key, kim);
        QVERIFY(preview && std::holds_alternative<feel::Context>(*preview));
        QCOMPARE(d.statusOf(key), std::string("running"));
        QCOMPARE(store::jobsOf(d.reader(), key).at(0).status, store::JobStatus::Held);
        d.reopen();
        const Actor lee{"lee", {Role::Treasurer}};
        QVERIFY(d.command(key, engine::ReleaseJob{job.key}, lee));
        // Released and not yet run: a restart keeps in whose name.
        d.reopen();
        d.engine->runUntilIdle();
        QCOMPARE(actors, (std::vector<std::string>{"kim", "lee"}));
        QCOMPARE(d.statusOf(key), std::string("completed"));
        QCOMPARE(store::journal(d.reader(), {.kind = "job.complete"}).at(0).actor, std::string("lee"));
        d.verify();
    }

    void businessErrorGoesToItsBoundaryAndTakesItsEffectsBack()
    {
        Registry registry;
        registry.local("refuses", [](HandlerContext& context) -> HandlerResult {
            context.work().db().query("INSERT INTO test_try (attempt) VALUES (1)").run();
            return BpmnError{"too-much", "Over the limit.", {}};
        });
        Desk d(std::move(registry));
        prepare(d);
        d.deploy(R"(<bpmn:error id="E" name="too much" errorCode="too-much"/>)" +
                 processOf("one", R"(<bpmn:startEvent id="s"/>)" + service("a", "refuses") +
                                      boundary("b", "a", "E") +
                                      R"(<bpmn:endEvent id="fine"/><bpmn:endEvent id="caught"/>)" +
                                      flow("s", "a") + flow("a", "fine") + flow("b", "caught")));
        const auto key = d.start("one");
        d.engine->runUntilIdle();
        QCOMPARE(d.statusOf(key), std::string("completed"));
        QCOMPARE(d.number("SELECT count(*) FROM test_try"), 0);
        std::vector<std::string> path;
        for (const auto& element : store::elementsOf(d.reader(), key))
            path.push_back(element.elementId);
        QVERIFY(std::ranges::find(path, "caught") != path.end());
        QVERIFY(std::ranges::find(path, "fine") == path.end());
        d.verify();
    }

    void refusedFollowUpOfAHandlerFailsTheAttempt()
    {
        Registry registry;
        registry.local("asks", [](HandlerContext& context) -> HandlerResult {
            context.work().db().query("INSERT INTO test_try (attempt) VALUES (1)").run();
            StartProcess start;
            start.processId = "unknown";
            context.follow({start, Actor::system(), {}, {}});
            return feel::Context();
        });
        Desk d(std::move(registry));
        prepare(d);
        d.deploy(chain("one", {{"a", service("a", "asks", {}, "1")}}));
        const auto key = d.start("one");
        d.engine->runUntilIdle();
        QCOMPARE(d.statusOf(key), std::string("failed"));
        QCOMPARE(d.number("SELECT count(*) FROM test_try"), 0);
        QCOMPARE(store::openIncidents(d.reader(), {}, 1).at(0).error.code,
                 std::string("runtime.process.unknown"));
        d.verify();
    }

    void remoteJobRunsAfterTheCommitWithOneKeyOverItsRetries()
    {
        std::vector<std::string> keys;
        std::vector<std::int64_t> running;
        Desk* desk = nullptr;
        Registry registry;
        registry.remote("mail", [&](const RemoteJob& job) -> HandlerResult {
            keys.push_back(job.job.idempotencyKey);
            // Its start is on disk before it begins.
            running.push_back(desk->number("SELECT count(*) FROM job WHERE status = 3"));
            if (keys.size() == 1) return Failure{busy()};
            if (keys.size() == 2) throw std::runtime_error("connection reset");
            feel::Context result;
            result.set("to", job.variables.at("to"));
            return result;
        });
        Desk d(std::move(registry));
        desk = &d;
        d.open();
        d.deploy(chain("one", {{"a", service("a", "mail", zeebeProperty("backoff", "PT1S"))}}));
        feel::Context variables;
        variables.set("to", "alice");
        const auto key = d.start("one", variables);
        for (int i = 0; i < 3; ++i) {
            d.engine->runUntilIdle();
            d.clock->advance(1h);
        }
        QCOMPARE(d.statusOf(key), std::string("completed"));
        QCOMPARE(keys.size(), std::size_t(3));
        QVERIFY(!keys[0].empty() && keys[0] == keys[1] && keys[1] == keys[2]);
        QCOMPARE(running, (std::vector<std::int64_t>{1, 1, 1}));
        d.verify();
    }

    void remoteJobInDoubtIsAskedAboutBeforeItIsRepeated_data()
    {
        QTest::addColumn<bool>("known");
        QTest::newRow("the outside knows it") << true;
        QTest::newRow("the outside does not") << false;
    }

    void remoteJobInDoubtIsAskedAboutBeforeItIsRepeated()
    {
        QFETCH(bool, known);
        int runs = 0;
        int inquiries = 0;
        int doubts = 0;
        Registry registry;
        registry.remote(
            "pay",
            [&](const RemoteJob&) -> HandlerResult {
                ++runs;
                return feel::Context();
            },
            [&](const RemoteJob& job) -> std::optional<HandlerResult> {
                // The doubt is on record before anybody is asked.
                if (doubts == 1) ++inquiries;
                if (!job.mayHaveRun || !known) return std::nullopt;
                return feel::Context();
            },
            [&](const JobInfo& job) -> Operation {
                return {"pay.doubt",
                        {{"key", job.idempotencyKey}},
                        [&](OperationContext&) -> Result<nlohmann::json> {
                            ++doubts;
                            return nlohmann::json();
                        },
                        {}};
            });
        Desk d(std::move(registry));
        d.open();
        d.deploy(chain("one", {{"a", service("a", "pay")}}));
        const auto key = d.start("one");
        d.close();
        // As after a crash between the start of the handler and its answer.
        auto connection = db::Connection::open(d.options.database, db::OpenMode::ReadWrite);
        connection->query("UPDATE job SET status = 3").run();
        d.open();
        d.engine->runUntilIdle();
        QCOMPARE(d.statusOf(key), std::string("completed"));
        QCOMPARE(doubts, 1);
        QCOMPARE(inquiries, 1);
        QCOMPARE(runs, known ? 0 : 1);
        d.verify();
    }

    void jobOfACancelledInstanceDoesNotRun()
    {
        int runs = 0;
        Registry registry;
        registry.local("late", [&](HandlerContext&) -> HandlerResult {
            ++runs;
            return feel::Context();
        });
        Desk d(std::move(registry));
        d.open();
        d.deploy(chain("one", {{"a", service("a", "late")}}));
        StartProcess start;
        start.processId = "one";
        InstanceKey key;
        // Both in one group: the job becomes ready for the next one, and its instance is gone by then.
        const auto done = d.operation("test.both", [&](OperationContext& context) -> Result<nlohmann::json> {
            key = TRY(context.perform({start, Actor::system(), {}, {}})).instance;
            TRY(context.perform({InstanceCommand{key, engine::CancelInstance{}}, Actor::system(), {}, {}}));
            return nlohmann::json();
        });
        QVERIFY(done);
        d.engine->runUntilIdle();
        QCOMPARE(runs, 0);
        QCOMPARE(d.statusOf(key), std::string("cancelled"));
        QCOMPARE(d.number("SELECT count(*) FROM job"), 0);
    }
};

QTEST_GUILESS_MAIN(JobsTest)
#include "jobs_test.moc"
