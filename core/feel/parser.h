// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feel/expression.h"
#include "core/feel/lexer.h"
#include "core/feel/syntax.h"

namespace habitat::feel {

/// Reads tokens into a tree by recursive descent with operator precedence (DMN 1.4 §10.3.1.2). Used once, on
/// one thread.
class Parser
{
public:
    Parser(std::string_view source, std::vector<Token> tokens, const ParseOptions& options);

    Result<NodePtr> parseAll();
    Result<NodePtr> parseAllTests();

private:
    using NameWords = std::vector<std::string>;
    /// A name of several words and how it is spelled in the context.
    struct KnownName
    {
        NameWords words;
        std::string name;
    };
    class Nesting;
    class Names;

    // Tokens
    [[nodiscard]] const Token& peek(std::size_t ahead = 0) const;
    [[nodiscard]] bool at(std::string_view word) const { return peek().is(word); }
    bool take(std::string_view word);
    Status expect(std::string_view word, std::string_view where);
    [[nodiscard]] tl::unexpected<Error> unexpected(std::string_view wanted) const;
    [[nodiscard]] tl::unexpected<Error> tooDeep() const;

    // Names
    void know(std::string_view name);
    [[nodiscard]] const KnownName* knownHere() const;
    [[nodiscard]] std::string join(std::size_t first, std::size_t last) const;
    Result<std::string> nameHere();
    Result<std::string> nameUntil(std::span<const std::string_view> ends, std::string_view what);
    [[nodiscard]] std::size_t builtInWordsHere() const;

    // Expressions, loosest first
    Result<NodePtr> expression();
    Result<NodePtr> binary(int level);
    Result<NodePtr> comparison(NodePtr left);
    Result<NodePtr> unary();
    Result<NodePtr> instanceOf();
    Result<NodePtr> postfix(NodePtr base);
    Result<NodePtr> primary();
    Result<NodePtr> nameOrKeyword();
    Result<NodePtr> number(std::uint32_t position, std::string_view sign);
    Result<NodePtr> atLiteral();
    Result<NodePtr> parenthesis();
    Result<NodePtr> bracket();
    Result<NodePtr> openRange();
    Result<NodePtr> rangeFrom(NodePtr start, bool startIncluded, std::uint32_t position);
    Result<NodePtr> operatorRange(std::uint32_t position);
    Result<NodePtr> context();
    Result<NodePtr> ifThenElse();
    Result<NodePtr> forReturn();
    Result<NodePtr> quantified();
    Result<std::vector<Iterator>> iterators();
    Result<NodePtr> functionLiteral();
    Result<NodePtr> call(NodePtr callee);

    // Tests
    Result<TestNode> test(int level);
    Result<std::vector<TestNode>> inTests();

    // Types
    Result<TypePtr> type();
    Result<TypePtr> namedType();
    Result<TypePtr> contextType();
    Result<TypePtr> functionType();
    Result<TypePtr> elementOf(TypeSpec::Kind kind);

    [[nodiscard]] bool closesRange() const;
    [[nodiscard]] Result<NodePtr> make(Node::Body body, std::uint32_t position) const;

    std::string_view m_source;
    std::vector<Token> m_tokens;
    std::size_t m_next = 0;
    int m_nesting = 0;
    /// The nesting at which the end of a range is being read, where `[` may close it.
    int m_rangeEnd = -1;
    std::vector<KnownName> m_known;
    const TypeTable* m_types = nullptr;
};

} // namespace habitat::feel
