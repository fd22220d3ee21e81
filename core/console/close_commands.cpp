// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/console_impl.h"

#include "core/base/calendar.h"
#include "core/base/files.h"
#include "core/base/hash.h"
#include "core/base/log.h"
#include "core/close/commands.h"
#include "core/close/evidence.h"
#include "core/close/progress.h"
#include "core/close/reopen.h"
#include "core/close/step.h"
#include "core/console/close_detail.h"
#include "core/console/tie_out.h"
#include "core/identity/permissions.h"
#include "core/runtime/retry.h"
#include "core/store/queries.h"
#include "core/treasury/periods.h"

#include <fmt/format.h>

#include <unistd.h>

#include <algorithm>

namespace habitat::console {

namespace {

/// What stands in the way of the step once the engine has come to rest.
Status outcomeOf(db::Connection& db, const std::string& period, int step)
{
    const auto close = close::latestClose(db, period);
    if (!close || close::resultOf(db, close->key, step)) return {};
    const auto progress = close::progressOf(db, *close);
    if (!progress.incidents.empty()) return fail(progress.incidents.front().error);
    for (const auto& job : progress.jobs)
        if (job.status == store::JobStatus::WaitingRetry) return fail(runtime::lastFailureOf(db, job));
    if (progress.ended)
        return fail("close.undone_by_saga",
                    "An invariant failed; the close undid itself. Nothing is left in the "
                    "ledger. Find the cause, then start the close again.");
    return {};
}

/// The folder is there and takes files.
Status checkBackupFolder(const std::filesystem::path& folder)
{
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    const bool isFolder = std::filesystem::is_directory(folder, failed);
    if (isFolder && ::access(folder.c_str(), W_OK | X_OK) == 0) return {};
    const auto remedy = isFolder ? "is write-protected. Give yourself the right to write to it."
                        : std::filesystem::exists(folder, failed)
                            ? "is no folder. Give the file another name."
                            : "cannot be made. Give yourself the right to write to the folder above it.";
    return fail(
        "console.backup.folder",
        fmt::format("No backup was taken: backups are kept in “{}”, which {}", folder.string(), remedy),
        {{"path", folder.string()}});
}

Status copyTo(const std::string& database, const std::filesystem::path& path)
{
    try {
        auto connection = TRY(db::Connection::open(database, db::OpenMode::ReadWrite));
        connection.backupTo(path.string());
    } catch (const db::DbError& error) {
        return fail(error.toError().with("path", path.string()));
    }
    return {};
}

Result<runtime::Operation> recordOf(const std::filesystem::path& path)
{
    const auto hash = hashHex(TRY(readFile(path)));
    return runtime::Operation{
        "backup.take",
        {{"path", path.string()}, {"hash", hash}},
        [path = path.string(), hash](runtime::OperationContext& context) -> Result<nlohmann::json> {
            const auto backup = TRY(treasury::recordBackup(context.work(), path, hash));
            return nlohmann::json{{"key", backup.key}};
        },
        {}};
}

} // namespace

Status Console::startClose(const Session& session, const std::string& period, NetIncomeSource netIncome)
{
    TRY(execute(session, close::startClose(period, netIncome.entered)));
    // The close is begun; without a backup step 1 says so, and how to take one.
    if (const auto backup = takeBackup(session); !backup)
        logger("console")->warn("no backup was taken: {}", backup.error().message);
    return {};
}

Status Console::runStep(const Session& session, const std::string& period, int step)
{
    TRY(execute(session, close::runStep(period, step)));
    m_impl->engine->runUntilIdle();
    return m_impl->read([&](db::Connection& db) { return outcomeOf(db, period, step); });
}

Status Console::retryStep(const Session& session, const std::string& period, int step)
{
    const auto answer = TRY(ask(session, close::retryStep(period, step)));
    m_impl->engine->runUntilIdle();
    auto outcome =
        m_impl->read([&](db::Connection& db) { return outcomeOf(db, period, answer.at("step").get<int>()); });
    if (!outcome) outcome.error().context["cause_gone"] = false;
    return outcome;
}

Status Console::signStep(const Session& session, const std::string& period, int step, const std::string& note)
{
    return execute(session, close::signStep(period, step, note));
}

Status Console::undoTo(const Session& session, const std::string& period, int step, const std::string& reason,
                       const std::optional<Session>& second)
{
    close::UndoOrder order{period, step, reason};
    const bool atDesk = session.identified == Identified::AtDesk;
    order.witness = atDesk ? close::Witness::Required : close::Witness::Voluntary;
    order.second = standingBeside(session, second);
    TRY(execute(session, close::undoTo(std::move(order)), reason));
    m_impl->engine->runUntilIdle();
    return m_impl->read([&](db::Connection& db) -> Status {
        const auto close = close::latestClose(db, period);
        const auto progress = close::progressOf(db, *close);
        if (!progress.incidents.empty()) return fail(progress.incidents.front().error);
        return {};
    });
}

Status Console::reopenPeriod(const Session& session, const std::string& period, const std::string& reason,
                             const Beside& beside)
{
    close::ReopenOrder order{period, reason};
    order.second = standingBeside(session, beside.second);
    order.board = standingBeside(session, beside.board);
    return execute(session, close::reopenPeriod(std::move(order)), reason);
}

Result<StepDetail> Console::previewStep(const Session& session, const std::string& period, int step)
{
    TRY(m_impl->mayAsk(session, identity::Permission::PreviewStep));
    struct Found
    {
        StepDetail detail;
        std::optional<JobKey> held;
    };
    auto found = TRY(m_impl->read([&](db::Connection& db) -> Result<Found> {
        auto detail = TRY(stepDetail(db, session, period, step, m_impl->options.clock->now()));
        const auto close = close::latestClose(db, period);
        const auto progress = close ? close::progressOf(db, *close) : close::Progress{};
        return Found{std::move(detail), progress.current == step ? progress.held : std::nullopt};
    }));
    if (!found.held) return std::move(found.detail);
    const auto tried = TRY(m_impl->engine->previewJob(*found.held, session.actor));
    if (const auto* failure = std::get_if<runtime::Failure>(&tried))
        found.detail.step.error = failure->error;
    else if (const auto* broken = std::get_if<runtime::BpmnError>(&tried))
        found.detail.step.error = Error{"close.invariant", broken->message};
    else
        addResult(found.detail, step, std::get<feel::Context>(tried));
    return std::move(found.detail);
}

Result<std::string> Console::takeBackup(const Session& session)
{
    TRY(m_impl->mayAsk(session, identity::Permission::TakeBackup));
    const auto now = m_impl->options.clock->now();
    auto name = toText(now);
    std::erase(name, ':');
    const auto path = m_impl->folders.backups() / (name + ".db");
    TRY(checkBackupFolder(path.parent_path()));
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
    const auto keep = [&]() -> Status {
        TRY(copyTo(m_impl->options.database, path));
        return execute(session, TRY(recordOf(path)));
    };
    auto kept = keep();
    // A copy that is on no record would pass for a backup.
    if (!kept) {
        std::filesystem::remove(path, ignored);
        return fail(std::move(kept).error());
    }
    return path.string();
}

Status Console::enterTieOut(const Session& session, const std::string& period, const TieOutEntry& entry)
{
    return execute(session,
                   tieOutOperation({period, entry.statementDate, entry.statementBalance, entry.explanation}));
}

Status Console::attachEvidence(const Session& session, const std::string& period, int step,
                               const std::string& path)
{
    const auto content = TRY(readFile(path));
    const auto hash = hashHex(content);
    const auto kept = m_impl->folders.evidence() / hash;
    if (!std::filesystem::exists(kept)) TRY(writeFileDurably(kept, content));
    return execute(session, close::attachEvidence(period, step,
                                                  {std::filesystem::path(path).filename().string(), hash}));
}

Result<std::string> Console::openEvidence(const Session& session, std::int64_t evidence)
{
    const auto answer = TRY(ask(session, close::openEvidence(evidence)));
    const auto hash = answer.at("hash").get<std::string>();
    const auto content = TRY(readFile(m_impl->folders.evidence() / hash));
    if (hashHex(content) != hash)
        return fail("close.evidence.altered",
                    "The kept file is not what was attached; it was altered on disk. Restore the folder of "
                    "evidence from a backup.",
                    {{"evidence", evidence}, {"hash", hash}});
    // The kept name is a hash; people's programs want the file's own name.
    const auto shown = m_impl->folders.evidence() / "opened" / hash.substr(0, 12) /
                       std::filesystem::path(answer.at("name").get<std::string>()).filename();
    TRY(writeFileDurably(shown, content));
    return shown.string();
}

} // namespace habitat::console
