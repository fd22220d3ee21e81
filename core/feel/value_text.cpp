// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feel/value.h"

namespace habitat::feel {
namespace {

std::string quotedText(std::string_view text)
{
    std::string result = "\"";
    for (const char c : text) {
        switch (c) {
        case '"':
            result += "\\\"";
            break;
        case '\\':
            result += "\\\\";
            break;
        case '\n':
            result += "\\n";
            break;
        case '\r':
            result += "\\r";
            break;
        case '\t':
            result += "\\t";
            break;
        default:
            result += c;
        }
    }
    return result + "\"";
}

std::string literal(const std::string& text)
{
    return "@\"" + text + "\"";
}

bool isPlainName(std::string_view name)
{
    const auto isLetter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    if (name.empty() || !isLetter(name.front())) return false;
    for (const char c : name)
        if (!isLetter(c) && !(c >= '0' && c <= '9')) return false;
    return true;
}

std::string listText(const List& list)
{
    std::string text = "[";
    for (std::size_t i = 0; i < list.size(); ++i)
        text += (i == 0 ? "" : ", ") + toText(list[i]);
    return text + "]";
}

std::string contextText(const Context& context)
{
    std::string text = "{";
    for (const auto& [name, value] : context)
        text += (text.size() == 1 ? "" : ", ") + (isPlainName(name) ? name : quotedText(name)) + ": " +
                toText(value);
    return text + "}";
}

std::string rangeText(const Range& range)
{
    if (range.start.isNull() && !range.end.isNull())
        return (range.endIncluded ? "<=" : "<") + toText(range.end);
    if (range.end.isNull() && !range.start.isNull())
        return (range.startIncluded ? ">=" : ">") + toText(range.start);
    return (range.startIncluded ? "[" : "(") + toText(range.start) + ".." + toText(range.end) +
           (range.endIncluded ? "]" : ")");
}

} // namespace

std::string toText(const Value& value)
{
    switch (value.type()) {
    case Type::Null:
        return "null";
    case Type::Boolean:
        return value.asBoolean() ? "true" : "false";
    case Type::Number:
        return toText(value.asNumber());
    case Type::String:
        return quotedText(value.asString());
    case Type::Date:
        return literal(toText(value.asDate()));
    case Type::Time:
        return literal(toText(value.asTime()));
    case Type::DateTime:
        return literal(toText(value.asDateTime()));
    case Type::DaysDuration:
        return literal(toText(value.asDaysDuration()));
    case Type::YearsDuration:
        return literal(toText(value.asYearsDuration()));
    case Type::Range:
        return rangeText(value.asRange());
    case Type::List:
        return listText(value.asList());
    case Type::Context:
        return contextText(value.asContext());
    case Type::Function:
        return "function";
    }
    return {};
}

} // namespace habitat::feel
