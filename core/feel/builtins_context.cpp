// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feel/builtins.h"
#include "core/feel/evaluation.h"

#include <algorithm>

namespace habitat::feel {
namespace {

bool areKeys(const List& keys)
{
    return !keys.empty() && std::ranges::all_of(keys, [](const Value& key) { return key.isString(); });
}

Value getValue(Evaluation&, Arguments arguments)
{
    return arguments[0].member(arguments[1].asString());
}

Value getNestedValue(Evaluation& evaluation, Arguments arguments)
{
    const List& keys = arguments[1].asList();
    if (!areKeys(keys)) return evaluation.refuse("get value() takes texts as keys, and at least one");
    Value found = arguments[0];
    for (const Value& key : keys)
        found = Value(found.member(key.asString()));
    return found;
}

Value getEntries(Evaluation& evaluation, Arguments arguments)
{
    List entries;
    for (const auto& [name, value] : arguments[0].asContext()) {
        if (!evaluation.charge(1)) return nullptr;
        entries.push_back(Context{{"key", name}, {"value", value}});
    }
    return entries;
}

Value contextFromEntries(Evaluation& evaluation, Arguments arguments)
{
    Context result;
    for (const Value& entry : arguments[0].asList()) {
        if (!evaluation.charge(1)) return nullptr;
        const Value* value = entry.isContext() ? entry.asContext().find("value") : nullptr;
        if (value == nullptr || !entry.member("key").isString())
            return evaluation.refuse("context() takes entries that have a key, which is a text, and a value");
        const std::string& key = entry.member("key").asString();
        if (result.contains(key)) return evaluation.refuse("context() is given the key \"{}\" twice", key);
        result.set(key, *value);
    }
    return result;
}

Value put(Evaluation&, Arguments arguments)
{
    Context result = arguments[0].asContext();
    result.set(arguments[1].asString(), arguments[2]);
    return result;
}

Value putNested(const Value& into, std::span<const Value> keys, const Value& value)
{
    if (!into.isNull() && !into.isContext()) return nullptr;
    Context result = into.isContext() ? into.asContext() : Context();
    const std::string& key = keys.front().asString();
    if (keys.size() == 1) {
        result.set(key, value);
        return result;
    }
    const Value inner = putNested(Value(result.at(key)), keys.subspan(1), value);
    if (inner.isNull()) return nullptr;
    result.set(key, inner);
    return result;
}

Value putAtPath(Evaluation& evaluation, Arguments arguments)
{
    const List& keys = arguments[1].asList();
    if (!areKeys(keys) || keys.size() > deepestValue)
        return evaluation.refuse("context put() takes texts as keys, and at least one");
    Value result = putNested(arguments[0], keys, arguments[2]);
    return result.isNull() ? evaluation.refuse("context put() cannot go through what is no context") : result;
}

Value merge(Evaluation& evaluation, Arguments arguments)
{
    Context result;
    for (const Value& each : arguments[0].asList()) {
        if (!each.isContext())
            return evaluation.refuse("context merge() takes contexts, not a {}", toText(each.type()));
        if (!evaluation.charge(each.asContext().size())) return nullptr;
        for (const auto& [name, value] : each.asContext())
            result.set(name, value);
    }
    return result;
}

Value isDefined(Evaluation&, Arguments arguments)
{
    return !arguments[0].isNull();
}
Value getOrElse(Evaluation&, Arguments arguments)
{
    return arguments[0].isNull() ? arguments[1] : arguments[0];
}

} // namespace

std::vector<Signature> contextBuiltIns()
{
    return {
        {"get value", {{"m", take::context}, {"key", take::string}}, getValue},
        {"get value", {{"context", take::context}, {"keys", take::list}}, getNestedValue},
        {"get entries", {{"m", take::context}}, getEntries},
        {"context", {{"entries", take::list}}, contextFromEntries},
        {"context put", {{"context", take::context}, {"key", take::string}, {"value"}}, put},
        {"context put", {{"context", take::context}, {"keys", take::list}, {"value"}}, putAtPath},
        {"context merge", {{"contexts", take::list}}, merge},
        // Not of the standard, but of the vendor whose files we read (Camunda FEEL extensions).
        {"is defined", {{"value"}}, isDefined},
        {"get or else", {{"value"}, {"default"}}, getOrElse},
    };
}

} // namespace habitat::feel
