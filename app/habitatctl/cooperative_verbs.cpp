// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/habitatctl/text_table.h"
#include "app/habitatctl/verbs.h"

#include "core/console/initialise.h"

#include <fmt/format.h>

namespace habitat::ctl {

namespace {

using nlohmann::json;

std::string violationsText(const char* what, const std::vector<Error>& violations)
{
    auto text = fmt::format("{:<12} {}\n", what,
                            violations.empty() ? "sound" : fmt::format("{} violations", violations.size()));
    for (const auto& violation : violations)
        text += fmt::format("  {}: {}\n", violation.code, violation.message);
    return text;
}

json violationsJson(const std::vector<Error>& violations)
{
    auto list = json::array();
    for (const auto& violation : violations)
        list.push_back(toJson(violation));
    return list;
}

} // namespace

Result<Answer> init(const Invocation& invocation, const InitRequest& request)
{
    console::NewCooperative cooperative;
    cooperative.database = invocation.database;
    cooperative.name = request.name;
    if (request.name.empty() && !request.sample.empty()) cooperative.name = console::pineRidgeName;
    cooperative.currency = request.currency;
    cooperative.policyFile = request.policy;
    cooperative.sample = request.sample;
    cooperative.cheapPasswords = invocation.cheapPasswords;
    TRY(console::initialise(cooperative, std::make_shared<SystemClock>()));
    return Answer{{{"database", invocation.database}, {"name", cooperative.name}, {"sample", request.sample}},
                  fmt::format("Made {} in {}.\n", cooperative.name, invocation.database)};
}

Result<Answer> importFile(const Invocation& invocation, const std::string& what, const std::string& file)
{
    auto desk = TRY(openDesk(invocation));
    auto& console = *desk.console;
    json imported;
    if (what == "members")
        imported = TRY(console.importMembers(desk.session, file));
    else if (what == "contributions")
        imported = TRY(console.importContributions(desk.session, file));
    else if (what == "journal")
        imported = TRY(console.importJournal(desk.session, file));
    else if (what == "drafts")
        imported = TRY(console.importDrafts(desk.session, file));
    else
        imported = TRY(console.ratifyPolicy(desk.session, file));
    console.runUntilIdle();
    imported["file"] = file;
    if (what == "policy")
        return Answer{imported,
                      fmt::format("Policy {} v{} is on record: ratified on {}, entered on {}.\n",
                                  imported["policy"].get<std::string>(), imported["version"].get<int>(),
                                  imported.value("ratified_on", "no day yet"),
                                  imported["entered_on"].get<std::string>())};
    const auto added = imported["added"].get<std::int64_t>();
    const auto unchanged = imported["unchanged"].get<std::int64_t>();
    const auto changed = imported.value("changed", std::int64_t(0));
    auto text =
        added + changed == 0
            ? fmt::format("Nothing new in {}: all {} rows are here already.\n", file, unchanged)
            : fmt::format("Imported {} {} from {}; {} were here already.\n", added, what, file, unchanged);
    if (changed > 0)
        text += fmt::format("{} on the roll were changed; what they were before is kept.\n", changed);
    if (const auto pending = imported.value("pending", std::int64_t(0)); pending > 0)
        text += fmt::format("{} wait for approval.\n", pending);
    return Answer{std::move(imported), std::move(text)};
}

Result<Answer> listMembers(const Invocation& invocation)
{
    auto reader = TRY(openReader(invocation));
    Answer answer;
    answer.document["members"] = json::array();
    TextTable table({{"number", Align::Right},
                     {"name", Align::Left},
                     {"admitted", Align::Left},
                     {"class", Align::Left},
                     {"status", Align::Left},
                     {"mail", Align::Left}});
    for (const auto& member : TRY(reader.questions->members(reader.session))) {
        const auto memberClass = std::string(people::toText(member.memberClass));
        const auto status = std::string(people::toText(member.status));
        answer.document["members"].push_back({{"number", member.number},
                                              {"name", member.name},
                                              {"admitted_on", habitat::toText(member.admittedOn)},
                                              {"class", memberClass},
                                              {"status", status},
                                              {"email", member.email}});
        table.add({member.number, member.name, habitat::toText(member.admittedOn), memberClass, status,
                   member.email});
    }
    answer.text = table.plain();
    return answer;
}

Result<Answer> setMemberStatus(const Invocation& invocation, const std::string& number,
                               const std::string& status, const std::string& reason)
{
    auto desk = TRY(openDesk(invocation));
    TRY(desk.console->changeMemberStatus(desk.session, number, status, reason));
    return Answer{{{"number", number}, {"status", status}},
                  fmt::format("Member {} is {}.\n", number, status)};
}

Result<Answer> takeBackup(const Invocation& invocation)
{
    auto desk = TRY(openDesk(invocation));
    const auto path = TRY(desk.console->takeBackup(desk.session));
    return Answer{{{"path", path}}, fmt::format("Backup taken: {}\n", path)};
}

Result<Answer> verify(const Invocation& invocation)
{
    auto reader = TRY(openReader(invocation));
    const auto proof = TRY(reader.questions->verify(reader.session));
    Answer answer;
    answer.failed = !proof.isSound();
    answer.document = {{"sound", proof.isSound()},
                       {"rows", violationsJson(proof.rows)},
                       {"books", violationsJson(proof.books)},
                       {"allocations", violationsJson(proof.allocations)},
                       {"records", violationsJson(proof.records)},
                       {"chain", violationsJson(proof.chain)},
                       {"integrity", violationsJson(proof.integrity)},
                       {"journal_records", proof.journalRecords},
                       {"chain_head", proof.chainHead}};
    if (answer.failed)
        answer.document["error"] = {{"code", "verify.violations"},
                                    {"message", "The books, the journal's chain or the file are not sound."},
                                    {"context", json::object()}};
    answer.text = violationsText("Rows", proof.rows) + violationsText("Books", proof.books) +
                  violationsText("Allocations", proof.allocations) +
                  violationsText("Records", proof.records) + violationsText("Audit chain", proof.chain) +
                  violationsText("File", proof.integrity) +
                  fmt::format("{} records, head {}\n", proof.journalRecords, proof.chainHead);
    return answer;
}

} // namespace habitat::ctl
