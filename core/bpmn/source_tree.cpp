// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bpmn/source_tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace habitat::bpmn {

namespace {

struct KnownNamespace
{
    std::string_view uri;
    Vocabulary vocabulary;
};

constexpr std::array knownNamespaces{
    KnownNamespace{"http://www.omg.org/spec/BPMN/20100524/MODEL", Vocabulary::Bpmn},
    KnownNamespace{"http://www.omg.org/spec/BPMN/20100524/DI", Vocabulary::BpmnDi},
    KnownNamespace{"http://www.omg.org/spec/DD/20100524/DC", Vocabulary::Dc},
    KnownNamespace{"http://www.omg.org/spec/DD/20100524/DI", Vocabulary::Di},
    KnownNamespace{"http://camunda.org/schema/zeebe/1.0", Vocabulary::Zeebe},
    KnownNamespace{"http://camunda.org/schema/1.0/bpmn", Vocabulary::Camunda},
    KnownNamespace{"http://activiti.org/bpmn", Vocabulary::Camunda},
    KnownNamespace{"http://flowable.org/bpmn", Vocabulary::Camunda},
    KnownNamespace{"http://www.camunda.com/fox", Vocabulary::Camunda},
    KnownNamespace{"http://bpmn.io/schema/bpmn/biocolor/1.0", Vocabulary::Colour},
    KnownNamespace{"http://www.omg.org/spec/BPMN/non-normative/color/1.0", Vocabulary::Colour},
    KnownNamespace{"http://www.w3.org/2001/XMLSchema-instance", Vocabulary::Xml},
    KnownNamespace{"http://www.w3.org/XML/1998/namespace", Vocabulary::Xml}};

Vocabulary vocabularyOf(std::string_view uri)
{
    const auto* found = std::ranges::find(knownNamespaces, uri, &KnownNamespace::uri);
    return found == knownNamespaces.end() ? Vocabulary::Other : found->vocabulary;
}

std::string_view prefixOf(std::string_view name)
{
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? std::string_view() : name.substr(0, colon);
}

std::string_view localOf(std::string_view name)
{
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

void collectText(pugi::xml_node node, std::string& text)
{
    for (const auto child : node.children())
        if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata)
            text += child.value();
        else
            collectText(child, text);
}

} // namespace

Result<std::shared_ptr<const SourceTree>> SourceTree::parse(std::string_view bytes, std::string_view fileName,
                                                            const XmlLimits& limits)
{
    auto tree = std::make_shared<SourceTree>();
    tree->m_text = TRY(decodeXml(bytes, fileName, limits));
    TRY(guardXml(tree->m_text, fileName, limits));
    tree->m_lineStarts.push_back(0);
    for (auto at = tree->m_text.find('\n'); at != std::string::npos; at = tree->m_text.find('\n', at + 1))
        tree->m_lineStarts.push_back(at + 1);
    const auto parsed =
        tree->m_xml.load_buffer(tree->m_text.data(), tree->m_text.size(),
                                pugi::parse_default | pugi::parse_ws_pcdata, pugi::encoding_utf8);
    if (!parsed)
        return fail(
            "bpmn.xml.malformed",
            fmt::format("{}: this is not well-formed XML ({}). Save the file again from the modelling "
                        "tool.",
                        fileName, parsed.description()),
            {{"file", fileName}});
    return std::shared_ptr<const SourceTree>(std::move(tree));
}

XmlElement SourceTree::root() const
{
    return {*this, m_xml.document_element()};
}

int SourceTree::lineOf(pugi::xml_node node) const
{
    const auto offset = node.offset_debug();
    if (offset < 0) return 0;
    const auto after = std::ranges::upper_bound(m_lineStarts, static_cast<std::size_t>(offset));
    return static_cast<int>(after - m_lineStarts.begin());
}

std::string_view XmlElement::localName() const
{
    return localOf(m_node.name());
}

std::string_view XmlElement::namespaceUri() const
{
    return uriOf(prefixOf(m_node.name()));
}

std::string_view XmlElement::uriOf(std::string_view prefix) const
{
    if (prefix == "xml") return "http://www.w3.org/XML/1998/namespace";
    const std::string declaration = prefix.empty() ? "xmlns" : "xmlns:" + std::string(prefix);
    for (auto node = m_node; node; node = node.parent())
        if (const auto found = node.attribute(declaration.c_str())) return found.value();
    return {};
}

Vocabulary XmlElement::vocabulary() const
{
    return vocabularyOf(namespaceUri());
}

bool XmlElement::is(Vocabulary expected, std::string_view name) const
{
    return localName() == name && vocabulary() == expected;
}

std::string_view XmlElement::attribute(std::string_view name) const
{
    return m_node.attribute(std::string(name).c_str()).value();
}

bool XmlElement::has(std::string_view name) const
{
    return static_cast<bool>(m_node.attribute(std::string(name).c_str()));
}

std::optional<std::string_view> XmlElement::attribute(Vocabulary expected, std::string_view name) const
{
    for (const auto attribute : m_node.attributes()) {
        const std::string_view qualified = attribute.name();
        const auto prefix = prefixOf(qualified);
        if (!prefix.empty() && localOf(qualified) == name && vocabularyOf(uriOf(prefix)) == expected)
            return attribute.value();
    }
    return std::nullopt;
}

std::string XmlElement::reference(std::string_view attributeName) const
{
    return referenceIn(attribute(attributeName));
}

std::string XmlElement::referenceIn(std::string_view text) const
{
    const auto name = trimmed(text);
    const auto prefix = prefixOf(name);
    const bool qualified = !prefix.empty() && !uriOf(prefix).empty();
    return std::string(qualified ? localOf(name) : name);
}

std::vector<XmlElement> XmlElement::children() const
{
    std::vector<XmlElement> found;
    for (const auto child : m_node.children())
        if (child.type() == pugi::node_element) found.emplace_back(*m_tree, child);
    return found;
}

std::vector<XmlElement> XmlElement::children(Vocabulary expected, std::string_view name) const
{
    auto found = children();
    std::erase_if(found, [&](const XmlElement& child) { return !child.is(expected, name); });
    return found;
}

XmlElement XmlElement::child(Vocabulary expected, std::string_view name) const
{
    for (const auto node : m_node.children()) {
        const XmlElement child(*m_tree, node);
        if (node.type() == pugi::node_element && child.is(expected, name)) return child;
    }
    return {};
}

XmlElement XmlElement::extension(Vocabulary expected, std::string_view name) const
{
    const auto extensions = child(Vocabulary::Bpmn, "extensionElements");
    return extensions ? extensions.child(expected, name) : XmlElement();
}

std::vector<XmlElement> XmlElement::extensions() const
{
    const auto extensions = child(Vocabulary::Bpmn, "extensionElements");
    return extensions ? extensions.children() : std::vector<XmlElement>();
}

std::string XmlElement::text() const
{
    std::string text;
    collectText(m_node, text);
    return std::string(trimmed(text));
}

bool XmlElement::declares(Vocabulary expected) const
{
    return std::ranges::any_of(m_node.attributes(), [&](const pugi::xml_attribute& attribute) {
        return std::string_view(attribute.name()).starts_with("xmlns") &&
               vocabularyOf(attribute.value()) == expected;
    });
}

} // namespace habitat::bpmn
