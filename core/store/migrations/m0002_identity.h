// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace habitat::store {

/// Schema: users and roles. Users are never deleted, so that a login in the books always names one person;
/// `login_folded` is the login in lower case, since "Kim" and "kim" must not be two people who sign for each
/// other.
inline constexpr std::string_view identitySchema = R"sql(
CREATE TABLE app_user (
    key                 INTEGER NOT NULL PRIMARY KEY,
    login               TEXT NOT NULL,
    login_folded        TEXT NOT NULL UNIQUE,
    display_name        TEXT NOT NULL,
    password_hash       TEXT NOT NULL,
    active              INTEGER NOT NULL CHECK (active IN (0, 1)),
    failed_sign_ins     INTEGER NOT NULL CHECK (failed_sign_ins >= 0),
    locked_until        INTEGER,
    last_sign_in_at     INTEGER,
    password_changed_at INTEGER NOT NULL,
    created_at          INTEGER NOT NULL,
    created_by          TEXT NOT NULL
) STRICT;

CREATE TABLE user_role (
    user_key INTEGER NOT NULL REFERENCES app_user (key),
    role     TEXT NOT NULL,
    PRIMARY KEY (user_key, role)
) STRICT;
)sql";

} // namespace habitat::store
