// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bpmn/expression.h"

#include <pugixml.hpp>

#include <string>
#include <string_view>

namespace habitat::bpmn {

/// An element being written; what is empty or as by default is left out. A handle: the document must outlive
/// it. Part of the writer.
class XmlBuilder
{
public:
    explicit XmlBuilder(pugi::xml_node node) : m_node(node) {}

    XmlBuilder add(const char* name) { return XmlBuilder(m_node.append_child(name)); }

    XmlBuilder& set(const char* name, std::string_view value)
    {
        if (!value.empty()) m_node.append_attribute(name).set_value(std::string(value).c_str());
        return *this;
    }

    XmlBuilder& set(const char* name, const Expression& value) { return set(name, asText(value)); }

    /// Written only where it is not what a reader assumes.
    XmlBuilder& setFlag(const char* name, bool value, bool assumed)
    {
        return value == assumed ? *this : set(name, value ? "true" : "false");
    }

    XmlBuilder& setText(std::string_view value)
    {
        m_node.text().set(std::string(value).c_str());
        return *this;
    }

    /// A child with the text, where there is any.
    void addText(const char* name, std::string_view value)
    {
        if (!value.empty()) add(name).setText(value);
    }

    void addFormula(const char* name, const Expression& value)
    {
        if (value.isStated())
            add(name)
                .set("xsi:type", "bpmn:tFormalExpression")
                .set("language", value.kind == Expression::Kind::Foreign && value.language != "juel"
                                     ? std::string_view(value.language)
                                     : std::string_view())
                .setText(asText(value));
    }

    /// The `extensionElements` of the element, made on first use.
    XmlBuilder extensions()
    {
        constexpr const char* name = "bpmn:extensionElements";
        const auto found = m_node.child(name);
        return XmlBuilder(found ? found : m_node.append_child(name));
    }

    /// FEEL with its "=", everything else as it is.
    static std::string asText(const Expression& value)
    {
        return value.kind == Expression::Kind::Feel ? '=' + value.text : value.text;
    }

private:
    pugi::xml_node m_node;
};

} // namespace habitat::bpmn
