// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace habitat::feel {

/// A regular expression as FEEL's text functions take it (XQuery 1.0 §7.6.1), by PCRE2: it knows Unicode,
/// keeps its state on the heap and stops after a bounded number of steps, which std::regex does not. One
/// thread at a time.
class Pattern
{
public:
    /// Where the whole and each group matched, as [begin, end) in bytes; none for a group that took no part.
    using Match = std::vector<std::optional<std::pair<std::size_t, std::size_t>>>;

    /// Flags are of "s", "m", "i", "x". None where pattern or flags are not valid.
    static std::optional<Pattern> compile(std::string_view pattern, std::string_view flags);

    Pattern(Pattern&&) noexcept;
    Pattern& operator=(Pattern&&) noexcept;
    ~Pattern();

    /// The first match at or behind that byte. `wasBounded` tells afterwards whether it gave up instead.
    std::optional<Match> find(std::string_view text, std::size_t from);
    [[nodiscard]] bool wasBounded() const { return m_wasBounded; }

private:
    struct Compiled;
    explicit Pattern(std::unique_ptr<Compiled> compiled);

    std::unique_ptr<Compiled> m_compiled;
    bool m_wasBounded = false;
};

} // namespace habitat::feel
