// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace habitat::exchange {

/// Where the bytes stop being UTF-8 (RFC 3629: no surrogates, no overlong forms, nothing above U+10FFFF);
/// none where all of them are. Any thread.
std::optional<std::size_t> firstInvalidUtf8(std::string_view bytes);

/// Characters (code points) of valid UTF-8.
std::size_t countCharacters(std::string_view text);

} // namespace habitat::exchange
