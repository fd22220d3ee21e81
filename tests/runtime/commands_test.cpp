// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/runtime/fixture.h"

using namespace habitat;
using namespace habitat::runtime;
using namespace habitat::test;

namespace {

/// Writes one line a job into a table, as a ledger would.
HandlerResult book(HandlerContext& context)
{
    auto& work = context.work();
    work.db()
        .query("INSERT INTO test_line (key, job, element, actor) VALUES (?, ?, ?, ?)")
        .bind(work.keys().next(), context.job().idempotencyKey, context.job().elementId, work.actor().user)
        .run();
    feel::Context result;
    result.set(context.job().elementId, "booked");
    return result;
}

Result<nlohmann::json> createTable(OperationContext& context)
{
    context.work().db().script(
        "CREATE TABLE test_line (key INTEGER PRIMARY KEY, job TEXT, element TEXT, actor TEXT) STRICT");
    return nlohmann::json();
}

Operation insertLine(std::string name, std::string element)
{
    Operation operation;
    operation.name = std::move(name);
    operation.arguments = {{"element", element}};
    operation.run = [element](OperationContext& context) -> Result<nlohmann::json> {
        auto& work = context.work();
        work.db()
            .query("INSERT INTO test_line (key, job, element, actor) VALUES (?, '', ?, ?)")
            .bind(work.keys().next(), element, work.actor().user)
            .run();
        return nlohmann::json{{"element", element}};
    };
    return operation;
}

} // namespace

/// Commands: what they do, what their refusal leaves, and what the journal says of them.
class CommandsTest : public QObject
{
    Q_OBJECT

private:
    static Registry handlers()
    {
        Registry registry;
        registry.local("book", book);
        registry.local("nothing", [](HandlerContext&) { return feel::Context(); });
        return registry;
    }

    static std::unique_ptr<Desk> desk()
    {
        auto desk = std::make_unique<Desk>(handlers());
        desk->open();
        if (!desk->operation("test.table", createTable)) qFatal("no table");
        return desk;
    }

private slots:
    void instanceRunsItsLocalJobsToTheEnd()
    {
        auto d = desk();
        d->deploy(chain(
            "three",
            {{"a", service("a", "book")}, {"b", service("b", "nothing")}, {"c", service("c", "book")}}));
        feel::Context variables;
        variables.set("amount", 42);
        const auto key = d->start("three", variables, "K-1");
        QCOMPARE(d->statusOf(key), std::string("running"));
        d->engine->runUntilIdle();
        QCOMPARE(d->statusOf(key), std::string("completed"));
        QCOMPARE(d->number("SELECT count(*) FROM test_line"), 2);
        QCOMPARE(d->number("SELECT count(*) FROM job"), 0);
        std::vector<std::string> path;
        for (const auto& element : store::elementsOf(d->reader(), key)) {
            path.push_back(element.elementId);
            QCOMPARE(element.status, store::ElementStatus::Completed);
            QVERIFY(element.endedAt.has_value());
        }
        QCOMPARE(path, (std::vector<std::string>{"three-start", "a", "b", "c", "three-end"}));
        const auto variable = store::variablesOf(d->reader(), key);
        QCOMPARE(variable.size(), std::size_t(3));
        const auto row = store::instanceByBusinessKey(d->reader(), "three", "K-1");
        QVERIFY(row && row->key == key);
        QCOMPARE(row->startedBy, std::string("kim"));
        QCOMPARE(row->correlation, std::string("three:K-1"));
        QCOMPARE(row->processName, std::string("three process"));
        d->verify();
    }

    void eachStepIsDurableBeforeTheNextBegins()
    {
        auto d = desk();
        d->deploy(chain("two", {{"a", service("a", "book")}, {"b", service("b", "book")}}));
        std::vector<std::int64_t> linesSeen;
        const auto subscription = d->engine->onCommitted(
            [&](const Committed&) { linesSeen.push_back(d->number("SELECT count(*) FROM test_line")); });
        d->start("two");
        d->engine->runUntilIdle();
        QCOMPARE(linesSeen, (std::vector<std::int64_t>{0, 1, 2}));
    }

