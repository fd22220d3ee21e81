// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/db/driver.h"

namespace habitat::db {

namespace {

using ReadColumn = int (*)(sqlite3*, int, sqlite3_value**);

void readRow(sqlite3* handle, ReadColumn read, const Table& table, Row& row)
{
    row.clear();
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        sqlite3_value* value = nullptr;
        read(handle, int(column), &value);
        row.push_back(value ? valueOf(value) : Value());
    }
}

void tellWatch(void* context, sqlite3* handle, int operation, const char*, const char* name, sqlite3_int64,
               sqlite3_int64) noexcept
{
    auto& driver = *static_cast<Driver*>(context);
    const auto found = driver.tables.find(std::string_view(name));
    if (found == driver.tables.end() || !found->second.isWatched) return;
    const auto& table = found->second.table;
    driver.before.clear();
    driver.after.clear();
    if (operation != SQLITE_INSERT) readRow(handle, &sqlite3_preupdate_old, table, driver.before);
    if (operation != SQLITE_DELETE) readRow(handle, &sqlite3_preupdate_new, table, driver.after);
    driver.watch->rowChanged(table, driver.before, driver.after);
}

std::string asName(std::string_view name)
{
    return fmt::format("\"{}\"", name);
}

} // namespace

Value valueOf(sqlite3_value* value)
{
    switch (sqlite3_value_type(value)) {
    case SQLITE_NULL:
        return {};
    case SQLITE_INTEGER:
        return std::int64_t(sqlite3_value_int64(value));
    default:
        break;
    }
    const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
    return std::string_view(text ? text : "", std::size_t(sqlite3_value_bytes(value)));
}

std::vector<Table> Connection::tables()
{
    std::vector<Table> tables;
    auto rows =
        query("SELECT s.name, c.name, c.pk FROM sqlite_schema AS s JOIN pragma_table_info(s.name) AS c "
              "WHERE s.type = 'table' AND s.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
              "ORDER BY s.name, c.cid");
    while (rows.next()) {
        if (tables.empty() || tables.back().name != rows.textView(0))
            tables.push_back({rows.text(0), {}, {}});
        auto& table = tables.back();
        table.columns.push_back(rows.text(1));
        const auto place = std::size_t(rows.integer(2));
        if (place == 0) continue;
        if (table.key.size() < place) table.key.resize(place);
        table.key[place - 1] = table.columns.size() - 1;
    }
    return tables;
}

// The names come from the schema itself, never from input.
Query Connection::rowsOf(const Table& table)
{
    std::string columns;
    for (const auto& column : table.columns)
        columns += (columns.empty() ? "" : ", ") + asName(column);
    std::string order;
    for (const auto place : table.key)
        order += (order.empty() ? " ORDER BY " : ", ") + asName(table.columns[place]);
    return query(fmt::format("SELECT {} FROM {}{}", columns, asName(table.name), order));
}

std::vector<SchemaObject> Connection::schema()
{
    std::vector<SchemaObject> objects;
    auto rows =
        query("SELECT type, name, coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' "
              "ESCAPE '\\' ORDER BY type, name");
    while (rows.next())
        objects.push_back({rows.text(0), rows.text(1), rows.text(2)});
    return objects;
}

void Connection::watchRows(RowWatch* watch)
{
    auto& driver = *m_driver;
    if (watch != nullptr && driver.tables.empty())
        for (auto& table : tables()) {
            auto name = table.name;
            const bool isWatched = watch->watches(table);
            driver.tables.emplace(std::move(name), Driver::WatchedTable{std::move(table), isWatched});
        }
    driver.watch = watch;
    sqlite3_preupdate_hook(driver.handle, watch ? &tellWatch : nullptr, &driver);
}

} // namespace habitat::db
