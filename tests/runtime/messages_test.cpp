// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/runtime/fixture.h"

#include "core/store/messages.h"

using namespace habitat;
using namespace habitat::runtime;
using namespace habitat::test;
using namespace std::chrono_literals;

namespace {

/// Messages and signals that the processes of a test name.
std::string declarations()
{
    return R"(<bpmn:message id="M" name="paid"/>)"
           R"(<bpmn:message id="MK" name="shipped"><bpmn:extensionElements><zeebe:subscription correlationKey="= order"/>)"
           R"(</bpmn:extensionElements></bpmn:message>)"
           R"(<bpmn:message id="MA" name="people.contribution.approved"/>)"
           R"(<bpmn:signal id="S" name="closing"/><bpmn:signal id="SA" name="people.contribution.approved"/>)"
           R"(<bpmn:escalation id="X" escalationCode="X1"/>)";
}

std::string messageDefinition(std::string_view id)
{
    return fmt::format(R"(<bpmn:messageEventDefinition messageRef="{}"/>)", id);
}

std::string signalDefinition(std::string_view id)
{
    return fmt::format(R"(<bpmn:signalEventDefinition signalRef="{}"/>)", id);
}

std::string catching(std::string_view id, std::string_view definition)
{
    return fmt::format(R"(<bpmn:intermediateCatchEvent id="{}">{}</bpmn:intermediateCatchEvent>)", id,
                       definition);
}

std::string throwing(std::string_view id, std::string_view definition, std::string_view extensions = {})
{
    return fmt::format(
        R"(<bpmn:intermediateThrowEvent id="{}"><bpmn:extensionElements>{}</bpmn:extensionElements>)"
        R"({}</bpmn:intermediateThrowEvent>)",
        id, extensions, definition);
}

std::string input(std::string_view source, std::string_view target)
{
    return fmt::format(R"(<zeebe:ioMapping><zeebe:input source="{}" target="{}"/></zeebe:ioMapping>)", source,
                       target);
}

/// Starts by the event, then waits for a person.
std::string startedBy(std::string_view process, std::string_view definition)
{
    return processOf(process,
                     fmt::format(R"(<bpmn:startEvent id="{0}-start">{1}</bpmn:startEvent>{2}{3}{4})"
                                 R"(<bpmn:endEvent id="{0}-end"/>)",
                                 process, definition, userTask(fmt::format("{}-u", process), "staff"),
                                 flow(fmt::format("{}-start", process), fmt::format("{}-u", process)),
                                 flow(fmt::format("{}-u", process), fmt::format("{}-end", process))));
}

PublishMessage paid(std::string correlation = {}, Duration timeToLive = 0s)
{
    PublishMessage message;
    message.name = "paid";
    message.correlation = std::move(correlation);
    message.timeToLive = timeToLive;
    message.variables = {{"amount", 42}};
    return message;
}

PublishMessage shipped(std::string order, Duration timeToLive = 0s)
{
    auto message = paid(std::move(order), timeToLive);
    message.name = "shipped";
    return message;
}

nlohmann::json answerTo(Desk& d, CommandBody body)
{
    const auto outcome = d.engine->execute({std::move(body), kim, {}, {}});
    return outcome ? outcome->result : nlohmann::json(outcome.error().code);
}

std::size_t countOf(const nlohmann::json& answer, const char* what)
{
    return answer.at(what).size();
}

TaskKey onlyTask(Desk& d, InstanceKey instance)
{
    for (const auto& task : store::tasksOf(d.reader(), instance))
        if (task.status == store::TaskStatus::Open) return task.key;
    return {};
}

nlohmann::json variable(Desk& d, InstanceKey instance, std::string_view name)
{
    for (const auto& row : store::variablesOf(d.reader(), instance))
        if (row.name == name) return row.value;
    return {};
}

} // namespace

/// Messages, signals and start events across instances. After every command the engine compares each instance
/// with what it rebuilds from disk.
class MessagesTest : public QObject
{
    Q_OBJECT

private slots:
    void messageWakesTheInstanceThatWaits()
    {
        Desk d;
        d.open();
        d.deploy(declarations() + chain("order", {{"c", catching("c", messageDefinition("M"))}}));
        const auto key = d.start("order");
        QCOMPARE(store::subscriptionsOf(d.reader(), key).size(), std::size_t(1));
        d.reopen();
        const auto answer = answerTo(d, paid());
        QCOMPARE(countOf(answer, "received"), std::size_t(1));
        QVERIFY(!answer.at("waiting").get<bool>());
        QCOMPARE(d.statusOf(key), std::string("completed"));
        QVERIFY(variable(d, key, "amount") == 42);
        QCOMPARE(d.number("SELECT count(*) FROM subscription"), 0);
        d.verifyRows();
    }

