// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/diagram/marks.h"
#include "ui/diagram/picture.h"

class QFont;
class QPainter;

namespace habitat::ui {

/// Counts and shapes on a node's upper edge: problems first, then what waits, runs, was undone, is done. In
/// the diagram's units, in the colours of the theme in force. GUI thread.
void paintBadges(QPainter& painter, const DiagramNode& node, const ElementMarks& marks, const QFont& font);

} // namespace habitat::ui
