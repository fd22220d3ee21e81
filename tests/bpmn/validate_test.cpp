// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bpmn/validate.h"
#include "tests/bpmn/graph.h"
#include "tests/bpmn/models.h"

#include <QTest>

using namespace habitat;
using namespace habitat::bpmn;
using habitat::bpmn::test::definitionsWith;
using habitat::bpmn::test::processWith;
using habitat::bpmn::test::readText;

namespace {

QString problemsIn(const std::string& xml, const DeploymentRules& rules = {})
{
    return QString::fromStdString(bpmn::test::listed(validate(readText(xml), rules)));
}

/// Start, `middle` (with the id m, at line 4), end, joined by flows. What follows stands at line 9.
std::string chain(const std::string& middle, const std::string& more = {})
{
    return processWith("<startEvent id=\"start\"/>\n" + middle +
                       "\n<endEvent id=\"end\"/>\n"
                       "<sequenceFlow id=\"f1\" sourceRef=\"start\" targetRef=\"m\"/>\n"
                       "<sequenceFlow id=\"f2\" sourceRef=\"m\" targetRef=\"end\"/>\n\n" +
                       more);
}

/// A chain through a task with the boundary event b of this definition, which leads to the end.
std::string boundary(const std::string& definition, const std::string& attributes = {})
{
    return chain("<task id=\"m\"/>", "<boundaryEvent id=\"b\" attachedToRef=\"m\" " + attributes + ">" +
                                         definition +
                                         "</boundaryEvent>\n"
                                         "<sequenceFlow id=\"f3\" sourceRef=\"b\" targetRef=\"end\"/>");
}

std::string catching(const std::string& definition)
{
    return chain("<intermediateCatchEvent id=\"m\">" + definition + "</intermediateCatchEvent>");
}

std::string throwing(const std::string& definition)
{
    return chain("<intermediateThrowEvent id=\"m\">" + definition + "</intermediateThrowEvent>");
}

std::string timer(const std::string& content)
{
    return "<timerEventDefinition>" + content + "</timerEventDefinition>";
}

std::string job(const std::string& type, const std::string& more = {})
{
    return "<extensionElements><zeebe:taskDefinition type=\"" + type + "\" " + more +
           "/></extensionElements>";
}

std::string subProcess(const std::string& content, const std::string& attributes = {})
{
    return "<subProcess id=\"m\" " + attributes + ">" + content + "</subProcess>";
}

const std::string innerEnds = "<startEvent id=\"is\"/><endEvent id=\"ie\"/>"
                              "<sequenceFlow id=\"if\" sourceRef=\"is\" targetRef=\"ie\"/>";

} // namespace

class ValidateTest : public QObject
{
    Q_OBJECT

private slots:
    void acceptsSoundProcesses_data()
    {
        QTest::addColumn<QByteArray>("xml");
        const auto row = [](const char* name, const std::string& xml) {
            QTest::newRow(name) << QByteArray::fromStdString(xml);
        };
        row("chain", chain("<task id=\"m\"/>"));
        row("timer", catching(timer("<timeDuration>PT1H</timeDuration>")));
        row("timer in FEEL", catching(timer("<timeDate>=due</timeDate>")));
        row("boundary timer",
            boundary(timer("<timeDuration>P2D</timeDuration>"), "cancelActivity=\"false\""));
        row("sub-process", chain(subProcess(innerEnds)));
        row("event sub-process",
            chain("<task id=\"m\"/>",
                  "<subProcess id=\"es\" triggeredByEvent=\"true\"><startEvent id=\"is\">" +
                      timer("<timeDuration>PT1H</timeDuration>") +
                      "</startEvent><endEvent id=\"ie\"/><sequenceFlow id=\"if\" sourceRef=\"is\" "
                      "targetRef=\"ie\"/>"
                      "</subProcess>"));
        row("exclusive with default",
            chain("<exclusiveGateway id=\"m\" default=\"f2\"/>",
                  "<sequenceFlow id=\"f3\" sourceRef=\"m\" targetRef=\"end\"><conditionExpression>=a"
                  "</conditionExpression></sequenceFlow>"));
        row("compensation",
            chain(
                "<task id=\"m\"/>",
                "<boundaryEvent id=\"b\" attachedToRef=\"m\"><compensateEventDefinition/></boundaryEvent>"
                "<task id=\"u\" isForCompensation=\"true\"/><association sourceRef=\"b\" targetRef=\"u\"/>"));
        row("link",
            processWith("<startEvent id=\"s\"/><sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"l\"/>"
                        "<intermediateThrowEvent id=\"l\"><linkEventDefinition name=\"A\"/>"
                        "</intermediateThrowEvent><intermediateCatchEvent id=\"t\"><linkEventDefinition "
                        "name=\"A\"/></intermediateCatchEvent><endEvent id=\"e\"/>"
                        "<sequenceFlow id=\"g\" sourceRef=\"t\" targetRef=\"e\"/>"));
    }

