// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/habitatctl/text_table.h"

#include <algorithm>

namespace habitat::ctl {

namespace {

/// Characters, not bytes: continuation bytes of UTF-8 take no room.
std::size_t lengthOf(const std::string& text)
{
    return std::size_t(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string padded(const std::string& text, std::size_t width, Align align)
{
    const std::string room(width - std::min(width, lengthOf(text)), ' ');
    return align == Align::Right ? room + text : text + room;
}

} // namespace

std::vector<std::size_t> TextTable::widths() const
{
    std::vector<std::size_t> widths;
    for (const auto& heading : m_headings)
        widths.push_back(lengthOf(heading.title));
    for (const auto& row : m_rows)
        for (std::size_t i = 0; i < row.size() && i < widths.size(); ++i)
            widths[i] = std::max(widths[i], lengthOf(row[i]));
    return widths;
}

std::string TextTable::plain() const
{
    const auto width = widths();
    std::string text;
    const auto addRow = [&](const auto& cellAt, std::size_t count) {
        std::string line;
        for (std::size_t i = 0; i < count; ++i)
            line += (i > 0 ? "  " : "") + padded(cellAt(i), width[i], m_headings[i].align);
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + "\n";
    };
    addRow([&](std::size_t i) { return m_headings[i].title; }, m_headings.size());
    for (const auto& row : m_rows)
        addRow([&](std::size_t i) { return row[i]; }, std::min(row.size(), m_headings.size()));
    return text;
}

std::string TextTable::piped() const
{
    std::string text = "|";
    for (const auto& heading : m_headings)
        text += " " + heading.title + " |";
    text += "\n|";
    for (std::size_t i = 0; i < m_headings.size(); ++i)
        text += "---|";
    text += "\n";
    for (const auto& row : m_rows) {
        text += "|";
        for (const auto& cell : row)
            text += " " + cell + " |";
        text += "\n";
    }
    return text;
}

} // namespace habitat::ctl
