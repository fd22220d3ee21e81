// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/console.h"
#include "ui/bridge/reply.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// All that views know of core: commands go out, questions are answered, commits come in; nothing here
/// blocks. Every function is called on the GUI thread and answers there later, through its Reply. CoreBackend
/// is the live one, FakeBackend (tests/ui/support) the one for tests.
namespace habitat::ui {

enum class EngineState {
    Starting,
    Running,
    /// The database cannot be written; the engine tries again by itself.
    Recovering,
    Failed,
};

struct EngineInfo
{
    EngineState state = EngineState::Starting;
    /// Why it failed or cannot write, for people.
    QString problem;
    std::optional<Instant> lastCommit;
    std::int64_t lastSeq = 0;
};

class Backend : public QObject
{
    Q_OBJECT

public:
    using Session = console::Session;

    ~Backend() override;

    [[nodiscard]] virtual EngineInfo engine() const = 0;
    /// The engine's time, so that "3 min ago" agrees with what it wrote.
    [[nodiscard]] virtual Instant now() const = 0;
    /// Tries again after the co-op could not be opened.
    virtual void reopen() = 0;

    // ── questions ──
    virtual void cooperative(Reply<console::CooperativeInfo> reply) = 0;
    virtual void people(Reply<std::vector<console::SignInChoice>> reply) = 0;
    virtual void badges(const Session& session, Reply<console::Badges> reply) = 0;
    virtual void periods(const Session& session, Reply<std::vector<console::PeriodChoice>> reply) = 0;
    virtual void close(const Session& session, const std::string& period,
                       Reply<console::CloseView> reply) = 0;
    virtual void step(const Session& session, const std::string& period, int step,
                      Reply<console::StepDetail> reply) = 0;
    virtual void undoPlan(const Session& session, const std::string& period, int toStep,
                          Reply<console::UndoPlan> reply) = 0;
    virtual void reopenPlan(const Session& session, const std::string& period,
                            Reply<console::ReopenPlan> reply) = 0;
    virtual void inbox(const Session& session, console::InboxScope scope, int limit,
                       Reply<std::vector<console::InboxItem>> reply) = 0;
    virtual void inboxCounts(const Session& session, Reply<console::InboxCounts> reply) = 0;
    virtual void inboxItem(const Session& session, const std::string& key,
                           Reply<console::InboxItem> reply) = 0;
    virtual void instances(const Session& session, const console::InstanceFilter& filter,
                           Reply<console::InstancePage> reply) = 0;
    virtual void instance(const Session& session, std::int64_t key, Reply<console::InstanceDetail> reply) = 0;
    virtual void definitionXml(std::int64_t definition, Reply<std::string> reply) = 0;
    virtual void processes(Reply<std::vector<std::pair<std::string, std::string>>> reply) = 0;
    virtual void alerts(const Session& session, Reply<std::vector<console::AlertItem>> reply) = 0;

    // ── signing in ──
    virtual void signIn(const std::string& user, const std::string& password, Reply<Session> reply) = 0;
    virtual void signInSample(const std::string& user, Reply<Session> reply) = 0;
    virtual void assume(const std::string& user, Reply<Session> reply) = 0;

    // ── period close ──
    virtual void startClose(const Session& session, const std::string& period,
                            console::NetIncomeSource netIncome, Reply<void> reply) = 0;
    virtual void runStep(const Session& session, const std::string& period, int step, Reply<void> reply) = 0;
    virtual void retryStep(const Session& session, const std::string& period, int step,
                           Reply<void> reply) = 0;
    virtual void signStep(const Session& session, const std::string& period, int step,
                          const std::string& note, Reply<void> reply) = 0;
    virtual void undoTo(const Session& session, const std::string& period, int step,
                        const std::string& reason, const std::optional<Session>& second,
                        Reply<void> reply) = 0;
    virtual void reopenPeriod(const Session& session, const std::string& period, const std::string& reason,
                              const console::Beside& beside, Reply<void> reply) = 0;
    virtual void previewStep(const Session& session, const std::string& period, int step,
                             Reply<console::StepDetail> reply) = 0;
    // Mends of step 1's preconditions, see close::Check::action.
    virtual void takeBackup(const Session& session, Reply<std::string> reply) = 0;
    virtual void enterTieOut(const Session& session, const std::string& period,
                             const console::TieOutEntry& entry, Reply<void> reply) = 0;
    virtual void deferContribution(const Session& session, const std::string& reference,
                                   const std::string& period, const std::string& reason,
                                   Reply<void> reply) = 0;
    virtual void attachEvidence(const Session& session, const std::string& period, int step,
                                const std::string& path, Reply<void> reply) = 0;
    virtual void openEvidence(const Session& session, std::int64_t evidence, Reply<std::string> reply) = 0;

    /// One PDF a member of a locked period; answers the folder.
    virtual void writeStatements(const Session& session, const std::string& period,
                                 Reply<std::string> reply) = 0;
    /// Writes figures as shown to a file; .csv, .xlsx or .pdf by its name.
    virtual void exportTables(const Session& session, const std::vector<exchange::Table>& tables,
                              const std::string& path, Reply<void> reply) = 0;

    // ── inbox, instances, alerts ──
    virtual void decideTask(const Session& session, const std::string& task, const std::string& decision,
                            const std::string& note, Reply<void> reply) = 0;
    virtual void claimTask(const Session& session, const std::string& task, Reply<void> reply) = 0;
    virtual void unclaimTask(const Session& session, const std::string& task, Reply<void> reply) = 0;
    virtual void startProcess(const Session& session, const std::string& process,
                              const std::string& businessKey, const nlohmann::json& variables,
                              Reply<std::int64_t> reply) = 0;
    virtual void retryInstance(const Session& session, std::int64_t instance, const std::string& reason,
                               Reply<void> reply) = 0;
    virtual void cancelInstance(const Session& session, std::int64_t instance, const std::string& reason,
                                Reply<void> reply) = 0;
    virtual void acknowledgeAlert(const Session& session, const std::string& cause, Reply<void> reply) = 0;
    virtual void snoozeAlert(const Session& session, const std::string& cause, Duration by,
                             Reply<void> reply) = 0;
    virtual void reopenAlert(const Session& session, const std::string& cause, Reply<void> reply) = 0;

signals:
    /// engine() changed.
    void engineChanged();
    /// Something was committed; commits in quick succession come as one.
    void committed(const habitat::console::Committed& what);
};

} // namespace habitat::ui
