// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/execution.h"
#include "core/runtime/registry.h"

#include <optional>

namespace habitat::runtime {

/// An operation's view of the execution that it runs in. The writer's.
class Execution::WorkContext : public OperationContext
{
public:
    WorkContext(Execution& execution, const Actor& actor, std::int64_t seq, const std::string& correlation)
        : m_execution(execution), m_actor(actor), m_seq(seq), m_correlation(correlation)
    {
    }

    store::UnitOfWork& work() override
    {
        if (!m_work)
            m_work.emplace(m_execution.m_kernel.db, m_execution.m_kernel.keys, m_execution.m_kernel.now,
                           m_actor, CommandKey(m_seq), m_correlation, &m_execution);
        return *m_work;
    }

    Result<Outcome> perform(const Command& command) override
    {
        return m_execution.performNested(command, m_seq);
    }

    void follow(Command command) override
    {
        m_execution.follow([&execution = m_execution, command = std::move(command), seq = m_seq] {
            return Status(execution.perform(command, seq).map([](const Outcome&) {}));
        });
    }

    /// What was published is told, once the operation is done.
    void finish()
    {
        if (m_work) m_execution.observePublished(m_work->publications());
    }

private:
    Execution& m_execution;
    const Actor& m_actor;
    std::int64_t m_seq;
    const std::string& m_correlation;
    std::optional<store::UnitOfWork> m_work;
};

/// A local handler's view.
class Execution::JobContext final : public HandlerContext
{
public:
    JobContext(WorkContext& context, const JobInfo& info, const feel::Context& variables, Mode mode)
        : m_context(context), m_info(info), m_variables(variables), m_mode(mode)
    {
    }

    store::UnitOfWork& work() override { return m_context.work(); }
    Result<Outcome> perform(const Command& command) override { return m_context.perform(command); }
    void follow(Command command) override { m_context.follow(std::move(command)); }
    [[nodiscard]] const JobInfo& job() const override { return m_info; }
    [[nodiscard]] const feel::Context& variables() const override { return m_variables; }
    [[nodiscard]] bool isPreview() const override { return m_mode == Mode::Preview; }

private:
    WorkContext& m_context;
    const JobInfo& m_info;
    const feel::Context& m_variables;
    Mode m_mode;
};

} // namespace habitat::runtime
