// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/sample.h"

#include "core/base/calendar.h"
#include "core/console/cooperative.h"
#include "core/console/initialise.h"
#include "core/console/resources.h"
#include "core/console/tie_out.h"
#include "core/identity/users.h"
#include "core/intake/imports.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace habitat::console {

namespace {

using nlohmann::json;
using runtime::OperationContext;

std::string fileNamed(std::string_view name)
{
    return fmt::format("samples/{}/{}", pineRidge, name);
}

Status perform(runtime::Engine& engine, runtime::Operation operation)
{
    TRY(engine.execute({std::move(operation), Actor::system(), "Sample", {}}));
    return {};
}

Result<RoleSet> rolesFrom(const json& names)
{
    RoleSet roles;
    for (const auto& name : names) {
        const auto role = parseRole(name.get<std::string>());
        if (!role)
            return fail("console.sample.role",
                        fmt::format("The sample names an unknown role {}.", name.dump()));
        roles.insert(*role);
    }
    return roles;
}

/// One hash for all: they share the sample's password, which everybody knows.
Result<runtime::Operation> addPeople(const json& people, identity::PasswordCost cost)
{
    std::vector<identity::NewUser> users;
    const auto hash = TRY(identity::hashPassword("sample", samplePassword(), cost));
    for (const auto& person : people)
        users.push_back({person.at("user").get<std::string>(), person.at("name").get<std::string>(),
                         TRY(rolesFrom(person.at("roles"))), hash});
    return runtime::Operation{"sample.people",
                              json::object(),
                              [users](OperationContext& context) -> Result<json> {
                                  for (const auto& user : users)
                                      TRY(identity::addUser(context.work(), user));
                                  return json{{"added", users.size()}};
                              },
                              {}};
}

Result<runtime::Operation> tieOut(const json& statement)
{
    treasury::TieOutEntry entry;
    entry.period = statement.at("period").get<std::string>();
    entry.statementDate = TRY(parseDate(statement.at("date").get<std::string>()));
    entry.bankBalance = Money(statement.at("balance_minor").get<std::int64_t>());
    return tieOutOperation(std::move(entry));
}

} // namespace

Status fillSample(runtime::Engine& engine, identity::PasswordCost cost, SamplePolicy policy)
{
    const auto sample = json::parse(TRY(readResource(fileNamed("sample.json"))));
    TRY(perform(engine, TRY(addPeople(sample.at("people"), cost))));
    if (policy == SamplePolicy::Own)
        TRY(perform(engine,
                    TRY(intake::ratifyPolicy("policy.json", TRY(readResource(fileNamed("policy.json")))))));
    TRY(perform(engine,
                TRY(intake::importMembers("members.csv", TRY(readResource(fileNamed("members.csv")))))));
    TRY(perform(engine,
                TRY(intake::importJournal("journal.csv", TRY(readResource(fileNamed("journal.csv")))))));
    TRY(perform(engine, TRY(intake::importContributions("contributions.csv",
                                                        TRY(readResource(fileNamed("contributions.csv")))))));
    engine.runUntilIdle();
    return perform(engine, TRY(tieOut(sample.at("bank_statement"))));
}

} // namespace habitat::console
