// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bpmn/juel.h"
#include "core/bpmn/reader.h"
#include "tests/bpmn/graph.h"
#include "tests/bpmn/models.h"

#include <QTest>

using namespace habitat;
using namespace habitat::bpmn;
using habitat::bpmn::test::processWith;
using habitat::bpmn::test::readText;

namespace {

const Element& only(const Document& document, std::string_view id)
{
    const auto* element = document.definitions.processes.front().element(id);
    ensure(element != nullptr, "the element is in the model");
    return *element;
}

/// A text for comparison: the kind by its sign ("=" FEEL, "!" foreign) and the text.
QString said(const Expression& expression)
{
    const auto text = QString::fromStdString(expression.text);
    switch (expression.kind) {
    case Expression::Kind::None:
        return "(none)";
    case Expression::Kind::Literal:
        return text;
    case Expression::Kind::Feel:
        return "=" + text;
    case Expression::Kind::Foreign:
        return "!" + text;
    }
    return {};
}

QString problemsOf(const Document& document)
{
    return QString::fromStdString(bpmn::test::listed(document.problems));
}

} // namespace

class ReaderTest : public QObject
{
    Q_OBJECT

private slots:
    void readsEveryPrefix_data()
    {
        QTest::addColumn<QString>("prefix");
        for (const auto* prefix : {"bpmn:", "bpmn2:", "semantic:", "model:", "x:", ""})
            QTest::newRow(*prefix ? prefix : "none") << QString(prefix);
    }

    void readsEveryPrefix()
    {
        QFETCH(QString, prefix);
        const QString declaration = prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix.chopped(1);
        const auto text =
            QString("<%1definitions %2=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" "
                    "xmlns:d=\"http://www.omg.org/spec/BPMN/20100524/DI\" "
                    "xmlns:dd=\"http://www.omg.org/spec/DD/20100524/DC\" targetNamespace=\"t\">\n"
                    "<%1process id=\"p\"><%1startEvent id=\"a\"/><%1endEvent id=\"b\"/>\n"
                    "<%1sequenceFlow id=\"f\" sourceRef=\"a\" targetRef=\"b\"/></%1process>\n"
                    "<d:BPMNDiagram id=\"d\"><d:BPMNPlane id=\"pl\" bpmnElement=\"p\">"
                    "<d:BPMNShape id=\"s\" bpmnElement=\"a\"><dd:Bounds x=\"1\" y=\"2.5\" width=\"36\" "
                    "height=\"36\"/></d:BPMNShape></d:BPMNPlane></d:BPMNDiagram></%1definitions>")
                .arg(prefix, declaration);
        const auto document = readText(text.toStdString());
        QCOMPARE(problemsOf(document), QString());
        const auto& process = document.definitions.processes.at(0);
        QCOMPARE(process.elements.size(), 2U);
        QCOMPARE(process[process.flows.at(0).source].id, std::string("a"));
        QCOMPARE(process[process.flows.at(0).target].id, std::string("b"));
        QCOMPARE(process.element("b")->line, 2);
        QCOMPARE(process.flows.at(0).line, 3);
        const auto* shape = document.definitions.diagrams.at(0).shapeOf("a");
        QVERIFY(shape != nullptr);
        QCOMPARE(shape->bounds.y, 2.5);
    }

    void refersThroughDeclaredPrefixes()
    {
        const auto document =
            readText("<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" "
                     "xmlns:tns=\"mine\" targetNamespace=\"mine\"><error id=\"e\" errorCode=\"c\"/>"
                     "<process id=\"p\"><task id=\"t\"/><boundaryEvent id=\"b\" attachedToRef=\"t\">"
                     "<errorEventDefinition errorRef=\"tns:e\"/></boundaryEvent></process>"
                     "</definitions>");
        QCOMPARE(problemsOf(document), QString());
        const auto& event = std::get<ErrorEvent>(only(document, "b").events.at(0).detail);
        QCOMPARE(event.errorCode.value_or(""), std::string("c"));
    }

