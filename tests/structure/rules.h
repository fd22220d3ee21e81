// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/structure/source_tree.h"

#include <string>
#include <string_view>
#include <vector>

namespace habitat::structure {

/// A place that breaks a rule of the house (ARCHITECTURE.md: rooms), and what to do about it.
struct Violation
{
    std::string file;
    std::size_t line;
    std::string what;
};

using Violations = std::vector<Violation>;

std::string toText(const Violations& violations);

/// No file has more lines than this; one that outgrows about 400 should already be two.
inline constexpr std::size_t lineBound = 600;

/// core is standard C++: no Qt header, and no Qt target in its CMake files.
Violations qtBelowCore(const SourceTree& tree);
/// A room includes and links only rooms below it; every folder of core has its place in the order.
Violations upwardArrows(const SourceTree& tree);
/// Quoted includes start at the repository root, so that no arrow between rooms hides in "../".
Violations relativeIncludes(const SourceTree& tree);
/// Headers that include each other in a circle.
Violations includeCircles(const SourceTree& tree);
/// Of the product only core/db knows which database it is.
Violations databaseHeaders(const SourceTree& tree);
/// The licence line, `#pragma once` in headers, and no more than `lineBound` lines.
Violations fileForm(const SourceTree& tree);

/// Of the lines that `nm` prints, those whose symbol is Qt's.
std::vector<std::string> qtSymbols(std::string_view nmOutput);
/// Of the lines that `readelf --dynamic` prints, those that need a library of Qt.
std::vector<std::string> qtLibraries(std::string_view readelfOutput);

} // namespace habitat::structure
