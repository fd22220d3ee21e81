// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/witness.h"

#include "core/base/hash.h"
#include "core/store/json_text.h"

#include <algorithm>
#include <array>

namespace habitat::store {

namespace {

constexpr std::array provenOtherwise = {
    std::string_view("element_instance"),
    std::string_view("incident"),
    std::string_view("instance"),
    std::string_view("instance_count"),
    std::string_view("job"),
    std::string_view("job_failure"),
    std::string_view("journal"),
    std::string_view("journal_change"),
    std::string_view("journal_head"),
    std::string_view("running_balance"),
    std::string_view("running_total"),
    std::string_view("schema_version"),
    std::string_view("snapshot"),
    std::string_view("subscription"),
    std::string_view("task"),
    std::string_view("task_candidate"),
    std::string_view("timer"),
    std::string_view("variable"),
};
static_assert(std::ranges::is_sorted(provenOtherwise));

constexpr std::size_t chunkBytes = 64 * 1024;

// Says which of the two it is, so that 1 and "1" differ.
void appendValue(std::string& text, const db::Value& value)
{
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        text.append("i").append(std::to_string(*number));
    } else if (const auto* words = std::get_if<std::string_view>(&value)) {
        text.append("t").append(std::to_string(words->size())).append(":").append(*words);
    }
}

} // namespace

bool isWitnessed(std::string_view table)
{
    return !std::ranges::binary_search(provenOtherwise, table);
}

std::string rowKey(const db::Table& table, const db::Row& row)
{
    std::string text;
    for (const auto place : table.key) {
        if (!text.empty()) text += ',';
        if (const auto* number = std::get_if<std::int64_t>(&row[place]))
            text += std::to_string(*number);
        else if (const auto* words = std::get_if<std::string_view>(&row[place]))
            text += jsonText(*words);
    }
    return text;
}

std::string rowDigest(const db::Table& table, const db::Row& row)
{
    std::string text = table.name;
    for (std::size_t column = 0; column < row.size(); ++column) {
        if (std::holds_alternative<std::monostate>(row[column])) continue;
        text.append("|").append(table.columns[column]).append("=");
        appendValue(text, row[column]);
    }
    return shortHash(text);
}

void Witness::rowChanged(const db::Table& table, const db::Row& before, const db::Row& after)
{
    const auto keyAfter = after.empty() ? std::string() : rowKey(table, after);
    if (!before.empty())
        if (const auto keyBefore = rowKey(table, before); keyBefore != keyAfter)
            add(table.name, keyBefore, "-");
    if (!after.empty()) add(table.name, keyAfter, rowDigest(table, after));
}

void Witness::beginAnew(db::Connection& db)
{
    clear();
    add("*", "*", "-");
    for (const auto& table : db.tables()) {
        if (!isWitnessed(table.name)) continue;
        auto rows = db.rowsOf(table);
        while (rows.next())
            rowChanged(table, {}, rows.row());
    }
}

Witness::Mark Witness::mark() const
{
    return {m_chunks.size(), m_chunks.empty() ? 0 : m_chunks.back().size()};
}

void Witness::restore(Mark mark)
{
    m_chunks.resize(mark.chunks);
    if (!m_chunks.empty()) m_chunks.back().resize(mark.length);
}

void Witness::add(std::string_view table, std::string_view key, std::string_view digest)
{
    if (m_chunks.empty() || m_chunks.back().size() > chunkBytes) m_chunks.emplace_back();
    m_chunks.back().append(table).append(" ").append(key).append(" ").append(digest).append("\n");
}

} // namespace habitat::store
