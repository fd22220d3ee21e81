// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feel/builtins.h"
#include "core/feel/evaluation.h"

#include <algorithm>
#include <array>

namespace habitat::feel {

Value Function::native(std::vector<Parameter> parameters, Native body)
{
    Function function;
    function.parameters = std::move(parameters);
    function.body = std::move(body);
    return FunctionPtr(std::make_shared<const Function>(std::move(function)));
}

Value Evaluation::function(const FunctionNode& node, const Frame& frame)
{
    Function::Lambda lambda;
    lambda.body = node.body;
    for (const std::string& name : node.freeNames)
        if (const Value* found = frame.find(name)) lambda.captured.set(name, *found);
    Function result;
    result.parameters = node.parameters;
    result.resultType = node.resultType;
    result.body = std::move(lambda);
    return bounded(FunctionPtr(std::make_shared<const Function>(std::move(result))));
}

Value Evaluation::call(const CallNode& node, const Frame& frame)
{
    std::vector<Value> arguments;
    arguments.reserve(node.arguments.size());
    for (const NodePtr& argument : node.arguments)
        arguments.push_back(evaluate(*argument, frame));
    const auto* name = std::get_if<NameNode>(&node.callee->body);
    if (name != nullptr && name->builtIn != nullptr && frame.find(name->name) == nullptr)
        return bounded(node.names.empty() ? callBuiltIn(*this, *name->builtIn, arguments)
                                          : callBuiltIn(*this, *name->builtIn, arguments, node.names));
    const Value callee = evaluate(*node.callee, frame);
    if (!callee.is(Type::Function))
        return refuse("'{}' is no function", name != nullptr ? name->name : toText(callee));
    const FunctionPtr function = callee.asFunction();
    return node.names.empty() ? invoke(*function, arguments) : callNamed(*function, node, arguments);
}

Value Evaluation::callNamed(const Function& function, const CallNode& node, std::span<const Value> arguments)
{
    if (const auto* builtIn = std::get_if<const BuiltIn*>(&function.body))
        return bounded(callBuiltIn(*this, **builtIn, arguments, node.names));
    std::vector<Value> ordered(function.parameters.size());
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const auto found = std::ranges::find(function.parameters, node.names[i], &Parameter::name);
        if (found == function.parameters.end())
            return refuse("the function has no parameter '{}'", node.names[i]);
        ordered[std::size_t(found - function.parameters.begin())] = arguments[i];
    }
    if (arguments.size() != ordered.size())
        return refuse("the function takes {} arguments, not {}", ordered.size(), arguments.size());
    return invoke(function, ordered);
}

Value Evaluation::invoke(const Function& function, std::span<const Value> arguments)
{
    if (!charge(1)) return nullptr;
    if (const auto* builtIn = std::get_if<const BuiltIn*>(&function.body))
        return bounded(callBuiltIn(*this, **builtIn, arguments));
    if (arguments.size() != function.parameters.size())
        return refuse("the function takes {} arguments, not {}", function.parameters.size(),
                      arguments.size());
    std::vector<Value> coerced;
    coerced.reserve(arguments.size());
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        coerced.push_back(coerce(arguments[i], *function.parameters[i].type));
        if (coerced.back().isNull() && !arguments[i].isNull())
            return refuse("'{}' must be a {}, not {}", function.parameters[i].name,
                          toText(*function.parameters[i].type), toText(arguments[i].type()));
    }
    if (const auto* native = std::get_if<Function::Native>(&function.body))
        return bounded((*native)(coerced));
    return invokeLambda(function, std::get<Function::Lambda>(function.body), coerced);
}

Value Evaluation::invokeLambda(const Function& function, const Function::Lambda& lambda,
                               std::span<const Value> arguments)
{
    Frame captured;
    captured.context = &lambda.captured;
    Context named;
    for (std::size_t i = 0; i < arguments.size(); ++i)
        named.set(function.parameters[i].name, arguments[i]);
    Frame frame;
    frame.parent = &captured;
    frame.context = &named;
    return evaluate(*lambda.body, frame);
}

