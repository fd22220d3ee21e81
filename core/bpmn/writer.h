// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bpmn/document.h"

#include <string>

namespace habitat::bpmn {

/// A file that was read, as it was: vendors' extensions, comments, order, white space and the diagram. Only
/// the encoding becomes UTF-8. A document without a source is written from its model. Pure, any thread.
std::string write(const Document& document);

/// A model as BPMN 2.0 XML with zeebe: extensions, such as one that was made from the step form or changed
/// since it was read. Everything that is in the model is written; reading it again gives an equal model.
std::string writeModel(const Definitions& definitions);

} // namespace habitat::bpmn
