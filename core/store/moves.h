// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/calendar.h"
#include "core/base/enum_text.h"
#include "core/db/connection.h"

#include <optional>
#include <string_view>
#include <vector>

/// The history of whatever passes states: contributions, allocations, distributions. Any thread, with its
/// own connection.
namespace habitat::store {

/// The rest of `rows`, which are who, at, from_state (NULL where it began), to_state, why. `Move` has these
/// members in this order; `parse` knows the words for the states.
template <typename Move, typename State>
std::vector<Move> readMoves(db::Query& rows, std::optional<State> (*parse)(std::string_view))
{
    std::vector<Move> moves;
    while (rows.next())
        moves.push_back({rows.text(0), instantFromMicros(rows.integer(1)),
                         rows.isNull(2) ? std::nullopt : std::optional(known(parse(rows.textView(2)))),
                         known(parse(rows.textView(3))), rows.text(4)});
    return moves;
}

} // namespace habitat::store
