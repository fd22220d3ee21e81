// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/fake_backend.h"

#include "core/base/calendar.h"

#include <QTimer>

#include <algorithm>

namespace habitat::ui {
namespace {

QString q(const std::string& text)
{
    return QString::fromStdString(text);
}

template <typename Map, typename Key>
Result<typename Map::mapped_type> found(const Map& map, const Key& key, const char* what)
{
    const auto at = map.find(key);
    if (at == map.end()) return fail("console.unknown", std::string("There is no such ") + what + ".");
    return at->second;
}

} // namespace

FakeBackend::FakeBackend() : clock(std::make_shared<ManualClock>(*parseInstant("2026-04-03T13:52:30Z")))
{
    engineInfo.state = EngineState::Running;
}

FakeBackend::~FakeBackend() = default;

void FakeBackend::later(std::function<void()> answer)
{
    if (holdReplies)
        m_held.push(std::move(answer));
    else
        QTimer::singleShot(0, this, std::move(answer));
}

void FakeBackend::deliver()
{
    while (!m_held.empty()) {
        auto answer = std::move(m_held.front());
        m_held.pop();
        answer();
    }
}

void FakeBackend::commit(const console::Committed& what)
{
    engineInfo.lastCommit = now();
    engineInfo.lastSeq = what.lastSeq;
    emit engineChanged();
    emit committed(what);
}

void FakeBackend::setEngine(EngineInfo info)
{
    engineInfo = std::move(info);
    emit engineChanged();
}

void FakeBackend::reopen()
{
    commands << QStringLiteral("reopen");
    engineInfo.state = EngineState::Running;
    emit engineChanged();
}

FakeBackend::Session FakeBackend::sessionOf(const std::string& user) const
{
    for (const console::SignInChoice& choice : choices)
        if (choice.user == user) return {Actor{choice.user, choice.roles}, choice.displayName};
    return {Actor{user, {}}, user};
}

template <typename T>
void FakeBackend::answer(const QString& question, Reply<T> reply, Result<T> value)
{
    questions << question;
    if (!failQuestion.isEmpty() && question.startsWith(failQuestion)) value = fail(failure);
    later([reply, value = std::move(value)] { reply(value); });
}

template <typename T>
void FakeBackend::obey(const Session& session, const QString& name, const QStringList& arguments,
                       Reply<T> reply, Result<T> value)
{
    commands << (QStringList{name, q(session.actor.user)} + arguments).join(QLatin1Char(' ')).trimmed();
    if (refuseNext)
        value = fail(*std::exchange(refuseNext, std::nullopt));
    else if (const auto effect = onCommand.find(name); effect != onCommand.end())
        effect->second();
    later([reply, value = std::move(value)] { reply(value); });
}

void FakeBackend::cooperative(Reply<console::CooperativeInfo> reply)
{
    answer<console::CooperativeInfo>("cooperative", std::move(reply), cooperativeInfo);
}

void FakeBackend::people(Reply<std::vector<console::SignInChoice>> reply)
{
    answer<std::vector<console::SignInChoice>>("people", std::move(reply), choices);
}

void FakeBackend::badges(const Session&, Reply<console::Badges> reply)
{
    answer<console::Badges>("badges", std::move(reply), badgeCounts);
}

void FakeBackend::periods(const Session&, Reply<std::vector<console::PeriodChoice>> reply)
{
    answer<std::vector<console::PeriodChoice>>("periods", std::move(reply), periodChoices);
}

void FakeBackend::close(const Session&, const std::string& period, Reply<console::CloseView> reply)
{
    answer("close " + q(period), std::move(reply), found(closes, period, "close"));
}

void FakeBackend::step(const Session&, const std::string& period, int step, Reply<console::StepDetail> reply)
{
    answer(QStringLiteral("step %1 %2").arg(q(period)).arg(step), std::move(reply),
           found(details, std::pair{period, step}, "step"));
}

void FakeBackend::undoPlan(const Session&, const std::string&, int toStep, Reply<console::UndoPlan> reply)
{
    answer(QStringLiteral("undoPlan %1").arg(toStep), std::move(reply),
           found(undoPlans, toStep, "undo plan"));
}

void FakeBackend::reopenPlan(const Session&, const std::string& period, Reply<console::ReopenPlan> reply)
{
    answer(QStringLiteral("reopenPlan %1").arg(q(period)), std::move(reply),
           found(reopenPlans, period, "plan of a reopening"));
}

void FakeBackend::inbox(const Session&, console::InboxScope scope, int limit,
                        Reply<std::vector<console::InboxItem>> reply)
{
    std::vector<console::InboxItem> shown;
    for (const console::InboxItem& item : inboxItems)
        if (int(shown.size()) < limit && (scope != console::InboxScope::Overdue || item.overdue) &&
            (scope != console::InboxScope::Unclaimed || item.assignee.empty()))
            shown.push_back(item);
    answer<std::vector<console::InboxItem>>(QStringLiteral("inbox %1").arg(int(scope)), std::move(reply),
                                            std::move(shown));
}

void FakeBackend::inboxCounts(const Session&, Reply<console::InboxCounts> reply)
{
    answer<console::InboxCounts>("inboxCounts", std::move(reply), counts);
}

void FakeBackend::inboxItem(const Session&, const std::string& key, Reply<console::InboxItem> reply)
{
    const auto at = std::find_if(inboxItems.begin(), inboxItems.end(),
                                 [&](const console::InboxItem& item) { return item.key == key; });
    Result<console::InboxItem> item = fail("console.unknown", "There is no such task.");
    if (at != inboxItems.end()) item = *at;
    answer("inboxItem " + q(key), std::move(reply), std::move(item));
}

void FakeBackend::instances(const Session&, const console::InstanceFilter& filter,
                            Reply<console::InstancePage> reply)
{
    console::InstancePage page;
    for (const console::InstanceItem& item : instanceItems) {
        const bool matches = (filter.process.empty() || item.process == filter.process) &&
                             (filter.state.empty() || item.state == filter.state) &&
                             (filter.key.empty() || item.businessKey.find(filter.key) != std::string::npos);
        if (!matches) continue;
        page.total = page.total.value_or(0) + 1;
        if (filter.before != 0 && item.key >= filter.before) continue;
        if (int(page.rows.size()) < filter.limit)
            page.rows.push_back(item);
        else
            page.hasMore = true;
    }
    answer<console::InstancePage>(QStringLiteral("instances %1/%2/%3 before %4")
                                      .arg(q(filter.process), q(filter.state), q(filter.key))
                                      .arg(filter.before),
                                  std::move(reply), std::move(page));
}

void FakeBackend::instance(const Session&, std::int64_t key, Reply<console::InstanceDetail> reply)
{
    answer(QStringLiteral("instance %1").arg(key), std::move(reply), found(instanceDetails, key, "instance"));
}

void FakeBackend::definitionXml(std::int64_t definition, Reply<std::string> reply)
{
    answer(QStringLiteral("definitionXml %1").arg(definition), std::move(reply),
           found(definitions, definition, "definition"));
}

void FakeBackend::processes(Reply<std::vector<std::pair<std::string, std::string>>> reply)
{
    answer<std::vector<std::pair<std::string, std::string>>>("processes", std::move(reply), processNames);
}

void FakeBackend::alerts(const Session&, Reply<std::vector<console::AlertItem>> reply)
{
    answer<std::vector<console::AlertItem>>("alerts", std::move(reply), alertItems);
}

void FakeBackend::signIn(const std::string& user, const std::string& password, Reply<Session> reply)
{
    const auto known = passwords.find(user);
    Result<Session> session = fail("identity.refused", "The user name or the password is wrong.");
    if (known != passwords.end() && known->second == password) session = sessionOf(user);
    obey(sessionOf(user), "signIn", {}, std::move(reply), std::move(session));
}

void FakeBackend::signInSample(const std::string& user, Reply<Session> reply)
{
    obey<Session>(sessionOf(user), "signInSample", {}, std::move(reply), sessionOf(user));
}

void FakeBackend::assume(const std::string& user, Reply<Session> reply)
{
    const bool known =
        std::any_of(choices.begin(), choices.end(), [&](const auto& c) { return c.user == user; });
    Result<Session> session = fail("identity.unknown", "Nobody is called “" + user + "” here.");
    if (known) session = sessionOf(user);
    obey(sessionOf(user), "assume", {}, std::move(reply), std::move(session));
}

void FakeBackend::startClose(const Session& session, const std::string& period,
                             console::NetIncomeSource netIncome, Reply<void> reply)
{
    obey<void>(session, "startClose",
               {q(period), netIncome.entered ? q(toText(*netIncome.entered)) : QStringLiteral("journal")},
               std::move(reply), {});
}

void FakeBackend::runStep(const Session& session, const std::string& period, int step, Reply<void> reply)
{
    obey<void>(session, "runStep", {q(period), QString::number(step)}, std::move(reply), {});
}

void FakeBackend::retryStep(const Session& session, const std::string& period, int step, Reply<void> reply)
{
    obey<void>(session, "retryStep", {q(period), QString::number(step)}, std::move(reply), {});
}

void FakeBackend::signStep(const Session& session, const std::string& period, int step,
                           const std::string& note, Reply<void> reply)
{
    obey<void>(session, "signStep", {q(period), QString::number(step), q(note)}, std::move(reply), {});
}

void FakeBackend::undoTo(const Session& session, const std::string& period, int step,
                         const std::string& reason, const std::optional<Session>& second, Reply<void> reply)
{
    QStringList order{q(period), QString::number(step), q(reason)};
    if (second) order << "with" << q(second->actor.user);
    obey<void>(session, "undoTo", order, std::move(reply), {});
}

void FakeBackend::reopenPeriod(const Session& session, const std::string& period, const std::string& reason,
                               const console::Beside& beside, Reply<void> reply)
{
    QStringList order{q(period), q(reason)};
    if (beside.second) order << "with" << q(beside.second->actor.user);
    if (beside.board) order << "board" << q(beside.board->actor.user);
    obey<void>(session, "reopenPeriod", order, std::move(reply), {});
}

void FakeBackend::previewStep(const Session& session, const std::string& period, int step,
                              Reply<console::StepDetail> reply)
{
    obey(session, "previewStep", {q(period), QString::number(step)}, std::move(reply),
         found(details, std::pair{period, step}, "step"));
}

void FakeBackend::takeBackup(const Session& session, Reply<std::string> reply)
{
    obey<std::string>(session, "takeBackup", {}, std::move(reply), std::string("/backups/pine-ridge.db"));
}

void FakeBackend::enterTieOut(const Session& session, const std::string& period,
                              const console::TieOutEntry& entry, Reply<void> reply)
{
    obey<void>(
        session, "enterTieOut",
        {q(period), q(toText(entry.statementDate)), q(toText(entry.statementBalance)), q(entry.explanation)},
        std::move(reply), {});
}

void FakeBackend::deferContribution(const Session& session, const std::string& reference,
                                    const std::string& period, const std::string& reason, Reply<void> reply)
{
    obey<void>(session, "deferContribution", {q(reference), q(period), q(reason)}, std::move(reply), {});
}

void FakeBackend::attachEvidence(const Session& session, const std::string& period, int step,
                                 const std::string& path, Reply<void> reply)
{
    obey<void>(session, "attachEvidence", {q(period), QString::number(step), q(path)}, std::move(reply), {});
}

void FakeBackend::openEvidence(const Session& session, std::int64_t evidence, Reply<std::string> reply)
{
    obey<std::string>(session, "openEvidence", {QString::number(evidence)}, std::move(reply),
                      std::string("/tmp/evidence.pdf"));
}

void FakeBackend::writeStatements(const Session& session, const std::string& period, Reply<std::string> reply)
{
    obey<std::string>(session, "writeStatements", {q(period)}, std::move(reply), "/statements/" + period);
}

void FakeBackend::exportTables(const Session& session, const std::vector<exchange::Table>& tables,
                               const std::string& path, Reply<void> reply)
{
    obey<void>(session, "exportTables", {QString::number(tables.size()), q(path)}, std::move(reply), {});
}

void FakeBackend::decideTask(const Session& session, const std::string& task, const std::string& decision,
                             const std::string& note, Reply<void> reply)
{
    obey<void>(session, "decideTask", {q(task), q(decision), q(note)}, std::move(reply), {});
}

void FakeBackend::claimTask(const Session& session, const std::string& task, Reply<void> reply)
{
    obey<void>(session, "claimTask", {q(task)}, std::move(reply), {});
}

void FakeBackend::unclaimTask(const Session& session, const std::string& task, Reply<void> reply)
{
    obey<void>(session, "unclaimTask", {q(task)}, std::move(reply), {});
}

void FakeBackend::startProcess(const Session& session, const std::string& process,
                               const std::string& businessKey, const nlohmann::json& variables,
                               Reply<std::int64_t> reply)
{
    obey<std::int64_t>(session, "startProcess", {q(process), q(businessKey), q(variables.dump())},
                       std::move(reply), std::int64_t(4711));
}

void FakeBackend::retryInstance(const Session& session, std::int64_t instance, const std::string& reason,
                                Reply<void> reply)
{
    obey<void>(session, "retryInstance", {QString::number(instance), q(reason)}, std::move(reply), {});
}

void FakeBackend::cancelInstance(const Session& session, std::int64_t instance, const std::string& reason,
                                 Reply<void> reply)
{
    obey<void>(session, "cancelInstance", {QString::number(instance), q(reason)}, std::move(reply), {});
}

void FakeBackend::acknowledgeAlert(const Session& session, const std::string& cause, Reply<void> reply)
{
    obey<void>(session, "acknowledgeAlert", {q(cause)}, std::move(reply), {});
}

void FakeBackend::snoozeAlert(const Session& session, const std::string& cause, Duration by,
                              Reply<void> reply)
{
    const auto hours = std::chrono::duration_cast<std::chrono::hours>(by).count();
    obey<void>(session, "snoozeAlert", {q(cause), QStringLiteral("%1h").arg(hours)}, std::move(reply), {});
}

void FakeBackend::reopenAlert(const Session& session, const std::string& cause, Reply<void> reply)
{
    obey<void>(session, "reopenAlert", {q(cause)}, std::move(reply), {});
}

} // namespace habitat::ui
