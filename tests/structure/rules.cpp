// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/structure/rules.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <regex>
#include <set>
#include <sstream>

namespace habitat::structure {

namespace {

/// From the ground up; rooms of one row do not know each other.
const std::vector<std::vector<std::string_view>> roomOrder = {
    {"base"},
    {"db"},
    {"store"},
    {"bpmn", "feel"},
    {"engine"},
    {"runtime"},
    {"identity"},
    {"people", "agreements", "treasury"},
    {"exchange"},
    {"intake"},
    {"inbox", "alerts"},
    {"close"},
    {"console"},
    {"ui"},
    {"app"},
};

std::optional<std::size_t> levelOf(std::string_view room)
{
    for (std::size_t level = 0; level < roomOrder.size(); ++level)
        if (std::ranges::find(roomOrder[level], room) != roomOrder[level].end()) return level;
    return std::nullopt;
}

/// "core/store/migrations/x.h" lies in "store", "ui/shell/x.h" in "ui"; none for tests and other folders.
std::optional<std::string> roomOf(std::string_view path)
{
    const auto slash = path.find('/');
    if (slash == std::string_view::npos) return std::nullopt;
    const auto top = path.substr(0, slash);
    if (top == "ui" || top == "app") return std::string(top);
    const auto rest = path.substr(slash + 1);
    const auto next = rest.find('/');
    if (top != "core" || next == std::string_view::npos) return std::nullopt;
    return std::string(rest.substr(0, next));
}

bool mayUse(const std::string& user, const std::string& used)
{
    const auto from = levelOf(user);
    const auto to = levelOf(used);
    return user == used || (from && to && *to < *from);
}

bool isQtHeader(const std::string& header)
{
    static const std::regex qt(R"(^(Qt[A-Z0-9]\w*/.*|Q[A-Z]\w*|Qt[A-Z]\w*|q[a-z_]+\.h)$)");
    return std::regex_match(header, qt);
}

std::string withoutComment(const std::string& cmakeLine)
{
    return cmakeLine.substr(0, cmakeLine.find('#'));
}

void addLinkArrows(const SourceFile& file, const std::string& room, Violations& found)
{
    static const std::regex library(R"(\bhabitat_([a-z]+)\b)");
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
        const auto line = withoutComment(file.lines[i]);
        for (auto match = std::sregex_iterator(line.begin(), line.end(), library);
             match != std::sregex_iterator(); ++match) {
            const auto used = (*match)[1].str();
            if (levelOf(used) && !mayUse(room, used))
                found.push_back(
                    {file.path, i + 1, "room " + room + " links " + used + ", which is not below it"});
        }
    }
}

void addIncludeArrows(const SourceFile& file, const std::string& room, Violations& found)
{
    for (const auto& include : includesOf(file)) {
        const auto used = roomOf(include.target);
        if (used && !mayUse(room, *used))
            found.push_back({file.path, include.line,
                             "room " + room + " includes " + include.target + " of room " + *used +
                                 ", which is not below it"});
    }
}

/// Depth-first walk over headers; a header met again while it is still open closes a circle.
class CircleFinder
{
public:
    explicit CircleFinder(const SourceTree& tree)
    {
        for (const auto& file : tree)
            if (file.isHeader()) m_headers.emplace(file.path, &file);
    }

    Violations find()
    {
        for (const auto& [path, file] : m_headers)
            visit(*file);
        return std::move(m_found);
    }

private:
    void visit(const SourceFile& file)
    {
        if (!m_seen.insert(file.path).second) return;
        m_open.push_back(file.path);
        for (const auto& include : includesOf(file)) {
            const auto target = m_headers.find(include.target);
            if (target == m_headers.end()) continue;
            if (std::ranges::find(m_open, include.target) != m_open.end())
                m_found.push_back(
                    {file.path, include.line, "includes " + include.target + ", which includes it"});
            else
                visit(*target->second);
        }
        m_open.pop_back();
    }

    std::map<std::string, const SourceFile*> m_headers;
    std::set<std::string> m_seen;
    std::vector<std::string> m_open;
    Violations m_found;
};

std::vector<std::string> linesMatching(std::string_view text, const std::regex& pattern)
{
    std::vector<std::string> found;
    std::istringstream stream{std::string(text)};
    for (std::string line; std::getline(stream, line);)
        if (std::regex_search(line, pattern)) found.push_back(line);
    return found;
}

} // namespace

