// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feel/type_spec.h"
#include "core/feel/value.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace habitat::feel {

struct Node;

/// A parsed FEEL expression (DMN 1.4 §10.3), or the unary tests of a decision table's cell. Immutable and
/// shared: copies are cheap, any thread may evaluate it.
class Expression
{
public:
    Expression(std::string text, std::shared_ptr<const Node> root, std::vector<std::string> names);

    [[nodiscard]] const std::string& text() const { return m_text; }
    [[nodiscard]] const Node& root() const { return *m_root; }
    [[nodiscard]] const std::shared_ptr<const Node>& sharedRoot() const { return m_root; }
    [[nodiscard]] const std::vector<std::string>& usedNames() const { return m_names; }

private:
    std::string m_text;
    std::shared_ptr<const Node> m_root;
    std::vector<std::string> m_names;
};

/// What is known while parsing. Words side by side are one name anyway ("monthly salary"); only names with
/// keywords or symbols in them ("days in weekend", "profit-and-loss") must be known to be read as one.
struct ParseOptions
{
    std::span<const std::string> names;
    /// Item definitions that `instance of` may name; kept alive by whoever parses.
    const TypeTable* types = nullptr;
};

/// Refuses with "feel.syntax" (line, column, what was expected), "feel.too-long" or "feel.too-deep".
Result<Expression> parse(std::string_view text, const ParseOptions& options = {});
/// `-`, `< 5, [7..9]`, `not("a", "b")`, and expressions about `?`; evaluates to true, false or null.
Result<Expression> parseUnaryTests(std::string_view text, const ParseOptions& options = {});
/// As attributes of zeebe extensions are written: "= a > b" is an expression, anything else a static string.
Result<Expression> parseZeebe(std::string_view text, const ParseOptions& options = {});

/// Names it takes from its scope, in order of first use; built-in functions are none of them.
std::vector<std::string> usedNames(const Expression& expression);
/// The expression as FEEL text, fully parenthesised: parsed again it is the same expression.
std::string toText(const Expression& expression);

struct EvaluationOptions
{
    /// What now() and today() give; they are null where nobody says.
    std::optional<Instant> now;
    /// Work that may be done before the evaluation is given up (null, with a warning): a node, an item, or 64
    /// bytes of text cost one each.
    std::uint64_t steps = 20'000'000;
};

/// What an evaluation came to, and for every null that FEEL made of an error, why.
struct Outcome
{
    Value value;
    std::vector<std::string> warnings;
};

/// FEEL has no errors: what cannot be done is null. Never throws on what people wrote, never hangs.
Value evaluate(const Expression& expression, const Context& variables, const EvaluationOptions& options = {});
Value evaluate(const Expression& expression, const Scope& scope, const EvaluationOptions& options = {});
/// The same, and tells why where the result is null or a part of it became so. Slower; for people's eyes.
Outcome explain(const Expression& expression, const Scope& scope, const EvaluationOptions& options = {});
Outcome explain(const Expression& expression, const Context& variables,
                const EvaluationOptions& options = {});
/// Unary tests on an input value, which is `?` in them.
Value evaluateTests(const Expression& tests, const Value& input, const Scope& scope,
                    const EvaluationOptions& options = {});

} // namespace habitat::feel
