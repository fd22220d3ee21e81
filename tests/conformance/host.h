// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/engine.h"

#include <QTemporaryDir>

#include <memory>
#include <optional>
#include <string>

/// The engine under test: on a database of its own, threadless, with a clock moved by hand. It can be closed
/// and opened again, as after the end of its program.
namespace habitat::conformance {

class Host
{
public:
    Host();

    void reopen();

    /// Works until nothing is due; throws Refused.
    runtime::Outcome execute(runtime::CommandBody body);
    void command(InstanceKey instance, engine::Command command);
    void runUntilIdle() { m_engine->runUntilIdle(); }
    /// Never back.
    void advanceTo(Instant moment);

    [[nodiscard]] Instant now() const { return m_clock->now(); }
    [[nodiscard]] db::Connection& reader() { return *m_reader; }

    /// Throws Mismatch where the journal, the rows and the instances do not agree.
    void verify();

private:
    void open();

    QTemporaryDir m_folder;
    std::shared_ptr<ManualClock> m_clock;
    std::unique_ptr<runtime::Engine> m_engine;
    std::optional<db::Connection> m_reader;
};

} // namespace habitat::conformance
