// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/command.h"
#include "core/treasury/bank.h"

namespace habitat::console {

/// What the bank says of a period's end, entered by a person or by the sample; opens the period where it is
/// new. Answers {"difference_minor"}. Built on any thread; run by the writer.
runtime::Operation tieOutOperation(treasury::TieOutEntry entry);

} // namespace habitat::console
