// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feel/syntax.h"

#include <array>

namespace habitat::feel {
namespace {

std::string join(const std::vector<std::string>& parts)
{
    std::string text;
    for (const std::string& part : parts)
        text += (text.empty() ? "" : ", ") + part;
    return text;
}

struct Printer
{
    static std::string print(const Node& node)
    {
        return std::visit([](const auto& body) { return Printer()(body); }, node.body);
    }

    static std::string iteratorText(const Iterator& iterator)
    {
        return iterator.name + " in " + print(*iterator.from) +
               (iterator.to ? ".." + print(*iterator.to) : "");
    }

    static std::string iteratorsText(const std::vector<Iterator>& iterators)
    {
        std::vector<std::string> parts;
        for (const Iterator& iterator : iterators)
            parts.push_back(iteratorText(iterator));
        return join(parts);
    }

    static std::string testText(const TestNode& test)
    {
        if (test.kind == TestNode::Kind::Anything) return "-";
        return (test.kind == TestNode::Kind::Compare ? std::string(toText(test.op)) + " " : "") +
               print(*test.operand);
    }

    static std::string testsText(const std::vector<TestNode>& tests)
    {
        std::vector<std::string> parts;
        for (const TestNode& test : tests)
            parts.push_back(testText(test));
        return join(parts);
    }

    std::string operator()(const LiteralNode& n) const { return toText(n.value); }
    std::string operator()(const NameNode& n) const { return n.name; }
    std::string operator()(const NegateNode& n) const { return "(-(" + print(*n.operand) + "))"; }
    std::string operator()(const BinaryNode& n) const
    {
        return "(" + print(*n.left) + " " + std::string(toText(n.op)) + " " + print(*n.right) + ")";
    }
    std::string operator()(const BetweenNode& n) const
    {
        return "(" + print(*n.operand) + " between " + print(*n.low) + " and " + print(*n.high) + ")";
    }
    std::string operator()(const InNode& n) const
    {
        return "(" + print(*n.operand) + " in (" + testsText(n.tests) + "))";
    }
    std::string operator()(const TestsNode& n) const
    {
        return n.negated ? "not(" + testsText(n.tests) + ")" : testsText(n.tests);
    }
    std::string operator()(const InstanceNode& n) const
    {
        return "(" + print(*n.operand) + " instance of " + toText(*n.type) + ")";
    }
    std::string operator()(const PathNode& n) const { return "(" + print(*n.base) + ")." + n.name; }
    std::string operator()(const FilterNode& n) const
    {
        return "(" + print(*n.base) + ")[" + print(*n.predicate) + "]";
    }
    std::string operator()(const CallNode& n) const
    {
        std::vector<std::string> parts;
        for (std::size_t i = 0; i < n.arguments.size(); ++i)
            parts.push_back((n.names.empty() ? "" : n.names[i] + ": ") + print(*n.arguments[i]));
        const bool isName = std::holds_alternative<NameNode>(n.callee->body);
        return (isName ? print(*n.callee) : "(" + print(*n.callee) + ")") + "(" + join(parts) + ")";
    }
    std::string operator()(const ListNode& n) const
    {
        std::vector<std::string> parts;
        for (const NodePtr& item : n.items)
            parts.push_back(print(*item));
        return "[" + join(parts) + "]";
    }
    std::string operator()(const ContextNode& n) const
    {
        std::vector<std::string> parts;
        for (const auto& [name, value] : n.entries)
            parts.push_back(toText(Value(name)) + ": " + print(*value));
        return "{" + join(parts) + "}";
    }
    std::string operator()(const RangeNode& n) const
    {
        if (!n.start) return std::string(n.endIncluded ? "(<= " : "(< ") + print(*n.end) + ")";
        if (!n.end) return std::string(n.startIncluded ? "(>= " : "(> ") + print(*n.start) + ")";
        return (n.startIncluded ? "[" : "(") + print(*n.start) + ".." + print(*n.end) +
               (n.endIncluded ? "]" : ")");
    }
    std::string operator()(const IfNode& n) const
    {
        return "(if " + print(*n.condition) + " then " + print(*n.thenBranch) + " else " +
               print(*n.elseBranch) + ")";
    }
    std::string operator()(const ForNode& n) const
    {
        return "(for " + iteratorsText(n.iterators) + " return " + print(*n.body) + ")";
    }
    std::string operator()(const QuantifiedNode& n) const
    {
        return (n.every ? "(every " : "(some ") + iteratorsText(n.iterators) + " satisfies " +
               print(*n.condition) + ")";
    }
    std::string operator()(const FunctionNode& n) const
    {
        std::vector<std::string> parts;
        for (const Parameter& parameter : n.parameters)
            parts.push_back(parameter.name + ": " + toText(*parameter.type));
        return "(function(" + join(parts) + ") " + print(*n.body) + ")";
    }
};

} // namespace

std::string_view toText(Operator op)
{
    constexpr std::array<std::string_view, 13> symbols = {"or", "and", "=", "!=", "<", "<=", ">",
                                                          ">=", "+",   "-", "*",  "/", "**"};
    return symbols[std::size_t(op)];
}

std::string toText(const Node& node)
{
    return Printer::print(node);
}

} // namespace habitat::feel
