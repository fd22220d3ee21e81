// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/chain.h"
#include "core/store/compare_tables.h"
#include "core/store/migrations.h"

#include <fmt/format.h>

#include <algorithm>

namespace habitat::store {

namespace {

void addDifferences(const std::vector<db::SchemaObject>& these, const std::vector<db::SchemaObject>& those,
                    std::string_view what, std::vector<Error>& violations)
{
    std::vector<db::SchemaObject> only;
    std::ranges::set_difference(these, those, std::back_inserter(only));
    for (const auto& object : only)
        violations.push_back({"store.schema.altered",
                              fmt::format("The {} {} of the database {}.", object.type, object.name, what),
                              {{"table", "schema"}, {"row", object.name}}});
}

} // namespace

std::vector<Error> verifySchema(db::Connection& db)
{
    std::vector<Error> violations;
    auto fresh = db::Connection::open(":memory:", db::OpenMode::ReadWriteCreate);
    if (!fresh) return {fresh.error()};
    if (const auto made = migrate(*fresh); !made) return {made.error()};
    auto should = fresh->schema();
    auto is = db.schema();
    std::ranges::sort(should);
    std::ranges::sort(is);
    addDifferences(is, should, "is not one that this program makes", violations);
    addDifferences(should, is, "is missing or was altered", violations);
    for (const auto& table : fresh->tables())
        if (table.name == "schema_version")
            for (auto& difference : compareTable(*fresh, db, table))
                violations.push_back(std::move(difference));
    return violations;
}

} // namespace habitat::store
