// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bpmn/read_context.h"

namespace habitat::bpmn {

/// The event definitions within an event, those referenced at the root included. Part of the reader.
std::vector<EventDefinition> readEventDefinitions(ReadContext& context, const XmlElement& event);

/// The event definition of the file with that id; empty where there is none.
std::vector<EventDefinition> readRootEventDefinition(ReadContext& context, const std::string& id);

/// The message that a send or receive task names.
std::optional<MessageEvent> readTaskMessage(ReadContext& context, const XmlElement& task);

} // namespace habitat::bpmn
