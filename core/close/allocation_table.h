// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agreements/allocation.h"
#include "core/exchange/table.h"

#include <span>

namespace habitat::close {

/// Who gets what, with sums: the same table on the screen, in a file and on paper. Pure.
exchange::Table allocationTable(std::span<const agreements::AllocationLine> lines);

} // namespace habitat::close
