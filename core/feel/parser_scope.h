// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feel/parser.h"
#include "core/feel/utf8.h"

namespace habitat::feel {

/// Guards that the parser's own files share: how deep it is, and which names are known where. One thread.

/// The parser recurses no deeper than this, whatever is written; deep enough for any text that people write.
inline constexpr int deepestNesting = 300;

class Parser::Nesting
{
public:
    explicit Nesting(Parser& parser) : m_parser(parser) { ++m_parser.m_nesting; }
    ~Nesting() { --m_parser.m_nesting; }
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;
    [[nodiscard]] bool isTooDeep() const { return m_parser.m_nesting > deepestNesting; }

private:
    Parser& m_parser;
};

/// Forgets at its end the names that became known since its beginning.
class Parser::Names
{
public:
    explicit Names(Parser& parser) : m_parser(parser), m_before(parser.m_known.size()) {}
    ~Names() { m_parser.m_known.resize(m_before); }
    Names(const Names&) = delete;
    Names& operator=(const Names&) = delete;

private:
    Parser& m_parser;
    std::size_t m_before;
};

/// Calls `visit` with every direct child.
template <typename Visit>
void forEachChild(const Node& node, Visit visit)
{
    const auto one = [&visit](const NodePtr& child) {
        if (child) visit(*child);
    };
    const auto tests = [&one](const std::vector<TestNode>& all) {
        for (const TestNode& test : all)
            one(test.operand);
    };
    const auto iterators = [&one](const std::vector<Iterator>& all) {
        for (const Iterator& iterator : all) {
            one(iterator.from);
            one(iterator.to);
        }
    };
    std::visit(
        [&](const auto& body) {
            using Body = std::decay_t<decltype(body)>;
            if constexpr (std::is_same_v<Body, NegateNode> || std::is_same_v<Body, InstanceNode>) {
                one(body.operand);
            } else if constexpr (std::is_same_v<Body, BinaryNode>) {
                one(body.left);
                one(body.right);
            } else if constexpr (std::is_same_v<Body, BetweenNode>) {
                one(body.operand);
                one(body.low);
                one(body.high);
            } else if constexpr (std::is_same_v<Body, InNode>) {
                one(body.operand);
                tests(body.tests);
            } else if constexpr (std::is_same_v<Body, TestsNode>) {
                tests(body.tests);
            } else if constexpr (std::is_same_v<Body, PathNode>) {
                one(body.base);
            } else if constexpr (std::is_same_v<Body, FilterNode>) {
                one(body.base);
                one(body.predicate);
            } else if constexpr (std::is_same_v<Body, CallNode>) {
                one(body.callee);
                for (const NodePtr& argument : body.arguments)
                    one(argument);
            } else if constexpr (std::is_same_v<Body, ListNode>) {
                for (const NodePtr& item : body.items)
                    one(item);
            } else if constexpr (std::is_same_v<Body, ContextNode>) {
                for (const auto& entry : body.entries)
                    one(entry.second);
            } else if constexpr (std::is_same_v<Body, RangeNode>) {
                one(body.start);
                one(body.end);
            } else if constexpr (std::is_same_v<Body, IfNode>) {
                one(body.condition);
                one(body.thenBranch);
                one(body.elseBranch);
            } else if constexpr (std::is_same_v<Body, ForNode>) {
                iterators(body.iterators);
                one(body.body);
            } else if constexpr (std::is_same_v<Body, QuantifiedNode>) {
                iterators(body.iterators);
                one(body.condition);
            } else if constexpr (std::is_same_v<Body, FunctionNode>) {
                if (body.body) visit(*body.body);
            }
        },
        node.body);
}

} // namespace habitat::feel
