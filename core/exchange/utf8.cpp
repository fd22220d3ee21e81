// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/utf8.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace habitat::exchange {

namespace {

bool isContinuation(unsigned char byte)
{
    return (byte & 0xC0) == 0x80;
}

/// Length of the well-formed sequence that begins here (Unicode 15, table 3-7); 0 where there is none.
std::size_t sequenceLength(const unsigned char* at, std::size_t left)
{
    const unsigned char lead = at[0];
    if (lead < 0x80) return 1;
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || left < length) return 0;
    for (std::size_t i = 1; i < length; ++i)
        if (!isContinuation(at[i])) return 0;
    const bool overlong = (lead == 0xE0 && at[1] < 0xA0) || (lead == 0xF0 && at[1] < 0x90);
    const bool surrogate = lead == 0xED && at[1] > 0x9F;
    const bool tooHigh = lead == 0xF4 && at[1] > 0x8F;
    return overlong || surrogate || tooHigh ? 0 : length;
}

} // namespace

std::optional<std::size_t> firstInvalidUtf8(std::string_view bytes)
{
    const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
    std::size_t at = 0;
    while (at < bytes.size()) {
        // Eight bytes of ASCII at a time: most files are little else.
        std::uint64_t word = 0;
        while (at + sizeof word <= bytes.size()) {
            std::memcpy(&word, data + at, sizeof word);
            if ((word & 0x8080808080808080U) != 0) break;
            at += sizeof word;
        }
        if (at == bytes.size()) break;
        const auto length = sequenceLength(data + at, bytes.size() - at);
        if (length == 0) return at;
        at += length;
    }
    return std::nullopt;
}

std::size_t countCharacters(std::string_view text)
{
    return std::size_t(
        std::ranges::count_if(text, [](char c) { return !isContinuation(static_cast<unsigned char>(c)); }));
}

} // namespace habitat::exchange
