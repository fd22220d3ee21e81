// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bpmn/read_context.h"

namespace habitat::bpmn {

/// Maps the extensions of Camunda 7, Activiti and Flowable to the model where it is still silent, and says
/// what could not be mapped. Part of the reader.
void readCamundaDetails(ReadContext& context, const XmlElement& from, Element& element);

} // namespace habitat::bpmn
