// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/place.h"

namespace habitat::ui {

/// Every instance of every process, and each of them in full. See ui/shell/place.h.
Place instancesPlace();

} // namespace habitat::ui
