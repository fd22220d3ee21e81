// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bpmn/expression.h"
#include "core/engine/state.h"
#include "core/feel/expression.h"

namespace habitat::engine {

/// The variables that an element instance sees, as FEEL looks them up; borrows the state. One thread.
class VariableView
{
public:
    /// `nearest`, where it is given, hides the variables of the element.
    VariableView(const InstanceState& state, ElementInstanceKey from, const feel::Context* nearest = nullptr);
    VariableView(const VariableView&) = delete;
    VariableView& operator=(const VariableView&) = delete;
    [[nodiscard]] const feel::Scope& scope() const { return m_links.front(); }

private:
    std::vector<feel::Scope> m_links;
};

/// A value of the model, literal or FEEL, compiled. Immutable, any thread.
class Expression
{
public:
    Expression() = default;
    /// Refuses FEEL that cannot be read, and other languages ("engine.expression.foreign").
    static Result<Expression> compile(const bpmn::Expression& source);

    [[nodiscard]] bool isStated() const { return m_formula || !m_literal.isNull(); }
    /// The value; null where something that it merely refers to is absent. Any other null that FEEL made of
    /// a mistake is refused with the reason ("engine.expression.failed").
    [[nodiscard]] Result<feel::Value> evaluate(const VariableView& view, Instant now) const;
    /// Refuses anything but true and false ("engine.expression.type"): a condition has to decide.
    [[nodiscard]] Result<bool> test(const VariableView& view, Instant now) const;
    /// A text; empty where not stated or null.
    [[nodiscard]] Result<std::string> text(const VariableView& view, Instant now) const;
    /// A whole number, `otherwise` where not stated or null; literals are read as numbers.
    [[nodiscard]] Result<int> wholeNumber(const VariableView& view, Instant now, int otherwise) const;
    /// Texts: of a list, or of one text between its commas.
    [[nodiscard]] Result<std::vector<std::string>> texts(const VariableView& view, Instant now) const;
    /// A moment; none where not stated or null. Times without a zone are UTC.
    [[nodiscard]] Result<std::optional<Instant>> instant(const VariableView& view, Instant now) const;

private:
    [[nodiscard]] Error typeError(std::string_view wanted, const feel::Value& found) const;

    feel::Value m_literal;
    std::optional<feel::Expression> m_formula;
};

/// Whether the value can be kept for good: no functions, bounded nesting, valid UTF-8
/// ("engine.variables.invalid"). Names too.
Status checkStorable(const feel::Value& value);
Status checkStorable(const feel::Context& variables);
/// The text with whatever is no UTF-8 replaced by U+FFFD.
std::string validText(std::string text);
/// The same for every text in it.
nlohmann::json validJson(const nlohmann::json& json);

} // namespace habitat::engine
