// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bpmn/graph.h"

#include "core/bpmn/expressions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace habitat::bpmn::test {

namespace {

using nlohmann::json;

json jsonOf(const Properties& properties)
{
    auto list = json::array();
    for (const auto& [name, value] : properties.all())
        list.push_back({name, value});
    return list;
}

json jsonOf(const Bounds& bounds)
{
    return {bounds.x, bounds.y, bounds.width, bounds.height};
}

json jsonOf(const std::optional<Bounds>& bounds)
{
    return bounds ? jsonOf(*bounds) : json();
}

std::string idOf(const Process& process, ElementIndex index)
{
    return index.isValid() ? process[index].id : std::string();
}

json eventOf(const EventDefinition& event)
{
    json result{{"trigger", toText(event.trigger())}, {"id", event.id}};
    if (const auto* error = std::get_if<ErrorEvent>(&event.detail))
        result["code"] = error->errorCode.value_or("");
    if (const auto* escalation = std::get_if<EscalationEvent>(&event.detail))
        result["code"] = escalation->escalationCode.value_or("");
    if (const auto* compensation = std::get_if<CompensationEvent>(&event.detail))
        result["activity"] = {compensation->activityRef, compensation->waitForCompletion};
    if (const auto* link = std::get_if<LinkEvent>(&event.detail)) result["link"] = link->name;
    if (const auto* timer = std::get_if<TimerEvent>(&event.detail))
        result["timer"] = static_cast<int>(timer->kind);
    return result;
}

json elementOf(const Process& process, const Element& element)
{
    json result{{"id", element.id},
                {"name", element.name},
                {"type", toText(element.type)},
                {"documentation", element.documentation},
                {"parent", idOf(process, element.parent)},
                {"attachedTo", idOf(process, element.attachedTo)},
                {"handler", idOf(process, element.compensationHandler)},
                {"interrupting", element.isInterrupting},
                {"forCompensation", element.isForCompensation},
                {"triggeredByEvent", element.triggeredByEvent},
                {"quantities", {element.startQuantity, element.completionQuantity}},
                {"loop", element.loop.index()},
                {"properties", jsonOf(element.properties)}};
    for (const auto& event : element.events)
        result["events"].push_back(eventOf(event));
    for (const auto flow : element.outgoing)
        result["outgoing"].push_back(process[flow].id);
    if (element.defaultFlow.isValid()) result["default"] = process[element.defaultFlow].id;
    if (element.job) result["headers"] = jsonOf(element.job->headers);
    if (element.form) result["form"] = {element.form->formId, element.form->formKey};
    for (const auto& mapping : element.ioMapping.inputs)
        result["inputs"].push_back(mapping.target);
    for (const auto& mapping : element.ioMapping.outputs)
        result["outputs"].push_back(mapping.target);
    return result;
}

json laneOf(const Lane& lane)
{
    json result{{"id", lane.id}, {"name", lane.name}, {"elements", lane.elementRefs}};
    for (const auto& nested : lane.lanes)
        result["lanes"].push_back(laneOf(nested));
    return result;
}

json artifactsOf(const Artifacts& artifacts)
{
    json result;
    for (const auto& note : artifacts.annotations)
        result["annotations"].push_back({note.id, note.text});
    for (const auto& group : artifacts.groups)
        result["groups"].push_back({group.id, group.name});
    for (const auto& link : artifacts.associations)
        result["associations"].push_back(
            {link.id, link.sourceRef, link.targetRef, static_cast<int>(link.direction)});
    return result;
}

json processOf(const Process& process)
{
    json result{{"id", process.id},
                {"name", process.name},
                {"version", process.versionTag},
                {"executable", process.isExecutable},
                {"properties", jsonOf(process.properties)},
                {"artifacts", artifactsOf(process.artifacts)}};
    for (const auto& element : process.elements)
        result["elements"].push_back(elementOf(process, element));
    for (const auto& flow : process.flows)
        result["flows"].push_back({flow.id, flow.name, idOf(process, flow.source), idOf(process, flow.target),
                                   idOf(process, flow.scope)});
    for (const auto& lane : process.lanes)
        result["lanes"].push_back(laneOf(lane));
    for (const auto& data : process.dataObjects)
        result["data"].push_back({static_cast<int>(data.kind), data.id, data.name, data.targetRef, data.state,
                                  data.isCollection, data.elementId});
    for (const auto& data : process.dataAssociations)
        result["dataAssociations"].push_back({data.id, data.sourceRef, data.targetRef, data.elementId});
    for (const auto* unordered : {"flows", "data", "dataAssociations"})
        if (result.contains(unordered)) std::sort(result[unordered].begin(), result[unordered].end());
    forEachExpression(process, [&](const ExpressionPlace& place, const Expression& expression) {
        result["expressions"].push_back({place.ownerId, place.role, static_cast<int>(expression.kind),
                                         expression.text, expression.language});
    });
    return result;
}

json diagramOf(const Diagram& diagram)
{
    json result{{"id", diagram.id}, {"plane", diagram.planeElementId}};
    for (const auto& shape : diagram.shapes)
        result["shapes"].push_back({shape.id, shape.elementId, jsonOf(shape.bounds), jsonOf(shape.label),
                                    shape.isExpanded.value_or(false), shape.isHorizontal.value_or(false),
                                    shape.fill, shape.stroke});
    for (const auto& edge : diagram.edges) {
        json points = json::array();
        for (const auto& point : edge.waypoints)
            points.push_back({point.x, point.y});
        result["edges"].push_back({edge.id, edge.elementId, points, jsonOf(edge.label), edge.stroke});
    }
    return result;
}

json collaborationOf(const Collaboration& collaboration)
{
    json result{{"id", collaboration.id}, {"artifacts", artifactsOf(collaboration.artifacts)}};
    for (const auto& pool : collaboration.participants)
        result["participants"].push_back({pool.id, pool.name, pool.processRef});
    for (const auto& flow : collaboration.messageFlows)
        result["flows"].push_back({flow.id, flow.name, flow.sourceRef, flow.targetRef, flow.messageRef});
    return result;
}

/// Names with runs of white space as one blank: tools break lines where they like.
std::string oneLine(std::string_view name)
{
    std::string text;
    for (const char letter : name) {
        const bool space = letter == ' ' || letter == '\n' || letter == '\t' || letter == '\r';
        if (!space)
            text += letter;
        else if (!text.empty() && text.back() != ' ')
            text += ' ';
    }
    if (text.ends_with(' ')) text.pop_back();
    return text;
}

int laneCount(const std::vector<Lane>& lanes)
{
    int count = static_cast<int>(lanes.size());
    for (const auto& lane : lanes)
        count += laneCount(lane.lanes);
    return count;
}

std::string_view nameOf(DataObject::Kind kind)
{
    static constexpr std::array<std::string_view, 7> names{
        "dataObject", "dataObjectReference", "dataStore", "dataStoreReference",
        "dataInput",  "dataOutput",          "property"};
    return names[static_cast<std::size_t>(kind)];
}

void countProcess(const Process& process, std::map<std::string, int>& counts)
{
    for (const auto& element : process.elements) {
        ++counts[std::string(toText(element.type))];
        for (const auto& event : element.events)
            ++counts[event.trigger() == EventTrigger::Compensation
                         ? "compensateEventDefinition"
                         : std::string(toText(event.trigger())) + "EventDefinition"];
        if (element.isMultiInstance()) ++counts["multiInstanceLoopCharacteristics"];
        if (std::holds_alternative<StandardLoop>(element.loop)) ++counts["standardLoopCharacteristics"];
    }
    counts["sequenceFlow"] += static_cast<int>(process.flows.size());
    counts["lane"] += laneCount(process.lanes);
    for (const auto& data : process.dataObjects)
        ++counts[std::string(nameOf(data.kind))];
}

void countArtifacts(const Artifacts& artifacts, std::map<std::string, int>& counts)
{
    counts["textAnnotation"] += static_cast<int>(artifacts.annotations.size());
    counts["group"] += static_cast<int>(artifacts.groups.size());
    counts["association"] += static_cast<int>(artifacts.associations.size());
}

} // namespace

