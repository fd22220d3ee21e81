// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bpmn/problem.h"

#include <algorithm>
#include <tuple>

namespace habitat::bpmn {

std::string_view toText(Severity severity)
{
    switch (severity) {
    case Severity::Info:
        return "info";
    case Severity::Warning:
        return "warning";
    case Severity::Error:
        return "error";
    }
    return "error";
}

bool hasErrors(const Problems& problems)
{
    return std::ranges::any_of(problems,
                               [](const Problem& problem) { return problem.severity == Severity::Error; });
}

void sortByPlace(Problems& problems)
{
    std::ranges::stable_sort(problems, [](const Problem& left, const Problem& right) {
        return std::tuple(left.line, right.severity, std::string_view(left.code)) <
               std::tuple(right.line, left.severity, std::string_view(right.code));
    });
}

} // namespace habitat::bpmn
