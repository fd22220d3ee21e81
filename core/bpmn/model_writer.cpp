// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bpmn/process_writer.h"
#include "core/bpmn/writer.h"

#include <array>
#include <charconv>
#include <set>

namespace habitat::bpmn {

namespace {

class TextWriter : public pugi::xml_writer
{
public:
    void write(const void* data, std::size_t size) override
    {
        m_text.append(static_cast<const char*>(data), size);
    }
    std::string take() { return std::move(m_text); }

private:
    std::string m_text;
};

/// The shortest text that reads back as the same number, whatever the locale.
std::string numberText(double number)
{
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr;
    return {buffer.data(), end};
}

void writeHead(const Definitions& definitions, XmlBuilder node)
{
    node.set("xmlns:bpmn", "http://www.omg.org/spec/BPMN/20100524/MODEL")
        .set("xmlns:bpmndi", "http://www.omg.org/spec/BPMN/20100524/DI")
        .set("xmlns:dc", "http://www.omg.org/spec/DD/20100524/DC")
        .set("xmlns:di", "http://www.omg.org/spec/DD/20100524/DI")
        .set("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        .set("xmlns:zeebe", "http://camunda.org/schema/zeebe/1.0")
        .set("xmlns:camunda", "http://camunda.org/schema/1.0/bpmn")
        .set("xmlns:bioc", "http://bpmn.io/schema/bpmn/biocolor/1.0")
        .set("id", definitions.id)
        .set("name", definitions.name)
        .set("targetNamespace", definitions.targetNamespace)
        .set("expressionLanguage", definitions.expressionLanguage)
        .set("exporter", definitions.exporter)
        .set("exporterVersion", definitions.exporterVersion);
}

void writeShared(const Definitions& definitions, XmlBuilder root)
{
    for (const auto& message : definitions.messages) {
        auto node = root.add("bpmn:message");
        node.set("id", message.id).set("name", message.name);
        if (message.correlationKey.isStated())
            node.extensions().add("zeebe:subscription").set("correlationKey", message.correlationKey);
    }
    for (const auto& signal : definitions.signals)
        root.add("bpmn:signal").set("id", signal.id).set("name", signal.name);
    for (const auto& error : definitions.errors)
        root.add("bpmn:error")
            .set("id", error.id)
            .set("name", error.name)
            .set("errorCode", error.code.value_or(""));
    for (const auto& escalation : definitions.escalations)
        root.add("bpmn:escalation")
            .set("id", escalation.id)
            .set("name", escalation.name)
            .set("escalationCode", escalation.code.value_or(""));
    for (const auto& store : definitions.dataStores)
        root.add("bpmn:dataStore")
            .set("id", store.id)
            .set("name", store.name)
            .set("itemSubjectRef", store.itemRef);
}

/// Camunda 7 takes an error that nobody declared as its own code; here it is declared.
void writeUndeclaredErrors(const Definitions& definitions, XmlBuilder root)
{
    std::set<std::string, std::less<>> written;
    for (const auto& process : definitions.processes)
        for (const auto& element : process.elements)
            for (const auto& event : element.events) {
                const auto* error = std::get_if<ErrorEvent>(&event.detail);
                if (error && error->errorCode && !definitions.error(error->errorRef) &&
                    written.insert(error->errorRef).second)
                    root.add("bpmn:error").set("id", error->errorRef).set("errorCode", *error->errorCode);
            }
}

/// The names of groups are values of categories (BPMN 2.0.2 §8.4.6).
void writeCategories(const Artifacts& artifacts, XmlBuilder root)
{
    for (const auto& group : artifacts.groups)
        if (!group.name.empty())
            root.add("bpmn:category")
                .set("id", group.id + "-category")
                .add("bpmn:categoryValue")
                .set("id", group.id + "-name")
                .set("value", group.name);
}

void writeCollaboration(const Collaboration& collaboration, XmlBuilder root)
{
    auto node = root.add("bpmn:collaboration");
    node.set("id", collaboration.id).set("name", collaboration.name);
    for (const auto& participant : collaboration.participants) {
        auto pool = node.add("bpmn:participant");
        pool.set("id", participant.id)
            .set("name", participant.name)
            .set("processRef", participant.processRef);
        if (participant.minimum && participant.maximum)
            pool.add("bpmn:participantMultiplicity")
                .set("minimum", std::to_string(*participant.minimum))
                .set("maximum", std::to_string(*participant.maximum));
    }
    for (const auto& flow : collaboration.messageFlows)
        node.add("bpmn:messageFlow")
            .set("id", flow.id)
            .set("name", flow.name)
            .set("sourceRef", flow.sourceRef)
            .set("targetRef", flow.targetRef)
            .set("messageRef", flow.messageRef);
    writeArtifacts(collaboration.artifacts, node);
}

void writeBounds(const Bounds& bounds, XmlBuilder parent)
{
    parent.add("dc:Bounds")
        .set("x", numberText(bounds.x))
        .set("y", numberText(bounds.y))
        .set("width", numberText(bounds.width))
        .set("height", numberText(bounds.height));
}

void writeLabel(const std::optional<Bounds>& label, XmlBuilder parent)
{
    if (label) writeBounds(*label, parent.add("bpmndi:BPMNLabel"));
}

void writeShape(const Shape& shape, XmlBuilder plane)
{
    auto node = plane.add("bpmndi:BPMNShape");
    node.set("id", shape.id).set("bpmnElement", shape.elementId);
    if (shape.isHorizontal) node.set("isHorizontal", *shape.isHorizontal ? "true" : "false");
    if (shape.isExpanded) node.set("isExpanded", *shape.isExpanded ? "true" : "false");
    node.setFlag("isMarkerVisible", shape.isMarkerVisible, false);
    node.set("bioc:stroke", shape.stroke).set("bioc:fill", shape.fill);
    writeBounds(shape.bounds, node);
    writeLabel(shape.label, node);
}

void writeEdge(const Edge& edge, XmlBuilder plane)
{
    auto node = plane.add("bpmndi:BPMNEdge");
    node.set("id", edge.id).set("bpmnElement", edge.elementId).set("bioc:stroke", edge.stroke);
    for (const auto& point : edge.waypoints)
        node.add("di:waypoint").set("x", numberText(point.x)).set("y", numberText(point.y));
    writeLabel(edge.label, node);
}

void writeDiagram(const Diagram& diagram, XmlBuilder root)
{
    auto plane = root.add("bpmndi:BPMNDiagram")
                     .set("id", diagram.id)
                     .set("name", diagram.name)
                     .add("bpmndi:BPMNPlane");
    plane.set("id", diagram.id.empty() ? "" : diagram.id + "-plane")
        .set("bpmnElement", diagram.planeElementId);
    for (const auto& shape : diagram.shapes)
        writeShape(shape, plane);
    for (const auto& edge : diagram.edges)
        writeEdge(edge, plane);
}

} // namespace

std::string writeModel(const Definitions& definitions)
{
    pugi::xml_document document;
    auto declaration = document.append_child(pugi::node_declaration);
    declaration.append_attribute("version").set_value("1.0");
    declaration.append_attribute("encoding").set_value("UTF-8");
    XmlBuilder root(document.append_child("bpmn:definitions"));
    writeHead(definitions, root);
    writeShared(definitions, root);
    writeUndeclaredErrors(definitions, root);
    for (const auto& process : definitions.processes)
        writeCategories(process.artifacts, root);
    for (const auto& collaboration : definitions.collaborations)
        writeCategories(collaboration.artifacts, root);
    for (const auto& collaboration : definitions.collaborations)
        writeCollaboration(collaboration, root);
    for (const auto& process : definitions.processes)
        writeProcess(process, root);
    for (const auto& diagram : definitions.diagrams)
        writeDiagram(diagram, root);
    TextWriter writer;
    document.save(writer, "  ", pugi::format_indent, pugi::encoding_utf8);
    return writer.take();
}

} // namespace habitat::bpmn
