// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace habitat::bpmn {

/// True where the text has a part in ${…} or #{…}, the expression language of Camunda 7 and its kin.
bool isJuel(std::string_view text);

/// The same in FEEL, without "=", where that is plain: paths, literals, comparisons, and/or/not, arithmetic
/// and brackets in one ${…}. Nothing for calls, indexes, conditionals and text with parts. Pure.
std::optional<std::string> feelFromJuel(std::string_view text);

} // namespace habitat::bpmn
