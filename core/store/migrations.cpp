// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/migrations.h"

#include "core/store/migrations/m0001_engine.h"
#include "core/store/migrations/m0002_identity.h"
#include "core/store/migrations/m0003_people.h"
#include "core/store/migrations/m0004_agreements.h"
#include "core/store/migrations/m0005_treasury.h"
#include "core/store/migrations/m0006_close.h"
#include "core/store/migrations/m0007_alerts.h"
#include "core/store/migrations/m0008_witness.h"
#include "core/store/migrations/m0009_undo.h"
#include "core/store/migrations/m0010_messages.h"
#include "core/store/migrations/m0011_member_change.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace habitat::store {

namespace {

constexpr std::array allMigrations = {
    Migration{1, "journal, workflow instances and their parts", engineSchema},
    Migration{2, "users and roles", identitySchema},
    Migration{3, "members and contributions", peopleSchema},
    Migration{4, "policies, patronage, allocations, distributions", agreementsSchema},
    Migration{5, "accounts, journals, periods, payments", treasurySchema},
    Migration{6, "closes, steps, signatures, evidence", closeSchema},
    Migration{7, "alerts on failed and stuck work", alertsSchema},
    Migration{8, "the chain's testimony on rows", witnessSchema},
    Migration{9, "second person of an undo", undoSchema},
    Migration{10, "messages, signals and what starts instances", messagesSchema},
    Migration{11, "what the roll said of a member before", memberChangeSchema},
};

Status refuseNewer(int onDisk)
{
    const int known = allMigrations.back().number;
    if (onDisk <= known) return {};
    return fail(
        "store.schema.newer",
        fmt::format("This database was written by a newer program (schema {}, this program knows {}). "
                    "Update the program.",
                    onDisk, known),
        {{"on_disk", onDisk}, {"known", known}});
}

void recordMigration(db::Connection& connection, const Migration& migration)
{
    connection.query("INSERT INTO schema_version (number, what) VALUES (?, ?)")
        .bind(migration.number, migration.what)
        .run();
}

} // namespace

std::span<const Migration> migrations()
{
    return allMigrations;
}

int schemaVersion(db::Connection& connection)
{
    connection.script("CREATE TABLE IF NOT EXISTS schema_version (number INTEGER NOT NULL PRIMARY KEY, "
                      "what TEXT NOT NULL) STRICT");
    auto row = connection.query("SELECT coalesce(max(number), 0) FROM schema_version");
    row.next();
    return int(row.integer(0));
}

Status checkSchema(db::Connection& connection)
{
    auto row = connection.query("SELECT coalesce(max(number), 0) FROM schema_version");
    row.next();
    const int onDisk = int(row.integer(0));
    TRY(refuseNewer(onDisk));
    const int known = allMigrations.back().number;
    if (onDisk == known) return {};
    return fail(
        "store.schema.older",
        fmt::format(
            "This database was written by an older program (schema {}, this program reads {}). Open it "
            "once to work in it, which brings it up to date; take a backup before.",
            onDisk, known),
        {{"on_disk", onDisk}, {"known", known}});
}

Status migrate(db::Connection& connection)
{
    const int onDisk = schemaVersion(connection);
    TRY(refuseNewer(onDisk));
    for (const auto& migration : allMigrations) {
        if (migration.number <= onDisk) continue;
        db::Transaction transaction(connection);
        connection.script(migration.sql);
        recordMigration(connection, migration);
        transaction.commit();
    }
    return {};
}

const std::vector<db::SchemaObject>& madeSchema()
{
    static const std::vector<db::SchemaObject> objects = [] {
        auto fresh = db::Connection::open(":memory:", db::OpenMode::ReadWriteCreate);
        ensure(fresh && migrate(*fresh), "a database in memory takes this program's schema");
        auto made = fresh->schema();
        std::ranges::stable_partition(made,
                                      [](const db::SchemaObject& object) { return object.type == "table"; });
        return made;
    }();
    return objects;
}

void makeSchema(db::Connection& empty)
{
    db::Transaction transaction(empty);
    for (const auto& object : madeSchema())
        empty.script(object.sql);
    for (const auto& migration : allMigrations)
        recordMigration(empty, migration);
    transaction.commit();
}

} // namespace habitat::store
