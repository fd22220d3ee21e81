// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bpmn/xml_guard.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <vector>

namespace habitat::bpmn {

namespace {

bool isSpace(char letter)
{
    return letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r';
}

bool isNameStart(char letter)
{
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || letter == '_' ||
           letter == ':' || static_cast<unsigned char>(letter) >= 0x80;
}

bool isNamePart(char letter)
{
    return isNameStart(letter) || (letter >= '0' && letter <= '9') || letter == '-' || letter == '.';
}

/// One pass over the text (XML 1.0 §2.4, §3.1), with a stack of open tags instead of recursion.
class Guard
{
public:
    Guard(std::string_view text, std::string_view fileName, const XmlLimits& limits)
        : m_text(text), m_fileName(fileName), m_limits(limits)
    {
    }

    Status run()
    {
        while (m_at < m_text.size()) {
            if (m_text[m_at] == '<')
                TRY(markup());
            else
                TRY(characters());
        }
        if (!m_open.empty())
            return malformed(fmt::format("<{}> is never closed; the file may be cut off", m_open.back()));
        if (!m_rootSeen) return malformed("there is no element");
        return {};
    }

private:
    Status markup()
    {
        if (startsWith("<!--")) return skipPast("-->", "a comment");
        if (startsWith("<![CDATA[")) {
            if (m_open.empty()) return malformed("text outside the root element");
            return skipPast("]]>", "a CDATA section");
        }
        if (startsWith("<!"))
            return refuse("bpmn.xml.doctype",
                          "document types and entity declarations are not read. Remove the "
                          "<!DOCTYPE …> part; BPMN needs none");
        if (startsWith("<?")) return skipPast("?>", "a processing instruction");
        return startsWith("</") ? endTag() : startTag();
    }

    Status characters()
    {
        const auto end = std::min(m_text.find('<', m_at), m_text.size());
        const auto run = m_text.substr(m_at, end - m_at);
        if (m_open.empty() && !std::ranges::all_of(run, isSpace)) {
            skipSpace();
            return malformed("text outside the root element");
        }
        TRY(references(run));
        m_at = end;
        return {};
    }

    Status startTag()
    {
        ++m_at;
        const auto name = takeName();
        if (name.empty()) return malformed("a < that begins no tag; write &lt; in text");
        if (m_open.empty() && m_rootSeen)
            return malformed(fmt::format("<{}> stands after the root element", name));
        m_rootSeen = true;
        if (++m_elements > m_limits.elements)
            return refuse("bpmn.xml.size", fmt::format("more than {} elements", m_limits.elements));
        TRY(attributes(name));
        if (startsWith("/>")) {
            m_at += 2;
            return {};
        }
        ++m_at;
        m_open.push_back(name);
        if (static_cast<int>(m_open.size()) > m_limits.depth)
            return refuse("bpmn.xml.depth",
                          fmt::format("elements are nested more than {} deep", m_limits.depth));
        return {};
    }

    /// Leaves the position at ">" or "/>".
    Status attributes(std::string_view tag)
    {
        std::vector<std::string_view> seen;
        while (true) {
            const bool spaced = skipSpace();
            if (startsWith(">") || startsWith("/>")) return {};
            const auto name = takeName();
            if (name.empty() || !spaced)
                return malformed(fmt::format("<{}> has a damaged attribute or is never closed", tag));
            if (std::ranges::find(seen, name) != seen.end())
                return malformed(fmt::format("<{}> states the attribute {} twice", tag, name));
            seen.push_back(name);
            if (seen.size() > m_limits.attributesPerElement)
                return refuse("bpmn.xml.size", fmt::format("<{}> has more than {} attributes", tag,
                                                           m_limits.attributesPerElement));
            TRY(attributeValue(name));
        }
    }

