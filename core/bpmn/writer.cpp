// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bpmn/writer.h"

#include "core/base/error.h"
#include "core/bpmn/source_tree.h"

namespace habitat::bpmn {

namespace {

class TextWriter : public pugi::xml_writer
{
public:
    void write(const void* data, std::size_t size) override
    {
        m_text.append(static_cast<const char*>(data), size);
    }
    std::string take() { return std::move(m_text); }

private:
    std::string m_text;
};

} // namespace

std::string write(const Document& document)
{
    ensure(document.source != nullptr, "a document that is written was read from a source");
    // Written as UTF-8 whatever the file was in, so the declaration must say so.
    const auto& xml = document.source->xml();
    TextWriter writer;
    const auto declaration = xml.first_child();
    const std::string_view encoding = declaration.attribute("encoding").value();
    if (declaration.type() != pugi::node_declaration || encoding.empty() || encoding == "UTF-8" ||
        encoding == "utf-8") {
        xml.save(writer, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
        return writer.take();
    }
    pugi::xml_document copy;
    copy.reset(xml);
    copy.first_child().attribute("encoding").set_value("UTF-8");
    copy.save(writer, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
    return writer.take();
}

} // namespace habitat::bpmn
