// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feel/evaluation.h"

#include "core/feel/arithmetic.h"
#include "core/feel/builtins.h"
#include "core/feel/compare.h"
#include "core/feel/properties.h"

namespace habitat::feel {
namespace {

std::string_view kindOf(const Value& value)
{
    return toText(value.type());
}

} // namespace

const Value* Evaluation::Frame::find(std::string_view wanted) const
{
    for (const Frame* frame = this; frame != nullptr; frame = frame->parent) {
        if (frame->value != nullptr) {
            if (frame->name == wanted) return frame->value;
        } else if (frame->context != nullptr) {
            if (const Value* found = frame->context->find(wanted)) return found;
        } else if (frame->scope != nullptr) {
            if (const Value* found = frame->scope->find(wanted)) return found;
        }
    }
    return nullptr;
}

void Evaluation::noteExhaustion()
{
    if (m_tooDeep)
        refuse("the evaluation went deeper than {} levels and was given up", deepestEvaluation);
    else if (isExhausted())
        refuse("the evaluation took more than {} steps and was given up", m_options.steps);
}

Value Evaluation::bounded(Value value)
{
    if (value.depth() > deepestValue)
        return refuse("lists or contexts are nested more than {} levels deep", deepestValue);
    return value;
}

Value Evaluation::evaluate(const Node& node, const Frame& frame)
{
    if (!charge(1)) return nullptr;
    if (++m_depth > deepestEvaluation) {
        m_tooDeep = true;
        --m_depth;
        return nullptr;
    }
    Value value = dispatch(node, frame);
    --m_depth;
    return value;
}

Value Evaluation::dispatch(const Node& node, const Frame& frame)
{
    struct Visitor
    {
        Evaluation& self;
        const Frame& frame;

        Value operator()(const LiteralNode& n) const { return n.value; }
        Value operator()(const NameNode& n) const { return self.name(n, frame); }
        Value operator()(const NegateNode& n) const { return self.negate(n, frame); }
        Value operator()(const BinaryNode& n) const { return self.binary(n, frame); }
        Value operator()(const BetweenNode& n) const { return self.between(n, frame); }
        Value operator()(const InNode& n) const { return self.in(n, frame); }
        Value operator()(const TestsNode& n) const { return self.tests(n, frame); }
        Value operator()(const InstanceNode& n) const { return self.instance(n, frame); }
        Value operator()(const PathNode& n) const { return self.path(n, frame); }
        Value operator()(const FilterNode& n) const { return self.filter(n, frame); }
        Value operator()(const CallNode& n) const { return self.call(n, frame); }
        Value operator()(const ListNode& n) const { return self.list(n, frame); }
        Value operator()(const ContextNode& n) const { return self.context(n, frame); }
        Value operator()(const RangeNode& n) const { return self.range(n, frame); }
        Value operator()(const IfNode& n) const { return self.choose(n, frame); }
        Value operator()(const ForNode& n) const { return self.repeat(n, frame); }
        Value operator()(const QuantifiedNode& n) const { return self.quantify(n, frame); }
        Value operator()(const FunctionNode& n) const { return self.function(n, frame); }
    };
    return std::visit(Visitor{*this, frame}, node.body);
}

Value Evaluation::name(const NameNode& node, const Frame& frame)
{
    if (const Value* found = frame.find(node.name)) return *found;
    if (node.builtIn != nullptr) {
        Function function;
        function.body = node.builtIn;
        return FunctionPtr(std::make_shared<const Function>(std::move(function)));
    }
    return refuse("nothing is called '{}' here", node.name);
}

Value Evaluation::negate(const NegateNode& node, const Frame& frame)
{
    const Value operand = evaluate(*node.operand, frame);
    Value result = feel::negate(operand);
    return result.isNull() ? refuse("a {} cannot be negated", kindOf(operand)) : result;
}

/// Three-valued; what is no boolean counts as null (DMN 1.4 table 38).
Value Evaluation::logic(const BinaryNode& node, const Frame& frame)
{
    const bool decisive = node.op == Operator::Or;
    const Value left = evaluate(*node.left, frame);
    if (left.isBoolean() && left.asBoolean() == decisive) return decisive;
    const Value right = evaluate(*node.right, frame);
    if (right.isBoolean() && right.asBoolean() == decisive) return decisive;
    if (left.isBoolean() && right.isBoolean()) return !decisive;
    return refuse("'{}' needs booleans, not a {} and a {}", toText(node.op), kindOf(left), kindOf(right));
}

Value Evaluation::binary(const BinaryNode& node, const Frame& frame)
{
    if (node.op == Operator::Or || node.op == Operator::And) return logic(node, frame);
    const Value left = evaluate(*node.left, frame);
    const Value right = evaluate(*node.right, frame);
    if (node.op >= Operator::Equal && node.op <= Operator::GreaterOrEqual) {
        Value result = compare(node.op, left, right);
        return result.isNull() ? refuse("a {} and a {} cannot be compared with '{}'", kindOf(left),
                                        kindOf(right), toText(node.op))
                               : result;
    }
    if (left.isString() && right.isString() &&
        !charge((left.asString().size() + right.asString().size()) / 64))
        return nullptr;
    Value result = calculate(node.op, left, right);
    return result.isNull() ? refuse("{} {} {} has no result", kindOf(left), toText(node.op), kindOf(right))
                           : result;
}

Value Evaluation::between(const BetweenNode& node, const Frame& frame)
{
    const Value operand = evaluate(*node.operand, frame);
    const Value low = evaluate(*node.low, frame);
    const Value high = evaluate(*node.high, frame);
    const Value above = compare(Operator::GreaterOrEqual, operand, low);
    const Value below = compare(Operator::LessOrEqual, operand, high);
    if (above.isNull() || below.isNull())
        return refuse("a {} cannot be compared with the bounds of 'between'", kindOf(operand));
    return above.isTrue() && below.isTrue();
}

Value Evaluation::in(const InNode& node, const Frame& frame)
{
    return anyTest(node.tests, evaluate(*node.operand, frame), frame);
}

Value Evaluation::tests(const TestsNode& node, const Frame& frame)
{
    const Value* input = frame.find("?");
    const Value result = anyTest(node.tests, input != nullptr ? *input : Value(), frame);
    if (!node.negated || result.isNull()) return result;
    return result.isFalse();
}

Value Evaluation::anyTest(const std::vector<TestNode>& tests, const Value& input, const Frame& frame)
{
    bool unknown = false;
    for (const TestNode& each : tests) {
        const Value result = test(each, input, frame);
        if (result.isTrue()) return true;
        unknown = unknown || result.isNull();
    }
    return unknown ? Value() : Value(false);
}

Value Evaluation::test(const TestNode& test, const Value& input, const Frame& frame)
{
    if (test.kind == TestNode::Kind::Anything) return true;
    Frame inner;
    inner.parent = &frame;
    inner.name = "?";
    inner.value = &input;
    const Value operand = evaluate(*test.operand, inner);
    if (test.kind == TestNode::Kind::Compare) {
        Value result = compare(test.op, input, operand);
        return result.isNull() ? refuse("a {} and a {} cannot be compared", kindOf(input), kindOf(operand))
                               : result;
    }
    if (operand.isList() && !charge(operand.asList().size())) return nullptr;
    // An expression about the input rather than a value to match it with.
    if (operand.isTrue() && !input.isBoolean()) return true;
    if (operand.isBoolean() && !input.isBoolean()) return false;
    Value result = isIn(input, operand);
    return result.isNull() ? refuse("a {} cannot be tested against a {}", kindOf(input), kindOf(operand))
                           : result;
}

Value Evaluation::instance(const InstanceNode& node, const Frame& frame)
{
    const Value operand = evaluate(*node.operand, frame);
    if (node.type->kind == TypeSpec::Kind::Unknown)
        return refuse("no type is called '{}' here", node.type->name);
    if (operand.isNull()) return node.type->kind == TypeSpec::Kind::Simple && node.type->simple == Type::Null;
    return conforms(operand, *node.type, NullConforms::No);
}

Value Evaluation::path(const PathNode& node, const Frame& frame)
{
    const Value base = evaluate(*node.base, frame);
    if (base.isContext()) {
        if (const Value* found = base.asContext().find(node.name)) return *found;
        return refuse("the context has no entry '{}'", node.name);
    }
    if (base.isList()) {
        if (!charge(base.asList().size())) return nullptr;
        List result;
        result.reserve(base.asList().size());
        for (const Value& item : base.asList())
            result.push_back(item.isContext() ? item.member(node.name)
                                              : property(item, node.name).value_or(Value()));
        return result;
    }
    if (auto found = property(base, node.name)) return *found;
    return refuse("a {} has no '{}'", kindOf(base), node.name);
}

Value Evaluation::filter(const FilterNode& node, const Frame& frame)
{
    const Value base = evaluate(*node.base, frame);
    if (base.isList()) return filterList(node, base.asList(), frame);
    // A value alone is a list of it (DMN 1.4 §10.3.2.5); null is the empty one.
    return filterList(node, base.isNull() ? List() : List{base}, frame);
}

Value Evaluation::filterList(const FilterNode& node, const List& list, const Frame& frame)
{
    const auto pick = [&](const Number& index) -> Value {
        const auto at = index.toInt64();
        const auto size = std::int64_t(list.size());
        if (at && *at >= 1 && *at <= size) return list[std::size_t(*at - 1)];
        if (at && *at <= -1 && *at >= -size) return list[std::size_t(size + *at)];
        return refuse("there is no item {} in a list of {}", toText(index), size);
    };
    if (const auto* literal = std::get_if<LiteralNode>(&node.predicate->body))
        if (literal->value.isNumber()) return pick(literal->value.asNumber());
    List result;
    for (const Value& item : list) {
        Frame one;
        one.parent = &frame;
        one.name = "item";
        one.value = &item;
        Frame fields;
        fields.parent = &one;
        fields.context = item.isContext() ? &item.asContext() : nullptr;
        const Value predicate = evaluate(*node.predicate, fields);
        if (predicate.isNumber()) return pick(predicate.asNumber());
        if (isExhausted()) return nullptr;
        if (predicate.isTrue()) result.push_back(item);
    }
    return result;
}

Value Evaluation::list(const ListNode& node, const Frame& frame)
{
    List result;
    result.reserve(node.items.size());
    for (const NodePtr& item : node.items)
        result.push_back(evaluate(*item, frame));
    return bounded(std::move(result));
}

Value Evaluation::context(const ContextNode& node, const Frame& frame)
{
    Context result;
    Frame inner;
    inner.parent = &frame;
    inner.context = &result;
    for (const auto& [name, value] : node.entries) {
        if (result.contains(name)) return refuse("the context has two entries called '{}'", name);
        result.set(name, bounded(evaluate(*value, inner)));
    }
    return bounded(std::move(result));
}

Value Evaluation::range(const RangeNode& node, const Frame& frame)
{
    Range result;
    result.startIncluded = node.startIncluded;
    result.endIncluded = node.endIncluded;
    result.start = node.start ? evaluate(*node.start, frame) : Value();
    result.end = node.end ? evaluate(*node.end, frame) : Value();
    const bool hasStart = node.start && !result.start.isNull();
    const bool hasEnd = node.end && !result.end.isNull();
    if (!hasStart && !hasEnd) return refuse("a range needs an end");
    if (!hasStart && node.start) result.startIncluded = false;
    if (!hasEnd && node.end) result.endIncluded = false;
    const Value& known = hasStart ? result.start : result.end;
    if (!order(known, known)) return refuse("a {} cannot be the end of a range", kindOf(known));
    if (hasStart && hasEnd) {
        const auto found = order(result.start, result.end);
        if (!found)
            return refuse("a range from a {} to a {} makes no sense", kindOf(result.start),
                          kindOf(result.end));
        if (*found > 0) return refuse("the range's start lies behind its end");
    }
    return result;
}

Value Evaluation::choose(const IfNode& node, const Frame& frame)
{
    const Value condition = evaluate(*node.condition, frame);
    if (!condition.isBoolean())
        refuse("the condition of 'if' is a {}, which counts as false", kindOf(condition));
    return evaluate(condition.isTrue() ? *node.thenBranch : *node.elseBranch, frame);
}

} // namespace habitat::feel