    void readsEveryElementType()
    {
        using enum ElementType;
        std::string body;
        std::vector<ElementType> all;
        for (auto type = StartEvent; type <= ComplexGateway; type = ElementType(int(type) + 1)) {
            all.push_back(type);
            const std::string name(toText(type));
            body += "<" + name + " id=\"" + name + "\"" +
                    (type == BoundaryEvent ? " attachedToRef=\"task\"" : "") + "/>\n";
        }
        const auto document = readText(processWith(body));
        const auto& process = document.definitions.processes.at(0);
        QCOMPARE(process.elements.size(), all.size());
        for (std::size_t at = 0; at < all.size(); ++at)
            QCOMPARE(process.elements[at].type, all[at]);
        QCOMPARE(problemsOf(document), QString());
    }

    void readsEveryEventDefinition()
    {
        const auto document = readText(bpmn::test::definitionsWith(
            "<message id=\"m\" name=\"paid\"><extensionElements><zeebe:subscription "
            "correlationKey=\"=order\"/>"
            "</extensionElements></message><signal id=\"s\" name=\"=a + b\"/>"
            "<error id=\"e\" errorCode=\"E1\"/><escalation id=\"x\" escalationCode=\"X1\"/>"
            "<process id=\"p\"><task id=\"t\"/>"
            "<endEvent id=\"end\"><messageEventDefinition messageRef=\"m\"/>"
            "<timerEventDefinition><timeCycle>R3/PT1H</timeCycle></timerEventDefinition>"
            "<errorEventDefinition errorRef=\"e\"/><escalationEventDefinition escalationRef=\"x\"/>"
            "<cancelEventDefinition/><compensateEventDefinition activityRef=\"t\" "
            "waitForCompletion=\"false\"/>"
            "<conditionalEventDefinition><condition>=x &gt; 1</condition></conditionalEventDefinition>"
            "<linkEventDefinition name=\"L\"/><signalEventDefinition "
            "signalRef=\"s\"/><terminateEventDefinition/>"
            "</endEvent></process>"));
        QCOMPARE(problemsOf(document), QString());
        const auto& events = only(document, "end").events;
        QCOMPARE(events.size(), 10U);
        const auto& message = std::get<MessageEvent>(events[0].detail);
        QCOMPARE(said(message.messageName), QString("paid"));
        QCOMPARE(said(message.correlationKey), QString("=order"));
        const auto& timer = std::get<TimerEvent>(events[1].detail);
        QCOMPARE(timer.kind, TimerEvent::Kind::Cycle);
        QCOMPARE(said(timer.expression), QString("R3/PT1H"));
        QCOMPARE(std::get<ErrorEvent>(events[2].detail).errorCode.value_or(""), std::string("E1"));
        QCOMPARE(std::get<EscalationEvent>(events[3].detail).escalationCode.value_or(""), std::string("X1"));
        QVERIFY(std::holds_alternative<CancelEvent>(events[4].detail));
        const auto& compensation = std::get<CompensationEvent>(events[5].detail);
        QCOMPARE(compensation.activityRef, std::string("t"));
        QVERIFY(!compensation.waitForCompletion);
        QCOMPARE(said(std::get<ConditionalEvent>(events[6].detail).condition), QString("=x > 1"));
        QCOMPARE(std::get<LinkEvent>(events[7].detail).name, std::string("L"));
        QCOMPARE(said(std::get<SignalEvent>(events[8].detail).signalName), QString("=a + b"));
        QVERIFY(std::holds_alternative<TerminateEvent>(events[9].detail));
    }

