// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/questions.h"

#include "core/base/text.h"
#include "core/close/progress.h"
#include "core/close/reopen.h"
#include "core/console/close_detail.h"
#include "core/console/cooperative.h"
#include "core/console/place.h"
#include "core/console/questions_impl.h"
#include "core/identity/permissions.h"
#include "core/identity/users.h"
#include "core/store/migrations.h"
#include "core/store/queries.h"
#include "core/treasury/periods.h"

#include <fmt/format.h>

#include <algorithm>

namespace habitat::console {

namespace {

std::optional<Instant> lockedAt(db::Connection& db, const treasury::Period& period)
{
    if (period.state != treasury::PeriodState::Locked) return std::nullopt;
    return treasury::periodHistory(db, period.code()).back().at;
}

} // namespace

Questions::Questions(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Questions::~Questions() = default;

Result<std::unique_ptr<Questions>> Questions::open(const std::string& path, std::shared_ptr<Clock> clock)
{
    const auto database = TRY(realPlace(path));
    TRY(holdsCooperative(database));
    if (!clock) clock = std::make_shared<SystemClock>();
    auto connection = TRY(db::Connection::open(database, db::OpenMode::ReadOnly));
    try {
        TRY(store::checkSchema(connection));
    } catch (const db::DbError& error) {
        return fail(error.toError().with("path", database));
    }
    auto impl = std::make_unique<Impl>(Impl{std::move(connection), std::move(clock), {}});
    return std::unique_ptr<Questions>(new Questions(std::move(impl)));
}

CooperativeInfo Questions::cooperative()
{
    const auto row = cooperativeIn(m_impl->db);
    if (!row) return {};
    return {row->name, row->currency, !row->sample.empty()};
}

std::vector<SignInChoice> Questions::people()
{
    const bool sample = cooperative().isSample;
    std::vector<SignInChoice> choices;
    for (const auto& user : identity::listUsers(m_impl->db)) {
        if (!user.active || user.roles.contains(Role::Agent)) continue;
        choices.push_back({user.login, user.displayName, user.roles, sample && isSampleLogin(user.login)});
    }
    return choices;
}

Result<std::vector<AccountItem>> Questions::accounts(const Session& session)
{
    TRY(m_impl->mayAsk(session, identity::Permission::ViewUsers));
    std::vector<AccountItem> accounts;
    const auto now = m_impl->clock->now();
    for (const auto& user : identity::listUsers(m_impl->db)) {
        const bool locked = user.lockedUntil && *user.lockedUntil > now;
        accounts.push_back({user.login, user.displayName, user.roles, user.active, user.lastSignInAt,
                            locked ? user.lockedUntil : std::nullopt});
    }
    return accounts;
}

Result<Session> Questions::assume(const std::string& user)
{
    for (const auto& known : identity::listUsers(m_impl->db)) {
        const bool wanted =
            user.empty() ? known.roles.contains(Role::Administrator) : samePerson(known.login, user);
        if (wanted && known.active) return Session{known.actor(), known.displayName, Identified::ByShell};
    }
    if (user.empty()) return Session{Actor::system(), "First set-up", Identified::ByShell};
    return fail(
        "identity.user.unknown",
        fmt::format("Nobody signs in as “{}”. Check the spelling; `habitatctl users list` shows who does.",
                    user),
        {{"user", user}});
}

Status Questions::mayViewClose(const Session& session)
{
    return m_impl->mayAsk(session, identity::Permission::ViewClose);
}

Result<std::vector<PeriodChoice>> Questions::periods(const Session& session)
{
    TRY(checkAccount(session.actor, m_impl->db));
    std::vector<PeriodChoice> choices;
    if (!identity::authorize(session.actor, identity::Permission::ViewClose)) return choices;
    for (const auto& period : treasury::periods(m_impl->db)) {
        const auto close = close::latestClose(m_impl->db, period.code());
        choices.push_back({period.code(), std::string(treasury::toText(period.state)), close.has_value(),
                           period.span.from, period.span.to, close ? close->run : 0,
                           lockedAt(m_impl->db, period)});
    }
    return choices;
}

Result<std::string> Questions::currentPeriod()
{
    std::string newest;
    for (const auto& period : treasury::periods(m_impl->db)) {
        if (!close::latestClose(m_impl->db, period.code())) continue;
        newest = period.code();
        if (close::closeUnderWay(m_impl->db, newest)) return newest;
    }
    if (newest.empty())
        return fail("close.unknown", "No close was started. Start one: close start --period 2026-Q1");
    return newest;
}

Result<CloseView> Questions::close(const Session& session, const std::string& period)
{
    TRY(m_impl->mayAsk(session, identity::Permission::ViewClose));
    auto view = TRY(closeView(m_impl->db, period, m_impl->clock->now()));
    addReopening(m_impl->db, session, view);
    return view;
}

Result<StepDetail> Questions::step(const Session& session, const std::string& period, int step)
{
    TRY(m_impl->mayAsk(session, identity::Permission::ViewClose));
    return stepDetail(m_impl->db, session, period, step, m_impl->clock->now());
}

Result<UndoPlan> Questions::undoPlan(const Session& session, const std::string& period, int toStep)
{
    TRY(m_impl->mayAsk(session, identity::Permission::ViewClose));
    const auto close = TRY(close::closeUnderWay(m_impl->db, period));
    auto plan = close::undoPlan(m_impl->db, close, toStep);
    return UndoPlan{toStep, std::move(plan.effects), std::move(plan.refusal)};
}

Result<ReopenPlan> Questions::reopenPlan(const Session& session, const std::string& period)
{
    TRY(m_impl->mayAsk(session, identity::Permission::ViewClose));
    auto plan = close::reopenPlan(m_impl->db, period);
    return ReopenPlan{std::move(plan.effects), plan.needsBoard, std::move(plan.refusal)};
}

Result<std::string> Questions::definitionXml(std::int64_t definitionKey)
{
    auto xml = store::definitionXml(m_impl->db, DefinitionKey(definitionKey));
    if (!xml)
        return fail(
            "console.definition.unknown",
            fmt::format("There is no process definition {}. `habitatctl definitions list` shows them.",
                        definitionKey),
            {{"definition", definitionKey}});
    return std::move(*xml);
}

std::vector<DefinitionItem> Questions::definitions()
{
    std::vector<DefinitionItem> items;
    for (const auto& newest : store::newestDefinitions(m_impl->db))
        for (const auto& row : store::definitionVersions(m_impl->db, newest.processId))
            items.push_back({row.key.value, row.processId, row.version, row.name,
                             store::liveInstances(m_impl->db, row.key), row.deployedAt, row.deployedBy});
    return items;
}

std::vector<std::pair<std::string, std::string>> Questions::processes()
{
    std::vector<std::pair<std::string, std::string>> found;
    for (const auto& definition : store::newestDefinitions(m_impl->db))
        found.emplace_back(definition.processId, definition.name);
    return found;
}

} // namespace habitat::console
