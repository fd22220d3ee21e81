// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/expression.h"

#include "core/base/text.h"
#include "core/engine/timer_text.h"
#include "core/feel/syntax.h"
#include "core/feel/utf8.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace habitat::engine {
namespace {

/// Deeper values could not be read back (core/feel/value.h reads 500 levels).
constexpr int deepestStored = 400;

/// "order.total": something referred to, not computed.
bool isReference(const feel::Node& node)
{
    if (std::holds_alternative<feel::NameNode>(node.body)) return true;
    const auto* path = std::get_if<feel::PathNode>(&node.body);
    return path && path->base && isReference(*path->base);
}

bool isLiteralNull(const feel::Node& node)
{
    const auto* literal = std::get_if<feel::LiteralNode>(&node.body);
    return literal && literal->value.isNull();
}

bool isValidUtf8(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        if (static_cast<unsigned char>(text[at]) < 0x80) {
            ++at;
            continue;
        }
        const feel::CodePoint point = feel::decode(text, at);
        if (point.value == feel::invalidCodePoint) return false;
        at += point.length;
    }
    return true;
}

tl::unexpected<Error> notStorable(std::string_view why)
{
    return fail(
        "engine.variables.invalid",
        fmt::format("A variable cannot be stored: {}. Leave it out, or turn it into plain data.", why));
}

Status checkStorable(const feel::Value& value, int depth)
{
    if (depth > deepestStored)
        return notStorable(fmt::format("it is nested more than {} levels deep", deepestStored));
    switch (value.type()) {
    case feel::Type::Function:
        return notStorable("it holds a function");
    case feel::Type::String:
        if (!isValidUtf8(value.asString())) return notStorable("a text in it is not UTF-8");
        return {};
    case feel::Type::List:
        for (const feel::Value& item : value.asList())
            TRY(checkStorable(item, depth + 1));
        return {};
    case feel::Type::Context:
        for (const auto& [name, entry] : value.asContext()) {
            if (!isValidUtf8(name)) return notStorable("a name in it is not UTF-8");
            TRY(checkStorable(entry, depth + 1));
        }
        return {};
    case feel::Type::Range:
        TRY(checkStorable(value.asRange().start, depth + 1));
        return checkStorable(value.asRange().end, depth + 1);
    default:
        return {};
    }
}

} // namespace

VariableView::VariableView(const InstanceState& state, ElementInstanceKey from, const feel::Context* nearest)
{
    m_links.reserve(8);
    if (nearest) m_links.push_back({nearest, nullptr});
    const auto add = [&](const SharedVariables& variables) {
        if (!variables.empty()) m_links.push_back({&*variables, nullptr});
    };
    for (const ElementInstance* at = state.element(from); at; at = state.element(at->scope)) {
        add(at->variables);
        if (at->compensates)
            if (const CompensationRun* run = state.runOfHandler(at->key))
                for (const SharedVariables& variables : run->pending.back().snapshot)
                    add(variables);
    }
    if (m_links.empty()) m_links.push_back({});
    for (std::size_t i = 0; i + 1 < m_links.size(); ++i)
        m_links[i].parent = &m_links[i + 1];
}

Result<Expression> Expression::compile(const bpmn::Expression& source)
{
    Expression expression;
    switch (source.kind) {
    case bpmn::Expression::Kind::None:
        break;
    case bpmn::Expression::Kind::Literal:
        expression.m_literal = source.text;
        break;
    case bpmn::Expression::Kind::Feel:
        expression.m_formula = TRY(feel::parse(source.text));
        break;
    case bpmn::Expression::Kind::Foreign:
        return fail(
            "engine.expression.foreign",
            fmt::format("The expression \"{}\" is written in {}; only FEEL can be run. Write it as FEEL, "
                        "with a leading \"=\".",
                        source.text, source.language.empty() ? "another language" : source.language));
    }
    return expression;
}