    void readsZeebeDetails()
    {
        const auto document = readText(processWith(
            "<serviceTask id=\"job\"><extensionElements><zeebe:taskDefinition type=\"pay\" retries=\"5\"/>"
            "<zeebe:taskHeaders><zeebe:header key=\"to\" value=\"bank\"/></zeebe:taskHeaders>"
            "<zeebe:ioMapping><zeebe:input source=\"=a\" target=\"b\"/><zeebe:output source=\"=c\" "
            "target=\"d\"/>"
            "</zeebe:ioMapping><zeebe:properties><zeebe:property name=\"step\" "
            "value=\"3\"/></zeebe:properties>"
            "</extensionElements><multiInstanceLoopCharacteristics isSequential=\"true\"><extensionElements>"
            "<zeebe:loopCharacteristics inputCollection=\"=items\" inputElement=\"item\" "
            "outputCollection=\"sums\" "
            "outputElement=\"=item.sum\"/></extensionElements><completionCondition>=done</"
            "completionCondition>"
            "</multiInstanceLoopCharacteristics></serviceTask>"
            "<userTask id=\"person\"><extensionElements><zeebe:assignmentDefinition assignee=\"=by\" "
            "candidateGroups=\"Reviewer, Board\"/><zeebe:taskSchedule dueDate=\"=now() + "
            "duration(&quot;P1D&quot;)\" "
            "followUpDate=\"2026-04-01T00:00:00Z\"/><zeebe:priorityDefinition priority=\"70\"/>"
            "<zeebe:formDefinition formId=\"f1\"/></extensionElements></userTask>"
            "<callActivity id=\"call\"><extensionElements><zeebe:calledElement processId=\"other\" "
            "propagateAllChildVariables=\"false\" bindingType=\"versionTag\" "
            "versionTag=\"v2\"/></extensionElements>"
            "</callActivity>"
            "<scriptTask id=\"script\"><extensionElements><zeebe:script expression=\"=1 + 1\" "
            "resultVariable=\"two\"/></extensionElements></scriptTask>"
            "<businessRuleTask id=\"rule\"><extensionElements><zeebe:calledDecision decisionId=\"limit\" "
            "resultVariable=\"ok\"/></extensionElements></businessRuleTask>"));
        QCOMPARE(problemsOf(document), QString());
        const auto& job = only(document, "job");
        QCOMPARE(said(job.job->type), QString("pay"));
        QCOMPARE(said(job.job->retries), QString("5"));
        QCOMPARE(job.job->headers.get("to"), std::string_view("bank"));
        QCOMPARE(said(job.ioMapping.inputs.at(0).source), QString("=a"));
        QCOMPARE(job.ioMapping.outputs.at(0).target, std::string("d"));
        QCOMPARE(job.properties.get("step"), std::string_view("3"));
        const auto& loop = std::get<MultiInstanceLoop>(job.loop);
        QVERIFY(loop.isSequential);
        QCOMPARE(said(loop.inputCollection), QString("=items"));
        QCOMPARE(loop.outputCollection, std::string("sums"));
        QCOMPARE(said(loop.outputElement), QString("=item.sum"));
        QCOMPARE(said(loop.completionCondition), QString("=done"));
        const auto& person = only(document, "person");
        QCOMPARE(said(person.assignment->assignee), QString("=by"));
        QCOMPARE(said(person.assignment->candidateGroups), QString("Reviewer, Board"));
        QCOMPARE(said(person.assignment->dueDate), QString("=now() + duration(\"P1D\")"));
        QCOMPARE(said(person.assignment->priority), QString("70"));
        QCOMPARE(person.form->formId, std::string("f1"));
        const auto& call = *only(document, "call").calledElement;
        QCOMPARE(said(call.processId), QString("other"));
        QCOMPARE(call.binding, Binding::VersionTag);
        QVERIFY(!call.propagateAllChildVariables);
        QVERIFY(call.propagateAllParentVariables);
        QCOMPARE(said(only(document, "script").script->expression), QString("=1 + 1"));
        QCOMPARE(only(document, "script").script->resultVariable, std::string("two"));
        QCOMPARE(said(only(document, "rule").calledDecision->decisionId), QString("limit"));
    }

