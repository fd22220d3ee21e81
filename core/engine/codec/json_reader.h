// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/codec/fields.h"
#include "core/engine/model.h"

namespace habitat::engine {

/// Reads described structs from JSON; what is left out keeps its default. The first thing that does not fit
/// is remembered, the rest is then passed over. Internal to the codec; one document, one thread.
class JsonReader
{
public:
    using Json = nlohmann::json;

    explicit JsonReader(const Model& model) : m_model(model) {}

    template <Described T>
    T read(const Json& json, std::type_identity<T>)
    {
        T value{};
        if (!json.is_object()) {
            reject("an object", json);
            return value;
        }
        std::apply([&](const auto&... fields) { (member(json, value, fields), ...); }, fieldsOf<T>);
        return value;
    }

    template <typename T>
    std::vector<T> read(const Json& json, std::type_identity<std::vector<T>>)
    {
        std::vector<T> items;
        if (!json.is_array()) {
            reject("a list", json);
            return items;
        }
        items.reserve(json.size());
        for (const Json& item : json)
            items.push_back(read(item, std::type_identity<T>{}));
        return items;
    }

    template <typename T>
    std::optional<T> read(const Json& json, std::type_identity<std::optional<T>>)
    {
        return read(json, std::type_identity<T>{});
    }

    template <typename Tag>
    Key<Tag> read(const Json& json, std::type_identity<Key<Tag>>)
    {
        return Key<Tag>(wholeNumber(json));
    }

    template <typename E>
    requires std::is_enum_v<E> E read(const Json& json, std::type_identity<E>)
    {
        const std::string name = text(json);
        for (int i = 0; i < countOf(E{}); ++i)
            if (toText(E(i)) == name) return E(i);
        reject("a known word", json);
        return E{};
    }

    bool read(const Json& json, std::type_identity<bool>);
    int read(const Json& json, std::type_identity<int>);
    std::int64_t read(const Json& json, std::type_identity<std::int64_t>) { return wholeNumber(json); }
    std::string read(const Json& json, std::type_identity<std::string>) { return text(json); }
    Duration read(const Json& json, std::type_identity<Duration>) { return Duration(wholeNumber(json)); }
    Instant read(const Json& json, std::type_identity<Instant>)
    {
        return instantFromMicros(wholeNumber(json));
    }
    ElementIndex read(const Json& json, std::type_identity<ElementIndex>);
    FlowIndex read(const Json& json, std::type_identity<FlowIndex>);
    Json read(const Json& json, std::type_identity<Json>) { return json; }
    feel::Value read(const Json& json, std::type_identity<feel::Value>);
    feel::Context read(const Json& json, std::type_identity<feel::Context>);
    SharedVariables read(const Json& json, std::type_identity<SharedVariables>);

    /// What the numbers of shared variables stand for; before anything that uses them.
    void readShared(const Json& json);
    void reject(std::string_view wanted, const Json& found);
    [[nodiscard]] const std::optional<Error>& problem() const { return m_problem; }

private:
    // How many values each stored enumeration has.
    static constexpr int countOf(TimerKind) { return int(TimerKind::Cycle) + 1; }
    static constexpr int countOf(Redo) { return int(Redo::Scope) + 1; }
    static constexpr int countOf(IncidentResolved::How) { return int(IncidentResolved::How::Obsolete) + 1; }
    static constexpr int countOf(CompensationPurpose) { return int(CompensationPurpose::Background) + 1; }
    static constexpr int countOf(SubscriptionKind) { return int(SubscriptionKind::Conditional) + 1; }
    static constexpr int countOf(CallEnded::How) { return int(CallEnded::How::Cancelled) + 1; }
    static constexpr int countOf(bpmn::Binding) { return int(bpmn::Binding::Version) + 1; }
    static constexpr int countOf(InstanceStatus) { return int(InstanceStatus::Failed) + 1; }
    static constexpr int countOf(JobState) { return int(JobState::Failed) + 1; }

    template <typename Owner, typename T>
    void member(const Json& json, Owner& value, const Field<Owner, T>& field)
    {
        const auto found = json.find(field.name);
        if (found != json.end()) value.*field.member = read(*found, std::type_identity<T>{});
    }

    std::int64_t wholeNumber(const Json& json);
    std::string text(const Json& json);

    const Model& m_model;
    std::optional<Error> m_problem;
    std::vector<SharedVariables> m_shared;
};

} // namespace habitat::engine
