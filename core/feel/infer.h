// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feel/syntax.h"

namespace habitat::feel {

/// The type of what an expression evaluates to, as far as its text alone tells; none where it does not.
/// Pure, any thread.
TypePtr inferType(const Node& node);

} // namespace habitat::feel
