// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace habitat::identity {

/// How much work one guess costs: Argon2id passes and memory. Plain data.
struct PasswordCost
{
    unsigned long long passes;
    std::size_t bytes;

    /// What OWASP and libsodium advise for signing in: two passes over 64 MiB, about a tenth of a second.
    static PasswordCost interactive();
    /// The least that libsodium takes; for tests only.
    static PasswordCost cheapest();
};

/// A salted Argon2id hash in the text form of the reference implementation ("$argon2id$v=19$…").
/// A type of its own, so that a password in the clear can never be passed for it.
struct PasswordHash
{
    std::string text;
};

/// Hashes a password that a person chose for `login`. Refuses one that is shorter than eight characters,
/// longer than 1024 bytes, or the login itself ("identity.password.weak"; NIST SP 800-63B §5.1.1.2). Slow on
/// purpose: any thread but the writer's.
Result<PasswordHash> hashPassword(std::string_view login, std::string_view password, PasswordCost cost);

/// Slow on purpose: any thread but the writer's.
bool matches(const PasswordHash& hash, std::string_view password);

/// Whether the hash was made at another cost than this one.
bool needsRehash(const PasswordHash& hash, PasswordCost cost);

} // namespace habitat::identity
