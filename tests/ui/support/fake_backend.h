// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/backend.h"

#include <QStringList>

#include <functional>
#include <map>
#include <memory>
#include <queue>

namespace habitat::ui {

/// A backend without a core: answers with what a test put into its public members, and records every command
/// in `commands` ("runStep alice 2026-Q1 7"). Answers come through the event loop as they do in the live one,
/// or when `deliver()` is called while `holdReplies` is set.
class FakeBackend final : public Backend
{
    Q_OBJECT

public:
    FakeBackend();
    ~FakeBackend() override;

    // ── what it answers ──
    EngineInfo engineInfo;
    std::shared_ptr<ManualClock> clock;
    console::CooperativeInfo cooperativeInfo;
    std::vector<console::SignInChoice> choices;
    /// Login → password, for co-ops that are not the sample.
    std::map<std::string, std::string> passwords;
    console::Badges badgeCounts;
    std::vector<console::PeriodChoice> periodChoices;
    std::map<std::string, console::CloseView> closes;
    /// By period and step.
    std::map<std::pair<std::string, int>, console::StepDetail> details;
    std::map<int, console::UndoPlan> undoPlans;
    std::map<std::string, console::ReopenPlan> reopenPlans;
    std::vector<console::InboxItem> inboxItems;
    console::InboxCounts counts;
    std::vector<console::InstanceItem> instanceItems;
    std::map<std::int64_t, console::InstanceDetail> instanceDetails;
    std::map<std::int64_t, std::string> definitions;
    std::vector<std::pair<std::string, std::string>> processNames;
    std::vector<console::AlertItem> alertItems;

    // ── how it behaves ──
    QStringList commands;
    QStringList questions;
    /// The next command is refused with this.
    std::optional<Error> refuseNext;
    /// Every question that begins with this word fails ("close"); empty: none.
    QString failQuestion;
    /// What such a question is answered with.
    Error failure{"console.unexpected", "The database is busy. Try again in a moment."};
    bool holdReplies = false;
    /// What a command changes, before it is answered ("runStep" → …).
    std::map<QString, std::function<void()>> onCommand;

    /// Delivers what was held, in order.
    void deliver();
    [[nodiscard]] int heldReplies() const { return int(m_held.size()); }
    void commit(const console::Committed& what);
    void setEngine(EngineInfo info);
    [[nodiscard]] Session sessionOf(const std::string& user) const;

    [[nodiscard]] EngineInfo engine() const override { return engineInfo; }
    [[nodiscard]] Instant now() const override { return clock->now(); }
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
    void later(std::function<void()> answer);
    template <typename T>
    void answer(const QString& question, Reply<T> reply, Result<T> value);
    template <typename T>
    void obey(const Session& session, const QString& name, const QStringList& arguments, Reply<T> reply,
              Result<T> value);

    std::queue<std::function<void()>> m_held;
};

} // namespace habitat::ui
