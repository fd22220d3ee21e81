// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/calendar.h"
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/console/close_views.h"
#include "core/console/questions.h"
#include "core/console/session.h"
#include "core/console/work_views.h"
#include "core/people/contribution.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace habitat::runtime {
struct Operation;
}

namespace habitat::console {

struct OpenOptions
{
    std::string database;
    /// Who hosts the engine, told to others who try ("habitat-console").
    std::string host;
    std::shared_ptr<Clock> clock;
    std::uint64_t seed = 0;
    /// Without threads the caller pumps the engine (tests).
    bool threaded = true;
    /// Argon2id at its lowest cost, for tests.
    bool cheapPasswords = false;
    /// Training drill: this step fails this many times (0: until the drill ends).
    int drillStep = 0;
    int drillTimes = 0;
};

/// How the net income of a close is found.
struct NetIncomeSource
{
    /// None: from the journal of the period. Else as entered by the person who starts the close.
    std::optional<Money> entered;
};

/// What the bank says that account 1110 holds at the end of a period; a difference to the books needs words.
struct TieOutEntry
{
    Date statementDate{};
    Money statementBalance;
    std::string explanation;
};

struct NewUser
{
    std::string user;
    std::string displayName;
    RoleSet roles;
    std::string password;
};

struct PasswordChange
{
    /// Only asked for where people change their own.
    std::string old;
    std::string fresh;
};

/// Who consents to the reopening of a period beside the person who orders it.
struct Beside
{
    std::optional<Session> second = {};
    /// Of the Board.
    std::optional<Session> board = {};
};

/// What was committed: enough to know which views must read again.
struct Committed
{
    std::int64_t lastSeq = 0;
    std::vector<std::int64_t> instances;
    bool books = false;
};

/// A co-op that is open in this program: its engine, and every command that a person may give.
/// Commands may be called from any thread, block until durable, and check permission in core.
class Console
{
public:
    static Result<std::unique_ptr<Console>> open(OpenOptions options);
    ~Console();

    // ── signing in ──
    Result<Session> signIn(const std::string& user, const std::string& password);
    /// Signs a sample person in; refused unless the co-op is the sample.
    Result<Session> signInSample(const std::string& user);
    /// See Questions::assume.
    Result<Session> assume(const std::string& user);
    Status addUser(const Session& session, const NewUser& user);
    /// Instead of the roles that the person had. The last active Administrator stays one.
    Status setRoles(const Session& session, const std::string& user, RoleSet roles,
                    const std::string& reason);
    /// The person may not sign in any more, and does nothing more where signed in already.
    Status deactivateUser(const Session& session, const std::string& user, const std::string& reason);
    /// One's own, with the old password; another's by an Administrator, where none is asked for.
    Status changePassword(const Session& session, const std::string& user, const PasswordChange& change);
    /// Marks a drill that was asked for in OpenOptions in the audit; without one does nothing.
    Status beginDrill(const Session& session);

    // ── period close ──
    Status startClose(const Session& session, const std::string& period, NetIncomeSource netIncome);
    /// Releases the step whose turn it is and waits for its end; the refusal names the precondition.
    Status runStep(const Session& session, const std::string& period, int step);
    /// Tries the step again at once, also where the next attempt waits for its time. Refused with why the new
    /// attempt failed, and "cause_gone": false in the context, where the cause is still there.
    Status retryStep(const Session& session, const std::string& period, int step);
    Status signStep(const Session& session, const std::string& period, int step, const std::string& note);
    /// At a desk a second person, who signed in as well, has to confirm it; from a command line one may.
    Status undoTo(const Session& session, const std::string& period, int step, const std::string& reason,
                  const std::optional<Session>& second = {});
    /// For corrections, once the close has ended; takes a second person wherever it is asked for, and
    /// somebody of the Board where the period is locked.
    Status reopenPeriod(const Session& session, const std::string& period, const std::string& reason,
                        const Beside& beside);
    /// The step's own handler, run and rolled back.
    Result<StepDetail> previewStep(const Session& session, const std::string& period, int step);
    /// Mends of step 1's preconditions, see Check::action.
    Result<std::string> takeBackup(const Session& session);
    Status enterTieOut(const Session& session, const std::string& period, const TieOutEntry& entry);
    Status deferContribution(const Session& session, const std::string& reference, const std::string& period,
                             const std::string& reason);
    Status attachEvidence(const Session& session, const std::string& period, int step,
                          const std::string& path);
    /// Marks it as opened by this person, and copies the kept file, under its own name, into the folder
    /// "opened" beside the evidence, where it stays; the path of the copy.
    Result<std::string> openEvidence(const Session& session, std::int64_t evidence);

