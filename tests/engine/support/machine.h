// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/decide.h"

#include <string>
#include <vector>

namespace habitat::engine::test {

/// One instance on a manual clock. After every command it checks what must always hold: the events folded
/// over the state before give the state after, events and state survive the codec, nothing refers to what is
/// not there. A breach throws InvariantBroken with the words of what broke.
class Machine
{
public:
    explicit Machine(std::shared_ptr<const Model> model, std::uint64_t seed = 1);

    /// None where it was done, else the refusal; a refusal must leave nothing.
    std::optional<Error> give(const Command& command);

    [[nodiscard]] const Model& model() const { return *m_model; }
    [[nodiscard]] const InstanceState& state() const { return m_state; }
    [[nodiscard]] const std::vector<Event>& history() const { return m_history; }
    /// The events of the last command.
    [[nodiscard]] const std::vector<Event>& last() const { return m_last; }
    [[nodiscard]] Instant now() const { return m_now; }
    void setNow(Instant now) { m_now = now; }

    template <typename Body>
    [[nodiscard]] std::vector<Body> all() const
    {
        std::vector<Body> bodies;
        for (const Event& event : m_history)
            if (const Body* body = std::get_if<Body>(&event.body)) bodies.push_back(*body);
        return bodies;
    }

    /// The youngest live instance of the element; none where there is none.
    [[nodiscard]] ElementInstanceKey at(std::string_view elementId) const;
    [[nodiscard]] JobKey job(std::string_view elementId) const;
    [[nodiscard]] TaskKey task(std::string_view elementId) const;
    /// By the timer event, not its host.
    [[nodiscard]] TimerKey timer(std::string_view eventId) const;
    /// By the event, not by who waits for it; the first where there are several.
    [[nodiscard]] SubscriptionKey subscription(std::string_view eventId) const;
    [[nodiscard]] IncidentKey incident(std::string_view elementId) const;

    /// What happened, in short: completed elements by id, "-A" terminated, "!code@A" an incident, "~A"
    /// undone,
    /// "[completed]" and so on for the end of the instance.
    [[nodiscard]] std::string trace() const;
    /// Active elements and waiting tokens, by id, oldest first; scopes too.
    [[nodiscard]] std::string active() const;

private:
    void check(const InstanceState& before) const;

    std::shared_ptr<const Model> m_model;
    CountingKeys m_keys{100};
    SeededRandom m_random;
    Instant m_now{std::chrono::sys_days{std::chrono::March / 31 / 2026}};
    InstanceState m_state;
    std::vector<Event> m_history;
    std::vector<Event> m_last;
};

/// Throws where something in the state refers to what is not there, or contradicts the model.
void checkConsistent(const Model& model, const InstanceState& state);

} // namespace habitat::engine::test
