// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feel/value.h"

namespace habitat::feel {

/// The named parts of dates, times, durations and ranges (DMN 1.4 table 65): `d.year`, `t.time offset`,
/// `r.start`. None where values of that type have no such part. Pure, any thread.
std::optional<Value> property(const Value& value, std::string_view name);

} // namespace habitat::feel