    // ── payments, each by its key ──
    /// A paid one came back on that day.
    Result<nlohmann::json> returnPayment(const Session& session, const std::string& payment, Date returnedOn,
                                         const std::string& reason);
    /// Pays what came back or failed, in the name of two people; at a desk the second signed in as well.
    /// Again after the program stopped in the middle of it, asks the bank before anything is sent twice.
    Result<nlohmann::json> payAgain(const Session& session, const std::string& payment,
                                    const std::optional<Session>& second);
    /// The bank has made it already, as it says under that reference, and these books do not know: recorded
    /// without being sent, in the name of two people as above. Also before step 10. No day: today.
    Result<nlohmann::json> confirmPayment(const Session& session, const std::string& payment,
                                          const std::string& reference, std::optional<Date> paidOn,
                                          const std::optional<Session>& second);
    /// What came back and is not paid again; `noticeOn`: the day the member was told, none for today.
    Result<nlohmann::json> markUnclaimed(const Session& session, const std::string& payment,
                                         std::optional<Date> noticeOn, const std::string& reason);

    // ── contributions, each by its reference; answers {"reference","state","value_minor"} ──
    Result<nlohmann::json> draftContribution(const Session& session, const people::ContributionEntry& entry);
    /// A draft, or what its reviewer has asked about.
    Result<nlohmann::json> reviseContribution(const Session& session, const std::string& reference,
                                              const people::ContributionChange& change,
                                              const std::string& reason);
    /// Its approval starts.
    Result<nlohmann::json> submitContribution(const Session& session, const std::string& reference);
    /// What nobody has looked at yet is taken back by who submitted it; its approval ends.
    Result<nlohmann::json> withdrawContribution(const Session& session, const std::string& reference,
                                                const std::string& reason);
    /// What is approved counts no more until somebody else has settled it.
    Result<nlohmann::json> disputeContribution(const Session& session, const std::string& reference,
                                               const std::string& reason);
    /// Upheld it is approved and valued again; rejected, its journal is reversed too.
    Result<nlohmann::json> settleDispute(const Session& session, const std::string& reference,
                                         const people::Settlement& settlement);

    // ── inbox ──
    Status decideTask(const Session& session, const std::string& task, const std::string& decision,
                      const std::string& note);
    Status claimTask(const Session& session, const std::string& task);
    Status unclaimTask(const Session& session, const std::string& task);

    // ── instances and alerts ──
    Result<std::int64_t> startProcess(const Session& session, const std::string& process,
                                      const std::string& businessKey, const nlohmann::json& variables);
    /// Retries every open incident of the instance, and makes attempts now that wait for their time; of a
    /// close as retryStep does. Refused with why something failed again, and "cause_gone": false in the
    /// context.
    Status retryInstance(const Session& session, std::int64_t instance, const std::string& reason);
    Status cancelInstance(const Session& session, std::int64_t instance, const std::string& reason);
    Status acknowledgeAlert(const Session& session, const std::string& cause);
    Status snoozeAlert(const Session& session, const std::string& cause, Duration by);
    /// Takes an acknowledgement or a snooze back.
    Status reopenAlert(const Session& session, const std::string& cause);

    // ── what goes in, processes ──
    Result<nlohmann::json> importMembers(const Session& session, const std::string& file);
    /// `status`: active, inactive, suspended or withdrawn. "people.member.unknown",
    /// "people.member.status_same", "people.reason_missing".
    Status changeMemberStatus(const Session& session, const std::string& number, const std::string& status,
                              const std::string& reason);
    Result<nlohmann::json> importContributions(const Session& session, const std::string& file);
    Result<nlohmann::json> importJournal(const Session& session, const std::string& file);
    /// The same file, as drafts that somebody has to post or discard.
    Result<nlohmann::json> importDrafts(const Session& session, const std::string& file);
    /// Answers {"journal","status"}; over the policy's threshold a draft that nobody stands for yet stays
    /// one, until a second person posts it.
    Result<nlohmann::json> postDraft(const Session& session, std::int64_t journal);
    Status discardDraft(const Session& session, std::int64_t journal, const std::string& reason);
    Result<nlohmann::json> ratifyPolicy(const Session& session, const std::string& file);
    Result<nlohmann::json> deployDefinition(const Session& session, const std::string& file);
    /// One PDF a member of a locked period; returns the folder.
    Result<std::string> writeStatements(const Session& session, const std::string& period);

    // ── watching ──
    /// Calls back after each commit, from the writer's thread: hand over, do not block.
    /// The callback ends when the returned handle is destroyed.
    [[nodiscard]] std::shared_ptr<void> onCommitted(std::function<void(const Committed&)> sink);
    /// Questions on a read-only connection of its own; one a thread.
    [[nodiscard]] Result<std::unique_ptr<Questions>> questions() const;
    /// Works, or waits, until nothing is due by the clock.
    void runUntilIdle();
    /// Why the engine cannot write now (a full disk, say) and goes on trying by itself; none while it can.
    /// Any thread.
    [[nodiscard]] std::optional<Error> trouble() const;

private:
    struct Impl;
    Status execute(const Session& session, runtime::Operation operation, std::string reason = {});
    Result<nlohmann::json> ask(const Session& session, runtime::Operation operation, std::string reason = {});
    explicit Console(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace habitat::console