    void mapsCamundaDetails()
    {
        const auto document = readText(bpmn::test::camundaProcessWith(
            "<serviceTask id=\"job\" camunda:type=\"external\" camunda:topic=\"pay\"><extensionElements>"
            "<camunda:failedJobRetryTimeCycle>R5/PT10M</camunda:failedJobRetryTimeCycle><camunda:inputOutput>"
            "<camunda:inputParameter name=\"list\"><camunda:list><camunda:value>a\"b</camunda:value>"
            "<camunda:value>${x}</camunda:value></camunda:list></camunda:inputParameter>"
            "<camunda:inputParameter name=\"map\"><camunda:map><camunda:entry key=\"k\">v</camunda:entry>"
            "</camunda:map></camunda:inputParameter><camunda:outputParameter name=\"out\">${r}"
            "</camunda:outputParameter></camunda:inputOutput><camunda:properties><camunda:property "
            "name=\"n\" "
            "value=\"v\"/></camunda:properties></extensionElements></serviceTask>"
            "<userTask id=\"person\" camunda:assignee=\"${initiator}\" camunda:candidateUsers=\"ann,ben\" "
            "camunda:candidateGroups=\"Board\" camunda:dueDate=\"2026-04-01T00:00:00Z\" "
            "camunda:priority=\"50\" "
            "camunda:formKey=\"k\"/>"
            "<callActivity id=\"call\" calledElement=\"other\" camunda:calledElementBinding=\"version\" "
            "camunda:calledElementVersion=\"4\"><extensionElements><camunda:in source=\"a\" target=\"b\"/>"
            "<camunda:in businessKey=\"${key}\"/><camunda:out "
            "variables=\"all\"/></extensionElements></callActivity>"
            "<businessRuleTask id=\"rule\" camunda:decisionRef=\"limit\" camunda:resultVariable=\"ok\"/>"
            "<userTask id=\"owners\"><potentialOwner><resourceAssignmentExpression><formalExpression>"
            "user(ann), group(Board), "
            "Audit</formalExpression></resourceAssignmentExpression></potentialOwner>"
            "</userTask>"
            "<task id=\"many\"><multiInstanceLoopCharacteristics camunda:collection=\"people\" "
            "camunda:elementVariable=\"person\"/></task>"));
        const auto& job = only(document, "job");
        QCOMPARE(said(job.job->type), QString("pay"));
        QCOMPARE(said(job.job->retries), QString("5"));
        QCOMPARE(said(job.job->retryCycle), QString("R5/PT10M"));
        QCOMPARE(said(job.ioMapping.inputs.at(0).source), QString("=[\"a\\\"b\", x]"));
        QCOMPARE(said(job.ioMapping.inputs.at(1).source), QString("={\"k\": \"v\"}"));
        QCOMPARE(said(job.ioMapping.outputs.at(0).source), QString("=r"));
        QCOMPARE(job.properties.get("n"), std::string_view("v"));
        const auto& person = only(document, "person");
        QCOMPARE(said(person.assignment->assignee), QString("=initiator"));
        QCOMPARE(said(person.assignment->candidateUsers), QString("ann,ben"));
        QCOMPARE(said(person.assignment->candidateGroups), QString("Board"));
        QCOMPARE(person.form->formKey, std::string("k"));
        const auto& call = *only(document, "call").calledElement;
        QCOMPARE(said(call.processId), QString("other"));
        QCOMPARE(call.binding, Binding::Version);
        QCOMPARE(said(call.versionTag), QString("4"));
        QCOMPARE(said(call.businessKey), QString("=key"));
        QVERIFY(call.propagateAllChildVariables);
        QVERIFY(!call.propagateAllParentVariables);
        QCOMPARE(said(only(document, "call").ioMapping.inputs.at(0).source), QString("=a"));
        QCOMPARE(said(only(document, "rule").calledDecision->decisionId), QString("limit"));
        QCOMPARE(said(only(document, "owners").assignment->candidateUsers), QString("ann"));
        QCOMPARE(said(only(document, "owners").assignment->candidateGroups), QString("Board,Audit"));
        QCOMPARE(said(std::get<MultiInstanceLoop>(only(document, "many").loop).inputCollection),
                 QString("=people"));
        QVERIFY(!hasErrors(document.problems));
    }

    void zeebeComesBeforeCamunda()
    {
        const auto document = readText(bpmn::test::camundaProcessWith(
            "<serviceTask id=\"job\" camunda:type=\"external\" camunda:topic=\"old\"><extensionElements>"
            "<zeebe:taskDefinition type=\"new\"/></extensionElements></serviceTask>"));
        QCOMPARE(said(only(document, "job").job->type), QString("new"));
    }

