// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/journal.h"

#include "core/base/calendar.h"
#include "core/base/hash.h"
#include "core/store/columns.h"
#include "core/store/migrations.h"

#include <charconv>
#include <optional>

namespace habitat::store {

namespace {

// One buffer hashed once: a record is hashed for every step of every instance.
class Canonical
{
public:
    explicit Canonical(std::size_t expected) { m_text.reserve(expected); }

    Canonical& add(std::string_view part)
    {
        appendNumber(std::int64_t(part.size()));
        m_text.append(part);
        return *this;
    }
    Canonical& add(std::int64_t number)
    {
        appendNumber(number);
        return *this;
    }
    [[nodiscard]] const std::string& text() const { return m_text; }

private:
    void appendNumber(std::int64_t number)
    {
        char digits[24];
        const auto end = std::to_chars(std::begin(digits), std::end(digits), number).ptr;
        m_text.append(digits, end);
        m_text.push_back(':');
    }
    std::string m_text;
};

} // namespace

std::string_view genesisHash()
{
    return "0000000000000000000000000000000000000000000000000000000000000000";
}

std::string chainedHash(std::string_view previousHash, const JournalEntry& entry)
{
    Canonical canonical(512 + entry.events.size() + entry.arguments.size());
    canonical.add(previousHash)
        .add(entry.seq)
        .add(toMicros(entry.at))
        .add(entry.actor)
        .add(entry.kind)
        .add(entry.arguments)
        .add(entry.reason)
        .add(std::int64_t(entry.outcome))
        .add(entry.error)
        .add(entry.result)
        .add(entry.instance.value)
        .add(entry.cause)
        .add(entry.clientKey)
        .add(entry.events);
    if (!entry.changes.empty()) canonical.add(entry.changes);
    return hashHex(canonical.text());
}

std::string headSeal(std::int64_t seq, std::string_view hash, Instant at, std::int64_t lastKey,
                     std::int64_t schema)
{
    Canonical canonical(256);
    canonical.add(seq).add(hash).add(toMicros(at)).add(lastKey).add(schema);
    return hashHex(canonical.text());
}

std::string changesHash(const std::vector<std::string>& parts)
{
    Hasher hasher;
    for (const auto& part : parts)
        hasher.add(part);
    return hasher.hex();
}

Journal::Journal(db::Connection& connection) : m_connection(connection)
{
    reload();
}

void Journal::reload()
{
    auto row = m_connection.query("SELECT seq, hash, last_key, schema FROM journal_head WHERE id = 1");
    const bool begun = row.next();
    m_seq = begun ? row.integer(0) : 0;
    m_hash = begun ? row.text(1) : std::string(genesisHash());
    m_lastKey = begun ? row.integer(2) : 0;
    m_schema = begun ? row.integer(3) : migrations().back().number;
}

void Journal::restore(Mark mark)
{
    m_seq = mark.seq;
    m_hash = std::move(mark.hash);
}

bool Journal::wantsBaseline() const
{
    return m_schema != migrations().back().number;
}

std::string Journal::keepChanges(std::int64_t seq, const std::vector<std::string>& parts)
{
    std::int64_t part = 0;
    for (const auto& lines : parts)
        m_connection.query("INSERT INTO journal_change (seq, part, lines) VALUES (?, ?, ?)")
            .bind(seq, part++, lines)
            .run();
    return changesHash(parts);
}

void Journal::append(const JournalEntry& entry)
{
    ensure(entry.seq == m_seq + 1, "journal records follow each other without a gap");
    auto hash = chainedHash(m_hash, entry);
    m_connection
        .query(
            "INSERT INTO journal (seq, at, actor, kind, arguments, reason, outcome, error, result, instance, "
            "cause, client_key, events, changes, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(entry.seq, toMicros(entry.at), entry.actor, entry.kind, orNull(entry.arguments),
              orNull(entry.reason), entry.outcome, orNull(entry.error), orNull(entry.result),
              orNull(entry.instance.value), orNull(entry.cause), orNull(entry.clientKey),
              orNull(entry.events), orNull(entry.changes), hash)
        .run();
    m_seq = entry.seq;
    m_hash = std::move(hash);
}

void Journal::anchor(Instant at, std::int64_t lastKey)
{
    m_lastKey = lastKey;
    m_schema = migrations().back().number;
    m_connection
        .query("INSERT INTO journal_head (id, seq, hash, at, last_key, schema, seal) VALUES (1, ?, ?, ?, ?, "
               "?, ?) "
               "ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash, at = excluded.at, "
               "last_key = excluded.last_key, schema = excluded.schema, seal = excluded.seal")
        .bind(m_seq, m_hash, toMicros(at), lastKey, m_schema, headSeal(m_seq, m_hash, at, lastKey, m_schema))
        .run();
}

} // namespace habitat::store
