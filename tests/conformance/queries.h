// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/keys.h"
#include "core/db/connection.h"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

/// Questions of other engines' query language, answered from our read tables. A row is an object with "kind",
/// "key", "instance" and the attributes that scenarios ask for, in their names.
namespace habitat::conformance {

/// `filters` are values already, those that mean a row are the row. Throws Untranslated for a question or
/// filter that is not known.
std::vector<nlohmann::json> answer(db::Connection& db, const std::string& query,
                                   const nlohmann::json& filters);

/// What an instance is as a row.
nlohmann::json instanceRow(std::int64_t key);
bool hasEnded(db::Connection& db, const nlohmann::json& row);
/// Ids of the elements where its tokens are, innermost only.
nlohmann::json activeActivityIds(db::Connection& db, const nlohmann::json& row);
struct SeenVariable
{
    nlohmann::json value;
    /// Whose it is; none: the instance's.
    ElementInstanceKey scope;
};
/// As the row sees it, innermost first; a null value of the instance where there is none.
SeenVariable seenVariable(db::Connection& db, const nlohmann::json& row, const std::string& name);

} // namespace habitat::conformance