    void messageGoesToTheInstanceWithItsKey()
    {
        Desk d;
        d.open();
        d.deploy(declarations() + chain("order", {{"c", catching("c", messageDefinition("MK"))}}));
        const auto first = d.start("order", {{"order", "O-1"}});
        const auto second = d.start("order", {{"order", "O-2"}});
        QCOMPARE(countOf(answerTo(d, shipped("O-3")), "received"), std::size_t(0));
        QCOMPARE(countOf(answerTo(d, shipped("O-2")), "received"), std::size_t(1));
        QCOMPARE(d.statusOf(first), std::string("running"));
        QCOMPARE(d.statusOf(second), std::string("completed"));
        d.verifyRows();
    }

    void messageIsReceivedOnceInAProcess()
    {
        Desk d;
        d.open();
        d.deploy(declarations() + chain("order", {{"c", catching("c", messageDefinition("M"))}}) +
                 chain("other", {{"d", catching("d", messageDefinition("M"))}}));
        const auto oldest = d.start("order");
        const auto younger = d.start("order");
        const auto other = d.start("other");
        QCOMPARE(countOf(answerTo(d, paid()), "received"), std::size_t(2));
        QCOMPARE(d.statusOf(oldest), std::string("completed"));
        QCOMPARE(d.statusOf(younger), std::string("running"));
        QCOMPARE(d.statusOf(other), std::string("completed"));
    }

    void messageMayBeForABusinessKey()
    {
        Desk d;
        d.open();
        d.deploy(declarations() + chain("order", {{"c", catching("c", messageDefinition("M"))}}));
        const auto first = d.start("order", {}, "K-1");
        const auto second = d.start("order", {}, "K-2");
        auto message = paid();
        message.businessKey = "K-2";
        QCOMPARE(countOf(answerTo(d, message), "received"), std::size_t(1));
        QCOMPARE(d.statusOf(first), std::string("running"));
        QCOMPARE(d.statusOf(second), std::string("completed"));
    }

    void messageWaitsForAReceiverAsLongAsItLives()
    {
        Desk d;
        d.open();
        d.deploy(declarations() + chain("order", {{"c", catching("c", messageDefinition("MK"))}}));
        QVERIFY(answerTo(d, shipped("O-1", 1h)).at("waiting").get<bool>());
        QVERIFY(answerTo(d, shipped("O-2", 1h)).at("waiting").get<bool>());
        d.reopen();
        d.clock->advance(30min);
        QCOMPARE(d.statusOf(d.start("order", {{"order", "O-1"}})), std::string("completed"));
        // Once.
        QCOMPARE(d.statusOf(d.start("order", {{"order", "O-1"}})), std::string("running"));
        d.clock->advance(31min);
        QCOMPARE(d.statusOf(d.start("order", {{"order", "O-2"}})), std::string("running"));
        QVERIFY(!answerTo(d, shipped("O-9")).at("waiting").get<bool>());
        QCOMPARE(d.number("SELECT count(*) FROM message"), 0);
        d.verifyRows();
    }

    void messageWithTheSameIdIsTheSameMessage()
    {
        Desk d;
        d.open();
        d.deploy(declarations() + chain("order", {{"c", catching("c", messageDefinition("M"))}}));
        auto message = paid();
        message.id = "bank-77";
        d.start("order");
        const auto second = d.start("order");
        const auto first = answerTo(d, message);
        QCOMPARE(countOf(first, "received"), std::size_t(1));
        const auto again = answerTo(d, message);
        QVERIFY(again.at("repeated").get<bool>());
        QVERIFY(again.at("message") == first.at("message"));
        QCOMPARE(d.statusOf(second), std::string("running"));
        d.clock->advance(25h);
        QCOMPARE(countOf(answerTo(d, message), "received"), std::size_t(1));
    }

    void messageStartsOneInstanceAKey()
    {
        Desk d;
        d.open();
        d.deploy(declarations() + startedBy("order", messageDefinition("M")));
        const auto started = answerTo(d, paid("O-1"));
        QCOMPARE(countOf(started, "started"), std::size_t(1));
        const InstanceKey key(started.at("started").at(0).get<std::int64_t>());
        QVERIFY(variable(d, key, "amount") == 42);
        QVERIFY(answerTo(d, paid("O-1", 1h)).at("waiting").get<bool>());
        QCOMPARE(countOf(answerTo(d, paid("O-2")), "started"), std::size_t(1));
        d.reopen();
        // When it has ended, the one that waits starts the next.
        QVERIFY(d.command(key, engine::CompleteTask{onlyTask(d, key), {}}));
        QCOMPARE(d.statusOf(key), std::string("completed"));
        QCOMPARE(d.number("SELECT count(*) FROM instance"), 3);
        QCOMPARE(d.number("SELECT count(*) FROM message"), 0);
        QVERIFY(answerTo(d, paid("O-1", 1h)).at("waiting").get<bool>());
        d.verifyRows();
    }