    void acceptsSoundProcesses()
    {
        QFETCH(QByteArray, xml);
        QCOMPARE(problemsIn(xml.toStdString()), QString());
    }

    void findsBrokenStructure_data()
    {
        addColumns();
        row("no process", definitionsWith(""), "error bpmn.process.none :0\n");
        row("nothing executable",
            definitionsWith("<process id=\"p\"><startEvent id=\"s\"/><endEvent id=\"e\"/>"
                            "<sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"e\"/></process>"),
            "error bpmn.process.notExecutable p:2\n");
        row("public and executable",
            definitionsWith(
                "<process id=\"p\" isExecutable=\"true\" processType=\"Public\"><startEvent id=\"s\"/>"
                "<endEvent id=\"e\"/><sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"e\"/></process>"),
            "error bpmn.process.public p:2\n");
        row("no start",
            processWith("<task id=\"t\"/>\n<endEvent id=\"e\"/>"
                        "<sequenceFlow id=\"f\" sourceRef=\"t\" targetRef=\"e\"/>"),
            "error bpmn.start.missing p:2\n");
        row("no end",
            processWith("<startEvent id=\"s\"/>\n<task id=\"t\"/>"
                        "<sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"t\"/>"),
            "error bpmn.end.missing s:3\n");
        row("sub-process without start", chain(subProcess("<task id=\"t\"/>")),
            "error bpmn.start.missing m:4\n");
        row("sub-process with two starts",
            chain(subProcess(innerEnds + "<startEvent id=\"is2\"/>"
                                         "<sequenceFlow id=\"if2\" sourceRef=\"is2\" targetRef=\"ie\"/>")),
            "error bpmn.start.several m:4\n");
        row("event sub-process without trigger",
            chain("<task id=\"m\"/>",
                  "<subProcess id=\"es\" triggeredByEvent=\"true\">" + innerEnds + "</subProcess>"),
            "error bpmn.start.trigger is:9\n");
        row("flow into an event sub-process",
            chain(
                subProcess("<startEvent id=\"is\"><signalEventDefinition signalRef=\"sg\"/></startEvent>"
                           "<endEvent id=\"ie\"/><sequenceFlow id=\"if\" sourceRef=\"is\" targetRef=\"ie\"/>",
                           "triggeredByEvent=\"true\""),
                "</process><signal id=\"sg\" name=\"n\"/><process id=\"q\">"),
            "error bpmn.flow.eventSubProcess m:4\nerror bpmn.flow.eventSubProcess m:4\n");
        row("unreachable", chain("<task id=\"m\"/>", "<task id=\"island\"/>"),
            "error bpmn.element.unreachable island:9\n");
        row("unreachable ring",
            chain("<task id=\"m\"/>", "<task id=\"a\"/>\n<task id=\"b\"/>\n"
                                      "<sequenceFlow id=\"g\" sourceRef=\"a\" targetRef=\"b\"/>"
                                      "<sequenceFlow id=\"h\" sourceRef=\"b\" targetRef=\"a\"/>"),
            "error bpmn.element.unreachable a:9\nerror bpmn.element.unreachable b:10\n");
        row("flow across scopes",
            chain(subProcess(innerEnds +
                             "<task id=\"t\"/><sequenceFlow id=\"out\" sourceRef=\"t\" targetRef=\"end\"/>"
                             "<sequenceFlow id=\"in\" sourceRef=\"is\" targetRef=\"t\"/>")),
            "error bpmn.flow.scope out:4\n");
        row("flow into start",
            chain("<task id=\"m\"/>", "<sequenceFlow id=\"f3\" sourceRef=\"m\" targetRef=\"start\"/>"),
            "error bpmn.flow.intoStart start:3\n");
        row("flow out of end",
            chain("<task id=\"m\"/>", "<sequenceFlow id=\"f3\" sourceRef=\"end\" targetRef=\"m\"/>"),
            "error bpmn.flow.fromEnd end:5\n");
        row("dangling flow",
            chain("<task id=\"m\"/>", "<sequenceFlow id=\"f3\" sourceRef=\"m\" targetRef=\"x\"/>"),
            "error bpmn.reference.dangling f3:9\n");
        row("duplicate id", chain("<task id=\"m\"/>", "<textAnnotation id=\"m\"/>"),
            "error bpmn.id.duplicate m:9\n");
        row("message flow within a pool",
            definitionsWith("<collaboration id=\"c\"><participant id=\"pool\" processRef=\"p\"/>\n"
                            "<messageFlow id=\"mf\" sourceRef=\"a\" targetRef=\"b\"/></collaboration>"
                            "<process id=\"p\" isExecutable=\"true\"><startEvent id=\"s\"/><task id=\"a\"/>"
                            "<task id=\"b\"/><endEvent id=\"e\"/><sequenceFlow id=\"f\" sourceRef=\"s\" "
                            "targetRef=\"a\"/><sequenceFlow id=\"g\" sourceRef=\"a\" targetRef=\"b\"/>"
                            "<sequenceFlow id=\"h\" sourceRef=\"b\" targetRef=\"e\"/></process>"),
            "error bpmn.messageFlow.pool mf:3\n");
        row("message flow from a receiver, to a sender",
            definitionsWith(
                "<collaboration id=\"c\"><participant id=\"pool\" processRef=\"p\"/><participant "
                "id=\"other\"/><messageFlow id=\"mf\" sourceRef=\"s\" targetRef=\"other\"/>"
                "<messageFlow id=\"mg\" sourceRef=\"other\" targetRef=\"e\"/></collaboration>\n"
                "<process id=\"p\" isExecutable=\"true\"><startEvent id=\"s\"/>\n<endEvent id=\"e\"/>"
                "<sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"e\"/></process>"),
            "error bpmn.messageFlow.source s:3\nerror bpmn.messageFlow.target e:4\n");
    }

