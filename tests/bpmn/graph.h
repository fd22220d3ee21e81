// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bpmn/document.h"

#include <nlohmann/json.hpp>

#include <map>
#include <string>

/// What tests compare documents by. Any thread.
namespace habitat::bpmn::test {

/// Everything the model says, as JSON, but not where it stood in the file.
nlohmann::json graphOf(const Document& document);

/// How often each BPMN element occurs in the model, by its BPMN name, with "di_shapes" and "di_edges".
std::map<std::string, int> countsOf(const Document& document);

/// (type, name) of every flow node, sorted; and the two of the source and of the target of every flow,
/// sorted.
nlohmann::json namedNodes(const Document& document);
nlohmann::json namedFlows(const Document& document);

/// The problems as lines "severity code element:line", in their order.
std::string listed(const Problems& problems);

} // namespace habitat::bpmn::test
