// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/place.h"

namespace habitat::ui {

/// The Close view as a place of the console. GUI thread.
Place closePlace();

} // namespace habitat::ui
