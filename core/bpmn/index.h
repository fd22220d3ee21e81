// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace habitat::bpmn {

/// A typed position in one of a process's vectors, so that a flow cannot be passed for an element.
/// Default constructed it points nowhere. Plain value, any thread.
template <typename Tag>
struct Index
{
    static constexpr std::uint32_t nowhere = std::numeric_limits<std::uint32_t>::max();

    std::uint32_t value = nowhere;

    constexpr Index() = default;
    constexpr explicit Index(std::size_t position) : value(static_cast<std::uint32_t>(position)) {}

    [[nodiscard]] constexpr bool isValid() const { return value != nowhere; }
    constexpr auto operator<=>(const Index&) const = default;
};

struct Element;
struct SequenceFlow;
using ElementIndex = Index<Element>;
using FlowIndex = Index<SequenceFlow>;

} // namespace habitat::bpmn
