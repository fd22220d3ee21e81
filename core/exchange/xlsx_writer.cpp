// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/xlsx_writer.h"

#include "core/base/calendar.h"
#include "core/base/files.h"
#include "core/base/text.h"
#include "core/exchange/utf8.h"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <set>

namespace habitat::exchange {

namespace {

constexpr std::size_t mostRows = LXW_ROW_MAX - 2; // header and totals
constexpr std::size_t longestText = 32'767;
constexpr std::int64_t largestExact = 999'999'999'999'999; // 15 digits, as many as a spreadsheet keeps
constexpr double narrowest = 9;
constexpr double widest = 60;

/// Sheet names have at most 31 characters, none of []:*?/\ and no apostrophe at an end; none twice.
class SheetNames
{
public:
    std::string next(const std::string& title)
    {
        std::string name;
        std::size_t characters = 0;
        for (const char c : title) {
            const bool starts = (static_cast<unsigned char>(c) & 0xC0) != 0x80;
            if (starts && ++characters > 27) break;
            name += std::string_view("[]:*?/\\'").find(c) == std::string_view::npos ? c : ' ';
        }
        if (isBlank(name)) name = "Sheet";
        auto unique = name;
        for (int i = 2; !m_taken.insert(folded(unique)).second; ++i)
            unique = fmt::format("{} {}", name, i);
        return unique;
    }

private:
    /// Excel compares sheet names without regard to case.
    static std::string folded(std::string name)
    {
        std::ranges::transform(name, name.begin(),
                               [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
        return name;
    }
    std::set<std::string> m_taken;
};

class Workbook
{
public:
    explicit Workbook(const std::string& path) : m_book(workbook_new(path.c_str()))
    {
        ensure(m_book != nullptr, "there is memory for a workbook");
    }
    Workbook(const Workbook&) = delete;
    Workbook& operator=(const Workbook&) = delete;
    ~Workbook()
    {
        if (m_book) workbook_close(m_book);
    }

    void describe(const DocumentInfo& info)
    {
        auto title = info.title;
        auto cooperative = info.cooperative;
        lxw_doc_properties properties{};
        properties.title = title.data();
        properties.author = cooperative.data();
        properties.company = cooperative.data();
        properties.created = std::chrono::system_clock::to_time_t(
            std::chrono::time_point_cast<std::chrono::system_clock::duration>(info.createdAt));
        workbook_set_properties(m_book, &properties);
    }

    lxw_worksheet* sheet(const std::string& name) { return workbook_add_worksheet(m_book, name.c_str()); }
    lxw_format* format() { return workbook_add_format(m_book); }
    lxw_error close() { return workbook_close(std::exchange(m_book, nullptr)); }

private:
    lxw_workbook* m_book;
};

bool isRightAligned(ColumnType type)
{
    return type == ColumnType::Money || type == ColumnType::Number || type == ColumnType::Share;
}

const char* numberFormat(ColumnType type)
{
    switch (type) {
    case ColumnType::Money:
        return "#,##0.00";
    case ColumnType::Number:
        return "#,##0";
    case ColumnType::Date:
        return "yyyy-mm-dd";
    case ColumnType::Instant:
        return "yyyy-mm-dd hh:mm:ss";
    case ColumnType::Share:
    case ColumnType::Text:
        break;
    }
    return "@";
}

/// The formats of one column: header, body, totals.
struct ColumnFormats
{
    lxw_format* header;
    lxw_format* body;
    lxw_format* totals;
};

ColumnFormats formatsFor(Workbook& book, ColumnType type)
{
    const ColumnFormats formats{book.format(), book.format(), book.format()};
    for (auto* format : {formats.body, formats.totals}) {
        format_set_num_format(format, numberFormat(type));
        format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
        if (isRightAligned(type)) format_set_align(format, LXW_ALIGN_RIGHT);
    }
    format_set_bold(formats.totals);
    format_set_top(formats.totals, LXW_BORDER_THIN);
    format_set_bold(formats.header);
    format_set_font_color(formats.header, 0xFFFFFF);
    format_set_bg_color(formats.header, 0x0B5F73);
    format_set_align(formats.header, LXW_ALIGN_VERTICAL_CENTER);
    if (isRightAligned(type)) format_set_align(formats.header, LXW_ALIGN_RIGHT);
    return formats;
}

/// Cut where the format forbids more, and only between characters.
std::string bounded(const std::string& text)
{
    if (countCharacters(text) <= longestText) return text;
    std::size_t characters = 0;
    std::size_t end = 0;
    for (; end < text.size(); ++end)
        if ((static_cast<unsigned char>(text[end]) & 0xC0) != 0x80 && ++characters == longestText) break;
    return text.substr(0, end) + "…";
}

class CellWriter
{
public:
    CellWriter(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, lxw_format* format)
        : m_sheet(sheet), m_row(row), m_column(column), m_format(format)
    {
    }

    void operator()(std::monostate) const { worksheet_write_blank(m_sheet, m_row, m_column, m_format); }
    void operator()(const std::string& text) const
    {
        worksheet_write_string(m_sheet, m_row, m_column, bounded(text).c_str(), m_format);
    }
    void operator()(Money amount) const
    {
        // Spreadsheets know only binary floating point, and the library writes such a number with 16 digits
        // and no other way: 9,046.14 stands in the file as 9046.139999999999. Up to 15 digits the nearest
        // such number, read back to two digits, is the amount exactly.
        if (std::abs(amount.minor) > largestExact) return (*this)(habitat::toText(amount));
        worksheet_write_number(m_sheet, m_row, m_column, double(amount.minor) / 100.0, m_format);
    }
    void operator()(std::int64_t number) const
    {
        if (std::abs(number) > largestExact) return (*this)(std::to_string(number));
        worksheet_write_number(m_sheet, m_row, m_column, double(number), m_format);
    }
    void operator()(Date date) const { writeTime(date, {}, habitat::toText(date)); }
    void operator()(Instant instant) const
    {
        const auto day = std::chrono::floor<std::chrono::days>(instant);
        writeTime(Date(day), std::chrono::floor<std::chrono::seconds>(instant - day),
                  habitat::toText(instant));
    }

private:
    void writeTime(Date date, std::chrono::seconds ofDay, const std::string& text) const
    {
        // Spreadsheets count days from 1900, and count the first two months wrongly.
        if (int(date.year()) < 1901 || int(date.year()) > 9999) return (*this)(text);
        const std::chrono::hh_mm_ss time(ofDay);
        lxw_datetime value{
            int(date.year()),          int(unsigned(date.month())), int(unsigned(date.day())),
            int(time.hours().count()), int(time.minutes().count()), double(time.seconds().count())};
        worksheet_write_datetime(m_sheet, m_row, m_column, &value, m_format);
    }

    lxw_worksheet* m_sheet;
    lxw_row_t m_row;
    lxw_col_t m_column;
    lxw_format* m_format;
};

double widthOf(const Table& table, std::size_t column)
{
    // The header also holds the filter's button.
    std::size_t characters = countCharacters(table.columns[column].title) + 3;
    for (const auto& row : table.rows)
        characters = std::max(characters, countCharacters(toText(row[column])));
    if (!table.totals.empty())
        characters = std::max(characters, countCharacters(toText(table.totals[column])) + 1);
    return std::clamp(double(characters) + 1.5, narrowest, widest);
}

void writeRow(lxw_worksheet* sheet, lxw_row_t at, const std::vector<Cell>& cells,
              std::span<lxw_format* const> formats)
{
    ensure(cells.size() == formats.size(), "a row has one cell for each column");
    for (std::size_t i = 0; i < cells.size(); ++i)
        std::visit(CellWriter(sheet, at, lxw_col_t(i), formats[i]), cells[i]);
}

/// "&" begins a code in headers and footers.
std::string pageText(const std::string& text)
{
    std::string escaped;
    for (const char c : text.substr(0, 100))
        escaped += c == '&' ? std::string("&&") : std::string(1, c);
    return firstInvalidUtf8(escaped) ? escaped.substr(0, *firstInvalidUtf8(escaped)) : escaped;
}

void setUpPages(lxw_worksheet* sheet, const Table& table, const DocumentInfo& info)
{
    worksheet_set_paper(sheet, info.paper == Paper::Letter ? 1 : 9);
    if (table.columns.size() > 6) worksheet_set_landscape(sheet);
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_repeat_rows(sheet, 0, 0);
    worksheet_set_header(sheet,
                         fmt::format("&L{}&R{}", pageText(info.cooperative), pageText(table.title)).c_str());
    worksheet_set_footer(sheet, "&RPage &P of &N");
}

void writeSheet(Workbook& book, lxw_worksheet* sheet, const Table& table, const DocumentInfo& info)
{
    std::vector<lxw_format*> body;
    std::vector<lxw_format*> totals;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const auto formats = formatsFor(book, table.columns[i].type);
        worksheet_write_string(sheet, 0, lxw_col_t(i), table.columns[i].title.c_str(), formats.header);
        worksheet_set_column(sheet, lxw_col_t(i), lxw_col_t(i), widthOf(table, i), nullptr);
        body.push_back(formats.body);
        totals.push_back(formats.totals);
    }
    lxw_row_t at = 1;
    for (const auto& row : table.rows)
        writeRow(sheet, at++, row, body);
    if (!table.columns.empty())
        worksheet_autofilter(sheet, 0, 0, at - 1, lxw_col_t(table.columns.size() - 1));
    if (!table.totals.empty()) writeRow(sheet, at, table.totals, totals);
    worksheet_set_row(sheet, 0, 20, nullptr);
    worksheet_freeze_panes(sheet, 1, 0);
    setUpPages(sheet, table, info);
}

Status checkSize(std::span<const Table> tables)
{
    for (const auto& table : tables)
        if (table.rows.size() > mostRows)
            return fail("exchange.xlsx.too_many_rows",
                        fmt::format("“{}” has {} rows, an Excel sheet holds {}. Export it as CSV.",
                                    table.title, table.rows.size(), mostRows),
                        {{"title", table.title}, {"rows", table.rows.size()}});
    return {};
}

} // namespace

Status writeXlsx(const std::string& path, std::span<const Table> tables, const DocumentInfo& info)
{
    ensure(!tables.empty(), "a workbook has at least one sheet");
    if (auto size = checkSize(tables); !size) return size;
    return replaceFile(path, [&](const std::string& draft) -> Status {
        Workbook book(draft);
        book.describe(info);
        SheetNames names;
        for (const auto& table : tables)
            writeSheet(book, book.sheet(names.next(table.title)), table, info);
        const auto error = book.close();
        if (error != LXW_NO_ERROR) return unwritable(path, lxw_strerror(error));
        return {};
    });
}

} // namespace habitat::exchange
