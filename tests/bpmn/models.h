// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bpmn/document.h"

#include <string>
#include <string_view>

/// Small BPMN texts for tests. Lines are counted: the first line of a body is line 3, of definitions line 2.
namespace habitat::bpmn::test {

/// `content` within definitions with the default namespace and zeebe: declared.
std::string definitionsWith(std::string_view content);
/// `body` in an executable process with the id p.
std::string processWith(std::string_view body);
/// The same in a file that declares camunda: and so is read with its defaults; zeebe: is declared on the
/// process.
std::string camundaProcessWith(std::string_view body);

/// A sound file in which every part of the model is stated.
std::string everything();

/// The document, which must be readable; throws with the reason where it is not.
Document readText(std::string_view xml);

} // namespace habitat::bpmn::test
