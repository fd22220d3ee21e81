// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/runtime/fixture.h"

using namespace habitat;
using namespace habitat::runtime;
using namespace habitat::test;
using namespace std::chrono_literals;

namespace {

std::string call(std::string_view id, std::string_view process)
{
    return fmt::format(
        R"(<bpmn:callActivity id="{}"><bpmn:extensionElements><zeebe:calledElement processId="{}")"
        R"( propagateAllChildVariables="true"/></bpmn:extensionElements></bpmn:callActivity>)",
        id, process);
}

HandlerResult answer(HandlerContext&)
{
    feel::Context result;
    result.set("answer", 42);
    return result;
}

} // namespace

/// Instances over time: calls, timers, versions, tasks, and coming back from disk in every state.
class InstancesTest : public QObject
{
    Q_OBJECT

private:
    static Registry handlers()
    {
        Registry registry;
        registry.local("answer", answer);
        registry.local("fails", [](HandlerContext&) -> HandlerResult { return Failure{{"test.no", "No."}}; });
        registry.local("error", [](HandlerContext&) -> HandlerResult {
            return BpmnError{"E-1", "Wrong.", {}};
        });
        return registry;
    }

    static TaskKey onlyTask(Desk& d, InstanceKey instance)
    {
        for (const auto& task : store::tasksOf(d.reader(), instance))
            if (task.status == store::TaskStatus::Open) return task.key;
        return {};
    }

private slots:
    void calledInstanceAnswersItsCaller()
    {
        Desk d(handlers());
        d.open();
        d.deploy(chain("parent", {{"c", call("c", "child")}}) +
                 chain("child", {{"a", service("a", "answer")}}));
        StartProcess start;
        start.processId = "parent";
        start.correlation = "c-1";
        const auto key = d.engine->execute({start, kim, {}, {}})->instance;
        // The child is there with the parent's own commit.
        const auto children = store::childrenOf(d.reader(), key);
        QCOMPARE(children.size(), std::size_t(1));
        QCOMPARE(children[0].correlation, std::string("c-1"));
        d.reopen();
        d.engine->runUntilIdle();
        QCOMPARE(d.statusOf(children[0].key), std::string("completed"));
        QCOMPARE(d.statusOf(key), std::string("completed"));
        bool handedOver = false;
        for (const auto& variable : store::variablesOf(d.reader(), key))
            handedOver |= variable.name == "answer" && variable.value == 42;
        QVERIFY(handedOver);
        d.verify();
    }

    void unknownCalledProcessIsAnIncidentOfTheCaller()
    {
        Desk d(handlers());
        d.open();
        d.deploy(chain("parent", {{"c", call("c", "child")}}));
        const auto key = d.start("parent");
        QCOMPARE(d.statusOf(key), std::string("failed"));
        d.deploy(chain("child", {{"a", service("a", "answer")}}));
        const auto incident = store::openIncidents(d.reader(), {}, 1).at(0);
        QVERIFY(d.command(key, engine::RetryIncident{incident.key, {}}));
        d.engine->runUntilIdle();
        QCOMPARE(d.statusOf(key), std::string("completed"));
        d.verify();
    }

    void errorThatLeavesTheChildIsTheCallers()
    {
        Desk d(handlers());
        d.open();
        d.deploy(R"(<bpmn:error id="E" name="wrong" errorCode="E-1"/>)" +
                 processOf("parent",
                           R"(<bpmn:startEvent id="s"/>)" + call("c", "child") +
                               R"(<bpmn:boundaryEvent id="b" attachedToRef="c"><bpmn:errorEventDefinition )"
                               R"(errorRef="E"/></bpmn:boundaryEvent><bpmn:endEvent id="fine"/>)"
                               R"(<bpmn:endEvent id="caught"/>)" +
                               flow("s", "c") + flow("c", "fine") + flow("b", "caught")) +
                 chain("child", {{"a", service("a", "error")}}));
        const auto key = d.start("parent");
        d.engine->runUntilIdle();
        QCOMPARE(d.statusOf(key), std::string("completed"));
        QCOMPARE(d.statusOf(store::childrenOf(d.reader(), key).at(0).key), std::string("terminated"));
        bool caught = false;
        for (const auto& element : store::elementsOf(d.reader(), key))
            caught |= element.elementId == "caught";
        QVERIFY(caught);
        d.verify();
    }

