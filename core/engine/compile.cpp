// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/behaviours/behaviours.h"
#include "core/engine/starts.h"

#include <fmt/format.h>

#include <algorithm>

namespace habitat::engine {
namespace {

using bpmn::Element;
using bpmn::ElementType;
using bpmn::Process;

/// Collects everything that is wrong, so that a designer sees it all at once.
class Findings
{
public:
    void add(const std::string& elementId, int line, std::string_view code, const std::string& message)
    {
        m_list.push_back({{"element", elementId}, {"line", line}, {"code", code}, {"message", message}});
        m_anyInvalid = m_anyInvalid || code != unsupported;
        if (m_first.empty()) m_first = fmt::format("\"{}\" (line {}): {}", elementId, line, message);
    }

    template <typename T>
    T keep(Result<T> result, const std::string& elementId, int line)
    {
        if (result) return std::move(*result);
        add(elementId, line, result.error().code, result.error().message);
        return T{};
    }

    [[nodiscard]] Status status(const Process& process) const
    {
        if (m_list.empty()) return {};
        const std::string more =
            m_list.size() > 1 ? fmt::format(" There are {} findings in all.", m_list.size()) : std::string();
        return fail(m_anyInvalid ? "engine.model.invalid" : unsupported,
                    fmt::format("The process \"{}\" cannot be run: {}{}", process.id, m_first, more),
                    {{"process", process.id}, {"findings", m_list}});
    }

