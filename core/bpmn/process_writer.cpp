// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bpmn/process_writer.h"

#include <array>
#include <string>

namespace habitat::bpmn {

namespace {

class ProcessWriter
{
public:
    explicit ProcessWriter(const Process& process) : m_process(process) {}

    void run(XmlBuilder definitions) const
    {
        auto node = definitions.add("bpmn:process");
        node.set("id", m_process.id).set("name", m_process.name);
        node.set("isExecutable", m_process.isExecutable ? "true" : "false");
        node.addText("bpmn:documentation", m_process.documentation);
        if (!m_process.versionTag.empty())
            node.extensions().add("zeebe:versionTag").set("value", m_process.versionTag);
        writeProperties(m_process.properties, node);
        writeSpecification({}, node);
        writeLanes(m_process.lanes, node, "bpmn:laneSet");
        writeScope({}, node);
        writeArtifacts(m_process.artifacts, node);
    }

private:
    void writeScope(ElementIndex scope, XmlBuilder node) const
    {
        const std::string_view owner =
            scope.isValid() ? std::string_view(m_process[scope].id) : std::string_view();
        for (const auto& data : m_process.dataObjects)
            if (data.elementId == owner && !isInputOrOutput(data)) writeData(data, node);
        for (const auto child : m_process.childrenOf(scope))
            writeElement(child, node);
        for (const auto& flow : m_process.flows)
            if (flow.scope == scope) writeFlow(flow, node);
    }

    void writeElement(ElementIndex index, XmlBuilder parent) const
    {
        const auto& element = m_process[index];
        auto node = parent.add(("bpmn:" + std::string(toText(element.type))).c_str());
        node.set("id", element.id).set("name", element.name);
        if (element.attachedTo.isValid()) node.set("attachedToRef", m_process[element.attachedTo].id);
        if (element.defaultFlow.isValid()) node.set("default", m_process[element.defaultFlow].id);
        node.addText("bpmn:documentation", element.documentation);
        writeDetails(element, node);
        for (const auto flow : element.incoming)
            node.addText("bpmn:incoming", m_process[flow].id);
        for (const auto flow : element.outgoing)
            node.addText("bpmn:outgoing", m_process[flow].id);
        if (isScope(element.type)) {
            writeScope(index, node);
        } else {
            for (const auto& data : m_process.dataObjects)
                if (data.elementId == element.id && (isEvent(element.type) || !isInputOrOutput(data)))
                    writeData(data, node);
            if (!isEvent(element.type)) writeSpecification(element.id, node);
        }
        writeDataAssociations(element, node);
        writeEventDefinitions(element, node);
    }

    void writeFlow(const SequenceFlow& flow, XmlBuilder parent) const
    {
        auto node = parent.add("bpmn:sequenceFlow");
        node.set("id", flow.id).set("name", flow.name);
        if (flow.source.isValid()) node.set("sourceRef", m_process[flow.source].id);
        if (flow.target.isValid()) node.set("targetRef", m_process[flow.target].id);
        node.setFlag("isImmediate", flow.isImmediate, true);
        node.addText("bpmn:documentation", flow.documentation);
        node.addFormula("bpmn:conditionExpression", flow.condition);
    }

    static bool isInputOrOutput(const DataObject& data)
    {
        return data.kind == DataObject::Kind::Input || data.kind == DataObject::Kind::Output;
    }

    static void writeData(const DataObject& data, XmlBuilder parent)
    {
        static constexpr std::array<const char*, 7> names{
            "bpmn:dataObject", "bpmn:dataObjectReference", "bpmn:dataStore", "bpmn:dataStoreReference",
            "bpmn:dataInput",  "bpmn:dataOutput",          "bpmn:property"};
        auto node = parent.add(names[static_cast<std::size_t>(data.kind)]);
        node.set("id", data.id).set("name", data.name).set("itemSubjectRef", data.itemRef);
        node.setFlag("isCollection", data.isCollection, false);
        node.set(data.kind == DataObject::Kind::StoreReference ? "dataStoreRef" : "dataObjectRef",
                 data.targetRef);
        if (!data.state.empty()) node.add("bpmn:dataState").set("name", data.state);
    }

    /// BPMN 2.0.2 §10.4.1: inputs and outputs with one set of each.
    void writeSpecification(std::string_view owner, XmlBuilder parent) const
    {
        std::vector<const DataObject*> data;
        for (const auto& object : m_process.dataObjects)
            if (object.elementId == owner && isInputOrOutput(object)) data.push_back(&object);
        if (data.empty()) return;
        auto specification = parent.add("bpmn:ioSpecification");
        for (const auto* object : data)
            writeData(*object, specification);
        auto inputs = specification.add("bpmn:inputSet");
        auto outputs = specification.add("bpmn:outputSet");
        for (const auto* object : data)
            if (object->kind == DataObject::Kind::Input)
                inputs.addText("bpmn:dataInputRefs", object->id);
            else
                outputs.addText("bpmn:dataOutputRefs", object->id);
    }

    void writeDataAssociations(const Element& element, XmlBuilder parent) const
    {
        for (const auto& association : m_process.dataAssociations) {
            if (association.elementId != element.id) continue;
            auto node =
                parent.add(association.isInput ? "bpmn:dataInputAssociation" : "bpmn:dataOutputAssociation");
            node.set("id", association.id);
            if (association.sourceRef != element.id) node.addText("bpmn:sourceRef", association.sourceRef);
            if (association.targetRef != element.id) node.addText("bpmn:targetRef", association.targetRef);
        }
    }

    static void writeLanes(const std::vector<Lane>& lanes, XmlBuilder parent, const char* name)
    {
        if (lanes.empty()) return;
        auto set = parent.add(name);
        for (const auto& lane : lanes) {
            auto node = set.add("bpmn:lane");
            node.set("id", lane.id).set("name", lane.name);
            for (const auto& element : lane.elementRefs)
                node.addText("bpmn:flowNodeRef", element);
            writeLanes(lane.lanes, node, "bpmn:childLaneSet");
        }
    }

    const Process& m_process;
};

} // namespace

void writeProcess(const Process& process, XmlBuilder definitions)
{
    ProcessWriter(process).run(definitions);
}

void writeArtifacts(const Artifacts& artifacts, XmlBuilder parent)
{
    for (const auto& note : artifacts.annotations)
        parent.add("bpmn:textAnnotation").set("id", note.id).addText("bpmn:text", note.text);
    for (const auto& group : artifacts.groups)
        parent.add("bpmn:group")
            .set("id", group.id)
            .set("categoryValueRef", group.name.empty() ? "" : group.id + "-name");
    for (const auto& association : artifacts.associations) {
        using Direction = Association::Direction;
        parent.add("bpmn:association")
            .set("id", association.id)
            .set("sourceRef", association.sourceRef)
            .set("targetRef", association.targetRef)
            .set("associationDirection", association.direction == Direction::One    ? "One"
                                         : association.direction == Direction::Both ? "Both"
                                                                                    : "None");
    }
}

} // namespace habitat::bpmn