    void messageWithoutAKeyStartsAsManyAsItIsSent()
    {
        Desk d;
        d.open();
        d.deploy(declarations() + startedBy("order", messageDefinition("M")));
        QCOMPARE(countOf(answerTo(d, paid()), "started"), std::size_t(1));
        QCOMPARE(countOf(answerTo(d, paid()), "started"), std::size_t(1));
        StartProcess byHand;
        byHand.processId = "order";
        QVERIFY(answerTo(d, byHand) == "engine.start.none");
        byHand.startEvent = "order-start";
        QVERIFY(d.engine->execute({byHand, kim, {}, {}}));
    }

    void onlyTheNewestVersionStarts()
    {
        Desk d;
        d.open();
        d.deploy(declarations() + startedBy("order", messageDefinition("M")));
        d.deploy(declarations() + startedBy("order", signalDefinition("S")));
        const auto answer = answerTo(d, paid());
        QCOMPARE(countOf(answer, "started"), std::size_t(0));
        QCOMPARE(countOf(answerTo(d, BroadcastSignal{"closing"}), "started"), std::size_t(1));
    }

    void processesSendEachOtherMessages()
    {
        Desk d;
        d.open();
        d.deploy(declarations() +
                 chain("seller", {{"t", throwing("t", messageDefinition("MK"), input("= 7", "parcels"))}}) +
                 chain("buyer", {{"c", catching("c", messageDefinition("MK"))}}));
        const auto buyer = d.start("buyer", {{"order", "O-1"}});
        const auto seller = d.start("seller", {{"order", "O-1"}});
        QCOMPARE(d.statusOf(seller), std::string("completed"));
        QCOMPARE(d.statusOf(buyer), std::string("completed"));
        QVERIFY(variable(d, buyer, "parcels") == 7);
        // Also where the receiver comes later.
        d.start("seller", {{"order", "O-2"}});
        QCOMPARE(d.statusOf(d.start("buyer", {{"order", "O-2"}})), std::string("completed"));
        d.verifyRows();
    }

    void signalReachesEverybodyAndStartsProcesses()
    {
        Desk d;
        d.open();
        d.deploy(declarations() + chain("order", {{"c", catching("c", signalDefinition("S"))}}) +
                 startedBy("report", signalDefinition("S")));
        const auto first = d.start("order");
        const auto second = d.start("order");
        const auto answer = answerTo(d, BroadcastSignal{"closing", {{"period", "2026-Q1"}}});
        QCOMPARE(countOf(answer, "received"), std::size_t(2));
        QCOMPARE(countOf(answer, "started"), std::size_t(1));
        QCOMPARE(d.statusOf(first), std::string("completed"));
        QCOMPARE(d.statusOf(second), std::string("completed"));
        const InstanceKey report(answer.at("started").at(0).get<std::int64_t>());
        QVERIFY(variable(d, report, "period") == "2026-Q1");
        d.verifyRows();
    }

    void thrownSignalReachesOthersButNotWhoWaitsAfterwards()
    {
        Desk d;
        d.open();
        d.deploy(declarations() +
                 chain("caller", {{"t", throwing("t", signalDefinition("S"))},
                                  {"c2", catching("c2", signalDefinition("S"))}}) +
                 chain("order", {{"c", catching("c", signalDefinition("S"))}}));
        const auto waiting = d.start("order");
        const auto caller = d.start("caller");
        QCOMPARE(d.statusOf(waiting), std::string("completed"));
        QCOMPARE(d.statusOf(caller), std::string("running"));
        QCOMPARE(countOf(answerTo(d, BroadcastSignal{"closing"}), "received"), std::size_t(1));
        QCOMPARE(d.statusOf(caller), std::string("completed"));
    }

