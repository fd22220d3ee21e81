// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/cooperative.h"

#include "core/base/actor.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace habitat::console {

namespace {

Error none(const std::string& path)
{
    return {"console.none",
            fmt::format("“{}” holds no co-op. Make one first: habitatctl --database {} init --name NAME",
                        path, path),
            {{"path", path}}};
}

} // namespace

Result<CooperativeRow> cooperativeIn(db::Connection& db)
{
    auto table = db.query("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'cooperative'");
    if (!table.next()) return fail(none(db.path()));
    auto row = db.query("SELECT name, currency, sample FROM cooperative");
    if (!row.next()) return fail(none(db.path()));
    return CooperativeRow{row.text(0), row.text(1), row.text(2)};
}

Status holdsCooperative(const std::string& database)
{
    std::error_code missing;
    if (!std::filesystem::exists(database, missing)) return fail(none(database));
    auto connection = TRY(db::Connection::open(database, db::OpenMode::ReadOnly));
    try {
        TRY(cooperativeIn(connection));
    } catch (const db::DbError& error) {
        return fail(error.toError().with("path", database));
    }
    return {};
}

std::string samplePassword()
{
    return "pine-ridge";
}

bool isSampleLogin(std::string_view login)
{
    return std::ranges::any_of(roleNames, [&](std::string_view role) { return samePerson(role, login); });
}

} // namespace habitat::console
