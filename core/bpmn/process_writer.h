// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bpmn/model.h"
#include "core/bpmn/xml_builder.h"

namespace habitat::bpmn {

/// Parts of the writer.
void writeProcess(const Process& process, XmlBuilder definitions);
void writeArtifacts(const Artifacts& artifacts, XmlBuilder parent);

/// The extensions and details of one element: jobs, assignment, loops, mappings, event definitions.
void writeDetails(const Element& element, XmlBuilder node);
void writeEventDefinitions(const Element& element, XmlBuilder node);
void writeProperties(const Properties& properties, XmlBuilder node);

} // namespace habitat::bpmn
