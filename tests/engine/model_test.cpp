// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/engine/support/model_xml.h"

using namespace habitat;
using namespace habitat::engine;
using namespace habitat::engine::test;

namespace {

/// Codes and elements of what is found, in order: "engine.model.job@A".
QStringList findingsIn(const std::string& body)
{
    const auto model = compile(processOf(body), DefinitionKey(1), 1);
    if (model) return {};
    QStringList findings;
    for (const auto& finding : model.error().context["findings"]) {
        findings << QString::fromStdString(finding["code"].get<std::string>() + "@" +
                                           finding["element"].get<std::string>());
        if (finding["message"].get<std::string>().empty() || finding["line"].get<int>() < 1)
            findings << "no words or no line";
    }
    return findings;
}

} // namespace

/// What a model must be like to be run, and that every finding is told at once.
class ModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusal_data()
    {
        QTest::addColumn<QString>("body");
        QTest::addColumn<QStringList>("findings");
        const auto row = [](const char* name, const std::string& body, const QStringList& findings) {
            QTest::newRow(name) << QString::fromStdString(body) << findings;
        };
        const std::string s = start("s");
        row("a runnable one", s + service("A") + flows("s A"), {});
        row("a service task without a job", s + task("serviceTask", "A") + flows("s A"),
            {"engine.model.job@A"});
        row("a broken expression", s + exclusive("g") + end("e") + flows("s g") + flow("g", "e", "= 1 +"),
            {"feel.syntax@g-e"});
        row("another language",
            s + exclusive("g") + end("e") + flows("s g") +
                "<sequenceFlow id=\"f\" sourceRef=\"g\" targetRef=\"e\"><conditionExpression "
                "language=\"groovy\">x as int</conditionExpression></sequenceFlow>",
            {"engine.expression.foreign@f"});
        row("an event that waits for nothing", s + "<intermediateCatchEvent id=\"R\"/>" + flows("s R"),
            {"engine.model.unsupported@R"});
        row("an event where it cannot stand", s + catching("c", errorDefinition("E1")) + flows("s c"),
            {"engine.model.unsupported@c"});
        row("a start of an embedded sub-process by an event",
            s + sub("P", startWith("is", message("M1")) + service("A") + flows("is A")) + flows("s P"),
            {"engine.model.unsupported@is"});
        row("a signal event without a signal", s + catching("c", "<signalEventDefinition/>") + flows("s c"),
            {"engine.model.signal@c"});
        row("a message that is thrown without a name",
            s + throwEvent("t", "<messageEventDefinition/>") + flows("s t"), {"engine.model.message@t"});
        row("a condition that is not stated",
            s + catching("c", "<conditionalEventDefinition/>") + flows("s c"), {"engine.model.condition@c"});
        row("an escalation that is thrown without a code", s + endWith("t", escalation("")) + flows("s t"),
            {"engine.model.escalation@t"});
        row("a link to nowhere", s + throwEvent("l", link("L")) + flows("s l"), {"engine.model.link@l"});
        row("a life time that cannot be read",
            s +
                "<intermediateThrowEvent id=\"t\"><extensionElements><zeebe:properties>"
                "<zeebe:property name=\"timeToLive\" "
                "value=\"long\"/></zeebe:properties></extensionElements>" +
                message("M1") + "</intermediateThrowEvent>" + flows("s t"),
            {"engine.model.property@t"});
        row("several events at once, one of which only comes to a catcher",
            s + service("A") + flows("s A") +
                boundary("b", "A", message("M1") + errorDefinition("E1"), Boundary::Interrupting,
                         "parallelMultiple=\"true\""),
            {"engine.model.event@b"});
        row("a cancellation outside a transaction",
            s + endWith("t", "<cancelEventDefinition/>") + flows("s t"), {"engine.model.cancel@t"});
        row("a transaction that is cancelled to nowhere",
            s + "<transaction id=\"T\">" + start("is") + endWith("t", "<cancelEventDefinition/>") +
                flows("is t") + "</transaction>" + flows("s T"),
            {"engine.model.cancel@t"});
        row("a gateway before something that is no event",
            s + eventGateway("g") + service("A") + flows("s g A"), {"engine.model.gateway@g"});
        row("a complex gateway that joins without a condition",
            s + parallel("g") + service("A") + service("B") + complex("d") + flows("s g A d") +
                flows("g B d"),
            {"engine.model.gateway@d"});
        row("several instances of an activity, but not how many",
            s + "<userTask id=\"U\"><multiInstanceLoopCharacteristics/></userTask>" + flows("s U"),
            {"engine.model.loop@U"});
        row("a loop without an end",
            s + "<userTask id=\"U\"><standardLoopCharacteristics/></userTask>" + flows("s U"),
            {"engine.model.loop@U"});
        row("instances that throw nothing",
            s +
                "<userTask id=\"U\"><multiInstanceLoopCharacteristics behavior=\"One\">"
                "<loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics></userTask>" +
                flows("s U"),
            {"engine.model.loop@U"});
        row("an event sub-process that nothing starts",
            s + end("e") + flows("s e") + "<subProcess id=\"H\" triggeredByEvent=\"true\"/>",
            {"engine.model.start@H"});
        row("a timer that cannot be read", s + timerCatch("t", "timeDuration", "soon") + flows("s t"),
            {"engine.timer.invalid@t"});
        row("a cycle that cannot be read",
            s + service("A") + boundaryTimer("b", "A", "timeCycle", "PT1S") + flows("s A"),
            {"engine.timer.invalid@b"});
        row("a timer without a time",
            s + "<intermediateCatchEvent id=\"t\"><timerEventDefinition/></intermediateCatchEvent>" +
                flows("s t"),
            {"engine.model.timer@t"});
        row("a backoff that cannot be read",
            s + service("A", test::property("backoff", "10 s")) + flows("s A"), {"engine.model.property@A"});
        row("a factor below one", s + service("A", test::property("backoffFactor", "0.5")) + flows("s A"),
            {"engine.model.property@A"});
        row("an unknown way to start", s + service("A", test::property("start", "robot")) + flows("s A"),
            {"engine.model.property@A"});
        row("a call of nothing", s + "<callActivity id=\"C\"/>" + flows("s C"), {"engine.model.call@C"});
        row("an error event without a code", s + endWith("e", "<errorEventDefinition/>") + flows("s e"),
            {"engine.model.error@e"});
        row("a handler in the flow", s + service("A") + service("B") + undoableBy("A", "B") + flows("s A B"),
            {"engine.model.compensation@backA"});
        row("an undoing of something elsewhere",
            s + sub("P", start("is") + service("A") + flows("is A")) + throwEvent("c", compensate("A")) +
                flows("s P c"),
            {"engine.model.compensation@c"});
        row("two none start events", s + start("s2") + end("e") + flows("s e") + flows("s2 e"),
            {"engine.model.start@p"});
        row("nothing to start with", "", {"engine.model.start@p"});
        row("a mapping to no name", s + service("A", input("= 1", "a..b")) + flows("s A"),
            {"engine.model.mapping@A"});
        row("several at once",
            s + task("serviceTask", "A") + "<intermediateCatchEvent id=\"R\"/>" + flows("s A R"),
            {"engine.model.job@A", "engine.model.unsupported@R"});
    }

    void refusal()
    {
        QFETCH(QString, body);
        QFETCH(QStringList, findings);
        QCOMPARE(findingsIn(body.toStdString()), findings);
    }

    void onlyWhatIsUnsupportedHasACodeOfItsOwn()
    {
        const auto model = compile(
            processOf(start("s") + "<intermediateCatchEvent id=\"R\"/>" + flows("s R")), DefinitionKey(1), 1);
        QVERIFY(!model);
        QCOMPARE(model.error().code, std::string("engine.model.unsupported"));
        QVERIFY(model.error().message.find("\"R\"") != std::string::npos);
    }

    void whatCanRunIsKnownBefore()
    {
        const bpmn::Process process =
            processOf(start("s") + service("A") + "<intermediateCatchEvent id=\"R\"/>" +
                      "<subProcess id=\"P\" triggeredByEvent=\"true\"/>" + flows("s A R"));
        QVERIFY(canRun(process, *process.element("A")));
        QVERIFY(!canRun(process, *process.element("R")));
        QVERIFY(canRun(process, *process.element("P")));
    }
};

QTEST_GUILESS_MAIN(ModelTest)
#include "model_test.moc"
