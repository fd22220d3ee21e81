// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feel/value.h"

#include "core/feel/function.h"

#include <algorithm>
#include <array>

namespace habitat::feel {
namespace {

const Value nothing;

constexpr std::array<std::string_view, 13> typeNames = {"Null",
                                                        "boolean",
                                                        "number",
                                                        "string",
                                                        "date",
                                                        "time",
                                                        "date and time",
                                                        "days and time duration",
                                                        "years and months duration",
                                                        "range",
                                                        "list",
                                                        "context",
                                                        "function"};

/// From this many entries on a context keeps a hash beside the list.
constexpr std::size_t indexedFrom = 16;

} // namespace

std::string_view toText(Type type)
{
    return typeNames[std::size_t(type)];
}

Value::Value(Range range) : m_data(std::make_shared<const Range>(std::move(range))) {}
Value::Value(List list)
{
    unsigned deepest = 0;
    for (const Value& item : list)
        deepest = std::max(deepest, item.depth());
    m_data = std::make_shared<const Items>(Items{std::move(list), deepest + 1});
}

Value::Value(Context context) : m_data(std::make_shared<const Context>(std::move(context))) {}

std::optional<std::int64_t> Value::toInt64() const
{
    return isNumber() ? asNumber().toInt64() : std::nullopt;
}

unsigned Value::depth() const
{
    switch (type()) {
    case Type::List:
        return std::get<std::shared_ptr<const Items>>(m_data)->depth;
    case Type::Context:
        return asContext().depth();
    case Type::Range:
        return 1 + std::max(asRange().start.depth(), asRange().end.depth());
    case Type::Function: {
        const auto* lambda = std::get_if<Function::Lambda>(&asFunction()->body);
        return lambda != nullptr ? lambda->captured.depth() + 1 : 1;
    }
    default:
        return 0;
    }
}

const Value& Value::member(std::string_view name) const
{
    return isContext() ? asContext().at(name) : nothing;
}

bool Value::operator==(const Value& other) const
{
    if (m_data.index() != other.m_data.index()) return false;
    switch (type()) {
    case Type::Range:
        return asRange() == other.asRange();
    case Type::List:
        return asList() == other.asList();
    case Type::Context:
        return asContext() == other.asContext();
    default:
        return m_data == other.m_data;
    }
}

Context::Context(std::initializer_list<Entry> entries)
{
    for (const Entry& entry : entries)
        set(entry.first, entry.second);
}

std::size_t Context::position(std::string_view name) const
{
    if (!m_index.empty()) {
        const auto found = m_index.find(name);
        return found == m_index.end() ? m_entries.size() : found->second;
    }
    const auto found = std::ranges::find(m_entries, name, &Entry::first);
    return std::size_t(found - m_entries.begin());
}

void Context::reindex()
{
    m_index.clear();
    if (m_entries.size() < indexedFrom) return;
    for (std::size_t i = 0; i < m_entries.size(); ++i)
        m_index.emplace(m_entries[i].first, i);
}

void Context::set(std::string_view name, Value value)
{
    m_depth = std::max(m_depth, value.depth() + 1);
    const std::size_t at = position(name);
    if (at < m_entries.size()) {
        m_entries[at].second = std::move(value);
        return;
    }
    m_entries.emplace_back(std::string(name), std::move(value));
    if (!m_index.empty())
        m_index.emplace(m_entries.back().first, at);
    else if (m_entries.size() >= indexedFrom)
        reindex();
}

bool Context::remove(std::string_view name)
{
    const std::size_t at = position(name);
    if (at == m_entries.size()) return false;
    m_entries.erase(m_entries.begin() + std::ptrdiff_t(at));
    reindex();
    return true;
}

const Value* Context::find(std::string_view name) const
{
    const std::size_t at = position(name);
    return at < m_entries.size() ? &m_entries[at].second : nullptr;
}

const Value& Context::at(std::string_view name) const
{
    const Value* found = find(name);
    return found != nullptr ? *found : nothing;
}

bool Context::operator==(const Context& other) const
{
    if (size() != other.size()) return false;
    return std::ranges::all_of(m_entries, [&other](const Entry& entry) {
        const Value* counterpart = other.find(entry.first);
        return counterpart != nullptr && entry.second == *counterpart;
    });
}

const Value* Scope::find(std::string_view name) const
{
    for (const Scope* scope = this; scope != nullptr; scope = scope->parent)
        if (scope->variables != nullptr)
            if (const Value* found = scope->variables->find(name)) return found;
    return nullptr;
}

} // namespace habitat::feel
