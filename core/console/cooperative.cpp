// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/cooperative.h"

#include "core/base/actor.h"
#include "core/base/text.h"
#include "core/console/initialise.h"
#include "core/store/migrations.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include <unistd.h>

namespace habitat::console {

namespace {

tl::unexpected<Error> refused(std::string code, const std::string& path, const std::string& what)
{
    return fail(std::move(code), fmt::format("“{}” {}", path, what), {{"path", path}});
}

tl::unexpected<Error> unfinished(const std::string& path)
{
    return refused("console.unfinished", path,
                   "was begun as a co-op and never finished; nothing was entered in it. Remove the file, or "
                   "choose another one.");
}

/// What can be told without opening it.
Status checkPlace(const std::string& path)
{
    std::error_code failed;
    const auto status = std::filesystem::status(path, failed);
    if (failed && status.type() != std::filesystem::file_type::not_found)
        return refused("console.unreadable", path,
                       fmt::format("cannot be reached: {}. Ask whoever looks after this computer for the "
                                   "right to.",
                                   failed.message()));
    if (!std::filesystem::exists(status))
        return refused("console.none", path,
                       fmt::format("is not there. Correct its name, or make a co-op there: habitatctl "
                                   "--database {} init --name NAME",
                                   path));
    if (std::filesystem::is_directory(status))
        return refused("console.foreign", path, "is a folder. Choose the file of a co-op.");
    if (!std::filesystem::is_regular_file(status))
        return refused("console.foreign", path, "is no file. Choose the file of a co-op.");
    if (std::filesystem::file_size(path, failed) == 0 && !failed)
        return refused("console.empty", path,
                       "is an empty file, and no co-op. Choose another file; if this one is not needed, "
                       "remove it and make a co-op in its place.");
    return {};
}

/// Which program wrote the database, and whether a newer one of ours.
Status checkTables(db::Connection& db)
{
    constexpr std::string_view remedy =
        "Choose the file of a co-op, or give a new one a name that is not taken.";
    const auto tables = db.tables();
    const auto table = [&](std::string_view name) {
        return std::ranges::find(tables, name, &db::Table::name);
    };
    const auto versions = table("schema_version");
    if (tables.empty())
        return refused("console.foreign", db.path(), fmt::format("holds nothing, and no co-op. {}", remedy));
    if (versions == tables.end() || std::ranges::count(versions->columns, "number") == 0 ||
        table("journal") == tables.end())
        return refused("console.foreign", db.path(),
                       fmt::format("is a database of another program, and no co-op. {}", remedy));
    if (table("cooperative") == tables.end()) return unfinished(db.path());
    auto current = store::checkSchema(db);
    if (!current && current.error().code == "store.schema.newer")
        return fail(std::move(current).error().with("path", db.path()));
    return {};
}

} // namespace

Result<store::Cooperative> cooperativeIn(db::Connection& db)
{
    auto found = store::cooperative(db);
    if (!found) return unfinished(db.path());
    return std::move(*found);
}

Status holdsCooperative(const std::string& database)
{
    TRY(checkPlace(database));
    auto connection = db::Connection::open(database, db::OpenMode::ReadOnly);
    if (!connection && connection.error().code == "db.foreign")
        return refused("console.foreign", database,
                       "is no database, but a file of another kind. Choose the file of a co-op; if this used "
                       "to be one, its beginning is damaged: restore it from a backup.");
    if (!connection) return fail(std::move(connection).error());
    try {
        TRY(checkTables(*connection));
        TRY(cooperativeIn(*connection));
    } catch (const db::DbError& error) {
        return fail(error.toError().with("path", database));
    }
    return {};
}

// Asked, not tried: closing the file would drop the locks that SQLite holds on it in this process.
Status canBeWritten(const std::string& database)
{
    if (::access(database.c_str(), W_OK) == 0) return {};
    return refused("db.readonly", database,
                   "is write-protected: nothing could be recorded in it. Ask for the right to write it; "
                   "habitatctl shows it as it is.");
}

std::string samplePassword()
{
    return std::string(pineRidge);
}

bool isSampleLogin(std::string_view login)
{
    return std::ranges::any_of(roleNames, [&](std::string_view role) { return samePerson(role, login); });
}

} // namespace habitat::console
