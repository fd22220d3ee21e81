// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feel/parser.h"

#include "core/feel/builtins.h"
#include "core/feel/parser_scope.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace habitat::feel {
namespace {

/// A left-leaning chain (a + b + c …) is as deep as it is long; more than this is refused.
constexpr int deepestTree = 1'000;

constexpr std::array<std::string_view, 17> keywords = {
    "if",  "then", "else",    "for",      "in",       "return", "some",  "every", "satisfies",
    "and", "or",   "between", "instance", "function", "true",   "false", "null"};

struct BinaryOperator
{
    std::string_view symbol;
    Operator op;
    int level;
};

constexpr std::array<BinaryOperator, 14> binaryOperators = {{
    {"or", Operator::Or, 1},
    {"and", Operator::And, 2},
    {"=", Operator::Equal, 3},
    {"!=", Operator::NotEqual, 3},
    {"<=", Operator::LessOrEqual, 3},
    {">=", Operator::GreaterOrEqual, 3},
    {"<", Operator::Less, 3},
    {">", Operator::Greater, 3},
    {"+", Operator::Add, 4},
    {"-", Operator::Subtract, 4},
    {"*", Operator::Multiply, 5},
    {"/", Operator::Divide, 5},
    {"**", Operator::Power, 6},
    {"==", Operator::Equal, 3},
}};

constexpr int comparisonLevel = 3;
constexpr int additiveLevel = 4;
constexpr int unaryLevel = 7;

bool isKeyword(std::string_view word)
{
    return std::ranges::find(keywords, word) != keywords.end();
}

bool startsExpression(std::string_view keyword)
{
    constexpr std::array<std::string_view, 8> starters = {"if",       "for",  "some",  "every",
                                                          "function", "true", "false", "null"};
    return std::ranges::find(starters, keyword) != starters.end();
}

const BinaryOperator* operatorAt(const Token& token)
{
    if (token.kind != TokenKind::Symbol && token.kind != TokenKind::Name) return nullptr;
    const auto found = std::ranges::find(binaryOperators, token.text, &BinaryOperator::symbol);
    return found == binaryOperators.end() ? nullptr : &*found;
}

std::string_view describe(const Token& token)
{
    return token.kind == TokenKind::End ? std::string_view("the end of the expression") : token.text;
}

} // namespace

Parser::Parser(std::string_view source, std::vector<Token> tokens, const ParseOptions& options)
    : m_source(source), m_tokens(std::move(tokens)), m_types(options.types)
{
    for (const std::string& name : options.names)
        know(name);
}

Result<NodePtr> Parser::parseAll()
{
    NodePtr root = TRY(expression());
    if (peek().kind != TokenKind::End) return unexpected("an operator or the end of the expression");
    return root;
}

// Tokens

const Token& Parser::peek(std::size_t ahead) const
{
    return m_tokens[std::min(m_next + ahead, m_tokens.size() - 1)];
}

bool Parser::take(std::string_view word)
{
    if (!at(word)) return false;
    ++m_next;
    return true;
}

Status Parser::expect(std::string_view word, std::string_view where)
{
    if (take(word)) return {};
    return unexpected(fmt::format("'{}' {}", word, where));
}

tl::unexpected<Error> Parser::unexpected(std::string_view wanted) const
{
    const Token& token = peek();
    const std::string_view found = describe(token);
    const std::string shown =
        token.kind == TokenKind::End
            ? std::string(found)
            : fmt::format("'{}'", found.substr(0, byteOffset(found, 40))); // one word may be a whole page
    auto error = syntaxError(m_source, token.position, fmt::format("expected {}, found {}", wanted, shown));
    error.value().context["expected"] = wanted;
    return error;
}

tl::unexpected<Error> Parser::tooDeep() const
{
    auto error =
        syntaxError(m_source, peek().position, "the expression is nested too deeply; split it into parts");
    error.value().code = "feel.too-deep";
    return error;
}

Result<NodePtr> Parser::make(Node::Body body, std::uint32_t position) const
{
    auto node = std::make_unique<Node>();
    node->body = std::move(body);
    node->position = position;
    int deepest = 0;
    forEachChild(*node, [&deepest](const Node& child) { deepest = std::max<int>(deepest, child.depth); });
    if (deepest >= deepestTree) return tooDeep();
    node->depth = std::uint16_t(deepest + 1);
    return NodePtr(std::move(node));
}

