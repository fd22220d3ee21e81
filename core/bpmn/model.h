// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bpmn/event_definition.h"
#include "core/bpmn/index.h"
#include "core/bpmn/task_definition.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace habitat::bpmn {

/// A process as BPMN 2.0.2 states it: what the engine compiles and the diagram draws. Every element of a
/// process, those of its sub-processes too, stands in one vector in document order, a scope before what is in
/// it. Plain values, immutable once read, any thread.

enum class ElementType : std::uint8_t {
    StartEvent,
    IntermediateCatchEvent,
    IntermediateThrowEvent,
    BoundaryEvent,
    EndEvent,
    Task, ///< abstract task: has no behaviour of its own
    ServiceTask,
    SendTask,
    ReceiveTask,
    UserTask,
    ManualTask,
    ScriptTask,
    BusinessRuleTask,
    CallActivity,
    SubProcess, ///< embedded, or an event sub-process where triggeredByEvent
    Transaction,
    AdHocSubProcess,
    ExclusiveGateway,
    InclusiveGateway,
    ParallelGateway,
    EventBasedGateway,
    ComplexGateway
};

/// The BPMN name: "serviceTask". Total.
std::string_view toText(ElementType type);
std::string_view toText(EventTrigger trigger);

bool isEvent(ElementType type);
bool isTask(ElementType type);
bool isActivity(ElementType type); ///< tasks, call activities and sub-processes
bool isGateway(ElementType type);
bool isScope(ElementType type); ///< sub-process, transaction, ad-hoc sub-process

struct GatewayDetail
{
    enum class Direction : std::uint8_t { Unspecified, Converging, Diverging, Mixed };
    Direction direction = Direction::Unspecified;
    bool instantiate = false;       ///< event-based gateway that starts an instance
    bool waitsForAllEvents = false; ///< eventGatewayType="Parallel"
    Expression activationCondition; ///< complex gateway
};

struct AdHocDetail
{
    bool isSequential = false; ///< ordering="Sequential"
    bool cancelRemainingInstances = true;
    Expression completionCondition;
    Expression activeElements; ///< zeebe:adHoc activeElementsCollection
};

struct Element
{
    std::string id;
    std::string name;
    ElementType type = ElementType::Task;
    int line = 0;
    std::string documentation;

    ElementIndex parent; ///< enclosing sub-process; nowhere: the process itself
    std::vector<ElementIndex> children;
    std::vector<FlowIndex> incoming;
    std::vector<FlowIndex> outgoing; ///< in document order
    FlowIndex defaultFlow;

    // Events
    std::vector<EventDefinition> events; ///< empty: none event; several: multiple event
    bool parallelMultiple = false;       ///< every one of several must occur
    bool isInterrupting = true;       ///< start of an event sub-process; cancelActivity of a boundary event
    ElementIndex attachedTo;          ///< boundary event: its host
    ElementIndex compensationHandler; ///< compensation boundary event: the associated activity

    // Activities
    std::vector<ElementIndex> boundaryEvents;
    bool isForCompensation = false;
    bool triggeredByEvent = false; ///< event sub-process
    int startQuantity = 1;
    int completionQuantity = 1;
    LoopCharacteristics loop;
    std::optional<JobDefinition> job;
    std::optional<Assignment> assignment;
    std::optional<FormReference> form;
    std::optional<Script> script;
    std::optional<CalledElement> calledElement;
    std::optional<CalledDecision> calledDecision;
    std::optional<MessageEvent> message; ///< send and receive tasks
    bool instantiate = false;            ///< receive task that starts an instance
    IoMapping ioMapping;
    Properties properties; ///< zeebe:properties, camunda:properties

    std::optional<GatewayDetail> gateway;
    std::optional<AdHocDetail> adHoc;

    /// The trigger of the first event definition; None where there is none.
    [[nodiscard]] EventTrigger trigger() const;
    [[nodiscard]] const EventDefinition* event(EventTrigger trigger) const;
    [[nodiscard]] bool isMultiInstance() const { return std::holds_alternative<MultiInstanceLoop>(loop); }
};

struct SequenceFlow
{
    std::string id;
    std::string name;
    int line = 0;
    ElementIndex source;
    ElementIndex target;
    ElementIndex scope; ///< where the flow is written; nowhere: the process itself
    Expression condition;
    bool isImmediate = true;
    std::string documentation;
};

struct DataObject
{
    enum class Kind : std::uint8_t {
        Object,
        ObjectReference,
        Store,
        StoreReference,
        Input,
        Output,
        Property
    };
    Kind kind = Kind::Object;
    std::string id;
    std::string name;
    int line = 0;
    bool isCollection = false;
    std::string itemRef;   ///< itemSubjectRef
    std::string targetRef; ///< what a reference points to
    std::string state;
    std::string elementId; ///< the activity or event that an input, output or property belongs to
};

/// An arrow of data between an element and a data object.
struct DataAssociation
{
    std::string id;
    int line = 0;
    std::string sourceRef;
    std::string targetRef;
    std::string elementId; ///< the activity or event it belongs to
    bool isInput = true;   ///< into that element, rather than out of it
};

struct TextAnnotation
{
    std::string id;
    int line = 0;
    std::string text;
};

struct Group
{
    std::string id;
    int line = 0;
    std::string name; ///< the referenced category value
};

struct Association
{
    enum class Direction : std::uint8_t { None, One, Both };
    std::string id;
    int line = 0;
    std::string sourceRef;
    std::string targetRef;
    Direction direction = Direction::None;
};

