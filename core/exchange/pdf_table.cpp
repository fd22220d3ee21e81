// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/pdf_table.h"

#include "core/exchange/utf8.h"

#include <algorithm>
#include <numeric>
#include <span>
#include <vector>

namespace habitat::exchange {

namespace {

constexpr double padding = 5;
constexpr double rowGap = 3.5;
constexpr double narrowestText = 64;
constexpr double largestType = 9;
constexpr double smallestType = 3;
/// Below this a table is better on a page that lies on its side.
constexpr double comfortableType = 7;

bool isRightAligned(ColumnType type)
{
    return type == ColumnType::Money || type == ColumnType::Number || type == ColumnType::Share;
}

/// Exact shares can have dozens of digits; they may wrap, figures may not.
bool mayWrap(ColumnType type)
{
    return type == ColumnType::Text || type == ColumnType::Share;
}

class TableDrawing
{
public:
    TableDrawing(Flow& flow, const Table& table) : m_flow(flow), m_table(table)
    {
        for (m_size = largestType; !fitColumns() && m_size > smallestType; --m_size) {
        }
    }

    void draw()
    {
        // Title, header and two rows stay together.
        m_flow.reserve(6 * (m_size + 2 * rowGap));
        if (!m_table.title.empty()) {
            m_flow.paragraph(m_table.title, {.size = 11, .weight = Weight::Bold, .color = ink::accent});
            m_flow.advance(5);
        }
        drawHeader();
        for (const auto& row : m_table.rows) {
            ensure(row.size() == m_table.columns.size(), "a row has one cell for each column");
            drawRow(row, Weight::Regular);
            m_flow.line(m_flow.left(), m_flow.y(), m_flow.width(), 0.4, ink::hairline);
        }
        if (!m_table.totals.empty()) drawTotals();
    }

private:
    /// Finds the columns' widths at the present size; false where even the narrowest do not fit.
    bool fitColumns();
    [[nodiscard]] double naturalWidth(std::size_t column) const;
    void shrinkText(double excess);
    void stretchText(double rest);
    void drawHeader();
    void drawRow(const std::vector<Cell>& cells, Weight weight);
    void drawTotals();
    [[nodiscard]] std::vector<ShapedText> shapeCells(const std::vector<std::string>& texts, Weight weight,
                                                     Ink color) const;
    void drawShaped(const std::vector<ShapedText>& cells);

    [[nodiscard]] TextStyle style(std::size_t column, Weight weight, Ink color) const
    {
        return {m_size, weight, color,
                isRightAligned(m_table.columns[column].type) ? Align::Right : Align::Left, Face::Sans};
    }
    [[nodiscard]] double total() const { return std::accumulate(m_widths.begin(), m_widths.end(), 0.0); }

