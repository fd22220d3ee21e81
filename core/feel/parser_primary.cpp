// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feel/builtins.h"
#include "core/feel/infer.h"
#include "core/feel/parser.h"
#include "core/feel/parser_scope.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace habitat::feel {

Result<NodePtr> Parser::primary()
{
    const Nesting nesting(*this);
    if (nesting.isTooDeep()) return tooDeep();
    const Token& token = peek();
    switch (token.kind) {
    case TokenKind::Number:
        ++m_next;
        return number(token.position, {});
    case TokenKind::String:
        ++m_next;
        return make(LiteralNode{Value(token.content)}, token.position);
    case TokenKind::Name:
        return nameOrKeyword();
    case TokenKind::Symbol:
        if (token.is("-") && peek(1).kind == TokenKind::Number) {
            m_next += 2;
            return number(token.position, "-");
        }
        if (token.is("(")) return parenthesis();
        if (token.is("[")) return bracket();
        if (token.is("]")) return openRange();
        if (token.is("{")) return context();
        if (token.is("@")) return atLiteral();
        break;
    case TokenKind::End:
        break;
    }
    return unexpected("a value");
}

Result<NodePtr> Parser::number(std::uint32_t position, std::string_view sign)
{
    const std::string text = std::string(sign) + std::string(m_tokens[m_next - 1].text);
    const auto value = Number::parse(text);
    if (!value)
        return syntaxError(m_source, position, "this number is out of the range of 34-digit decimals");
    return make(LiteralNode{Value(*value)}, position);
}

Result<NodePtr> Parser::nameOrKeyword()
{
    const std::uint32_t position = peek().position;
    if (knownHere() == nullptr) {
        if (take("null")) return make(LiteralNode{}, position);
        if (take("true")) return make(LiteralNode{true}, position);
        if (take("false")) return make(LiteralNode{false}, position);
        if (at("if")) return ifThenElse();
        if (at("for")) return forReturn();
        if (at("some") || at("every")) return quantified();
        if (at("function")) return functionLiteral();
        for (const std::string_view stray :
             {"then", "else", "in", "return", "satisfies", "and", "or", "between", "instance"})
            if (at(stray)) return unexpected("a value");
    }
    std::string name = TRY(nameHere());
    const BuiltIn* builtIn = findBuiltIn(name);
    return make(NameNode{std::move(name), builtIn}, position);
}

Result<NodePtr> Parser::atLiteral()
{
    const std::uint32_t position = peek().position;
    TRY(expect("@", "here"));
    if (peek().kind != TokenKind::String)
        return unexpected("a date, time or duration in quotation marks after '@'");
    const Token& token = m_tokens[m_next++];
    Value value = temporalFromText(token.content);
    if (value.isNull())
        return syntaxError(m_source, position,
                           fmt::format("\"{}\" is no date, time or duration", token.content));
    return make(LiteralNode{std::move(value)}, position);
}

Result<NodePtr> Parser::parenthesis()
{
    const std::uint32_t position = peek().position;
    TRY(expect("(", "here"));
    for (const std::string_view op : {"<", "<=", ">", ">=", "=", "!="})
        if (at(op)) return operatorRange(position);
    NodePtr inner = TRY(expression());
    if (at("..")) return rangeFrom(std::move(inner), false, position);
    TRY(expect(")", "to close the parenthesis"));
    return inner;
}

/// `(> 5)`: a range that is open on one side (DMN 1.4 §10.3.2.7).
Result<NodePtr> Parser::operatorRange(std::uint32_t position)
{
    RangeNode range;
    const std::string_view op = m_tokens[m_next++].text;
    if (op == "!=") return syntaxError(m_source, position, "'!=' makes no range; use it in a comparison");
    NodePtr bound = TRY(binary(4));
    TRY(expect(")", "to close the parenthesis"));
    const bool included = op.ends_with('=');
    if (op == "=") {
        const auto* literal = std::get_if<LiteralNode>(&bound->body);
        if (literal == nullptr) return syntaxError(m_source, position, "'(= …)' takes a literal");
        range.end = TRY(make(LiteralNode{literal->value}, bound->position));
        range.start = std::move(bound);
    } else if (op.starts_with('<')) {
        range.startIncluded = false;
        range.endIncluded = included;
        range.end = std::move(bound);
    } else {
        range.startIncluded = included;
        range.endIncluded = false;
        range.start = std::move(bound);
    }
    return make(std::move(range), position);
}

