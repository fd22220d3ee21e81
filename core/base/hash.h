// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace habitat {

/// BLAKE2b-256 of the bytes, as 64 lower-case hexadecimal digits. Any thread.
std::string hashHex(std::string_view bytes);

/// BLAKE2b of the bytes, 192 bits, as 32 letters: where there are very many of them.
std::string shortHash(std::string_view bytes);

/// Hash over several parts; each part's length enters too, so that parts cannot be shifted into each other.
class Hasher
{
public:
    Hasher();
    Hasher& add(std::string_view part);
    Hasher& add(std::int64_t number);
    [[nodiscard]] std::string hex();

private:
    alignas(64) unsigned char m_state[384];
};

} // namespace habitat
