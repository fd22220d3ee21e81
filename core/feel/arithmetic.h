// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feel/syntax.h"
#include "core/feel/value.h"

namespace habitat::feel {

/// + - * / ** on numbers, strings, dates, times and durations (DMN 1.4 tables 45 to 50); null where the kinds
/// do not go together or the result does not exist. Pure, any thread.
Value calculate(Operator op, const Value& a, const Value& b);
Value negate(const Value& value);

} // namespace habitat::feel
