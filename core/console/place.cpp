// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/place.h"

#include <fmt/format.h>

#include <filesystem>

namespace habitat::console {

Result<std::string> realPlace(const std::string& database)
{
    namespace fs = std::filesystem;
    std::error_code failed;
    const auto real = fs::weakly_canonical(fs::absolute(database, failed), failed);
    if (failed)
        return fail("console.unreadable",
                    fmt::format("“{}” cannot be reached: {}. Correct the path, or ask for the right to it.",
                                database, failed.message()),
                    {{"path", database}});
    // What could be followed was followed.
    if (fs::is_symlink(fs::symlink_status(real, failed)))
        return fail("console.place",
                    fmt::format("“{}” is a link to “{}”, and nothing is there. Name the file itself.",
                                database, fs::read_symlink(real, failed).string()),
                    {{"path", database}});
    const auto names = fs::is_regular_file(real, failed) ? fs::hard_link_count(real, failed) : 1;
    if (!failed && names > 1)
        return fail(
            "console.hard_linked",
            fmt::format("“{0}” has {1} names on this disk (hard links); two programs could write to it "
                        "at once, each under another name. Find them with “find FOLDER -samefile "
                        "{0}” and remove all but one; for a second co-op take a copy.",
                        real.string(), names),
            {{"path", real.string()}, {"names", names}});
    return real.string();
}

} // namespace habitat::console
