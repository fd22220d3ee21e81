// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/badges.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QFontMetricsF>
#include <QPainter>

namespace habitat::ui {
namespace {

/// Returns where the next one ends.
qreal paintBadge(QPainter& painter, const QPointF& topRight, Status status, int count, QFont font)
{
    const Palette& palette = Theme::current();
    const StatusColours colours = palette.status(status);
    font.setPixelSize(12);
    font.setWeight(QFont::DemiBold);
    // One tick says "done"; only a second time is worth a number.
    const bool counted = count > 1 || status == Status::Running || status == Status::Failed;
    const QString text = counted ? QString::number(count) : QString();
    const qreal width = 22 + (text.isEmpty() ? 0 : QFontMetricsF(font).horizontalAdvance(text) + 5);
    const QRectF pill(topRight.x() - width, topRight.y(), width, 21);
    painter.setPen(QPen(palette.window, 1.6));
    painter.setBrush(colours.text);
    painter.drawRoundedRect(pill, 10.5, 10.5);
    const QColor ink = palette.window;
    paintIcon(painter, QRectF(pill.left() + 4.5, pill.top() + 4, 13, 13), statusIcon(status), ink);
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(pill.adjusted(19, 0, -5, 0), Qt::AlignCenter, text);
    return pill.left();
}

} // namespace

void paintBadges(QPainter& painter, const DiagramNode& node, const ElementMarks& marks, const QFont& font)
{
    if (marks.isUntouched()) return;
    QList<std::pair<Status, int>> badges;
    if (marks.incidents > 0) badges.append({Status::Failed, marks.incidents});
    if (marks.isHeld) badges.append({Status::Waiting, marks.active});
    if (marks.active > 0 && !marks.isHeld && marks.incidents == 0)
        badges.append({Status::Running, marks.active});
    if (badges.isEmpty() && marks.completed > 0) badges.append({Status::Completed, marks.completed});
    if (marks.compensated > 0) badges.append({Status::Compensated, marks.compensated});
    const bool quiet = badges.first().first == Status::Completed;
    // A passed gateway or event says it by its line; a tick on each would be noise.
    if (quiet && badges.size() == 1 && node.kind != NodeKind::Activity && marks.completed == 1) return;
    qreal right = node.box.right() + 7;
    for (const auto& [status, count] : badges)
        right = paintBadge(painter, QPointF(right, node.box.top() - 10), status, count, font) - 3;
}

} // namespace habitat::ui
