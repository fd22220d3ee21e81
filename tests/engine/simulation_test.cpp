// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/engine/codec.h"
#include "tests/engine/support/machine.h"
#include "tests/engine/support/model_xml.h"
#include "tests/engine/support/random_process.h"

#include <fmt/format.h>

#include <map>
#include <optional>
#include <set>

using namespace habitat;
using namespace habitat::engine;
using namespace habitat::engine::test;

namespace {

/// Follows what can be undone from the events alone, and checks every undoing against it.
class UndoLedger
{
public:
    void readCommand(const std::vector<Event>& events)
    {
        m_lastBefore = m_lastOf;
        for (const Event& event : events)
            std::visit([this](const auto& body) { read(body); }, event.body);
    }

private:
    struct Open
    {
        std::int64_t sequence;
        ElementInstanceKey scope;
    };

    template <typename Other>
    void read(const Other&)
    {
    }

    void read(const InstanceCreated& e) { m_root = e.root; }

    void read(const ElementActivated& e)
    {
        m_scopeOf[e.key] = e.scope;
        m_since[e.key] = m_completed;
        if (e.compensates) m_handlers.insert(e.key);
    }

    void read(const ElementCompleted& e)
    {
        ++m_completed;
        if (e.scope == m_root && !m_handlers.contains(e.key)) m_lastOf[e.element.value] = m_completed;
    }

    void read(const ElementTerminated& e)
    {
        if (e.scope == m_root && !m_handlers.contains(e.key)) m_lastOf[e.element.value] = m_since[e.key] + 1;
    }

    void read(const CompensationRegistered& e)
    {
        if (isInHandler(e.activity) || !e.handler.isValid()) return;
        // A handler of its own undoes a sub-process as a whole.
        std::erase_if(m_open, [&](const auto& open) { return isWithin(open.first, e.activity); });
        for (const auto& [key, open] : m_open)
            ensure(open.sequence < e.sequence, "completions are numbered upwards");
        m_open[e.activity] = {e.sequence, e.scope};
    }

    void read(const CompensationTriggered& e)
    {
        if (e.purpose != CompensationPurpose::Rewind) return;
        // Where the target was completed last, else where it was activated, which its termination has noted.
        const auto completed = m_lastBefore.find(e.target.value);
        m_rewindFrom = completed != m_lastBefore.end() ? completed->second : m_lastOf.at(e.target.value);
        std::erase_if(m_lastOf, [&](const auto& last) { return last.second >= m_rewindFrom; });
    }

    void read(const CompensationStarted& e)
    {
        if (isInHandler(e.activity)) return;
        const auto open = m_open.find(e.activity);
        ensure(open != m_open.end(), "only what is done and not undone is undone");
        const auto [sequence, scope] = open->second;
        auto& last = m_lastUndone[e.thrower];
        const auto before = last.find(scope);
        ensure(before == last.end() || before->second > sequence, "within a scope the last is undone first");
        last[scope] = sequence;
        if (e.thrower == m_root && scope == m_root)
            ensure(sequence >= m_rewindFrom, "a rewind undoes nothing from before its target");
    }

    void read(const CompensationFinished& e) { m_open.erase(e.activity); }

    void read(const CompensationEnded& e)
    {
        m_lastUndone.erase(e.thrower);
        if (e.thrower != m_root) return;
        for (const auto& [key, open] : m_open)
            ensure(open.sequence < m_rewindFrom, "a rewind undoes its target and all since");
        m_rewindFrom = 0;
    }

    void read(const CompensationAbandoned& e)
    {
        m_lastUndone.erase(e.thrower);
        if (e.thrower == m_root) m_rewindFrom = 0;
    }

    void read(const InstanceCompensated&)
    {
        ensure(m_open.empty(), "a compensated instance has nothing left to undo");
    }

    [[nodiscard]] bool isWithin(ElementInstanceKey key, ElementInstanceKey scope) const
    {
        for (auto at = m_scopeOf.find(key); at != m_scopeOf.end(); at = m_scopeOf.find(at->second))
            if (at->second == scope) return true;
        return false;
    }

    [[nodiscard]] bool isInHandler(ElementInstanceKey key) const
    {
        return std::ranges::any_of(m_handlers,
                                   [&](ElementInstanceKey handler) { return isWithin(key, handler); });
    }

