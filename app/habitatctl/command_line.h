// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/habitatctl/invocation.h"
#include "app/habitatctl/verbs.h"

#include <CLI/CLI.hpp>

namespace habitat::ctl {

/// The grammar of the command line: options common to all verbs, and the verbs. After a parse, the verb that
/// was given and its invocation.
class CommandLine
{
public:
    explicit CommandLine(CLI::App& app);

    [[nodiscard]] const Verb& verb() const { return m_verb; }
    [[nodiscard]] const Invocation& invocation() const { return m_invocation; }
    [[nodiscard]] bool needsDatabase() const { return m_needsDatabase; }

private:
    void addGlobals(CLI::App& app);
    void addCooperative(CLI::App& app);
    void addImports(CLI::App& app);
    void addMembers(CLI::App& app);
    void addUsers(CLI::App& app);
    void addContributions(CLI::App& app);
    void addEntries(CLI::App& contributions);
    void addReference(CLI::App& verb);
    /// A verb that takes a reference and a reason.
    CLI::App* orderOn(CLI::App& contributions, const char* name, const char* what);
    CLI::Option* addAmount(CLI::App& verb, const char* what);
    void addClose(CLI::App& app);
    void addCloseOrders(CLI::App& close);
    void addPeriods(CLI::App& app);
    void addBooks(CLI::App& app);
    void addPayments(CLI::App& app);
    void addWork(CLI::App& app);
    void addDefinitions(CLI::App& app);
    /// What the verb runs when it was given.
    void on(CLI::App* verb, Verb run);

    Invocation m_invocation;
    Verb m_verb;
    bool m_needsDatabase = true;
    // Where the options of the verbs land.
    InitRequest m_init;
    UserRequest m_user;
    AccountRequest m_account;
    ContributionsRequest m_contributions;
    ContributionOrder m_contribution;
    CloseStart m_start;
    UndoRequest m_undo;
    ReopenRequest m_reopen;
    TieOutRequest m_tieOut;
    ExportRequest m_export;
    PaymentRequest m_payment;
    std::string m_drill;
    std::string m_period;
    std::string m_file;
    std::string m_key;
    std::string m_note;
    std::string m_reason;
    std::string m_ledger;
    std::string m_state;
    std::string m_process;
    std::string m_variables;
    std::int64_t m_netIncome = 0;
    int m_step = 0;
    int m_until = 0;
    bool m_fromJournal = false;
    bool m_mine = false;
    bool m_asDraft = false;
};

/// What is wrong with an amount in minor units on the command line; empty where it is one.
std::string minorUnits(const std::string& text);

} // namespace habitat::ctl
