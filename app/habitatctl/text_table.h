// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace habitat::ctl {

enum class Align : std::uint8_t { Left, Right };

/// Rows under headings in a terminal; columns as wide as their widest cell, counted in characters. Pure.
class TextTable
{
public:
    struct Heading
    {
        std::string title;
        Align align = Align::Left;
    };

    explicit TextTable(std::vector<Heading> headings) : m_headings(std::move(headings)) {}
    void add(std::vector<std::string> row) { m_rows.push_back(std::move(row)); }
    /// "member   allocation", lines ending in newline.
    [[nodiscard]] std::string plain() const;
    /// "| member | allocation |" with a rule under the headings.
    [[nodiscard]] std::string piped() const;

private:
    [[nodiscard]] std::vector<std::size_t> widths() const;

    std::vector<Heading> m_headings;
    std::vector<std::vector<std::string>> m_rows;
};

} // namespace habitat::ctl
