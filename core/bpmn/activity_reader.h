// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bpmn/read_context.h"

namespace habitat::bpmn {

/// Everything executable about an activity, and the mappings and properties of any element: first what BPMN
/// and zeebe: state, then what camunda: states where the former is silent. Part of the reader.
void readDetails(ReadContext& context, const XmlElement& from, Element& element);

/// zeebe:properties or camunda:properties of an element or process.
Properties readProperties(const XmlElement& from);

} // namespace habitat::bpmn
