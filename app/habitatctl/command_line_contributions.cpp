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

    const auto order = [&](const char* name, const char* what) {
        auto* verb = all->add_subcommand(name, what);
        verb->add_option("REFERENCE", m_contribution.reference, "The contribution")->required();
        verb->add_option("--reason", m_contribution.reason, "Why; stays on record")->required();
        return verb;
    };
    auto* withdraw = order("withdraw", "Take back what was submitted and nobody has reviewed yet");
    on(withdraw,
       [this](const Invocation& invocation) { return withdrawContribution(invocation, m_contribution); });
    auto* dispute = order("dispute", "What was approved counts no more until the dispute is settled");
    on(dispute,
       [this](const Invocation& invocation) { return disputeContribution(invocation, m_contribution); });
    auto* settle = order("settle", "End a dispute: by neither who submitted it nor who raised it");
    auto* outcome = settle->add_option_group("outcome");
    auto* approve = outcome->add_flag_callback(
        "--approve", [this] { m_contribution.outcome = people::DisputeOutcome::Upheld; },
        "It counts after all");
    outcome->add_flag_callback(
        "--reject", [this] { m_contribution.outcome = people::DisputeOutcome::Rejected; },
        "It does not count; a journal is reversed");
    outcome->require_option(1);
    auto* amount = settle->add_option("--amount", m_value, "What it is worth, in minor units; else as stated")
                       ->check(minorUnits)
                       ->needs(approve);
    on(settle, [this, amount](const Invocation& invocation) {
        if (amount->count() > 0) m_contribution.valueMinor = m_value;
        return settleDispute(invocation, m_contribution);
    });
}

} // namespace habitat::ctl
