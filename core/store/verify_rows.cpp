// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/witness.h"

#include <fmt/format.h>

#include <unordered_map>

namespace habitat::store {

namespace {

struct Witnessed
{
    std::int64_t record = 0;
    std::string digest;
    bool wasSeen = false;
};

using RowsOfTable = std::unordered_map<std::string, Witnessed>;

/// What the newest record that wrote it says of each row.
class Testimony
{
public:
    explicit Testimony(db::Connection& db)
    {
        auto chunks = db.query("SELECT seq, lines FROM journal_change ORDER BY seq, part");
        while (chunks.next())
            read(chunks.integer(0), chunks.textView(1));
    }

    RowsOfTable take(const std::string& table)
    {
        auto node = m_tables.extract(table);
        return node ? std::move(node.mapped()) : RowsOfTable();
    }
    [[nodiscard]] const std::unordered_map<std::string, RowsOfTable>& rest() const { return m_tables; }

private:
    // What is no such line was altered, which the chain itself tells.
    void read(std::int64_t record, std::string_view lines)
    {
        while (!lines.empty()) {
            const auto line = lines.substr(0, lines.find('\n'));
            lines.remove_prefix(std::min(line.size() + 1, lines.size()));
            const auto first = line.find(' ');
            const auto last = line.rfind(' ');
            if (first == last) continue;
            const auto key = line.substr(first + 1, last - first - 1);
            note(record, line.substr(0, first), key, line.substr(last + 1));
        }
    }

    void note(std::int64_t record, std::string_view table, std::string_view key, std::string_view digest)
    {
        if (table == "*") {
            m_tables.clear();
            return;
        }
        if (m_last == nullptr || m_lastName != table) {
            m_lastName = table;
            m_last = &m_tables[m_lastName];
        }
        auto& row = (*m_last)[std::string(key)];
        row.record = record;
        row.digest = digest;
    }

    std::unordered_map<std::string, RowsOfTable> m_tables;
    std::string m_lastName;
    RowsOfTable* m_last = nullptr;
};

Error rowError(const char* code, const std::string& table, const std::string& key, std::string_view what,
               std::int64_t record)
{
    return {code,
            fmt::format("Row {} of {} {}.", key, table, what),
            {{"table", table}, {"row", key}, {"record", record}}};
}

void verifyTable(db::Connection& db, const db::Table& table, RowsOfTable told, std::vector<Error>& violations)
{
    auto rows = db.rowsOf(table);
    while (rows.next()) {
        const auto row = rows.row();
        const auto key = rowKey(table, row);
        const auto found = told.find(key);
        if (found == told.end() || found->second.digest == "-") {
            violations.push_back(rowError("store.row.foreign", table.name, key,
                                          "was written by no record of the journal",
                                          found == told.end() ? 0 : found->second.record));
            continue;
        }
        if (rowDigest(table, row) != found->second.digest)
            violations.push_back(rowError("store.row.altered", table.name, key,
                                          fmt::format("is not what record {} wrote", found->second.record),
                                          found->second.record));
        found->second.wasSeen = true;
    }
    for (const auto& [key, row] : told)
        if (!row.wasSeen && row.digest != "-")
            violations.push_back(rowError("store.row.missing", table.name, key,
                                          fmt::format("is gone; record {} wrote it", row.record),
                                          row.record));
}

} // namespace

std::vector<Error> verifyRows(db::Connection& db)
{
    std::vector<Error> violations;
    Testimony testimony(db);
    for (const auto& table : db.tables())
        if (isWitnessed(table.name)) verifyTable(db, table, testimony.take(table.name), violations);
    for (const auto& [table, rows] : testimony.rest())
        violations.push_back(rowError("store.row.missing", table, "*", "is gone with its whole table", 0));
    return violations;
}

} // namespace habitat::store
