// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/picture.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

namespace habitat::ui {
namespace {

using bpmn::ElementType;
using bpmn::EventTrigger;

QString q(const std::string& text)
{
    return QString::fromStdString(text);
}

QRectF rectOf(const bpmn::Bounds& bounds)
{
    return {bounds.x, bounds.y, bounds.width, bounds.height};
}

NodeKind kindOf(ElementType type)
{
    if (bpmn::isEvent(type)) return NodeKind::Event;
    return bpmn::isGateway(type) ? NodeKind::Gateway : NodeKind::Activity;
}

LoopMarker loopOf(const bpmn::Element& element)
{
    if (std::holds_alternative<bpmn::StandardLoop>(element.loop)) return LoopMarker::Standard;
    if (const auto* multi = std::get_if<bpmn::MultiInstanceLoop>(&element.loop))
        return multi->isSequential ? LoopMarker::Sequential : LoopMarker::Parallel;
    return LoopMarker::None;
}

DiagramNode nodeOf(const bpmn::Process& process, const bpmn::Element& element)
{
    DiagramNode node;
    node.id = q(element.id);
    node.name = q(element.name);
    node.kind = kindOf(element.type);
    node.type = element.type;
    node.trigger = element.trigger();
    node.isMultiple = element.events.size() > 1;
    node.isParallelMultiple = element.parallelMultiple;
    node.isInterrupting = element.isInterrupting;
    node.isEventSubProcess = element.triggeredByEvent;
    node.isForCompensation = element.isForCompensation;
    node.instantiates = element.instantiate || (element.gateway && element.gateway->instantiate);
    node.loop = loopOf(element);
    if (element.attachedTo.isValid()) node.host = q(process[element.attachedTo].id);
    return node;
}

struct Edges
{
    std::map<std::string, DiagramEdge> byId;

    DiagramEdge& add(const std::string& id, EdgeKind kind, const std::string& source,
                     const std::string& target)
    {
        DiagramEdge& edge = byId[id];
        edge.id = q(id);
        edge.kind = kind;
        edge.source = q(source);
        edge.target = q(target);
        return edge;
    }
};

/// Everything that a shape or an edge may stand for, by id.
class Catalogue
{
public:
    explicit Catalogue(const bpmn::Definitions& definitions)
    {
        for (const bpmn::Process& process : definitions.processes)
            add(process);
        for (const bpmn::Collaboration& collaboration : definitions.collaborations) {
            for (const bpmn::Participant& participant : collaboration.participants)
                plain(participant.id, participant.name, NodeKind::Pool);
            for (const bpmn::MessageFlow& flow : collaboration.messageFlows)
                m_edges.add(flow.id, EdgeKind::Message, flow.sourceRef, flow.targetRef).name = q(flow.name);
            add(collaboration.artifacts);
        }
        for (const bpmn::DataObject& store : definitions.dataStores)
            plain(store.id, store.name, NodeKind::DataStore);
    }

