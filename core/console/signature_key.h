// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace habitat::console {

/// A signature that the inbox asks for, where tasks have their keys: "close/2026-Q1/6". Plain value, any
/// thread.
struct SignatureKey
{
    std::string period;
    int step = 0;
};

std::string toText(const SignatureKey& key);
std::optional<SignatureKey> parseSignatureKey(std::string_view key);

} // namespace habitat::console
