// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feel/parser.h"
#include "core/feel/parser_scope.h"

#include <array>

namespace habitat::feel {
namespace {

TypePtr share(TypeSpec type)
{
    return std::make_shared<const TypeSpec>(std::move(type));
}

} // namespace

Result<TypePtr> Parser::type()
{
    const Nesting nesting(*this);
    if (nesting.isTooDeep()) return tooDeep();
    const bool parametric = peek(1).is("<");
    if (parametric && at("list")) return elementOf(TypeSpec::Kind::List);
    if (parametric && at("range")) return elementOf(TypeSpec::Kind::Range);
    if (parametric && at("context")) return contextType();
    if (parametric && at("function")) return functionType();
    return namedType();
}

Result<TypePtr> Parser::elementOf(TypeSpec::Kind kind)
{
    m_next += 2;
    TypeSpec result;
    result.kind = kind;
    result.element = TRY(type());
    TRY(expect(">", "after the type of the elements"));
    return share(std::move(result));
}

Result<TypePtr> Parser::contextType()
{
    m_next += 2;
    TypeSpec result;
    result.kind = TypeSpec::Kind::Context;
    constexpr std::array<std::string_view, 1> ends = {":"};
    while (!at(">")) {
        std::string name = TRY(nameUntil(ends, "the name of an entry"));
        TRY(expect(":", "after the name of an entry"));
        TypePtr field = TRY(type());
        result.fields.emplace_back(std::move(name), std::move(field));
        if (!take(",")) break;
    }
    TRY(expect(">", "after the entries of the context"));
    return share(std::move(result));
}

Result<TypePtr> Parser::functionType()
{
    m_next += 2;
    TypeSpec result;
    result.kind = TypeSpec::Kind::Function;
    while (!at(">")) {
        result.parameters.push_back(TRY(type()));
        if (!take(",")) break;
    }
    TRY(expect(">", "after the types of the parameters"));
    TRY(expect("->", "before the type of the result"));
    result.element = TRY(type());
    return share(std::move(result));
}

/// The longest run of words that names a type; a type that nobody knows is kept by its name.
Result<TypePtr> Parser::namedType()
{
    if (peek().kind != TokenKind::Name) return unexpected("the name of a type");
    const std::size_t first = m_next;
    std::size_t last = first;
    while (last < m_tokens.size() && (m_tokens[last].kind == TokenKind::Name || m_tokens[last].is(".")))
        ++last;
    for (std::size_t end = last; end > first; --end) {
        const std::string name = join(first, end);
        TypePtr found = builtInType(name).value_or(nullptr);
        if (m_types != nullptr)
            if (const auto own = m_types->find(name); own != m_types->end()) found = own->second;
        if (found) {
            m_next = end;
            return found;
        }
    }
    m_next = first + 1;
    TypeSpec unknown;
    unknown.kind = TypeSpec::Kind::Unknown;
    unknown.name = std::string(m_tokens[first].text);
    return share(std::move(unknown));
}

} // namespace habitat::feel
