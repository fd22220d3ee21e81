// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/field_words.h"

#include <algorithm>

namespace habitat::console {

namespace {

constexpr std::string_view moneyEnding = "_minor";

} // namespace

bool isMoneyField(std::string_view name)
{
    return name.ends_with(moneyEnding);
}

std::string fieldLabel(std::string_view name)
{
    if (isMoneyField(name)) name.remove_suffix(moneyEnding.size());
    std::string label(name);
    std::ranges::replace(label, '_', ' ');
    if (!label.empty() && label[0] >= 'a' && label[0] <= 'z') label[0] = char(label[0] - 'a' + 'A');
    return label;
}

} // namespace habitat::console
