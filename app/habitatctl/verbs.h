// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/habitatctl/invocation.h"

#include <optional>
#include <string>
#include <vector>

/// The verbs, by the noun that they are about. Each answers once; what it prints is main's business.
namespace habitat::ctl {

// ── co-op ──
struct InitRequest
{
    std::string name;
    std::string currency = "USD";
    std::string policy;
    std::string sample;
};
Result<Answer> init(const Invocation& invocation, const InitRequest& request);
/// `what`: members, contributions, journal, drafts or policy.
Result<Answer> importFile(const Invocation& invocation, const std::string& what, const std::string& file);
struct UserRequest
{
    std::string login;
    std::string displayName;
    std::vector<std::string> roles;
    std::string passwordFile;
};
Result<Answer> addUser(const Invocation& invocation, const UserRequest& request);
/// A change to an account that there is.
struct AccountRequest
{
    std::string login;
    std::vector<std::string> roles;
    std::string reason;
    /// First line: one's old password where it is one's own; then the new one.
    std::string passwordFile;
};
Result<Answer> setRoles(const Invocation& invocation, const AccountRequest& request);
Result<Answer> deactivateUser(const Invocation& invocation, const AccountRequest& request);
Result<Answer> changePassword(const Invocation& invocation, const AccountRequest& request);
Result<Answer> listUsers(const Invocation& invocation);
Result<Answer> listMembers(const Invocation& invocation);
Result<Answer> setMemberStatus(const Invocation& invocation, const std::string& number,
                               const std::string& status, const std::string& reason);
struct ContributionsRequest
{
    /// Each may be empty: all.
    std::string period;
    std::string state;
    std::string member;
};
Result<Answer> listContributions(const Invocation& invocation, const ContributionsRequest& request);
Result<Answer> showContribution(const Invocation& invocation, const std::string& reference);
struct ContributionOrder
{
    std::string reference;
    std::string reason;
    /// How a dispute is settled.
    people::DisputeOutcome outcome = people::DisputeOutcome::Upheld;
    // What is entered, or said anew.
    std::string member;
    std::string category;
    std::optional<std::int64_t> valueMinor;
    std::string date;
    std::optional<std::string> description;
};
Result<Answer> draftContribution(const Invocation& invocation, const ContributionOrder& order);
Result<Answer> reviseContribution(const Invocation& invocation, const ContributionOrder& order);
Result<Answer> submitContribution(const Invocation& invocation, const ContributionOrder& order);
Result<Answer> withdrawContribution(const Invocation& invocation, const ContributionOrder& order);
Result<Answer> disputeContribution(const Invocation& invocation, const ContributionOrder& order);
Result<Answer> settleDispute(const Invocation& invocation, const ContributionOrder& order);
Result<Answer> takeBackup(const Invocation& invocation);
Result<Answer> verify(const Invocation& invocation);

// ── close ──
struct CloseStart
{
    std::string period;
    /// Minor units; none: from the journal.
    std::optional<std::int64_t> netIncomeMinor;
};
Result<Answer> closeStart(const Invocation& invocation, const CloseStart& request);
/// `until` 0: as far as it can go. An empty period means the one whose close is under way.
Result<Answer> closeRun(const Invocation& invocation, const std::string& period, int until);
Result<Answer> closeSign(const Invocation& invocation, const std::string& period, int step,
                         const std::string& note);
Result<Answer> closeRetry(const Invocation& invocation, const std::string& period);
struct UndoRequest
{
    std::string period;
    int to = 0;
    std::string reason;
    /// Who confirms it; empty: nobody, whoever has a shell may.
    std::string second;
};
Result<Answer> closeUndo(const Invocation& invocation, const UndoRequest& request);
Result<Answer> listPeriods(const Invocation& invocation);
struct ReopenRequest
{
    std::string period;
    std::string reason;
    std::string second;
    /// Of the Board; needed where the period is locked.
    std::string board;
    bool preview = false;
};
Result<Answer> reopenPeriod(const Invocation& invocation, const ReopenRequest& request);
Result<Answer> closeShow(const Invocation& invocation, const std::string& period);
Result<Answer> closePreview(const Invocation& invocation, const std::string& period, int step);
struct TieOutRequest
{
    std::string period;
    std::string date;
    std::int64_t balanceMinor = 0;
    std::string explanation;
};
Result<Answer> tieOut(const Invocation& invocation, const TieOutRequest& request);
Result<Answer> deferContribution(const Invocation& invocation, const std::string& reference,
                                 const std::string& period, const std::string& reason);
Result<Answer> statements(const Invocation& invocation, const std::string& period);
Result<Answer> demoClose(const Invocation& invocation);

// ── books ──
Result<Answer> allocations(const Invocation& invocation, const std::string& period);
Result<Answer> journal(const Invocation& invocation, const std::string& period, const std::string& ledger);
Result<Answer> balances(const Invocation& invocation, const std::string& ledger);
Result<Answer> listDrafts(const Invocation& invocation);
Result<Answer> postDraft(const Invocation& invocation, const std::string& key);
Result<Answer> discardDraft(const Invocation& invocation, const std::string& key, const std::string& reason);
struct PaymentRequest
{
    std::string key;
    /// Of the return, of the notice, or of what the bank has paid.
    std::string date;
    std::string reason;
    /// What the bank calls it.
    std::string reference;
    /// Who stands for a payment beside --as.
    std::string second;
};
Result<Answer> listPayments(const Invocation& invocation, const std::string& period);
Result<Answer> returnPayment(const Invocation& invocation, const PaymentRequest& request);
Result<Answer> payAgain(const Invocation& invocation, const PaymentRequest& request);
Result<Answer> confirmPayment(const Invocation& invocation, const PaymentRequest& request);
Result<Answer> unclaimedPayment(const Invocation& invocation, const PaymentRequest& request);
struct ExportRequest
{
    /// allocations | journal
    std::string what;
    std::string period;
    std::string ledger;
    /// By its ending: .csv or .xlsx.
    std::string file;
};
Result<Answer> exportFile(const Invocation& invocation, const ExportRequest& request);

// ── work ──
Result<Answer> instances(const Invocation& invocation, const std::string& state, const std::string& process);
Result<Answer> show(const Invocation& invocation, const std::string& key);
enum class Whose : std::uint8_t { Everybodys, Mine };
Result<Answer> tasks(const Invocation& invocation, Whose whose);
Result<Answer> decide(const Invocation& invocation, const std::string& key, const std::string& decision,
                      const std::string& note);
Result<Answer> retry(const Invocation& invocation, const std::string& key);
Result<Answer> definitions(const Invocation& invocation);
Result<Answer> validateDefinition(const Invocation& invocation, const std::string& file);
Result<Answer> deployDefinition(const Invocation& invocation, const std::string& file);
Result<Answer> start(const Invocation& invocation, const std::string& process, const std::string& key,
                     const std::string& variables);

} // namespace habitat::ctl
