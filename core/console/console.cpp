// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/console_impl.h"

#include "core/console/cooperative.h"
#include "core/console/handlers.h"
#include "core/console/place.h"
#include "core/console/rights.h"
#include "core/intake/contribution_approval.h"

#include <fmt/format.h>

#include <algorithm>

namespace habitat::console {

namespace {

std::shared_ptr<const inbox::DecisionHooks> decisionHooks()
{
    auto hooks = std::make_shared<inbox::DecisionHooks>();
    hooks->emplace(std::string(intake::approvalProcess),
                   [](store::UnitOfWork& work, const store::TaskRow& task, std::string_view decision,
                      const std::string& note) {
                       return intake::recordDecision(work, task.businessKey, task.elementId, decision, note);
                   });
    return hooks;
}

Committed toViews(const runtime::Committed& committed)
{
    Committed views;
    views.lastSeq = committed.lastSeq;
    for (const InstanceKey instance : committed.instances)
        views.instances.push_back(instance.value);
    views.books = !committed.domainEvents.empty();
    return views;
}

} // namespace

Console::Impl::Impl(OpenOptions chosen, std::shared_ptr<close::Drill> chosenDrill)
    : options(std::move(chosen)), folders(options.database), drill(std::move(chosenDrill)),
      hooks(decisionHooks())
{
}

Status Console::Impl::openEngine()
{
    auto registry = makeRegistry({options.database, folders.bank()}, drill);
    runtime::Options engineOptions;
    engineOptions.database = options.database;
    engineOptions.clock = options.clock;
    engineOptions.seed = options.seed;
    engineOptions.host = options.host;
    engineOptions.threaded = options.threaded;
    engineOptions.authorise = authorise;
    engine = TRY(runtime::Engine::open(std::move(engineOptions), std::move(registry)));
    reader = TRY(db::Connection::open(options.database, db::OpenMode::ReadOnly));
    return {};
}

Result<nlohmann::json> Console::Impl::execute(const Session& session, runtime::Operation operation,
                                              std::string reason)
{
    auto outcome = engine->execute({std::move(operation), session.actor, std::move(reason), {}});
    if (!outcome) return fail(std::move(outcome).error());
    return std::move(outcome->result);
}

identity::PasswordCost Console::Impl::passwordCost() const
{
    return options.cheapPasswords ? identity::PasswordCost::cheapest()
                                  : identity::PasswordCost::interactive();
}

Console::Console(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Console::~Console() = default;

Result<std::unique_ptr<Console>> Console::open(OpenOptions options)
{
    options.database = TRY(realPlace(options.database));
    TRY(holdsCooperative(options.database));
    TRY(canBeWritten(options.database));
    if (!options.clock) options.clock = std::make_shared<SystemClock>();
    auto drill = std::make_shared<close::Drill>(options.drillStep, options.drillTimes);
    auto impl = std::make_unique<Impl>(std::move(options), std::move(drill));
    TRY(impl->openEngine());
    return std::unique_ptr<Console>(new Console(std::move(impl)));
}

Status Console::beginDrill(const Session& session)
{
    if (m_impl->options.drillStep == 0) return {};
    runtime::Operation mark{
        "close.drill",
        {{"step", m_impl->options.drillStep}, {"times", m_impl->options.drillTimes}},
        [](runtime::OperationContext&) -> Result<nlohmann::json> { return nlohmann::json(); },
        {}};
    TRY(m_impl->execute(session, std::move(mark), "Training drill"));
    return {};
}

Status Console::execute(const Session& session, runtime::Operation operation, std::string reason)
{
    TRY(m_impl->execute(session, std::move(operation), std::move(reason)));
    return {};
}

Result<nlohmann::json> Console::ask(const Session& session, runtime::Operation operation, std::string reason)
{
    return m_impl->execute(session, std::move(operation), std::move(reason));
}

std::shared_ptr<void> Console::onCommitted(std::function<void(const Committed&)> sink)
{
    return m_impl->engine->onCommitted(
        [sink = std::move(sink)](const runtime::Committed& committed) { sink(toViews(committed)); });
}

Result<std::unique_ptr<Questions>> Console::questions() const
{
    return Questions::open(m_impl->options.database, m_impl->options.clock);
}

void Console::runUntilIdle()
{
    m_impl->engine->runUntilIdle();
}

std::optional<Error> Console::trouble() const
{
    return m_impl->engine->status().problem;
}

} // namespace habitat::console