    void findsBrokenStructure() { check(); }

    void findsBrokenGateways_data()
    {
        addColumns();
        const std::string second = "<sequenceFlow id=\"f3\" sourceRef=\"m\" targetRef=\"end\">"
                                   "<conditionExpression>=a</conditionExpression></sequenceFlow>";
        const std::string bare = "<sequenceFlow id=\"f3\" sourceRef=\"m\" targetRef=\"end\"/>";
        row("no condition", chain("<exclusiveGateway id=\"m\" default=\"f2\"/>", bare),
            "error bpmn.gateway.condition f3:9\n");
        row("no default",
            chain("<exclusiveGateway id=\"m\"/>",
                  second + "\n<sequenceFlow id=\"f4\" sourceRef=\"m\" targetRef=\"end\">"
                           "<conditionExpression>=b</conditionExpression>"
                           "</sequenceFlow>"),
            "warning bpmn.gateway.noDefault m:4\nerror bpmn.gateway.condition f2:7\n");
        row("condition on the default", chain("<inclusiveGateway id=\"m\" default=\"f3\"/>", second),
            "error bpmn.gateway.condition f2:7\nwarning bpmn.gateway.defaultCondition f3:9\n");
        row("condition after a parallel gateway", chain("<parallelGateway id=\"m\"/>", second),
            "error bpmn.flow.condition f3:9\n");
        row("default on a parallel gateway", chain("<parallelGateway id=\"m\" default=\"f3\"/>", bare),
            "error bpmn.flow.defaultType m:4\n");
        row("default of another", chain("<exclusiveGateway id=\"m\" default=\"f1\"/>", ""),
            "error bpmn.flow.default m:4\n");
        row("diverging with two ways in",
            chain("<exclusiveGateway id=\"m\" gatewayDirection=\"Diverging\"/>",
                  "<sequenceFlow id=\"f3\" sourceRef=\"start\" targetRef=\"m\"/>"),
            "error bpmn.gateway.direction m:4\n");
        row("converging with two ways out",
            chain("<parallelGateway id=\"m\" gatewayDirection=\"Converging\"/>", bare),
            "error bpmn.gateway.direction m:4\n");
        row("event gateway with one event", chain("<eventBasedGateway id=\"m\"/>"),
            "error bpmn.gateway.event m:4\nerror bpmn.gateway.eventTarget end:5\n");
        row("event gateway with mixed messages",
            chain("<eventBasedGateway id=\"m\"/>",
                  "<intermediateCatchEvent id=\"c\"><messageEventDefinition messageRef=\"msg\"/>"
                  "</intermediateCatchEvent><receiveTask id=\"r\" messageRef=\"msg\"/>"
                  "<sequenceFlow id=\"g1\" sourceRef=\"m\" targetRef=\"c\"/>"
                  "<sequenceFlow id=\"g2\" sourceRef=\"m\" targetRef=\"r\"/></process>"
                  "<message id=\"msg\" name=\"n\"/><process id=\"q\">"),
            "error bpmn.gateway.eventMixed m:4\nerror bpmn.gateway.eventTarget end:5\n");
    }

