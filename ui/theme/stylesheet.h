// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/palette.h"

#include <QString>

namespace habitat::ui {

/// The application's style sheet, made of the palette's tokens and the 4 px grid; pure. Variants of a widget
/// are chosen with the dynamic properties `variant` (QPushButton: primary, danger, quiet, link; QFrame: pane;
/// QLabel: caption, secondary, section, title).
QString styleSheet(const Palette& palette);

} // namespace habitat::ui
