// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

/// What became of the cases of a set, and its account in words: k of n by group, who fails, what is left out.
namespace habitat::conformance {

class Report
{
public:
    explicit Report(std::string set) : m_set(std::move(set)) {}

    void pass(const std::string& group, const std::string& name);
    void fault(const std::string& group, const std::string& name, const std::string& why);
    void leaveOut(const std::string& name, const std::string& why);

    /// Also those that could be added to the floor.
    void print(const std::set<std::string>& floor) const;
    /// Those of the floor that do not pass (any more).
    [[nodiscard]] std::vector<std::string> fallenBelow(const std::set<std::string>& floor) const;

private:
    struct Count
    {
        int passed = 0;
        int all = 0;
    };

    std::string m_set;
    std::map<std::string, Count> m_groups;
    std::set<std::string> m_passed;
    std::map<std::string, std::string> m_faults;
    std::map<std::string, std::string> m_leftOut;
};

} // namespace habitat::conformance
