// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bpmn/process_reader.h"

#include "core/bpmn/activity_reader.h"
#include "core/bpmn/data_reader.h"
#include "core/bpmn/event_reader.h"
#include "core/bpmn/process_links.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
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
        return linked(m_context, std::move(m_process), m_sources);
    }

private:
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
                addData(readDataIn(m_context, child, idOf(parent)));
            else if (const auto kind = dataKindOf(name))
                m_process.dataObjects.push_back(readDataObject(m_context, child, *kind, idOf(parent)));
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
        std::ranges::move(readDataAssociations(from, element.id),
                          std::back_inserter(m_process.dataAssociations));

        const ElementIndex index(m_process.elements.size());
        if (element.id.empty())
            m_context.report(Severity::Error, "bpmn.id.missing", from,
                             fmt::format("This {} has no id. Give it one.", toText(type)));
        else
            m_process.elementById.emplace(element.id, index);
        m_sources.elements.push_back(from);
        m_process.elements.push_back(std::move(element));
        (parent.isValid() ? m_process[parent].children : m_process.children).push_back(index);
        if (isScope(type))
            readScope(from, index);
        else
            readOwnData(from, from.id());
    }

    void readOwnData(const XmlElement& from, const std::string& owner)
    {
        addData(readDataIn(m_context, from, owner));
        if (const auto specification = from.child(Vocabulary::Bpmn, "ioSpecification"))
            addData(readDataIn(m_context, specification, owner));
    }

    void addData(std::vector<DataObject> objects)
    {
        std::ranges::move(objects, std::back_inserter(m_process.dataObjects));
    }

    [[nodiscard]] std::string idOf(ElementIndex scope) const
    {
        return scope.isValid() ? m_process[scope].id : std::string();
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
        m_sources.flows.push_back({from, from.reference("sourceRef"), from.reference("targetRef")});
    }

    void readLanes(const XmlElement& set, std::vector<Lane>& lanes)
    {
        for (const auto& child : set.children(Vocabulary::Bpmn, "lane")) {
            Lane lane{child.id(), std::string(child.attribute("name")), child.line(), {}, {}};
            for (const auto& reference : child.children(Vocabulary::Bpmn, "flowNodeRef")) {
                lane.elementRefs.push_back(reference.referenceIn(reference.text()));
                m_sources.laneRefs.push_back(reference);
            }
            if (const auto nested = child.child(Vocabulary::Bpmn, "childLaneSet"))
                readLanes(nested, lane.lanes);
            lanes.push_back(std::move(lane));
        }
    }

    ReadContext& m_context;
    XmlElement m_from;
    Process m_process;
    ProcessSources m_sources;
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