    Status attributeValue(std::string_view name)
    {
        skipSpace();
        if (!startsWith("=")) return malformed(fmt::format("the attribute {} has no value", name));
        ++m_at;
        skipSpace();
        if (!startsWith("\"") && !startsWith("'"))
            return malformed(fmt::format("the value of {} is not in quotes", name));
        const auto close = m_text.find(m_text[m_at], m_at + 1);
        if (close == std::string_view::npos)
            return malformed(fmt::format("the value of {} is never closed", name));
        const auto value = m_text.substr(m_at + 1, close - m_at - 1);
        if (value.find('<') != std::string_view::npos)
            return malformed(fmt::format("the value of {} contains <; write &lt;", name));
        TRY(references(value));
        m_at = close + 1;
        return {};
    }

    Status endTag()
    {
        m_at += 2;
        const auto name = takeName();
        skipSpace();
        if (!startsWith(">")) return malformed(fmt::format("</{}> is never closed", name));
        if (m_open.empty()) return malformed(fmt::format("</{}> closes nothing", name));
        if (m_open.back() != name)
            return malformed(fmt::format("</{}> stands where </{}> is due", name, m_open.back()));
        ++m_at;
        m_open.pop_back();
        return {};
    }

    Status references(std::string_view run)
    {
        for (auto at = run.find('&'); at != std::string_view::npos; at = run.find('&', at + 1)) {
            const auto end = run.find(';', at);
            const auto name =
                end == std::string_view::npos ? std::string_view() : run.substr(at + 1, end - at - 1);
            if (name.starts_with('#') ? !isCharacter(name.substr(1)) : !isPredefined(name))
                return refuse("bpmn.xml.entity",
                              fmt::format("“&{}” is no character; write &amp; for an ampersand",
                                          name.empty() ? run.substr(at + 1, 12) : name.substr(0, 40)));
        }
        return {};
    }

    static bool isPredefined(std::string_view name)
    {
        return name == "lt" || name == "gt" || name == "amp" || name == "quot" || name == "apos";
    }

    static bool isCharacter(std::string_view number)
    {
        const bool hexadecimal = number.starts_with('x');
        if (hexadecimal) number.remove_prefix(1);
        std::uint32_t code = 0;
        const auto* end = number.data() + number.size();
        const auto [stop, error] = std::from_chars(number.data(), end, code, hexadecimal ? 16 : 10);
        if (error != std::errc() || stop != end) return false;
        if (code < 0x20) return code == '\t' || code == '\n' || code == '\r';
        return code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF) && code != 0xFFFE && code != 0xFFFF;
    }

    Status skipPast(std::string_view end, std::string_view what)
    {
        const auto found = m_text.find(end, m_at + 2);
        if (found == std::string_view::npos) return malformed(fmt::format("{} is never closed", what));
        m_at = found + end.size();
        return {};
    }

    std::string_view takeName()
    {
        const auto begin = m_at;
        if (m_at < m_text.size() && isNameStart(m_text[m_at]))
            while (m_at < m_text.size() && isNamePart(m_text[m_at]))
                ++m_at;
        return m_text.substr(begin, m_at - begin);
    }

    bool skipSpace()
    {
        const auto begin = m_at;
        while (m_at < m_text.size() && isSpace(m_text[m_at]))
            ++m_at;
        return m_at > begin;
    }

    [[nodiscard]] bool startsWith(std::string_view token) const
    {
        return m_text.substr(m_at, token.size()) == token;
    }

    [[nodiscard]] Status malformed(const std::string& what) const
    {
        return refuse("bpmn.xml.malformed", what +
                                                ". This is not well-formed XML; save the file again from the "
                                                "modelling tool");
    }

    [[nodiscard]] Status refuse(std::string code, const std::string& what) const
    {
        const auto read = m_text.substr(0, std::min(m_at, m_text.size()));
        const auto line = 1 + std::ranges::count(read, '\n');
        return fail(std::move(code), fmt::format("{}:{}: {}.", m_fileName, line, what),
                    {{"file", m_fileName}, {"line", line}});
    }

    std::string_view m_text;
    std::string_view m_fileName;
    const XmlLimits& m_limits;
    std::size_t m_at = 0;
    std::size_t m_elements = 0;
    bool m_rootSeen = false;
    std::vector<std::string_view> m_open;
};

} // namespace

Status guardXml(std::string_view text, std::string_view fileName, const XmlLimits& limits)
{
    return Guard(text, fileName, limits).run();
}

} // namespace habitat::bpmn
