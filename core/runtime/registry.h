// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bpmn/task_definition.h"
#include "core/runtime/command.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// Who does the work of service tasks, and who reacts to domain events. Filled before the engine opens, then
/// read only.
namespace habitat::runtime {

/// One job, as its handler sees it.
struct JobInfo
{
    JobKey key;
    std::string type;
    /// 1 for the first attempt.
    int attempt = 1;
    InstanceKey instance;
    ElementInstanceKey elementInstance;
    std::string elementId;
    std::string processId;
    std::string businessKey;
    std::string correlation;
    /// The element's job headers (zeebe:taskHeaders), evaluated.
    bpmn::Properties headers;
    /// The element's properties (zeebe:properties).
    bpmn::Properties properties;
    /// The same over all attempts of this job, and unlike that of any other.
    std::string idempotencyKey;
    /// Who released the job, where it was held, or asked for this attempt: then its work is done in their
    /// name.
    std::optional<Actor> releasedBy;
};

/// The job could not be done. `error.retryable` says whether the same attempt may succeed later: then it is
/// tried again while attempts last, else it becomes an incident at once.
struct Failure
{
    Error error;
};

/// A business outcome that the process itself may catch at an error boundary event.
struct BpmnError
{
    std::string code;
    std::string message;
    feel::Context variables;
};

/// Done, with the variables to write; or not.
using HandlerResult = std::variant<feel::Context, Failure, BpmnError>;

/// What a local handler works with: the writer's own transaction. What it writes commits together with the
/// completion of its job, or not at all. Throwing InvariantBroken or DbError is a failure and takes its
/// effects back, as Failure and BpmnError do.
class HandlerContext : public OperationContext
{
public:
    [[nodiscard]] virtual const JobInfo& job() const = 0;
    /// The variables that the job sees (inner scopes shadow outer ones, input mappings applied).
    [[nodiscard]] virtual const feel::Context& variables() const = 0;
    /// True in a preview: all will be rolled back.
    [[nodiscard]] virtual bool isPreview() const = 0;
};

using LocalHandler = std::function<HandlerResult(HandlerContext&)>;

/// What a remote handler works with, on a thread of the pool, after the commit. At least once: where
/// `mayHaveRun` is true, an earlier attempt with the same idempotency key was started and its end is unknown.
struct RemoteJob
{
    JobInfo job;
    feel::Context variables;
    bool mayHaveRun = false;
};

using RemoteHandler = std::function<HandlerResult(const RemoteJob&)>;
/// Asks the outside what became of an attempt whose end is unknown; nullopt: not there, run it again.
using RemoteInquiry = std::function<std::optional<HandlerResult>(const RemoteJob&)>;

/// What to record of an attempt whose end is unknown, in a transaction of its own that commits before the
/// outside is asked.
using RemoteDoubt = std::function<Operation(const JobInfo&)>;

/// What follows from a domain event, in the transaction that published it.
using Reaction = std::function<std::vector<Command>(const store::DomainEvent&, db::Connection&)>;

class Registry
{
public:
    struct Remote
    {
        RemoteHandler run;
        RemoteInquiry inquire;
        RemoteDoubt doubt;
    };

    void local(std::string jobType, LocalHandler handler);
    void remote(std::string jobType, RemoteHandler handler, RemoteInquiry inquire = {},
                RemoteDoubt doubt = {});
    /// Several reactions to one name run in the order of their registration.
    void onDomainEvent(std::string name, Reaction reaction);

    [[nodiscard]] const LocalHandler* findLocal(std::string_view jobType) const;
    [[nodiscard]] const Remote* findRemote(std::string_view jobType) const;
    [[nodiscard]] const std::vector<Reaction>& reactionsTo(std::string_view eventName) const;

private:
    std::map<std::string, LocalHandler, std::less<>> m_local;
    std::map<std::string, Remote, std::less<>> m_remote;
    std::map<std::string, std::vector<Reaction>, std::less<>> m_reactions;
};

} // namespace habitat::runtime
