// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bpmn/read_context.h"

#include <string>
#include <vector>

namespace habitat::bpmn {

/// Where the parts of a process came from, until their references are resolved. Part of the reader.
struct ProcessSources
{
    struct FlowEnds
    {
        XmlElement at;
        std::string source;
        std::string target;
    };

    std::vector<XmlElement> elements; ///< by element index
    std::vector<FlowEnds> flows;      ///< by flow index
    std::vector<XmlElement> laneRefs;
};

/// The process with its flows, boundary events and compensation handlers connected. Each reference that leads
/// nowhere is reported.
Process linked(ReadContext& context, Process process, const ProcessSources& sources);

} // namespace habitat::bpmn
