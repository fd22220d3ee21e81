// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/cooperative.h"

#include "core/base/calendar.h"

namespace habitat::store {

std::optional<Cooperative> cooperative(db::Connection& db)
{
    auto row = db.query("SELECT name, currency, sample, founded_at FROM cooperative");
    if (!row.next()) return std::nullopt;
    return Cooperative{row.text(0), row.text(1), row.text(2), instantFromMicros(row.integer(3))};
}

void foundCooperative(UnitOfWork& work, const Cooperative& cooperative)
{
    work.db()
        .query("INSERT INTO cooperative (key, name, currency, sample, founded_at) VALUES (?, ?, ?, ?, ?)")
        .bind(work.keys().next(), cooperative.name, cooperative.currency, cooperative.sample,
              toMicros(work.now()))
        .run();
}

} // namespace habitat::store
