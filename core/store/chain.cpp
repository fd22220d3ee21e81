// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/chain.h"

#include "core/base/calendar.h"
#include "core/store/journal.h"

#include <fmt/format.h>

namespace habitat::store {

namespace {

struct Head
{
    std::int64_t seq = 0;
    std::string hash{genesisHash()};
};

Head readHead(db::Connection& db)
{
    Head head;
    auto row = db.query("SELECT seq, hash FROM journal_head WHERE id = 1");
    if (row.next()) head = {row.integer(0), row.text(1)};
    return head;
}

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

tl::unexpected<Error> broken(const char* code, std::int64_t seq, std::string what)
{
    return fail(
        code,
        fmt::format("The journal is not what was written: {} Compare it with a backup before going on.",
                    what),
        {{"seq", seq}});
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
                 "client_key, events, hash FROM journal ORDER BY seq");
    for (; rows.next(); ++expected) {
        const auto entry = readEntry(rows);
        if (entry.seq != expected)
            return broken("store.chain.missing", expected,
                          fmt::format("record {} is missing, {} follows.", expected, entry.seq));
        if (chainedHash(previous, entry) != rows.textView(13))
            return broken("store.chain.altered", entry.seq,
                          fmt::format("record {} was altered, or stands in another's place.", entry.seq));
        previous = rows.text(13);
    }
    const std::int64_t last = expected - 1;
    if (last < head.seq)
        return broken("store.chain.truncated", last + 1,
                      fmt::format("it ends at record {}, {} were written.", last, head.seq));
    if (last > head.seq || previous != head.hash)
        return broken("store.chain.head", last, fmt::format("its head does not belong to record {}.", last));
    return ChainReport{last, previous};
}

} // namespace habitat::store