// Names

void Parser::know(std::string_view name)
{
    // Names of plain words are read without help. The bound keeps hostile contexts from making reading slow.
    constexpr std::size_t mostKnown = 4'000;
    const auto isPlainLetter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    };
    if (std::ranges::all_of(name, isPlainLetter)) return;
    auto words = tokenize(name);
    if (!words || words->size() < 3 || m_known.size() >= mostKnown) return;
    KnownName known;
    known.name = std::string(name);
    bool isPlain = true;
    for (const Token& token : *words) {
        if (token.kind == TokenKind::End) break;
        isPlain = isPlain && token.kind == TokenKind::Name && !isKeyword(token.text);
        known.words.emplace_back(token.text);
    }
    if (!isPlain) m_known.push_back(std::move(known));
}

const Parser::KnownName* Parser::knownHere() const
{
    const KnownName* longest = nullptr;
    for (const KnownName& known : m_known) {
        if (longest != nullptr && longest->words.size() >= known.words.size()) continue;
        bool matches = m_next + known.words.size() < m_tokens.size();
        for (std::size_t i = 0; matches && i < known.words.size(); ++i)
            matches = peek(i).is(known.words[i]);
        if (matches) longest = &known;
    }
    return longest;
}

/// The words as they are written, with one space where there are blanks between them.
std::string Parser::join(std::size_t first, std::size_t last) const
{
    std::string name;
    for (std::size_t i = first; i < last; ++i) {
        const bool apart =
            i > first && m_tokens[i - 1].position + m_tokens[i - 1].text.size() < m_tokens[i].position;
        name += apart ? " " : "";
        name += m_tokens[i].text;
    }
    return name;
}

/// Words of a call to a built-in function whose name has a keyword in it.
std::size_t Parser::builtInWordsHere() const
{
    static const std::array<NameWords, 3> names = {{{"date", "and", "time", "("},
                                                    {"years", "and", "months", "duration", "("},
                                                    {"get", "or", "else", "("}}};
    for (const NameWords& words : names) {
        std::size_t matched = 0;
        while (matched < words.size() && peek(matched).is(words[matched]))
            ++matched;
        if (matched == words.size()) return matched - 1;
    }
    return 0;
}

Result<std::string> Parser::nameHere()
{
    if (const KnownName* known = knownHere()) {
        m_next += known->words.size();
        return known->name;
    }
    if (peek().kind != TokenKind::Name) return unexpected("a name");
    const std::size_t first = m_next;
    if (const std::size_t words = builtInWordsHere(); words != 0) {
        m_next += words;
        return join(first, m_next);
    }
    ++m_next;
    while (peek().kind == TokenKind::Name && !isKeyword(peek().text))
        ++m_next;
    return join(first, m_next);
}

/// A name that is being introduced: everything up to a word that ends it.
Result<std::string> Parser::nameUntil(std::span<const std::string_view> ends, std::string_view what)
{
    const std::size_t first = m_next;
    if (peek().kind == TokenKind::String) {
        ++m_next;
        return m_tokens[first].content;
    }
    const auto isEnd = [&ends](const Token& token) {
        return std::ranges::any_of(ends, [&token](std::string_view end) { return token.is(end); });
    };
    if (peek().kind != TokenKind::Name) return unexpected(what);
    constexpr std::string_view inNames = "+-*/.'**";
    while (peek().kind != TokenKind::End && !isEnd(peek())) {
        const bool belongs =
            peek().kind == TokenKind::Name || peek().kind == TokenKind::Number ||
            (peek().kind == TokenKind::Symbol && inNames.find(peek().text) != std::string_view::npos);
        if (!belongs) return unexpected(fmt::format("'{}' after the name", ends.front()));
        ++m_next;
    }
    return join(first, m_next);
}

// Expressions

Result<NodePtr> Parser::expression()
{
    const Nesting nesting(*this);
    if (nesting.isTooDeep()) return tooDeep();
    return binary(1);
}

