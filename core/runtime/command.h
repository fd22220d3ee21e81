// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/actor.h"
#include "core/base/keys.h"
#include "core/base/result.h"
#include "core/engine/command.h"
#include "core/feel/value.h"
#include "core/store/unit_of_work.h"

#include <functional>
#include <string>
#include <variant>

/// What the engine can be asked. Plain values, built on any thread; `Operation::run` is called by the writer.
namespace habitat::runtime {

struct Command;
struct Outcome;

/// Starts an instance of a deployed process.
struct StartProcess
{
    std::string processId;
    /// Empty: none. Refused ("runtime.business_key.taken") where an instance of the process that was neither
    /// cancelled nor compensated has it.
    std::string businessKey;
    feel::Context variables;
    /// What this instance has in common with others across contexts; empty: "process:key".
    std::string correlation;
    /// 0: the newest.
    int version = 0;
    /// Id of the event to start at, as if it had happened; empty: the process begins by itself.
    std::string startEvent = {};
};

/// Carried to whoever waits for it: in each process to one instance, or it starts one; else it waits for a
/// receiver as long as it lives. Answers {"message", "received": [instances], "started": [instances],
/// "waiting"}; of an id that came before {"message", "repeated"}.
struct PublishMessage
{
    std::string name;
    /// Fits subscriptions with the same key and those without one; empty: all of the name.
    std::string correlation = {};
    /// Chosen by the sender: the same id again is the same message.
    std::string id = {};
    feel::Context variables = {};
    /// Zero: now or never.
    Duration timeToLive{0};
    /// Only for the instance with this business key, or for the one that it starts; empty: any.
    std::string businessKey = {};
};

/// Carried to everybody who waits for it, in every instance, and starts every process that it starts. Answers
/// as PublishMessage does.
struct BroadcastSignal
{
    std::string name;
    feel::Context variables = {};
};

/// Starts every process whose start condition holds with these variables.
struct EvaluateStartConditions
{
    feel::Context variables;
};

/// A command of the machine, for one instance.
struct InstanceCommand
{
    InstanceKey instance;
    engine::Command command;
};

/// The writer's transaction, as an operation sees it.
class OperationContext
{
public:
    virtual ~OperationContext() = default;
    [[nodiscard]] virtual store::UnitOfWork& work() = 0;
    /// Executes another command now, in this transaction and in the name of its `by`. Where it is refused,
    /// return the error (then nothing of this operation stays) or go on without it (then nothing of that
    /// command stays).
    virtual Result<Outcome> perform(const Command& command) = 0;
    /// Executes another command after this operation has returned, in the same transaction. Where it is
    /// refused, all is refused.
    virtual void follow(Command command) = 0;
};

/// Something of a context (People, Agreements, Treasury, Identity …) to be done in the writer's transaction.
struct Operation
{
    /// "people.contribution.submit": the kind of the journal's record.
    std::string name;
    /// Written to the journal; secrets do not belong here.
    nlohmann::json arguments = nlohmann::json::object();
    /// The answer becomes Outcome::result. An error, DbError or InvariantBroken takes all its effects back.
    std::function<Result<nlohmann::json>(OperationContext&)> run;
    std::string correlation;
};

using CommandBody = std::variant<StartProcess, InstanceCommand, Operation, PublishMessage, BroadcastSignal,
                                 EvaluateStartConditions>;

struct Command
{
    CommandBody body;
    Actor by = Actor::system();
    /// Why, in the words of the person; kept in the journal.
    std::string reason;
    /// A key chosen by the caller: the same key again returns the recorded outcome and writes nothing.
    std::string clientKey;
};

/// What became of a command that was not refused. It is durable when the caller sees this.
struct Outcome
{
    /// The journal's record.
    std::int64_t seq = 0;
    /// The instance that was started or commanded; none for an operation.
    InstanceKey instance;
    /// What an operation answered.
    nlohmann::json result;
};

/// "instance.start", "job.complete", or the operation's name.
std::string kindOf(const CommandBody& body);

} // namespace habitat::runtime
