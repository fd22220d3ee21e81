// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/calendar.h"
#include "core/base/result.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace habitat::intake {

/// A date further ahead than any entry is made: a slip of the hand that would open periods far away
/// ("intake.date.far_ahead").
Status checkNotFarAhead(Date date, Instant now);

/// Points a context's refusal of row `row` (an index, in its error's context with the `field`) at the file's
/// line and column, so that it reads like a fault of form. Other refusals pass through with the file's name
/// added.
class FaultLocator
{
public:
    FaultLocator(std::string file, std::string bytes) : m_file(std::move(file)), m_bytes(std::move(bytes)) {}

    /// `lines` gives the line of each row that was handed to the context.
    [[nodiscard]] Error locate(Error refusal, std::span<const std::size_t> lines) const;
    [[nodiscard]] Error at(Error refusal, std::size_t line, std::string_view field) const;

private:
    [[nodiscard]] std::size_t columnOf(std::size_t line, std::string_view field) const;

    std::string m_file;
    std::string m_bytes;
};

} // namespace habitat::intake
