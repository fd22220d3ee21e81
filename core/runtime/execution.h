// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/decide.h"
#include "core/runtime/kernel.h"
#include "core/runtime/projection.h"
#include "core/store/messages.h"

#include <functional>
#include <list>
#include <optional>

namespace habitat::runtime {

/// Executes one command, with all that follows from it, in the writer's open transaction: everything of it,
/// or nothing but the record of its refusal. The writer's. Database failures that concern more than this
/// command pass through as db::DbError: then the whole group is lost.
class Execution : public store::FirstUse
{
public:
    enum class Mode : std::uint8_t {
        Normal,
        /// Under a savepoint from the start: finds the one command that breaks its group.
        Careful,
        Preview,
    };

    Execution(Kernel& kernel, Effects& group, Mode mode);
    ~Execution() override;

    /// A refused command leaves its record.
    Result<Outcome> command(const Command& command);
    /// What the runtime asks by itself; where it is refused, nothing stays, not even a record.
    Result<Outcome> internal(InstanceKey instance, engine::Command command);
    /// Runs the local handler of a job and completes it, or records the failed attempt. A job that may not
    /// run (any more) is passed over.
    void job(const ReadyJob& ready);
    /// Starts the instance that is due, and notes when the next one is.
    void startTimer(const store::StartEventRow& row);
    /// The handler's result alone.
    Result<HandlerResult> previewJob(const ReadyJob& ready);
    void beforeFirstUse() override { expose(); }

private:
    class WorkContext;
    class JobContext;
    struct Nested;
    struct Staged
    {
        InstanceKey key;
        Live* base = nullptr; ///< none: started in this command
        std::shared_ptr<const engine::Model> model;
        std::string correlation;
        std::optional<engine::InstanceState> next;
        std::size_t newEvents = 0;

        [[nodiscard]] const engine::InstanceState& state() const { return next ? *next : base->state; }
    };
    struct FollowUp
    {
        std::function<Status()> run;
        int depth = 0;
    };

    // Where a message or signal went.
    struct Delivery
    {
        std::vector<InstanceKey> received;
        std::vector<InstanceKey> started;
        bool isWaiting = false;

        [[nodiscard]] bool reachedAnybody() const { return !received.empty() || !started.empty(); }
        [[nodiscard]] nlohmann::json toJson() const;
    };
    struct StartedBy
    {
        std::string key;
        std::string businessKey;
        feel::Context variables;
    };

    // One attempt at the whole: kept for the group, or taken back.
    template <typename Work>
    Result<Outcome> attempt(Work work);
    Error caught(const std::exception& error);
    void keep();
    void takeBack();
    void expose();
    void flush();
    void keepTestimony();
    void forgetTestimony();
    Status drain();
    void follow(std::function<Status()> run);

    std::optional<Result<Outcome>> recorded(const Command& command);
    Status authorise(const Command& command);
    Result<Outcome> refuse(const Command& command, Error error);

    std::size_t addRecord(std::string kind, const Actor& by, std::int64_t cause);
    std::size_t addRecord(const Command& command, std::int64_t cause);
    Result<Outcome> perform(const Command& command, std::int64_t cause);
    Result<Outcome> performNested(const Command& command, std::int64_t cause);
    Result<Outcome> performBody(const StartProcess& start, const Command& command, std::size_t record);
    Result<Outcome> performBody(const InstanceCommand& body, const Command& command, std::size_t record);
    Result<Outcome> performBody(const Operation& operation, const Command& command, std::size_t record);

    Result<Outcome> performBody(const PublishMessage& body, const Command& command, std::size_t record);
    Result<Outcome> performBody(const BroadcastSignal& body, const Command& command, std::size_t record);
    Result<Outcome> performBody(const EvaluateStartConditions& body, const Command& command,
                                std::size_t record);

    Result<bool> wake(const store::SubscriptionRow& row, const feel::Context& variables, const Actor& by,
                      std::int64_t cause);
    Result<InstanceKey> startAt(const store::StartEventRow& row, const StartedBy& with, const Actor& by,
                                std::int64_t cause);
    Result<Delivery> deliver(const store::MessageRow& message, const Actor& by, std::int64_t cause);
    Result<Delivery> publish(store::MessageRow message, const Actor& by, std::int64_t cause);
    Result<Delivery> broadcast(const std::string& name, const feel::Context& variables, MessageKey before,
                               const Actor& by, std::int64_t cause);
    void observeMessages(const Staged& staged, const engine::Event& event, const Actor& by,
                         std::int64_t cause);
    Status receiveWaiting(InstanceKey instance, const engine::SubscriptionOpened& opened, const Actor& by,
                          std::int64_t cause);
    Status releaseStart(const std::string& processId, const std::string& key, const Actor& by,
                        std::int64_t cause);
    Status announce(const store::DomainEvent& event);

    Result<Staged*> stage(InstanceKey key);
    Status checkBusinessKey(std::string_view processId, const std::string& businessKey);
    Result<InstanceKey> create(std::shared_ptr<const engine::Model> model, engine::CreateInstance create,
                               std::string correlation, const Actor& by, std::size_t record);
    Status decideOn(Staged& staged, const engine::Command& command, const Actor& by, std::size_t record);
    void adopt(Staged& staged, engine::Decision decision, const engine::Command& command, const Actor& by,
               std::size_t record);
    void observe(const Staged& staged, const engine::Event& event, const Actor& by, std::int64_t cause);
    void count(const Staged& staged, const Change& change);
    void observePublished(const store::Publications& publications);
    Status tell(const store::Publications& publications);
    bool hears(const std::string& eventName);

    Status startCalled(const Staged& caller, const engine::CallStarted& call, const Actor& by,
                       std::int64_t cause);
    Status cancelCalled(InstanceKey caller, ElementInstanceKey element, const Actor& by, std::int64_t cause);
    Status answerCaller(const engine::CallOrigin& origin, engine::Command answer, const Actor& by,
                        std::int64_t cause);
    void followEnd(const Staged& staged, const std::vector<engine::Event>& events, const Actor& by,
                   std::int64_t cause);

    HandlerResult callHandler(const LocalHandler& handler, const Staged& staged, const JobInfo& info,
                              std::int64_t seq);
    Result<Outcome> runHandler(const LocalHandler& handler, const JobInfo& info,
                               std::optional<BpmnError>& thrown);
    void recordFailure(InstanceKey instance, JobKey job, const Error& error);
    void writeSnapshot(const Staged& staged, Live& live);
    void check(const Staged& staged);

    Kernel& m_kernel;
    Effects& m_group;
    Mode m_mode;
    std::int64_t m_baseSeq;
    std::optional<db::Savepoint> m_savepoint;
    std::optional<store::Journal::Mark> m_journalMark;
    std::vector<store::JournalEntry> m_records;
    std::list<Staged> m_staged;
    Nested* m_nested = nullptr;
    std::vector<Change> m_changes;
    std::size_t m_flushed = 0;
    Effects m_effects;
    std::list<FollowUp> m_followUps;
    int m_depth = 0;
    bool m_keeping = false;
};

} // namespace habitat::runtime
