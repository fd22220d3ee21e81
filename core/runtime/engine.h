// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/runtime/command.h"
#include "core/runtime/registry.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace habitat::runtime {

/// Whether a person may give a command. Called by the writer, inside its transaction, for every command that
/// does not come from the system itself; the connection is for reading.
using Authorise = std::function<Status(const Actor&, const Command&, db::Connection&)>;

struct Options
{
    /// Path of the database; created where absent.
    std::string database;
    std::shared_ptr<Clock> clock;
    /// Everything random (jitter of retries) follows from it.
    std::uint64_t seed = 0;
    /// Who hosts the engine, told to others who try ("habitat-console").
    std::string host = "habitat";
    /// Without threads the caller pumps: execute() and runUntilIdle() do the work on the caller's thread.
    bool threaded = true;
    int workers = 2;
    /// How long the writer waits for company before it commits a lone command; 0: not at all.
    Duration commitInterval{0};
    /// Commands and jobs that share one commit at most.
    std::size_t maxGroup = 1000;
    /// Instances kept in memory; more are read from disk when they are wanted.
    std::size_t cachedInstances = 10'000;
    Authorise authorise;
    /// After each command, rebuilds the instances it changed from disk and compares them with memory (for
    /// tests; a difference breaks an invariant).
    bool selfCheck = false;
};

/// What one commit brought, in order.
struct Committed
{
    std::int64_t firstSeq = 0;
    std::int64_t lastSeq = 0;
    Instant at;
    /// Each once.
    std::vector<InstanceKey> instances;
    /// Names of what was published.
    std::set<std::string> domainEvents;
    /// Kinds of the commands in it, each once, refused ones too.
    std::vector<std::string> kinds;
};

using EventSink = std::function<void(const Committed&)>;

/// Ends the subscription when the last copy is gone. May outlive the engine.
using Subscription = std::shared_ptr<void>;

enum class EngineState : std::uint8_t {
    Running,
    /// The database failed; the engine tries again by itself.
    Recovering,
    Stopped,
};

struct EngineStatus
{
    EngineState state = EngineState::Running;
    std::int64_t lastSeq = 0;
    std::optional<Instant> lastCommitAt;
    /// Commands accepted and not yet committed.
    std::size_t queued = 0;
    /// Why it is recovering.
    std::optional<Error> problem;
};

/// The one writer of a database: takes commands from any thread, executes them in groups that share a commit,
/// runs local jobs and timers when they are due, hands remote jobs to its pool after the commit.
/// It owns the file while it lives; a second one is refused ("runtime.hosted") and told who hosts it.
class Engine
{
public:
    static Result<std::unique_ptr<Engine>> open(Options options, Registry registry);
    /// Stops after the group in work; commands still waiting are refused ("runtime.stopped").
    ~Engine();
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    /// Returns once the command is durable, or with the refusal. Any thread but the writer's.
    Result<Outcome> execute(Command command);
    /// `done` is called once it is durable or refused, by the writer's thread; it must not block.
    void submit(Command command, std::function<void(const Result<Outcome>&)> done);

    /// The real thing, rolled back: runs the operation with all that follows from it and returns its answer.
    Result<nlohmann::json> preview(Operation operation, Actor by);
    /// Runs the local handler of an open job (held ones too) and rolls it back.
    Result<HandlerResult> previewJob(JobKey job, Actor by);

    /// `sink` is called after each commit, in order, by the writer's thread; it must not block.
    [[nodiscard]] Subscription onCommitted(EventSink sink);

    /// Threadless: works until nothing is due by the clock. Threaded: waits until that is so.
    void runUntilIdle();
    /// Looks at the clock again; for clocks that are moved by hand under a threaded engine.
    void wake();
    [[nodiscard]] EngineStatus status() const;

private:
    struct Impl;
    explicit Engine(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace habitat::runtime
