// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <string_view>

/// Which currencies the books can be kept in. Any thread.
namespace habitat::console {

/// Amounts have two decimals everywhere; "console.currency" for what is no code, and for the currencies of
/// ISO 4217 with another number of decimals.
Status checkCurrency(std::string_view code);

} // namespace habitat::console
