// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feel/expression.h"

#include "core/feel/evaluation.h"
#include "core/feel/parser.h"

namespace habitat::feel {
namespace {

Expression makeExpression(std::string_view text, NodePtr root)
{
    SharedNode shared(std::move(root));
    std::vector<std::string> names = freeNames(*shared);
    return Expression(std::string(text), std::move(shared), std::move(names));
}

Value run(const Expression& expression, const Scope& scope, const Value* input,
          const EvaluationOptions& options, std::vector<std::string>* warnings)
{
    Evaluation evaluation(options, warnings);
    Evaluation::Frame outer;
    outer.scope = &scope;
    Evaluation::Frame tested;
    tested.parent = &outer;
    tested.name = "?";
    tested.value = input;
    Value value = evaluation.evaluate(expression.root(), input != nullptr ? tested : outer);
    evaluation.noteExhaustion();
    return evaluation.isExhausted() ? Value() : value;
}

} // namespace

Expression::Expression(std::string text, std::shared_ptr<const Node> root, std::vector<std::string> names)
    : m_text(std::move(text)), m_root(std::move(root)), m_names(std::move(names))
{
}

Result<Expression> parse(std::string_view text, const ParseOptions& options)
{
    Parser parser(text, TRY(tokenize(text)), options);
    return makeExpression(text, TRY(parser.parseAll()));
}

Result<Expression> parseUnaryTests(std::string_view text, const ParseOptions& options)
{
    Parser parser(text, TRY(tokenize(text)), options);
    return makeExpression(text, TRY(parser.parseAllTests()));
}

Result<Expression> parseZeebe(std::string_view text, const ParseOptions& options)
{
    const std::size_t start = text.find_first_not_of(" \t\r\n");
    if (start != std::string_view::npos && text[start] == '=') return parse(text.substr(start + 1), options);
    auto literal = std::make_unique<Node>();
    literal->body = LiteralNode{Value(text)};
    return makeExpression(text, std::move(literal));
}

std::vector<std::string> usedNames(const Expression& expression)
{
    return expression.usedNames();
}

std::string toText(const Expression& expression)
{
    return toText(expression.root());
}

Value evaluate(const Expression& expression, const Scope& scope, const EvaluationOptions& options)
{
    return run(expression, scope, nullptr, options, nullptr);
}

Value evaluate(const Expression& expression, const Context& variables, const EvaluationOptions& options)
{
    return run(expression, Scope{&variables, nullptr}, nullptr, options, nullptr);
}

Outcome explain(const Expression& expression, const Scope& scope, const EvaluationOptions& options)
{
    Outcome outcome;
    outcome.value = run(expression, scope, nullptr, options, &outcome.warnings);
    return outcome;
}

Outcome explain(const Expression& expression, const Context& variables, const EvaluationOptions& options)
{
    return explain(expression, Scope{&variables, nullptr}, options);
}

Value evaluateTests(const Expression& tests, const Value& input, const Scope& scope,
                    const EvaluationOptions& options)
{
    return run(tests, scope, &input, options, nullptr);
}

} // namespace habitat::feel
