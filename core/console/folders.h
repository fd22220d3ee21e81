// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

namespace habitat::console {

/// Where the files of a co-op lie: beside its database, so that one folder is the whole of it. Plain data.
struct Folders
{
    explicit Folders(const std::string& database) : base(database) {}

    std::filesystem::path base;

    /// Copies of the database, named by the moment.
    [[nodiscard]] std::filesystem::path backups() const { return beside(".backups"); }
    /// Evidence, each file named by the hash of its content.
    [[nodiscard]] std::filesystem::path evidence() const { return beside(".evidence"); }
    /// Payment instructions that the bank's program picks up.
    [[nodiscard]] std::filesystem::path bank() const { return beside(".bank"); }
    /// One PDF a member, in a folder a period.
    [[nodiscard]] std::filesystem::path statements() const { return beside(".statements"); }

private:
    [[nodiscard]] std::filesystem::path beside(const char* suffix) const
    {
        auto path = base;
        path += suffix;
        return path;
    }
};

} // namespace habitat::console
