// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/codec/fields.h"
#include "core/engine/model.h"

namespace habitat::engine {

/// Writes described structs as JSON text, without a document in between. What equals its default is left out.
/// Internal to the codec; one text, one thread.
class JsonWriter
{
public:
    explicit JsonWriter(const Model& model) : m_model(model) {}

    /// The fields of `value` as members of an object that is open already.
    template <Described T>
    void members(const T& value)
    {
        [[maybe_unused]] static const T defaults{};
        std::apply([&](const auto&... fields) { (member(value, defaults, fields), ...); }, fieldsOf<T>);
    }

    template <typename T>
    void member(std::string_view name, const T& value)
    {
        if (m_text.back() != '{') m_text += ',';
        m_text += '"';
        m_text += name;
        m_text += "\":";
        write(value);
    }

    template <Described T>
    void write(const T& value)
    {
        m_text += '{';
        members(value);
        m_text += '}';
    }

    template <typename T>
    void write(const std::vector<T>& items)
    {
        m_text += '[';
        for (const T& item : items) {
            if (m_text.back() != '[') m_text += ',';
            write(item);
        }
        m_text += ']';
    }

    template <typename T>
    void write(const std::optional<T>& value)
    {
        write(*value); // an empty one is the default and never gets here
    }

    template <typename Tag>
    void write(Key<Tag> key)
    {
        write(key.value);
    }

    template <typename E>
    requires std::is_enum_v<E>
    void write(E value) { write(toText(value)); }

    void write(bool value) { m_text += value ? "true" : "false"; }
    void write(int value) { write(std::int64_t(value)); }
    void write(std::int64_t value);
    void write(std::string_view value);
    void write(const std::string& value) { write(std::string_view(value)); }
    void write(Duration value) { write(value.count()); }
    void write(Instant value) { write(toMicros(value)); }
    void write(ElementIndex element) { write(m_model.id(element)); }
    void write(FlowIndex flow) { write(m_model.id(flow)); }
    void write(const nlohmann::json& value) { m_text += value.dump(); }
    void write(const feel::Value& value);
    void write(const feel::Context& variables);
    /// Only a number; the contents follow under `sharedVariables`, each once.
    void write(const SharedVariables& variables);

    void raw(char text) { m_text += text; }
    [[nodiscard]] const std::vector<SharedVariables>& sharedVariables() const { return m_shared; }
    [[nodiscard]] std::string take() { return std::move(m_text); }

private:
    template <typename Owner, typename T>
    void member(const Owner& value, const Owner& defaults, const Field<Owner, T>& field)
    {
        if (!(value.*field.member == defaults.*field.member)) member(field.name, value.*field.member);
    }

    const Model& m_model;
    std::string m_text;
    std::vector<SharedVariables> m_shared;
};

} // namespace habitat::engine
