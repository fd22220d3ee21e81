// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/initialise.h"

#include "core/agreements/policy.h"
#include "core/base/calendar.h"
#include "core/base/files.h"
#include "core/base/text.h"
#include "core/console/cooperative.h"
#include "core/console/currency.h"
#include "core/console/handlers.h"
#include "core/console/place.h"
#include "core/console/resources.h"
#include "core/console/sample.h"
#include "core/intake/imports.h"
#include "core/runtime/deployment.h"
#include "core/runtime/engine.h"
#include "core/runtime/host_lock.h"

#include <fmt/format.h>

#include <filesystem>

namespace habitat::console {

namespace {

Status checkFree(const std::string& database)
{
    std::error_code failed;
    if (std::filesystem::is_directory(database, failed))
        return fail("console.exists",
                    fmt::format("“{}” is a folder; a co-op is a file. Name one within it, like “{}”.",
                                database, (std::filesystem::path(database) / "habitat.db").string()),
                    {{"path", database}});
    // The link itself counts: where it leads nowhere, following it would throw.
    if (std::filesystem::exists(std::filesystem::symlink_status(database, failed)))
        return fail("console.exists",
                    fmt::format("“{}” exists already; nothing was changed. Choose another file.", database),
                    {{"path", database}});
    return {};
}

Status checkRequest(const NewCooperative& request)
{
    if (isBlank(request.name)) return fail("console.name", "A co-op needs a name. Give it one.");
    TRY(checkCurrency(request.currency));
    if (!request.sample.empty() && request.sample != pineRidge)
        return fail("console.sample",
                    fmt::format("There is no sample “{}”; there is {}.", request.sample, pineRidge),
                    {{"sample", request.sample}});
    return checkFree(request.database);
}

runtime::Operation found(const NewCooperative& request)
{
    return {"cooperative.found",
            {{"name", request.name}, {"currency", request.currency}, {"sample", request.sample}},
            [request](runtime::OperationContext& context) -> Result<nlohmann::json> {
                store::foundCooperative(context.work(), {request.name, request.currency, request.sample});
                return nlohmann::json{{"name", request.name}};
            },
            {}};
}

Status deployProcesses(runtime::Engine& engine)
{
    for (const auto* name : {"processes/period-close.bpmn", "processes/contribution-approval.bpmn"}) {
        auto xml = TRY(readResource(name));
        TRY(engine.execute({runtime::deployment(name, std::move(xml)), Actor::system(), {}, {}}));
    }
    return {};
}

/// Without a policy of its own a co-op shares by the default one, in force since ever, until it ratifies
/// another.
Result<runtime::Operation> policyFor(const NewCooperative& request)
{
    if (!request.policyFile.empty())
        return intake::ratifyPolicy(request.policyFile, TRY(readFile(request.policyFile)));
    agreements::Policy byDefault;
    byDefault.ratifiedOn = byDefault.effectiveFrom = dateFromDays(0);
    return intake::ratifyPolicy("default policy", agreements::toJson(byDefault));
}

Status fill(runtime::Engine& engine, const NewCooperative& request)
{
    TRY(engine.execute({found(request), Actor::system(), {}, {}}));
    TRY(deployProcesses(engine));
    if (!request.policyFile.empty() || request.sample.empty())
        TRY(engine.execute({TRY(policyFor(request)), Actor::system(), {}, {}}));
    if (!request.sample.empty())
        TRY(fillSample(engine,
                       request.cheapPasswords ? identity::PasswordCost::cheapest()
                                              : identity::PasswordCost::interactive(),
                       request.policyFile.empty() ? SamplePolicy::Own : SamplePolicy::AsGiven));
    return {};
}

void removeDatabase(const std::string& database)
{
    std::error_code ignored;
    for (const auto* suffix : {"", "-wal", "-shm", "-journal", ".lock"})
        std::filesystem::remove(database + suffix, ignored);
}

/// Fills a database and closes it, so that all of it is in the one file.
Status fillAt(const std::string& database, const NewCooperative& request, std::shared_ptr<Clock> clock)
{
    // What is there is of an attempt that was stopped.
    removeDatabase(database);
    Status filled;
    {
        runtime::Options options;
        options.database = database;
        options.clock = std::move(clock);
        options.host = "initialisation";
        options.threaded = false;
        auto engine =
            runtime::Engine::open(std::move(options), makeRegistry({}, std::make_shared<close::Drill>()));
        filled = engine ? fill(**engine, request) : fail(std::move(engine).error());
    }
    if (filled && std::filesystem::exists(database + "-wal"))
        filled = unwritable(database, "the disk took only part of it");
    if (!filled) removeDatabase(database);
    std::error_code ignored;
    std::filesystem::remove(database + ".lock", ignored);
    return filled;
}

} // namespace

NewCooperative sampleAt(std::string database)
{
    NewCooperative sample;
    sample.database = std::move(database);
    sample.name = pineRidgeName;
    sample.sample = pineRidge;
    return sample;
}

/// A co-op is made under another name and gets its own when it is whole: whoever is stopped on the way leaves
/// nothing behind that looks like one.
Status initialise(const NewCooperative& wanted, std::shared_ptr<Clock> clock)
{
    auto request = wanted;
    request.database = TRY(realPlace(wanted.database));
    TRY(checkRequest(request));
    const auto lock = TRY(runtime::HostLock::take(request.database, "initialisation", clock->now()));
    TRY(checkFree(request.database));
    auto made = replaceFile(request.database,
                            [&](const std::string& draft) { return fillAt(draft, request, clock); });
    if (!made) removeDatabase(request.database);
    return made;
}

} // namespace habitat::console
