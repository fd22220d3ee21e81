// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <cstdint>
#include <string>

namespace habitat::exchange {

enum class Paper : std::uint8_t { Letter, A4 };

/// What every document says about itself. Plain data. The time is passed in, so that the same figures and the
/// same time give the same bytes.
struct DocumentInfo
{
    std::string title;
    /// The cooperative whose figures these are.
    std::string cooperative;
    Instant createdAt{};
    Paper paper = Paper::Letter;
};

} // namespace habitat::exchange
