// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bpmn/document.h"

#include <string>

namespace habitat::bpmn {

/// The document as BPMN 2.0 XML in UTF-8. Everything of the file it was read from is kept: vendors'
/// extensions, comments, order, whitespace and the diagram. Pure, any thread.
std::string write(const Document& document);

} // namespace habitat::bpmn
