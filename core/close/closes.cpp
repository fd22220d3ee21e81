// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/close/closes.h"

#include "core/base/calendar.h"
#include "core/close/plan.h"
#include "core/close/progress.h"
#include "core/treasury/journal.h"

#include <fmt/format.h>

namespace habitat::close {

namespace {

Close closeFrom(const db::Query& row)
{
    Close close;
    close.key = row.key<CloseKey>(0);
    close.period = row.text(1);
    close.ordinal = int(row.integer(2));
    close.run = int(row.integer(3));
    close.instance = row.key<InstanceKey>(4);
    if (const auto entered = row.optionalInteger(5)) close.enteredNetIncome = Money(*entered);
    close.startedAt = instantFromMicros(row.integer(6));
    close.startedBy = row.text(7);
    close.acting = row.text(8);
    close.undoReason = row.text(9);
    close.undoSecond = row.text(10);
    return close;
}

std::optional<Close> one(db::Query& rows)
{
    return rows.next() ? std::optional(closeFrom(rows)) : std::nullopt;
}

StepResult resultFrom(const db::Query& row)
{
    return {int(row.integer(0)),
            int(row.integer(1)),
            row.text(2),
            nlohmann::json::parse(row.textView(3)),
            instantFromMicros(row.integer(4)),
            row.text(5)};
}

} // namespace

std::string Close::runName() const
{
    return fmt::format("close:{}:{}:{}", period, ordinal, run);
}

std::string Close::businessKey() const
{
    return ordinal == 1 ? period : fmt::format("{}/{}", period, ordinal);
}

Result<Close> beginClose(store::UnitOfWork& work, const std::string& period,
                         std::optional<Money> enteredNetIncome)
{
    // What is entered is posted, too.
    const auto largestNetIncome = treasury::largestLine;
    if (enteredNetIncome && (*enteredNetIncome > largestNetIncome || *enteredNetIncome < -largestNetIncome))
        return fail("close.net_income.too_large",
                    fmt::format("A net income of {} is beyond {}; look whether it is in minor units.",
                                toText(*enteredNetIncome), toText(largestNetIncome)),
                    {{"net_income_minor", enteredNetIncome->minor}});
    const auto before = latestClose(work.db(), period);
    if (before && resultOf(work.db(), before->key, stepCount))
        return fail(
            "close.locked",
            fmt::format("Period {} is closed and locked. Correct it in the next period, or reopen it: "
                        "habitatctl periods reopen, or Reopen period in Close.",
                        period),
            {{"period", period}});
    if (before && isUnderWay(work.db(), *before))
        return fail("close.exists",
                    fmt::format("The close of {} has been under way since {}. Go on with it, or undo it.",
                                period, toText(dateOf(before->startedAt))),
                    {{"period", period}, {"started_by", before->startedBy}});
    Close close;
    close.key = work.keys().make<CloseKey>();
    close.period = period;
    close.ordinal = before ? before->ordinal + 1 : 1;
    close.run = before ? before->run + 1 : 1;
    close.enteredNetIncome = enteredNetIncome;
    close.startedAt = work.now();
    close.startedBy = close.acting = work.actor().user;
    work.db()
        .query("INSERT INTO close (key, period, ordinal, run, instance_key, entered_net_income, started_at, "
               "started_by, acting, undo_reason) VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?, '')")
        .bind(close.key, period, close.ordinal, close.run,
              enteredNetIncome ? std::optional(enteredNetIncome->minor) : std::nullopt, toMicros(work.now()),
              close.startedBy, close.acting)
        .run();
    return close;
}

void attachInstance(store::UnitOfWork& work, CloseKey close, InstanceKey instance)
{
    work.db().query("UPDATE close SET instance_key = ? WHERE key = ?").bind(instance, close).run();
}

void setActing(store::UnitOfWork& work, CloseKey close)
{
    work.db().query("UPDATE close SET acting = ? WHERE key = ?").bind(work.actor().user, close).run();
}

void goForward(store::UnitOfWork& work, CloseKey close)
{
    work.db()
        .query("UPDATE close SET acting = ?, undo_reason = '', undo_second = '' WHERE key = ?")
        .bind(work.actor().user, close)
        .run();
}

void beginRun(store::UnitOfWork& work, CloseKey close, const Undo& why)
{
    work.db()
        .query("UPDATE close SET run = run + 1, acting = ?, undo_reason = ?, undo_second = ? WHERE key = ?")
        .bind(work.actor().user, why.reason, why.second, close)
        .run();
}

std::vector<Close> closesOf(db::Connection& db, const std::string& period)
{
    auto rows = db.query("SELECT key, period, ordinal, run, instance_key, entered_net_income, started_at, "
                         "started_by, acting, undo_reason, undo_second FROM close WHERE period = ? "
                         "ORDER BY ordinal")
                    .bind(period);
    std::vector<Close> closes;
    while (rows.next())
        closes.push_back(closeFrom(rows));
    return closes;
}

std::optional<Close> latestClose(db::Connection& db, const std::string& period)
{
    auto rows = db.query("SELECT key, period, ordinal, run, instance_key, entered_net_income, started_at, "
                         "started_by, acting, undo_reason, undo_second FROM close WHERE period = ? "
                         "ORDER BY ordinal DESC LIMIT 1")
                    .bind(period);
    return one(rows);
}

std::optional<Close> closeOfInstance(db::Connection& db, InstanceKey instance)
{
    auto rows = db.query("SELECT key, period, ordinal, run, instance_key, entered_net_income, started_at, "
                         "started_by, acting, undo_reason, undo_second FROM close WHERE instance_key = ?")
                    .bind(instance);
    return one(rows);
}

std::optional<StepResult> resultOf(db::Connection& db, CloseKey close, int step)
{
    auto rows = db.query("SELECT step, run, input_hash, result, recorded_at, recorded_by FROM close_result "
                         "WHERE close_key = ? AND step = ? AND undone_at IS NULL ORDER BY run DESC LIMIT 1")
                    .bind(close, step);
    return rows.next() ? std::optional(resultFrom(rows)) : std::nullopt;
}

std::optional<StepResult> lastResultOf(db::Connection& db, CloseKey close, int step)
{
    auto rows = db.query("SELECT step, run, input_hash, result, recorded_at, recorded_by FROM close_result "
                         "WHERE close_key = ? AND step = ? ORDER BY run DESC LIMIT 1")
                    .bind(close, step);
    return rows.next() ? std::optional(resultFrom(rows)) : std::nullopt;
}

std::vector<StepResult> results(db::Connection& db, CloseKey close)
{
    auto rows = db.query("SELECT step, run, input_hash, result, recorded_at, recorded_by FROM close_result "
                         "WHERE close_key = ? AND undone_at IS NULL ORDER BY step")
                    .bind(close);
    std::vector<StepResult> found;
    while (rows.next())
        found.push_back(resultFrom(rows));
    return found;
}

bool wasUndone(db::Connection& db, CloseKey close, int step)
{
    auto rows =
        db.query("SELECT 1 FROM close_result WHERE close_key = ? AND step = ? AND undone_at IS NOT NULL "
                 "LIMIT 1")
            .bind(close, step);
    return rows.next();
}

void recordResult(store::UnitOfWork& work, const Close& close, int step, const std::string& inputHash,
                  const nlohmann::json& result)
{
    work.db()
        .query("INSERT INTO close_result (key, close_key, run, step, input_hash, result, recorded_at, "
               "recorded_by) "
               "VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(work.keys().next(), close.key, close.run, step, inputHash, result.dump(), toMicros(work.now()),
              close.acting)
        .run();
}

void markUndone(store::UnitOfWork& work, const Close& close, int step)
{
    work.db()
        .query("UPDATE close_result SET undone_at = ?, undone_by = ?, undo_reason = ?, undo_second = ? "
               "WHERE close_key = ? AND step = ? AND undone_at IS NULL")
        .bind(toMicros(work.now()), close.acting, close.undoReason, close.undoSecond, close.key, step)
        .run();
}

} // namespace habitat::close
