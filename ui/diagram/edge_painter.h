// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/diagram/marks.h"
#include "ui/diagram/picture.h"

class QPainter;

namespace habitat::ui {

/// What nothing happened to is drawn with.
inline constexpr qreal thinLine = 1.3;

/// A flow or an association with its ends; a way that was taken is strong. In the diagram's units, in the
/// colours of the theme in force. GUI thread.
void paintEdge(QPainter& painter, const DiagramEdge& edge, const DiagramMarks& marks);

} // namespace habitat::ui
