// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/backend.h"

namespace habitat::ui {

Backend::~Backend() = default;

} // namespace habitat::ui
