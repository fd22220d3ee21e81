// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feel/builtins.h"
#include "core/feel/evaluation.h"
#include "core/feel/pattern.h"

namespace habitat::feel {
namespace {

std::string flagsOf(Arguments arguments, std::size_t index)
{
    return index < arguments.size() && arguments[index].isString() ? arguments[index].asString()
                                                                   : std::string();
}

Value badPattern(Evaluation& evaluation, const std::string& pattern)
{
    return evaluation.refuse("\"{}\" with these flags is no regular expression", pattern);
}

Value gaveUp(Evaluation& evaluation)
{
    evaluation.charge(100'000); // so that a list of such texts ends soon as well
    return evaluation.refuse("matching the regular expression took too long and was given up");
}

Value matches(Evaluation& evaluation, Arguments arguments)
{
    auto pattern = Pattern::compile(arguments[1].asString(), flagsOf(arguments, 2));
    if (!pattern) return badPattern(evaluation, arguments[1].asString());
    const bool found = pattern->find(arguments[0].asString(), 0).has_value();
    return pattern->wasBounded() ? gaveUp(evaluation) : Value(found);
}

/// $1 to $9 stand for groups, $0 for the whole, \$ and \\ for themselves (XQuery 1.0 §7.6.3).
std::string expand(std::string_view replacement, std::string_view text, const Pattern::Match& match)
{
    std::string result;
    for (std::size_t i = 0; i < replacement.size(); ++i) {
        const char c = replacement[i];
        const char next = i + 1 < replacement.size() ? replacement[i + 1] : '\0';
        if (c == '\\' && (next == '$' || next == '\\')) {
            result += next;
            ++i;
        } else if (c == '$' && next >= '0' && next <= '9') {
            const auto group = std::size_t(next - '0');
            if (group < match.size() && match[group])
                result += text.substr(match[group]->first, match[group]->second - match[group]->first);
            ++i;
        } else {
            result += c;
        }
    }
    return result;
}

/// Every match in the text, in order; a pattern that matches nothing at all is refused (XQuery 1.0 FORX0003).
std::optional<std::vector<Pattern::Match>> allMatches(Evaluation& evaluation, Pattern& pattern,
                                                      std::string_view text)
{
    std::vector<Pattern::Match> found;
    std::size_t at = 0;
    while (at <= text.size()) {
        auto match = pattern.find(text, at);
        if (pattern.wasBounded() || !evaluation.charge(10)) return std::nullopt;
        if (!match) break;
        const auto whole = *match->front();
        if (whole.first == whole.second) return std::nullopt;
        at = whole.second;
        found.push_back(std::move(*match));
    }
    return found;
}

Value replace(Evaluation& evaluation, Arguments arguments)
{
    const std::string& text = arguments[0].asString();
    auto pattern = Pattern::compile(arguments[1].asString(), flagsOf(arguments, 3));
    if (!pattern) return badPattern(evaluation, arguments[1].asString());
    const auto found = allMatches(evaluation, *pattern, text);
    if (!found)
        return pattern->wasBounded() ? gaveUp(evaluation) : badPattern(evaluation, arguments[1].asString());
    std::string result;
    std::size_t at = 0;
    for (const Pattern::Match& match : *found) {
        const std::string replacement = expand(arguments[2].asString(), text, match);
        if (!evaluation.charge(1 + replacement.size() / 64)) return nullptr;
        result += text.substr(at, match.front()->first - at) + replacement;
        at = match.front()->second;
    }
    return result + text.substr(at);
}

Value split(Evaluation& evaluation, Arguments arguments)
{
    const std::string& text = arguments[0].asString();
    auto pattern = Pattern::compile(arguments[1].asString(), {});
    if (!pattern) return badPattern(evaluation, arguments[1].asString());
    const auto found = allMatches(evaluation, *pattern, text);
    if (!found)
        return pattern->wasBounded() ? gaveUp(evaluation) : badPattern(evaluation, arguments[1].asString());
    List parts;
    std::size_t at = 0;
    for (const Pattern::Match& match : *found) {
        parts.emplace_back(text.substr(at, match.front()->first - at));
        at = match.front()->second;
    }
    parts.emplace_back(text.substr(at));
    return parts;
}

} // namespace

std::vector<Signature> patternBuiltIns()
{
    const BuiltInParameter flags = {"flags", take::string | take::null | take::optional};
    return {
        {"matches", {{"input", take::string}, {"pattern", take::string}, flags}, matches},
        {"replace",
         {{"input", take::string}, {"pattern", take::string}, {"replacement", take::string}, flags},
         replace},
        {"split", {{"string", take::string}, {"delimiter", take::string}}, split},
    };
}

} // namespace habitat::feel
