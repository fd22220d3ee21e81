// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/drill.h"

#include "core/base/whole_number.h"
#include "core/close/plan.h"

namespace habitat::console {

std::optional<DrillSpec> parseDrill(std::string_view text)
{
    constexpr std::string_view stepKey = "fail-step=";
    constexpr std::string_view timesKey = "times=";
    DrillSpec spec;
    const auto comma = text.find(',');
    const auto first = text.substr(0, comma);
    if (!first.starts_with(stepKey)) return std::nullopt;
    spec.step = parseWholeNumber<int>(first.substr(stepKey.size())).value_or(0);
    if (comma != std::string_view::npos) {
        const auto second = text.substr(comma + 1);
        if (!second.starts_with(timesKey)) return std::nullopt;
        spec.times = parseWholeNumber<int>(second.substr(timesKey.size())).value_or(0);
        if (spec.times < 1) return std::nullopt;
    }
    if (spec.step < 1 || spec.step > close::stepCount) return std::nullopt;
    return spec;
}

} // namespace habitat::console
