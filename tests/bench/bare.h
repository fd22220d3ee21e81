// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/measure.h"

#include <sqlite3.h>

#include <cstdint>
#include <string>

/// The floor that figures are compared with in the same run: SQLite, and nothing else.
namespace habitat::bench {

class BareDatabase
{
public:
    explicit BareDatabase(const std::string& path)
    {
        must(sqlite3_open(path.c_str(), &m_db) == SQLITE_OK, "cannot open " + path);
    }
    ~BareDatabase() { sqlite3_close(m_db); }
    BareDatabase(const BareDatabase&) = delete;
    BareDatabase& operator=(const BareDatabase&) = delete;

    void run(const char* sql) { must(sqlite3_exec(m_db, sql, nullptr, nullptr, nullptr) == SQLITE_OK, sql); }
    [[nodiscard]] sqlite3* handle() const { return m_db; }

private:
    sqlite3* m_db = nullptr;
};

class BareStatement
{
public:
    BareStatement(const BareDatabase& db, const char* sql)
    {
        must(sqlite3_prepare_v2(db.handle(), sql, -1, &m_statement, nullptr) == SQLITE_OK, sql);
    }
    ~BareStatement() { sqlite3_finalize(m_statement); }
    BareStatement(const BareStatement&) = delete;
    BareStatement& operator=(const BareStatement&) = delete;

    /// Runs to the end; the number of rows.
    template <typename... Values>
    int run(const Values&... values)
    {
        int index = 0;
        (bind(++index, values), ...);
        int rows = 0;
        while (sqlite3_step(m_statement) == SQLITE_ROW)
            ++rows;
        must(sqlite3_reset(m_statement) == SQLITE_OK, "a bare statement failed");
        return rows;
    }

private:
    void bind(int index, std::int64_t value) { sqlite3_bind_int64(m_statement, index, value); }
    void bind(int index, const char* text) { sqlite3_bind_text(m_statement, index, text, -1, SQLITE_STATIC); }

    sqlite3_stmt* m_statement = nullptr;
};

} // namespace habitat::bench
