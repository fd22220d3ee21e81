// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bpmn/read_context.h"

namespace habitat::bpmn {

/// One process: elements of all scopes, flows, lanes, data and artifacts, with every reference resolved or
/// reported. Part of the reader; messages, errors and so on must be read before.
Process readProcess(ReadContext& context, const XmlElement& from);

/// Adds the element if it is an annotation, a group or an association; says whether it was.
bool readArtifact(const XmlElement& from, Artifacts& artifacts);

/// The text of `documentation`, paragraphs separated by a blank line.
std::string readDocumentation(const XmlElement& from);

} // namespace habitat::bpmn