    void findsBrokenGateways() { check(); }

    void findsBrokenEvents_data()
    {
        addColumns();
        row("start with an error",
            processWith("<startEvent id=\"s\"><errorEventDefinition/></startEvent><endEvent id=\"e\"/>"
                        "<sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"e\"/>"),
            "error bpmn.event.trigger s:3\n");
        row("trigger at the start of a sub-process",
            chain(subProcess("<startEvent id=\"is\">" + timer("<timeDuration>PT1S</timeDuration>") +
                             "</startEvent><endEvent id=\"ie\"/><sequenceFlow id=\"if\" sourceRef=\"is\" "
                             "targetRef=\"ie\"/>")),
            "error bpmn.event.trigger is:4\n");
        row("catching nothing", catching(""), "error bpmn.event.definition m:4\n");
        row("catching a compensation", catching("<compensateEventDefinition/>"),
            "error bpmn.event.trigger m:4\n");
        row("throwing a timer", throwing(timer("<timeDuration>PT1S</timeDuration>")),
            "error bpmn.event.trigger m:4\n");
        row("throwing no signal", throwing("<signalEventDefinition/>"), "error bpmn.event.reference m:4\n");
        row("throwing no message", throwing("<messageEventDefinition/>"), "error bpmn.event.reference m:4\n");
        row("timer without time", catching("<timerEventDefinition/>"), "error bpmn.timer.missing m:4\n");
        row("empty timer", catching(timer("<timeDuration> </timeDuration>")),
            "error bpmn.timer.missing m:4\n");
        row("wrong duration", catching(timer("<timeDuration>1 hour</timeDuration>")),
            "error bpmn.timer.invalid m:4\n");
        row("date without a zone", catching(timer("<timeDate>2026-04-01T08:00:00</timeDate>")),
            "error bpmn.timer.invalid m:4\n");
        row("date as duration", catching(timer("<timeDuration>2026-04-01T08:00:00Z</timeDuration>")),
            "error bpmn.timer.invalid m:4\n");
        row("two times",
            catching(timer("<timeDate>2026-04-01T08:00:00Z</timeDate><timeDuration>PT1S</timeDuration>")),
            "error bpmn.timer.ambiguous m:4\n");
        row("cycle that fires once", catching(timer("<timeCycle>R3/PT1H</timeCycle>")),
            "warning bpmn.timer.cycle m:4\n");
        row("error end without a code",
            processWith("<startEvent id=\"s\"/><endEvent id=\"e\"><errorEventDefinition/></endEvent>"
                        "<sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"e\"/>"),
            "error bpmn.event.reference e:3\n");
        row("cancel outside a transaction",
            processWith("<startEvent id=\"s\"/><endEvent id=\"e\"><cancelEventDefinition/></endEvent>"
                        "<sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"e\"/>"),
            "error bpmn.event.cancel e:3\n");
        row("link without a target",
            processWith("<startEvent id=\"s\"/><sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"l\"/>"
                        "<intermediateThrowEvent id=\"l\">\n<linkEventDefinition "
                        "name=\"A\"/></intermediateThrowEvent>"
                        "<endEvent id=\"e\"/><sequenceFlow id=\"g\" sourceRef=\"s\" targetRef=\"e\"/>"),
            "error bpmn.link.target l:4\n");
        row("link with a flow on", throwing("<linkEventDefinition/>"),
            "error bpmn.link.flow m:4\nerror bpmn.link.name m:4\nerror bpmn.link.target m:4\n");
    }

