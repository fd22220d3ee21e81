// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bpmn/process_links.h"

#include <fmt/format.h>

#include <utility>

namespace habitat::bpmn {

namespace {

class Linker
{
public:
    Linker(ReadContext& context, Process process, const ProcessSources& sources)
        : m_context(context), m_process(std::move(process)), m_sources(sources)
    {
    }

    Process run()
    {
        linkFlows();
        nameFlows();
        linkAttachments();
        linkCompensation();
        checkCompensationTargets();
        return std::move(m_process);
    }

private:
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
            const auto& ends = m_sources.flows[at];
            flow.source = resolve(ends.at, "sourceRef", ends.source);
            flow.target = resolve(ends.at, "targetRef", ends.target);
            if (flow.source.isValid()) m_process[flow.source].outgoing.push_back(FlowIndex(at));
            if (flow.target.isValid()) m_process[flow.target].incoming.push_back(FlowIndex(at));
        }
        for (std::size_t at = 0; at < m_process.elements.size(); ++at)
            linkFlowsOf(ElementIndex(at));
        for (const auto& reference : m_sources.laneRefs)
            resolve(reference, "flowNodeRef", reference.referenceIn(reference.text()));
    }

    void linkFlowsOf(ElementIndex index)
    {
        auto& element = m_process[index];
        const auto& from = m_sources.elements[index.value];
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
            const auto stem = m_sources.flows[at].source + "-to-" + m_sources.flows[at].target;
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
            element.attachedTo = resolve(m_sources.elements[at], "attachedToRef",
                                         m_sources.elements[at].reference("attachedToRef"));
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
                    resolve(m_sources.elements[at], "activityRef", compensation->activityRef);
    }

    ReadContext& m_context;
    Process m_process;
    const ProcessSources& m_sources;
};

} // namespace

Process linked(ReadContext& context, Process process, const ProcessSources& sources)
{
    return Linker(context, std::move(process), sources).run();
}

} // namespace habitat::bpmn