struct Artifacts
{
    std::vector<TextAnnotation> annotations;
    std::vector<Group> groups;
    std::vector<Association> associations;
};

struct Lane
{
    std::string id;
    std::string name;
    int line = 0;
    std::vector<std::string> elementRefs;
    std::vector<Lane> lanes; ///< nested
};

struct Process
{
    std::string id;
    std::string name;
    std::string versionTag;
    bool isExecutable = false;
    int line = 0;
    std::string documentation;
    Properties properties;

    std::vector<Element> elements;
    std::vector<SequenceFlow> flows;
    std::vector<ElementIndex> children; ///< elements directly in the process
    std::vector<Lane> lanes;
    std::vector<DataObject> dataObjects;
    std::vector<DataAssociation> dataAssociations;
    Artifacts artifacts;

    /// By id; the first one where a broken file has an id twice.
    std::map<std::string, ElementIndex, std::less<>> elementById;
    std::map<std::string, FlowIndex, std::less<>> flowById;

    [[nodiscard]] const Element& operator[](ElementIndex index) const { return elements[index.value]; }
    [[nodiscard]] Element& operator[](ElementIndex index) { return elements[index.value]; }
    [[nodiscard]] const SequenceFlow& operator[](FlowIndex index) const { return flows[index.value]; }
    [[nodiscard]] SequenceFlow& operator[](FlowIndex index) { return flows[index.value]; }

    /// Nowhere where there is no such id.
    [[nodiscard]] ElementIndex find(std::string_view elementId) const;
    [[nodiscard]] const Element* element(std::string_view elementId) const;
    /// Elements directly in `scope`; nowhere is the process itself.
    [[nodiscard]] const std::vector<ElementIndex>& childrenOf(ElementIndex scope) const;
    /// The none start event of `scope`, or nowhere.
    [[nodiscard]] ElementIndex noneStartOf(ElementIndex scope) const;
    /// The handler associated with the activity's compensation boundary event, or nowhere.
    [[nodiscard]] ElementIndex compensationHandlerOf(ElementIndex activity) const;
    /// The catching events that a throwing link leads to: those in its scope of the same name, or named by id
    /// as its target (BPMN 2.0.2 §10.5.5.3). A valid model has exactly one.
    [[nodiscard]] std::vector<ElementIndex> linkTargetsOf(ElementIndex throwing) const;
};

struct Participant
{
    std::string id;
    std::string name;
    int line = 0;
    std::string processRef;
    std::optional<int> minimum; ///< participantMultiplicity
    std::optional<int> maximum;
};

struct MessageFlow
{
    std::string id;
    std::string name;
    int line = 0;
    std::string sourceRef; ///< element or participant
    std::string targetRef;
    std::string messageRef;
};

struct Collaboration
{
    std::string id;
    std::string name;
    int line = 0;
    std::vector<Participant> participants;
    std::vector<MessageFlow> messageFlows;
    Artifacts artifacts;
};

struct Message
{
    std::string id;
    Expression name;
    int line = 0;
    Expression correlationKey;
};

/// A signal, an error or an escalation: what is thrown and caught by name or code.
struct Signal
{
    std::string id;
    Expression name;
    int line = 0;
};

struct ErrorCode
{
    std::string id;
    std::string name;
    std::optional<std::string> code;
    int line = 0;
};

struct Escalation
{
    std::string id;
    std::string name;
    std::optional<std::string> code;
    int line = 0;
};

/// Geometry in the diagram's own units (BPMN DI: pixels at 100 %), y downwards.
struct Point
{
    double x = 0;
    double y = 0;
    bool operator==(const Point&) const = default;
};

struct Bounds
{
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
    bool operator==(const Bounds&) const = default;
};

struct Shape
{
    std::string id;
    std::string elementId; ///< element, participant, lane, data object, annotation or group
    int line = 0;
    Bounds bounds;
    std::optional<Bounds> label;
    std::optional<bool> isExpanded;
    std::optional<bool> isHorizontal;
    bool isMarkerVisible = false;
    std::string fill; ///< "#rrggbb" where the file states a colour
    std::string stroke;
};

struct Edge
{
    std::string id;
    std::string elementId; ///< sequence flow, message flow, association or data association
    int line = 0;
    std::vector<Point> waypoints;
    std::optional<Bounds> label;
    std::string stroke;
};

struct Diagram
{
    std::string id;
    std::string name;
    std::string planeElementId; ///< process, collaboration or sub-process
    std::vector<Shape> shapes;
    std::vector<Edge> edges;

    [[nodiscard]] const Shape* shapeOf(std::string_view elementId) const;
    [[nodiscard]] const Edge* edgeOf(std::string_view flowId) const;
};

struct Definitions
{
    std::string id;
    std::string name;
    std::string targetNamespace;
    std::string expressionLanguage;
    std::string exporter;
    std::string exporterVersion;

    std::vector<Process> processes;
    std::vector<Collaboration> collaborations;
    std::vector<Message> messages;
    std::vector<Signal> signals;
    std::vector<ErrorCode> errors;
    std::vector<Escalation> escalations;
    std::vector<DataObject> dataStores;
    std::vector<Diagram> diagrams;

    [[nodiscard]] const Process* process(std::string_view processId) const;
    [[nodiscard]] const Message* message(std::string_view id) const;
    [[nodiscard]] const Signal* signal(std::string_view id) const;
    [[nodiscard]] const ErrorCode* error(std::string_view id) const;
    [[nodiscard]] const Escalation* escalation(std::string_view id) const;
};

} // namespace habitat::bpmn