    void findsBrokenEvents() { check(); }

    void findsBrokenBoundaryEvents_data()
    {
        addColumns();
        const std::string hour = timer("<timeDuration>PT1H</timeDuration>");
        row("attached to nothing",
            chain("<task id=\"m\"/>", "<boundaryEvent id=\"b\">" + hour + "</boundaryEvent>"),
            "error bpmn.boundary.outgoing b:9\nerror bpmn.element.unreachable b:9\n"
            "error bpmn.reference.dangling b:9\n");
        row("attached to a gateway",
            chain("<exclusiveGateway id=\"m\"/>",
                  "<boundaryEvent id=\"b\" attachedToRef=\"m\">" + hour +
                      "</boundaryEvent>"
                      "<sequenceFlow id=\"f3\" sourceRef=\"b\" targetRef=\"end\"/>"),
            "error bpmn.boundary.host b:9\n");
        row("attached in another scope",
            chain(subProcess(innerEnds + "<boundaryEvent id=\"b\" attachedToRef=\"t\">" + hour +
                             "</boundaryEvent><sequenceFlow id=\"if2\" sourceRef=\"b\" targetRef=\"ie\"/>"),
                  "<task id=\"t\"/><sequenceFlow id=\"f3\" sourceRef=\"m\" targetRef=\"t\"/>"),
            "error bpmn.boundary.scope b:4\nerror bpmn.element.unreachable b:4\n");
        row("leading nowhere",
            chain("<task id=\"m\"/>",
                  "<boundaryEvent id=\"b\" attachedToRef=\"m\">" + hour + "</boundaryEvent>"),
            "error bpmn.boundary.outgoing b:9\n");
        row("target of a flow",
            chain("<task id=\"m\"/>", "<boundaryEvent id=\"b\" attachedToRef=\"m\">" + hour +
                                          "</boundaryEvent>"
                                          "<sequenceFlow id=\"f3\" sourceRef=\"b\" targetRef=\"end\"/>"
                                          "<sequenceFlow id=\"f4\" sourceRef=\"start\" targetRef=\"b\"/>"),
            "error bpmn.flow.intoBoundary b:9\n");
        row("catching nothing", boundary(""), "error bpmn.event.definition b:9\n");
        row("terminating", boundary("<terminateEventDefinition/>"), "error bpmn.event.trigger b:9\n");
        row("error that does not interrupt", boundary("<errorEventDefinition/>", "cancelActivity=\"false\""),
            "error bpmn.event.interrupting b:9\n");
        row("cancel of a task", boundary("<cancelEventDefinition/>"), "error bpmn.boundary.cancel b:9\n");
        row("compensation without handler",
            chain("<task id=\"m\"/>",
                  "<boundaryEvent id=\"b\" attachedToRef=\"m\"><compensateEventDefinition/></boundaryEvent>"),
            "error bpmn.compensation.handler b:9\n");
        row("compensation with a flow", boundary("<compensateEventDefinition/>"),
            "error bpmn.compensation.flow b:9\nerror bpmn.compensation.handler b:9\n");
        row("handler without the marker",
            chain("<task id=\"m\"/>",
                  "<boundaryEvent id=\"b\" attachedToRef=\"m\"><compensateEventDefinition/></boundaryEvent>"
                  "<association sourceRef=\"b\" targetRef=\"u\"/>\n<task id=\"u\"/>"),
            "error bpmn.compensation.marker u:10\nerror bpmn.element.unreachable u:10\n");
        row("handler that nobody calls",
            chain("<task id=\"m\"/>", "<task id=\"u\" isForCompensation=\"true\"/>"),
            "warning bpmn.compensation.unused u:9\n");
        row("handler in the flow", chain("<task id=\"m\" isForCompensation=\"true\"/>"),
            "error bpmn.compensation.flow m:4\nwarning bpmn.compensation.unused m:4\n");
        row("compensating what has no compensation",
            chain("<intermediateThrowEvent id=\"m\"><compensateEventDefinition activityRef=\"t\"/>"
                  "</intermediateThrowEvent>",
                  "<task id=\"t\"/><sequenceFlow id=\"f3\" sourceRef=\"start\" targetRef=\"t\"/>"),
            "error bpmn.compensation.target m:4\n");
    }

