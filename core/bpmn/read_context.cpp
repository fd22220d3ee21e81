// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bpmn/read_context.h"

#include "core/bpmn/juel.h"

#include <fmt/format.h>

#include <charconv>

namespace habitat::bpmn {

namespace {

bool isFeelLanguage(std::string_view language)
{
    return language == "feel" || language == "FEEL" || language.find("/FEEL") != std::string_view::npos;
}

/// The id of the nearest element that has one, for problems of parts without an id.
std::string idAround(XmlElement element)
{
    while (element && !element.has("id"))
        element = element.parent();
    return element ? element.id() : std::string();
}

} // namespace

ReadContext::ReadContext(Document& document, XmlElement root)
    : m_document(document),
      m_isCamundaFile(root.declares(Vocabulary::Camunda) && !root.declares(Vocabulary::Zeebe))
{
}

void ReadContext::report(Severity severity, std::string code, const XmlElement& at, std::string message)
{
    m_document.problems.push_back({severity, std::move(code), idAround(at), at.line(), std::move(message)});
}

void ReadContext::report(Problem problem)
{
    m_document.problems.push_back(std::move(problem));
}

Expression ReadContext::value(const XmlElement& at, std::string_view text)
{
    text = trimmed(text);
    if (text.empty()) return {};
    if (text.starts_with('='))
        return {Expression::Kind::Feel, std::string(trimmed(text.substr(1))), {}, at.line()};
    if (isJuel(text)) return formula(at, text, {});
    return {Expression::Kind::Literal, std::string(text), {}, at.line()};
}

Expression ReadContext::formula(const XmlElement& at, std::string_view text, std::string_view language)
{
    text = trimmed(text);
    if (text.empty()) return {};
    if (text.starts_with('='))
        return {Expression::Kind::Feel, std::string(trimmed(text.substr(1))), {}, at.line()};
    if (isFeelLanguage(language)) return {Expression::Kind::Feel, std::string(text), {}, at.line()};
    if (!isJuel(text)) return foreign(at, text, language);
    if (auto feel = feelFromJuel(text)) {
        report(Severity::Info, "bpmn.expression.translated", at,
               fmt::format("“{}” was translated to FEEL: “= {}”. Write it so in the file.", text, *feel));
        return {Expression::Kind::Feel, std::move(*feel), {}, at.line()};
    }
    report(
        Severity::Error, "bpmn.expression.juel", at,
        fmt::format("“{}” is written in JUEL and calls or combines what has no counterpart here. Write it in "
                    "FEEL, beginning with “=”.",
                    text));
    return foreign(at, text, "juel");
}

Expression ReadContext::foreign(const XmlElement& at, std::string_view text, std::string_view language) const
{
    return {Expression::Kind::Foreign, std::string(text), std::string(language), at.line()};
}

Expression ReadContext::formalExpression(const XmlElement& element)
{
    if (!element) return {};
    auto language = element.attribute("language");
    if (language.empty()) language = m_document.definitions.expressionLanguage;
    return formula(element, element.text(), language);
}

Expression ReadContext::valueOf(const XmlElement& element)
{
    if (!element) return {};
    const auto text = element.text();
    return isFeelLanguage(element.attribute("language")) ? formula(element, text, "feel")
                                                         : value(element, text);
}

bool ReadContext::flag(const XmlElement& at, std::string_view attribute, bool otherwise)
{
    const auto text = trimmed(at.attribute(attribute));
    if (text == "true" || text == "1") return true;
    if (text == "false" || text == "0") return false;
    if (!text.empty())
        report(Severity::Error, "bpmn.attribute.invalid", at,
               fmt::format("{}=\"{}\" must be true or false.", attribute, text));
    return otherwise;
}

int ReadContext::count(const XmlElement& at, std::string_view attribute, int otherwise)
{
    const auto text = trimmed(at.attribute(attribute));
    if (text.empty()) return otherwise;
    int number = 0;
    const auto* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error == std::errc() && stop == end) return number;
    report(Severity::Error, "bpmn.attribute.invalid", at,
           fmt::format("{}=\"{}\" must be a whole number.", attribute, text));
    return otherwise;
}

} // namespace habitat::bpmn
