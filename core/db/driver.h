// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/db/connection.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <unordered_map>
#include <vector>

/// The inside of a connection, for this folder alone.
namespace habitat::db {

/// Prepared statements of one text that are at rest; one in use is absent from its list.
struct StatementList
{
    std::vector<sqlite3_stmt*> idle;
};

/// What stays in place while the Connection object moves.
struct Driver
{
    struct TextHash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };

    sqlite3* handle = nullptr;
    std::string path;
    std::unordered_map<std::string, StatementList, TextHash, std::equal_to<>> statements;

    struct WatchedTable
    {
        Table table;
        bool isWatched = false;
    };
    RowWatch* watch = nullptr;
    std::unordered_map<std::string, WatchedTable, TextHash, std::equal_to<>> tables;
    // Kept for their room.
    Row before;
    Row after;

    Driver() = default;
    Driver(const Driver&) = delete;
    Driver& operator=(const Driver&) = delete;
    ~Driver()
    {
        for (auto& [sql, list] : statements)
            for (auto* statement : list.idle)
                sqlite3_finalize(statement);
        sqlite3_close_v2(handle);
    }

    [[noreturn]] void raise(std::string_view what) const
    {
        throw DbError(sqlite3_extended_errcode(handle), fmt::format("{}: {}", what, sqlite3_errmsg(handle)));
    }
};

/// The text, where it is one, belongs to `value`.
Value valueOf(sqlite3_value* value);

} // namespace habitat::db