    void findsBrokenBoundaryEvents() { check(); }

    void findsBrokenActivities_data()
    {
        addColumns();
        row("call of nothing", chain("<callActivity id=\"m\"/>"), "error bpmn.call.missing m:4\n");
        row("call of a process that cannot be called",
            chain("<callActivity id=\"m\" calledElement=\"q\"/>",
                  "</process><process id=\"q\"><startEvent id=\"qs\"><signalEventDefinition/></startEvent>"
                  "<endEvent id=\"qe\"/><sequenceFlow id=\"qf\" sourceRef=\"qs\" targetRef=\"qe\"/>"),
            "error bpmn.call.start m:4\n");
        row("quantities", chain("<task id=\"m\" startQuantity=\"0\" completionQuantity=\"-1\"/>"),
            "error bpmn.activity.quantity m:4\nerror bpmn.activity.quantity m:4\n");
        row("service without a job", chain("<serviceTask id=\"m\"/>"), "error bpmn.job.missing m:4\n");
        row("send without a job", chain("<sendTask id=\"m\"/>"), "error bpmn.job.missing m:4\n");
        row("no attempts", chain("<serviceTask id=\"m\">" + job("x", "retries=\"0\"") + "</serviceTask>"),
            "error bpmn.job.retries m:4\n");
        row("attempts in words",
            chain("<serviceTask id=\"m\">" + job("x", "retries=\"few\"") + "</serviceTask>"),
            "error bpmn.job.retries m:4\n");
        row("empty script", chain("<scriptTask id=\"m\"><script> </script></scriptTask>"),
            "error bpmn.script.empty m:4\n");
        row("script in another language",
            chain("<scriptTask id=\"m\" scriptFormat=\"groovy\"><script>x = 1</script></scriptTask>"),
            "error bpmn.expression.foreign m:4\n");
        row("script without a language", chain("<scriptTask id=\"m\"><script>x = 1</script></scriptTask>"),
            "error bpmn.expression.foreign m:4\nerror bpmn.script.language m:4\n");
        row("decision of nothing", chain("<businessRuleTask id=\"m\"/>"), "error bpmn.job.missing m:4\n");
        row("task for nobody", chain("<userTask id=\"m\"/>"), "warning bpmn.task.unassigned m:4\n");
        row("receiving nothing", chain("<receiveTask id=\"m\"/>"), "error bpmn.event.reference m:4\n");
        row("many, but how many", chain("<task id=\"m\"><multiInstanceLoopCharacteristics/></task>"),
            "error bpmn.loop.count m:4\n");
        row("endless loop", chain("<task id=\"m\"><standardLoopCharacteristics/></task>"),
            "error bpmn.loop.endless m:4\n");
        row("event of a loop missing",
            chain("<task id=\"m\"><multiInstanceLoopCharacteristics behavior=\"One\"><loopCardinality>3"
                  "</loopCardinality></multiInstanceLoopCharacteristics></task>"),
            "error bpmn.loop.behavior m:4\n");
        row("receiver that starts, in the flow",
            chain("<receiveTask id=\"m\" instantiate=\"true\" messageRef=\"x\"/>",
                  "</process><message id=\"x\" name=\"n\"/><process id=\"q\">"),
            "error bpmn.activity.instantiate m:4\n");
        row("condition in another language",
            chain(
                "<exclusiveGateway id=\"m\" default=\"f2\"/>",
                "<sequenceFlow id=\"f3\" sourceRef=\"m\" targetRef=\"end\">\n<conditionExpression>when ready"
                "</conditionExpression></sequenceFlow>"),
            "error bpmn.expression.foreign f3:10\n");
    }

