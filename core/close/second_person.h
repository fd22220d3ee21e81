// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/actor.h"
#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <string>

/// Who confirms what takes a close back, beside the person who orders it. Pure, any thread.
namespace habitat::close {

/// Whether somebody beside the person who orders it must confirm it.
enum class Witness : std::uint8_t { Required, Voluntary };

/// What is confirmed, for the refusals.
struct Confirmed
{
    /// Stands before "second_person" in the codes: "close.undo".
    std::string code;
    /// "An undo".
    std::string what;
};

/// Somebody else, with a right of their own: who may undo may sign as well, and no Agent may.
/// "<code>.second_person" (nobody confirms), "….same", "….role".
Status checkSecondPerson(const Actor& first, const std::optional<Actor>& second, Witness witness,
                         const Confirmed& confirmed);

} // namespace habitat::close
