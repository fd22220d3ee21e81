// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identity/passwords.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>

namespace habitat::identity {

namespace {

constexpr std::size_t leastCharacters = 8;
constexpr std::size_t mostBytes = 1024;

void startSodium()
{
    static const bool ready = sodium_init() >= 0;
    ensure(ready, "libsodium can be initialised");
}

/// Code points; a continuation byte of UTF-8 does not begin one.
std::size_t characters(std::string_view text)
{
    return std::size_t(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

tl::unexpected<Error> weak(std::string_view login, std::string why)
{
    return fail("identity.password.weak", std::move(why), {{"user", login}});
}

} // namespace

PasswordCost PasswordCost::interactive()
{
    return {crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE};
}

PasswordCost PasswordCost::cheapest()
{
    return {crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN};
}

Result<PasswordHash> hashPassword(std::string_view login, std::string_view password, PasswordCost cost)
{
    if (characters(password) < leastCharacters)
        return weak(
            login, fmt::format("The password is too short. Choose at least {} characters.", leastCharacters));
    if (password.size() > mostBytes)
        return weak(login, fmt::format("The password is too long. Choose at most {} bytes.", mostBytes));
    if (password == login)
        return weak(login, "The password is the user's name. Choose one that others cannot guess.");
    startSodium();
    std::array<char, crypto_pwhash_STRBYTES> text{};
    const int failed = crypto_pwhash_str_alg(text.data(), password.data(), password.size(), cost.passes,
                                             cost.bytes, crypto_pwhash_ALG_ARGON2ID13);
    if (failed != 0)
        return fail(
            Error{"identity.password.memory",
                  "There is not enough memory to protect a password. Close other programs and try again.",
                  {{"bytes", cost.bytes}},
                  true});
    return PasswordHash{text.data()};
}

bool matches(const PasswordHash& hash, std::string_view password)
{
    startSodium();
    return hash.text.size() < crypto_pwhash_STRBYTES &&
           crypto_pwhash_str_verify(hash.text.c_str(), password.data(), password.size()) == 0;
}

bool needsRehash(const PasswordHash& hash, PasswordCost cost)
{
    startSodium();
    return crypto_pwhash_str_needs_rehash(hash.text.c_str(), cost.passes, cost.bytes) != 0;
}

} // namespace habitat::identity