    void cancellingTheCallerCancelsTheChild()
    {
        Desk d(handlers());
        d.open();
        d.deploy(chain("parent", {{"c", call("c", "child")}}) +
                 chain("child", {{"t", userTask("t", "Board")}}));
        const auto key = d.start("parent");
        const auto child = store::childrenOf(d.reader(), key).at(0).key;
        QVERIFY(onlyTask(d, child));
        QVERIFY(d.command(key, engine::CancelInstance{}));
        QCOMPARE(d.statusOf(key), std::string("cancelled"));
        QCOMPARE(d.statusOf(child), std::string("cancelled"));
        QCOMPARE(onlyTask(d, child), TaskKey());
        d.verify();
    }

    void cancelledChildIsAnIncidentOfItsCaller()
    {
        Desk d(handlers());
        d.open();
        d.deploy(chain("parent", {{"c", call("c", "child")}}) +
                 chain("child", {{"t", userTask("t", "Board")}}));
        const auto key = d.start("parent");
        const auto child = store::childrenOf(d.reader(), key).at(0).key;
        QVERIFY(d.command(child, engine::CancelInstance{}));
        QCOMPARE(d.statusOf(key), std::string("failed"));
        d.verify();
    }

    void timersFireWhenTheyAreDueAndAfterARestart_data()
    {
        QTest::addColumn<bool>("restart");
        QTest::newRow("in the running engine") << false;
        QTest::newRow("past due at a restart") << true;
    }

    void timersFireWhenTheyAreDueAndAfterARestart()
    {
        QFETCH(bool, restart);
        Desk d(handlers());
        d.open();
        d.deploy(chain("wait", {{"t", timerCatch("t", "PT1H")}, {"u", timerCatch("u", "PT1H")}}));
        const auto key = d.start("wait");
        d.engine->runUntilIdle();
        QCOMPARE(store::timersOf(d.reader(), key).at(0).dueAt, d.clock->now() + 1h);
        d.clock->advance(1h - 1us);
        d.engine->runUntilIdle();
        QCOMPARE(store::timersOf(d.reader(), key).at(0).elementId, std::string("t"));
        if (restart) d.close();
        d.clock->advance(1us);
        if (restart) d.open();
        d.engine->runUntilIdle();
        QCOMPARE(store::timersOf(d.reader(), key).at(0).elementId, std::string("u"));
        d.clock->advance(2h);
        d.engine->runUntilIdle();
        QCOMPARE(d.statusOf(key), std::string("completed"));
        QCOMPARE(d.number("SELECT count(*) FROM timer"), 0);
        d.verify();
    }

    void manyTimersDueAtOnceAllFire()
    {
        Desk d(handlers());
        d.options.maxGroup = 7;
        d.open();
        d.deploy(chain("wait", {{"t", timerCatch("t", "PT1H")}}));
        for (int i = 0; i < 30; ++i)
            d.start("wait");
        d.clock->advance(1h);
        d.engine->runUntilIdle();
        QCOMPARE(d.number("SELECT count(*) FROM instance WHERE status = 4"), 30);
        d.verify();
    }

