// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/csv_reader.h"

#include "core/exchange/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace habitat::exchange {

namespace {

/// More is no table that a person made; it bounds the memory that a hostile file can ask for.
constexpr std::size_t mostColumns = 1'000;
constexpr std::size_t mostRows = 500'000;

/// A name that is wrong is shown back, but not a whole page of it.
std::string inQuotes(std::string_view name)
{
    constexpr std::size_t enough = 60;
    std::size_t end = std::min(name.size(), enough);
    while (end < name.size() && (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80)
        ++end;
    return fmt::format("“{}{}”", name.substr(0, end), end < name.size() ? "…" : "");
}

std::string listed(const std::vector<std::string>& names)
{
    return fmt::format("{}", fmt::join(names, ", "));
}

} // namespace

/// Walks the bytes once. Doubled quotes are made single in place, since that only makes a field shorter; it
/// waits for the end of the record, as columns are counted in what the file says.
class CsvParser
{
public:
    CsvParser(std::string name, std::string bytes, std::span<const std::string_view> columns) : m_faults(name)
    {
        ensure(!columns.empty(), "a file has at least one column");
        m_file.m_name = std::move(name);
        m_file.m_columns.assign(columns.begin(), columns.end());
        m_file.m_bytes = std::make_unique<std::string>(std::move(bytes));
        m_data = m_file.m_bytes->data();
        m_size = m_file.m_bytes->size();
    }

    Result<CsvFile> parse()
    {
        if (checkEncoding() && readHeader()) readRows();
        if (!m_faults.isEmpty()) return fail(m_faults.toError());
        return std::move(m_file);
    }

private:
    bool checkEncoding();
    bool readHeader();
    void mapHeader();
    void readRows();
    void keepRow();
    /// Reads the fields of one record into m_record; false at the end of the file.
    bool readRecord();
    void readField();
    void readQuoted();
    void readPlain();
    void keepField(std::string_view text, std::size_t line, std::size_t column);
    void undoubleQuotes();
    bool atLineEnd() const;
    void skipLineEnd();
    /// Resynchronises after a broken field, so that the next fault is not an echo of this one.
    void skipToLineEnd();

    [[nodiscard]] bool atEnd() const { return m_at >= m_size; }
    void startLine(std::size_t offset)
    {
        m_lineStart = m_countedTo = offset;
        m_counted = 0;
    }
    /// Asked for in rising order within a line, so each character is counted once.
    std::size_t columnOf(std::size_t offset)
    {
        m_counted += countCharacters({m_data + m_countedTo, offset - m_countedTo});
        m_countedTo = offset;
        return m_counted + 1;
    }
    void fault(std::size_t line, std::size_t column, std::string rule, std::string message)
    {
        m_faults.add({line, column, {}, std::move(rule), std::move(message)});
        m_recordIsSound = false;
    }

    CsvFile m_file;
    CsvFaults m_faults;
    char* m_data = nullptr;
    std::size_t m_size = 0;
    std::size_t m_at = 0;
    std::size_t m_line = 1;
    std::size_t m_lineStart = 0;
    std::size_t m_countedTo = 0;
    std::size_t m_counted = 0;
    std::vector<CsvField> m_record;
    /// Fields of the record, those included that were too many to keep.
    std::size_t m_fields = 0;
    std::size_t m_mostFields = mostColumns;
    std::vector<std::size_t> m_doubled;
    bool m_recordIsSound = true;
    /// For each column of the file its place among those asked for.
    std::vector<std::size_t> m_places;
};

bool CsvParser::checkEncoding()
{
    const std::string_view bytes(m_data, m_size);
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
        fault(1, 1, "utf-8", "The file is UTF-16. Save it as UTF-8.");
        return false;
    }
    if (bytes.starts_with("\xEF\xBB\xBF")) startLine(m_at = 3);
    const auto nul = bytes.find('\0');
    const auto bad = std::min(firstInvalidUtf8(bytes).value_or(bytes.size()), nul);
    if (bad >= bytes.size()) return true;
    const auto before = bytes.substr(0, bad);
    const auto lineStart = std::max(before.rfind('\n') + 1, m_lineStart);
    fault(std::size_t(std::ranges::count(before, '\n')) + 1, countCharacters(before.substr(lineStart)) + 1,
          "utf-8",
          fmt::format("Byte {} (0x{:02X}) is not UTF-8 text. Save the file as UTF-8.", bad + 1,
                      static_cast<unsigned char>(bytes[bad])));
    return false;
}

bool CsvParser::atLineEnd() const
{
    return m_data[m_at] == '\n' || (m_data[m_at] == '\r' && m_at + 1 < m_size && m_data[m_at + 1] == '\n');
}

void CsvParser::skipLineEnd()
{
    m_at += m_data[m_at] == '\r' ? 2 : 1;
    startLine(m_at);
    ++m_line;
}

void CsvParser::skipToLineEnd()
{
    while (!atEnd() && !atLineEnd())
        ++m_at;
}

void CsvParser::readPlain()
{
    const auto start = m_at;
    const auto column = columnOf(start);
    while (!atEnd() && m_data[m_at] != ',' && !atLineEnd()) {
        if (m_data[m_at] == '"') {
            fault(m_line, columnOf(m_at), "csv.quote",
                  "A quote stands within a field that does not begin with one. Put the whole field in quotes "
                  "and "
                  "double those within.");
            return skipToLineEnd();
        }
        if (m_data[m_at] == '\r') {
            fault(m_line, columnOf(m_at), "csv.line_end",
                  "A carriage return stands alone. Lines end in LF or CRLF.");
            return skipToLineEnd();
        }
        ++m_at;
    }
    keepField({m_data + start, m_at - start}, m_line, column);
}

