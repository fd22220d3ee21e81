// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/db/connection.h"

#include <string>
#include <utility>
#include <vector>

/// What stands in the books is witnessed by the chain: whatever a command writes through its unit of work,
/// row by row, enters the chain with its record as a short hash. So a row that was altered, removed or added
/// by hand no longer fits the newest record that wrote it, whichever table it is in; a new table is witnessed
/// by itself.
namespace habitat::store {

/// Tables that are proven in another way: the journal by its own chain, the engine's tables by folding the
/// journal's events once more, running sums from the postings, the schema's version from the program.
bool isWitnessed(std::string_view table);

/// A row's primary key, in words that have no line end: `17`, `3,"kim"`.
std::string rowKey(const db::Table& table, const db::Row& row);
/// Over the columns that are not NULL, with their names: a column that is added later leaves it as it is.
std::string rowDigest(const db::Table& table, const db::Row& row);

/// Gathers what the commands of one record write, as lines `table key digest`, the digest being `-` for a row
/// that went. The writer's.
class Witness final : public db::RowWatch
{
public:
    /// Where it stands, for taking back what was rolled back.
    struct Mark
    {
        std::size_t chunks = 0;
        std::size_t length = 0;
    };

    [[nodiscard]] bool watches(const db::Table& table) const override { return isWitnessed(table.name); }
    void rowChanged(const db::Table& table, const db::Row& before, const db::Row& after) override;
    /// Everything that stands in the database, in place of all that was witnessed before.
    void beginAnew(db::Connection& db);

    [[nodiscard]] Mark mark() const;
    void restore(Mark mark);
    [[nodiscard]] bool isEmpty() const { return m_chunks.empty(); }
    /// In portions of a moderate size; nothing stays.
    std::vector<std::string> take() { return std::exchange(m_chunks, {}); }
    void clear() { m_chunks.clear(); }

private:
    void add(std::string_view table, std::string_view key, std::string_view digest);

    std::vector<std::string> m_chunks;
};

/// Every row that is not what the newest record that wrote it says; each names table, row and record:
/// "store.row.altered", "store.row.missing", "store.row.foreign". Any connection, in its thread; throws
/// db::DbError.
std::vector<Error> verifyRows(db::Connection& db);

} // namespace habitat::store
