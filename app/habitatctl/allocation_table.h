// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/book_views.h"

#include <string>

namespace habitat::ctl {

/// What each member brought and got, as a table with sums. Pure.
std::string allocationText(const console::AllocationsView& view);

} // namespace habitat::ctl