    void runningInstancesFinishOnTheirVersion()
    {
        Desk d(handlers());
        d.open();
        const auto first = chain("p", {{"t", userTask("t", "Board")}, {"old", service("old", "answer")}});
        const auto second = chain("p", {{"t", userTask("t", "Board")}, {"new", service("new", "answer")}});
        d.deploy(first);
        const auto old = d.start("p");
        d.deploy(first);
        QCOMPARE(store::definitionVersions(d.reader(), "p").size(), std::size_t(1));
        d.deploy(second);
        QCOMPARE(store::newestDefinitions(d.reader()).at(0).version, 2);
        const auto fresh = d.start("p");
        d.reopen();
        for (const auto key : {old, fresh})
            QVERIFY(d.command(key, engine::CompleteTask{onlyTask(d, key), {}}));
        d.engine->runUntilIdle();
        const auto passed = [&](InstanceKey key, std::string_view id) {
            for (const auto& element : store::elementsOf(d.reader(), key))
                if (element.elementId == id) return true;
            return false;
        };
        QVERIFY(passed(old, "old") && !passed(old, "new"));
        QVERIFY(passed(fresh, "new") && !passed(fresh, "old"));
        StartProcess start;
        start.processId = "p";
        start.version = 1;
        QCOMPARE(store::instance(d.reader(), d.engine->execute({start, kim, {}, {}})->instance)->version, 1);
        d.verify();
    }

    void unsoundFilesAreRefusedWithTheirProblems_data()
    {
        QTest::addColumn<QString>("xml");
        QTest::addColumn<QString>("code");
        QTest::newRow("no XML") << "hello"
                                << "";
        QTest::newRow("duplicate ids") << QString::fromStdString(definitions(chain("p", {}) + chain("p", {})))
                                       << "runtime.definition.invalid";
        QTest::newRow("nothing to execute")
            << QString::fromStdString(
                   definitions(R"(<bpmn:process id="p"><bpmn:startEvent id="s"/></bpmn:process>)"))
            << "runtime.definition.invalid";
    }

    void unsoundFilesAreRefusedWithTheirProblems()
    {
        QFETCH(QString, xml);
        QFETCH(QString, code);
        Desk d;
        d.open();
        const auto done = d.engine->execute({deployment("bad.bpmn", xml.toStdString()), kim, {}, {}});
        QVERIFY(!done);
        if (!code.isEmpty()) QCOMPARE(QString::fromStdString(done.error().code), code);
        QCOMPARE(d.number("SELECT count(*) FROM definition"), 0);
    }

    void taskRowsFollowTheirTask()
    {
        Desk d(handlers());
        d.open();
        d.deploy(chain("p", {{"t", userTask("t", "Board,Reviewer")}}));
        const auto key = d.start("p", {}, "K-9");
        const auto offered = store::tasks(d.reader(), {.candidateGroups = {"Reviewer", "Board"}});
        QCOMPARE(offered.size(), std::size_t(1));
        QCOMPARE(offered[0].businessKey, std::string("K-9"));
        QCOMPARE(offered[0].candidateGroups, (std::vector<std::string>{"Board", "Reviewer"}));
        const auto task = offered[0].key;
        QVERIFY(d.command(key, engine::ClaimTask{task, "kim"}));
        QCOMPARE(store::tasks(d.reader(), {.candidateGroups = {"Board"}}).size(), std::size_t(0));
        QCOMPARE(store::tasks(d.reader(), {.assignee = "kim"}).size(), std::size_t(1));
        QVERIFY(d.command(key, engine::UnclaimTask{task}));
        QCOMPARE(store::tasks(d.reader(), {.candidateGroups = {"Board"}}).size(), std::size_t(1));
        feel::Context decision;
        decision.set("outcome", "approve");
        QVERIFY(d.command(key, engine::CompleteTask{task, decision}));
        const auto done =
            store::tasks(d.reader(), {.completedBy = "kim", .status = store::TaskStatus::Completed});
        QCOMPARE(done.size(), std::size_t(1));
        QCOMPARE(done[0].outcome, std::string("approve"));
        QCOMPARE(d.number("SELECT count(*) FROM task_candidate"), 0);
        QCOMPARE(d.statusOf(key), std::string("completed"));
    }

