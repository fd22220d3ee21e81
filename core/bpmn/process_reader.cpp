// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bpmn/process_reader.h"

#include "core/bpmn/activity_reader.h"
#include "core/bpmn/event_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace habitat::bpmn {

namespace {

constexpr std::array<ElementType, 22> elementTypes{ElementType::StartEvent,
                                                   ElementType::IntermediateCatchEvent,
                                                   ElementType::IntermediateThrowEvent,
                                                   ElementType::BoundaryEvent,
                                                   ElementType::EndEvent,
                                                   ElementType::Task,
                                                   ElementType::ServiceTask,
                                                   ElementType::SendTask,
                                                   ElementType::ReceiveTask,
                                                   ElementType::UserTask,
                                                   ElementType::ManualTask,
                                                   ElementType::ScriptTask,
                                                   ElementType::BusinessRuleTask,
                                                   ElementType::CallActivity,
                                                   ElementType::SubProcess,
                                                   ElementType::Transaction,
                                                   ElementType::AdHocSubProcess,
                                                   ElementType::ExclusiveGateway,
                                                   ElementType::InclusiveGateway,
                                                   ElementType::ParallelGateway,
                                                   ElementType::EventBasedGateway,
                                                   ElementType::ComplexGateway};

std::optional<ElementType> elementTypeOf(std::string_view localName)
{
    const auto* found =
        std::ranges::find(elementTypes, localName, [](ElementType type) { return toText(type); });
    return found == elementTypes.end() ? std::nullopt : std::optional(*found);
}

std::optional<DataObject::Kind> dataKindOf(std::string_view localName)
{
    static constexpr std::array<std::pair<std::string_view, DataObject::Kind>, 6> kinds{
        {{"dataObject", DataObject::Kind::Object},
         {"dataObjectReference", DataObject::Kind::ObjectReference},
         {"dataStoreReference", DataObject::Kind::StoreReference},
         {"dataInput", DataObject::Kind::Input},
         {"dataOutput", DataObject::Kind::Output},
         {"property", DataObject::Kind::Property}}};
    const auto* found =
        std::ranges::find(kinds, localName, &std::pair<std::string_view, DataObject::Kind>::first);
    return found == kinds.end() ? std::nullopt : std::optional(found->second);
}

/// Parts of a process that carry no element of their own and are kept in the source only.
constexpr std::array<std::string_view, 15> knownParts{
    "documentation", "extensionElements", "auditing",       "monitoring",
    "incoming",      "outgoing",          "supports",       "resourceRole",
    "performer",     "humanPerformer",    "potentialOwner", "correlationSubscription",
    "ioBinding",     "laneSet",           "ioSpecification"};

class ProcessReader
{
public:
    ProcessReader(ReadContext& context, XmlElement from) : m_context(context), m_from(from) {}

    Process run()
    {
        readHead();
        readScope(m_from, {});
        linkFlows();
        nameFlows();
        linkAttachments();
        linkCompensation();
        checkCompensationTargets();
        return std::move(m_process);
    }

private:
    struct FlowEnds
    {
        XmlElement at;
        std::string source;
        std::string target;
    };

    void readHead()
    {
        m_process.id = m_from.id();
        m_process.name = m_from.attribute("name");
        m_process.line = m_from.line();
        m_process.isExecutable = m_context.flag(m_from, "isExecutable", false);
        if (m_process.isExecutable && m_from.attribute("processType") == "Public")
            m_context.report(
                Severity::Error, "bpmn.process.public", m_from,
                "A public process shows what others see and may not be executable (BPMN 2.0.2 §10.2). "
                "Set processType to Private or isExecutable to false.");
        m_process.documentation = readDocumentation(m_from);
        m_process.properties = readProperties(m_from);
        if (const auto tag = m_from.extension(Vocabulary::Zeebe, "versionTag"))
            m_process.versionTag = tag.attribute("value");
        else
            m_process.versionTag = m_from.attribute(Vocabulary::Camunda, "versionTag").value_or("");
    }

