// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/habitatctl/command_line.h"

#include "core/console/drill.h"
#include "core/console/initialise.h"
#include "core/console/work_views.h"

#include <fmt/format.h>

#include <cstdlib>

namespace habitat::ctl {

namespace {

constexpr auto periodHelp = "The period, as 2026-Q1, 2026-03 or 2026";
constexpr auto currentPeriodHelp = "The period; the one whose close is under way where left out";

/// Nobody's name is not the same as no name: a script whose variable is empty must not act as somebody else.
std::string notEmpty(const std::string& text)
{
    return text.empty() ? "the value is empty; leave the option out, or give it one" : "";
}

std::string tableFile(const std::string& path)
{
    const bool known = path.ends_with(".csv") || path.ends_with(".xlsx");
    return known ? "" : fmt::format("“{}” does not end in .csv or .xlsx", path);
}

} // namespace

/// Whole minor units in decimal. Left to itself the parser reads 010 as eight, an empty word as zero, and
/// what is too large as the largest number that fits.
std::string minorUnits(const std::string& text)
{
    constexpr std::size_t mostDigits = 18;
    auto digits = std::string_view(text);
    if (digits.starts_with('-')) digits.remove_prefix(1);
    const bool whole = !digits.empty() && digits.find_first_not_of("0123456789") == std::string_view::npos;
    if (whole && digits.size() <= mostDigits && (digits == "0" || digits.front() != '0')) return {};
    return fmt::format("“{}” is not an amount in whole minor units, as 1850000 or -2500 (at most {} digits)",
                       text, mostDigits);
}

CommandLine::CommandLine(CLI::App& app)
{
    app.require_subcommand(1);
    app.fallthrough();
    addGlobals(app);
    addCooperative(app);
    addClose(app);
    addPeriods(app);
    addBooks(app);
    addPayments(app);
    addWork(app);
    addDefinitions(app);
}

void CommandLine::on(CLI::App* verb, Verb run)
{
    verb->callback([this, run = std::move(run)] { m_verb = run; });
}

void CommandLine::addGlobals(CLI::App& app)
{
    app.set_version_flag("--version", HABITAT_VERSION);
    app.add_option("--database", m_invocation.database, "The co-op's database file")
        ->envname("HABITAT_DATABASE")
        ->check(notEmpty);
    app.add_option("--as", m_invocation.user, "In whose name; an Administrator where left out")
        ->check(notEmpty);
    app.add_flag("--json", m_invocation.json, "One JSON document on standard output");
    app.add_option("--drill", m_drill, "Training drill: fail-step=N[,times=K] makes step N of the close fail")
        ->check([this](const std::string& text) {
            const auto spec = console::parseDrill(text);
            if (!spec)
                return fmt::format("must be fail-step=N[,times=K] with N from 1 to {}", console::stepCount);
            m_invocation.drillStep = spec->step;
            m_invocation.drillTimes = spec->times;
            return std::string();
        });
}

void CommandLine::addCooperative(CLI::App& app)
{
    auto* init = app.add_subcommand("init", "Make a new co-op in --database");
    init->add_option("--name", m_init.name, "What the co-op is called");
    init->add_option("--currency", m_init.currency, "ISO 4217 code")->capture_default_str();
    init->add_option("--policy", m_init.policy, "policy.json to ratify at once");
    init->add_option("--sample", m_init.sample, fmt::format("Fill it with a sample: {}", console::pineRidge));
    on(init, [this](const Invocation& invocation) { return ctl::init(invocation, m_init); });

    addImports(app);
    addMembers(app);
    addUsers(app);
    addContributions(app);

    on(app.add_subcommand("backup", "Copy the database, consistently, and record the copy"), takeBackup);
    on(app.add_subcommand("verify", "Prove books, allocations, audit chain and file"), verify);

    auto* demo = app.add_subcommand("demo", "The sample, from beginning to end");
    demo->require_subcommand(1);
    on(demo->add_subcommand("close", "Make the sample co-op, and close and lock its quarter"), demoClose);
}

void CommandLine::addImports(CLI::App& app)
{
    auto* import = app.add_subcommand("import", "Bring a file in: all of it or nothing");
    import->require_subcommand(1);
    for (const std::string what : {"members", "contributions", "journal", "policy"}) {
        auto* verb = import->add_subcommand(what, fmt::format("Import {}", what));
        verb->add_option("FILE", m_file, "The file")->required();
        if (what == "journal")
            verb->add_flag("--draft", m_asDraft, "As drafts that somebody posts or discards later");
        on(verb, [this, what](const Invocation& invocation) {
            return importFile(invocation, m_asDraft ? "drafts" : what, m_file);
        });
    }
}

void CommandLine::addMembers(CLI::App& app)
{
    auto* members = app.add_subcommand("members", "The roll of members");
    members->require_subcommand(1);
    on(members->add_subcommand("list", "Who is on it, in the order of numbers"), listMembers);
    auto* status =
        members->add_subcommand("set-status", "Change a member's status; the old one stays on record");
    status->add_option("NUMBER", m_key, "Admission number")->required();
    status->add_option("STATUS", m_state, "active, inactive, suspended or withdrawn")->required();
    status->add_option("--reason", m_reason, "Why; stays on record")->required();
    on(status, [this](const Invocation& invocation) {
        return setMemberStatus(invocation, m_key, m_state, m_reason);
    });
}

void CommandLine::addUsers(CLI::App& app)
{
    auto* users = app.add_subcommand("users", "People who sign in");
    users->require_subcommand(1);
    auto* add =
        users->add_subcommand("add", "Add a person; the password comes from standard input or a file");
    add->add_option("NAME", m_user.login, "Login name")->required();
    add->add_option("--roles", m_user.roles, "Roles, separated by commas")->delimiter(',')->required();
    add->add_option("--display-name", m_user.displayName, "Full name");
    add->add_option("--password-file", m_user.passwordFile, "First line is the password");
    on(add, [this](const Invocation& invocation) { return addUser(invocation, m_user); });
    on(users->add_subcommand("list", "Every account, its roles and state"), listUsers);

    const auto ofAccount = [&](const char* name, const char* what) {
        auto* verb = users->add_subcommand(name, what);
        verb->add_option("NAME", m_account.login, "Login name")->required();
        return verb;
    };
    constexpr auto why = "Why; stays on record";
    auto* roles = ofAccount("set-roles", "Give a person these roles instead of those before");
    roles->add_option("--roles", m_account.roles, "Roles, separated by commas")->delimiter(',')->required();
    roles->add_option("--reason", m_account.reason, why)->required();
    on(roles, [this](const Invocation& invocation) { return setRoles(invocation, m_account); });
    auto* leave = ofAccount("deactivate", "Let a person sign in no more; what they did stays theirs");
    leave->add_option("--reason", m_account.reason, why)->required();
    on(leave, [this](const Invocation& invocation) { return deactivateUser(invocation, m_account); });
    auto* password = ofAccount("password", "Change a password: of --as with the old one on a line before it");
    password->add_option("--password-file", m_account.passwordFile, "Else standard input");
    on(password, [this](const Invocation& invocation) { return changePassword(invocation, m_account); });
}

void CommandLine::addClose(CLI::App& app)
{
    auto* close = app.add_subcommand("close", "The period close");
    close->require_subcommand(1);
    auto* start = close->add_subcommand("start", "Begin the close of a period");
    start->add_option("--period", m_start.period, periodHelp)->required();
    auto* fromJournal =
        start->add_flag("--net-income-from-journal", m_fromJournal, "As the ledger shows it (default)");
    auto* entered = start->add_option("--net-income", m_netIncome, "As entered, in minor units")
                        ->check(minorUnits)
                        ->excludes(fromJournal);
    on(start, [this, entered](const Invocation& invocation) {
        if (entered->count() > 0) m_start.netIncomeMinor = m_netIncome;
        return closeStart(invocation, m_start);
    });
    addCloseOrders(*close);

    auto* tie = app.add_subcommand("tie-out", "Enter what the bank says at the end of a period");
    tie->add_option("--period", m_tieOut.period, periodHelp)->required();
    tie->add_option("--date", m_tieOut.date, "Statement date, within the period")->required();
    tie->add_option("--balance", m_tieOut.balanceMinor, "Bank balance in minor units")
        ->required()
        ->check(minorUnits);
    tie->add_option("--explanation", m_tieOut.explanation, "Why it differs from the books");
    on(tie, [this](const Invocation& invocation) { return tieOut(invocation, m_tieOut); });

    auto* defer = app.add_subcommand("defer", "Leave a pending contribution out of a period, by name");
    defer->add_option("REFERENCE", m_key, "The contribution")->required();
    defer->add_option("--period", m_period, periodHelp)->required();
    defer->add_option("--reason", m_reason, "Why")->required();
    on(defer, [this](const Invocation& invocation) {
        return deferContribution(invocation, m_key, m_period, m_reason);
    });

    auto* pages = app.add_subcommand("statements", "Write each member's statement of a locked period as PDF");
    pages->add_option("--period", m_period, periodHelp)->required();
    on(pages, [this](const Invocation& invocation) { return statements(invocation, m_period); });
}

void CommandLine::addCloseOrders(CLI::App& close)
{
    auto* run = close.add_subcommand("run", "Run steps as far as it can go");
    run->add_option("--until", m_until, "Stop after this step")->check(CLI::Range(1, console::stepCount));
    run->add_option("--period", m_period, currentPeriodHelp);
    on(run, [this](const Invocation& invocation) { return closeRun(invocation, m_period, m_until); });

    auto* sign = close.add_subcommand("sign", "Sign a step in the name of --as");
    sign->add_option("--step", m_step, "The step")->required()->check(CLI::Range(1, console::stepCount));
    sign->add_option("--note", m_note, "Kept with the signature");
    sign->add_option("--period", m_period, currentPeriodHelp);
    on(sign,
       [this](const Invocation& invocation) { return closeSign(invocation, m_period, m_step, m_note); });

    auto* retryStep = close.add_subcommand("retry", "Try the step that failed again, now");
    retryStep->add_option("--period", m_period, currentPeriodHelp);
    on(retryStep, [this](const Invocation& invocation) { return closeRetry(invocation, m_period); });

    auto* undo = close.add_subcommand("undo", "Undo back to a step, last step first");
    undo->add_option("--to", m_undo.to, "The step to go back to")
        ->required()
        ->check(CLI::Range(1, console::stepCount));
    undo->add_option("--reason", m_undo.reason, "Why; stays on record")->required();
    undo->add_option("--second", m_undo.second, "Login of the person who confirms it, if any")
        ->check(notEmpty);
    undo->add_option("--period", m_undo.period, currentPeriodHelp);
    on(undo, [this](const Invocation& invocation) { return closeUndo(invocation, m_undo); });

    auto* show = close.add_subcommand("show", "Where the close stands");
    show->add_option("--period", m_period, currentPeriodHelp);
    on(show, [this](const Invocation& invocation) { return closeShow(invocation, m_period); });

    auto* preview = close.add_subcommand("preview", "What a step would read and write; writes nothing");
    preview->add_option("--step", m_step, "The step")->required()->check(CLI::Range(1, console::stepCount));
    preview->add_option("--period", m_period, currentPeriodHelp);
    on(preview, [this](const Invocation& invocation) { return closePreview(invocation, m_period, m_step); });
}

void CommandLine::addPeriods(CLI::App& app)
{
    auto* periods = app.add_subcommand("periods", "The co-op's periods, and how far each is closed");
    periods->require_subcommand(1);
    on(periods->add_subcommand("list", "Every period, oldest first"), listPeriods);
    auto* reopen = periods->add_subcommand(
        "reopen", "Reopen a closed or locked period for corrections; its close is reversed");
    reopen->add_option("--period", m_reopen.period, periodHelp)->required();
    auto* preview = reopen->add_flag("--preview", m_reopen.preview, "Only list what would be done, in order");
    auto* reason = reopen->add_option("--reason", m_reopen.reason, "Why; stays on record");
    auto* second = reopen->add_option("--second", m_reopen.second, "Login of the person who confirms it")
                       ->check(notEmpty);
    reopen->add_option("--board", m_reopen.board, "Login of somebody of the Board, where it is locked")
        ->check(notEmpty);
    reopen->callback([this, preview, reason, second] {
        for (const auto* needed : {reason, second})
            if (preview->count() == 0 && needed->count() == 0) throw CLI::RequiredError(needed->get_name());
        m_verb = [this](const Invocation& invocation) { return reopenPeriod(invocation, m_reopen); };
    });
}

void CommandLine::addBooks(CLI::App& app)
{
    const auto ledgers = CLI::IsMember({"book", "tax"});
    auto* shares = app.add_subcommand("allocations", "Who gets what of a period's surplus");
    shares->add_option("--period", m_period, periodHelp)->required();
    on(shares, [this](const Invocation& invocation) { return allocations(invocation, m_period); });

    auto* entries = app.add_subcommand("journal", "Journals of a period with their postings");
    entries->add_option("--period", m_period, periodHelp)->required();
    entries->add_option("--ledger", m_ledger, "book or tax")->check(ledgers);
    on(entries, [this](const Invocation& invocation) { return journal(invocation, m_period, m_ledger); });

    auto* drafts = app.add_subcommand("drafts", "Journals that wait to be posted");
    drafts->require_subcommand(1);
    on(drafts->add_subcommand("list", "What waits"), listDrafts);
    auto* post = drafts->add_subcommand("post", "Post a draft");
    post->add_option("KEY", m_key, "The draft")->required();
    on(post, [this](const Invocation& invocation) { return postDraft(invocation, m_key); });
    auto* discard = drafts->add_subcommand("discard", "Turn a draft down; it stays visible");
    discard->add_option("KEY", m_key, "The draft")->required();
    discard->add_option("--reason", m_reason, "Why; stays on record")->required();
    on(discard, [this](const Invocation& invocation) { return discardDraft(invocation, m_key, m_reason); });

    auto* totals = app.add_subcommand("balances", "Balance of every account, debit positive");
    totals->add_option("--ledger", m_ledger, "book or tax")->check(ledgers);
    on(totals, [this](const Invocation& invocation) { return balances(invocation, m_ledger); });

    auto* out = app.add_subcommand("export", "Write figures as CSV or XLSX, by the file's ending");
    out->add_option("WHAT", m_export.what, "allocations or journal")
        ->required()
        ->check(CLI::IsMember({"allocations", "journal"}));
    out->add_option("FILE", m_export.file, "Ends in .csv or .xlsx")->required()->check(tableFile);
    out->add_option("--period", m_export.period, periodHelp)->required();
    out->add_option("--ledger", m_export.ledger, "book or tax")->check(ledgers);
    on(out, [this](const Invocation& invocation) { return exportFile(invocation, m_export); });
}

void CommandLine::addPayments(CLI::App& app)
{
    auto* payments = app.add_subcommand("payments", "What became of the payments that a close made");
    payments->require_subcommand(1);
    auto* list = payments->add_subcommand("list", "Payments of a period's surplus");
    list->add_option("--period", m_period, periodHelp)->required();
    on(list, [this](const Invocation& invocation) { return listPayments(invocation, m_period); });

    const auto ofPayment = [&](const char* name, const char* what) {
        auto* verb = payments->add_subcommand(name, what);
        verb->add_option("KEY", m_payment.key, "The payment's key")->required();
        return verb;
    };
    auto* back = ofPayment("return", "Record that a payment came back");
    back->add_option("--on", m_payment.date, "The day it came back")->required();
    back->add_option("--reason", m_payment.reason, "Why; stays on record")->required();
    on(back, [this](const Invocation& invocation) { return returnPayment(invocation, m_payment); });
    auto* again = ofPayment("pay-again", "Pay what came back or failed; two people stand for it");
    again->add_option("--second", m_payment.second, "Login of the second person")->check(notEmpty);
    on(again, [this](const Invocation& invocation) { return payAgain(invocation, m_payment); });
    auto* confirm =
        ofPayment("confirm", "The bank has made it already, and these books do not know: after a restore");
    confirm->add_option("--reference", m_payment.reference, "What the bank calls it; stays on record")
        ->required();
    confirm->add_option("--on", m_payment.date, "The day it was paid; else today");
    confirm->add_option("--second", m_payment.second, "Login of the second person")->check(notEmpty);
    on(confirm, [this](const Invocation& invocation) { return confirmPayment(invocation, m_payment); });
    auto* unclaimed = ofPayment("unclaimed", "What came back is not paid again: nobody claims it");
    unclaimed->add_option("--reason", m_payment.reason, "Why; stays on record")->required();
    unclaimed->add_option("--notice-on", m_payment.date, "The day the member was told; else today");
    on(unclaimed, [this](const Invocation& invocation) { return unclaimedPayment(invocation, m_payment); });
}

void CommandLine::addWork(CLI::App& app)
{
    auto* list = app.add_subcommand("instances", "Workflow instances, newest first");
    list->add_option("--state", m_state, "Only those in this state")
        ->check(CLI::IsMember(console::instanceStates()));
    list->add_option("--process", m_process, "Process id");
    on(list, [this](const Invocation& invocation) { return instances(invocation, m_state, m_process); });

    auto* one = app.add_subcommand("show", "One instance: state, elements, variables, events, problems");
    one->add_option("KEY", m_key, "Instance key or business key")->required();
    on(one, [this](const Invocation& invocation) { return show(invocation, m_key); });

    auto* inbox = app.add_subcommand("tasks", "What waits for a person");
    inbox->add_flag("--mine", m_mine, "Only what this person may decide or holds");
    on(inbox, [this](const Invocation& invocation) {
        return tasks(invocation, m_mine ? Whose::Mine : Whose::Everybodys);
    });

    auto* task = app.add_subcommand("task", "Decide a task");
    task->require_subcommand(1);
    for (const std::string decision : {"approve", "reject", "clarify", "answer"}) {
        auto* verb = task->add_subcommand(decision, fmt::format("{} a task", decision));
        verb->add_option("KEY", m_key, "The task")->required();
        verb->add_option("--note", m_note, "Kept with the decision; needed to reject or ask back");
        on(verb, [this, decision](const Invocation& invocation) {
            return decide(invocation, m_key, decision, m_note);
        });
    }

    auto* again = app.add_subcommand("retry", "Retry what failed in an instance");
    again->add_option("KEY", m_key, "Instance key or business key")->required();
    on(again, [this](const Invocation& invocation) { return retry(invocation, m_key); });

    auto* begin = app.add_subcommand("start", "Start a process");
    begin->add_option("PROCESS", m_process, "Process id")->required();
    begin->add_option("--key", m_key, "Business key");
    begin->add_option("--variables", m_variables, "JSON object");
    on(begin,
       [this](const Invocation& invocation) { return start(invocation, m_process, m_key, m_variables); });
}

void CommandLine::addDefinitions(CLI::App& app)
{
    auto* all = app.add_subcommand("definitions", "Process definitions");
    all->require_subcommand(1);
    on(all->add_subcommand("list", "What is deployed"), definitions);
    auto* check = all->add_subcommand("validate", "Every problem of a BPMN file; needs no database");
    check->add_option("FILE", m_file, "The file")->required();
    check->callback([this] {
        m_needsDatabase = false;
        m_verb = [this](const Invocation& invocation) { return validateDefinition(invocation, m_file); };
    });
    auto* deploy = all->add_subcommand("deploy", "Deploy a BPMN file as a new version");
    deploy->add_option("FILE", m_file, "The file")->required();
    on(deploy, [this](const Invocation& invocation) { return deployDefinition(invocation, m_file); });
}

} // namespace habitat::ctl
