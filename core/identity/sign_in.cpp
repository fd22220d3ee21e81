// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identity/sign_in.h"

#include "core/base/calendar.h"
#include "core/identity/login.h"

#include <fmt/format.h>

#include <algorithm>

namespace habitat::identity {

namespace {

constexpr std::int64_t freeFailures = 5;
constexpr auto firstLockout = std::chrono::seconds(30);
constexpr auto longestLockout = std::chrono::hours(1);

std::string inWords(std::chrono::seconds wait)
{
    if (wait.count() < 60) return fmt::format("{} s", wait.count());
    if (wait.count() % 60 == 0) return fmt::format("{} min", wait.count() / 60);
    return fmt::format("{} min {} s", wait.count() / 60, wait.count() % 60);
}

Error lockedError(const std::string& login, Duration left)
{
    const auto wait = std::chrono::ceil<std::chrono::seconds>(left);
    return {
        "identity.sign_in.locked",
        fmt::format(
            "Too many failed attempts for {}. Try again in {}, or ask an Administrator for a new password.",
            login, inWords(wait)),
        {{"user", login}, {"retry_after_seconds", wait.count()}},
        true};
}

Error refusedError(const std::string& login)
{
    // The same words whether the name or the password is wrong.
    return {"identity.sign_in.refused",
            "User name and password do not go together. Check both.",
            {{"user", login}},
            false};
}

std::int64_t countFailure(store::UnitOfWork& unit, const User& user)
{
    auto row = unit.db()
                   .query("UPDATE app_user SET failed_sign_ins = failed_sign_ins + 1 WHERE key = ? "
                          "RETURNING failed_sign_ins")
                   .bind(user.key);
    ensure(row.next(), "the user who failed to sign in exists");
    return row.integer(0);
}

SignInOutcome refuseAndCount(store::UnitOfWork& unit, const User& user)
{
    const auto failures = countFailure(unit, user);
    const auto wait = lockoutAfter(failures);
    unit.publish({"identity.user.sign_in_refused", user.login, {{"failures", failures}}});
    if (wait == Duration::zero()) return {std::nullopt, refusedError(user.login)};
    unit.db()
        .query("UPDATE app_user SET locked_until = ? WHERE key = ?")
        .bind(toMicros(unit.now() + wait), user.key)
        .run();
    return {std::nullopt, lockedError(user.login, wait)};
}

void writeSignIn(store::UnitOfWork& unit, const User& user, const CheckedPassword& checked)
{
    unit.db()
        .query(
            "UPDATE app_user SET failed_sign_ins = 0, locked_until = NULL, last_sign_in_at = ? WHERE key = ?")
        .bind(toMicros(unit.now()), user.key)
        .run();
    if (checked.rehashed)
        unit.db()
            .query("UPDATE app_user SET password_hash = ? WHERE key = ?")
            .bind(checked.rehashed->text, user.key)
            .run();
    unit.publish({"identity.user.signed_in", user.login, nlohmann::json::object()});
}

} // namespace

Duration lockoutAfter(std::int64_t failures)
{
    if (failures < freeFailures) return Duration::zero();
    const auto doublings = std::min<std::int64_t>(failures - freeFailures, 20);
    return std::min<Duration>(firstLockout * (std::int64_t(1) << doublings), longestLockout);
}

CheckedPassword checkPassword(db::Connection& db, std::string_view login, std::string_view password,
                              PasswordCost cost)
{
    CheckedPassword checked{std::string(login), false, std::nullopt};
    auto row = db.query("SELECT password_hash FROM app_user WHERE login_folded = ?").bind(foldedLogin(login));
    if (!row.next()) return checked;
    const PasswordHash stored{row.text(0)};
    checked.matches = matches(stored, password);
    if (checked.matches && needsRehash(stored, cost))
        if (auto rehashed = hashPassword(login, password, cost)) checked.rehashed = *std::move(rehashed);
    return checked;
}

SignInOutcome recordSignIn(store::UnitOfWork& unit, const CheckedPassword& checked)
{
    auto user = findUser(unit.db(), checked.login);
    if (!user) return {std::nullopt, refusedError(checked.login)};
    if (user->lockedUntil && *user->lockedUntil > unit.now())
        return {std::nullopt, lockedError(user->login, *user->lockedUntil - unit.now())};
    if (!checked.matches) return refuseAndCount(unit, *user);
    if (!user->active)
        return {
            std::nullopt,
            Error{"identity.user.inactive",
                  fmt::format("{} may no longer sign in. An Administrator can make the user active again.",
                              user->login),
                  {{"user", user->login}},
                  false}};
    writeSignIn(unit, *user, checked);
    return {findUser(unit.db(), user->login), std::nullopt};
}

} // namespace habitat::identity
