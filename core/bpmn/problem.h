// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace habitat::bpmn {

/// One thing that is wrong or doubtful in a file: which rule is broken, where, and what to do. All problems
/// of a file are reported at once. `code` is dotted and stable. Plain value, any thread.
enum class Severity : std::uint8_t { Info, Warning, Error };

struct Problem
{
    Severity severity = Severity::Error;
    std::string code;
    std::string elementId; ///< empty: the file as a whole
    int line = 0;          ///< from 1; 0 where there is no place
    std::string message;

    bool operator==(const Problem&) const = default;
};

using Problems = std::vector<Problem>;

/// "info", "warning", "error".
std::string_view toText(Severity severity);

bool hasErrors(const Problems& problems);

/// By line, errors before warnings on a line; the order in which a person mends them.
void sortByPlace(Problems& problems);

} // namespace habitat::bpmn
