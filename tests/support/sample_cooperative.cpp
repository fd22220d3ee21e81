// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/sample_cooperative.h"

#include "core/base/calendar.h"

#include <fmt/format.h>

#include <QFile>

#include <cctype>
#include <stdexcept>

namespace habitat::test {

namespace {

template <typename T>
T must(Result<T> result)
{
    if (!result) throw std::runtime_error(result.error().code + ": " + result.error().message);
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

} // namespace

console::NewCooperative sampleAt(const QString& path)
{
    console::NewCooperative request;
    request.database = path.toStdString();
    request.name = "Pine Ridge Cooperative";
    request.sample = "pine-ridge";
    request.cheapPasswords = true;
    return request;
}

SampleCooperative::SampleCooperative(const Beginning& beginning)
    : m_database(m_folder.filePath("pine-ridge.db").toStdString()),
      m_clock(std::make_shared<ManualClock>(must(parseInstant("2026-05-04T09:00:00Z"))))
{
    auto request = sampleAt(QString::fromStdString(m_database));
    request.sample = beginning.sample;
    if (!beginning.policy.isEmpty()) request.policyFile = file("policy.json", beginning.policy);
    must(console::initialise(request, m_clock));
    if (!beginning.sample.empty()) return;
    open();
    for (const Role role : {Role::Administrator, Role::Reviewer, Role::Allocator, Role::Treasurer,
                            Role::Board, Role::Auditor}) {
        std::string login(habitat::toText(role));
        login.front() = char(std::tolower(login.front()));
        must(m_console->addUser(as(""), {login, login, {role}, "words of " + login}));
    }
}

std::string SampleCooperative::file(const QString& name, const QByteArray& content) const
{
    QFile out(m_folder.filePath(name));
    if (!out.open(QIODevice::WriteOnly) || out.write(content) != content.size())
        throw std::runtime_error("no test file");
    return out.fileName().toStdString();
}

console::Console& SampleCooperative::open(int drillStep, int drillTimes)
{
    close();
    console::OpenOptions options;
    options.database = m_database;
    options.host = "test";
    options.clock = m_clock;
    options.seed = 1;
    options.threaded = false;
    options.cheapPasswords = true;
    options.drillStep = drillStep;
    options.drillTimes = drillTimes;
    m_console = must(console::Console::open(std::move(options)));
    m_questions = must(m_console->questions());
    must(m_console->beginDrill(as("")));
    return *m_console;
}

void SampleCooperative::close()
{
    m_questions.reset();
    m_console.reset();
}

console::Session SampleCooperative::as(const std::string& login)
{
    return must(m_console->assume(login));
}

console::CloseView SampleCooperative::view()
{
    return must(m_questions->close(as("administrator"), period));
}

Status SampleCooperative::signStep(int step)
{
    const auto now = view().steps[std::size_t(step - 1)];
    for (const auto& slot : now.signatures) {
        if (slot.isGiven()) continue;
        Status given = fail("test.nobody", "nobody may sign");
        for (const auto* login : {"reviewer", "allocator", "treasurer", "administrator", "board"}) {
            if (!as(login).actor.roles.intersects(slot.mayBe)) continue;
            given = m_console->signStep(as(login), period, step, "");
            if (given) break;
        }
        TRY(given);
    }
    return {};
}

void SampleCooperative::letRetriesPass(int step)
{
    for (int guard = 0; guard < 20; ++guard) {
        m_console->runUntilIdle();
        const auto now = view().steps[std::size_t(step - 1)];
        if (now.state != console::StepState::Retrying) return;
        m_clock->set(*now.nextAttemptAt);
    }
}

Status SampleCooperative::runTo(int step)
{
    if (view().state == "none") TRY(m_console->startClose(as("allocator"), period, {}));
    for (int next = view().currentStep; next != 0 && next <= step; next = view().currentStep) {
        TRY(signStep(next));
        TRY(m_console->runStep(as("treasurer"), period, next));
    }
    return {};
}

std::string SampleCooperative::books()
{
    std::string text;
    for (const auto& row : must(m_questions->balances(as("auditor"), {})))
        if (!row.balance.isZero())
            text += fmt::format("{} {} {}\n", row.ledger, row.account, toText(row.balance));
    return text;
}

} // namespace habitat::test
