// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/console.h"
#include "core/console/initialise.h"

#include <QByteArray>
#include <QString>
#include <QTemporaryDir>

#include <memory>
#include <string>

namespace habitat::test {

/// Asks for the sample in this file, with passwords that cost little.
[[nodiscard]] console::NewCooperative sampleAt(const QString& path);

/// How a co-op of a test begins.
struct Beginning
{
    /// Empty: nobody and nothing, but one person for each role that closes take.
    std::string sample = "pine-ridge";
    /// The text of a policy.json; empty: the sample's own.
    QByteArray policy = {};
};

/// The Pine Ridge sample, or an empty co-op, in a folder of its own, with a clock that stands on 4 May 2026.
/// One thread: whoever gives a command pumps the engine.
class SampleCooperative
{
public:
    explicit SampleCooperative(const Beginning& beginning = {});

    /// Opens the co-op again, as after a restart; what was open before is closed.
    console::Console& open(int drillStep = 0, int drillTimes = 0);
    void close();

    [[nodiscard]] console::Console& console() { return *m_console; }
    [[nodiscard]] console::Questions& questions() { return *m_questions; }
    [[nodiscard]] ManualClock& clock() { return *m_clock; }
    [[nodiscard]] const std::string& database() const { return m_database; }
    /// Somebody of the sample, by login.
    console::Session as(const std::string& login);

    /// Writes a file beside the database; the path.
    [[nodiscard]] std::string file(const QString& name, const QByteArray& content) const;
    /// Signs whatever the step still asks for, by sample people.
    Status signStep(int step);
    /// Signs and runs from the current step up to this one.
    Status runTo(int step);
    /// Moves the clock to the next attempts until the step is done or has an incident.
    void letRetriesPass(int step);
    console::CloseView view();
    /// "ledger account balance" a line, accounts at zero left out: the books as they stand.
    std::string books();

    static constexpr auto period = "2026-Q1";

private:
    QTemporaryDir m_folder;
    std::string m_database;
    std::shared_ptr<ManualClock> m_clock;
    std::unique_ptr<console::Console> m_console;
    std::unique_ptr<console::Questions> m_questions;
};

} // namespace habitat::test