    void refusedCommandTakesNothingWithIt()
    {
        auto d = desk();
        std::vector<std::string> answers;
        const auto note = [&answers](const Result<Outcome>& outcome) {
            answers.push_back(outcome ? "ok" : outcome.error().code);
        };
        Operation failing = insertLine("test.failing", "lost");
        failing.run = [inner = failing.run](OperationContext& context) -> Result<nlohmann::json> {
            TRY(inner(context));
            return fail("test.no", "No.", {{"why", "test"}});
        };
        Operation constraint = insertLine("test.constraint", "lost");
        constraint.run = [](OperationContext& context) -> Result<nlohmann::json> {
            context.work().db().query("INSERT INTO test_line (key, element) VALUES (1, 'lost')").run();
            context.work().db().query("INSERT INTO test_line (key, element) VALUES (1, 'lost')").run();
            return nlohmann::json();
        };
        Operation broken = insertLine("test.broken", "lost");
        broken.run = [inner = broken.run](OperationContext& context) -> Result<nlohmann::json> {
            TRY(inner(context));
            ensure(false, "test promise");
            return nlohmann::json();
        };
        d->engine->submit({insertLine("test.first", "kept"), kim, {}, {}}, note);
        d->engine->submit({failing, kim, "try it", {}}, note);
        d->engine->submit({constraint, kim, {}, {}}, note);
        d->engine->submit({broken, kim, {}, {}}, note);
        d->engine->submit({insertLine("test.last", "kept"), kim, {}, {}}, note);
        std::vector<Committed> commits;
        const auto subscription = d->engine->onCommitted([&](const Committed& c) { commits.push_back(c); });
        d->engine->runUntilIdle();
        QCOMPARE(answers, (std::vector<std::string>{"ok", "test.no", "db.failed", "runtime.broken", "ok"}));
        QCOMPARE(d->number("SELECT count(*) FROM test_line WHERE element = 'kept'"), 2);
        QCOMPARE(d->number("SELECT count(*) FROM test_line WHERE element = 'lost'"), 0);
        // They shared one commit, and the refused ones are on record.
        QCOMPARE(commits.size(), std::size_t(1));
        store::JournalQuery refused;
        refused.outcome = store::JournalOutcome::Refused;
        const auto records = store::journal(d->reader(), refused);
        QCOMPARE(records.size(), std::size_t(3));
        QCOMPARE(records.back().kind, std::string("test.failing"));
        QCOMPARE(records.back().reason, std::string("try it"));
        QCOMPARE(records.back().actor, std::string("kim"));
        QVERIFY(records.back().arguments.at("element") == nlohmann::json("lost"));
        QCOMPARE(records.back().error->code, std::string("test.no"));
        QVERIFY(records.back().error->context.at("why") == nlohmann::json("test"));
        d->verify();
    }

    void unknownProcessAndInstanceAreRefused()
    {
        auto d = desk();
        StartProcess start;
        start.processId = "nowhere";
        const auto started = d->engine->execute({start, kim, {}, {}});
        QVERIFY(!started);
        QCOMPARE(started.error().code, std::string("runtime.process.unknown"));
        const auto cancelled = d->command(InstanceKey(4711), engine::CancelInstance{});
        QVERIFY(!cancelled);
        QCOMPARE(cancelled.error().code, std::string("runtime.instance.unknown"));
        d->verify();
    }

