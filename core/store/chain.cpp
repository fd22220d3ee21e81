// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/chain.h"

#include "core/base/calendar.h"
#include "core/store/journal.h"

#include <fmt/format.h>

#include <optional>

namespace habitat::store {

namespace {

struct Head
{
    std::int64_t seq = 0;
    std::string hash{genesisHash()};
    bool isSealed = true;
};

// A head that was written before heads were sealed has no seal.
Head readHead(db::Connection& db)
{
    Head head;
    auto row = db.query("SELECT seq, hash, at, last_key, schema, seal FROM journal_head WHERE id = 1");
    if (!row.next()) return head;
    head.seq = row.integer(0);
    head.hash = row.text(1);
    const bool isOld = row.isNull(4) && row.isNull(5);
    head.isSealed =
        isOld || row.textView(5) == headSeal(head.seq, head.hash, instantFromMicros(row.integer(2)),
                                             row.integer(3), row.integer(4));
    return head;
}

/// Walks the testimony on rows beside the records that it belongs to.
class Changes
{
public:
    explicit Changes(db::Connection& db)
        : m_rows(db.query("SELECT seq, part, lines FROM journal_change ORDER BY seq, part"))
    {
        m_isThere = m_rows.next();
    }

    /// Hash over what stands for this record, empty where nothing does; none where something is out of place.
    std::optional<std::string> hashOf(std::int64_t seq)
    {
        std::vector<std::string> parts;
        for (; m_isThere && m_rows.integer(0) <= seq; m_isThere = m_rows.next()) {
            if (m_rows.integer(0) != seq || m_rows.integer(1) != std::int64_t(parts.size()))
                return std::nullopt;
            parts.push_back(m_rows.text(2));
        }
        return parts.empty() ? std::string() : changesHash(parts);
    }
    [[nodiscard]] bool isAtEnd() const { return !m_isThere; }

private:
    db::Query m_rows;
    bool m_isThere = false;
};

JournalEntry readEntry(const db::Query& row)
{
    JournalEntry entry;
    entry.seq = row.integer(0);
    entry.at = instantFromMicros(row.integer(1));
    entry.actor = row.text(2);
    entry.kind = row.text(3);
    entry.arguments = row.text(4);
    entry.reason = row.text(5);
    entry.outcome = JournalOutcome(row.integer(6));
    entry.error = row.text(7);
    entry.result = row.text(8);
    entry.instance = row.key<InstanceKey>(9);
    entry.cause = row.integer(10);
    entry.clientKey = row.text(11);
    entry.events = row.text(12);
    entry.changes = row.text(13);
    return entry;
}

// Head and records must be of one moment while a writer goes on.
class OneMoment
{
public:
    explicit OneMoment(db::Connection& db) : m_db(db), m_own(!db.inTransaction())
    {
        if (m_own) m_db.query("BEGIN").run();
    }
    ~OneMoment()
    {
        if (m_own && m_db.inTransaction()) m_db.query("ROLLBACK").run();
    }
    OneMoment(const OneMoment&) = delete;
    OneMoment& operator=(const OneMoment&) = delete;

private:
    db::Connection& m_db;
    bool m_own;
};

tl::unexpected<Error> broken(const char* code, std::int64_t seq, std::string what,
                             const char* table = "journal")
{
    return fail(
        code,
        fmt::format("The journal is not what was written: {} Compare it with a backup before going on.",
                    what),
        {{"seq", seq}, {"table", table}, {"row", std::to_string(seq)}});
}

} // namespace

Result<ChainReport> verifyChain(db::Connection& db)
{
    const OneMoment moment(db);
    const Head head = readHead(db);
    std::string previous(genesisHash());
    std::int64_t expected = 1;
    auto rows =
        db.query("SELECT seq, at, actor, kind, arguments, reason, outcome, error, result, instance, cause, "
                 "client_key, events, changes, hash FROM journal ORDER BY seq");
    Changes changes(db);
    for (; rows.next(); ++expected) {
        const auto entry = readEntry(rows);
        if (entry.seq != expected)
            return broken("store.chain.missing", expected,
                          fmt::format("record {} is missing, {} follows.", expected, entry.seq));
        if (chainedHash(previous, entry) != rows.textView(14))
            return broken("store.chain.altered", entry.seq,
                          fmt::format("record {} was altered, or stands in another's place.", entry.seq));
        if (changes.hashOf(entry.seq) != entry.changes)
            return broken("store.chain.changes", entry.seq,
                          fmt::format("the testimony of record {} on rows was altered.", entry.seq),
                          "journal_change");
        previous = rows.text(14);
    }
    const std::int64_t last = expected - 1;
    if (last < head.seq && head.isSealed)
        return broken("store.chain.truncated", last + 1,
                      fmt::format("it ends at record {}, {} were written.", last, head.seq));
    if (!changes.isAtEnd())
        return broken("store.chain.changes", last, "testimony on rows belongs to no record.",
                      "journal_change");
    if (last > head.seq || !head.isSealed || previous != head.hash)
        return broken("store.chain.head", last, fmt::format("its head does not belong to record {}.", last),
                      "journal_head");
    return ChainReport{last, previous};
}

} // namespace habitat::store