void CsvParser::readQuoted()
{
    const auto line = m_line;
    const auto column = columnOf(m_at);
    const auto start = ++m_at;
    bool hasDoubled = false;
    while (!atEnd()) {
        const char c = m_data[m_at++];
        if (c == '\n') {
            ++m_line;
            startLine(m_at);
        }
        if (c != '"') continue;
        const bool doubled = !atEnd() && m_data[m_at] == '"';
        if (!doubled) {
            if (hasDoubled && m_fields < m_mostFields) m_doubled.push_back(m_fields);
            keepField({m_data + start, m_at - 1 - start}, line, column);
            if (atEnd() || m_data[m_at] == ',' || atLineEnd()) return;
            fault(m_line, columnOf(m_at), "csv.quote",
                  "Text follows the closing quote. Put the whole field in quotes and double those within.");
            return skipToLineEnd();
        }
        hasDoubled = true;
        ++m_at;
    }
    fault(line, column, "csv.quote", "This quote is never closed.");
}

void CsvParser::keepField(std::string_view text, std::size_t line, std::size_t column)
{
    if (m_fields++ < m_mostFields) m_record.push_back({text, line, column});
}

void CsvParser::undoubleQuotes()
{
    for (const auto index : m_doubled) {
        auto& text = m_record[index].text;
        char* const start = m_data + (text.data() - m_data);
        char* out = start;
        for (std::size_t i = 0; i < text.size(); ++i) {
            *out++ = text[i];
            if (text[i] == '"') ++i;
        }
        text = {start, std::size_t(out - start)};
    }
}

void CsvParser::readField()
{
    if (!atEnd() && m_data[m_at] == '"')
        readQuoted();
    else
        readPlain();
}

bool CsvParser::readRecord()
{
    m_record.clear();
    m_doubled.clear();
    m_fields = 0;
    m_recordIsSound = true;
    if (atEnd()) return false;
    readField();
    while (!atEnd() && m_data[m_at] == ',') {
        ++m_at;
        readField();
    }
    if (!atEnd()) skipLineEnd();
    undoubleQuotes();
    return true;
}

bool CsvParser::readHeader()
{
    do {
        if (!readRecord()) {
            fault(1, 1, "csv.header",
                  fmt::format("The file is empty. Its first row must name the columns {}.",
                              listed(m_file.m_columns)));
            return false;
        }
    } while (m_record.size() == 1 && m_record[0].text.empty() && m_recordIsSound);
    if (!m_recordIsSound) return false;
    if (m_record.size() == 1 && m_file.m_columns.size() > 1 &&
        m_record[0].text.find_first_of(";\t") != std::string_view::npos) {
        fault(m_record[0].line, 1, "csv.separator",
              "The columns are not separated by commas. Save the file with commas.");
        return false;
    }
    mapHeader();
    m_mostFields = m_places.size();
    return m_faults.isEmpty();
}

void CsvParser::mapHeader()
{
    const auto& wanted = m_file.m_columns;
    std::vector<bool> found(wanted.size(), false);
    for (const auto& field : m_record) {
        const auto place = std::size_t(std::ranges::find(wanted, field.text) - wanted.begin());
        if (place == wanted.size()) {
            fault(field.line, field.column, "csv.column.unknown",
                  fmt::format("There is no column {} in this kind of file. Its columns are {}.",
                              inQuotes(field.text), listed(wanted)));
        } else if (found[place]) {
            fault(field.line, field.column, "csv.column.twice",
                  fmt::format("The column {} is there twice.", inQuotes(field.text)));
        } else {
            found[place] = true;
        }
        m_places.push_back(place);
    }
    for (std::size_t i = 0; i < wanted.size(); ++i)
        if (!found[i])
            fault(m_record[0].line, 1, "csv.column.missing",
                  fmt::format("The column {} is missing.", inQuotes(wanted[i])));
}

void CsvParser::readRows()
{
    while (readRecord()) {
        if (!m_recordIsSound) continue;
        const bool blank = m_record.size() == 1 && m_record[0].text.empty();
        if (blank && m_places.size() > 1) continue;
        if (m_fields != m_places.size()) {
            fault(m_record[0].line, 1, "csv.fields",
                  fmt::format("The row has {} {}, the header has {}.", m_fields,
                              m_fields == 1 ? "field" : "fields", m_places.size()));
            continue;
        }
        if (m_file.rowCount() == mostRows) {
            fault(m_record[0].line, 1, "csv.rows",
                  fmt::format("The file has more than {} rows. Split it.", mostRows));
            return;
        }
        keepRow();
    }
}

void CsvParser::keepRow()
{
    const auto first = m_file.m_cells.size();
    m_file.m_cells.resize(first + m_places.size());
    for (std::size_t i = 0; i < m_record.size(); ++i)
        m_file.m_cells[first + m_places[i]] = m_record[i];
}

Result<CsvFile> readCsv(std::string name, std::string bytes, std::span<const std::string_view> columns)
{
    return CsvParser(std::move(name), std::move(bytes), columns).parse();
}

} // namespace habitat::exchange
