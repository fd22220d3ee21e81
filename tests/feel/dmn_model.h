// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feel/expression.h"

#include <pugixml.hpp>

#include <map>
#include <memory>
#include <stdexcept>
#include <string>

namespace habitat::feel::test {

/// Thrown where a model uses what is no FEEL: decision tables, imports.
class Unsupported : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

/// As much of a DMN file as carries FEEL in the conformance cases: literal expressions, the boxed expressions
/// around them, business knowledge models and decision services. Test support, one thread.
class DmnModel
{
public:
    explicit DmnModel(const std::string& path);

    /// The decision's value for these inputs; throws Unsupported.
    [[nodiscard]] Value decide(const std::string& decision, const Context& inputs) const;
    /// The decision's value where the decision service of that name is asked, with its inputs by name.
    [[nodiscard]] Value serve(const std::string& service, const std::string& decision,
                              const Context& inputs) const;
    /// The input as its declared type has it.
    [[nodiscard]] Value typed(const Value& value, std::string_view typeRef) const;
    [[nodiscard]] std::string inputType(const std::string& input) const;

private:
    using Shared = std::shared_ptr<const Context>;

    void readTypes();
    [[nodiscard]] TypePtr readType(const pugi::xml_node& item, bool asComponent);
    [[nodiscard]] TypePtr typeNamed(const std::string& name);
    void readNames(const pugi::xml_node& node);
    [[nodiscard]] pugi::xml_node element(std::string_view reference) const;

    [[nodiscard]] Value decisionValue(const pugi::xml_node& decision, const Context& inputs) const;
    [[nodiscard]] Context requirements(const pugi::xml_node& node, const Context& inputs) const;
    [[nodiscard]] Value knowledge(const pugi::xml_node& node, const Context& inputs) const;
    [[nodiscard]] Value service(const pugi::xml_node& node, const Context& inputs) const;
    [[nodiscard]] Value function(const pugi::xml_node& definition, const Shared& scope,
                                 std::string resultType) const;
    [[nodiscard]] Value boxed(const pugi::xml_node& node, const Shared& scope) const;
    [[nodiscard]] Value boxedChild(const pugi::xml_node& node, const char* name, const Shared& scope) const;
    [[nodiscard]] Value context(const pugi::xml_node& node, const Shared& scope) const;
    [[nodiscard]] Value invocation(const pugi::xml_node& node, const Shared& scope) const;
    [[nodiscard]] Value list(const pugi::xml_node& node, const Shared& scope) const;
    [[nodiscard]] Value relation(const pugi::xml_node& node, const Shared& scope) const;
    [[nodiscard]] Value iteration(const pugi::xml_node& node, const Shared& scope) const;
    [[nodiscard]] Value run(const std::string& text, const Context& scope) const;

    pugi::xml_document m_document;
    pugi::xml_node m_root;
    TypeTable m_types;
    std::vector<std::string> m_names;
};

/// An element's name without its namespace prefix.
std::string_view localName(const pugi::xml_node& node);
/// The first child element of that local name.
pugi::xml_node child(const pugi::xml_node& node, std::string_view name);

} // namespace habitat::feel::test
