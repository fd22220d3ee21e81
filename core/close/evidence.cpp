// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/close/evidence.h"

#include "core/base/calendar.h"
#include "core/close/progress.h"

#include <fmt/format.h>

namespace habitat::close {

namespace {

using nlohmann::json;
using runtime::OperationContext;

Result<json> attach(OperationContext& context, const std::string& period, int step, const EvidenceFile& file)
{
    auto& work = context.work();
    TRY(checkStepNumber(step));
    const auto close = TRY(closeUnderWay(work.db(), period));
    const auto key = work.keys().next();
    work.db()
        .query("INSERT INTO close_evidence (key, close_key, step, name, content_hash, added_at, added_by) "
               "VALUES (?, ?, ?, ?, ?, ?, ?)")
        .bind(key, close.key, step, file.name, file.contentHash, toMicros(work.now()), work.actor().user)
        .run();
    work.publish({"close.evidence.attached", period, {{"step", step}, {"name", file.name}}});
    return json{{"evidence", key}};
}

Result<json> opened(OperationContext& context, std::int64_t evidence)
{
    auto& work = context.work();
    auto rows = work.db().query("SELECT name, content_hash FROM close_evidence WHERE key = ?").bind(evidence);
    if (!rows.next())
        return fail(
            "close.evidence.unknown",
            fmt::format("There is no evidence {}. The step in Close lists what is attached to it.", evidence),
            {{"evidence", evidence}});
    work.db()
        .query("INSERT INTO close_evidence_opened (evidence_key, \"user\", opened_at) VALUES (?, ?, ?) "
               "ON CONFLICT DO NOTHING")
        .bind(evidence, work.actor().user, toMicros(work.now()))
        .run();
    return json{{"name", rows.text(0)}, {"hash", rows.text(1)}};
}

} // namespace

runtime::Operation attachEvidence(std::string period, int step, EvidenceFile file)
{
    return {"close.evidence.attach",
            {{"period", period}, {"step", step}, {"name", file.name}, {"hash", file.contentHash}},
            [=](OperationContext& context) { return attach(context, period, step, file); },
            {}};
}

runtime::Operation openEvidence(std::int64_t evidence)
{
    return {"close.evidence.open",
            {{"evidence", evidence}},
            [=](OperationContext& context) { return opened(context, evidence); },
            {}};
}

std::vector<Evidence> evidenceOf(db::Connection& db, CloseKey close, int step)
{
    std::vector<Evidence> all;
    auto rows = db.query("SELECT key, name, content_hash, added_by, added_at FROM close_evidence "
                         "WHERE close_key = ? AND step = ? ORDER BY key")
                    .bind(close, step);
    while (rows.next())
        all.push_back({rows.integer(0),
                       {rows.text(1), rows.text(2)},
                       rows.text(3),
                       instantFromMicros(rows.integer(4)),
                       {}});
    for (auto& one : all) {
        auto opened =
            db.query("SELECT \"user\" FROM close_evidence_opened WHERE evidence_key = ? ORDER BY opened_at")
                .bind(one.key);
        while (opened.next())
            one.openedBy.push_back(opened.text(0));
    }
    return all;
}

std::vector<EvidenceFile> evidenceFiles(db::Connection& db)
{
    std::vector<EvidenceFile> files;
    auto rows = db.query("SELECT DISTINCT name, content_hash FROM close_evidence ORDER BY name");
    while (rows.next())
        files.push_back({rows.text(0), rows.text(1)});
    return files;
}

} // namespace habitat::close