Result<NodePtr> Parser::rangeFrom(NodePtr start, bool startIncluded, std::uint32_t position)
{
    TRY(expect("..", "between the ends of a range"));
    // The range's own end is read within three levels from here; a filter in parentheses lies deeper.
    const int outer = std::exchange(m_rangeEnd, m_nesting + 3);
    auto last = expression();
    m_rangeEnd = outer;
    NodePtr end = TRY(std::move(last));
    RangeNode range{std::move(start), std::move(end), startIncluded, true};
    if (!take("]")) {
        range.endIncluded = false;
        if (!take(")") && !take("[")) return unexpected("']', ')' or '[' to close the range");
    }
    return make(std::move(range), position);
}

Result<NodePtr> Parser::openRange()
{
    const std::uint32_t position = peek().position;
    TRY(expect("]", "here"));
    NodePtr start = TRY(expression());
    return rangeFrom(std::move(start), false, position);
}

Result<NodePtr> Parser::bracket()
{
    const std::uint32_t position = peek().position;
    TRY(expect("[", "here"));
    ListNode list;
    if (take("]")) return make(std::move(list), position);
    do {
        list.items.push_back(TRY(expression()));
        if (list.items.size() == 1 && at(".."))
            return rangeFrom(std::move(list.items.front()), true, position);
    } while (take(","));
    TRY(expect("]", "or ',' in the list"));
    return make(std::move(list), position);
}

Result<NodePtr> Parser::context()
{
    const std::uint32_t position = peek().position;
    const Names names(*this);
    TRY(expect("{", "here"));
    ContextNode node;
    constexpr std::array<std::string_view, 1> ends = {":"};
    while (!at("}")) {
        std::string name = TRY(nameUntil(ends, "the name of a context entry"));
        TRY(expect(":", "after the name of a context entry"));
        NodePtr value = TRY(expression());
        know(name);
        node.entries.emplace_back(std::move(name), std::move(value));
        if (!take(",")) break;
        if (at("}")) return unexpected("another entry after ','");
    }
    TRY(expect("}", "or ',' in the context"));
    return make(std::move(node), position);
}

Result<NodePtr> Parser::ifThenElse()
{
    const std::uint32_t position = peek().position;
    TRY(expect("if", "here"));
    IfNode node;
    node.condition = TRY(expression());
    TRY(expect("then", "after the condition of 'if'"));
    node.thenBranch = TRY(expression());
    TRY(expect("else", "after the 'then' branch"));
    node.elseBranch = TRY(expression());
    return make(std::move(node), position);
}

Result<std::vector<Iterator>> Parser::iterators()
{
    constexpr std::array<std::string_view, 1> ends = {"in"};
    std::vector<Iterator> all;
    do {
        Iterator iterator;
        iterator.name = TRY(nameUntil(ends, "the name of an iteration variable"));
        TRY(expect("in", "after the iteration variable"));
        iterator.from = TRY(expression());
        if (take("..")) iterator.to = TRY(expression());
        know(iterator.name);
        all.push_back(std::move(iterator));
    } while (take(","));
    return all;
}

Result<NodePtr> Parser::forReturn()
{
    const std::uint32_t position = peek().position;
    const Names names(*this);
    TRY(expect("for", "here"));
    ForNode node;
    node.iterators = TRY(iterators());
    TRY(expect("return", "after what 'for' goes through"));
    node.body = TRY(expression());
    const std::vector<std::string> free = freeNames(*node.body);
    node.usesPartial = std::ranges::find(free, "partial") != free.end();
    return make(std::move(node), position);
}

