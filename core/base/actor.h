// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace habitat {

/// What a person may be to the co-op. A person may hold several.
enum class Role : std::uint8_t {
    Member,
    Contributor,
    Reviewer,
    Treasurer,
    Allocator,
    Administrator,
    Board,
    Auditor,
    WorkflowDesigner,
    Agent,
};

inline constexpr std::array<std::string_view, 10> roleNames = {
    "Member",        "Contributor", "Reviewer", "Treasurer",        "Allocator",
    "Administrator", "Board",       "Auditor",  "WorkflowDesigner", "Agent",
};

constexpr std::string_view toText(Role role)
{
    return roleNames[std::size_t(role)];
}

/// Exact spelling; none where no role is called so.
constexpr std::optional<Role> parseRole(std::string_view name)
{
    for (std::size_t i = 0; i < roleNames.size(); ++i)
        if (roleNames[i] == name) return Role(i);
    return std::nullopt;
}

class RoleSet
{
public:
    constexpr RoleSet() = default;
    constexpr RoleSet(std::initializer_list<Role> roles)
    {
        for (const Role role : roles)
            insert(role);
    }
    constexpr void insert(Role role) { m_bits |= std::uint16_t(1U << unsigned(role)); }
    [[nodiscard]] constexpr bool contains(Role role) const { return (m_bits >> unsigned(role)) & 1U; }
    [[nodiscard]] constexpr bool intersects(RoleSet other) const { return (m_bits & other.m_bits) != 0; }
    [[nodiscard]] constexpr bool isEmpty() const { return m_bits == 0; }
    [[nodiscard]] std::vector<Role> toVector() const
    {
        std::vector<Role> roles;
        for (std::size_t i = 0; i < roleNames.size(); ++i)
            if (contains(Role(i))) roles.push_back(Role(i));
        return roles;
    }
    constexpr bool operator==(const RoleSet&) const = default;

private:
    std::uint16_t m_bits = 0;
};

/// "Treasurer,Board": how a set of roles is written down; and read again, passing over what is none.
inline std::string toText(RoleSet roles)
{
    std::string text;
    for (const Role role : roles.toVector())
        text.append(text.empty() ? "" : ",").append(toText(role));
    return text;
}

inline RoleSet parseRoles(std::string_view text)
{
    RoleSet roles;
    while (!text.empty()) {
        const auto name = text.substr(0, text.find(','));
        text.remove_prefix(std::min(name.size() + 1, text.size()));
        if (const auto role = parseRole(name)) roles.insert(*role);
    }
    return roles;
}

/// Who asks: a person who signed in, or the system itself (timers, handlers, recovery).
struct Actor
{
    /// Login name; unique, never reused. "system" is the engine itself.
    std::string user;
    RoleSet roles;

    [[nodiscard]] bool isSystem() const { return user == "system"; }
    static Actor system() { return {"system", {}}; }
};

} // namespace habitat