    void findsBrokenActivities() { check(); }

    void rulesAboutRunningSpareOtherProcesses()
    {
        auto xml = chain("<serviceTask id=\"m\"/>");
        xml.replace(xml.find("isExecutable=\"true\""), 19, "isExecutable=\"false\"");
        QCOMPARE(problemsIn(xml), QString("error bpmn.process.notExecutable p:2\n"));
    }

    void asksTheEngineWhatItRuns()
    {
        DeploymentRules rules;
        rules.whyNotRunnable = [](const Process&, const Element& element) -> std::optional<std::string> {
            return element.type == ElementType::ManualTask ? std::optional("manual tasks are not run")
                                                           : std::nullopt;
        };
        const auto problems = validate(readText(chain("<manualTask id=\"m\" name=\"Sweep\"/>")), rules);
        QCOMPARE(bpmn::test::listed(problems), std::string("error bpmn.element.notRunnable m:4\n"));
        QCOMPARE(problems.at(0).message,
                 std::string("The manual task “Sweep” (m) cannot be run: manual tasks are not "
                             "run. Model it with other elements."));
        QCOMPARE(problemsIn(chain("<task id=\"m\"/>"), rules), QString());
    }

    void asksWhichJobsAreRegistered()
    {
        DeploymentRules rules;
        rules.isJobRegistered = [](std::string_view type) { return type == "known"; };
        const auto with = [&](const std::string& type) {
            return problemsIn(chain("<serviceTask id=\"m\">" + job(type) + "</serviceTask>"), rules);
        };
        QCOMPARE(with("known"), QString());
        QCOMPARE(with("=chosen"), QString());
        QCOMPARE(with("unknown"), QString("error bpmn.job.unregistered m:4\n"));
    }

