// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/core_backend.h"

#include <exception>

namespace habitat::ui {
namespace {

/// Whatever a question or a command throws (a full disk, a broken invariant) reaches the person as an error.
template <typename T, typename Work>
Result<T> guarded(Work&& work)
{
    try {
        if constexpr (std::is_same_v<std::invoke_result_t<Work>, T> && !std::is_void_v<T>)
            return Result<T>(std::forward<Work>(work)());
        else
            return std::forward<Work>(work)();
    } catch (const std::exception& problem) {
        return fail("console.unexpected", std::string("The program could not do this: ") + problem.what());
    }
}

bool mayBeReadBeside(const Error& refusal)
{
    return refusal.code == "runtime.hosted" || refusal.code == "runtime.lock" ||
           refusal.code == "db.readonly";
}

} // namespace

struct CoreBackend::Open
{
    /// None: the co-op is only read, and `whyOnlyReading` says why.
    std::unique_ptr<console::Console> console;
    Error whyOnlyReading;
    std::unique_ptr<console::Questions> questions;
    std::shared_ptr<void> subscription;
};

CoreBackend::CoreBackend(console::OpenOptions options, std::function<Result<void>()> prepare, Intent intent)
    : m_options(std::move(options)), m_prepare(std::move(prepare)), m_intent(intent)
{
    if (!m_options.clock) m_options.clock = std::make_shared<SystemClock>();
    m_commands.setMaxThreadCount(4);
    m_questions.setMaxThreadCount(1);
    m_questions.setExpiryTimeout(-1);
    connect(&m_relay, &CommitRelay::committed, this, [this](const console::Committed& what) {
        m_engine.lastCommit = now();
        m_engine.lastSeq = what.lastSeq;
        emit engineChanged();
        emit committed(what);
    });
    // What fails brings no commit, so it is looked for.
    m_pulse.setInterval(std::chrono::seconds(1));
    connect(&m_pulse, &QTimer::timeout, this, &CoreBackend::lookAtEngine);
    m_pulse.start();
    openNow();
}

void CoreBackend::lookAtEngine()
{
    if (!m_open || !m_open->console) return;
    const auto trouble = m_open->console->trouble();
    const auto state = trouble ? EngineState::Recovering : EngineState::Running;
    if (state == m_engine.state) return;
    m_engine.state = state;
    m_engine.problem = trouble ? QString::fromStdString(trouble->message) : QString();
    emit engineChanged();
}

CoreBackend::~CoreBackend()
{
    if (m_open) m_open->subscription.reset();
    m_questions.clear();
    m_questions.waitForDone();
    m_commands.waitForDone();
}

void CoreBackend::reopen()
{
    if (m_engine.state == EngineState::Failed) openNow();
}

void CoreBackend::openNow()
{
    m_engine = {};
    emit engineChanged();
    m_questions.start([this] {
        auto result = guarded<std::shared_ptr<Open>>([this]() -> Result<std::shared_ptr<Open>> {
            if (m_prepare) TRY(m_prepare());
            auto open = std::make_shared<Open>();
            auto console = console::Console::open(m_options);
            if (console) {
                open->console = std::move(*console);
                open->questions = TRY(open->console->questions());
                return open;
            }
            if (m_intent == Intent::Work || !mayBeReadBeside(console.error()))
                return fail(std::move(console).error());
            open->whyOnlyReading = std::move(console).error();
            open->questions = TRY(console::Questions::open(m_options.database, m_options.clock));
            return open;
        });
        QMetaObject::invokeMethod(
            this, [this, result = std::move(result)]() mutable { opened(std::move(result)); },
            Qt::QueuedConnection);
    });
}

void CoreBackend::opened(Result<std::shared_ptr<Open>> result)
{
    if (!result) {
        m_engine.state = EngineState::Failed;
        m_engine.problem = QString::fromStdString(result.error().message);
    } else {
        m_open = std::move(*result);
        // Not before: a co-op whose opening outlives this object must not report to it.
        if (m_open->console)
            m_open->subscription =
                m_open->console->onCommitted([this](const console::Committed& what) { m_relay.post(what); });
        m_engine.state = EngineState::Running;
        for (const auto& work : std::exchange(m_waiting, {}))
            work();
    }
    emit engineChanged();
}

template <typename T>
void CoreBackend::answer(const Reply<T>& reply, Result<T> result)
{
    QMetaObject::invokeMethod(
        this, [reply, result = std::move(result)]() mutable { reply(std::move(result)); },
        Qt::QueuedConnection);
}

template <typename T, typename Work>
void CoreBackend::ask(Reply<T> reply, Work work)
{
    if (!m_open) {
        m_waiting.push_back([this, reply, work] { ask(reply, work); });
        return;
    }
    m_questions.start([this, open = m_open, reply, work] {
        if (reply.isWanted()) answer<T>(reply, guarded<T>([&] { return work(*open->questions); }));
    });
}

template <typename T, typename Work>
void CoreBackend::command(Reply<T> reply, Work work)
{
    if (!m_open) {
        m_waiting.push_back([this, reply, work] { command(reply, work); });
        return;
    }
    m_commands.start([this, open = m_open, reply, work] {
        if (open->console)
            answer<T>(reply, guarded<T>([&] { return work(*open->console); }));
        else
            answer<T>(reply, fail(open->whyOnlyReading));
    });
}

/// A drill begins in the name of the first person who signs in, who must be one who may: the audit says whose
/// it is. Everyone after them just signs in.
template <typename SignIn>
void CoreBackend::signInBy(Reply<Session> reply, SignIn signIn)
{
    command(std::move(reply), [this, signIn](console::Console& console) -> Result<Session> {
        Session session = TRY(signIn(console));
        const std::scoped_lock lock(m_drillMutex);
        if (!m_hasDrill) TRY(console.beginDrill(session));
        m_hasDrill = true;
        return session;
    });
}

using console::Console;
using console::Questions;

void CoreBackend::cooperative(Reply<console::CooperativeInfo> reply)
{
    ask(std::move(reply), [](Questions& q) { return q.cooperative(); });
}

void CoreBackend::people(Reply<std::vector<console::SignInChoice>> reply)
{
    ask(std::move(reply), [](Questions& q) { return q.people(); });
}

void CoreBackend::badges(const Session& session, Reply<console::Badges> reply)
{
    ask(std::move(reply), [session](Questions& q) { return q.badges(session); });
}

void CoreBackend::periods(const Session& session, Reply<std::vector<console::PeriodChoice>> reply)
{
    ask(std::move(reply), [session](Questions& q) { return q.periods(session); });
}

void CoreBackend::close(const Session& session, const std::string& period, Reply<console::CloseView> reply)
{
    ask(std::move(reply), [=](Questions& q) { return q.close(session, period); });
}

void CoreBackend::step(const Session& session, const std::string& period, int step,
                       Reply<console::StepDetail> reply)
{
    ask(std::move(reply), [=](Questions& q) { return q.step(session, period, step); });
}

void CoreBackend::undoPlan(const Session& session, const std::string& period, int toStep,
                           Reply<console::UndoPlan> reply)
{
    ask(std::move(reply), [=](Questions& q) { return q.undoPlan(session, period, toStep); });
}

void CoreBackend::reopenPlan(const Session& session, const std::string& period,
                             Reply<console::ReopenPlan> reply)
{
    ask(std::move(reply), [=](Questions& q) { return q.reopenPlan(session, period); });
}

void CoreBackend::inbox(const Session& session, console::InboxScope scope, int limit,
                        Reply<std::vector<console::InboxItem>> reply)
{
    ask(std::move(reply), [=](Questions& q) { return q.inbox(session, scope, limit); });
}

void CoreBackend::inboxCounts(const Session& session, Reply<console::InboxCounts> reply)
{
    ask(std::move(reply), [session](Questions& q) { return q.inboxCounts(session); });
}

void CoreBackend::inboxItem(const Session& session, const std::string& key, Reply<console::InboxItem> reply)
{
    ask(std::move(reply), [=](Questions& q) { return q.inboxItem(session, key); });
}

void CoreBackend::instances(const Session& session, const console::InstanceFilter& filter,
                            Reply<console::InstancePage> reply)
{
    ask(std::move(reply), [=](Questions& q) { return q.instances(session, filter); });
}

void CoreBackend::instance(const Session& session, std::int64_t key, Reply<console::InstanceDetail> reply)
{
    ask(std::move(reply), [=](Questions& q) { return q.instance(session, key); });
}

void CoreBackend::definitionXml(std::int64_t definition, Reply<std::string> reply)
{
    ask(std::move(reply), [definition](Questions& q) { return q.definitionXml(definition); });
}

void CoreBackend::processes(Reply<std::vector<std::pair<std::string, std::string>>> reply)
{
    ask(std::move(reply), [](Questions& q) { return q.processes(); });
}

void CoreBackend::alerts(const Session& session, Reply<std::vector<console::AlertItem>> reply)
{
    ask(std::move(reply), [session](Questions& q) { return q.alerts(session); });
}

void CoreBackend::signIn(const std::string& user, const std::string& password, Reply<Session> reply)
{
    signInBy(std::move(reply), [=](Console& c) { return c.signIn(user, password); });
}

void CoreBackend::signInSample(const std::string& user, Reply<Session> reply)
{
    signInBy(std::move(reply), [user](Console& c) { return c.signInSample(user); });
}

void CoreBackend::assume(const std::string& user, Reply<Session> reply)
{
    Reply<Session> assumed(this, [this, reply](Result<Session> session) {
        // Who only looks begins nothing that the audit must know of, unless a drill was asked for.
        if (session && m_open->console == nullptr && m_options.drillStep == 0)
            reply(std::move(session));
        else if (session)
            signInBy(reply, [session](Console&) { return session; });
        else
            reply(std::move(session));
    });
    ask(std::move(assumed), [user](Questions& q) { return q.assume(user); });
}

void CoreBackend::startClose(const Session& session, const std::string& period,
                             console::NetIncomeSource netIncome, Reply<void> reply)
{
    command(std::move(reply), [=](Console& c) { return c.startClose(session, period, netIncome); });
}

void CoreBackend::runStep(const Session& session, const std::string& period, int step, Reply<void> reply)
{
    command(std::move(reply), [=](Console& c) { return c.runStep(session, period, step); });
}

void CoreBackend::retryStep(const Session& session, const std::string& period, int step, Reply<void> reply)
{
    command(std::move(reply), [=](Console& c) { return c.retryStep(session, period, step); });
}

void CoreBackend::signStep(const Session& session, const std::string& period, int step,
                           const std::string& note, Reply<void> reply)
{
    command(std::move(reply), [=](Console& c) { return c.signStep(session, period, step, note); });
}

void CoreBackend::undoTo(const Session& session, const std::string& period, int step,
                         const std::string& reason, const std::optional<Session>& second, Reply<void> reply)
{
    command(std::move(reply), [=](Console& c) { return c.undoTo(session, period, step, reason, second); });
}

void CoreBackend::reopenPeriod(const Session& session, const std::string& period, const std::string& reason,
                               const console::Beside& beside, Reply<void> reply)
{
    command(std::move(reply), [=](Console& c) { return c.reopenPeriod(session, period, reason, beside); });
}

void CoreBackend::previewStep(const Session& session, const std::string& period, int step,
                              Reply<console::StepDetail> reply)
{
    command(std::move(reply), [=](Console& c) { return c.previewStep(session, period, step); });
}

void CoreBackend::takeBackup(const Session& session, Reply<std::string> reply)
{
    command(std::move(reply), [=](Console& c) { return c.takeBackup(session); });
}

void CoreBackend::enterTieOut(const Session& session, const std::string& period,
                              const console::TieOutEntry& entry, Reply<void> reply)
{
    command(std::move(reply), [=](Console& c) { return c.enterTieOut(session, period, entry); });
}

void CoreBackend::deferContribution(const Session& session, const std::string& reference,
                                    const std::string& period, const std::string& reason, Reply<void> reply)
{
    command(std::move(reply),
            [=](Console& c) { return c.deferContribution(session, reference, period, reason); });
}

void CoreBackend::attachEvidence(const Session& session, const std::string& period, int step,
                                 const std::string& path, Reply<void> reply)
{
    command(std::move(reply), [=](Console& c) { return c.attachEvidence(session, period, step, path); });
}

void CoreBackend::openEvidence(const Session& session, std::int64_t evidence, Reply<std::string> reply)
{
    command(std::move(reply), [=](Console& c) { return c.openEvidence(session, evidence); });
}

void CoreBackend::writeStatements(const Session& session, const std::string& period, Reply<std::string> reply)
{
    command(std::move(reply), [=](Console& c) { return c.writeStatements(session, period); });
}

void CoreBackend::exportTables(const Session& session, const std::vector<exchange::Table>& tables,
                               const std::string& path, Reply<void> reply)
{
    ask(std::move(reply), [=](Questions& q) { return q.exportTables(session, tables, path); });
}

void CoreBackend::decideTask(const Session& session, const std::string& task, const std::string& decision,
                             const std::string& note, Reply<void> reply)
{
    command(std::move(reply), [=](Console& c) { return c.decideTask(session, task, decision, note); });
}

void CoreBackend::claimTask(const Session& session, const std::string& task, Reply<void> reply)
{
    command(std::move(reply), [=](Console& c) { return c.claimTask(session, task); });
}

void CoreBackend::unclaimTask(const Session& session, const std::string& task, Reply<void> reply)
{
    command(std::move(reply), [=](Console& c) { return c.unclaimTask(session, task); });
}

void CoreBackend::startProcess(const Session& session, const std::string& process,
                               const std::string& businessKey, const nlohmann::json& variables,
                               Reply<std::int64_t> reply)
{
    command(std::move(reply),
            [=](Console& c) { return c.startProcess(session, process, businessKey, variables); });
}

void CoreBackend::retryInstance(const Session& session, std::int64_t instance, const std::string& reason,
                                Reply<void> reply)
{
    command(std::move(reply), [=](Console& c) { return c.retryInstance(session, instance, reason); });
}

void CoreBackend::cancelInstance(const Session& session, std::int64_t instance, const std::string& reason,
                                 Reply<void> reply)
{
    command(std::move(reply), [=](Console& c) { return c.cancelInstance(session, instance, reason); });
}

void CoreBackend::acknowledgeAlert(const Session& session, const std::string& cause, Reply<void> reply)
{
    command(std::move(reply), [=](Console& c) { return c.acknowledgeAlert(session, cause); });
}

void CoreBackend::snoozeAlert(const Session& session, const std::string& cause, Duration by,
                              Reply<void> reply)
{
    command(std::move(reply), [=](Console& c) { return c.snoozeAlert(session, cause, by); });
}

void CoreBackend::reopenAlert(const Session& session, const std::string& cause, Reply<void> reply)
{
    command(std::move(reply), [=](Console& c) { return c.reopenAlert(session, cause); });
}

} // namespace habitat::ui