    void businessKeyIsTakenUntilItsInstanceIsCancelled()
    {
        auto d = desk();
        d->deploy(chain("ask", {{"task", userTask("task", "Board")}}) + chain("other", {}));
        const auto first = d->start("ask", {}, "K-1");
        StartProcess again;
        again.processId = "ask";
        again.businessKey = "K-1";
        const auto refused = d->engine->execute({again, kim, {}, {}});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, std::string("runtime.business_key.taken"));
        QVERIFY(refused.error().context.at("instance") == nlohmann::json(first.value));
        d->start("other", {}, "K-1");
        QVERIFY(d->command(first, engine::CancelInstance{}));
        QVERIFY(d->engine->execute({again, kim, {}, {}}));
    }

    void sameClientKeyReturnsTheRecordedOutcomeAndWritesNothing()
    {
        auto d = desk();
        Command command{insertLine("test.once", "once"), kim, {}, "client-1"};
        const auto first = d->engine->execute(command);
        QVERIFY(first);
        const auto records = d->number("SELECT count(*) FROM journal");
        const auto second = d->engine->execute(command);
        QVERIFY(second);
        QCOMPARE(second->seq, first->seq);
        QVERIFY(second->result == first->result);
        QCOMPARE(d->number("SELECT count(*) FROM test_line"), 1);
        QCOMPARE(d->number("SELECT count(*) FROM journal"), records);
        // So does a refusal, and after a restart.
        const auto refusing = [](OperationContext&) -> Result<nlohmann::json> {
            return fail("test.no", "No.");
        };
        QVERIFY(!d->operation("test.no", refusing, "client-2"));
        d->reopen();
        const auto allowed = [](OperationContext&) -> Result<nlohmann::json> { return nlohmann::json(1); };
        const auto still = d->operation("test.no", allowed, "client-2");
        QVERIFY(!still);
        QCOMPARE(still.error().code, std::string("test.no"));
        d->verify();
    }

    void followUpsShareTheTransactionAndItsFate_data()
    {
        QTest::addColumn<bool>("secondFails");
        QTest::newRow("all hold") << false;
        QTest::newRow("one refused takes all back") << true;
    }

    void followUpsShareTheTransactionAndItsFate()
    {
        QFETCH(bool, secondFails);
        auto d = desk();
        d->deploy(chain("two", {{"a", service("a", "book")}}));
        const auto done =
            d->operation("test.parent", [&](OperationContext& context) -> Result<nlohmann::json> {
                TRY(insertLine("", "parent").run(context));
                StartProcess start;
                start.processId = "two";
                context.follow({start, Actor::system(), {}, {}});
                if (secondFails) start.processId = "unknown";
                context.follow({start, Actor::system(), {}, {}});
                return nlohmann::json();
            });
        QCOMPARE(done.has_value(), !secondFails);
        d->engine->runUntilIdle();
        QCOMPARE(d->number("SELECT count(*) FROM instance"), secondFails ? 0 : 2);
        QCOMPARE(d->number("SELECT count(*) FROM test_line"), secondFails ? 0 : 3);
        if (!secondFails) {
            const auto caused = store::journal(d->reader(), {.kind = "instance.start"});
            QCOMPARE(caused.size(), std::size_t(2));
            QCOMPARE(caused.front().cause, done->seq);
        }
        d->verify();
    }

    void performedCommandMayBeRefusedAlone()
    {
        auto d = desk();
        d->deploy(chain("two", {{"a", service("a", "book")}}));
        InstanceKey started;
        const auto done =
            d->operation("test.parent", [&](OperationContext& context) -> Result<nlohmann::json> {
                TRY(insertLine("", "before").run(context));
                Operation failing = insertLine("test.child", "lost");
                failing.run = [inner = failing.run](OperationContext& child) -> Result<nlohmann::json> {
                    TRY(inner(child));
                    return fail("test.no", "No.");
                };
                if (context.perform({failing, Actor::system(), {}, {}}))
                    return fail("test.unexpected", "The child was to be refused.");
                StartProcess start;
                start.processId = "two";
                started = TRY(context.perform({start, Actor::system(), {}, {}})).instance;
                // What was performed can be read at once.
                if (!store::instance(context.work().db(), started))
                    return fail("test.unexpected", "The instance is to be seen.");
                return insertLine("", "after").run(context);
            });
        QVERIFY2(done, done ? "" : done.error().message.c_str());
        d->engine->runUntilIdle();
        QCOMPARE(d->statusOf(started), std::string("completed"));
        QCOMPARE(d->number("SELECT count(*) FROM test_line WHERE element IN ('before', 'after', 'a')"), 3);
        QCOMPARE(d->number("SELECT count(*) FROM test_line WHERE element = 'lost'"), 0);
        d->verify();
    }

    void previewShowsTheResultAndLeavesNothing()
    {
        auto d = desk();
        d->deploy(chain("two", {{"a", service("a", "book")}}));
        const auto before = d->number("SELECT max(seq) FROM journal");
        Operation operation = insertLine("test.preview", "seen");
        operation.run = [inner = operation.run](OperationContext& context) -> Result<nlohmann::json> {
            TRY(inner(context));
            StartProcess start;
            start.processId = "two";
            const auto instance = TRY(context.perform({start, Actor::system(), {}, {}})).instance;
            return nlohmann::json{{"instance", instance.value}, {"key", context.work().keys().next()}};
        };
        const auto first = d->engine->preview(operation, kim);
        const auto second = d->engine->preview(operation, kim);
        QVERIFY(first && second);
        QVERIFY(*first == *second);
        QCOMPARE(d->number("SELECT max(seq) FROM journal"), before);
        QCOMPARE(d->number("SELECT count(*) FROM test_line"), 0);
        QCOMPARE(d->number("SELECT count(*) FROM instance"), 0);
        // The real thing writes what the preview showed.
        const auto real = d->engine->execute({operation, kim, {}, {}});
        QVERIFY(real);
        QVERIFY(real->result == *first);
        d->engine->runUntilIdle();
        d->verify();
    }

    void authorisationRefusesAndIsRecorded()
    {
        Desk d(handlers());
        d.options.authorise = [](const Actor& by, const Command& command, db::Connection&) -> Status {
            if (!by.roles.contains(Role::Treasurer))
                return fail("identity.denied", kindOf(command.body) + " is not for " + by.user + ".");
            return {};
        };
        d.open();
        QVERIFY(d.operation("test.table", createTable));
        const Actor max{"max", {Role::Member}};
        const auto denied = d.engine->execute({insertLine("test.line", "x"), max, {}, {}});
        QVERIFY(!denied);
        QCOMPARE(denied.error().code, std::string("identity.denied"));
        QCOMPARE(d.number("SELECT count(*) FROM test_line"), 0);
        const auto records = store::journal(d.reader(), {.actor = "max"});
        QCOMPARE(records.size(), std::size_t(1));
        QCOMPARE(records.front().outcome, store::JournalOutcome::Refused);
        QVERIFY(d.engine->execute({insertLine("test.line", "x"), kim, {}, {}}));
    }

    void domainEventsStartProcessesInTheSameTransaction()
    {
        Registry registry = handlers();
        registry.onDomainEvent(
            "people.member.admitted",
            [](const store::DomainEvent& event, db::Connection& db) -> std::vector<Command> {
                auto rows = db.query("SELECT count(*) FROM domain_event WHERE id = ?").bind(event.id);
                rows.next();
                StartProcess start;
                start.processId = "welcome";
                start.businessKey = event.aggregate;
                start.correlation = event.correlation;
                start.variables.set("written", rows.integer(0));
                return {{start, Actor::system(), {}, {}}};
            });
        Desk d(std::move(registry));
        d.open();
        d.deploy(chain("welcome", {{"a", service("a", "nothing")}}));
        std::vector<Committed> commits;
        const auto subscription = d.engine->onCommitted([&](const Committed& c) { commits.push_back(c); });
        Operation admit;
        admit.name = "people.member.admit";
        admit.correlation = "admission:1";
        admit.run = [](OperationContext& context) -> Result<nlohmann::json> {
            context.work().publish(
                {.name = "people.member.admitted", .aggregate = "M-7", .payload = {{"n", 7}}});
            return nlohmann::json();
        };
        const auto done = d.engine->execute({admit, kim, {}, {}});
        QVERIFY(done);
        const auto row = store::instanceByBusinessKey(d.reader(), "welcome", "M-7");
        QVERIFY(row.has_value());
        QCOMPARE(row->correlation, std::string("admission:1"));
        QCOMPARE(commits.size(), std::size_t(1));
        QCOMPARE(commits[0].domainEvents, std::set<std::string>{"people.member.admitted"});
        QCOMPARE(commits[0].instances, std::vector<InstanceKey>{row->key});
        QVERIFY(std::ranges::find(commits[0].kinds, "people.member.admit") != commits[0].kinds.end());
    }

    void eventsAreToldInTheirOrderHoweverMany()
    {
        std::vector<store::DomainEvent> told;
        Registry registry;
        for (const char* name : {"test.first", "test.second", "test.inner"})
            registry.onDomainEvent(name, [&](const store::DomainEvent& event, db::Connection&) {
                told.push_back(event);
                return std::vector<Command>{};
            });
        Desk d(std::move(registry));
        d.open();
        constexpr int many = 1000;
        Operation inner;
        inner.name = "test.within";
        inner.run = [](OperationContext& context) -> Result<nlohmann::json> {
            context.work().publish({.name = "test.inner", .aggregate = "within"});
            return nlohmann::json();
        };
        const auto done = d.operation("test.many", [&](OperationContext& context) -> Result<nlohmann::json> {
            for (int i = 0; i < many; ++i) {
                context.work().publish({.name = i % 2 == 0 ? "test.first" : "test.second",
                                        .aggregate = std::to_string(i),
                                        .payload = {{"n", i}}});
                if (i == many / 2) TRY(context.perform({inner, kim, {}, {}}));
            }
            return nlohmann::json();
        });
        QVERIFY(done);
        QCOMPARE(told.size(), std::size_t(many + 1));
        QCOMPARE(told[0].aggregate, std::string("within"));
        for (int i = 0; i < many; ++i) {
            const auto& event = told[std::size_t(i) + 1];
            QCOMPARE(event.name, std::string(i % 2 == 0 ? "test.first" : "test.second"));
            QCOMPARE(event.payload.at("n").get<int>(), i);
            QCOMPARE(event.causation, done->seq);
        }
        d.verifyRows();
    }

    void endlessReactionsAreRefused()
    {
        Registry registry;
        registry.onDomainEvent("test.echo",
                               [](const store::DomainEvent&, db::Connection&) -> std::vector<Command> {
                                   Operation echo;
                                   echo.name = "test.echo";
                                   echo.run = [](OperationContext& context) -> Result<nlohmann::json> {
                                       context.work().publish({.name = "test.echo", .aggregate = "x"});
                                       return nlohmann::json();
                                   };
                                   return {{echo, Actor::system(), {}, {}}};
                               });
        Desk d(std::move(registry));
        d.open();
        const auto done = d.operation("test.shout", [](OperationContext& context) -> Result<nlohmann::json> {
            context.work().publish({.name = "test.echo", .aggregate = "x"});
            return nlohmann::json();
        });
        QVERIFY(!done);
        QCOMPARE(done.error().code, std::string("runtime.follow.limit"));
        QCOMPARE(d.number("SELECT count(*) FROM domain_event"), 0);
    }

    void endedSubscriptionIsNotTold()
    {
        auto d = desk();
        int told = 0;
        auto subscription = d->engine->onCommitted([&](const Committed&) { ++told; });
        QVERIFY(d->engine->execute({insertLine("test.line", "x"), kim, {}, {}}));
        QCOMPARE(told, 1);
        subscription.reset();
        QVERIFY(d->engine->execute({insertLine("test.line", "y"), kim, {}, {}}));
        QCOMPARE(told, 1);
    }
};

QTEST_GUILESS_MAIN(CommandsTest)
#include "commands_test.moc"