    ElementInstanceKey m_root;
    std::int64_t m_completed = 0;
    std::int64_t m_rewindFrom = 0; ///< zero: all the way
    std::map<ElementInstanceKey, ElementInstanceKey> m_scopeOf;
    std::map<ElementInstanceKey, std::int64_t> m_since;
    std::map<std::uint32_t, std::int64_t> m_lastOf;
    std::map<std::uint32_t, std::int64_t> m_lastBefore;
    std::set<ElementInstanceKey> m_handlers;
    std::map<ElementInstanceKey, Open> m_open;
    std::map<ElementInstanceKey, std::map<ElementInstanceKey, std::int64_t>> m_lastUndone;
};

/// One random life of one random process.
class Life
{
public:
    explicit Life(std::uint64_t seed) : m_dice(seed), m_machine(modelOf(randomProcess(m_dice)), seed) {}

    void live()
    {
        give(CreateInstance{"life", anyVariables(), {}, {}});
        constexpr int rough = 60;
        for (int i = 0; i < rough && m_machine.state().isRunning(); ++i)
            give(anything());
        constexpr int patience = 3000;
        for (int i = 0; i < patience && m_machine.state().isRunning(); ++i)
            give(something());
        if (m_machine.state().isRunning()) give(CancelInstance{});
        ensure(!m_machine.state().isRunning(), "every life ends");
        replay();
    }

    [[nodiscard]] const Machine& machine() const { return m_machine; }

private:
    feel::Context anyVariables() { return {{"v", m_dice.roll(5)}}; }

    void give(const Command& command)
    {
        if (const auto* timer = std::get_if<FireTimer>(&command))
            if (const Timer* scheduled = m_machine.state().timer(timer->timer))
                m_machine.setNow(std::max(m_machine.now(), scheduled->dueAt));
        if (const auto refusal = m_machine.give(command)) {
            ensure(!refusal->code.empty() && !refusal->message.empty(), "a refusal says what it is");
            return;
        }
        m_ledger.readCommand(m_machine.last());
    }

    /// Also what goes wrong, and what interferes.
    Command anything()
    {
        const InstanceState& state = m_machine.state();
        switch (m_dice.roll(100)) {
        case 0:
            return CancelInstance{};
        case 1:
            return RewindAll{};
        case 2:
        case 3:
        case 4:
        case 5:
        case 6:
        case 7:
            return rewinding();
        case 8:
            return SetVariables{m_dice.pick(state.elements).key, anyVariables()};
        case 9:
            return CompleteJob{JobKey(1), {}};
        default:
            break;
        }
        if (!state.jobs.empty() && m_dice.chance(40)) return trouble(m_dice.pick(state.jobs).key);
        return something();
    }

    /// Mostly to where the instance was, sometimes to where it cannot go.
    Command rewinding()
    {
        const auto& completions = m_machine.state().completions;
        if (!completions.empty() && m_dice.chance(80))
            return Rewind{m_machine.model().id(m_dice.pick(completions).element)};
        return Rewind{m_dice.pick(m_machine.model().process().elements).id};
    }

    Command trouble(JobKey job)
    {
        switch (m_dice.roll(5)) {
        case 0:
            return FailJob{job, "trouble", "It went wrong.", {}, false};
        case 1:
            return ThrowJobError{job, m_dice.chance(50) ? "E1" : "E2", "error", anyVariables()};
        case 2:
            return TimeoutJob{job};
        case 3:
            return ReleaseJob{job};
        default:
            return FailJob{job, "trouble", "It went wrong.", {}, true};
        }
    }

    /// What brings the instance on.
    Command something()
    {
        const InstanceState& state = m_machine.state();
        std::vector<Command> choices;
        for (const Job& job : state.jobs)
            if (job.state == JobState::Held)
                choices.emplace_back(ReleaseJob{job.key});
            else
                choices.emplace_back(CompleteJob{job.key, anyVariables()});
        for (const Task& task : state.tasks)
            choices.emplace_back(CompleteTask{task.key, anyVariables()});
        for (const Timer& timer : state.timers)
            choices.emplace_back(FireTimer{timer.key});
        for (const Subscription& subscription : state.subscriptions)
            if (m_dice.chance(60))
                choices.emplace_back(TriggerSubscription{subscription.key, anyVariables()});
        for (const ElementInstance& element : state.elements)
            if (isIdleAdHoc(element)) choices.emplace_back(starting(element));
        for (const Incident& incident : state.incidents)
            choices.emplace_back(RetryIncident{incident.key, anyVariables()});
        for (const ElementInstance& element : state.elements)
            if (element.isCalling) choices.emplace_back(answer(element.key));
        if (choices.empty() && !state.subscriptions.empty())
            return TriggerSubscription{m_dice.pick(state.subscriptions).key, anyVariables()};
        ensure(!choices.empty(), "a running instance can be brought on");
        return m_dice.pick(choices);
    }

