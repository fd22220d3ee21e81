// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/backend.h"
#include "ui/bridge/commit_relay.h"

#include <QThreadPool>
#include <QTimer>

#include <functional>
#include <memory>
#include <mutex>

namespace habitat::ui {

/// What a program means to do with the co-op.
enum class Intent : std::uint8_t {
    Work,
    /// Where it may not write, because another program hosts the co-op or the place is write-protected, it
    /// reads beside: questions are answered, commands are refused with the reason.
    Look,
};

/// The live backend: opens the co-op on a thread of its own, gives commands from a small pool (each blocks
/// there until it is durable), and asks questions on one thread with its own read-only connection.
/// Lives on the GUI thread; its destructor waits for commands that were begun, then closes the engine.
class CoreBackend final : public Backend
{
    Q_OBJECT

public:
    /// `prepare` runs on the opening thread before the co-op is opened (makes the sample on a first start).
    explicit CoreBackend(console::OpenOptions options, std::function<Result<void>()> prepare = {},
                         Intent intent = Intent::Work);
    ~CoreBackend() override;

    [[nodiscard]] EngineInfo engine() const override { return m_engine; }
    [[nodiscard]] Instant now() const override { return m_options.clock->now(); }
    void reopen() override;

    void cooperative(Reply<console::CooperativeInfo> reply) override;
    void people(Reply<std::vector<console::SignInChoice>> reply) override;
    void badges(const Session& session, Reply<console::Badges> reply) override;
    void periods(const Session& session, Reply<std::vector<console::PeriodChoice>> reply) override;
    void close(const Session& session, const std::string& period, Reply<console::CloseView> reply) override;
    void step(const Session& session, const std::string& period, int step,
              Reply<console::StepDetail> reply) override;
    void undoPlan(const Session& session, const std::string& period, int toStep,
                  Reply<console::UndoPlan> reply) override;
    void reopenPlan(const Session& session, const std::string& period,
                    Reply<console::ReopenPlan> reply) override;
    void inbox(const Session& session, console::InboxScope scope, int limit,
               Reply<std::vector<console::InboxItem>> reply) override;
    void inboxCounts(const Session& session, Reply<console::InboxCounts> reply) override;
    void inboxItem(const Session& session, const std::string& key, Reply<console::InboxItem> reply) override;
    void instances(const Session& session, const console::InstanceFilter& filter,
                   Reply<console::InstancePage> reply) override;
    void instance(const Session& session, std::int64_t key, Reply<console::InstanceDetail> reply) override;
    void definitionXml(std::int64_t definition, Reply<std::string> reply) override;
    void processes(Reply<std::vector<std::pair<std::string, std::string>>> reply) override;
    void alerts(const Session& session, Reply<std::vector<console::AlertItem>> reply) override;

    void signIn(const std::string& user, const std::string& password, Reply<Session> reply) override;
    void signInSample(const std::string& user, Reply<Session> reply) override;
    void assume(const std::string& user, Reply<Session> reply) override;
    void startClose(const Session& session, const std::string& period, console::NetIncomeSource netIncome,
                    Reply<void> reply) override;
    void runStep(const Session& session, const std::string& period, int step, Reply<void> reply) override;
    void retryStep(const Session& session, const std::string& period, int step, Reply<void> reply) override;
    void signStep(const Session& session, const std::string& period, int step, const std::string& note,
                  Reply<void> reply) override;
    void undoTo(const Session& session, const std::string& period, int step, const std::string& reason,
                const std::optional<Session>& second, Reply<void> reply) override;
    void reopenPeriod(const Session& session, const std::string& period, const std::string& reason,
                      const console::Beside& beside, Reply<void> reply) override;
    void previewStep(const Session& session, const std::string& period, int step,
                     Reply<console::StepDetail> reply) override;
    void takeBackup(const Session& session, Reply<std::string> reply) override;
    void enterTieOut(const Session& session, const std::string& period, const console::TieOutEntry& entry,
                     Reply<void> reply) override;
    void deferContribution(const Session& session, const std::string& reference, const std::string& period,
                           const std::string& reason, Reply<void> reply) override;
    void attachEvidence(const Session& session, const std::string& period, int step, const std::string& path,
                        Reply<void> reply) override;
    void openEvidence(const Session& session, std::int64_t evidence, Reply<std::string> reply) override;
    void writeStatements(const Session& session, const std::string& period,
                         Reply<std::string> reply) override;
    void exportTables(const Session& session, const std::vector<exchange::Table>& tables,
                      const std::string& path, Reply<void> reply) override;
    void decideTask(const Session& session, const std::string& task, const std::string& decision,
                    const std::string& note, Reply<void> reply) override;
    void claimTask(const Session& session, const std::string& task, Reply<void> reply) override;
    void unclaimTask(const Session& session, const std::string& task, Reply<void> reply) override;
    void startProcess(const Session& session, const std::string& process, const std::string& businessKey,
                      const nlohmann::json& variables, Reply<std::int64_t> reply) override;
    void retryInstance(const Session& session, std::int64_t instance, const std::string& reason,
                       Reply<void> reply) override;
    void cancelInstance(const Session& session, std::int64_t instance, const std::string& reason,
                        Reply<void> reply) override;
    void acknowledgeAlert(const Session& session, const std::string& cause, Reply<void> reply) override;
    void snoozeAlert(const Session& session, const std::string& cause, Duration by,
                     Reply<void> reply) override;
    void reopenAlert(const Session& session, const std::string& cause, Reply<void> reply) override;

private:
    /// The two things that other threads use; they keep it alive until the last of them is done.
    struct Open;

    void openNow();
    void lookAtEngine();
    void opened(Result<std::shared_ptr<Open>> result);
    template <typename T, typename Work>
    void ask(Reply<T> reply, Work work);
    template <typename T, typename Work>
    void command(Reply<T> reply, Work work);
    template <typename SignIn>
    void signInBy(Reply<Session> reply, SignIn signIn);
    template <typename T>
    void answer(const Reply<T>& reply, Result<T> result);

    console::OpenOptions m_options;
    std::function<Result<void>()> m_prepare;
    Intent m_intent;
    EngineInfo m_engine;
    std::shared_ptr<Open> m_open;
    QTimer m_pulse;
    CommitRelay m_relay;
    /// Work that was asked for before the co-op was open.
    std::vector<std::function<void()>> m_waiting;
    std::mutex m_drillMutex;
    bool m_hasDrill = false;
    QThreadPool m_commands;
    QThreadPool m_questions;
};

} // namespace habitat::ui
