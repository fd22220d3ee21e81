// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/structure/source_tree.h"

#include <algorithm>
#include <fstream>
#include <optional>
#include <sstream>

namespace habitat::structure {

namespace {

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t");
    return first == std::string_view::npos ? std::string_view() : text.substr(first);
}

std::optional<Include> includeIn(std::string_view line, std::size_t number)
{
    auto rest = trimmed(line);
    if (!rest.starts_with('#')) return std::nullopt;
    rest = trimmed(rest.substr(1));
    if (!rest.starts_with("include")) return std::nullopt;
    rest = trimmed(rest.substr(7));
    if (rest.empty() || (rest.front() != '"' && rest.front() != '<')) return std::nullopt;
    const bool quoted = rest.front() == '"';
    const auto end = rest.find(quoted ? '"' : '>', 1);
    if (end == std::string_view::npos) return std::nullopt;
    return Include{std::string(rest.substr(1, end - 1)), number, quoted};
}

} // namespace

SourceFile sourceFile(std::string path, std::string_view content)
{
    SourceFile file{std::move(path), {}};
    std::istringstream stream{std::string(content)};
    for (std::string line; std::getline(stream, line);)
        file.lines.push_back(line);
    return file;
}

SourceTree readSourceTree(const std::filesystem::path& root)
{
    SourceTree tree;
    for (const char* top : {"app", "core", "tests", "ui"}) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(root / top)) {
            const auto path = std::filesystem::relative(entry.path(), root).generic_string();
            const SourceFile named{path, {}};
            if (!entry.is_regular_file() || !(named.isCpp() || named.isCMake())) continue;
            std::ostringstream content;
            content << std::ifstream(entry.path()).rdbuf();
            tree.push_back(sourceFile(path, content.str()));
        }
    }
    std::ranges::sort(tree, {}, &SourceFile::path);
    return tree;
}

std::vector<Include> includesOf(const SourceFile& file)
{
    std::vector<Include> found;
    for (std::size_t i = 0; i < file.lines.size(); ++i)
        if (auto include = includeIn(file.lines[i], i + 1)) found.push_back(std::move(*include));
    return found;
}

} // namespace habitat::structure