    void saysWhatItCouldNotMap_data()
    {
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("problem");
        QTest::newRow("class") << "<serviceTask id=\"a\" camunda:class=\"org.Pay\"/>"
                               << "warning bpmn.vendor.code a:3\n";
        QTest::newRow("delegate") << "<serviceTask id=\"a\" camunda:delegateExpression=\"${pay}\"/>"
                                  << "warning bpmn.vendor.code a:3\n";
        QTest::newRow("async") << "<userTask id=\"a\" camunda:asyncBefore=\"true\"/>"
                               << "warning bpmn.vendor.ignored a:3\n";
        QTest::newRow("listener") << "<userTask id=\"a\"><extensionElements>\n<camunda:taskListener/>"
                                     "</extensionElements></userTask>"
                                  << "warning bpmn.vendor.ignored a:4\n";
        QTest::newRow("script parameter")
            << "<userTask id=\"a\"><extensionElements><camunda:inputOutput>\n<camunda:inputParameter "
               "name=\"x\">"
               "<camunda:script scriptFormat=\"groovy\">1</camunda:script></camunda:inputParameter>"
               "</camunda:inputOutput></extensionElements></userTask>"
            << "error bpmn.vendor.script a:4\n";
        QTest::newRow("juel with call") << "<userTask id=\"a\" camunda:assignee=\"${users.first()}\"/>"
                                        << "error bpmn.expression.juel a:3\n";
        QTest::newRow("juel translated") << "<userTask id=\"a\" camunda:assignee=\"${by}\"/>"
                                         << "info bpmn.expression.translated a:3\n";
        QTest::newRow("code for undeclared error")
            << "<endEvent id=\"a\"><errorEventDefinition errorRef=\"E1\"/></endEvent>"
            << "warning bpmn.error.undeclared a:3\n";
    }

    void saysWhatItCouldNotMap()
    {
        QFETCH(QString, body);
        QFETCH(QString, problem);
        QCOMPARE(problemsOf(readText(bpmn::test::camundaProcessWith(body.toStdString()))), problem);
    }

    void reportsAllProblemsAtOnce()
    {
        const auto document =
            readText(processWith("<startEvent id=\"a\"/>\n"
                                 "<sequenceFlow id=\"f\" sourceRef=\"a\" targetRef=\"nowhere\"/>\n"
                                 "<sequenceFlow id=\"g\" sourceRef=\"a\"/>\n"
                                 "<task id=\"a\" startQuantity=\"two\"/>\n"
                                 "<boundaryEvent id=\"b\" attachedToRef=\"gone\"/>\n"
                                 "<task isForCompensation=\"maybe\"/>\n"
                                 "<exclusiveGateway id=\"x\" default=\"f\"/>\n"
                                 "<endEvent id=\"e\"><signalEventDefinition signalRef=\"s\"/>"
                                 "<compensateEventDefinition activityRef=\"t\"/></endEvent>\n"
                                 "<task id=\"l\"><incoming>f</incoming><incoming>h</incoming>"
                                 "</task>\n<wobble id=\"w\"/>"));
        QCOMPARE(problemsOf(document), QString("error bpmn.reference.dangling f:4\n"
                                               "error bpmn.reference.dangling g:5\n"
                                               "error bpmn.attribute.invalid a:6\n"
                                               "error bpmn.id.duplicate a:6\n"
                                               "error bpmn.reference.dangling b:7\n"
                                               "error bpmn.attribute.invalid p:8\n"
                                               "error bpmn.id.missing p:8\n"
                                               "error bpmn.flow.default x:9\n"
                                               "error bpmn.reference.dangling e:10\n"
                                               "error bpmn.reference.dangling e:10\n"
                                               "error bpmn.reference.dangling l:11\n"
                                               "warning bpmn.flow.listed l:11\n"
                                               "warning bpmn.element.unknown w:12\n"));
        for (const auto& problem : document.problems)
            QVERIFY2(problem.message.ends_with('.'), problem.message.c_str());
    }

