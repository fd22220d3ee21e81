// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/keys.h"
#include "core/base/result.h"
#include "core/bpmn/model.h"

#include <memory>
#include <vector>

namespace habitat::engine {

struct CompiledElement;
struct CompiledFlow;

/// One version of a process, compiled once: expressions parsed, behaviours chosen, timers and retries read.
/// Immutable, shared between threads; instances finish on the version that they started on.
class Model
{
public:
    Model(const Model&) = delete;
    Model& operator=(const Model&) = delete;
    ~Model();

    [[nodiscard]] const bpmn::Process& process() const { return m_process; }
    [[nodiscard]] DefinitionKey definition() const { return m_definition; }
    [[nodiscard]] int version() const { return m_version; }
    /// The element's id; the process id for nowhere.
    [[nodiscard]] const std::string& id(bpmn::ElementIndex element) const;
    [[nodiscard]] const std::string& id(bpmn::FlowIndex flow) const { return m_process[flow].id; }

    /// Nowhere: the process itself.
    [[nodiscard]] const CompiledElement& operator[](bpmn::ElementIndex element) const;
    [[nodiscard]] const CompiledFlow& operator[](bpmn::FlowIndex flow) const;

private:
    friend Result<std::shared_ptr<const Model>> compile(const bpmn::Process&, DefinitionKey, int);
    Model(bpmn::Process process, DefinitionKey definition, int version);

    bpmn::Process m_process;
    DefinitionKey m_definition;
    int m_version;
    std::vector<CompiledElement> m_elements; ///< parallel to the process's elements, then the process itself
    std::vector<CompiledFlow> m_flows;
};

/// Refuses what this engine cannot run ("engine.model.unsupported") and expressions, timers or properties
/// that cannot be read ("engine.model.invalid"); all such findings are in the context, with line and element.
Result<std::shared_ptr<const Model>> compile(const bpmn::Process& process, DefinitionKey definition,
                                             int version);

/// Whether the engine has a behaviour for the element; for validation before deployment.
bool canRun(const bpmn::Process& process, const bpmn::Element& element);

} // namespace habitat::engine
