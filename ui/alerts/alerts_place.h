// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/place.h"

namespace habitat::ui {

/// What failed or is stuck, one alert a cause. See ui/shell/place.h.
Place alertsPlace();

} // namespace habitat::ui
