// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/row_ground.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace habitat::ui {

void paintRowGround(QPainter& painter, const QRectF& box, RowStates states)
{
    const Palette& palette = Theme::current();
    painter.setPen(Qt::NoPen);
    if (states & (RowState::Chosen | RowState::Hovered)) {
        painter.setBrush(states & RowState::Chosen ? palette.selection : palette.hover);
        painter.drawRoundedRect(box, 6, 6);
    }
    if (states & RowState::Chosen) {
        painter.setBrush(palette.accent);
        painter.drawRoundedRect(QRectF(box.x(), box.y() + 8, 3, box.height() - 16), 1.5, 1.5);
    }
    if (states & RowState::Focused) {
        painter.setPen(QPen(palette.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6);
    }
}

} // namespace habitat::ui