    static constexpr const char* unsupported = "engine.model.unsupported";

private:
    nlohmann::json m_list = nlohmann::json::array();
    std::string m_first;
    bool m_anyInvalid = false;
};

/// "order.total" → order, total; none where a part is empty.
std::vector<std::string> splitTarget(std::string_view target)
{
    std::vector<std::string> parts;
    while (true) {
        const std::size_t dot = target.find('.');
        if (dot == 0 || target.empty()) return {};
        parts.emplace_back(target.substr(0, dot));
        if (dot == std::string_view::npos) return parts;
        target.remove_prefix(dot + 1);
    }
}

std::vector<CompiledMapping> compileMappings(const std::vector<bpmn::Mapping>& mappings,
                                             const Element& element, Findings& findings)
{
    std::vector<CompiledMapping> compiled;
    for (const bpmn::Mapping& mapping : mappings) {
        CompiledMapping& next = compiled.emplace_back();
        next.target = splitTarget(mapping.target);
        if (next.target.empty())
            findings.add(element.id, mapping.line, "engine.model.mapping",
                         fmt::format("\"{}\" is no name of a variable.", mapping.target));
        next.source = findings.keep(Expression::compile(mapping.source), element.id, mapping.line);
    }
    return compiled;
}

/// Whether tokens wait at the element for others.
bool waitsForOthers(const Element& element)
{
    if (bpmn::isActivity(element.type)) return element.startQuantity > 1;
    const bool joins = element.type == ElementType::ParallelGateway ||
                       element.type == ElementType::InclusiveGateway ||
                       element.type == ElementType::ComplexGateway;
    return joins && element.incoming.size() > 1;
}

/// The elements that a token goes to the element from in one move, along a flow, a link or out of a host.
std::vector<ElementIndex> movesTo(const Process& process, ElementIndex to)
{
    std::vector<ElementIndex> from;
    for (const FlowIndex flow : process[to].incoming)
        from.push_back(process[flow].source);
    if (process[to].attachedTo.isValid()) from.push_back(process[to].attachedTo);
    if (process[to].type == ElementType::IntermediateCatchEvent &&
        process[to].event(bpmn::EventTrigger::Link))
        for (const ElementIndex other : process.childrenOf(process[to].parent))
            if (process[other].type == ElementType::IntermediateThrowEvent &&
                std::ranges::count(process.linkTargetsOf(other), to) > 0)
                from.push_back(other);
    return from;
}

/// From where a token can come on the flow without passing `place`.
std::vector<bool> reachOf(const Process& process, ElementIndex place, FlowIndex flow)
{
    std::vector<bool> reached(process.elements.size());
    std::vector<ElementIndex> open{process[flow].source};
    while (!open.empty()) {
        const ElementIndex at = open.back();
        open.pop_back();
        if (!at.isValid() || at == place || reached[at.value]) continue;
        reached[at.value] = true;
        const auto before = movesTo(process, at);
        open.insert(open.end(), before.begin(), before.end());
    }
    return reached;
}

std::vector<std::vector<bool>> reachOf(const Process& process, ElementIndex place)
{
    std::vector<std::vector<bool>> reach;
    for (const FlowIndex flow : process[place].incoming)
        reach.push_back(reachOf(process, place, flow));
    return reach;
}

/// What is in a scope and belongs to it.
void compileScope(const Process& process, ElementIndex scope, CompiledElement& compiled)
{
    compiled.entries = entriesOf(process, scope);
    for (const ElementIndex child : process.childrenOf(scope)) {
        if (!process[child].triggeredByEvent) continue;
        for (const ElementIndex start : entriesOf(process, child)) {
            if (!process[start].event(bpmn::EventTrigger::Compensation)) {
                compiled.eventStarts.push_back(start);
            } else if (!compiled.compensationHandler.isValid()) {
                compiled.compensationHandler = child;
                compiled.handlerIsInside = true;
            }
        }
    }
}

CompiledElement compileElement(const Process& process, ElementIndex index, Findings& findings)
{
    const Element& element = process[index];
    CompiledElement compiled;
    if (!canRun(process, element)) {
        findings.add(element.id, element.line, Findings::unsupported,
                     fmt::format("This engine does not run this kind of {} (event: {}).",
                                 toText(element.type), toText(element.trigger())));
        return compiled;
    }
    compiled.behaviour = behaviourOf(process, element);
    compiled.plan = findings.keep(compiled.behaviour->plan(process, element), element.id, element.line);
    compiled.loop = loopOf(element);
    if (compiled.loop)
        compiled.loopPlan = findings.keep(compiled.loop->plan(process, element), element.id, element.line);
    if (waitsForOthers(element)) compiled.reach = reachOf(process, index);
    compiled.inputs = compileMappings(element.ioMapping.inputs, element, findings);
    compiled.outputs = compileMappings(element.ioMapping.outputs, element, findings);
    for (const ElementIndex boundary : element.boundaryEvents)
        if (process[boundary].trigger() != bpmn::EventTrigger::Compensation)
            compiled.boundaries.push_back(boundary);
    compiled.compensationHandler = process.compensationHandlerOf(index);
    if (bpmn::isScope(element.type)) compileScope(process, index, compiled);
    compiled.hasConditions = std::ranges::any_of(
        element.outgoing, [&](FlowIndex flow) { return process[flow].condition.isStated(); });
    return compiled;
}

CompiledElement compileProcess(const Process& process)
{
    CompiledElement compiled;
    compiled.behaviour = &processScope();
    compileScope(process, {}, compiled);
    return compiled;
}

CompiledFlow compileFlow(const bpmn::SequenceFlow& flow, Findings& findings)
{
    CompiledFlow compiled;
    compiled.target = flow.target;
    if (!flow.target.isValid() || !flow.source.isValid())
        findings.add(flow.id, flow.line, "engine.model.flow", "The sequence flow leads nowhere.");
    compiled.condition = findings.keep(Expression::compile(flow.condition), flow.id, flow.line);
    return compiled;
}

void checkScope(const Process& process, ElementIndex scope, Findings& findings)
{
    const std::string& id = scope.isValid() ? process[scope].id : process.id;
    const int line = scope.isValid() ? process[scope].line : process.line;
    const auto& children = process.childrenOf(scope);
    const auto isNoneStart = [&](ElementIndex child) {
        return process[child].type == ElementType::StartEvent &&
               process[child].trigger() == bpmn::EventTrigger::None;
    };
    if (std::ranges::count_if(children, isNoneStart) > 1)
        findings.add(id, line, "engine.model.start",
                     "It has several none start events; at most one can start it.");
    if (scope.isValid() && process[scope].triggeredByEvent) {
        if (entriesOf(process, scope).empty())
            findings.add(id, line, "engine.model.start",
                         "Nothing starts this event sub-process: it needs one start event with a trigger.");
    } else if (!scope.isValid() && entriesOf(process, scope).empty() && startsOf(process).empty())
        findings.add(id, line, "engine.model.start", "Nothing in it can start: add a none start event.");
}

bool startsByItself(const Element& element)
{
    return element.incoming.empty() && element.type != ElementType::BoundaryEvent &&
           !element.isForCompensation && !element.triggeredByEvent && element.type != ElementType::StartEvent;
}

} // namespace

std::vector<ElementIndex> entriesOf(const Process& process, ElementIndex scope)
{
    if (const ElementIndex start = process.noneStartOf(scope); start.isValid()) return {start};
    std::vector<ElementIndex> entries;
    if (scope.isValid() && process[scope].triggeredByEvent) {
        for (const ElementIndex child : process.childrenOf(scope))
            if (process[child].type == ElementType::StartEvent) entries.push_back(child);
        if (entries.size() != 1) entries.clear();
        return entries;
    }
    // Where events start the process, nothing starts by itself.
    if (!scope.isValid() && !startsOf(process).empty()) return entries;
    for (const ElementIndex child : process.childrenOf(scope))
        if (startsByItself(process[child])) entries.push_back(child);
    return entries;
}

bool canRun(const Process& process, const Element& element)
{
    return behaviourOf(process, element) != nullptr;
}

Model::Model(Process process, DefinitionKey definition, int version)
    : m_process(std::move(process)), m_definition(definition), m_version(version)
{
}

Model::~Model() = default;

const std::string& Model::id(ElementIndex element) const
{
    return element.isValid() ? m_process[element].id : m_process.id;
}

const CompiledElement& Model::operator[](ElementIndex element) const
{
    return element.isValid() ? m_elements[element.value] : m_elements.back();
}

const CompiledFlow& Model::operator[](FlowIndex flow) const
{
    return m_flows[flow.value];
}

Result<std::shared_ptr<const Model>> compile(const Process& process, DefinitionKey definition, int version)
{
    // The constructor is private to compile.
    std::shared_ptr<Model> model(new Model(process, definition, version));
    Findings findings;
    checkScope(process, {}, findings);
    for (std::size_t i = 0; i < process.elements.size(); ++i) {
        const ElementIndex index(i);
        if (bpmn::isScope(process[index].type)) checkScope(process, index, findings);
        model->m_elements.push_back(compileElement(model->m_process, index, findings));
    }
    model->m_elements.push_back(compileProcess(model->m_process));
    for (const bpmn::SequenceFlow& flow : process.flows)
        model->m_flows.push_back(compileFlow(flow, findings));
    TRY(findings.status(process));
    return model;
}

} // namespace habitat::engine