    /// Guarded against deep nesting by XmlLimits::depth.
    void readScope(const XmlElement& scope, ElementIndex parent)
    {
        for (const auto& child : scope.children()) {
            if (child.vocabulary() != Vocabulary::Bpmn) continue;
            const auto name = child.localName();
            if (const auto type = elementTypeOf(name))
                readElement(child, *type, parent);
            else if (name == "sequenceFlow")
                readFlow(child, parent);
            else if (name == "laneSet")
                readLanes(child, m_process.lanes);
            else if (name == "ioSpecification")
                readData(child, parent.isValid() ? m_process[parent].id : std::string());
            else if (const auto kind = dataKindOf(name))
                addData(child, *kind, parent.isValid() ? m_process[parent].id : std::string());
            else if (!readArtifact(child, m_process.artifacts) && !isPart(name))
                m_context.report(
                    Severity::Warning, "bpmn.element.unknown", child,
                    fmt::format("<{}> is not an element of a process that is known here; it is kept in "
                                "the file but not run.",
                                name));
        }
    }

    static bool isPart(std::string_view name)
    {
        // What belongs to activities and events, and was read with them.
        return std::ranges::find(knownParts, name) != knownParts.end() || name.ends_with("EventDefinition") ||
               name.ends_with("LoopCharacteristics") || name == "completionCondition" ||
               name == "dataInputAssociation" || name == "dataOutputAssociation";
    }

    void readElement(const XmlElement& from, ElementType type, ElementIndex parent)
    {
        Element element;
        element.id = from.id();
        element.name = from.attribute("name");
        element.type = type;
        element.line = from.line();
        element.documentation = readDocumentation(from);
        element.parent = parent;
        if (isEvent(type)) readEvent(from, element);
        if (isGateway(type)) element.gateway = readGateway(from);
        readDetails(m_context, from, element);
        readDataAssociations(from, element.id);

        const ElementIndex index(m_process.elements.size());
        if (element.id.empty())
            m_context.report(Severity::Error, "bpmn.id.missing", from,
                             fmt::format("This {} has no id. Give it one.", toText(type)));
        else
            m_process.elementById.emplace(element.id, index);
        m_sources.push_back(from);
        m_process.elements.push_back(std::move(element));
        (parent.isValid() ? m_process[parent].children : m_process.children).push_back(index);
        if (isScope(type))
            readScope(from, index);
        else
            readOwnData(from, from.id());
    }

    void readEvent(const XmlElement& from, Element& element)
    {
        element.events = readEventDefinitions(m_context, from);
        element.parallelMultiple = m_context.flag(from, "parallelMultiple", false);
        if (element.type == ElementType::StartEvent)
            element.isInterrupting = m_context.flag(from, "isInterrupting", true);
        if (element.type == ElementType::BoundaryEvent)
            element.isInterrupting = m_context.flag(from, "cancelActivity", true);
    }

    GatewayDetail readGateway(const XmlElement& from)
    {
        using Direction = GatewayDetail::Direction;
        GatewayDetail detail;
        const auto direction = from.attribute("gatewayDirection");
        detail.direction = direction == "Converging"  ? Direction::Converging
                           : direction == "Diverging" ? Direction::Diverging
                           : direction == "Mixed"     ? Direction::Mixed
                                                      : Direction::Unspecified;
        detail.instantiate = m_context.flag(from, "instantiate", false);
        detail.waitsForAllEvents = from.attribute("eventGatewayType") == "Parallel";
        detail.activationCondition =
            m_context.formalExpression(from.child(Vocabulary::Bpmn, "activationCondition"));
        return detail;
    }

    void readFlow(const XmlElement& from, ElementIndex scope)
    {
        SequenceFlow flow;
        flow.id = from.id();
        flow.name = from.attribute("name");
        flow.line = from.line();
        flow.scope = scope;
        flow.isImmediate = m_context.flag(from, "isImmediate", true);
        flow.documentation = readDocumentation(from);
        flow.condition = m_context.formalExpression(from.child(Vocabulary::Bpmn, "conditionExpression"));
        if (!flow.id.empty()) m_process.flowById.emplace(flow.id, FlowIndex(m_process.flows.size()));
        m_process.flows.push_back(std::move(flow));
        m_flowEnds.push_back({from, from.reference("sourceRef"), from.reference("targetRef")});
    }

    void readLanes(const XmlElement& set, std::vector<Lane>& lanes)
    {
        for (const auto& child : set.children(Vocabulary::Bpmn, "lane")) {
            Lane lane{child.id(), std::string(child.attribute("name")), child.line(), {}, {}};
            for (const auto& reference : child.children(Vocabulary::Bpmn, "flowNodeRef")) {
                lane.elementRefs.push_back(reference.referenceIn(reference.text()));
                m_laneRefs.push_back(reference);
            }
            if (const auto nested = child.child(Vocabulary::Bpmn, "childLaneSet"))
                readLanes(nested, lane.lanes);
            lanes.push_back(std::move(lane));
        }
    }