Result<feel::Value> Expression::evaluate(const VariableView& view, Instant now) const
{
    if (!m_formula) return m_literal;
    feel::EvaluationOptions options;
    options.now = now;
    feel::Value value = feel::evaluate(*m_formula, view.scope(), options);
    if (value.isNull() && !isReference(m_formula->root()) && !isLiteralNull(m_formula->root())) {
        const feel::Outcome outcome = feel::explain(*m_formula, view.scope(), options);
        if (!outcome.warnings.empty())
            return fail("engine.expression.failed",
                        fmt::format("The expression \"{}\" has no value: {}", m_formula->text(),
                                    fmt::join(outcome.warnings, "; ")),
                        {{"expression", m_formula->text()}, {"reasons", outcome.warnings}});
    }
    TRY(checkStorable(value));
    return value;
}

Error Expression::typeError(std::string_view wanted, const feel::Value& found) const
{
    const std::string text = m_formula ? m_formula->text() : feel::toText(m_literal);
    return {
        "engine.expression.type",
        fmt::format("The expression \"{}\" gives {} ({}), where {} is needed. Set the variables it uses, or "
                    "correct the model.",
                    text, validText(feel::toText(found).substr(0, 200)), toText(found.type()), wanted),
        {{"expression", text}, {"type", toText(found.type())}}};
}

Result<bool> Expression::test(const VariableView& view, Instant now) const
{
    const feel::Value value = TRY(evaluate(view, now));
    if (value.isBoolean()) return value.asBoolean();
    if (value.isString() && !m_formula) {
        if (trimmed(value.asString()) == "true") return true;
        if (trimmed(value.asString()) == "false") return false;
    }
    return fail(typeError("true or false", value));
}

Result<std::string> Expression::text(const VariableView& view, Instant now) const
{
    const feel::Value value = TRY(evaluate(view, now));
    if (value.isNull()) return std::string();
    if (value.isString()) return std::string(trimmed(value.asString()));
    if (value.isNumber()) return toText(value.asNumber());
    return fail(typeError("a text", value));
}

Result<int> Expression::wholeNumber(const VariableView& view, Instant now, int otherwise) const
{
    feel::Value value = TRY(evaluate(view, now));
    if (value.isNull()) return otherwise;
    if (value.isString())
        if (const auto number = feel::Number::parse(trimmed(value.asString()))) value = *number;
    if (const auto whole = value.toInt64(); whole && std::in_range<int>(*whole)) return int(*whole);
    return fail(typeError("a whole number", value));
}

Result<std::vector<std::string>> Expression::texts(const VariableView& view, Instant now) const
{
    const feel::Value value = TRY(evaluate(view, now));
    std::vector<std::string> texts;
    const auto add = [&](std::string_view text) {
        if (const std::string_view item = trimmed(text); !item.empty()) texts.emplace_back(item);
    };
    if (value.isString()) {
        std::string_view rest = value.asString();
        for (std::size_t comma = rest.find(','); comma != std::string_view::npos; comma = rest.find(',')) {
            add(rest.substr(0, comma));
            rest.remove_prefix(comma + 1);
        }
        add(rest);
    } else if (value.isList()) {
        for (const feel::Value& item : value.asList()) {
            if (!item.isString()) return fail(typeError("a list of texts", value));
            add(item.asString());
        }
    } else if (!value.isNull()) {
        return fail(typeError("a text or a list of texts", value));
    }
    return texts;
}

Result<std::optional<Instant>> Expression::instant(const VariableView& view, Instant now) const
{
    const feel::Value value = TRY(evaluate(view, now));
    if (value.isNull()) return std::nullopt;
    if (const auto at = instantOf(value)) return at;
    return fail(typeError("a date and time", value));
}

Status checkStorable(const feel::Value& value)
{
    return checkStorable(value, 0);
}

Status checkStorable(const feel::Context& variables)
{
    for (const auto& [name, value] : variables) {
        if (name.empty() || !isValidUtf8(name)) return notStorable("its name is empty or not UTF-8");
        TRY(checkStorable(value, 0));
    }
    return {};
}

std::string validText(std::string text)
{
    if (isValidUtf8(text)) return text;
    std::string valid;
    for (std::size_t at = 0; at < text.size();) {
        const feel::CodePoint point = feel::decode(text, at);
        if (point.value == feel::invalidCodePoint) {
            valid += "\xEF\xBF\xBD";
            ++at;
        } else {
            valid.append(text, at, point.length);
            at += point.length;
        }
    }
    return valid;
}

nlohmann::json validJson(const nlohmann::json& json)
{
    using Json = nlohmann::json;
    return Json::parse(json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

} // namespace habitat::engine
