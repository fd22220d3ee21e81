// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

namespace habitat::conformance {

void Report::pass(const std::string& group, const std::string& name)
{
    ++m_groups[group].passed;
    ++m_groups[group].all;
    m_passed.insert(name);
}

void Report::fault(const std::string& group, const std::string& name, const std::string& why)
{
    ++m_groups[group].all;
    m_faults[name] = why;
}

void Report::leaveOut(const std::string& name, const std::string& why)
{
    m_leftOut[name] = why;
}

void Report::print(const std::set<std::string>& floor) const
{
    fmt::print("{}: {} of {} pass, {} left out\n", m_set, m_passed.size(), m_passed.size() + m_faults.size(),
               m_leftOut.size());
    for (const auto& [group, count] : m_groups)
        fmt::print("  {}: {} of {}\n", group, count.passed, count.all);
    for (const auto& name : m_passed)
        if (!floor.contains(name)) fmt::print("  passes, not in the floor yet: {}\n", name);
    for (const auto& [name, why] : m_faults)
        fmt::print("  fails: {}: {}\n", name, why);
    for (const auto& [name, why] : m_leftOut)
        fmt::print("  left out: {}: {}\n", name, why);
    std::fflush(stdout);
}

std::vector<std::string> Report::fallenBelow(const std::set<std::string>& floor) const
{
    std::vector<std::string> fallen;
    std::ranges::set_difference(floor, m_passed, std::back_inserter(fallen));
    return fallen;
}

} // namespace habitat::conformance