    Flow& m_flow;
    const Table& m_table;
    double m_size = largestType;
    std::vector<double> m_widths;
};

double TableDrawing::naturalWidth(std::size_t column) const
{
    // The longest by characters is the widest, near enough: digits are equally wide, and text may wrap.
    std::string longest;
    std::size_t most = 0;
    for (const auto& row : m_table.rows) {
        auto text = toText(row[column]);
        if (const auto length = countCharacters(text); length > most) {
            most = length;
            longest = std::move(text);
        }
    }
    auto width =
        std::max(m_flow.shape(m_table.columns[column].title, style(column, Weight::Bold, ink::text)).width(),
                 m_flow.shape(longest, style(column, Weight::Regular, ink::text)).width());
    if (!m_table.totals.empty())
        width = std::max(
            width,
            m_flow.shape(toText(m_table.totals[column]), style(column, Weight::Bold, ink::text)).width());
    return width + 2 * padding + 1;
}

bool TableDrawing::fitColumns()
{
    m_widths.clear();
    for (std::size_t i = 0; i < m_table.columns.size(); ++i)
        m_widths.push_back(naturalWidth(i));
    if (total() > m_flow.width()) shrinkText(total() - m_flow.width());
    if (total() > m_flow.width() + 0.01) return false;
    stretchText(m_flow.width() - total());
    return true;
}

/// Takes what is too much from the widest columns that may wrap first.
void TableDrawing::shrinkText(double excess)
{
    while (excess > 0.01) {
        std::size_t widest = m_widths.size();
        for (std::size_t i = 0; i < m_widths.size(); ++i)
            if (mayWrap(m_table.columns[i].type) && m_widths[i] > narrowestText &&
                (widest == m_widths.size() || m_widths[i] > m_widths[widest]))
                widest = i;
        if (widest == m_widths.size()) return;
        const auto cut =
            std::min({excess, m_widths[widest] - narrowestText, std::max(m_widths[widest] * 0.1, 1.0)});
        m_widths[widest] -= cut;
        excess -= cut;
    }
}

/// Gives what is left to the text columns, or to all where there are none.
void TableDrawing::stretchText(double rest)
{
    std::vector<std::size_t> takers;
    for (std::size_t i = 0; i < m_widths.size(); ++i)
        if (m_table.columns[i].type == ColumnType::Text) takers.push_back(i);
    if (takers.empty()) {
        takers.resize(m_widths.size());
        std::iota(takers.begin(), takers.end(), std::size_t(0));
    }
    for (const auto taker : takers)
        m_widths[taker] += rest / double(takers.size());
}

std::vector<ShapedText> TableDrawing::shapeCells(const std::vector<std::string>& texts, Weight weight,
                                                 Ink color) const
{
    std::vector<ShapedText> shaped;
    for (std::size_t i = 0; i < texts.size(); ++i)
        shaped.push_back(m_flow.shape(texts[i], style(i, weight, color), m_widths[i] - 2 * padding));
    return shaped;
}

void TableDrawing::drawShaped(const std::vector<ShapedText>& cells)
{
    double height = m_size;
    for (const auto& cell : cells)
        height = std::max(height, cell.height());
    double x = m_flow.left();
    for (std::size_t i = 0; i < cells.size(); ++i) {
        m_flow.draw(cells[i], x + padding, m_flow.y() + rowGap);
        x += m_widths[i];
    }
    m_flow.advance(height + 2 * rowGap);
}

void TableDrawing::drawHeader()
{
    std::vector<std::string> titles;
    for (const auto& column : m_table.columns)
        titles.push_back(column.title);
    const auto cells = shapeCells(titles, Weight::Bold, ink::accent);
    double height = m_size;
    for (const auto& cell : cells)
        height = std::max(height, cell.height());
    m_flow.fill(m_flow.left(), m_flow.y(), m_flow.width(), height + 2 * rowGap, ink::tint);
    drawShaped(cells);
    m_flow.line(m_flow.left(), m_flow.y(), m_flow.width(), 0.8, ink::accent);
}

void TableDrawing::drawRow(const std::vector<Cell>& cells, Weight weight)
{
    std::vector<std::string> texts;
    for (const auto& cell : cells)
        texts.push_back(toText(cell));
    const auto shaped = shapeCells(texts, weight, ink::text);
    double height = m_size;
    for (const auto& cell : shaped)
        height = std::max(height, cell.height());
    if (m_flow.reserve(height + 2 * rowGap)) drawHeader();
    drawShaped(shaped);
}

void TableDrawing::drawTotals()
{
    ensure(m_table.totals.size() == m_table.columns.size(), "totals have one cell for each column");
    drawRow(m_table.totals, Weight::Bold);
    m_flow.line(m_flow.left(), m_flow.y(), m_flow.width(), 0.8, ink::accent);
}

} // namespace

Orientation orientationFor(std::span<const Table> tables)
{
    // Upright paper has about 490 points for text; a digit is 0.64 of its size wide.
    constexpr double available = 490;
    const auto needed = [](const Table& table) {
        double width = 0;
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            auto characters = countCharacters(table.columns[i].title);
            for (const auto& row : table.rows)
                characters = std::max(characters, countCharacters(toText(row[i])));
            const double natural = double(characters) * 0.64 * comfortableType + 2 * padding;
            width += mayWrap(table.columns[i].type) ? std::min(natural, narrowestText) : natural;
        }
        return width;
    };
    const bool tooWide =
        std::ranges::any_of(tables, [&](const Table& table) { return needed(table) > available; });
    return tooWide ? Orientation::Landscape : Orientation::Upright;
}

void drawTable(Flow& flow, const Table& table)
{
    if (!table.columns.empty()) TableDrawing(flow, table).draw();
}

} // namespace habitat::exchange
