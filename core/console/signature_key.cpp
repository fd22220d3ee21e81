// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/signature_key.h"

#include "core/base/whole_number.h"

#include <fmt/format.h>

namespace habitat::console {

namespace {

constexpr std::string_view prefix = "close/";

} // namespace

std::string toText(const SignatureKey& key)
{
    return fmt::format("{}{}/{}", prefix, key.period, key.step);
}

std::optional<SignatureKey> parseSignatureKey(std::string_view key)
{
    if (!key.starts_with(prefix)) return std::nullopt;
    const auto slash = key.rfind('/');
    if (slash < prefix.size()) return std::nullopt;
    const auto step = parseWholeNumber<int>(key.substr(slash + 1));
    if (!step) return std::nullopt;
    return SignatureKey{std::string(key.substr(prefix.size(), slash - prefix.size())), *step};
}

} // namespace habitat::console
