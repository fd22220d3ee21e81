// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <functional>
#include <string>
#include <string_view>

namespace habitat::exchange {

/// Files in and out, whole. Any thread.

/// The bytes of a file of at most 256 MiB; "exchange.file.unreadable", "exchange.file.too_large".
Result<std::string> readFile(const std::string& path);

/// Puts the bytes at `path`, creating its folder. They come under another name first, so that what was there
/// before stays whole until what is new is. "exchange.file.unwritable".
Status writeFile(const std::string& path, std::string_view bytes);

/// The same for a library that writes files by itself: `write` gets the name to write to.
Status replaceFile(const std::string& path, const std::function<Status(const std::string&)>& write);

/// "exchange.file.unwritable", with the reason.
tl::unexpected<Error> unwritable(const std::string& path, std::string_view why);

} // namespace habitat::exchange
