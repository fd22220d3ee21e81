// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bpmn/writer.h"

#include "core/bpmn/source_tree.h"

namespace habitat::bpmn {

namespace {

/// The value of `encoding` in the XML declaration, or an empty view.
std::string_view declaredEncoding(std::string_view text)
{
    if (!text.starts_with("<?xml")) return {};
    const auto declaration = text.substr(0, text.find("?>"));
    const auto name = declaration.find("encoding");
    if (name == std::string_view::npos) return {};
    const auto open = declaration.find_first_of("\"'", name);
    if (open == std::string_view::npos) return {};
    return declaration.substr(open + 1, declaration.find(declaration[open], open + 1) - open - 1);
}

bool isUtf8(std::string_view encoding)
{
    return encoding.empty() || encoding == "UTF-8" || encoding == "utf-8";
}

} // namespace

std::string write(const Document& document)
{
    if (!document.source) return writeModel(document.definitions);
    std::string text = document.source->text();
    const auto encoding = declaredEncoding(text);
    if (!isUtf8(encoding))
        text.replace(static_cast<std::size_t>(encoding.data() - text.data()), encoding.size(), "UTF-8");
    return text;
}

} // namespace habitat::bpmn