    void translatesPlainJuel_data()
    {
        QTest::addColumn<QString>("juel");
        QTest::addColumn<QString>("feel");
        const auto row = [](const char* juel, const char* feel) { QTest::newRow(juel) << juel << feel; };
        row("${approved}", "approved");
        row("#{order.total}", "order.total");
        row("${total > 1000 && !express}", "total > 1000 and not(express)");
        row("${a == 'x' || b != \"y\"}", "a = \"x\" or b != \"y\"");
        row("${not (a and b)}", "not(a and b)");
        row("${(a + b) * 2 >= -c}", "(a + b) * 2 >= -c");
        row("${a eq null}", "a = null");
        row("${a - b div 4}", "a - b / 4");
        row("${ok == true}", "ok = true");
        row("${execution.getVariable('x')}", "");
        row("${bean.call()}", "");
        row("${list[0]}", "");
        row("${a ? b : c}", "");
        row("${empty a}", "");
        row("${a mod 2}", "");
        row("Hello ${name}", "");
        row("${a} ${b}", "");
        row("${a b}", "");
        row("${a +}", "");
        row("${(a}", "");
        row("${a)}", "");
        row("${}", "");
        row("${'a\\'b'}", "");
        row("${1.2.3}", "");
        row("${if}", "");
    }

    void translatesPlainJuel()
    {
        QFETCH(QString, juel);
        QFETCH(QString, feel);
        QVERIFY(isJuel(juel.toStdString()));
        QCOMPARE(QString::fromStdString(feelFromJuel(juel.toStdString()).value_or("")), feel);
    }

    void keepsForeignConditions()
    {
        const auto document = readText(processWith(
            "<startEvent id=\"a\"/><endEvent id=\"b\"/><sequenceFlow id=\"f\" sourceRef=\"a\" "
            "targetRef=\"b\">"
            "<conditionExpression language=\"python\">x > 1</conditionExpression></sequenceFlow>"
            "<sequenceFlow id=\"g\" sourceRef=\"a\" targetRef=\"b\"><conditionExpression "
            "language=\"http://www.omg.org/spec/FEEL/20140401\">x > 1</conditionExpression></sequenceFlow>"));
        const auto& flows = document.definitions.processes.at(0).flows;
        QCOMPARE(said(flows.at(0).condition), QString("!x > 1"));
        QCOMPARE(flows.at(0).condition.language, std::string("python"));
        QCOMPARE(said(flows.at(1).condition), QString("=x > 1"));
    }

    void givesFlowsAnIdOfTheirOwn()
    {
        const auto document = readText(processWith(
            R"(<startEvent id="s"/><endEvent id="e"/><task id="s-to-e"/>)"
            R"(<sequenceFlow sourceRef="s" targetRef="e"/><sequenceFlow sourceRef="s" targetRef="e"/>)"
            R"(<sequenceFlow id="kept" sourceRef="s" targetRef="e"/>)"));
        const auto& process = document.definitions.processes.front();
        QCOMPARE(process.flows.size(), std::size_t(3));
        QCOMPARE(process.flows[0].id, std::string("s-to-e-2"));
        QCOMPARE(process.flows[1].id, std::string("s-to-e-3"));
        QCOMPARE(process.flows[2].id, std::string("kept"));
        QCOMPARE(process.flowById.size(), std::size_t(3));
    }

    void findsCompensationHandlers()
    {
        const auto document = readText(processWith(
            "<task id=\"t\"/><task id=\"plain\"/><boundaryEvent id=\"b\" attachedToRef=\"t\">"
            "<compensateEventDefinition/></boundaryEvent><task id=\"u\" isForCompensation=\"true\"/>"
            "<association id=\"l\" sourceRef=\"b\" targetRef=\"u\"/>"));
        const auto& process = document.definitions.processes.at(0);
        QCOMPARE(process.compensationHandlerOf(process.find("t")), process.find("u"));
        QVERIFY(!process.compensationHandlerOf(process.find("plain")).isValid());
    }

