// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bpmn/read_context.h"

#include <set>
#include <string>

namespace habitat::bpmn {

/// One BPMNDiagram. `knownIds` are those of everything that may be drawn; others are reported. Part of the
/// reader.
Diagram readDiagram(ReadContext& context, const XmlElement& from,
                    const std::set<std::string, std::less<>>& knownIds);

} // namespace habitat::bpmn
