// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feel/type_spec.h"

#include "core/feel/function.h"

#include <algorithm>

namespace habitat::feel {
namespace {

bool functionConforms(const Function& function, const TypeSpec& type)
{
    if (std::holds_alternative<const BuiltIn*>(function.body))
        return true; // overloaded: what it takes is seen when it is called
    if (function.parameters.size() != type.parameters.size()) return false;
    for (std::size_t i = 0; i < type.parameters.size(); ++i)
        if (!conformsTo(*type.parameters[i], *function.parameters[i].type)) return false;
    return function.resultType == nullptr || conformsTo(*function.resultType, *type.element);
}

bool contextConforms(const Context& context, const TypeSpec& type)
{
    return std::ranges::all_of(type.fields, [&context](const auto& field) {
        const Value* value = context.find(field.first);
        return value != nullptr && conforms(*value, *field.second, NullConforms::Yes);
    });
}

bool hasShape(const Value& value, const TypeSpec& type)
{
    switch (type.kind) {
    case TypeSpec::Kind::Any:
        return true;
    case TypeSpec::Kind::Simple:
        return value.is(type.simple);
    case TypeSpec::Kind::List:
        return value.isList() && std::ranges::all_of(value.asList(), [&type](const Value& item) {
                   return conforms(item, *type.element, NullConforms::Yes);
               });
    case TypeSpec::Kind::Range:
        return value.is(Type::Range) && conforms(value.asRange().start, *type.element, NullConforms::Yes) &&
               conforms(value.asRange().end, *type.element, NullConforms::Yes);
    case TypeSpec::Kind::Context:
        return value.isContext() && contextConforms(value.asContext(), type);
    case TypeSpec::Kind::Function:
        return value.is(Type::Function) && functionConforms(*value.asFunction(), type);
    case TypeSpec::Kind::Unknown:
        return false;
    }
    return false;
}

} // namespace

TypePtr TypeSpec::any()
{
    static const auto instance = std::make_shared<const TypeSpec>();
    return instance;
}

TypePtr TypeSpec::ofType(Type type)
{
    TypeSpec spec;
    spec.kind = Kind::Simple;
    spec.simple = type;
    return std::make_shared<const TypeSpec>(std::move(spec));
}

TypePtr TypeSpec::listOf(TypePtr element)
{
    TypeSpec spec;
    spec.kind = Kind::List;
    spec.element = std::move(element);
    return std::make_shared<const TypeSpec>(std::move(spec));
}

std::optional<TypePtr> builtInType(std::string_view name)
{
    static const std::map<std::string_view, TypePtr> types = [] {
        std::map<std::string_view, TypePtr> table;
        for (const Type type : {Type::Null, Type::Boolean, Type::Number, Type::String, Type::Date, Type::Time,
                                Type::DateTime, Type::DaysDuration, Type::YearsDuration, Type::Range,
                                Type::List, Type::Context, Type::Function})
            table.emplace(toText(type), TypeSpec::ofType(type));
        table.emplace("Any", TypeSpec::any());
        // The names that DMN files of before 1.2, and XML Schema, use for the same.
        table.emplace("dateTime", table.at("date and time"));
        table.emplace("dayTimeDuration", table.at("days and time duration"));
        table.emplace("yearMonthDuration", table.at("years and months duration"));
        return table;
    }();
    const auto found = types.find(name);
    return found == types.end() ? std::nullopt : std::optional(found->second);
}

bool conforms(const Value& value, const TypeSpec& type, NullConforms nulls)
{
    if (value.isNull())
        return type.kind == TypeSpec::Kind::Any ||
               (type.kind == TypeSpec::Kind::Simple && type.simple == Type::Null) ||
               nulls == NullConforms::Yes;
    return hasShape(value, type);
}

bool conformsTo(const TypeSpec& narrow, const TypeSpec& wide)
{
    if (wide.kind == TypeSpec::Kind::Any) return true;
    if (narrow.kind == TypeSpec::Kind::Simple && narrow.simple == Type::Null) return true;
    if (narrow.kind != wide.kind) return false;
    switch (wide.kind) {
    case TypeSpec::Kind::Simple:
        return narrow.simple == wide.simple;
    case TypeSpec::Kind::List:
    case TypeSpec::Kind::Range:
        return conformsTo(*narrow.element, *wide.element);
    case TypeSpec::Kind::Context:
        return std::ranges::all_of(wide.fields, [&narrow](const auto& field) {
            const auto found =
                std::ranges::find(narrow.fields, field.first, &std::pair<std::string, TypePtr>::first);
            return found != narrow.fields.end() && conformsTo(*found->second, *field.second);
        });
    case TypeSpec::Kind::Function:
        return narrow.parameters.size() == wide.parameters.size() &&
               std::equal(wide.parameters.begin(), wide.parameters.end(), narrow.parameters.begin(),
                          [](const TypePtr& a, const TypePtr& b) { return conformsTo(*a, *b); }) &&
               conformsTo(*narrow.element, *wide.element);
    default:
        return narrow.name == wide.name;
    }
}

namespace {

Value convert(const Value& value, const TypeSpec& type)
{
    if (value.isNull() || conforms(value, type, NullConforms::Yes)) return value;
    if (value.isList() && value.asList().size() == 1 &&
        conforms(value.asList().front(), type, NullConforms::Yes))
        return value.asList().front();
    if (type.kind == TypeSpec::Kind::List && !value.isList() &&
        conforms(value, *type.element, NullConforms::Yes))
        return Value(List{value});
    const bool wantsDateTime = type.kind == TypeSpec::Kind::Simple && type.simple == Type::DateTime;
    if (value.is(Type::Date) && wantsDateTime) return DateTime(value.asDate(), 0, Zone::utc());
    return nullptr;
}

} // namespace

Value coerce(const Value& value, const TypeSpec& type)
{
    Value converted = convert(value, type);
    return type.allows && !converted.isNull() && !type.allows(converted) ? Value() : converted;
}

std::string toText(const TypeSpec& type)
{
    const auto joined = [](const std::vector<TypePtr>& types) {
        std::string text;
        for (const TypePtr& each : types)
            text += (text.empty() ? "" : ", ") + toText(*each);
        return text;
    };
    switch (type.kind) {
    case TypeSpec::Kind::Any:
        return "Any";
    case TypeSpec::Kind::Simple:
        return std::string(toText(type.simple));
    case TypeSpec::Kind::List:
        return "list<" + toText(*type.element) + ">";
    case TypeSpec::Kind::Range:
        return "range<" + toText(*type.element) + ">";
    case TypeSpec::Kind::Function:
        return "function<" + joined(type.parameters) + "> -> " + toText(*type.element);
    case TypeSpec::Kind::Unknown:
        return type.name;
    case TypeSpec::Kind::Context:
        break;
    }
    std::string text;
    for (const auto& [name, field] : type.fields)
        text += (text.empty() ? "" : ", ") + name + ": " + toText(*field);
    return "context<" + text + ">";
}

} // namespace habitat::feel
