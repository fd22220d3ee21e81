// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/resources.h"

#include "core/base/files.h"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <vector>

namespace habitat::console {

namespace {

std::vector<std::filesystem::path> candidates()
{
    std::vector<std::filesystem::path> folders;
    if (const auto* named = std::getenv("HABITAT_RESOURCES")) folders.emplace_back(named);
    std::error_code unknown;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", unknown);
    if (!unknown) folders.push_back(program.parent_path().parent_path() / "share" / "habitat-console");
    folders.emplace_back(HABITAT_RESOURCE_DIR);
    return folders;
}

} // namespace

Result<std::string> resourcePath(std::string_view name)
{
    for (const auto& folder : candidates()) {
        const auto path = folder / name;
        std::error_code unreadable;
        if (std::filesystem::exists(path, unreadable)) return path.string();
    }
    return fail(
        "console.resource.missing",
        fmt::format("The program's own file “{}” is missing. Install it again, or set HABITAT_RESOURCES.",
                    name),
        {{"name", name}});
}

Result<std::string> readResource(std::string_view name)
{
    return readFile(TRY(resourcePath(name)));
}

} // namespace habitat::console
