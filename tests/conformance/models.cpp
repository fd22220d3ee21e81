// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/models.h"

#include "tests/conformance/outcome.h"

#include <fmt/format.h>
#include <pugixml.hpp>

#include <sstream>
#include <string_view>

namespace habitat::conformance {

namespace {

std::string prefixOf(const pugi::xml_node& node)
{
    const std::string name = node.name();
    const auto colon = name.find(':');
    return colon == std::string::npos ? std::string() : name.substr(0, colon + 1);
}

bool isCalled(const pugi::xml_node& node, std::string_view name)
{
    return std::string_view(node.name()).substr(prefixOf(node).size()) == name;
}

void giveMessage(pugi::xml_node task)
{
    auto definitions = task.root().first_child();
    while (definitions && !isCalled(definitions, "definitions"))
        definitions = definitions.next_sibling();
    const auto id = fmt::format("message-of-{}", task.attribute("id").value());
    auto message = definitions.prepend_child((prefixOf(definitions) + "message").c_str());
    message.append_attribute("id") = id.c_str();
    message.append_attribute("name") = id.c_str();
    task.append_attribute("messageRef") = id.c_str();
}

struct WriteOut : pugi::xml_tree_walker
{
    bool for_each(pugi::xml_node& node) override
    {
        if (isCalled(node, "process") && !node.attribute("isExecutable"))
            node.append_attribute("isExecutable") = true;
        if (isCalled(node, "receiveTask") && !node.attribute("messageRef")) giveMessage(node);
        return true;
    }
};

} // namespace

std::string modelText(const std::filesystem::path& file)
{
    pugi::xml_document document;
    if (!document.load_file(file.c_str(), pugi::parse_full)) throw Untranslated("no model " + file.string());
    WriteOut walker;
    document.traverse(walker);
    std::ostringstream text;
    document.save(text);
    return text.str();
}

} // namespace habitat::conformance