Result<NodePtr> Parser::quantified()
{
    const std::uint32_t position = peek().position;
    const Names names(*this);
    QuantifiedNode node;
    node.every = at("every");
    ++m_next;
    node.iterators = TRY(iterators());
    TRY(expect("satisfies", "after what is gone through"));
    node.condition = TRY(expression());
    return make(std::move(node), position);
}

Result<NodePtr> Parser::functionLiteral()
{
    const std::uint32_t position = peek().position;
    const Names names(*this);
    TRY(expect("function", "here"));
    TRY(expect("(", "before the parameters"));
    FunctionNode node;
    constexpr std::array<std::string_view, 3> ends = {":", ",", ")"};
    while (!at(")")) {
        Parameter parameter;
        parameter.name = TRY(nameUntil(ends, "the name of a parameter"));
        parameter.type = take(":") ? TRY(type()) : TypeSpec::any();
        know(parameter.name);
        node.parameters.push_back(std::move(parameter));
        if (!take(",")) break;
    }
    TRY(expect(")", "after the parameters"));
    if (at("external"))
        return syntaxError(m_source, peek().position, "external functions (Java, PMML) are not run here");
    NodePtr body = TRY(expression());
    node.body = SharedNode(std::move(body));
    node.resultType = inferType(*node.body);
    std::vector<std::string> free = freeNames(*node.body);
    std::erase_if(free, [&node](const std::string& name) {
        return std::ranges::any_of(node.parameters, [&name](const Parameter& p) { return p.name == name; });
    });
    node.freeNames = std::move(free);
    return make(std::move(node), position);
}

// Tests

Result<std::vector<TestNode>> Parser::inTests()
{
    std::vector<TestNode> tests;
    if (!at("(")) {
        tests.push_back(TRY(test(4)));
        return tests;
    }
    const std::uint32_t position = peek().position;
    ++m_next;
    do {
        TestNode one = TRY(test(1));
        if (tests.empty() && one.kind == TestNode::Kind::Expression && at("..")) {
            one.operand = TRY(rangeFrom(std::move(one.operand), false, position));
            tests.push_back(std::move(one));
            return tests;
        }
        tests.push_back(std::move(one));
    } while (take(","));
    TRY(expect(")", "or ',' between the tests"));
    return tests;
}

Result<TestNode> Parser::test(int level)
{
    constexpr std::array<std::pair<std::string_view, Operator>, 6> operators = {{
        {"<", Operator::Less},
        {"<=", Operator::LessOrEqual},
        {">", Operator::Greater},
        {">=", Operator::GreaterOrEqual},
        {"=", Operator::Equal},
        {"!=", Operator::NotEqual},
    }};
    for (const auto& [symbol, op] : operators) {
        if (take(symbol)) {
            NodePtr operand = TRY(binary(4));
            return TestNode{TestNode::Kind::Compare, op, std::move(operand)};
        }
    }
    NodePtr operand = level == 1 ? TRY(expression()) : TRY(binary(level));
    return TestNode{TestNode::Kind::Expression, Operator::Equal, std::move(operand)};
}

Result<NodePtr> Parser::parseAllTests()
{
    const std::uint32_t position = peek().position;
    TestsNode node;
    if (at("-") && peek(1).kind == TokenKind::End) {
        ++m_next;
        node.tests.push_back({TestNode::Kind::Anything, Operator::Equal, nullptr});
        return make(std::move(node), position);
    }
    if (at("not") && peek(1).is("(")) {
        m_next += 2;
        node.negated = true;
    }
    do {
        node.tests.push_back(TRY(test(1)));
    } while (take(","));
    if (node.negated) TRY(expect(")", "at the end of 'not(…)'"));
    if (peek().kind != TokenKind::End) return unexpected("',' or the end of the tests");
    return make(std::move(node), position);
}

} // namespace habitat::feel
