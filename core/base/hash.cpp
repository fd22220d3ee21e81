// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/hash.h"

#include "core/base/error.h"

#include <sodium.h>

#include <array>

namespace habitat {

namespace {

constexpr std::size_t digestBytes = 32;

std::string toHex(const std::array<unsigned char, digestBytes>& digest)
{
    std::string hex(digestBytes * 2 + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
    hex.pop_back();
    return hex;
}

const unsigned char* bytesOf(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

} // namespace

std::string hashHex(std::string_view bytes)
{
    std::array<unsigned char, digestBytes> digest{};
    crypto_generichash(digest.data(), digest.size(), bytesOf(bytes), bytes.size(), nullptr, 0);
    return toHex(digest);
}

std::string shortHash(std::string_view bytes)
{
    constexpr auto variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::array<unsigned char, 24> digest{};
    crypto_generichash(digest.data(), digest.size(), bytesOf(bytes), bytes.size(), nullptr, 0);
    std::array<char, sodium_base64_ENCODED_LEN(digest.size(), variant)> text{};
    sodium_bin2base64(text.data(), text.size(), digest.data(), digest.size(), variant);
    return text.data();
}

static_assert(sizeof(crypto_generichash_state) <= 384);

Hasher::Hasher()
{
    crypto_generichash_init(reinterpret_cast<crypto_generichash_state*>(m_state), nullptr, 0, digestBytes);
}

Hasher& Hasher::add(std::string_view part)
{
    auto* state = reinterpret_cast<crypto_generichash_state*>(m_state);
    const auto length = std::to_string(part.size()) + ":";
    crypto_generichash_update(state, bytesOf(length), length.size());
    crypto_generichash_update(state, bytesOf(part), part.size());
    return *this;
}

Hasher& Hasher::add(std::int64_t number)
{
    return add(std::to_string(number));
}

std::string Hasher::hex()
{
    std::array<unsigned char, digestBytes> digest{};
    crypto_generichash_final(reinterpret_cast<crypto_generichash_state*>(m_state), digest.data(),
                             digest.size());
    return toHex(digest);
}

} // namespace habitat
