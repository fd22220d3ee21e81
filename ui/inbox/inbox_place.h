// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/place.h"

namespace habitat::ui {

/// Where people decide what waits for them. See ui/shell/place.h.
Place inboxPlace();

} // namespace habitat::ui
