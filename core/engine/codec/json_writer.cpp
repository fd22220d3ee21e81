// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/codec/json_writer.h"

#include <array>
#include <charconv>

namespace habitat::engine {

void JsonWriter::write(std::int64_t value)
{
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    m_text.append(digits.data(), end);
}

void JsonWriter::write(std::string_view value)
{
    m_text += '"';
    std::size_t done = 0;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const auto c = static_cast<unsigned char>(value[i]);
        if (c >= 0x20 && c != '"' && c != '\\') continue;
        m_text.append(value, done, i - done);
        done = i + 1;
        if (c >= 0x20) {
            m_text += '\\';
            m_text += char(c);
        } else {
            constexpr std::string_view hex = "0123456789abcdef";
            m_text += "\\u00";
            m_text += hex[c >> 4U];
            m_text += hex[c & 15U];
        }
    }
    m_text.append(value, done);
    m_text += '"';
}

void JsonWriter::write(const feel::Value& value)
{
    switch (value.type()) {
    case feel::Type::String:
        return write(value.asString());
    case feel::Type::Boolean:
        return write(value.asBoolean());
    case feel::Type::Null:
        m_text += "null";
        return;
    case feel::Type::Number:
        if (const auto whole = value.toInt64()) return write(*whole);
        [[fallthrough]];
    default:
        m_text += feel::toJson(value).dump();
    }
}

void JsonWriter::write(const feel::Context& variables)
{
    m_text += '{';
    for (const auto& [name, value] : variables) {
        if (m_text.back() != '{') m_text += ',';
        write(name);
        m_text += ':';
        write(value);
    }
    m_text += '}';
}

void JsonWriter::write(const SharedVariables& variables)
{
    for (std::size_t i = 0; i < m_shared.size(); ++i)
        if (m_shared[i].identity() == variables.identity()) return write(std::int64_t(i));
    m_shared.push_back(variables);
    write(std::int64_t(m_shared.size() - 1));
}

} // namespace habitat::engine
