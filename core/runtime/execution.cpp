// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/execution.h"

#include "core/base/log.h"
#include "core/engine/codec.h"
#include "core/runtime/command_record.h"
#include "core/runtime/deployment.h"
#include "core/runtime/execution_attempt.h"
#include "core/runtime/execution_context.h"
#include "core/store/json_text.h"
#include "core/store/queries.h"

#include <fmt/format.h>

#include <algorithm>

namespace habitat::runtime {

namespace {

// What follows from what follows from a command: reactions that publish what they react to would never end.
constexpr int followUpDepthLimit = 1'000;

void addOnce(std::vector<std::string>& names, const std::string& name)
{
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
}

} // namespace

void Effects::add(Effects&& other)
{
    const auto append = [](auto& to, auto& from) {
        to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
    };
    append(instances, other.instances);
    append(ready, other.ready);
    append(counts, other.counts);
    domainEvents.merge(other.domainEvents);
    for (const auto& kind : other.kinds)
        addOnce(kinds, kind);
    if (other.nextDue) due(*other.nextDue);
}

Execution::Execution(Kernel& kernel, Effects& group, Mode mode)
    : m_kernel(kernel), m_group(group), m_mode(mode), m_baseSeq(kernel.journal.lastSeq())
{
    if (m_mode == Mode::Careful) m_journalMark = kernel.journal.mark();
}

Execution::~Execution()
{
    forgetTestimony();
}

Result<Outcome> Execution::command(const Command& command)
{
    if (auto known = recorded(command)) return *std::move(known);
    if (auto allowed = authorise(command); !allowed) return refuse(command, std::move(allowed).error());
    auto outcome = attempt([&] { return perform(command, 0); });
    if (!outcome) return refuse(command, std::move(outcome).error());
    return outcome;
}

Result<Outcome> Execution::internal(InstanceKey instance, engine::Command command)
{
    const Command whole{InstanceCommand{instance, std::move(command)}, Actor::system(), {}, {}};
    return attempt([&] { return perform(whole, 0); });
}

Error Execution::caught(const std::exception& error)
{
    takeBack();
    if (const auto* database = dynamic_cast<const db::DbError*>(&error)) {
        logger("runtime")->error("the database refused a command: {}", error.what());
        return database->toError();
    }
    logger("runtime")->critical("a command broke an invariant: {}", error.what());
    return {"runtime.broken",
            fmt::format(
                "The program broke a promise of its own and stopped this command: {}. Nothing was changed.",
                error.what())};
}

// Projections and records go to disk, states to memory.
void Execution::keep()
{
    m_keeping = true;
    flush();
    keepTestimony();
    for (const auto& record : m_records) {
        m_kernel.journal.append(record);
        addOnce(m_effects.kinds, record.kind);
    }
    for (auto& staged : m_staged) {
        if (!staged.next) continue;
        if (!staged.base) {
            m_kernel.instances.put(
                {staged.key, std::move(*staged.next), staged.model, staged.correlation, 0, 0});
            staged.base = *m_kernel.instances.get(staged.key);
        } else {
            staged.base->state = std::move(*staged.next);
        }
        staged.next.reset();
        staged.base->eventsSinceSnapshot += staged.newEvents;
        writeSnapshot(staged, *staged.base);
        check(staged);
        m_effects.instances.push_back(staged.key);
    }
    if (m_savepoint) m_savepoint->release();
    m_savepoint.reset();
    m_group.add(std::move(m_effects));
    m_keeping = false;
}

void Execution::takeBack()
{
    forgetTestimony();
    if (m_savepoint) {
        m_savepoint->rollback();
        m_savepoint.reset();
    }
    if (m_journalMark) {
        m_kernel.journal.restore(*m_journalMark);
        for (const auto& staged : m_staged)
            m_kernel.instances.drop(staged.key);
    }
    m_records.clear();
    m_staged.clear();
    m_changes.clear();
    m_flushed = 0;
    m_effects = {};
    m_followUps.clear();
    m_depth = 0;
    m_keeping = false;
}

// Before anything of this command reads or writes through the connection: what it does from here on can be
// taken back, and what it did so far can be read.
void Execution::expose()
{
    if (!m_savepoint) m_savepoint.emplace(m_kernel.db);
    flush();
    m_kernel.db.watchRows(&m_kernel.witness);
}

void Execution::flush()
{
    for (; m_flushed < m_changes.size(); ++m_flushed)
        project(m_kernel.tables, m_changes[m_flushed]);
}

// What this command wrote, and all that followed from it, is told by its first record.
void Execution::keepTestimony()
{
    m_kernel.db.watchRows(nullptr);
    if (m_kernel.witness.isEmpty()) return;
    auto& record = m_records.front();
    record.changes = m_kernel.journal.keepChanges(record.seq, m_kernel.witness.take());
}

void Execution::forgetTestimony()
{
    m_kernel.db.watchRows(nullptr);
    m_kernel.witness.clear();
}

void Execution::follow(std::function<Status()> run)
{
    m_followUps.push_back({std::move(run), m_depth + 1});
}

Status Execution::drain()
{
    const int depth = m_depth;
    while (!m_followUps.empty()) {
        const auto next = std::move(m_followUps.front());
        m_followUps.pop_front();
        m_depth = next.depth;
        if (m_depth > followUpDepthLimit)
            return fail(
                "runtime.follow.limit",
                fmt::format("Commands follow from each other more than {} times; probably a reaction causes "
                            "itself.",
                            followUpDepthLimit));
        TRY(next.run());
    }
    m_depth = depth;
    return {};
}

std::optional<Result<Outcome>> Execution::recorded(const Command& command)
{
    if (command.clientKey.empty()) return std::nullopt;
    auto row =
        m_kernel.db.query("SELECT seq, outcome, error, result, instance FROM journal WHERE client_key = ?")
            .bind(command.clientKey);
    if (!row.next()) return std::nullopt;
    if (store::JournalOutcome(row.integer(1)) == store::JournalOutcome::Refused)
        return fail(store::errorFromText(row.textView(2)));
    Outcome outcome;
    outcome.seq = row.integer(0);
    outcome.instance = row.key<InstanceKey>(4);
    if (!row.isNull(3)) outcome.result = nlohmann::json::parse(row.textView(3));
    return outcome;
}

Status Execution::authorise(const Command& command)
{
    if (command.by.isSystem() || !m_kernel.options.authorise) return {};
    return m_kernel.options.authorise(command.by, command, m_kernel.db);
}

Result<Outcome> Execution::refuse(const Command& command, Error error)
{
    const auto record = addRecord(command, 0);
    auto& entry = m_records[record];
    entry.outcome = store::JournalOutcome::Refused;
    entry.error = store::errorText(error);
    if (const auto* body = std::get_if<InstanceCommand>(&command.body)) entry.instance = body->instance;
    keep();
    return fail(std::move(error));
}

std::size_t Execution::addRecord(std::string kind, const Actor& by, std::int64_t cause)
{
    store::JournalEntry entry;
    entry.seq = m_baseSeq + std::int64_t(m_records.size()) + 1;
    entry.at = m_kernel.now;
    entry.actor = by.user;
    entry.kind = std::move(kind);
    entry.cause = cause;
    m_records.push_back(std::move(entry));
    return m_records.size() - 1;
}

std::size_t Execution::addRecord(const Command& command, std::int64_t cause)
{
    const auto record = addRecord(kindOf(command.body), command.by, cause);
    auto& entry = m_records[record];
    entry.arguments = argumentsText(command);
    entry.reason = command.reason;
    entry.clientKey = command.clientKey;
    return record;
}

Result<Outcome> Execution::perform(const Command& command, std::int64_t cause)
{
    const auto record = addRecord(command, cause);
    auto outcome =
        TRY(std::visit([&](const auto& body) { return performBody(body, command, record); }, command.body));
    outcome.seq = m_records[record].seq;
    return outcome;
}

// Where it is refused, only its own effects are taken back and the command around it may go on.
Result<Outcome> Execution::performBody(const StartProcess& start, const Command& command, std::size_t record)
{
    auto model = TRY(m_kernel.definitions.find(start.processId, start.version));
    Outcome outcome;
    engine::CreateInstance wanted{start.businessKey, start.variables, {}, {}};
    wanted.startEvent = start.startEvent;
    outcome.instance =
        TRY(create(std::move(model), std::move(wanted), start.correlation, command.by, record));
    return outcome;
}

Result<Outcome> Execution::performBody(const InstanceCommand& body, const Command& command,
                                       std::size_t record)
{
    m_records[record].instance = body.instance;
    auto* staged = TRY(stage(body.instance));
    TRY(decideOn(*staged, body.command, command.by, record));
    Outcome outcome;
    outcome.instance = body.instance;
    return outcome;
}

Result<Outcome> Execution::performBody(const Operation& operation, const Command& command, std::size_t record)
{
    const auto seq = m_records[record].seq;
    WorkContext context(*this, command.by, seq, operation.correlation);
    Outcome outcome;
    outcome.result = TRY(operation.run(context));
    context.finish();
    if (!outcome.result.is_null()) m_records[record].result = store::jsonText(outcome.result);
    if (operation.name == deploymentKind) {
        for (const auto& row : store::startEvents(m_kernel.db, store::EventKind::Timer))
            if (row.dueAt) m_effects.due(*row.dueAt);
        m_kernel.definitions.forgetNewest();
    }
    return outcome;
}

Result<Execution::Staged*> Execution::stage(InstanceKey key)
{
    const auto known = std::find_if(m_staged.rbegin(), m_staged.rend(),
                                    [&](const Staged& staged) { return staged.key == key; });
    if (known != m_staged.rend()) return &*known;
    auto* live = TRY(m_kernel.instances.get(key));
    m_staged.push_back({key, live, live->model, live->correlation, std::nullopt, 0});
    return &m_staged.back();
}

Status Execution::checkBusinessKey(std::string_view processId, const std::string& businessKey)
{
    if (businessKey.empty()) return {};
    // What this command started so far is read with the rest.
    if (!m_staged.empty()) expose();
    const auto holder = store::holderOfBusinessKey(m_kernel.db, processId, businessKey);
    if (!holder) return {};
    return fail("runtime.business_key.taken",
                fmt::format("An instance of “{}” with the key “{}” exists already ({}).", processId,
                            businessKey, holder->value),
                {{"process", processId}, {"business_key", businessKey}, {"instance", holder->value}});
}

Result<InstanceKey> Execution::create(std::shared_ptr<const engine::Model> model,
                                      engine::CreateInstance create, std::string correlation, const Actor& by,
                                      std::size_t record)
{
    TRY(checkBusinessKey(model->process().id, create.businessKey));
    if (create.instance.isNone()) create.instance = m_kernel.keys.make<InstanceKey>();
    const auto key = create.instance;
    if (correlation.empty()) correlation = defaultCorrelation(*model, create.businessKey, key);
    Staged staged{key, nullptr, std::move(model), std::move(correlation), engine::InstanceState{}, 0};
    const engine::Command command(std::move(create));
    engine::Context context{m_kernel.now, m_kernel.keys, m_kernel.random};
    auto decision = TRY(engine::decide(*staged.model, staged.state(), command, context));
    m_records[record].instance = key;
    m_staged.push_back(std::move(staged));
    adopt(m_staged.back(), std::move(decision), command, by, record);
    return key;
}

Status Execution::decideOn(Staged& staged, const engine::Command& command, const Actor& by,
                           std::size_t record)
{
    engine::Context context{m_kernel.now, m_kernel.keys, m_kernel.random};
    auto decision = TRY(engine::decide(*staged.model, staged.state(), command, context));
    adopt(staged, std::move(decision), command, by, record);
    return {};
}

void Execution::writeSnapshot(const Staged& staged, Live& live)
{
    // A large state is written less often, so that its cost stays a fraction of its events'.
    constexpr std::size_t eventsPerSnapshot = 64;
    constexpr std::size_t snapshotBytesPerEvent = 64;
    if (!live.state.isRunning()) {
        // Nobody folds an instance that has ended.
        if (live.snapshotBytes > 0) m_kernel.tables.removeSnapshot(staged.key);
        live.snapshotBytes = 0;
        return;
    }
    if (live.eventsSinceSnapshot < eventsPerSnapshot ||
        live.eventsSinceSnapshot * snapshotBytesPerEvent < live.snapshotBytes)
        return;
    const auto text = engine::encode(*live.model, live.state);
    std::int64_t seq = 0;
    for (const auto& record : m_records)
        if (record.instance == staged.key) seq = record.seq;
    m_kernel.tables.setSnapshot(staged.key, seq, text);
    live.eventsSinceSnapshot = 0;
    live.snapshotBytes = text.size();
}

void Execution::check(const Staged& staged)
{
    if (!m_kernel.options.selfCheck) return;
    const auto rebuilt = readInstance(m_kernel.db, m_kernel.definitions, staged.key);
    ensure(rebuilt.has_value(), "an instance can be read back from disk");
    ensure(rebuilt->state == staged.base->state, "the state rebuilt from disk equals the state in memory");
}

} // namespace habitat::runtime
