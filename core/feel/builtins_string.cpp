// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feel/builtins.h"
#include "core/feel/evaluation.h"
#include "core/feel/utf8.h"

namespace habitat::feel {
namespace {

const std::string& text(Arguments arguments, std::size_t index)
{
    return arguments[index].asString();
}

Value substring(Evaluation& evaluation, Arguments arguments)
{
    const std::string& from = text(arguments, 0);
    const auto size = std::int64_t(countCodePoints(from));
    const auto start = arguments[1].asNumber().rounded(0, Number::Rounding::Down).toInt64();
    if (!start || *start == 0 || *start > size || *start < -size)
        return evaluation.refuse("a text of {} characters has no character {}", size, toText(arguments[1]));
    const std::int64_t first = *start > 0 ? *start - 1 : size + *start;
    std::int64_t length = size - first;
    if (!arguments[2].isNull()) {
        const auto wanted = arguments[2].asNumber().rounded(0, Number::Rounding::Down).toInt64();
        if (!wanted || *wanted < 1) return evaluation.refuse("substring() takes a length of at least 1");
        length = std::min(length, *wanted);
    }
    const std::size_t begin = byteOffset(from, std::size_t(first));
    const std::string_view rest = std::string_view(from).substr(begin);
    return rest.substr(0, byteOffset(rest, std::size_t(length)));
}

Value length(Evaluation&, Arguments arguments)
{
    return countCodePoints(text(arguments, 0));
}
Value toUpper(Evaluation&, Arguments arguments)
{
    return upperCase(text(arguments, 0));
}
Value toLower(Evaluation&, Arguments arguments)
{
    return lowerCase(text(arguments, 0));
}

Value before(Evaluation&, Arguments arguments)
{
    const std::size_t at = text(arguments, 0).find(text(arguments, 1));
    return at == std::string::npos ? std::string() : text(arguments, 0).substr(0, at);
}

Value after(Evaluation&, Arguments arguments)
{
    const std::size_t at = text(arguments, 0).find(text(arguments, 1));
    return at == std::string::npos ? std::string()
                                   : text(arguments, 0).substr(at + text(arguments, 1).size());
}

Value containsText(Evaluation&, Arguments arguments)
{
    return text(arguments, 0).find(text(arguments, 1)) != std::string::npos;
}

Value startsWith(Evaluation&, Arguments arguments)
{
    return text(arguments, 0).starts_with(text(arguments, 1));
}
Value endsWith(Evaluation&, Arguments arguments)
{
    return text(arguments, 0).ends_with(text(arguments, 1));
}

/// string join(list, delimiter); nulls in the list are left out (DMN 1.4 table 73).
Value join(Evaluation& evaluation, Arguments arguments)
{
    const std::string delimiter = arguments[1].isNull() ? std::string() : arguments[1].asString();
    std::string joined;
    bool first = true;
    for (const Value& item : arguments[0].asList()) {
        if (item.isNull()) continue;
        if (!item.isString())
            return evaluation.refuse("string join() takes texts, not a {}", toText(item.type()));
        if (!evaluation.charge(1 + (item.asString().size() + delimiter.size()) / 64)) return nullptr;
        if (!first) joined += delimiter;
        joined += item.asString();
        first = false;
    }
    return joined;
}

Value trim(Evaluation&, Arguments arguments)
{
    const std::string_view from = text(arguments, 0);
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = from.find_first_not_of(blanks);
    if (first == std::string_view::npos) return "";
    return from.substr(first, from.find_last_not_of(blanks) - first + 1);
}

} // namespace

std::vector<Signature> stringBuiltIns()
{
    constexpr Accepts optionalText = take::string | take::null | take::optional;
    return {
        {"substring",
         {{"string", take::string},
          {"start position", take::number},
          {"length", take::number | take::null | take::optional}},
         substring},
        {"string length", {{"string", take::string}}, length},
        {"upper case", {{"string", take::string}}, toUpper},
        {"lower case", {{"string", take::string}}, toLower},
        {"substring before", {{"string", take::string}, {"match", take::string}}, before},
        {"substring after", {{"string", take::string}, {"match", take::string}}, after},
        {"contains", {{"string", take::string}, {"match", take::string}}, containsText},
        {"starts with", {{"string", take::string}, {"match", take::string}}, startsWith},
        {"ends with", {{"string", take::string}, {"match", take::string}}, endsWith},
        {"string join", {{"list", take::list}, {"delimiter", optionalText}}, join},
        {"trim", {{"string", take::string}}, trim},
    };
}

} // namespace habitat::feel
