// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/diagram/marks.h"
#include "ui/diagram/picture.h"

class QPainter;

namespace habitat::ui {

/// All that the painter needs to know of what the person does.
struct DiagramLook
{
    /// Chosen; the lists beside the diagram show the same.
    QString selected;
    /// Where the keyboard is; drawn only while the diagram has the focus.
    QString current;
    bool hasFocus = false;
    QString hovered;
    /// Device pixels a unit, so that small zooms keep text readable.
    qreal scale = 1;
};

/// Draws what meets `visible`, in the diagram's units, in the colours of the theme in force. GUI thread.
void paintDiagram(QPainter& painter, const DiagramPicture& picture, const DiagramMarks& marks,
                  const DiagramLook& look, const QRectF& visible);

} // namespace habitat::ui
