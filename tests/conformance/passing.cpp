// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/passing.h"

#include <fstream>

namespace habitat::conformance {

std::set<std::string> passingNames(const std::string& set)
{
    std::ifstream file(std::string(HABITAT_CONFORMANCE_DIR) + '/' + set + "_passing.txt");
    std::set<std::string> names;
    for (std::string line; std::getline(file, line);)
        if (!line.empty() && !line.starts_with('#')) names.insert(line);
    return names;
}

} // namespace habitat::conformance
