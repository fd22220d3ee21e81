// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/db/connection.h"
#include "core/store/rows.h"

#include <string>
#include <vector>

namespace habitat::store {

/// The columns of one journal record, as they are written; empty texts are written as NULL.
struct JournalEntry
{
    std::int64_t seq = 0;
    Instant at{};
    std::string actor{};
    std::string kind{};
    std::string arguments{};
    std::string reason{};
    JournalOutcome outcome = JournalOutcome::Done;
    std::string error{};
    std::string result{};
    InstanceKey instance{};
    std::int64_t cause = 0;
    std::string clientKey{};
    std::string events{};
    /// Hash over what `Journal::keepChanges` was given; empty where no witnessed row was written.
    std::string changes{};
};

/// BLAKE2b-256 over the hash of the record before and every column of this one.
std::string chainedHash(std::string_view previousHash, const JournalEntry& entry);

/// Over the columns of the head but the seal itself.
std::string headSeal(std::int64_t seq, std::string_view hash, Instant at, std::int64_t lastKey,
                     std::int64_t schema);

/// Over the lines that a record left on rows, part by part.
std::string changesHash(const std::vector<std::string>& parts);

/// What the chain begins with.
std::string_view genesisHash();

/// The append-only record of every command. Owned by the writer, in its transaction; after a rollback
/// `reload` takes the head from disk again. Throws db::DbError.
class Journal
{
public:
    explicit Journal(db::Connection& connection);

    /// Where the chain stands in memory, for taking back records of a savepoint.
    struct Mark
    {
        std::int64_t seq = 0;
        std::string hash;
    };

    void reload();
    [[nodiscard]] Mark mark() const { return {m_seq, m_hash}; }
    void restore(Mark mark);
    /// Of the last record appended; 0 where there is none.
    [[nodiscard]] std::int64_t lastSeq() const { return m_seq; }
    [[nodiscard]] std::int64_t lastKey() const { return m_lastKey; }
    /// Whether the rows on disk were last witnessed under another schema, or never.
    [[nodiscard]] bool wantsBaseline() const;
    /// Writes the testimony on rows that belongs to a record, and returns its hash.
    std::string keepChanges(std::int64_t seq, const std::vector<std::string>& parts);
    /// `entry.seq` is the one after the last.
    void append(const JournalEntry& entry);
    /// Once a commit: anchors the head, and the last key given out.
    void anchor(Instant at, std::int64_t lastKey);

private:
    db::Connection& m_connection;
    std::int64_t m_seq = 0;
    std::int64_t m_lastKey = 0;
    std::int64_t m_schema = 0;
    std::string m_hash;
};

} // namespace habitat::store
