// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

/// What the fields of a recorded result or of a process mean to a reader. Any thread.
namespace habitat::console {

/// Fields that end in "_minor" are money.
bool isMoneyField(std::string_view name);
/// "net_income_minor" as "Net income".
std::string fieldLabel(std::string_view name);

} // namespace habitat::console