    void readOwnData(const XmlElement& from, const std::string& owner)
    {
        readData(from, owner);
        if (const auto specification = from.child(Vocabulary::Bpmn, "ioSpecification"))
            readData(specification, owner);
    }

    void readData(const XmlElement& specification, const std::string& owner)
    {
        for (const auto& child : specification.children())
            if (const auto kind = dataKindOf(child.localName());
                kind && child.vocabulary() == Vocabulary::Bpmn)
                addData(child, *kind, owner);
    }

    void addData(const XmlElement& from, DataObject::Kind kind, const std::string& owner)
    {
        DataObject data;
        data.kind = kind;
        data.id = from.id();
        data.elementId = owner;
        data.name = from.attribute("name");
        data.line = from.line();
        data.isCollection = m_context.flag(from, "isCollection", false);
        data.itemRef = from.reference("itemSubjectRef");
        data.targetRef =
            from.reference(kind == DataObject::Kind::StoreReference ? "dataStoreRef" : "dataObjectRef");
        if (const auto state = from.child(Vocabulary::Bpmn, "dataState"))
            data.state = state.attribute("name");
        m_process.dataObjects.push_back(std::move(data));
    }

    void readDataAssociations(const XmlElement& from, const std::string& owner)
    {
        for (const auto& child : from.children()) {
            const bool in = child.is(Vocabulary::Bpmn, "dataInputAssociation");
            if (!in && !child.is(Vocabulary::Bpmn, "dataOutputAssociation")) continue;
            const auto end = [&](std::string_view name) {
                const auto reference = child.child(Vocabulary::Bpmn, name);
                return reference ? reference.referenceIn(reference.text()) : owner;
            };
            m_process.dataAssociations.push_back(
                {child.id(), child.line(), end("sourceRef"), end("targetRef"), owner, in});
        }
    }

    ElementIndex resolve(const XmlElement& at, std::string_view attribute, const std::string& id)
    {
        const auto index = m_process.find(id);
        if (!index.isValid())
            m_context.report(Severity::Error, "bpmn.reference.dangling", at,
                             id.empty()
                                 ? fmt::format("{} is missing. Connect the flow again.", attribute)
                                 : fmt::format("{} is “{}”, but this process has no element with that id. "
                                               "Connect it again.",
                                               attribute, id));
        return index;
    }

    void linkFlows()
    {
        for (std::size_t at = 0; at < m_process.flows.size(); ++at) {
            auto& flow = m_process.flows[at];
            const auto& ends = m_flowEnds[at];
            flow.source = resolve(ends.at, "sourceRef", ends.source);
            flow.target = resolve(ends.at, "targetRef", ends.target);
            if (flow.source.isValid()) m_process[flow.source].outgoing.push_back(FlowIndex(at));
            if (flow.target.isValid()) m_process[flow.target].incoming.push_back(FlowIndex(at));
        }
        for (std::size_t at = 0; at < m_process.elements.size(); ++at)
            linkFlowsOf(ElementIndex(at));
        for (const auto& reference : m_laneRefs)
            resolve(reference, "flowNodeRef", reference.referenceIn(reference.text()));
    }

    void linkFlowsOf(ElementIndex index)
    {
        auto& element = m_process[index];
        const auto& from = m_sources[index.value];
        if (const auto id = from.reference("default"); !id.empty()) {
            const auto found = m_process.flowById.find(id);
            if (found != m_process.flowById.end() && m_process[found->second].source == index)
                element.defaultFlow = found->second;
            else
                m_context.report(
                    Severity::Error, "bpmn.flow.default", from,
                    fmt::format("The default flow “{}” does not leave this element. Choose one of its "
                                "outgoing flows.",
                                id));
        }
        for (const auto side : {std::string_view("incoming"), std::string_view("outgoing")})
            for (const auto& listed : from.children(Vocabulary::Bpmn, side))
                checkListed(listed, side, index);
    }