    void readsPoolsLanesAndData()
    {
        const auto document = readText(bpmn::test::definitionsWith(
            "<collaboration id=\"c\"><participant id=\"pool\" name=\"Us\" processRef=\"p\"/>"
            "<participant id=\"them\"><participantMultiplicity minimum=\"2\" maximum=\"1\"/></participant>"
            "<messageFlow id=\"mf\" sourceRef=\"them\" targetRef=\"t\"/></collaboration>"
            "<category id=\"cat\"><categoryValue id=\"cv\" value=\"Group A\"/></category>"
            "<process id=\"p\"><laneSet id=\"ls\"><lane id=\"l1\" name=\"One\"><flowNodeRef>t</flowNodeRef>"
            "<childLaneSet id=\"cl\"><lane id=\"l2\"/></childLaneSet></lane></laneSet><task id=\"t\">"
            "<dataInputAssociation id=\"di\"><sourceRef>doc</sourceRef><targetRef>in</targetRef>"
            "</dataInputAssociation></task><dataObject id=\"d\"/><dataObjectReference id=\"doc\" "
            "name=\"Ballot\" "
            "dataObjectRef=\"d\"><dataState name=\"signed\"/></dataObjectReference><textAnnotation "
            "id=\"n\"><text>"
            "Note</text></textAnnotation><group id=\"g\" categoryValueRef=\"cv\"/></process>"));
        QCOMPARE(problemsOf(document), QString("error bpmn.participant.multiplicity them:2\n"));
        const auto& definitions = document.definitions;
        QCOMPARE(definitions.collaborations.at(0).participants.at(0).processRef, std::string("p"));
        const auto& process = definitions.processes.at(0);
        QCOMPARE(process.lanes.at(0).elementRefs, std::vector<std::string>{"t"});
        QCOMPARE(process.lanes.at(0).lanes.at(0).id, std::string("l2"));
        QCOMPARE(process.dataObjects.at(1).state, std::string("signed"));
        QCOMPARE(process.dataAssociations.at(0).elementId, std::string("t"));
        QCOMPARE(process.artifacts.annotations.at(0).text, std::string("Note"));
        QCOMPARE(process.artifacts.groups.at(0).name, std::string("Group A"));
    }

    void reportsWhatADiagramCannotDraw()
    {
        const auto document = readText(
            "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" "
            "xmlns:d=\"http://www.omg.org/spec/BPMN/20100524/DI\" "
            "xmlns:c=\"http://www.omg.org/spec/DD/20100524/DC\" "
            "xmlns:i=\"http://www.omg.org/spec/DD/20100524/DI\"><process id=\"p\"><task id=\"t\"/></process>"
            "<d:BPMNDiagram><d:BPMNPlane bpmnElement=\"p\">\n"
            "<d:BPMNShape id=\"s1\" bpmnElement=\"gone\"><c:Bounds x=\"1\" y=\"1\" width=\"1\" height=\"1\"/>"
            "</d:BPMNShape>\n<d:BPMNShape id=\"s2\" bpmnElement=\"t\"/>\n"
            "<d:BPMNShape id=\"s3\" bpmnElement=\"t\"><c:Bounds x=\"nan\" y=\"1\" width=\"1\" height=\"1\"/>"
            "</d:BPMNShape>\n<d:BPMNEdge id=\"e\" bpmnElement=\"t\"><i:waypoint x=\"1e300\" "
            "y=\"0\"/></d:BPMNEdge>"
            "</d:BPMNPlane></d:BPMNDiagram></definitions>");
        QCOMPARE(problemsOf(document), QString("warning bpmn.diagram.dangling s1:2\n"
                                               "warning bpmn.diagram.bounds s2:3\n"
                                               "warning bpmn.diagram.bounds s3:4\n"
                                               "warning bpmn.diagram.number s3:4\n"
                                               "warning bpmn.diagram.number e:5\n"
                                               "warning bpmn.diagram.waypoints e:5\n"));
    }
};

QTEST_GUILESS_MAIN(ReaderTest)
#include "reader_test.moc"
