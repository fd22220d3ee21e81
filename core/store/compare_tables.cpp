// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/compare_tables.h"

#include "core/store/witness.h"

#include <fmt/format.h>

namespace habitat::store {

namespace {

/// One side of the comparison: a table walked in the order of its key.
class Side
{
public:
    Side(db::Connection& db, const db::Table& table) : m_table(table), m_rows(db.rowsOf(table)) { next(); }

    void next()
    {
        m_isThere = m_rows.next();
        m_row = m_isThere ? m_rows.row() : db::Row();
        m_key.clear();
        if (m_isThere)
            for (const auto place : m_table.key)
                m_key.push_back(m_row[place]);
    }
    [[nodiscard]] bool isThere() const { return m_isThere; }
    [[nodiscard]] const db::Row& row() const { return m_row; }
    /// Its key stands before the other's, or the other has none left.
    [[nodiscard]] bool isBefore(const Side& other) const
    {
        return m_isThere && (!other.m_isThere || m_key < other.m_key);
    }

private:
    const db::Table& m_table;
    db::Query m_rows;
    bool m_isThere = false;
    db::Row m_row;
    db::Row m_key;
};

Error difference(const char* code, const db::Table& table, const db::Row& row, std::string_view what)
{
    const auto key = rowKey(table, row);
    return {
        code, fmt::format("Row {} of {} {}.", key, table.name, what), {{"table", table.name}, {"row", key}}};
}

} // namespace

std::vector<Error> compareTable(db::Connection& expected, db::Connection& actual, const db::Table& table,
                                const SameRow& same)
{
    std::vector<Error> differences;
    Side should(expected, table);
    Side is(actual, table);
    while (should.isThere() || is.isThere()) {
        if (should.isBefore(is)) {
            differences.push_back(difference("store.row.missing", table, should.row(), "is gone"));
            should.next();
        } else if (is.isBefore(should)) {
            differences.push_back(
                difference("store.row.foreign", table, is.row(), "follows from nothing in the journal"));
            is.next();
        } else {
            if (!same(should.row(), is.row()))
                differences.push_back(
                    difference("store.row.altered", table, is.row(), "is not what the journal says"));
            should.next();
            is.next();
        }
    }
    return differences;
}

} // namespace habitat::store