    void timersStartInstances()
    {
        Desk d;
        d.open();
        const auto cycle =
            R"(<bpmn:timerEventDefinition><bpmn:timeCycle>R2/PT1H</bpmn:timeCycle></bpmn:timerEventDefinition>)";
        d.deploy(startedBy("report", cycle));
        d.engine->runUntilIdle();
        QCOMPARE(d.number("SELECT count(*) FROM instance"), 0);
        d.clock->advance(1h);
        d.engine->runUntilIdle();
        QCOMPARE(d.number("SELECT count(*) FROM instance"), 1);
        d.reopen();
        d.clock->advance(1h);
        d.engine->runUntilIdle();
        d.clock->advance(5h);
        d.engine->runUntilIdle();
        QCOMPARE(d.number("SELECT count(*) FROM instance"), 2);
        d.verifyRows();
    }

    void conditionsStartInstances()
    {
        Desk d;
        d.open();
        const auto definition =
            R"(<bpmn:conditionalEventDefinition><bpmn:condition>= balance &lt; 0</bpmn:condition>)"
            R"(</bpmn:conditionalEventDefinition>)";
        d.deploy(startedBy("dunning", definition));
        QCOMPARE(countOf(answerTo(d, EvaluateStartConditions{{{"balance", 1}}}), "started"), std::size_t(0));
        QCOMPARE(countOf(answerTo(d, EvaluateStartConditions{{{"balance", -1}}}), "started"), std::size_t(1));
    }

    void domainEventsStartAndWakeInstances()
    {
        Desk d;
        d.open();
        d.deploy(declarations() + startedBy("thanks", signalDefinition("SA")) +
                 chain("follow", {{"c", catching("c", messageDefinition("MA"))}}));
        const auto waiting = d.start("follow");
        QVERIFY(d.operation("test.approve", [](OperationContext& context) -> Result<nlohmann::json> {
            context.work().publish({"people.contribution.approved", "C-1042", {{"hours", 3}}});
            return nlohmann::json();
        }));
        QCOMPARE(d.statusOf(waiting), std::string("completed"));
        QVERIFY(variable(d, waiting, "hours") == 3);
        QCOMPARE(d.number("SELECT count(*) FROM instance_row WHERE process_id = 'thanks'"), 1);
        d.verifyRows();
    }

    void domainEventsWakeWhomOneBeforeThemStarted()
    {
        Desk d;
        d.open();
        d.deploy(declarations() +
                 processOf("both", R"(<bpmn:startEvent id="first">)" + signalDefinition("S") +
                                       R"(</bpmn:startEvent><bpmn:endEvent id="end"/>)" +
                                       catching("second", signalDefinition("SA")) + flow("first", "second") +
                                       flow("second", "end")));
        QVERIFY(d.operation("test.both", [](OperationContext& context) -> Result<nlohmann::json> {
            context.work().publish({"closing", "2026-Q1"});
            context.work().publish({"people.contribution.approved", "C-1042"});
            return nlohmann::json();
        }));
        QCOMPARE(
            d.number("SELECT count(*) FROM instance_row WHERE process_id = 'both' AND ended_at IS NOT NULL"),
            1);
        d.verifyRows();
    }

    void escalationReachesTheCaller()
    {
        Desk d;
        d.open();
        const auto definition = R"(<bpmn:escalationEventDefinition escalationRef="X"/>)";
        d.deploy(
            declarations() +
            processOf(
                "parent",
                R"(<bpmn:startEvent id="s"/><bpmn:callActivity id="call"><bpmn:extensionElements>)"
                R"(<zeebe:calledElement processId="child"/></bpmn:extensionElements></bpmn:callActivity>)"
                R"(<bpmn:endEvent id="e"/><bpmn:endEvent id="x"/>)"
                R"(<bpmn:boundaryEvent id="b" attachedToRef="call" cancelActivity="false">)" +
                    std::string(definition) + "</bpmn:boundaryEvent>" + flow("s", "call") +
                    flow("call", "e") + flow("b", "x")) +
            chain("child", {{"t", throwing("t", definition)}, {"u", userTask("u", "staff")}}));
        const auto key = d.start("parent");
        bool caught = false;
        for (const auto& element : store::elementsOf(d.reader(), key))
            caught |= element.elementId == "x";
        QVERIFY(caught);
        QCOMPARE(d.statusOf(key), std::string("running"));
        QCOMPARE(d.statusOf(store::childrenOf(d.reader(), key).at(0).key), std::string("running"));
        d.verifyRows();
    }

    void refusedMessagesLeaveNothing()
    {
        Desk d;
        d.open();
        QVERIFY(answerTo(d, PublishMessage{}) == "runtime.message.name");
        QVERIFY(answerTo(d, BroadcastSignal{}) == "runtime.message.name");
        QCOMPARE(d.number("SELECT count(*) FROM message"), 0);
        d.verifyRows();
    }
};

QTEST_GUILESS_MAIN(MessagesTest)
#include "messages_test.moc"
