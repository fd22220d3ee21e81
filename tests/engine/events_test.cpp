// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/engine/machine/jobs.h"
#include "tests/engine/support/model_xml.h"
#include "tests/engine/support/scenario.h"

using namespace habitat;
using namespace habitat::engine;
using namespace habitat::engine::test;
using namespace std::chrono_literals;

namespace {

Machine played(const std::string& model, std::string_view scenario)
{
    Machine machine(modelOf(model));
    play(machine, scenario);
    return machine;
}

constexpr Instant begin{std::chrono::sys_days{std::chrono::March / 31 / 2026}};

std::vector<Instant> dueTimes(const Machine& machine)
{
    std::vector<Instant> times;
    for (const TimerScheduled& timer : machine.all<TimerScheduled>())
        times.push_back(timer.dueAt);
    return times;
}

} // namespace

/// What the events say: the fields that workers, screens and read tables live on.
class EventsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void creationNamesDefinitionAndBusinessKey()
    {
        const Machine machine = played(start("s") + service("A") + flows("s A"), "start {x: 1}");
        const auto created = machine.all<InstanceCreated>().at(0);
        QVERIFY(created.definition == DefinitionKey(7));
        QCOMPARE(created.version, 3);
        QCOMPARE(created.processId, std::string("p"));
        QCOMPARE(created.businessKey, std::string("key-1"));
        QVERIFY(created.root == machine.state().root);
        for (const Event& event : machine.history()) {
            QVERIFY(event.instance == machine.state().instance);
            QVERIFY(event.at == begin);
        }
    }

    void aGivenInstanceKeyIsUsed()
    {
        Machine machine(modelOf(start("s") + service("A") + flows("s A")));
        QVERIFY(!machine.give(CreateInstance{"k", {}, {}, InstanceKey(4711)}));
        QVERIFY(machine.state().instance == InstanceKey(4711));
    }

    void aJobSaysWhatItsWorkerNeeds()
    {
        const std::string properties = test::property("backoff", "PT5S") + test::property("timeout", "PT2M") +
                                       test::property("start", "person");
        const Machine machine = played(start("s") + service("A", properties, "4") + flows("s A"), "start");
        const auto job = machine.all<JobCreated>().at(0);
        QCOMPARE(job.type, std::string("A"));
        QCOMPARE(job.attemptsLeft, 4);
        QVERIFY(job.backoff == 5s);
        QVERIFY(job.timeout == 2min);
        QVERIFY(job.held);
        QVERIFY(!job.compensating);
        QVERIFY(!job.idempotencyKey.empty());
    }

    void theIdempotencyKeyOutlivesEveryRetry()
    {
        const Machine machine = played(start("s") + service("A", {}, "1") + flows("s A"),
                                       "start; fail A; retry A; fail A; retry A; do A");
        QCOMPARE(machine.all<JobCreated>().size(), 1U);
        QCOMPARE(machine.all<JobRetried>().size(), 2U);
        const auto attempts = machine.all<JobFailed>();
        QCOMPARE(attempts.at(0).attempt, 1);
        QCOMPARE(attempts.at(1).attempt, 2);
        QCOMPARE(attempts.at(1).attemptsLeft, 0);
    }

    void idempotencyKeysDiffer()
    {
        const Machine machine =
            played(start("s") + service("A") + service("B") + flows("s A B"), "start; do A");
        const auto jobs = machine.all<JobCreated>();
        QVERIFY(jobs.at(0).idempotencyKey != jobs.at(1).idempotencyKey);
    }

    void aHandlersJobIsMarkedAsCompensating()
    {
        const Machine machine =
            played(start("s") + service("A") + throwEvent("c", compensate()) + flows("s A c") + undoable("A"),
                   "start; do A");
        QVERIFY(machine.all<JobCreated>().at(1).compensating);
    }

    void failuresAreTriedAgainLaterAndLater()
    {
        const std::string policy = test::property("backoff", "PT10S") + test::property("backoffFactor", "3") +
                                   test::property("backoffCeiling", "PT1M");
        const Machine machine =
            played(start("s") + service("A", policy, "9") + flows("s A"), "start; fail A");
        const auto first = machine.all<JobFailed>().at(0);
        QVERIFY(first.retryAt.has_value());
        QVERIFY(*first.retryAt >= begin + 5s && *first.retryAt <= begin + 10s);
        QCOMPARE(first.code, std::string("disk.full"));
        QVERIFY(first.context == (nlohmann::json{{"free", 0}}));
        QVERIFY(machine.state().job(machine.job("A"))->state == JobState::Waiting);
    }

    void backoff_data()
    {
        QTest::addColumn<int>("failures");
        QTest::addColumn<qint64>("seconds");
        QTest::newRow("first") << 1 << qint64(10);
        QTest::newRow("second") << 2 << qint64(20);
        QTest::newRow("fifth") << 5 << qint64(160);
        QTest::newRow("at the ceiling") << 10 << qint64(3600);
        QTest::newRow("far beyond it") << 100'000 << qint64(3600);
    }

    void backoff()
    {
        QFETCH(int, failures);
        QFETCH(qint64, seconds);
        const RetryPolicy policy;
        const Duration full = std::chrono::seconds(seconds);
        QVERIFY(backoffAfter(policy, failures, 0) == full);
        SeededRandom random(42);
        Duration least = full;
        for (int i = 0; i < 200; ++i) {
            const Duration wait = backoffAfter(policy, failures, random.next());
            QVERIFY(wait <= full && wait >= full / 2);
            least = std::min(least, wait);
        }
        QVERIFY2(least < full * 3 / 4, "chance takes something off");
    }

    void camundasRetryCycleIsUnderstood()
    {
        const std::string body = start("s") +
                                 "<serviceTask id=\"A\"><extensionElements><zeebe:taskDefinition type=\"a\"/>"
                                 "<camunda:failedJobRetryTimeCycle>R2/PT7M</"
                                 "camunda:failedJobRetryTimeCycle></extensionElements></serviceTask>" +
                                 flows("s A");
        const Machine machine = played(body, "start; fail A");
        const auto job = machine.all<JobCreated>().at(0);
        QCOMPARE(job.attemptsLeft, 2);
        QVERIFY(job.backoff == 7min);
    }

    void aFailureForGoodSaysThatNothingFollows()
    {
        const Machine machine = played(start("s") + service("A") + flows("s A"), "start; fail! A");
        QVERIFY(!machine.all<JobFailed>().at(0).retryAt);
        const auto incident = machine.all<IncidentRaised>().at(0);
        QCOMPARE(incident.code, std::string("disk.full"));
        QCOMPARE(incident.message, std::string("The disk is full."));
        QVERIFY(incident.job == machine.job("A"));
        QVERIFY(incident.redo == Redo::Job);
    }

    void textsThatAreNoUtf8AreMended()
    {
        Machine machine = played(start("s") + service("A") + flows("s A"), "start");
        QVERIFY(!machine.give(FailJob{machine.job("A"), "c\xFF", "m\xC3", {{"k", "v\xFF"}}, false}));
        QCOMPARE(machine.all<JobFailed>().at(0).code, std::string("c\xEF\xBF\xBD"));
        QCOMPARE(machine.all<JobFailed>().at(0).message, std::string("m\xEF\xBF\xBD"));
    }

    void aTaskSaysWhoAndUntilWhen()
    {
        const std::string rules =
            "<zeebe:assignmentDefinition assignee=\"= lead\" candidateGroups=\"Treasurer, Board\" "
            "candidateUsers=\"= [&quot;dana&quot;]\"/>\n"
            "<zeebe:taskSchedule dueDate=\"= due\" followUpDate=\"2026-04-02T08:00:00+02:00\"/>\n"
            "<zeebe:priorityDefinition priority=\"80\"/>\n<zeebe:formDefinition formId=\"sign\"/>\n";
        const Machine machine = played(start("s") + user("U", rules) + flows("s U"),
                                       "start {lead: \"kim\", due: @\"2026-04-01T12:00:00Z\"}");
        const auto task = machine.all<TaskCreated>().at(0);
        QCOMPARE(task.name, std::string("U"));
        QCOMPARE(task.assignee, std::string("kim"));
        QCOMPARE(task.candidateGroups, (std::vector<std::string>{"Treasurer", "Board"}));
        QCOMPARE(task.candidateUsers, (std::vector<std::string>{"dana"}));
        QVERIFY(task.dueAt == *parseInstant("2026-04-01T12:00:00Z"));
        QVERIFY(task.followUpAt == *parseInstant("2026-04-02T06:00:00Z"));
        QCOMPARE(task.priority, 80);
        QCOMPARE(task.form, std::string("sign"));
    }

    void cyclesKeepTheirPace()
    {
        const std::string model =
            start("s") + service("A") +
            boundaryTimer("b", "A", "timeCycle", "R3/PT10S", Boundary::NotInterrupting) + end("x") +
            flows("s A") + flows("b x");
        const Machine machine = played(model, "start; wait PT25S; fire b; fire b; fire b");
        QVERIFY(dueTimes(machine) == (std::vector<Instant>{begin + 10s, begin + 20s, begin + 30s}));
    }

    void anEndlessCycleDoesNotMakeUpForWhatItMissed()
    {
        const std::string model = start("s") + service("A") +
                                  boundaryTimer("b", "A", "timeCycle", "R/PT10S", Boundary::NotInterrupting) +
                                  end("x") + flows("s A") + flows("b x");
        const Machine machine = played(model, "start; wait PT1H5S; fire b");
        QVERIFY(dueTimes(machine) == (std::vector<Instant>{begin + 10s, begin + 1h + 10s}));
    }

    void aMonthlyCycleEndsOnTheLastDay()
    {
        const std::string model = start("s") + service("A") +
                                  boundaryTimer("b", "A", "timeCycle", "R2/P1M", Boundary::NotInterrupting) +
                                  end("x") + flows("s A") + flows("b x");
        const Machine machine = played(model, "start; fire b");
        QVERIFY(dueTimes(machine).at(0) == *parseInstant("2026-04-30T00:00:00Z"));
    }

    void aCallHandsDownVariablesAndWhoCatchesWhat()
    {
        const std::string model = start("s") +
                                  sub("P", start("is") + call("C", "child", "", input("= 1", "own")) +
                                               flows("is C") + boundaryError("in", "C", "E2")) +
                                  flows("s P") + boundaryError("out", "P", "E1");
        const Machine machine = played(model, "start {x: 5}");
        const auto call = machine.all<CallStarted>().at(0);
        QCOMPARE(call.calledProcessId, std::string("child"));
        QCOMPARE(call.businessKey, std::string("key-1"));
        QVERIFY(call.variables == (feel::Context{{"own", 1}, {"x", 5}}));
        QVERIFY(call.origin.instance == machine.state().instance);
        QVERIFY(call.origin.elementInstance == machine.at("C"));
        QCOMPARE(call.origin.depth, 1);
        QCOMPARE(call.origin.caught.codes, (std::vector<std::string>{"E1", "E2"}));
        QVERIFY(!call.origin.caught.all);
    }

    void aCallMayHandDownOnlyItsInputs()
    {
        const Machine machine = played(
            start("s") + call("C", "child", "propagateAllParentVariables=\"false\"", input("= x", "y")) +
                flows("s C"),
            "start {x: 5}");
        QVERIFY(machine.all<CallStarted>().at(0).variables == (feel::Context{{"y", 5}}));
    }

    void anErrorThatACallerCatchesEndsTheChild()
    {
        Machine machine(modelOf(start("s") + service("A") + flows("s A")));
        const CallOrigin origin{InstanceKey(1), ElementInstanceKey(2), 1, {false, {"E1"}}};
        QVERIFY(!machine.give(CreateInstance{"k", {}, origin, {}}));
        play(machine, "throw A E1");
        QCOMPARE(machine.trace(), std::string("s -A [failed E1]"));
        const auto failed = machine.all<InstanceFailed>().at(0);
        QCOMPARE(failed.errorCode, std::string("E1"));
        QVERIFY(failed.variables == (feel::Context{{"cause", "E1"}}));
        QVERIFY(machine.state().status == InstanceStatus::Failed);
    }

    void anErrorThatNoCallerCatchesWaitsInTheChild()
    {
        Machine machine(modelOf(start("s") + service("A") + flows("s A")));
        const CallOrigin origin{InstanceKey(1), ElementInstanceKey(2), 1, {false, {"E1"}}};
        QVERIFY(!machine.give(CreateInstance{"k", {}, origin, {}}));
        play(machine, "throw A E2");
        QCOMPARE(machine.trace(), std::string("s !engine.error.uncaught@A"));
    }

    void whatCallersCatchIsHandedDown()
    {
        Machine machine(modelOf(start("s") + call("C", "grandchild") + flows("s C")));
        const CallOrigin origin{InstanceKey(1), ElementInstanceKey(2), 4, {true, {"E1"}}};
        QVERIFY(!machine.give(CreateInstance{"k", {}, origin, {}}));
        const auto call = machine.all<CallStarted>().at(0);
        QCOMPARE(call.origin.depth, 5);
        QVERIFY(call.origin.caught == (CaughtErrors{true, {"E1"}}));
    }

    void callsInACircleEndAsAnIncident()
    {
        Machine machine(modelOf(start("s") + call("C", "p") + flows("s C")));
        const CallOrigin origin{InstanceKey(1), ElementInstanceKey(2), callDepthLimit, {}};
        QVERIFY(!machine.give(CreateInstance{"k", {}, origin, {}}));
        QCOMPARE(machine.trace(), std::string("s !engine.call.depth@C"));
        QVERIFY(machine.all<CallStarted>().empty());
    }

    void anInterruptedCallIsCancelledOnce()
    {
        const std::string model = start("s") + call("C", "child") + flows("s C") +
                                  boundaryTimer("t", "C", "timeDuration", "PT1H") +
                                  boundaryError("b", "C", "");
        const auto cancelled = played(model, "start; fire t").all<CallEnded>();
        QCOMPARE(cancelled.size(), 1U);
        QVERIFY(cancelled[0].how == CallEnded::How::Cancelled);
        const auto failed = played(model, "start; refuse C E1").all<CallEnded>();
        QCOMPARE(failed.size(), 1U);
        QVERIFY(failed[0].how == CallEnded::How::Failed);
    }

    void aCircleWithoutAWaitBecomesAnIncident()
    {
        const std::string circle = start("s") + exclusive("in") + script("S", "= leave", "left") +
                                   exclusive("out", "out-in") + end("e") + flows("s in S out in") +
                                   flow("out", "e", "= left = true");
        Machine machine = played(circle, "start {leave: false}");
        const auto incidents = machine.all<IncidentRaised>();
        QCOMPARE(incidents.size(), 1U);
        QCOMPARE(incidents[0].code, std::string("engine.step.limit"));
        QCOMPARE(machine.all<ElementActivated>().size(), std::size_t(activationLimit) + 2);
        QVERIFY(!machine.give(RetryIncident{incidents[0].incident, feel::Context{{"leave", true}}}));
        QVERIFY(machine.state().status == InstanceStatus::Completed);
    }

    void compensationIsRegisteredInOrderOfCompletion()
    {
        const Machine machine = played(start("s") + service("A") + service("B") + user("U") +
                                           flows("s A B U") + undoable("A") + undoable("B"),
                                       "start; do A; do B");
        const auto registered = machine.all<CompensationRegistered>();
        QCOMPARE(registered.size(), 2U);
        QVERIFY(registered[0].sequence < registered[1].sequence);
        QCOMPARE(machine.model().id(registered[1].handler), std::string("undoB"));
    }

    void aJobSeesItsOwnVariablesFirst()
    {
        const Machine machine =
            played(start("s") +
                       sub("P", start("is") + service("A", input("= 3", "x")) + flows("is A"),
                           input("= 2", "x") + input("= 2", "y")) +
                       flows("s P"),
                   "start {x: 1, y: 1, z: 1}");
        QVERIFY(visibleVariables(machine.state(), machine.at("A")) ==
                (feel::Context{{"x", 3}, {"y", 2}, {"z", 1}}));
    }

    void aHandlersJobSeesTheVariablesAsTheyWere()
    {
        const Machine machine = played(start("s") + service("A") + service("B") +
                                           throwEvent("c", compensate()) + flows("s A B c") + undoable("A"),
                                       "start; do A {x: 1}; do B {x: 2, y: 2}");
        QVERIFY(visibleVariables(machine.state(), machine.at("undoA")) ==
                (feel::Context{{"x", 1}, {"y", 2}}));
    }

    void copiesOfAStateShareVariablesUntilTheyAreWritten()
    {
        Machine machine = played(start("s") + service("A") + flows("s A"), "start {x: 1}");
        const InstanceState before = machine.state();
        play(machine, "set {x: 2}");
        QVERIFY(before.variables() == (feel::Context{{"x", 1}}));
        QVERIFY(machine.state().variables() == (feel::Context{{"x", 2}}));
    }
};

QTEST_GUILESS_MAIN(EventsTest)
#include "events_test.moc"
