// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/behaviour.h"

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

CompiledElement compileElement(const Process& process, ElementIndex index, Findings& findings)
{
    const Element& element = process[index];
    CompiledElement compiled;
    if (!canRun(element)) {
        findings.add(element.id, element.line, Findings::unsupported,
                     fmt::format("This engine does not run this kind of {} (event: {}).",
                                 toText(element.type), toText(element.trigger())));
        return compiled;
    }
    compiled.behaviour = behaviourOf(element);
    compiled.plan = findings.keep(compiled.behaviour->plan(process, element), element.id, element.line);
    compiled.inputs = compileMappings(element.ioMapping.inputs, element, findings);
    compiled.outputs = compileMappings(element.ioMapping.outputs, element, findings);
    for (const ElementIndex boundary : element.boundaryEvents)
        if (process[boundary].trigger() != bpmn::EventTrigger::Compensation)
            compiled.boundaries.push_back(boundary);
    compiled.compensationHandler = process.compensationHandlerOf(index);
    compiled.hasConditions = std::ranges::any_of(
        element.outgoing, [&](FlowIndex flow) { return process[flow].condition.isStated(); });
    if (bpmn::isScope(element.type)) compiled.entries = entriesOf(process, index);
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
    if (!scope.isValid() && entriesOf(process, scope).empty())
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
    for (const ElementIndex child : process.childrenOf(scope))
        if (startsByItself(process[child])) entries.push_back(child);
    return entries;
}

bool canRun(const Element& element)
{
    const bool isPlain = element.events.size() <= 1 && !element.triggeredByEvent &&
                         element.startQuantity == 1 && element.completionQuantity == 1 &&
                         std::holds_alternative<std::monostate>(element.loop);
    return isPlain && behaviourOf(element) != nullptr;
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
    return m_elements[element.value];
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
    for (const bpmn::SequenceFlow& flow : process.flows)
        model->m_flows.push_back(compileFlow(flow, findings));
    TRY(findings.status(process));
    return model;
}

} // namespace habitat::engine
