// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace habitat::feel {

enum class TokenKind : std::uint8_t { Name, Number, String, Symbol, End };

/// A word of FEEL text. `text` is the word as written (a view into the source); `content` a string's own
/// text.
struct Token
{
    TokenKind kind = TokenKind::End;
    std::string_view text;
    std::string content;
    std::uint32_t position = 0;

    [[nodiscard]] bool is(std::string_view word) const { return kind != TokenKind::String && text == word; }
};

/// Longer texts are refused: no model needs them, and every later bound follows from this one.
inline constexpr std::size_t longestSource = 256 * 1024;

/// Splits the text; the last token is End. Refuses unclosed strings and comments, unknown escapes and
/// characters that FEEL does not have ("feel.syntax"), and texts that are too long ("feel.too-long").
Result<std::vector<Token>> tokenize(std::string_view source);

/// "feel.syntax" with line and column (from 1) in message and context.
tl::unexpected<Error> syntaxError(std::string_view source, std::size_t position, std::string message);

} // namespace habitat::feel
