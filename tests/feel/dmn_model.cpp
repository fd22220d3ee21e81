// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/feel/dmn_model.h"

#include "core/feel/function.h"

#include <algorithm>

namespace habitat::feel::test {
namespace {

using Xml = pugi::xml_node;

constexpr std::string_view expressionNames[] = {
    "literalExpression", "context", "invocation", "list", "relation", "functionDefinition",
    "conditional",       "filter",  "for",        "some", "every",    "decisionTable"};

bool isExpression(const Xml& node)
{
    return std::ranges::find(expressionNames, localName(node)) != std::end(expressionNames);
}

Xml expressionOf(const Xml& node)
{
    for (const Xml& each : node.children())
        if (isExpression(each)) return each;
    return {};
}

std::string name(const Xml& node)
{
    return node.attribute("name").value();
}

std::string typeRef(const Xml& node)
{
    const Xml variable = child(node, "variable");
    const Xml& holder = variable ? variable : node;
    if (holder.attribute("typeRef")) return holder.attribute("typeRef").value();
    return child(holder, "typeRef").text().get();
}

std::string withoutPrefix(std::string text)
{
    const std::size_t colon = text.find(':');
    return colon == std::string::npos ? text : text.substr(colon + 1);
}

EvaluationOptions fixedNow()
{
    return {parseInstant("2026-11-20T06:15:00Z").value(), 20'000'000};
}

} // namespace

std::string_view localName(const Xml& node)
{
    const std::string_view full = node.name();
    const std::size_t colon = full.find(':');
    return colon == std::string_view::npos ? full : full.substr(colon + 1);
}

Xml child(const Xml& node, std::string_view wanted)
{
    for (const Xml& each : node.children())
        if (localName(each) == wanted) return each;
    return {};
}

DmnModel::DmnModel(const std::string& path)
{
    if (!m_document.load_file(path.c_str())) throw std::runtime_error("cannot read " + path);
    m_root = m_document.document_element();
    readNames(m_root);
    readTypes();
}

void DmnModel::readNames(const Xml& node)
{
    for (const Xml& each : node.children()) {
        if (each.attribute("name")) m_names.emplace_back(each.attribute("name").value());
        readNames(each);
    }
}

void DmnModel::readTypes()
{
    for (const Xml& item : m_root.children())
        if (localName(item) == "itemDefinition" && !m_types.contains(name(item)))
            m_types[name(item)] = readType(item, false);
}

TypePtr DmnModel::typeNamed(const std::string& full)
{
    const std::string wanted = withoutPrefix(full);
    if (const auto known = builtInType(wanted)) return *known;
    if (const auto found = m_types.find(wanted); found != m_types.end()) return found->second;
    for (const Xml& item : m_root.children())
        if (localName(item) == "itemDefinition" && name(item) == wanted)
            return m_types[wanted] = readType(item, false);
    return TypeSpec::any();
}

TypePtr DmnModel::readType(const Xml& item, bool)
{
    TypeSpec type;
    if (const Xml reference = child(item, "typeRef")) type = *typeNamed(reference.text().get());
    if (const Xml function = child(item, "functionItem")) {
        type.kind = TypeSpec::Kind::Function;
        const std::string result = function.attribute("outputTypeRef").value();
        type.element = result.empty() ? TypeSpec::any() : typeNamed(result);
        for (const Xml& parameter : function.children())
            type.parameters.push_back(parameter.attribute("typeRef")
                                          ? typeNamed(parameter.attribute("typeRef").value())
                                          : TypeSpec::any());
    }
    for (const Xml& component : item.children()) {
        if (localName(component) != "itemComponent") continue;
        type.kind = TypeSpec::Kind::Context;
        type.fields.emplace_back(name(component), readType(component, true));
    }
    if (const Xml allowed = child(item, "allowedValues")) {
        const auto tests = parseUnaryTests(child(allowed, "text").text().get());
        if (tests)
            type.allows = [tests = *tests](const Value& value) {
                return evaluateTests(tests, value, Scope()).isTrue();
            };
    }
    auto shared = std::make_shared<const TypeSpec>(std::move(type));
    return item.attribute("isCollection").as_bool() ? TypeSpec::listOf(shared) : shared;
}

Xml DmnModel::element(std::string_view reference) const
{
    if (!reference.starts_with('#')) throw Unsupported("import");
    for (const Xml& each : m_root.children())
        if (each.attribute("id").value() == reference.substr(1)) return each;
    throw Unsupported("dangling reference");
}

std::string DmnModel::inputType(const std::string& input) const
{
    for (const Xml& each : m_root.children())
        if (localName(each) == "inputData" && name(each) == input) return typeRef(each);
    return {};
}

Value DmnModel::typed(const Value& value, std::string_view reference) const
{
    const std::string wanted = withoutPrefix(std::string(reference));
    if (wanted.empty()) return value;
    if (const auto found = m_types.find(wanted); found != m_types.end()) return coerce(value, *found->second);
    const auto builtIn = builtInType(wanted);
    return builtIn ? coerce(value, **builtIn) : value;
}

Value DmnModel::decide(const std::string& decision, const Context& inputs) const
{
    for (const Xml& each : m_root.children())
        if (localName(each) == "decision" && name(each) == decision) return decisionValue(each, inputs);
    throw Unsupported("no decision " + decision);
}

Value DmnModel::serve(const std::string& service, const std::string& decision, const Context& inputs) const
{
    for (const Xml& each : m_root.children()) {
        if (localName(each) != "decisionService" || name(each) != service) continue;
        const Value callee = knowledge(each, Context());
        Context scope{{"callee", callee}};
        std::string text;
        for (const Parameter& parameter : callee.asFunction()->parameters) {
            const std::string argument = "argument" + std::to_string(scope.size());
            scope.set(argument, inputs.at(parameter.name));
            text += (text.empty() ? "" : ", ") + argument;
        }
        const Value result = run("callee(" + text + ")", scope);
        return result.isContext() && result.asContext().contains(decision) ? result.member(decision) : result;
    }
    throw Unsupported("no decision service " + service);
}

Value DmnModel::decisionValue(const Xml& decision, const Context& inputs) const
{
    if (const Value* given = inputs.find("\n" + name(decision))) // handed in by a decision service
        return *given;
    const auto scope = std::make_shared<const Context>(requirements(decision, inputs));
    return typed(boxed(expressionOf(decision), scope), typeRef(decision));
}

Context DmnModel::requirements(const Xml& node, const Context& inputs) const
{
    Context scope;
    for (const Xml& requirement : node.children()) {
        for (const Xml& each : requirement.children()) {
            const std::string_view kind = localName(each);
            const std::string_view reference = each.attribute("href").value();
            if (kind == "requiredInput") {
                const std::string input = name(element(reference));
                scope.set(input, typed(inputs.at(input), inputType(input)));
            } else if (kind == "requiredDecision") {
                scope.set(name(element(reference)), decisionValue(element(reference), inputs));
            } else if (kind == "requiredKnowledge") {
                scope.set(name(element(reference)), knowledge(element(reference), inputs));
            }
        }
    }
    return scope;
}

Value DmnModel::knowledge(const Xml& node, const Context& inputs) const
{
    if (localName(node) == "decisionService") return service(node, inputs);
    Context scope = requirements(node, inputs);
    return function(child(node, "encapsulatedLogic"), std::make_shared<const Context>(std::move(scope)),
                    typeRef(node));
}

Value DmnModel::service(const Xml& node, const Context& inputs) const
{
    std::vector<Parameter> parameters;
    std::vector<Xml> outputs;
    std::vector<std::string> keys;
    const auto add = [&](const Xml& input, const char* prefix) {
        const std::string type = withoutPrefix(typeRef(input));
        const auto own = m_types.find(type);
        const auto builtIn = builtInType(type);
        parameters.push_back({name(input), own != m_types.end() ? own->second
                                           : builtIn            ? *builtIn
                                                                : TypeSpec::any()});
        keys.push_back(prefix + name(input));
    };
    // Input data come before input decisions (DMN 1.4 §10.4).
    for (const std::string_view kind : {"outputDecision", "inputData", "inputDecision"}) {
        for (const Xml& each : node.children()) {
            if (localName(each) != kind) continue;
            const Xml target = element(each.attribute("href").value());
            if (kind == "outputDecision")
                outputs.push_back(target);
            else
                add(target, kind == "inputDecision" ? "\n" : "");
        }
    }
    const std::string result = typeRef(node);
    return Function::native(std::move(parameters), [=, this](std::span<const Value> arguments) {
        Context given = inputs;
        for (std::size_t i = 0; i < keys.size(); ++i)
            given.set(keys[i], arguments[i]);
        if (outputs.size() == 1) return typed(decisionValue(outputs.front(), given), result);
        Context all;
        for (const Xml& output : outputs)
            all.set(name(output), decisionValue(output, given));
        return typed(Value(std::move(all)), result);
    });
}

Value DmnModel::function(const Xml& definition, const Shared& scope, std::string resultType) const
{
    std::vector<Parameter> parameters;
    for (const Xml& each : definition.children()) {
        if (localName(each) != "formalParameter") continue;
        const std::string type = withoutPrefix(each.attribute("typeRef").value());
        const auto own = m_types.find(type);
        parameters.push_back({name(each), own != m_types.end() ? own->second
                                          : builtInType(type)  ? *builtInType(type)
                                                               : TypeSpec::any()});
    }
    const Xml body = expressionOf(definition);
    return Function::native(parameters, [=, this](std::span<const Value> arguments) {
        Context inner = *scope;
        for (std::size_t i = 0; i < parameters.size(); ++i)
            inner.set(parameters[i].name, arguments[i]);
        return typed(boxed(body, std::make_shared<const Context>(std::move(inner))), resultType);
    });
}

Value DmnModel::run(const std::string& text, const Context& scope) const
{
    const auto expression = parse(text, {m_names, &m_types});
    return expression ? evaluate(*expression, scope, fixedNow()) : Value();
}

Value DmnModel::boxedChild(const Xml& node, const char* which, const Shared& scope) const
{
    return boxed(expressionOf(child(node, which)), scope);
}

Value DmnModel::boxed(const Xml& node, const Shared& scope) const
{
    const std::string_view kind = localName(node);
    const std::string type = node.attribute("typeRef").value();
    if (kind == "literalExpression") return typed(run(child(node, "text").text().get(), *scope), type);
    if (kind == "context") return typed(context(node, scope), type);
    if (kind == "invocation") return typed(invocation(node, scope), type);
    if (kind == "list") return list(node, scope);
    if (kind == "relation") return relation(node, scope);
    if (kind == "functionDefinition") return function(node, scope, {});
    if (kind == "conditional") {
        const Value condition = boxedChild(node, "if", scope);
        return condition.isBoolean() ? boxedChild(node, condition.isTrue() ? "then" : "else", scope)
                                     : Value();
    }
    if (kind == "filter" || kind == "for" || kind == "some" || kind == "every")
        return typed(iteration(node, scope), type);
    throw Unsupported(kind.empty() ? "nothing" : std::string(kind));
}

Value DmnModel::context(const Xml& node, const Shared& scope) const
{
    Context inner = *scope;
    Context result;
    for (const Xml& entry : node.children()) {
        if (localName(entry) != "contextEntry") continue;
        const Xml variable = child(entry, "variable");
        Value value = boxed(expressionOf(entry), std::make_shared<const Context>(inner));
        if (!variable) return value;
        value = typed(value, variable.attribute("typeRef").value());
        inner.set(name(variable), value);
        result.set(name(variable), value);
    }
    return result;
}

Value DmnModel::invocation(const Xml& node, const Shared& scope) const
{
    Context inner = *scope;
    inner.set("callee", boxed(expressionOf(node), scope));
    std::string text;
    for (const Xml& binding : node.children()) {
        if (localName(binding) != "binding") continue;
        const std::string argument = "argument" + std::to_string(inner.size());
        inner.set(argument, boxed(expressionOf(binding), scope));
        text += (text.empty() ? "" : ", ") + name(child(binding, "parameter")) + ": " + argument;
    }
    return run("callee(" + text + ")", inner);
}

Value DmnModel::list(const Xml& node, const Shared& scope) const
{
    List result;
    for (const Xml& each : node.children())
        if (isExpression(each)) result.push_back(boxed(each, scope));
    return result;
}

Value DmnModel::relation(const Xml& node, const Shared& scope) const
{
    List result;
    for (const Xml& row : node.children()) {
        if (localName(row) != "row") continue;
        Context entry;
        Xml column = child(node, "column");
        for (const Xml& cell : row.children()) {
            entry.set(name(column), boxed(cell, scope));
            column = column.next_sibling();
        }
        result.emplace_back(std::move(entry));
    }
    return result;
}

/// for, filter, some and every, by way of their FEEL counterparts with a function for the body.
Value DmnModel::iteration(const Xml& node, const Shared& scope) const
{
    const std::string_view kind = localName(node);
    const std::string variable = kind == "filter" ? "item" : node.attribute("iteratorVariable").value();
    const char* bodyName = kind == "filter" ? "match" : kind == "for" ? "return" : "satisfies";
    // A boxed test that gives no boolean makes the whole null.
    const auto sound = std::make_shared<bool>(true);
    const Value body =
        Function::native({{"x", TypeSpec::any()}}, [=, this](std::span<const Value> arguments) {
            Context inner = *scope;
            inner.set(variable, arguments[0]);
            if (kind == "filter" && arguments[0].isContext())
                for (const auto& [field, value] : arguments[0].asContext())
                    inner.set(field, value);
            Value result = boxedChild(node, bodyName, std::make_shared<const Context>(std::move(inner)));
            *sound = *sound && (kind == "for" || result.isBoolean());
            return result;
        });
    const Context inner{{"source", boxedChild(node, "in", scope)}, {"body", body}};
    const std::string text = kind == "filter" ? "source[body(item)]"
                             : kind == "for"  ? "for x in source return body(x)"
                                              : std::string(kind) + " x in source satisfies body(x)";
    Value result = run(text, inner);
    return *sound ? result : Value();
}

} // namespace habitat::feel::test