    void asksWhetherFeelIsFeel()
    {
        DeploymentRules rules;
        rules.checkFeel = [](std::string_view feel) -> std::optional<std::string> {
            return feel == "1 +" ? std::optional("an operand is missing after “+”.") : std::nullopt;
        };
        const auto problems =
            validate(readText(chain("<scriptTask id=\"m\">\n<script>=1 +</script></scriptTask>")), rules);
        QCOMPARE(bpmn::test::listed(problems), std::string("error bpmn.expression.invalid m:5\n"));
        QCOMPARE(problems.at(0).message,
                 std::string("The script “= 1 +” is no valid FEEL: an operand is missing after “+”."));
        QCOMPARE(problemsIn(chain("<scriptTask id=\"m\"><script>=1 + 1</script></scriptTask>"), rules),
                 QString());
    }

    void warnsOfChangesThatNothingUndoes_data()
    {
        QTest::addColumn<QByteArray>("xml");
        QTest::addColumn<QString>("problems");
        const auto task = [](const std::string& type, const std::string& properties = {}) {
            return "<serviceTask id=\"m\"><extensionElements><zeebe:taskDefinition type=\"" + type + "\"/>" +
                   properties + "</extensionElements></serviceTask>";
        };
        const std::string none =
            "<zeebe:properties><zeebe:property name=\"undo\" value=\"none\"/></zeebe:properties>";
        const std::string undone =
            "<boundaryEvent id=\"b\" attachedToRef=\"m\"><compensateEventDefinition/></boundaryEvent>"
            "<serviceTask id=\"u\" isForCompensation=\"true\">" +
            job("write") + "</serviceTask><association sourceRef=\"b\" targetRef=\"u\"/>";
        const std::string inner =
            "<startEvent id=\"is\"/><serviceTask id=\"w\">" + job("write") +
            "</serviceTask><endEvent id=\"ie\"/><sequenceFlow id=\"if\" sourceRef=\"is\" "
            "targetRef=\"w\"/><sequenceFlow id=\"ig\" sourceRef=\"w\" targetRef=\"ie\"/>";
        const auto row = [](const char* name, const std::string& xml, const char* problems) {
            QTest::newRow(name) << QByteArray::fromStdString(xml) << problems;
        };
        row("reads only", chain(task("read")), "");
        row("writes", chain(task("write")), "warning bpmn.compensation.missing m:4\n");
        row("writes, final on purpose", chain(task("write", none)), "");
        row("writes, with an undo", chain(task("write"), undone), "");
        row("writes inside", chain(subProcess(inner)), "warning bpmn.compensation.missing w:4\n");
        row("writes inside a scope that is final",
            chain(subProcess("<extensionElements>" + none + "</extensionElements>" + inner)), "");
        row("writes inside a scope with an undo", chain(subProcess(inner), undone), "");
    }

    void warnsOfChangesThatNothingUndoes()
    {
        QFETCH(QByteArray, xml);
        QFETCH(QString, problems);
        DeploymentRules rules;
        rules.changesRecords = [](std::string_view type) { return type == "write"; };
        QCOMPARE(problemsIn(xml.toStdString(), rules), problems);
    }

    void messagesSayWhatToDo()
    {
        const auto problems =
            validate(readText(chain("<serviceTask id=\"m\" name=\"Pay\"/>", "<task id=\"x\"/>")));
        QCOMPARE(problems.size(), 2U);
        QCOMPARE(problems.at(0).message,
                 std::string("The service task “Pay” (m) does not say what it does. Name a job "
                             "type (zeebe:taskDefinition type)."));
        QCOMPARE(problems.at(1).message,
                 std::string("The task (x) cannot be reached from any start event. Connect it "
                             "or remove it."));
    }

private:
    static void addColumns()
    {
        QTest::addColumn<QByteArray>("xml");
        QTest::addColumn<QString>("problems");
    }

    static void row(const char* name, const std::string& xml, const char* problems)
    {
        QTest::newRow(name) << QByteArray::fromStdString(xml) << problems;
    }

    static void check()
    {
        QFETCH(QByteArray, xml);
        QFETCH(QString, problems);
        QCOMPARE(problemsIn(xml.toStdString()), problems);
    }
};

QTEST_GUILESS_MAIN(ValidateTest)
#include "validate_test.moc"
