// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/chain.h"
#include "core/store/migrations.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>

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

void addWrongVersions(db::Connection& db, std::vector<Error>& violations)
{
    std::map<std::int64_t, std::string> is;
    auto rows = db.query("SELECT number, what FROM schema_version ORDER BY number");
    while (rows.next())
        is.emplace(rows.integer(0), rows.text(1));
    const auto report = [&](const char* code, std::int64_t number, const char* what) {
        violations.push_back({code,
                              fmt::format("Row {} of schema_version {}.", number, what),
                              {{"table", "schema_version"}, {"row", std::to_string(number)}}});
    };
    for (const auto& migration : migrations()) {
        const auto found = is.find(migration.number);
        if (found == is.end())
            report("store.row.missing", migration.number, "is gone");
        else if (found->second != migration.what)
            report("store.row.altered", migration.number, "is not what this program wrote");
        is.erase(migration.number);
    }
    for (const auto& [number, what] : is)
        report("store.row.foreign", number, "was written by no migration of this program");
}

} // namespace

std::vector<Error> verifySchema(db::Connection& db)
{
    std::vector<Error> violations;
    auto should = madeSchema();
    auto is = db.schema();
    std::ranges::sort(should);
    std::ranges::sort(is);
    addDifferences(is, should, "is not one that this program makes", violations);
    addDifferences(should, is, "is missing or was altered", violations);
    addWrongVersions(db, violations);
    return violations;
}

} // namespace habitat::store