    void theWordOfADecisionIsReadFromTheJournalAsItWasWritten_data()
    {
        QTest::addColumn<QString>("variables");
        QTest::addColumn<QString>("outcome");
        QTest::newRow("outcome") << R"({"outcome":"approve","decision":"x"})"
                                 << "approve";
        QTest::newRow("decision") << R"({"decision":"reject"})"
                                  << "reject";
        QTest::newRow("empty outcome") << R"({"outcome":"","decision":"x"})"
                                       << "";
        QTest::newRow("no text") << R"({"outcome":7,"decision":"x"})"
                                 << "x";
        QTest::newRow("none") << "{}"
                              << "";
    }
    void theWordOfADecisionIsReadFromTheJournalAsItWasWritten()
    {
        QFETCH(QString, variables);
        QFETCH(QString, outcome);
        Desk d(handlers());
        d.open();
        d.deploy(chain("p", {{"t", userTask("t", "Board")}}));
        const auto key = d.start("p");
        const auto task = store::tasks(d.reader(), {.candidateGroups = {"Board"}}).at(0).key;
        const auto given = *feel::fromJson(nlohmann::json::parse(variables.toStdString()));
        QVERIFY(d.command(key, engine::CompleteTask{task, given.asContext()}));
        QCOMPARE(store::task(d.reader(), task)->outcome, outcome.toStdString());
        const auto violations = verifyInstances(d.reader());
        QVERIFY2(violations.empty(), violations.empty() ? "" : violations.front().message.c_str());
    }

    void everyStateSurvivesARestart()
    {
        Desk d(handlers());
        d.options.cachedInstances = 1;
        d.open();
        d.deploy(chain("task", {{"t", userTask("t", "Board")}, {"t2", service("t2", "answer")}}) +
                 chain("timer", {{"w", timerCatch("w", "PT1H")}}) +
                 chain("job", {{"j", service("j", "answer")}}) +
                 chain("incident", {{"i", service("i", "fails", {}, "1")}}) +
                 chain("held", {{"h", service("h", "answer", zeebeProperty("start", "person"))}}));
        const auto task = d.start("task");
        const auto timer = d.start("timer");
        const auto incident = d.start("incident");
        const auto held = d.start("held");
        d.engine->runUntilIdle();
        const auto job = d.start("job");
        d.reopen();
        QCOMPARE(d.statusOf(job), std::string("running"));
        d.engine->runUntilIdle();
        QCOMPARE(d.statusOf(job), std::string("completed"));
        QVERIFY(d.command(task, engine::CompleteTask{onlyTask(d, task), {}}));
        QVERIFY(d.command(held, engine::ReleaseJob{store::jobsOf(d.reader(), held).at(0).key}));
        d.clock->advance(1h);
        d.engine->runUntilIdle();
        for (const auto key : {task, timer, held})
            QCOMPARE(d.statusOf(key), std::string("completed"));
        QCOMPARE(d.statusOf(incident), std::string("failed"));
        QVERIFY(d.command(incident, engine::CancelInstance{}));
        QCOMPARE(d.statusOf(incident), std::string("cancelled"));
        const auto counts = store::statusCounts(d.reader());
        for (const auto& count : counts)
            QCOMPARE(count.count,
                     d.number("SELECT count(*) FROM instance_row WHERE process_id = '" + count.processId +
                              "' AND status = " + std::to_string(int(count.status))));
        QCOMPARE(counts.size(), std::size_t(5));
        d.verify();
    }

    void longInstancesAreReadBackFromTheirSnapshot()
    {
        Desk d(handlers());
        d.open();
        std::vector<std::pair<std::string, std::string>> elements;
        for (int i = 0; i < 40; ++i)
            elements.emplace_back(fmt::format("a{}", i), service(fmt::format("a{}", i), "answer"));
        elements.emplace_back("t", userTask("t", "Board"));
        d.deploy(chain("long", elements));
        const auto key = d.start("long");
        d.engine->runUntilIdle();
        QVERIFY(d.number("SELECT seq FROM snapshot") > 1);
        d.reopen();
        QVERIFY(d.command(key, engine::CompleteTask{onlyTask(d, key), {}}));
        QCOMPARE(d.statusOf(key), std::string("completed"));
        QCOMPARE(d.number("SELECT count(*) FROM snapshot"), 0);
        d.verify();
    }
};

QTEST_GUILESS_MAIN(InstancesTest)
#include "instances_test.moc"
