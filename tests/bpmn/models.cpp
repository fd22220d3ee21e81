// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bpmn/models.h"

#include "core/bpmn/reader.h"

#include <stdexcept>

namespace habitat::bpmn::test {

namespace {

constexpr std::string_view zeebe = "xmlns:zeebe=\"http://camunda.org/schema/zeebe/1.0\"";

std::string root(std::string_view vendor, std::string_view content)
{
    return "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" targetNamespace=\"t\" " +
           std::string(vendor) + ">\n" + std::string(content) + "</definitions>\n";
}

} // namespace

std::string definitionsWith(std::string_view content)
{
    return root(zeebe, content);
}

std::string processWith(std::string_view body)
{
    return definitionsWith("<process id=\"p\" isExecutable=\"true\">\n" + std::string(body) + "</process>\n");
}

std::string camundaProcessWith(std::string_view body)
{
    return root("xmlns:camunda=\"http://camunda.org/schema/1.0/bpmn\"",
                "<process id=\"p\" isExecutable=\"true\" " + std::string(zeebe) + ">\n" + std::string(body) +
                    "</process>\n");
}

std::string everything()
{
    return R"(<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
 xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"
 xmlns:d="http://www.omg.org/spec/DD/20100524/DI" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
 xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:bioc="http://bpmn.io/schema/bpmn/biocolor/1.0"
 id="defs" name="All" targetNamespace="urn:all" exporter="hand" exporterVersion="1">
<bpmn:message id="m" name="paid"><bpmn:extensionElements><zeebe:subscription correlationKey="=order"/>
</bpmn:extensionElements></bpmn:message><bpmn:signal id="sg" name="=a"/>
<bpmn:error id="er" name="E" errorCode="E1"/><bpmn:escalation id="es" name="X" escalationCode="X1"/>
<bpmn:dataStore id="ds" name="Books"/><bpmn:category id="c"><bpmn:categoryValue id="cv" value="Group"/></bpmn:category>
<bpmn:collaboration id="co" name="Both"><bpmn:participant id="us" name="Us" processRef="p">
<bpmn:participantMultiplicity minimum="1" maximum="2"/></bpmn:participant><bpmn:participant id="them"/>
<bpmn:messageFlow id="mf" name="order" sourceRef="them" targetRef="receive" messageRef="m"/></bpmn:collaboration>
<bpmn:process id="p" name="P" isExecutable="true"><bpmn:documentation>About p</bpmn:documentation>
<bpmn:extensionElements><zeebe:versionTag value="v3"/><zeebe:properties><zeebe:property name="k" value="v"/>
</zeebe:properties></bpmn:extensionElements>
<bpmn:laneSet id="ls"><bpmn:lane id="l1" name="One"><bpmn:flowNodeRef>service</bpmn:flowNodeRef>
<bpmn:childLaneSet id="cl"><bpmn:lane id="l2" name="Two"/></bpmn:childLaneSet></bpmn:lane></bpmn:laneSet>
<bpmn:startEvent id="start" name="Begin"><bpmn:extensionElements><zeebe:formDefinition formId="f"/>
</bpmn:extensionElements><bpmn:timerEventDefinition id="t1"><bpmn:timeCycle>R/P1D</bpmn:timeCycle>
</bpmn:timerEventDefinition></bpmn:startEvent>
<bpmn:serviceTask id="service" startQuantity="2" completionQuantity="3"><bpmn:extensionElements>
<zeebe:taskDefinition type="pay" retries="5"/><zeebe:taskHeaders><zeebe:header key="to" value="bank"/></zeebe:taskHeaders>
<camunda:failedJobRetryTimeCycle>R5/PT10M</camunda:failedJobRetryTimeCycle>
<zeebe:ioMapping><zeebe:input source="=a" target="b"/><zeebe:output source="=c" target="d"/></zeebe:ioMapping>
</bpmn:extensionElements><bpmn:dataInputAssociation id="dia"><bpmn:sourceRef>dor</bpmn:sourceRef>
<bpmn:targetRef>di1</bpmn:targetRef></bpmn:dataInputAssociation><bpmn:ioSpecification><bpmn:dataInput id="di1" name="in"/>
</bpmn:ioSpecification><bpmn:multiInstanceLoopCharacteristics isSequential="true" behavior="Complex">
<bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=xs" inputElement="x" outputCollection="ys"
 outputElement="=y"/></bpmn:extensionElements><bpmn:loopCardinality>=3</bpmn:loopCardinality>
<bpmn:complexBehaviorDefinition><bpmn:condition>=z</bpmn:condition><bpmn:event id="ev"/></bpmn:complexBehaviorDefinition>
<bpmn:completionCondition>=done</bpmn:completionCondition></bpmn:multiInstanceLoopCharacteristics></bpmn:serviceTask>
<bpmn:boundaryEvent id="undo" attachedToRef="service"><bpmn:compensateEventDefinition/></bpmn:boundaryEvent>
<bpmn:boundaryEvent id="late" attachedToRef="service" cancelActivity="false"><bpmn:timerEventDefinition>
<bpmn:timeDuration>=limit</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
<bpmn:boundaryEvent id="broken" attachedToRef="service"><bpmn:errorEventDefinition errorRef="er"
 camunda:errorCodeVariable="code" camunda:errorMessageVariable="text"/></bpmn:boundaryEvent>
<bpmn:scriptTask id="undoing" isForCompensation="true"><bpmn:extensionElements>
<zeebe:script expression="=1" resultVariable="one"/></bpmn:extensionElements></bpmn:scriptTask>
<bpmn:scriptTask id="python" scriptFormat="python" camunda:resultVariable="two"><bpmn:script>1 &lt; 2</bpmn:script>
</bpmn:scriptTask>
<bpmn:userTask id="user"><bpmn:extensionElements><zeebe:assignmentDefinition assignee="=by" candidateUsers="ann"
 candidateGroups="Board"/><zeebe:taskSchedule dueDate="=due" followUpDate="2026-04-01T00:00:00Z"/>
<zeebe:priorityDefinition priority="70"/></bpmn:extensionElements>
<bpmn:standardLoopCharacteristics testBefore="true" loopMaximum="4"><bpmn:loopCondition>=again</bpmn:loopCondition>
</bpmn:standardLoopCharacteristics></bpmn:userTask>
<bpmn:callActivity id="call"><bpmn:extensionElements><zeebe:calledElement processId="=other" bindingType="version"
 versionTag="4" businessKey="=key" propagateAllChildVariables="false" propagateAllParentVariables="false"/>
</bpmn:extensionElements></bpmn:callActivity>
<bpmn:businessRuleTask id="rule"><bpmn:extensionElements><zeebe:calledDecision decisionId="d" resultVariable="r"
 bindingType="versionTag" versionTag="x"/></bpmn:extensionElements></bpmn:businessRuleTask>
<bpmn:receiveTask id="receive" messageRef="m"/>
<bpmn:complexGateway id="complex" gatewayDirection="Mixed" default="f4"><bpmn:activationCondition>=n &gt; 1
</bpmn:activationCondition></bpmn:complexGateway>
<bpmn:eventBasedGateway id="choice" eventGatewayType="Parallel" instantiate="true"/>
<bpmn:intermediateCatchEvent id="many" parallelMultiple="true"><bpmn:conditionalEventDefinition><bpmn:extensionElements>
<zeebe:conditionalFilter variableNames="a" variableEvents="create,update"/></bpmn:extensionElements>
<bpmn:condition>=a</bpmn:condition></bpmn:conditionalEventDefinition><bpmn:signalEventDefinition signalRef="sg"/>
<bpmn:messageEventDefinition messageRef="m"><bpmn:operationRef>op</bpmn:operationRef></bpmn:messageEventDefinition>
</bpmn:intermediateCatchEvent>
<bpmn:intermediateThrowEvent id="jump"><bpmn:linkEventDefinition id="lk" name="L"><bpmn:target>there</bpmn:target>
</bpmn:linkEventDefinition></bpmn:intermediateThrowEvent>
<bpmn:adHocSubProcess id="adhoc" ordering="Sequential" cancelRemainingInstances="false"><bpmn:extensionElements>
<zeebe:adHoc activeElementsCollection="=todo"/></bpmn:extensionElements><bpmn:manualTask id="any"/>
<bpmn:completionCondition>=over</bpmn:completionCondition></bpmn:adHocSubProcess>
<bpmn:subProcess id="onevent" triggeredByEvent="true"><bpmn:startEvent id="alarm" isInterrupting="false">
<bpmn:escalationEventDefinition escalationRef="es"/></bpmn:startEvent><bpmn:dataObject id="do" isCollection="true"/>
<bpmn:sequenceFlow id="g1" sourceRef="alarm" targetRef="stop"/><bpmn:endEvent id="stop"><bpmn:terminateEventDefinition/>
</bpmn:endEvent></bpmn:subProcess>
<bpmn:transaction id="deal"><bpmn:endEvent id="cancelled"><bpmn:cancelEventDefinition/></bpmn:endEvent></bpmn:transaction>
<bpmn:endEvent id="end"><bpmn:compensateEventDefinition activityRef="service" waitForCompletion="false"/></bpmn:endEvent>
<bpmn:dataObjectReference id="dor" name="Ballot" dataObjectRef="do"><bpmn:dataState name="signed"/>
</bpmn:dataObjectReference><bpmn:dataStoreReference id="dsr" dataStoreRef="ds"/><bpmn:property id="pr" name="x"/>
<bpmn:sequenceFlow id="f1" name="on" sourceRef="start" targetRef="service"><bpmn:documentation>Why</bpmn:documentation>
<bpmn:conditionExpression>=ok</bpmn:conditionExpression></bpmn:sequenceFlow>
<bpmn:sequenceFlow id="f2" sourceRef="late" targetRef="end" isImmediate="false"><bpmn:conditionExpression
 language="python">1 &lt; 2</bpmn:conditionExpression></bpmn:sequenceFlow>
<bpmn:sequenceFlow id="f4" sourceRef="complex" targetRef="end"/>
<bpmn:textAnnotation id="note"><bpmn:text>Look here</bpmn:text></bpmn:textAnnotation>
<bpmn:group id="group" categoryValueRef="cv"/><bpmn:association id="as" sourceRef="undo" targetRef="undoing"
 associationDirection="One"/></bpmn:process>
<di:BPMNDiagram id="dg" name="D"><di:BPMNPlane id="pl" bpmnElement="co"><di:BPMNShape id="s1" bpmnElement="us"
 isHorizontal="true" isExpanded="false"><dc:Bounds x="0.1" y="-2" width="300" height="120.25"/></di:BPMNShape>
<di:BPMNShape id="s2" bpmnElement="complex" isMarkerVisible="true" bioc:fill="#ffeedd" bioc:stroke="#112233">
<dc:Bounds x="1" y="2" width="50" height="50"/><di:BPMNLabel><dc:Bounds x="1" y="60" width="20" height="14"/>
</di:BPMNLabel></di:BPMNShape><di:BPMNEdge id="e1" bpmnElement="f1" bioc:stroke="#445566"><d:waypoint x="1" y="2"/>
<d:waypoint x="3.3333333333333335" y="4"/><di:BPMNLabel><dc:Bounds x="5" y="6" width="7" height="8"/></di:BPMNLabel>
</di:BPMNEdge></di:BPMNPlane></di:BPMNDiagram></bpmn:definitions>)";
}

Document readText(std::string_view xml)
{
    auto document = read(xml, "test.bpmn");
    if (!document) throw std::runtime_error(document.error().code + ": " + document.error().message);
    return std::move(*document);
}

} // namespace habitat::bpmn::test