std::string toText(const Violations& violations)
{
    std::string text;
    for (const auto& violation : violations)
        text += "\n" + violation.file + ":" + std::to_string(violation.line) + ": " + violation.what;
    return text;
}

Violations qtBelowCore(const SourceTree& tree)
{
    static const std::regex qtInCMake(R"(\bQt[0-9]?(::|\b)|\bAUTO(MOC|UIC|RCC)\b|\bqt_)");
    Violations found;
    for (const auto& file : tree) {
        if (!file.isBelow("core/")) continue;
        for (const auto& include : includesOf(file))
            if (file.isCpp() && isQtHeader(include.target))
                found.push_back({file.path, include.line, "includes " + include.target + "; core has no Qt"});
        for (std::size_t i = 0; file.isCMake() && i < file.lines.size(); ++i)
            if (std::regex_search(withoutComment(file.lines[i]), qtInCMake))
                found.push_back({file.path, i + 1, "names Qt; core has no Qt"});
    }
    return found;
}

Violations upwardArrows(const SourceTree& tree)
{
    Violations found;
    for (const auto& file : tree) {
        const auto room = roomOf(file.path);
        if (!room) continue;
        if (!levelOf(*room)) {
            found.push_back({file.path, 1, "room " + *room + " has no place in the order of rooms"});
            continue;
        }
        if (file.isCpp())
            addIncludeArrows(file, *room, found);
        else
            addLinkArrows(file, *room, found);
    }
    return found;
}

Violations relativeIncludes(const SourceTree& tree)
{
    static constexpr std::array<std::string_view, 4> roots = {"app/", "core/", "tests/", "ui/"};
    Violations found;
    for (const auto& file : tree) {
        if (!file.isCpp()) continue;
        for (const auto& include : includesOf(file)) {
            const bool rooted = std::ranges::any_of(
                roots, [&](std::string_view root) { return include.target.starts_with(root); });
            const bool climbs = include.target.find("../") != std::string::npos;
            const bool generated = include.target.ends_with(".moc");
            if (climbs || (include.isQuoted && !rooted && !generated))
                found.push_back(
                    {file.path, include.line,
                     "includes \"" + include.target + "\"; quoted includes start at the repository root"});
        }
    }
    return found;
}

Violations includeCircles(const SourceTree& tree)
{
    return CircleFinder(tree).find();
}

Violations databaseHeaders(const SourceTree& tree)
{
    Violations found;
    for (const auto& file : tree) {
        if (!file.isCpp() || file.isBelow("tests/") || file.isBelow("core/db/")) continue;
        for (const auto& include : includesOf(file))
            if (include.target.starts_with("sqlite3"))
                found.push_back(
                    {file.path, include.line, "includes " + include.target + "; only core/db may"});
    }
    return found;
}

Violations fileForm(const SourceTree& tree)
{
    constexpr std::string_view licence = "SPDX-License-Identifier: GPL-3.0-or-later";
    Violations found;
    for (const auto& file : tree) {
        if (!file.isCpp()) continue;
        if (file.lines.empty() || file.lines.front() != "// " + std::string(licence))
            found.push_back({file.path, 1, "does not begin with “// " + std::string(licence) + "”"});
        if (file.isHeader() && std::ranges::find(file.lines, "#pragma once") == file.lines.end())
            found.push_back({file.path, 1, "has no #pragma once"});
        if (file.lines.size() > lineBound)
            found.push_back(
                {file.path, file.lines.size(),
                 "has more than " + std::to_string(lineBound) + " lines; it holds more than one idea"});
    }
    return found;
}

std::vector<std::string> qtSymbols(std::string_view nmOutput)
{
    static const std::regex qt(
        R"( U (_ZN[VK]*[0-9]+Q[A-Z]|_ZT[IVS][0-9]+Q[A-Z]|qt_version_tag|_Z[0-9]+q[A-Z]))");
    return linesMatching(nmOutput, qt);
}

std::vector<std::string> qtLibraries(std::string_view readelfOutput)
{
    static const std::regex qt(R"(\(NEEDED\).*\[libQt)");
    return linesMatching(readelfOutput, qt);
}

} // namespace habitat::structure
