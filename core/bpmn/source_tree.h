// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/text.h"
#include "core/bpmn/xml_guard.h"

#include <pugixml.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace habitat::bpmn {

/// Whose word a name is, by its namespace; prefixes differ from tool to tool and mean nothing.
enum class Vocabulary : std::uint8_t {
    Bpmn,
    BpmnDi,
    Dc,
    Di,
    Zeebe,
    Camunda, ///< Camunda 7, Activiti and Flowable, whose attributes share names
    Colour,  ///< bpmn.io and the OMG's colours in diagrams
    Xml,     ///< xsi and xml
    Other
};

class XmlElement;

/// The file as it was, whitespace and vendors' extensions included, and where each element stood in it.
/// Immutable; shared by a Document and its copies. Any thread.
class SourceTree
{
public:
    /// Decodes, guards and parses; refuses what is not XML within the limits.
    static Result<std::shared_ptr<const SourceTree>> parse(std::string_view bytes, std::string_view fileName,
                                                           const XmlLimits& limits);

    /// The whole file in UTF-8, as it was read but for its encoding.
    [[nodiscard]] const std::string& text() const { return m_text; }
    [[nodiscard]] XmlElement root() const;
    /// Line of the element's start tag, from 1.
    [[nodiscard]] int lineOf(pugi::xml_node node) const;

private:
    std::string m_text; ///< kept: pugixml's offsets refer to it
    std::vector<std::size_t> m_lineStarts;
    pugi::xml_document m_xml;
};

/// One element of a SourceTree, seen with its namespace. A view: the tree must outlive it.
class XmlElement
{
public:
    XmlElement() = default;
    XmlElement(const SourceTree& tree, pugi::xml_node node) : m_tree(&tree), m_node(node) {}

    explicit operator bool() const { return static_cast<bool>(m_node); }
    [[nodiscard]] std::string_view localName() const;
    [[nodiscard]] std::string_view namespaceUri() const;
    [[nodiscard]] Vocabulary vocabulary() const;
    [[nodiscard]] bool is(Vocabulary vocabulary, std::string_view localName) const;
    [[nodiscard]] int line() const { return m_tree->lineOf(m_node); }
    [[nodiscard]] XmlElement parent() const { return {*m_tree, m_node.parent()}; }

    /// An attribute without prefix. Empty where it is absent.
    [[nodiscard]] std::string_view attribute(std::string_view name) const;
    [[nodiscard]] bool has(std::string_view name) const;
    /// An attribute of another vocabulary, or nothing.
    [[nodiscard]] std::optional<std::string_view> attribute(Vocabulary vocabulary,
                                                            std::string_view localName) const;
    [[nodiscard]] std::string id() const { return std::string(attribute("id")); }
    /// A reference to an id: trimmed, and without a declared prefix ("tns:order" is "order").
    [[nodiscard]] std::string reference(std::string_view attributeName) const;
    [[nodiscard]] std::string referenceIn(std::string_view text) const;

    [[nodiscard]] std::vector<XmlElement> children() const;
    [[nodiscard]] std::vector<XmlElement> children(Vocabulary vocabulary, std::string_view localName) const;
    [[nodiscard]] XmlElement child(Vocabulary vocabulary, std::string_view localName) const;
    /// A child of `extensionElements`.
    [[nodiscard]] XmlElement extension(Vocabulary vocabulary, std::string_view localName) const;
    [[nodiscard]] std::vector<XmlElement> extensions() const;
    /// All text within, CDATA too, trimmed.
    [[nodiscard]] std::string text() const;
    [[nodiscard]] bool declares(Vocabulary vocabulary) const;

private:
    [[nodiscard]] std::string_view uriOf(std::string_view prefix) const;

    const SourceTree* m_tree = nullptr;
    pugi::xml_node m_node;
};

} // namespace habitat::bpmn
