// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feel/value.h"

#include <fmt/format.h>

namespace habitat::feel {
namespace {

using Json = nlohmann::json;

/// Deeper input is refused before it can exhaust the stack.
constexpr int deepest = 500;
/// Decimals of so many digits survive the way through a double and back (IEEE 754 binary64: DBL_DIG).
constexpr int digitsOfDouble = 15;

Json tagged(const char* tag, Json content)
{
    return Json::object({{tag, std::move(content)}});
}

Json numberToJson(const Number& number)
{
    if (const auto whole = number.toInt64()) return *whole;
    const bool inDoubleRange = number.exponent() > -250 && number.exponent() < 250;
    if (number.exponent() < 0 && inDoubleRange && number.significantDigits() <= digitsOfDouble)
        return number.toDouble();
    return tagged("@number", toText(number));
}

Json rangeToJson(const Range& range)
{
    return tagged("@range", Json::array({toJson(range.start), range.startIncluded, toJson(range.end),
                                         range.endIncluded}));
}

Json listToJson(const List& list)
{
    Json json = Json::array();
    for (const Value& item : list)
        json.push_back(toJson(item));
    return json;
}

tl::unexpected<Error> refuse(std::string message)
{
    return fail("feel.json.invalid", std::move(message));
}

Result<Value> readValue(const Json& json, int depth);

template <typename T>
Result<Value> readLiteral(const Json& json, std::string_view kind,
                          std::optional<T> (*parse)(std::string_view))
{
    if (json.is_string())
        if (const auto value = parse(json.get_ref<const std::string&>())) return Value(*value);
    return refuse(fmt::format("{} is not a {} as this program writes it", json.dump(), kind));
}

Result<Value> readDuration(const Json& json)
{
    if (json.is_string()) {
        const auto& text = json.get_ref<const std::string&>();
        if (const auto months = parseYearsDuration(text)) return Value(*months);
    }
    return readLiteral(json, "duration", parseDaysDuration);
}

Result<Value> readRange(const Json& json, int depth)
{
    if (!json.is_array() || json.size() != 4 || !json[1].is_boolean() || !json[3].is_boolean())
        return refuse("a range in JSON must be [start, startIncluded, end, endIncluded]");
    Range range;
    range.start = TRY(readValue(json[0], depth));
    range.startIncluded = json[1].get<bool>();
    range.end = TRY(readValue(json[2], depth));
    range.endIncluded = json[3].get<bool>();
    return Value(std::move(range));
}

Result<Value> readContext(const Json& json, int depth)
{
    Context context;
    for (const auto& [name, content] : json.items())
        context.set(name, TRY(readValue(content, depth)));
    return Value(std::move(context));
}

Result<Value> readObject(const Json& json, int depth)
{
    if (json.size() != 1 || !json.begin().key().starts_with('@')) return readContext(json, depth);
    const std::string& tag = json.begin().key();
    const Json& content = json.begin().value();
    if (tag == "@number") return readLiteral(content, "number", Number::parse);
    if (tag == "@date") return readLiteral(content, "date", parseCalendarDate);
    if (tag == "@time") return readLiteral(content, "time", parseTime);
    if (tag == "@date and time") return readLiteral(content, "date and time", parseDateTime);
    if (tag == "@duration") return readDuration(content);
    if (tag == "@range") return readRange(content, depth);
    if (tag == "@context" && content.is_object()) return readContext(content, depth);
    return refuse(fmt::format("an object whose only key is \"{}\" stands for no value; write it as "
                              "{{\"@context\": {{…}}}} if it is a context",
                              tag));
}

Result<Value> readList(const Json& json, int depth)
{
    List list;
    list.reserve(json.size());
    for (const Json& item : json)
        list.push_back(TRY(readValue(item, depth)));
    return Value(std::move(list));
}

Result<Value> readValue(const Json& json, int depth)
{
    if (depth > deepest) return refuse(fmt::format("values may be nested {} levels deep at most", deepest));
    switch (json.type()) {
    case Json::value_t::null:
        return Value();
    case Json::value_t::boolean:
        return Value(json.get<bool>());
    case Json::value_t::number_integer:
        return Value(json.get<std::int64_t>());
    case Json::value_t::number_unsigned:
        return Value(json.get<std::uint64_t>());
    case Json::value_t::number_float:
        if (const auto number = Number::fromDouble(json.get<double>())) return Value(*number);
        return refuse("a number is infinite or none at all");
    case Json::value_t::string:
        return Value(json.get_ref<const std::string&>());
    case Json::value_t::array:
        return readList(json, depth + 1);
    case Json::value_t::object:
        return readObject(json, depth + 1);
    default:
        return refuse("binary content is no FEEL value");
    }
}

} // namespace

nlohmann::json toJson(const Context& context)
{
    Json json = Json::object();
    for (const auto& [name, value] : context)
        json[name] = toJson(value);
    if (context.size() == 1 && context.begin()->first.starts_with('@'))
        return tagged("@context", std::move(json));
    return json;
}

nlohmann::json toJson(const Value& value)
{
    switch (value.type()) {
    case Type::Null:
    case Type::Function:
        return nullptr;
    case Type::Boolean:
        return value.asBoolean();
    case Type::Number:
        return numberToJson(value.asNumber());
    case Type::String:
        return value.asString();
    case Type::Date:
        return tagged("@date", toText(value.asDate()));
    case Type::Time:
        return tagged("@time", toText(value.asTime()));
    case Type::DateTime:
        return tagged("@date and time", toText(value.asDateTime()));
    case Type::DaysDuration:
        return tagged("@duration", toText(value.asDaysDuration()));
    case Type::YearsDuration:
        return tagged("@duration", toText(value.asYearsDuration()));
    case Type::Range:
        return rangeToJson(value.asRange());
    case Type::List:
        return listToJson(value.asList());
    case Type::Context:
        return toJson(value.asContext());
    }
    return nullptr;
}

Result<Value> fromJson(const nlohmann::json& json)
{
    return readValue(json, 0);
}

nlohmann::json toPlainJson(const Value& value)
{
    switch (value.type()) {
    case Type::Date:
        return toText(value.asDate());
    case Type::Time:
        return toText(value.asTime());
    case Type::DateTime:
        return toText(value.asDateTime());
    case Type::DaysDuration:
        return toText(value.asDaysDuration());
    case Type::YearsDuration:
        return toText(value.asYearsDuration());
    case Type::Range:
        return toText(value);
    case Type::List: {
        Json json = Json::array();
        for (const Value& item : value.asList())
            json.push_back(toPlainJson(item));
        return json;
    }
    case Type::Context: {
        Json json = Json::object();
        for (const auto& [name, entry] : value.asContext())
            json[name] = toPlainJson(entry);
        return json;
    }
    case Type::Number: {
        const Json json = numberToJson(value.asNumber());
        return json.is_object() ? Json(toText(value.asNumber())) : json;
    }
    default:
        return toJson(value);
    }
}

} // namespace habitat::feel
