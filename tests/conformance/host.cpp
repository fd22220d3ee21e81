// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/host.h"

#include "core/runtime/verify_instances.h"
#include "core/store/chain.h"
#include "core/store/witness.h"
#include "tests/conformance/outcome.h"

#include <algorithm>

namespace habitat::conformance {

namespace {

const Actor person{"kermit", {Role::Administrator}};

/// The rules that a model breaks.
std::string rulesOf(const Error& error)
{
    std::string rules;
    for (const auto& problem : error.context.value("problems", nlohmann::json::array()))
        if (problem.at("severity") == "error") rules += " [" + problem.at("code").get<std::string>() + ']';
    return rules;
}

template <typename T>
T orRefused(Result<T> result)
{
    if (result) return *std::move(result);
    const auto& error = result.error();
    throw Refused(error.code + ": " + error.message + rulesOf(error));
}

} // namespace

Host::Host()
    : m_clock(std::make_shared<ManualClock>(Instant(std::chrono::sys_days(std::chrono::year(2026) / 4 / 1))))
{
    open();
}

void Host::open()
{
    runtime::Options options;
    options.database = m_folder.filePath("scenario.db").toStdString();
    options.clock = m_clock;
    options.threaded = false;
    options.host = "conformance";
    m_engine = orRefused(runtime::Engine::open(options, {}));
    m_reader.emplace(orRefused(db::Connection::open(options.database, db::OpenMode::ReadOnly)));
}

void Host::reopen()
{
    m_reader.reset();
    m_engine.reset();
    open();
}

runtime::Outcome Host::execute(runtime::CommandBody body)
{
    auto outcome = orRefused(m_engine->execute({std::move(body), person, {}, {}}));
    m_engine->runUntilIdle();
    return outcome;
}

void Host::command(InstanceKey instance, engine::Command command)
{
    execute(runtime::InstanceCommand{instance, std::move(command)});
}

void Host::advanceTo(Instant moment)
{
    m_clock->set(std::max(m_clock->now(), moment));
}

void Host::verify()
{
    const auto chain = store::verifyChain(reader());
    if (!chain) throw Mismatch("the journal is broken: " + chain.error().message);
    for (const auto& violation : store::verifyRows(reader()))
        throw Mismatch("rows that do not fit: " + violation.message);
    for (const auto& violation : runtime::verifyInstances(reader()))
        throw Mismatch("an instance does not fit its journal: " + violation.message);
}

} // namespace habitat::conformance