Result<NodePtr> Parser::binary(int level)
{
    NodePtr left = TRY(unary());
    while (true) {
        const Token& token = peek();
        if (level <= comparisonLevel && (token.is("between") || token.is("in"))) {
            left = TRY(comparison(std::move(left)));
            continue;
        }
        const BinaryOperator* found = operatorAt(token);
        if (found == nullptr || found->level < level) return left;
        if (found->symbol == "==") return unexpected("'=' (FEEL compares with one equals sign)");
        ++m_next;
        NodePtr right = found->level + 1 == unaryLevel ? TRY(unary()) : TRY(binary(found->level + 1));
        left = TRY(make(BinaryNode{found->op, std::move(left), std::move(right)}, token.position));
    }
}

Result<NodePtr> Parser::comparison(NodePtr left)
{
    const std::uint32_t position = peek().position;
    if (take("in")) {
        auto tests = TRY(inTests());
        return make(InNode{std::move(left), std::move(tests)}, position);
    }
    TRY(expect("between", "here"));
    NodePtr low = TRY(binary(additiveLevel));
    TRY(expect("and", "between the two bounds of 'between'"));
    NodePtr high = TRY(binary(additiveLevel));
    return make(BetweenNode{std::move(left), std::move(low), std::move(high)}, position);
}

Result<NodePtr> Parser::unary()
{
    const Nesting nesting(*this);
    if (nesting.isTooDeep()) return tooDeep();
    const std::uint32_t position = peek().position;
    if (!at("-")) return instanceOf();
    if (peek(1).kind == TokenKind::Number) return instanceOf();
    ++m_next;
    NodePtr operand = TRY(unary());
    return make(NegateNode{std::move(operand)}, position);
}

Result<NodePtr> Parser::instanceOf()
{
    NodePtr operand = TRY(primary());
    operand = TRY(postfix(std::move(operand)));
    while (at("instance")) {
        const std::uint32_t position = peek().position;
        ++m_next;
        TRY(expect("of", "after 'instance'"));
        TypePtr wanted = TRY(type());
        operand = TRY(make(InstanceNode{std::move(operand), std::move(wanted)}, position));
    }
    return operand;
}

/// In `[1..a[` the last bracket closes the range, in `[1..a[1]]` it begins a filter: no expression begins
/// with what follows the former.
bool Parser::closesRange() const
{
    if (m_nesting > m_rangeEnd || !at("[")) return false;
    const Token& next = peek(1);
    constexpr std::string_view beginners = "-([{]@";
    if (next.kind == TokenKind::Symbol)
        return next.text.size() != 1 || beginners.find(next.text) == std::string_view::npos;
    return next.kind == TokenKind::End ||
           (next.kind == TokenKind::Name && isKeyword(next.text) && !startsExpression(next.text));
}

Result<NodePtr> Parser::postfix(NodePtr base)
{
    while (true) {
        const std::uint32_t position = peek().position;
        if (take(".")) {
            std::string name = TRY(nameHere());
            base = TRY(make(PathNode{std::move(base), std::move(name)}, position));
        } else if (at("[") && !closesRange() && !std::holds_alternative<RangeNode>(base->body)) {
            ++m_next;
            NodePtr predicate = TRY(expression());
            TRY(expect("]", "at the end of the filter"));
            base = TRY(make(FilterNode{std::move(base), std::move(predicate)}, position));
        } else if (at("(")) {
            base = TRY(call(std::move(base)));
        } else {
            return base;
        }
    }
}

Result<NodePtr> Parser::call(NodePtr callee)
{
    const std::uint32_t position = peek().position;
    TRY(expect("(", "before the arguments"));
    CallNode node;
    node.callee = std::move(callee);
    while (!at(")")) {
        const KnownName* known = knownHere();
        std::size_t colon = known != nullptr ? known->words.size() : 0;
        while (peek(colon).kind == TokenKind::Name)
            ++colon;
        const bool named =
            (colon > 0 && peek(colon).is(":")) || (peek().kind == TokenKind::String && peek(1).is(":"));
        if (named != !node.names.empty() && !node.arguments.empty())
            return unexpected("arguments that are either all named or all unnamed");
        if (named) {
            constexpr std::array<std::string_view, 1> ends = {":"};
            node.names.push_back(TRY(nameUntil(ends, "the name of an argument")));
            TRY(expect(":", "after the name of the argument"));
        }
        node.arguments.push_back(TRY(expression()));
        if (!take(",")) break;
        if (at(")")) return unexpected("another argument after ','");
    }
    TRY(expect(")", "after the arguments"));
    return make(std::move(node), position);
}

} // namespace habitat::feel
