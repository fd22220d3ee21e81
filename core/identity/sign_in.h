// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/identity/users.h"

#include <optional>
#include <string>
#include <string_view>

namespace habitat::identity {

/// Signing in has two halves: the slow one (Argon2id) reads only and runs off the writer's thread, the quick
/// one writes what came of it. A refused attempt is a result and not an error: its count must be committed.
///     const auto checked = checkPassword(reader, login, password, cost);     // any thread
///     const auto outcome = recordSignIn(unit, checked);                      // writer
struct CheckedPassword
{
    std::string login;
    bool matches = false;
    /// The same password at today's cost, where the stored hash was made at another.
    std::optional<PasswordHash> rehashed;
};

CheckedPassword checkPassword(db::Connection& db, std::string_view login, std::string_view password,
                              PasswordCost cost);

struct SignInOutcome
{
    std::optional<User> user;
    /// "identity.sign_in.refused", "identity.sign_in.locked" (context: retry_after_seconds),
    /// "identity.user.inactive".
    std::optional<Error> refusal;
};

/// After five failures in a row sign-in is shut for 30 s, and twice as long after each further one, up to an
/// hour; even the right password is refused meanwhile (NIST SP 800-63B §5.2.2).
SignInOutcome recordSignIn(store::UnitOfWork& unit, const CheckedPassword& checked);

/// How long sign-in is shut after so many failures in a row.
Duration lockoutAfter(std::int64_t failures);

} // namespace habitat::identity
