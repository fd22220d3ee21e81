// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/habitatctl/command_line.h"

namespace habitat::ctl {

void CommandLine::addContributions(CLI::App& app)
{
    auto* all = app.add_subcommand("contributions", "What members brought, and what is disputed about it");
    all->require_subcommand(1);
    std::vector<std::string> states;
    for (const auto state : people::allContributionStates)
        states.emplace_back(people::toText(state));
    auto* list = all->add_subcommand("list", "In the order in which they came");
    list->add_option("--period", m_contributions.period, "Only those that count in it, as 2026-Q1");
    list->add_option("--state", m_contributions.state, "Only those in this state")
        ->check(CLI::IsMember(states));
    list->add_option("--member", m_contributions.member, "Only of the member with this number");
    on(list, [this](const Invocation& invocation) { return listContributions(invocation, m_contributions); });
    auto* show = all->add_subcommand("show", "One contribution, with approvals and history");
    show->add_option("REFERENCE", m_key, "The contribution")->required();
    on(show, [this](const Invocation& invocation) { return showContribution(invocation, m_key); });

    addEntries(*all);

    auto* withdraw = orderOn(*all, "withdraw", "Take back what was submitted and nobody has reviewed yet");
    on(withdraw,
       [this](const Invocation& invocation) { return withdrawContribution(invocation, m_contribution); });
    auto* dispute = orderOn(*all, "dispute", "What was approved counts no more until the dispute is settled");
    on(dispute,
       [this](const Invocation& invocation) { return disputeContribution(invocation, m_contribution); });
    auto* settle = orderOn(*all, "settle", "End a dispute: by neither who submitted it nor who raised it");
    auto* outcome = settle->add_option_group("outcome");
    auto* approve = outcome->add_flag_callback(
        "--approve", [this] { m_contribution.outcome = people::DisputeOutcome::Upheld; },
        "It counts after all");
    outcome->add_flag_callback(
        "--reject", [this] { m_contribution.outcome = people::DisputeOutcome::Rejected; },
        "It does not count; a journal is reversed");
    outcome->require_option(1);
    addAmount(*settle, "What it is worth, in minor units; else as stated")->needs(approve);
    on(settle, [this](const Invocation& invocation) { return settleDispute(invocation, m_contribution); });
}

void CommandLine::addEntries(CLI::App& all)
{
    auto* draft = all.add_subcommand("draft", "Enter one in the name of --as; it is submitted later");
    addReference(*draft);
    draft->add_option("--member", m_contribution.member, "Admission number of who brought it")->required();
    draft->add_option("--category", m_contribution.category, "A category of the policy")->required();
    addAmount(*draft, "What it is worth, in minor units; hours and the like too, in hundredths")->required();
    draft->add_option("--date", m_contribution.date, "The day of it")->required();
    draft->add_option("--description", m_contribution.description, "What it was");
    on(draft, [this](const Invocation& invocation) { return draftContribution(invocation, m_contribution); });

    auto* revise = orderOn(all, "revise", "Say a draft anew, or what its reviewer has asked about");
    auto* what = revise->add_option_group("what");
    addAmount(*what, "Its value, in minor units");
    what->add_option("--date", m_contribution.date, "The day of it");
    what->add_option("--description", m_contribution.description, "What it was");
    what->require_option(1, 3);
    on(revise,
       [this](const Invocation& invocation) { return reviseContribution(invocation, m_contribution); });

    auto* submit = all.add_subcommand("submit", "Let a draft be reviewed");
    addReference(*submit);
    on(submit,
       [this](const Invocation& invocation) { return submitContribution(invocation, m_contribution); });
}

void CommandLine::addReference(CLI::App& verb)
{
    verb.add_option("REFERENCE", m_contribution.reference, "The contribution")->required();
}

CLI::App* CommandLine::orderOn(CLI::App& all, const char* name, const char* what)
{
    auto* verb = all.add_subcommand(name, what);
    addReference(*verb);
    verb->add_option("--reason", m_contribution.reason, "Why; stays on record")->required();
    return verb;
}

CLI::Option* CommandLine::addAmount(CLI::App& verb, const char* what)
{
    return verb.add_option("--amount", m_contribution.valueMinor, what)->check(minorUnits);
}

} // namespace habitat::ctl
