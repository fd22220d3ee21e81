// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/verification.h"

#include "core/agreements/allocations.h"
#include "core/base/files.h"
#include "core/base/hash.h"
#include "core/close/closes.h"
#include "core/close/evidence.h"
#include "core/close/verify.h"
#include "core/console/folders.h"
#include "core/runtime/verify_instances.h"
#include "core/store/chain.h"
#include "core/store/witness.h"
#include "core/treasury/periods.h"
#include "core/treasury/verify.h"

#include <fmt/format.h>

#include <iterator>

namespace habitat::console {

namespace {

using Violations = std::vector<Error>;

std::vector<Error> verifyAllocations(db::Connection& db)
{
    std::vector<Error> violations;
    for (const auto& period : treasury::periods(db)) {
        const auto close = close::latestClose(db, period.code());
        const auto allocation = close ? agreements::livingAllocation(db, close->key) : std::nullopt;
        if (!allocation) continue;
        if (auto sound = agreements::verifyAllocation(db, allocation->key); !sound)
            violations.push_back(std::move(sound).error());
    }
    return violations;
}

/// Each kept file of evidence is there, and is what was attached.
void verifyEvidenceFiles(db::Connection& db, std::vector<Error>& violations)
{
    const auto folder = Folders(db.path()).evidence();
    for (const auto& file : close::evidenceFiles(db)) {
        const auto content = readFile(folder / file.contentHash);
        if (content && hashHex(*content) == file.contentHash) continue;
        violations.push_back({"close.evidence.altered",
                              fmt::format("The kept file of “{}” is {}. Restore it from a backup.", file.name,
                                          content ? "not what was attached" : "gone"),
                              {{"name", file.name}, {"file", (folder / file.contentHash).string()}}});
    }
}

void add(Violations& to, Violations&& more)
{
    to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

Error unreadable(const char* what, const std::exception& error)
{
    return {
        "verify.unreadable", fmt::format("The {} cannot be read: {}", what, error.what()), {{"part", what}}};
}

/// What was altered by hand may be nothing that can be read any more, which is a finding too; a disk that is
/// full or fails proves nothing.
template <typename Check>
void check(const char* what, Violations& violations, Check run)
{
    try {
        run();
    } catch (const db::DbError& error) {
        if (error.isTransient()) throw;
        violations.push_back(unreadable(what, error));
    } catch (const std::exception& error) {
        violations.push_back(unreadable(what, error));
    }
}

} // namespace

Verification verifyDatabase(db::Connection& db)
{
    Verification proof;
    check("schema", proof.rows, [&] { add(proof.rows, store::verifySchema(db)); });
    check("rows", proof.rows, [&] { add(proof.rows, store::verifyRows(db)); });
    check("instances", proof.rows, [&] { add(proof.rows, runtime::verifyInstances(db)); });
    check("books", proof.books, [&] { add(proof.books, treasury::verifyBooks(db)); });
    check("allocations", proof.allocations, [&] { add(proof.allocations, verifyAllocations(db)); });
    check("records of closes", proof.records, [&] {
        add(proof.records, close::verifyRecords(db));
        verifyEvidenceFiles(db, proof.records);
    });
    check("journal", proof.chain, [&] {
        const auto chain = store::verifyChain(db);
        if (!chain) {
            proof.chain.push_back(chain.error());
            return;
        }
        proof.journalRecords = chain->records;
        proof.chainHead = chain->headHash;
    });
    check("file", proof.integrity, [&] {
        for (const auto& damage : db.integrityProblems())
            proof.integrity.push_back({"db.corrupt", damage});
    });
    return proof;
}

} // namespace habitat::console