    [[nodiscard]] bool isIdleAdHoc(const ElementInstance& element) const
    {
        const auto& process = m_machine.model().process();
        return element.element.isValid() &&
               process[element.element].type == bpmn::ElementType::AdHocSubProcess &&
               std::ranges::none_of(m_machine.state().elements,
                                    [&](const ElementInstance& other) { return other.scope == element.key; });
    }

    Command starting(const ElementInstance& adHoc)
    {
        const auto& process = m_machine.model().process();
        std::vector<std::string> ids;
        for (const ElementIndex child : process[adHoc.element].children)
            if (bpmn::isActivity(process[child].type) && !process[child].isForCompensation)
                ids.push_back(process[child].id);
        return StartActivity{adHoc.key, m_dice.pick(ids)};
    }

    Command answer(ElementInstanceKey call)
    {
        if (m_dice.chance(10)) return EscalateCall{call, m_dice.chance(50) ? "X1" : "X2", {}};
        if (m_dice.chance(20))
            return FailCall{call, m_dice.chance(50) ? "E1" : "E3", "child failed", anyVariables()};
        return CompleteCall{call, anyVariables()};
    }

    /// From the journal alone the same state comes back.
    void replay() const
    {
        const auto events = decodeEvents(m_machine.model(), encode(m_machine.model(), m_machine.history()));
        ensure(events.has_value(), "the journal can be read");
        InstanceState state;
        for (const Event& event : *events)
            apply(state, event);
        ensure(state == m_machine.state(), "the journal gives the state again");
    }

    Dice m_dice;
    Machine m_machine;
    UndoLedger m_ledger;
};

/// The events of the command that broke something.
std::string lastOf(const Life& life)
{
    std::string text;
    for (const Event& event : life.machine().last())
        text += encode(life.machine().model(), event).dump() + "\n";
    return text;
}

std::vector<std::uint64_t> seeds()
{
    if (qEnvironmentVariableIsSet("HABITAT_SEED")) return {qgetenv("HABITAT_SEED").toULongLong()};
    constexpr std::uint64_t lives = 250;
    std::vector<std::uint64_t> all;
    for (std::uint64_t seed = 1; seed <= lives; ++seed)
        all.push_back(seed);
    return all;
}

} // namespace

/// Random processes over all elements, random failures, errors, timers, rewinds and cancellations; what must
/// always hold is checked after every command. HABITAT_SEED=n repeats one life.
class SimulationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyLifeKeepsItsPromises()
    {
        std::map<std::string, int> ends;
        for (const std::uint64_t seed : seeds()) {
            std::optional<Life> life;
            try {
                life.emplace(seed);
                life->live();
                ++ends[std::string(toText(life->machine().state().status))];
            } catch (const std::exception& broken) {
                const std::string lived = life ? life->machine().trace() : "";
                const std::string last = life ? lastOf(*life) : "";
                QFAIL(fmt::format("HABITAT_SEED={}: {}\nafter {}\nlast {}", seed, broken.what(), lived, last)
                          .c_str());
            }
        }
        for (const auto& [how, count] : ends)
            qInfo("%s: %d", how.c_str(), count);
        if (!qEnvironmentVariableIsSet("HABITAT_SEED"))
            QVERIFY2(ends["completed"] > 0 && ends["cancelled"] > 0 && ends["compensated"] > 0,
                     "the lives end in every way");
    }

    void theSameSeedLivesTheSameLife()
    {
        Life first(4711);
        Life second(4711);
        first.live();
        second.live();
        QVERIFY(first.machine().history() == second.machine().history());
        QVERIFY(first.machine().history().size() > 10);
    }
};

QTEST_GUILESS_MAIN(SimulationTest)
#include "simulation_test.moc"