// for, some, every

/// `from..to`, upwards or downwards, of whole numbers or days.
Value Evaluation::sequence(const Value& from, const Value& to)
{
    std::optional<std::int64_t> first;
    std::optional<std::int64_t> last;
    const bool dates = from.is(Type::Date) && to.is(Type::Date);
    if (dates) {
        first = daysFromEpoch(from.asDate());
        last = daysFromEpoch(to.asDate());
    } else {
        first = from.toInt64();
        last = to.toInt64();
    }
    if (!first || !last)
        return refuse("'for' goes from one whole number or date to another, not from a {} to a {}",
                      toText(from.type()), toText(to.type()));
    const std::uint64_t length = *first <= *last ? std::uint64_t(*last) - std::uint64_t(*first)
                                                 : std::uint64_t(*first) - std::uint64_t(*last);
    if (length > m_options.steps || !charge(length)) return charge(m_options.steps + 1), nullptr;
    List result;
    result.reserve(length + 1);
    for (std::uint64_t i = 0; i <= length; ++i) {
        const auto at = std::int64_t(*first <= *last ? std::uint64_t(*first) + i : std::uint64_t(*first) - i);
        result.push_back(dates ? Value(dateFromEpochDays(at).value_or(CalendarDate())) : Value(at));
    }
    return result;
}

Value Evaluation::items(const Iterator& iterator, const Frame& frame)
{
    const Value from = evaluate(*iterator.from, frame);
    if (iterator.to) return sequence(from, evaluate(*iterator.to, frame));
    if (from.is(Type::Range)) {
        const Range& range = from.asRange();
        if (!range.startIncluded || !range.endIncluded)
            return refuse("only a range that includes both its ends can be gone through");
        return sequence(range.start, range.end);
    }
    if (from.isList()) return from;
    return from.isNull() ? refuse("'for', 'some' and 'every' go through a list, not null")
                         : Value(List{from});
}

template <typename Body>
bool Evaluation::iterate(std::span<const Iterator> iterators, const Frame& frame, const Body& body)
{
    if (iterators.empty()) {
        body(frame);
        return !isExhausted();
    }
    const Value all = items(iterators.front(), frame);
    if (!all.isList()) return false;
    for (const Value& item : all.asList()) {
        Frame inner;
        inner.parent = &frame;
        inner.name = iterators.front().name;
        inner.value = &item;
        if (!iterate(iterators.subspan(1), inner, body)) return false;
    }
    return true;
}

Value Evaluation::repeat(const ForNode& node, const Frame& frame)
{
    List result;
    Value partial;
    Frame inner;
    inner.parent = &frame;
    inner.name = "partial";
    inner.value = &partial;
    bool tooDeep = false;
    const bool done = iterate(node.iterators, inner, [&](const Frame& each) {
        if (node.usesPartial) {
            charge(result.size());
            partial = Value(result);
        }
        Value item = bounded(evaluate(*node.body, each));
        tooDeep = tooDeep || item.depth() >= deepestValue;
        result.push_back(std::move(item));
    });
    if (!done || tooDeep) return refuse("'for' has no result");
    return result;
}

Value Evaluation::quantify(const QuantifiedNode& node, const Frame& frame)
{
    bool decided = false;
    bool unknown = false;
    const bool done = iterate(node.iterators, frame, [&](const Frame& each) {
        if (decided) return;
        const Value truth = evaluate(*node.condition, each);
        decided = truth.isBoolean() && truth.asBoolean() != node.every;
        unknown = unknown || !truth.isBoolean();
    });
    if (!done) return refuse("'{}' has no result", node.every ? "every" : "some");
    if (decided) return !node.every;
    return unknown ? Value() : Value(node.every);
}

} // namespace habitat::feel
