// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace habitat {

/// The whole file; "base.file.read" where it cannot be read.
Result<std::string> readFile(const std::filesystem::path& path);

/// Writes the whole file so that after a crash it is there complete or not at all: a temporary file beside
/// it, synced, renamed, and the folder synced. Makes the folder. "base.file.write" says why it cannot be.
Status writeFileDurably(const std::filesystem::path& path, std::string_view content);

} // namespace habitat