    /// `incoming` and `outgoing` repeat what the flows state; where they disagree the flows are right.
    void checkListed(const XmlElement& listed, std::string_view side, ElementIndex index)
    {
        const auto id = listed.referenceIn(listed.text());
        const auto found = m_process.flowById.find(id);
        if (found == m_process.flowById.end()) {
            m_context.report(
                Severity::Error, "bpmn.reference.dangling", listed,
                fmt::format("{} names the flow “{}”, which does not exist. Remove it or draw the flow.", side,
                            id));
            return;
        }
        const auto& flow = m_process[found->second];
        if ((side == "incoming" ? flow.target : flow.source) != index)
            m_context.report(
                Severity::Warning, "bpmn.flow.listed", listed,
                fmt::format("{} names the flow “{}”, which is connected elsewhere; the flow's own ends "
                            "are used.",
                            side, id));
    }

    /// The id of a flow may be left out (BPMN 2.0.2 §8.3.1), but tokens are told by it: one that follows from
    /// the file alone is made.
    void nameFlows()
    {
        for (std::size_t at = 0; at < m_process.flows.size(); ++at) {
            auto& flow = m_process.flows[at];
            if (!flow.id.empty()) continue;
            const auto stem = m_flowEnds[at].source + "-to-" + m_flowEnds[at].target;
            flow.id = stem;
            for (int next = 2;
                 m_process.flowById.contains(flow.id) || m_process.elementById.contains(flow.id); ++next)
                flow.id = fmt::format("{}-{}", stem, next);
            m_process.flowById.emplace(flow.id, FlowIndex(at));
        }
    }

    void linkAttachments()
    {
        for (std::size_t at = 0; at < m_process.elements.size(); ++at) {
            auto& element = m_process.elements[at];
            if (element.type != ElementType::BoundaryEvent) continue;
            element.attachedTo =
                resolve(m_sources[at], "attachedToRef", m_sources[at].reference("attachedToRef"));
            if (element.attachedTo.isValid())
                m_process[element.attachedTo].boundaryEvents.push_back(ElementIndex(at));
        }
    }

    /// BPMN 2.0.2 §10.7.2: a compensation boundary event leads to its handler by an association.
    void linkCompensation()
    {
        for (const auto& association : m_process.artifacts.associations) {
            auto from = m_process.find(association.sourceRef);
            auto to = m_process.find(association.targetRef);
            if (!from.isValid() || !to.isValid()) continue;
            if (m_process[to].type == ElementType::BoundaryEvent) std::swap(from, to);
            auto& boundary = m_process[from];
            const bool compensates =
                boundary.type == ElementType::BoundaryEvent && boundary.event(EventTrigger::Compensation);
            if (compensates && isActivity(m_process[to].type) && !boundary.compensationHandler.isValid())
                boundary.compensationHandler = to;
        }
    }

    void checkCompensationTargets()
    {
        for (std::size_t at = 0; at < m_process.elements.size(); ++at)
            for (const auto& event : m_process.elements[at].events)
                if (const auto* compensation = std::get_if<CompensationEvent>(&event.detail);
                    compensation && !compensation->activityRef.empty())
                    resolve(m_sources[at], "activityRef", compensation->activityRef);
    }

    ReadContext& m_context;
    XmlElement m_from;
    Process m_process;
    std::vector<XmlElement> m_sources; ///< by element index
    std::vector<FlowEnds> m_flowEnds;  ///< by flow index
    std::vector<XmlElement> m_laneRefs;
};

} // namespace

Process readProcess(ReadContext& context, const XmlElement& from)
{
    return ProcessReader(context, from).run();
}

bool readArtifact(const XmlElement& from, Artifacts& artifacts)
{
    const auto name = from.localName();
    if (name == "textAnnotation") {
        const auto text = from.child(Vocabulary::Bpmn, "text");
        artifacts.annotations.push_back({from.id(), from.line(), text ? text.text() : std::string()});
    } else if (name == "group") {
        artifacts.groups.push_back({from.id(), from.line(), from.reference("categoryValueRef")});
    } else if (name == "association") {
        const auto direction = from.attribute("associationDirection");
        artifacts.associations.push_back({from.id(), from.line(), from.reference("sourceRef"),
                                          from.reference("targetRef"),
                                          direction == "One"    ? Association::Direction::One
                                          : direction == "Both" ? Association::Direction::Both
                                                                : Association::Direction::None});
    } else {
        return false;
    }
    return true;
}

std::string readDocumentation(const XmlElement& from)
{
    std::string text;
    for (const auto& part : from.children(Vocabulary::Bpmn, "documentation"))
        text += (text.empty() ? "" : "\n\n") + part.text();
    return text;
}

} // namespace habitat::bpmn
