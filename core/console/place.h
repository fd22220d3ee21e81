// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <string>

/// Where a co-op really lies. One file may be named in many ways, while its lock and the folders beside it
/// must be the same for everybody.
namespace habitat::console {

/// The one path of a database, whichever way it is spelled: absolute, without links and `..`. The file need
/// not be there. Refused: "console.unreadable", "console.place" (a link that leads nowhere),
/// "console.hard_linked" (a file with more than one name, of which none is the real one).
Result<std::string> realPlace(const std::string& database);

} // namespace habitat::console
