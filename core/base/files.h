// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace habitat {

/// The bytes of a plain file of at most 256 MiB; "base.file.unreadable", "base.file.too_large".
Result<std::string> readFile(const std::filesystem::path& path);

/// Puts the bytes at `path`, making its folder. After a crash the file is there whole, or what was there
/// before: it is written under another name beside it, synced, renamed, and the folder synced.
/// "base.file.unwritable".
Status writeFileDurably(const std::filesystem::path& path, std::string_view content);

/// The same for a library that writes files by itself: `write` gets the name to write to.
Status replaceFile(const std::filesystem::path& path, const std::function<Status(const std::string&)>& write);

/// "base.file.unwritable", with the reason.
tl::unexpected<Error> unwritable(const std::filesystem::path& path, std::string_view why);

} // namespace habitat
