// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/alerts.h"

#include "core/base/calendar.h"
#include "core/store/queries.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace habitat::alerts {

namespace {

constexpr int allOfThem = 100'000;
constexpr std::size_t subjectsNamed = 3;

using ByCause = std::map<std::string, Alert>;

std::string agoInWords(Duration ago)
{
    using namespace std::chrono;
    if (ago >= days(2)) return fmt::format("{} d", duration_cast<days>(ago).count());
    if (ago >= hours(1)) return fmt::format("{} h", duration_cast<hours>(ago).count());
    return fmt::format("{} min", duration_cast<minutes>(ago).count());
}

/// One more of the same cause: who came first stays its face.
void addTo(Alert& alert, const std::string& subject, InstanceKey instance, Instant since, std::int64_t key)
{
    ++alert.count;
    alert.newest = std::max(alert.newest, key);
    if (alert.count == 1 || since < alert.since) {
        alert.since = since;
        alert.instance = instance;
    }
    if (std::size_t(alert.count) <= subjectsNamed && !subject.empty())
        alert.subject += (alert.subject.empty() ? "" : ", ") + subject;
}

void addIncidents(db::Connection& db, ByCause& byCause)
{
    for (const auto& incident : store::openIncidents(db, {}, allOfThem)) {
        auto& alert = byCause[fmt::format("incident/{}/{}/{}", incident.processId, incident.elementId,
                                          incident.error.code)];
        alert.severity = Severity::Critical;
        alert.elementId = incident.elementId;
        alert.incidents.push_back(incident.key);
        addTo(alert, incident.businessKey, incident.instance, incident.since, incident.key.value);
        alert.title = incident.attempts > 1 ? "Retries used up" : "Failed";
        alert.processId = incident.processId;
        alert.why = fmt::format("{} ({} attempts)", incident.error.message, incident.attempts);
        alert.advice = "Mend the cause, then retry.";
    }
}

void addWaitingTasks(db::Connection& db, Instant now, const Limits& limits, ByCause& byCause)
{
    store::TaskQuery query;
    query.limit = allOfThem;
    for (const auto& task : store::tasks(db, query)) {
        const bool overdue = task.dueAt && *task.dueAt < now;
        if (!overdue && now - task.createdAt < limits.waiting) continue;
        auto& alert = byCause[fmt::format("waiting/{}/{}", task.processId, task.elementId)];
        alert.elementId = task.elementId;
        addTo(alert, task.businessKey, task.instance, task.createdAt, task.key.value);
        alert.title = "Waiting for a decision";
        alert.processId = task.processId;
        alert.why = fmt::format("No decision for {}; limit {}.", agoInWords(now - alert.since),
                                agoInWords(limits.waiting));
        alert.advice = task.assignee.empty()
                           ? fmt::format("Remind {}.", fmt::join(task.candidateGroups, " and "))
                           : fmt::format("Remind {}, or give it to somebody else.", task.assignee);
    }
}

/// How jobs that nobody runs show: held for too long, or ready and not taken.
struct StandingKind
{
    store::JobStatus status;
    std::string_view cause;
    Severity severity;
    std::string_view title;
    std::string_view advice;
};

constexpr StandingKind heldJobs{store::JobStatus::Held, "held", Severity::Warning, "Waits to be run",
                                "Run it, or see what it still waits for."};
constexpr StandingKind lateJobs{store::JobStatus::Ready, "late", Severity::Critical, "Not taken up",
                                "Is the engine running?"};

void addStandingJobs(db::Connection& db, Instant now, const StandingKind& kind, Duration limit,
                     ByCause& byCause)
{
    for (const auto& job : store::standingJobs(db, kind.status, now - limit)) {
        auto& alert = byCause[fmt::format("{}/{}/{}", kind.cause, job.processId, job.elementId)];
        alert.elementId = job.elementId;
        alert.severity = kind.severity;
        addTo(alert, job.businessKey, job.instance, job.createdAt, job.key.value);
        alert.title = kind.title;
        alert.processId = job.processId;
        alert.why =
            fmt::format("No progress for {}; limit {}.", agoInWords(now - alert.since), agoInWords(limit));
        alert.advice = kind.advice;
    }
}

void applyMarks(db::Connection& db, Instant now, ByCause& byCause)
{
    auto rows = db.query("SELECT cause, state, marked_by, covers, snoozed_until FROM alert_mark");
    while (rows.next()) {
        const auto found = byCause.find(rows.text(0));
        if (found == byCause.end() || found->second.newest > rows.integer(3)) continue;
        const auto until = rows.optionalInteger(4);
        if (until && instantFromMicros(*until) <= now) continue;
        auto& alert = found->second;
        alert.state = State(rows.integer(1));
        alert.markedBy = rows.text(2);
        if (until) alert.snoozedUntil = instantFromMicros(*until);
    }
}

Result<nlohmann::json> mark(store::UnitOfWork& work, const std::string& cause, State state,
                            std::optional<Instant> until)
{
    const auto open = alerts(work.db(), work.now());
    const auto found = std::ranges::find(open, cause, &Alert::cause);
    if (found == open.end())
        return fail("alerts.unknown", "This alert is not open any more: its cause is gone.",
                    {{"cause", cause}});
    work.db()
        .query("INSERT INTO alert_mark (cause, state, marked_by, marked_at, covers, snoozed_until) "
               "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (cause) DO UPDATE SET state = excluded.state, "
               "marked_by = excluded.marked_by, marked_at = excluded.marked_at, covers = excluded.covers, "
               "snoozed_until = excluded.snoozed_until")
        .bind(cause, state, work.actor().user, toMicros(work.now()), found->newest,
              until ? std::optional(toMicros(*until)) : std::nullopt)
        .run();
    return nlohmann::json{{"cause", cause}, {"state", toText(state)}};
}

} // namespace

std::string_view toText(State state)
{
    switch (state) {
    case State::Open:
        return "open";
    case State::Acknowledged:
        return "acknowledged";
    case State::Snoozed:
        return "snoozed";
    }
    return "open";
}

std::vector<Alert> alerts(db::Connection& db, Instant now, const Limits& limits)
{
    ByCause byCause;
    addIncidents(db, byCause);
    addWaitingTasks(db, now, limits, byCause);
    addStandingJobs(db, now, heldJobs, limits.waiting, byCause);
    addStandingJobs(db, now, lateJobs, limits.late, byCause);
    applyMarks(db, now, byCause);
    std::vector<Alert> found;
    for (auto& [cause, alert] : byCause) {
        alert.cause = cause;
        found.push_back(std::move(alert));
    }
    std::ranges::sort(found, [](const Alert& a, const Alert& b) {
        return a.severity != b.severity ? a.severity > b.severity : a.since < b.since;
    });
    return found;
}

runtime::Operation acknowledge(std::string cause)
{
    return {"alert.acknowledge",
            {{"cause", cause}},
            [=](runtime::OperationContext& context) {
                return mark(context.work(), cause, State::Acknowledged, std::nullopt);
            },
            {}};
}

runtime::Operation snooze(std::string cause, Duration by)
{
    return {"alert.snooze",
            {{"cause", cause}, {"seconds", std::chrono::duration_cast<std::chrono::seconds>(by).count()}},
            [=](runtime::OperationContext& context) {
                return mark(context.work(), cause, State::Snoozed, context.work().now() + by);
            },
            {}};
}

runtime::Operation reopen(std::string cause)
{
    return {"alert.reopen",
            {{"cause", cause}},
            [=](runtime::OperationContext& context) {
                return mark(context.work(), cause, State::Open, std::nullopt);
            },
            {}};
}

} // namespace habitat::alerts
