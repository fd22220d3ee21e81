// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/calendar.h"
#include "core/store/migrations.h"
#include "core/store/unit_of_work.h"

#include <QString>

/// A migrated database in memory with the keys and the time of a test, where operations of a context are
/// tried.
namespace habitat::test {

class Desk
{
public:
    Desk() : m_db(std::move(*db::Connection::open(":memory:", db::OpenMode::ReadWriteCreate)))
    {
        const auto migrated = store::migrate(m_db);
        ensure(migrated.has_value(), "a fresh database takes all migrations");
    }

    db::Connection& db() { return m_db; }

    /// A unit of work of this person; each one is a minute later than the one before.
    store::UnitOfWork work(const std::string& user = "clerk")
    {
        m_now += std::chrono::minutes(1);
        return {m_db, m_keys, m_now, Actor{user, {}}};
    }

    std::int64_t count(std::string_view sql)
    {
        auto row = m_db.query(sql);
        row.next();
        return row.integer(0);
    }

private:
    db::Connection m_db;
    CountingKeys m_keys;
    Instant m_now = Instant(std::chrono::sys_days(std::chrono::year(2026) / 4 / 1));
};

/// The error's code, or "done".
template <typename T>
std::string codeOf(const Result<T>& result)
{
    return result ? std::string("done") : result.error().code;
}

inline std::vector<std::string> namesOf(const store::UnitOfWork& work)
{
    std::vector<std::string> names;
    for (const auto& event : work.published())
        names.push_back(event.name);
    return names;
}

inline Date day(int year, unsigned month, unsigned dayOfMonth)
{
    return std::chrono::year(year) / month / dayOfMonth;
}

} // namespace habitat::test
