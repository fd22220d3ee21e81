// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/db/connection.h"

#include <span>

namespace habitat::store {

/// One numbered step of the schema. Migrations spell every name literally and are never edited once released;
/// a change is a new number.
struct Migration
{
    int number;
    std::string_view what;
    std::string_view sql;
};

/// All migrations, in order; the last number is the schema version that this program speaks.
std::span<const Migration> migrations();

/// Brings the database to this program's schema version, one transaction a migration. Refuses a database that
/// a newer program wrote ("store.schema.newer").
Status migrate(db::Connection& connection);

/// What `migrate` makes of an empty database, tables first; found out once for the program. Any thread.
const std::vector<db::SchemaObject>& madeSchema();

/// Makes the same of an empty database at once, for one that is thrown away again.
void makeSchema(db::Connection& empty);

/// The schema version on disk; 0 for an empty file.
int schemaVersion(db::Connection& connection);

/// Whether the database has exactly the schema that this program reads: "store.schema.older",
/// "store.schema.newer". For readers, which cannot migrate.
Status checkSchema(db::Connection& connection);

} // namespace habitat::store
