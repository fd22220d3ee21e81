// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/calendar.h"
#include "core/base/keys.h"
#include "core/db/connection.h"

#include <optional>
#include <string_view>

/// How values stand in columns; what is absent is NULL. Any thread.
namespace habitat::store {

/// Of task_candidate.
enum class CandidateKind : std::uint8_t { User = 1, Group = 2 };

inline std::optional<std::string_view> orNull(std::string_view text)
{
    return text.empty() ? std::nullopt : std::optional(text);
}

inline std::optional<std::int64_t> orNull(std::int64_t number)
{
    return number == 0 ? std::nullopt : std::optional(number);
}

template <typename Tag>
std::optional<std::int64_t> orNull(Key<Tag> key)
{
    return orNull(key.value);
}

inline std::optional<std::int64_t> orNull(const std::optional<Instant>& at)
{
    return at ? std::optional(toMicros(*at)) : std::nullopt;
}

inline std::optional<Instant> instantOrNone(const db::Query& row, int column)
{
    return row.isNull(column) ? std::nullopt : std::optional(instantFromMicros(row.integer(column)));
}

} // namespace habitat::store
