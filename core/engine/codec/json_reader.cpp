// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/codec/json_reader.h"

#include <fmt/format.h>

#include <limits>

namespace habitat::engine {

void JsonReader::reject(std::string_view wanted, const Json& found)
{
    if (m_problem) return;
    constexpr std::size_t shown = 80;
    const std::string text = found.dump(-1, ' ', true, Json::error_handler_t::replace).substr(0, shown);
    m_problem = Error{"engine.codec.invalid",
                      fmt::format("A stored record holds {} where {} belongs. The database was changed by "
                                  "another program, or is damaged.",
                                  text, wanted),
                      Json::object()};
}

std::int64_t JsonReader::wholeNumber(const Json& json)
{
    constexpr auto most = std::uint64_t(std::numeric_limits<std::int64_t>::max());
    if (json.is_number_integer() && !(json.is_number_unsigned() && json.get<std::uint64_t>() > most))
        return json.get<std::int64_t>();
    reject("a whole number", json);
    return 0;
}

std::string JsonReader::text(const Json& json)
{
    if (json.is_string()) return json.get<std::string>();
    reject("a text", json);
    return {};
}

bool JsonReader::read(const Json& json, std::type_identity<bool>)
{
    if (!json.is_boolean()) reject("true or false", json);
    return json.is_boolean() && json.get<bool>();
}

int JsonReader::read(const Json& json, std::type_identity<int>)
{
    const std::int64_t value = wholeNumber(json);
    if (std::in_range<int>(value)) return int(value);
    reject("a smaller number", json);
    return 0;
}

ElementIndex JsonReader::read(const Json& json, std::type_identity<ElementIndex>)
{
    const ElementIndex element = m_model.process().find(text(json));
    if (!element.isValid()) reject(fmt::format("an element of {}", m_model.process().id), json);
    return element;
}

FlowIndex JsonReader::read(const Json& json, std::type_identity<FlowIndex>)
{
    const auto& flows = m_model.process().flowById;
    const auto found = flows.find(text(json));
    if (found != flows.end()) return found->second;
    reject(fmt::format("a sequence flow of {}", m_model.process().id), json);
    return {};
}

feel::Value JsonReader::read(const Json& json, std::type_identity<feel::Value>)
{
    Result<feel::Value> value = feel::fromJson(json);
    if (value) return std::move(*value);
    reject("a value", json);
    return {};
}

feel::Context JsonReader::read(const Json& json, std::type_identity<feel::Context>)
{
    feel::Context variables;
    if (!json.is_object()) {
        reject("variables", json);
        return variables;
    }
    for (const auto& [name, value] : json.items())
        variables.set(name, read(value, std::type_identity<feel::Value>{}));
    return variables;
}

void JsonReader::readShared(const Json& json)
{
    for (feel::Context& variables : read(json, std::type_identity<std::vector<feel::Context>>{}))
        m_shared.emplace_back(std::move(variables));
}

SharedVariables JsonReader::read(const Json& json, std::type_identity<SharedVariables>)
{
    const std::int64_t number = wholeNumber(json);
    if (number >= 0 && std::cmp_less(number, m_shared.size())) return m_shared[std::size_t(number)];
    reject("the number of stored variables", json);
    return {};
}

} // namespace habitat::engine