json graphOf(const Document& document)
{
    const auto& definitions = document.definitions;
    json result{{"id", definitions.id}, {"namespace", definitions.targetNamespace}};
    for (const auto& process : definitions.processes)
        result["processes"].push_back(processOf(process));
    for (const auto& collaboration : definitions.collaborations)
        result["collaborations"].push_back(collaborationOf(collaboration));
    for (const auto& message : definitions.messages)
        result["messages"].push_back({message.id, message.name.text, message.correlationKey.text});
    for (const auto& signal : definitions.signals)
        result["signals"].push_back({signal.id, signal.name.text});
    for (const auto& error : definitions.errors)
        result["errors"].push_back({error.id, error.name, error.code.value_or("")});
    for (const auto& escalation : definitions.escalations)
        result["escalations"].push_back({escalation.id, escalation.name, escalation.code.value_or("")});
    for (const auto& diagram : definitions.diagrams)
        result["diagrams"].push_back(diagramOf(diagram));
    return result;
}

std::map<std::string, int> countsOf(const Document& document)
{
    std::map<std::string, int> counts;
    const auto& definitions = document.definitions;
    counts["process"] = static_cast<int>(definitions.processes.size());
    counts["collaboration"] = static_cast<int>(definitions.collaborations.size());
    counts["message"] = static_cast<int>(definitions.messages.size());
    counts["signal"] = static_cast<int>(definitions.signals.size());
    counts["error"] = static_cast<int>(definitions.errors.size());
    counts["escalation"] = static_cast<int>(definitions.escalations.size());
    counts["dataStore"] = static_cast<int>(definitions.dataStores.size());
    for (const auto& process : definitions.processes) {
        countProcess(process, counts);
        countArtifacts(process.artifacts, counts);
    }
    for (const auto& collaboration : definitions.collaborations) {
        counts["participant"] += static_cast<int>(collaboration.participants.size());
        counts["messageFlow"] += static_cast<int>(collaboration.messageFlows.size());
        countArtifacts(collaboration.artifacts, counts);
    }
    for (const auto& diagram : definitions.diagrams) {
        counts["di_shapes"] += static_cast<int>(diagram.shapes.size());
        counts["di_edges"] += static_cast<int>(diagram.edges.size());
    }
    return counts;
}

json namedNodes(const Document& document)
{
    auto nodes = json::array();
    for (const auto& process : document.definitions.processes)
        for (const auto& element : process.elements)
            nodes.push_back({toText(element.type), oneLine(element.name)});
    std::sort(nodes.begin(), nodes.end());
    return nodes;
}

json namedFlows(const Document& document)
{
    auto flows = json::array();
    const auto end = [](const Process& process, ElementIndex index) {
        return index.isValid() ? json{toText(process[index].type), oneLine(process[index].name)} : json();
    };
    for (const auto& process : document.definitions.processes)
        for (const auto& flow : process.flows)
            flows.push_back({end(process, flow.source), end(process, flow.target)});
    std::sort(flows.begin(), flows.end());
    return flows;
}

std::string listed(const Problems& problems)
{
    std::string text;
    for (const auto& problem : problems)
        text += fmt::format("{} {} {}:{}\n", toText(problem.severity), problem.code, problem.elementId,
                            problem.line);
    return text;
}

} // namespace habitat::bpmn::test
