// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bpmn/diagram_reader.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace habitat::bpmn {

namespace {

/// Coordinates beyond this are a damaged file; nothing that draws must meet them.
constexpr double farthest = 1e7;

class DiagramReader
{
public:
    DiagramReader(ReadContext& context, const std::set<std::string, std::less<>>& knownIds)
        : m_context(context), m_knownIds(knownIds)
    {
    }

    Diagram run(const XmlElement& from)
    {
        m_diagram.id = from.id();
        m_diagram.name = from.attribute("name");
        const auto plane = from.child(Vocabulary::BpmnDi, "BPMNPlane");
        if (!plane) return std::move(m_diagram);
        m_diagram.planeElementId = plane.reference("bpmnElement");
        for (const auto& child : plane.children())
            if (child.is(Vocabulary::BpmnDi, "BPMNShape"))
                readShape(child);
            else if (child.is(Vocabulary::BpmnDi, "BPMNEdge"))
                readEdge(child);
        return std::move(m_diagram);
    }

private:
    void readShape(const XmlElement& from)
    {
        Shape shape;
        shape.id = from.id();
        shape.elementId = drawnElement(from);
        shape.line = from.line();
        if (const auto bounds = readBounds(from))
            shape.bounds = *bounds;
        else
            m_context.report(
                Severity::Warning, "bpmn.diagram.bounds", from,
                "This shape has no bounds with x, y, width and height; it cannot be drawn in its place.");
        shape.label = readLabel(from);
        shape.isExpanded = optionalFlag(from, "isExpanded");
        shape.isHorizontal = optionalFlag(from, "isHorizontal");
        shape.isMarkerVisible = m_context.flag(from, "isMarkerVisible", false);
        shape.fill = colour(from, "fill", "background-color");
        shape.stroke = colour(from, "stroke", "border-color");
        m_diagram.shapes.push_back(std::move(shape));
    }

    void readEdge(const XmlElement& from)
    {
        Edge edge;
        edge.id = from.id();
        edge.elementId = drawnElement(from);
        edge.line = from.line();
        for (const auto& waypoint : from.children(Vocabulary::Di, "waypoint")) {
            const auto x = number(waypoint, "x");
            const auto y = number(waypoint, "y");
            if (x && y) edge.waypoints.push_back({*x, *y});
        }
        if (edge.waypoints.size() < 2)
            m_context.report(Severity::Warning, "bpmn.diagram.waypoints", from,
                             "An edge needs two waypoints or more to be drawn.");
        edge.label = readLabel(from);
        edge.stroke = colour(from, "stroke", "border-color");
        m_diagram.edges.push_back(std::move(edge));
    }

    std::string drawnElement(const XmlElement& from)
    {
        auto id = from.reference("bpmnElement");
        if (!m_knownIds.contains(id))
            m_context.report(
                Severity::Warning, "bpmn.diagram.dangling", from,
                fmt::format("The diagram draws “{}”, which does not exist; it is not shown.", id));
        return id;
    }

    std::optional<bool> optionalFlag(const XmlElement& from, std::string_view name)
    {
        return from.has(name) ? std::optional(m_context.flag(from, name, false)) : std::nullopt;
    }

    std::optional<Bounds> readLabel(const XmlElement& from)
    {
        const auto label = from.child(Vocabulary::BpmnDi, "BPMNLabel");
        return label ? readBounds(label) : std::nullopt;
    }

    std::optional<Bounds> readBounds(const XmlElement& from)
    {
        const auto bounds = from.child(Vocabulary::Dc, "Bounds");
        if (!bounds) return std::nullopt;
        const auto x = number(bounds, "x");
        const auto y = number(bounds, "y");
        const auto width = number(bounds, "width");
        const auto height = number(bounds, "height");
        if (!x || !y || !width || !height || *width < 0 || *height < 0) return std::nullopt;
        return Bounds{*x, *y, *width, *height};
    }

    std::optional<double> number(const XmlElement& from, std::string_view attribute)
    {
        const auto text = trimmed(from.attribute(attribute));
        double value = 0;
        const auto* end = text.data() + text.size();
        const auto [stop, error] = std::from_chars(text.data(), end, value);
        if (error == std::errc() && stop == end && std::isfinite(value) && std::abs(value) <= farthest)
            return value;
        m_context.report(Severity::Warning, "bpmn.diagram.number", from,
                         fmt::format("{}=\"{}\" is no coordinate.", attribute, text));
        return std::nullopt;
    }

    static std::string colour(const XmlElement& from, std::string_view bpmnIo, std::string_view omg)
    {
        const auto found = from.attribute(Vocabulary::Colour, omg);
        return std::string(found ? *found : from.attribute(Vocabulary::Colour, bpmnIo).value_or(""));
    }

    ReadContext& m_context;
    const std::set<std::string, std::less<>>& m_knownIds;
    Diagram m_diagram;
};

} // namespace

Diagram readDiagram(ReadContext& context, const XmlElement& from,
                    const std::set<std::string, std::less<>>& knownIds)
{
    return DiagramReader(context, knownIds).run(from);
}

} // namespace habitat::bpmn