    [[nodiscard]] const DiagramNode* node(const std::string& id) const
    {
        const auto found = m_nodes.find(id);
        return found == m_nodes.end() ? nullptr : &found->second;
    }
    [[nodiscard]] const DiagramEdge* edge(const std::string& id) const
    {
        const auto found = m_edges.byId.find(id);
        return found == m_edges.byId.end() ? nullptr : &found->second;
    }

private:
    void add(const bpmn::Process& process)
    {
        int order = 0;
        for (const bpmn::Element& element : process.elements) {
            m_nodes[element.id] = nodeOf(process, element);
            m_nodes[element.id].order = order++;
        }
        for (const bpmn::SequenceFlow& flow : process.flows) {
            if (!flow.source.isValid() || !flow.target.isValid()) continue;
            const bpmn::Element& source = process[flow.source];
            DiagramEdge& edge = m_edges.add(flow.id, EdgeKind::Sequence, source.id, process[flow.target].id);
            edge.name = q(flow.name);
            edge.isDefault = source.defaultFlow.isValid() && process[source.defaultFlow].id == flow.id;
            edge.isConditional = !flow.condition.text.empty() && bpmn::isActivity(source.type);
        }
        for (const bpmn::DataObject& object : process.dataObjects) {
            const bool isStore = object.kind == bpmn::DataObject::Kind::Store ||
                                 object.kind == bpmn::DataObject::Kind::StoreReference;
            plain(object.id, object.name, isStore ? NodeKind::DataStore : NodeKind::DataObject);
            m_nodes[object.id].isCollection = object.isCollection;
        }
        for (const bpmn::DataAssociation& data : process.dataAssociations)
            m_edges
                .add(data.id, EdgeKind::DataAssociation, data.isInput ? data.sourceRef : data.elementId,
                     data.isInput ? data.elementId : data.targetRef)
                .direction = bpmn::Association::Direction::One;
        for (const bpmn::Lane& lane : process.lanes)
            add(lane);
        add(process.artifacts);
    }

    void add(const bpmn::Lane& lane)
    {
        plain(lane.id, lane.name, NodeKind::Lane);
        for (const bpmn::Lane& inner : lane.lanes)
            add(inner);
    }

    void add(const bpmn::Artifacts& artifacts)
    {
        for (const bpmn::TextAnnotation& note : artifacts.annotations)
            plain(note.id, note.text, NodeKind::Annotation);
        for (const bpmn::Group& group : artifacts.groups)
            plain(group.id, group.name, NodeKind::Group);
        for (const bpmn::Association& association : artifacts.associations)
            m_edges.add(association.id, EdgeKind::Association, association.sourceRef, association.targetRef)
                .direction = association.direction;
    }

    void plain(const std::string& id, const std::string& name, NodeKind kind)
    {
        DiagramNode node;
        node.id = q(id);
        node.name = q(name);
        node.kind = kind;
        m_nodes[id] = node;
    }

