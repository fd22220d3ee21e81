// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feel/type_spec.h"
#include "core/feel/value.h"

#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace habitat::feel {

/// The syntax tree of an expression: built by the parser, immutable from then on, read by evaluator and
/// printer.
struct Node;
struct BuiltIn;
using NodePtr = std::unique_ptr<const Node>;
using SharedNode = std::shared_ptr<const Node>;

enum class Operator : std::uint8_t {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
};

std::string_view toText(Operator op);

struct LiteralNode
{
    Value value;
};

struct NameNode
{
    std::string name;
    /// The built-in that bears the name and stands in where no variable does.
    const BuiltIn* builtIn = nullptr;
};

struct NegateNode
{
    NodePtr operand;
};

struct BinaryNode
{
    Operator op;
    NodePtr left;
    NodePtr right;
};

struct BetweenNode
{
    NodePtr operand;
    NodePtr low;
    NodePtr high;
};

/// One unary test: `< 5`, a range, `-`, or an expression in which `?` is the value under test.
struct TestNode
{
    enum class Kind : std::uint8_t { Compare, Expression, Anything };

    Kind kind;
    Operator op = Operator::Equal;
    NodePtr operand;
};

struct InNode
{
    NodePtr operand;
    std::vector<TestNode> tests;
};

/// The body of a decision table's cell or of `not(…)` around one.
struct TestsNode
{
    std::vector<TestNode> tests;
    bool negated = false;
};

struct InstanceNode
{
    NodePtr operand;
    TypePtr type;
};

struct PathNode
{
    NodePtr base;
    std::string name;
};

struct FilterNode
{
    NodePtr base;
    NodePtr predicate;
};

struct CallNode
{
    NodePtr callee;
    std::vector<NodePtr> arguments;
    /// As many as arguments where the call is by name, else none.
    std::vector<std::string> names;
};

struct ListNode
{
    std::vector<NodePtr> items;
};

struct ContextNode
{
    std::vector<std::pair<std::string, NodePtr>> entries;
};

struct RangeNode
{
    NodePtr start;
    NodePtr end;
    bool startIncluded = true;
    bool endIncluded = true;
};

struct IfNode
{
    NodePtr condition;
    NodePtr thenBranch;
    NodePtr elseBranch;
};

struct Iterator
{
    std::string name;
    /// The list, or where `to` is there the first number or date of a sequence.
    NodePtr from;
    NodePtr to;
};

struct ForNode
{
    std::vector<Iterator> iterators;
    NodePtr body;
    /// Whether the body looks at `partial`, the list of what came before; it is made only then.
    bool usesPartial = false;
};

struct QuantifiedNode
{
    bool every = false;
    std::vector<Iterator> iterators;
    NodePtr condition;
};

struct Parameter
{
    std::string name;
    TypePtr type;
};

/// A function literal. What its body takes from around it is captured when the literal is evaluated.
struct FunctionNode
{
    std::vector<Parameter> parameters;
    SharedNode body;
    std::vector<std::string> freeNames;
    TypePtr resultType;
};

struct Node
{
    using Body = std::variant<LiteralNode, NameNode, NegateNode, BinaryNode, BetweenNode, InNode, TestsNode,
                              InstanceNode, PathNode, FilterNode, CallNode, ListNode, ContextNode, RangeNode,
                              IfNode, ForNode, QuantifiedNode, FunctionNode>;

    Body body;
    /// Byte offset in the text it was read from.
    std::uint32_t position = 0;
    /// Levels beneath it, itself included; the parser bounds it, so recursion over a tree is safe.
    std::uint16_t depth = 1;
};

/// Names that the tree takes from its scope, in order of first use.
std::vector<std::string> freeNames(const Node& node);
/// The same tree as FEEL text, fully parenthesised.
std::string toText(const Node& node);

} // namespace habitat::feel
