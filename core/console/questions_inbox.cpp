// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/alerts.h"
#include "core/base/calendar.h"
#include "core/base/text.h"
#include "core/base/whole_number.h"
#include "core/close/progress.h"
#include "core/close/step.h"
#include "core/console/field_words.h"
#include "core/console/questions_impl.h"
#include "core/console/signature_key.h"
#include "core/identity/permissions.h"
#include "core/inbox/tasks.h"
#include "core/people/contribution_queries.h"
#include "core/store/queries.h"
#include "core/treasury/periods.h"

#include <fmt/format.h>

#include <algorithm>

namespace habitat::console {

namespace {

/// More than anybody reads at once.
constexpr int tasksShown = 10'000;

std::string textOf(const nlohmann::json& value)
{
    return value.is_string() ? value.get<std::string>() : value.dump();
}

/// What the process knows becomes what the approver reads: amounts as money, the engine's own figures left
/// out.
void addVariables(db::Connection& db, InstanceKey instance, InboxItem& item)
{
    for (const auto& variable : store::variablesOf(db, instance)) {
        const auto& [scope, name, value] = variable;
        if (name == "value_minor" && value.is_number_integer()) {
            item.amount = Money(value.get<std::int64_t>());
            item.details.emplace_back("Value", toText(*item.amount));
        } else if (isMoneyField(name) && value.is_number_integer()) {
            item.details.emplace_back(fieldLabel(name), toText(Money(value.get<std::int64_t>())));
        } else if (!value.is_null() && !value.is_structured()) {
            item.details.emplace_back(fieldLabel(name), textOf(value));
        }
        if (name == "member_name") item.person = textOf(value);
        if (name == "category") item.summary = textOf(value) + item.summary;
        if (name == "description" && !textOf(value).empty()) item.summary += " · " + textOf(value);
    }
}

/// The history of the contribution that the task is about; who moved it, when and why.
void addHistory(db::Connection& db, InboxItem& item)
{
    const auto contribution = people::findContributionByReference(db, item.subject);
    if (!contribution) return;
    for (const auto& move : people::historyOf(db, contribution->key))
        item.history.push_back({move.at, move.who,
                                move.why.empty() ? std::string(people::toText(move.to))
                                                 : fmt::format("{}: {}", people::toText(move.to), move.why)});
}

enum class Depth : std::uint8_t { Row, Whole };

InboxItem itemOf(db::Connection& db, const store::TaskRow& task, const Actor& actor, Instant now, Depth depth)
{
    InboxItem item;
    item.key = habitat::toText(task.key);
    item.subject = task.businessKey;
    item.title = task.name;
    item.process = task.processId;
    item.instanceKey = task.instance.value;
    item.elementId = task.elementId;
    item.createdAt = task.createdAt;
    item.dueAt = task.dueAt;
    item.overdue = task.status == store::TaskStatus::Open && task.dueAt && *task.dueAt < now;
    item.assignee = task.status == store::TaskStatus::Open ? task.assignee : task.completedBy;
    item.candidateGroups = task.candidateGroups;
    if (const auto may = inbox::mayDecide(db, task, actor); !may) item.whyNotDecide = may.error().message;
    addVariables(db, task.instance, item);
    if (depth == Depth::Whole) addHistory(db, item);
    return item;
}

/// Closes under way, and with them the signatures that they wait for.
std::vector<close::Close> openCloses(db::Connection& db)
{
    std::vector<close::Close> open;
    for (const auto& period : treasury::periods(db))
        if (auto close = close::closeUnderWay(db, period.code())) open.push_back(std::move(*close));
    return open;
}

std::optional<InboxItem> signatureItem(db::Connection& db, const close::Close& close, const Actor& actor,
                                       Instant now)
{
    const auto progress = close::progressOf(db, close);
    if (progress.current == 0 || !progress.held) return std::nullopt;
    const int step = progress.current;
    const auto reading = close::readStep(db, close, step, now);
    const auto open = close::openSlots(db, close.key, step, reading.terms());
    const bool isAsked = std::ranges::any_of(
        open, [&](int slot) { return actor.roles.intersects(close::slotOf(step, slot).mayBe); });
    if (!isAsked) return std::nullopt;
    InboxItem item;
    item.kind = InboxKind::Signature;
    item.key = toText(SignatureKey{close.period, step});
    item.subject = close.period;
    item.title = fmt::format("Sign step {}, {}", step, close::planOf(step).name);
    item.summary = "Period close";
    item.process = close::processId;
    item.instanceKey = close.instance.value;
    item.elementId = close::planOf(step).id;
    for (const auto& job : progress.jobs)
        item.createdAt = std::max(item.createdAt, job.createdAt);
    for (const int slot : open)
        item.candidateGroups.emplace_back(close::slotOf(step, slot).label);
    if (const auto slot = close::slotFor(db, close, step, reading.terms(), actor); !slot)
        item.whyNotDecide = slot.error().message;
    for (const auto& fact : reading.reads)
        item.details.emplace_back(fact.label, fact.value);
    for (const auto& fact : reading.writes)
        item.details.emplace_back("Writes: " + fact.label, fact.value);
    item.details.emplace_back("Hash", reading.inputHash);
    return item;
}

bool isWanted(const InboxItem& item, InboxScope scope, const Actor& actor)
{
    switch (scope) {
    case InboxScope::Mine:
        return item.whyNotDecide.empty() || samePerson(item.assignee, actor.user);
    case InboxScope::Unclaimed:
        return item.assignee.empty();
    case InboxScope::Overdue:
        return item.overdue;
    case InboxScope::Done:
        return true;
    }
    return false;
}

std::vector<InboxItem> openItems(db::Connection& db, const Actor& actor, Instant now)
{
    std::vector<InboxItem> items;
    for (const auto& close : openCloses(db))
        if (auto item = signatureItem(db, close, actor, now)) items.push_back(std::move(*item));
    for (const auto& task : inbox::tasksFor(db, actor, tasksShown))
        items.push_back(itemOf(db, task, actor, now, Depth::Row));
    return items;
}

AlertItem toItem(const alerts::Alert& alert)
{
    AlertItem item;
    item.cause = alert.cause;
    item.severity = alert.severity;
    item.title = alert.title;
    item.subject = alert.subject;
    item.instanceKey = alert.instance.value;
    item.elementId = alert.elementId;
    item.since = alert.since;
    item.count = alert.count;
    item.owner = alert.markedBy;
    item.state = alert.state;
    item.why = alert.why;
    item.advice = alert.advice;
    for (const IncidentKey incident : alert.incidents)
        item.incidents.push_back(incident.value);
    return item;
}

} // namespace

Result<std::vector<InboxItem>> Questions::inbox(const Session& session, InboxScope scope, int limit)
{
    auto& db = m_impl->db;
    TRY(checkAccount(session.actor, db));
    const auto now = m_impl->clock->now();
    std::vector<InboxItem> items;
    if (scope == InboxScope::Done)
        for (const auto& task : inbox::doneBy(db, session.actor, limit))
            items.push_back(itemOf(db, task, session.actor, now, Depth::Row));
    else
        items = openItems(db, session.actor, now);
    std::erase_if(items, [&](const InboxItem& item) { return !isWanted(item, scope, session.actor); });
    if (items.size() > std::size_t(limit)) items.resize(std::size_t(limit));
    return items;
}

Result<InboxCounts> Questions::inboxCounts(const Session& session)
{
    TRY(checkAccount(session.actor, m_impl->db));
    InboxCounts counts;
    for (const auto& item : openItems(m_impl->db, session.actor, m_impl->clock->now())) {
        counts.mine += isWanted(item, InboxScope::Mine, session.actor) ? 1 : 0;
        counts.unclaimed += isWanted(item, InboxScope::Unclaimed, session.actor) ? 1 : 0;
        counts.overdue += isWanted(item, InboxScope::Overdue, session.actor) ? 1 : 0;
    }
    return counts;
}

Result<InboxItem> Questions::inboxItem(const Session& session, const std::string& key)
{
    auto& db = m_impl->db;
    TRY(checkAccount(session.actor, db));
    const auto now = m_impl->clock->now();
    for (const auto& close : openCloses(db))
        if (auto item = signatureItem(db, close, session.actor, now); item && item->key == key)
            return std::move(*item);
    const auto number = parseWholeNumber<std::int64_t>(key);
    const auto task = number ? store::task(db, TaskKey(*number)) : std::nullopt;
    if (!task)
        return fail("inbox.task.unknown", fmt::format("There is no task {}; perhaps it was decided.", key),
                    {{"task", key}});
    return itemOf(db, *task, session.actor, now, Depth::Whole);
}

Result<std::vector<AlertItem>> Questions::alerts(const Session& session)
{
    TRY(checkAccount(session.actor, m_impl->db));
    std::vector<AlertItem> items;
    if (!identity::authorize(session.actor, identity::Permission::ViewAlerts)) return items;
    std::map<std::string, DefinitionKey> newest;
    for (const auto& definition : store::newestDefinitions(m_impl->db))
        newest.emplace(definition.processId, definition.key);
    for (const auto& alert : alerts::alerts(m_impl->db, m_impl->clock->now())) {
        items.push_back(toItem(alert));
        items.back().title += ": " + m_impl->nameOf(newest[alert.processId], alert.elementId);
    }
    return items;
}

Result<Badges> Questions::badges(const Session& session)
{
    Badges badges;
    badges.inbox = TRY(inboxCounts(session)).mine;
    for (const auto& alert : TRY(alerts(session)))
        badges.alerts += alert.state == AlertState::Open ? 1 : 0;
    for (const auto& count : store::statusCounts(m_impl->db))
        if (count.status == store::InstanceStatus::Failed) badges.failedInstances += int(count.count);
    if (identity::authorize(session.actor, identity::Permission::ViewClose)) {
        const auto closes = openCloses(m_impl->db);
        badges.close = int(std::ranges::count_if(closes, [&](const close::Close& one) {
            return !close::progressOf(m_impl->db, one).incidents.empty();
        }));
    }
    return badges;
}

} // namespace habitat::console
