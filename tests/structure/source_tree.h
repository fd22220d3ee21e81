// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace habitat::structure {

/// The project's own text files as the rules see them: C++ files and CMakeLists.txt below app, core, tests
/// and ui. Plain values; a test may also make a tree by hand.
struct SourceFile
{
    /// From the repository root: "core/base/money.h".
    std::string path;
    std::vector<std::string> lines;

    [[nodiscard]] bool isHeader() const { return path.ends_with(".h"); }
    [[nodiscard]] bool isCpp() const { return isHeader() || path.ends_with(".cpp"); }
    [[nodiscard]] bool isCMake() const { return path.ends_with("CMakeLists.txt"); }
    [[nodiscard]] bool isBelow(std::string_view folder) const { return path.starts_with(folder); }
};

using SourceTree = std::vector<SourceFile>;

SourceFile sourceFile(std::string path, std::string_view content);
SourceTree readSourceTree(const std::filesystem::path& root);

/// One #include of a file: what stands between the brackets or quotes, and where.
struct Include
{
    std::string target;
    std::size_t line;
    bool isQuoted;
};

std::vector<Include> includesOf(const SourceFile& file);

} // namespace habitat::structure