    std::map<std::string, DiagramNode> m_nodes;
    Edges m_edges;
};

/// The plane of a process or a collaboration; those of collapsed sub-processes are pages of their own.
const bpmn::Diagram* mainDiagram(const bpmn::Definitions& definitions)
{
    for (const bpmn::Diagram& diagram : definitions.diagrams) {
        const auto isPlane = [&](const auto& thing) { return thing.id == diagram.planeElementId; };
        if (std::any_of(definitions.processes.begin(), definitions.processes.end(), isPlane) ||
            std::any_of(definitions.collaborations.begin(), definitions.collaborations.end(), isPlane))
            return &diagram;
    }
    return definitions.diagrams.empty() ? nullptr : &definitions.diagrams.front();
}

/// Pools, lanes and groups lie under everything, boundary events over their hosts.
int layerOf(const DiagramNode& node)
{
    if (node.kind == NodeKind::Pool) return 0;
    if (node.kind == NodeKind::Lane) return 1;
    if (node.isContainer()) return 2;
    if (node.kind == NodeKind::Group) return 3;
    return node.host.isEmpty() ? 4 : 5;
}

void addShapes(DiagramPicture& picture, const bpmn::Diagram& diagram, const Catalogue& catalogue)
{
    for (const bpmn::Shape& shape : diagram.shapes) {
        const DiagramNode* known = catalogue.node(shape.elementId);
        if (!known || shape.bounds.width <= 0 || shape.bounds.height <= 0) continue;
        DiagramNode node = *known;
        node.box = rectOf(shape.bounds);
        if (shape.label) node.label = rectOf(*shape.label);
        node.isExpanded = shape.isExpanded.value_or(false);
        node.isHorizontal = shape.isHorizontal.value_or(true);
        picture.bounds |= node.box;
        if (node.label) picture.bounds |= *node.label;
        picture.nodes.append(std::move(node));
    }
    std::stable_sort(
        picture.nodes.begin(), picture.nodes.end(), [](const DiagramNode& a, const DiagramNode& b) {
            if (layerOf(a) != layerOf(b)) return layerOf(a) < layerOf(b);
            // An inner sub-process, smaller, lies over the one around it.
            return layerOf(a) == 2 && a.box.width() * a.box.height() > b.box.width() * b.box.height();
        });
    for (int i = 0; i < picture.nodes.size(); ++i)
        picture.nodeById.insert(picture.nodes[i].id, i);
}

void addEdges(DiagramPicture& picture, const bpmn::Diagram& diagram, const Catalogue& catalogue)
{
    for (const bpmn::Edge& drawn : diagram.edges) {
        const DiagramEdge* known = catalogue.edge(drawn.elementId);
        if (!known || drawn.waypoints.size() < 2) continue;
        DiagramEdge edge = *known;
        for (const bpmn::Point& point : drawn.waypoints) {
            edge.points.append({point.x, point.y});
            picture.bounds |= QRectF(point.x - 1, point.y - 1, 2, 2);
        }
        if (drawn.label) {
            edge.label = rectOf(*drawn.label);
            picture.bounds |= *edge.label;
        }
        picture.edges.append(std::move(edge));
    }
}

QString translated(const char* text)
{
    return QCoreApplication::translate("Diagram", text);
}

const char* triggerWord(const DiagramNode& node)
{
    if (node.isParallelMultiple) return QT_TRANSLATE_NOOP("Diagram", "Parallel multiple");
    if (node.isMultiple) return QT_TRANSLATE_NOOP("Diagram", "Multiple");
    switch (node.trigger) {
    case EventTrigger::None:
        return "";
    case EventTrigger::Message:
        return QT_TRANSLATE_NOOP("Diagram", "Message");
    case EventTrigger::Timer:
        return QT_TRANSLATE_NOOP("Diagram", "Timer");
    case EventTrigger::Error:
        return QT_TRANSLATE_NOOP("Diagram", "Error");
    case EventTrigger::Escalation:
        return QT_TRANSLATE_NOOP("Diagram", "Escalation");
    case EventTrigger::Cancel:
        return QT_TRANSLATE_NOOP("Diagram", "Cancel");
    case EventTrigger::Compensation:
        return QT_TRANSLATE_NOOP("Diagram", "Compensation");
    case EventTrigger::Conditional:
        return QT_TRANSLATE_NOOP("Diagram", "Condition");
    case EventTrigger::Link:
        return QT_TRANSLATE_NOOP("Diagram", "Link");
    case EventTrigger::Signal:
        return QT_TRANSLATE_NOOP("Diagram", "Signal");
    case EventTrigger::Terminate:
        return QT_TRANSLATE_NOOP("Diagram", "Terminate");
    }
    return "";
}

const char* typeWord(ElementType type)
{
    switch (type) {
    case ElementType::StartEvent:
        return QT_TRANSLATE_NOOP("Diagram", "start event");
    case ElementType::IntermediateCatchEvent:
        return QT_TRANSLATE_NOOP("Diagram", "catch event");
    case ElementType::IntermediateThrowEvent:
        return QT_TRANSLATE_NOOP("Diagram", "throw event");
    case ElementType::BoundaryEvent:
        return QT_TRANSLATE_NOOP("Diagram", "boundary event");
    case ElementType::EndEvent:
        return QT_TRANSLATE_NOOP("Diagram", "end event");
    case ElementType::Task:
        return QT_TRANSLATE_NOOP("Diagram", "Task");
    case ElementType::ServiceTask:
        return QT_TRANSLATE_NOOP("Diagram", "Service task");
    case ElementType::SendTask:
        return QT_TRANSLATE_NOOP("Diagram", "Send task");
    case ElementType::ReceiveTask:
        return QT_TRANSLATE_NOOP("Diagram", "Receive task");
    case ElementType::UserTask:
        return QT_TRANSLATE_NOOP("Diagram", "User task");
    case ElementType::ManualTask:
        return QT_TRANSLATE_NOOP("Diagram", "Manual task");
    case ElementType::ScriptTask:
        return QT_TRANSLATE_NOOP("Diagram", "Script task");
    case ElementType::BusinessRuleTask:
        return QT_TRANSLATE_NOOP("Diagram", "Business rule task");
    case ElementType::CallActivity:
        return QT_TRANSLATE_NOOP("Diagram", "Call activity");
    case ElementType::SubProcess:
        return QT_TRANSLATE_NOOP("Diagram", "Sub-process");
    case ElementType::Transaction:
        return QT_TRANSLATE_NOOP("Diagram", "Transaction");
    case ElementType::AdHocSubProcess:
        return QT_TRANSLATE_NOOP("Diagram", "Ad-hoc sub-process");
    case ElementType::ExclusiveGateway:
        return QT_TRANSLATE_NOOP("Diagram", "Exclusive gateway");
    case ElementType::InclusiveGateway:
        return QT_TRANSLATE_NOOP("Diagram", "Inclusive gateway");
    case ElementType::ParallelGateway:
        return QT_TRANSLATE_NOOP("Diagram", "Parallel gateway");
    case ElementType::EventBasedGateway:
        return QT_TRANSLATE_NOOP("Diagram", "Event-based gateway");
    case ElementType::ComplexGateway:
        return QT_TRANSLATE_NOOP("Diagram", "Complex gateway");
    }
    return "";
}

} // namespace

bool DiagramNode::isContainer() const
{
    return kind == NodeKind::Activity && bpmn::isScope(type) && isExpanded;
}

const DiagramNode* DiagramPicture::node(const QString& id) const
{
    const auto found = nodeById.constFind(id);
    return found == nodeById.constEnd() ? nullptr : &nodes[*found];
}

DiagramPicture pictureOf(const bpmn::Definitions& definitions)
{
    DiagramPicture picture;
    if (!definitions.processes.empty()) {
        picture.processId = q(definitions.processes.front().id);
        picture.name = q(definitions.processes.front().name);
    }
    const bpmn::Diagram* diagram = mainDiagram(definitions);
    if (!diagram) return picture;
    const Catalogue catalogue(definitions);
    addShapes(picture, *diagram, catalogue);
    addEdges(picture, *diagram, catalogue);
    return picture;
}

Result<DiagramPicture> readPicture(const std::string& xml)
{
    const auto document = bpmn::read(xml, "definition.bpmn");
    if (!document) return fail(document.error());
    return pictureOf(document->definitions);
}

QString kindText(const DiagramNode& node)
{
    switch (node.kind) {
    case NodeKind::DataObject:
        return translated(QT_TRANSLATE_NOOP("Diagram", "Data object"));
    case NodeKind::DataStore:
        return translated(QT_TRANSLATE_NOOP("Diagram", "Data store"));
    case NodeKind::Annotation:
        return translated(QT_TRANSLATE_NOOP("Diagram", "Note"));
    case NodeKind::Group:
        return translated(QT_TRANSLATE_NOOP("Diagram", "Group"));
    case NodeKind::Pool:
        return translated(QT_TRANSLATE_NOOP("Diagram", "Pool"));
    case NodeKind::Lane:
        return translated(QT_TRANSLATE_NOOP("Diagram", "Lane"));
    case NodeKind::Event:
    case NodeKind::Activity:
    case NodeKind::Gateway:
        break;
    }
    const QString trigger = node.kind == NodeKind::Event ? translated(triggerWord(node)) : QString();
    const QString type = translated(typeWord(node.type));
    const QString words = trigger.isEmpty() ? type : trigger + QLatin1Char(' ') + type;
    return words.left(1).toUpper() + words.mid(1);
}

QString nameText(const DiagramNode& node)
{
    return node.name.isEmpty() ? kindText(node) : node.name;
}

} // namespace habitat::ui
