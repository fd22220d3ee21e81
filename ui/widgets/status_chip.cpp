// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/status_chip.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace habitat::ui {
namespace {
constexpr int shape = 14;
}

StatusChip::StatusChip(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    show(Status::NotStarted);
}

void StatusChip::show(Status status, const QString& detail)
{
    m_status = status;
    m_detail = detail;
    setAccessibleName(words());
    setToolTip(words());
    updateGeometry();
    update();
}

QString StatusChip::words() const
{
    return m_detail.isEmpty() ? statusWord(m_status)
                              : statusWord(m_status) + QStringLiteral(" · ") + m_detail;
}

QSize StatusChip::sizeHint() const
{
    const QFontMetrics metrics(Theme::strongFont());
    return {space::s + shape + 6 + metrics.horizontalAdvance(words()) + space::m - 2, 24};
}

/// The word stays; what is said of it gives way, and is in the tooltip.
QSize StatusChip::minimumSizeHint() const
{
    const QFontMetrics metrics(Theme::strongFont());
    const int word = metrics.horizontalAdvance(statusWord(m_status) + QStringLiteral(" · …"));
    return sizeHint().boundedTo({space::s + shape + 6 + word + space::m - 2, 24});
}

void StatusChip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const StatusColours colours = Theme::current().status(m_status);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours.tint);
    painter.drawRoundedRect(rect(), 12, 12);
    paintIcon(painter, QRectF(space::s, (height() - shape) / 2.0, shape, shape), statusIcon(m_status),
              colours.text);
    painter.setPen(colours.text);
    painter.setFont(Theme::strongFont());
    const QRect room = rect().adjusted(space::s + shape + 6, 0, -space::s, 0);
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(words(), Qt::ElideRight, room.width()));
}

StatusShape::StatusShape(Status status, QWidget* parent) : QWidget(parent), m_status(status)
{
    setFixedSize(16, 16);
    setAccessibleName(statusWord(status));
}

void StatusShape::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintIcon(painter, QRectF(1, 1, shape, shape), statusIcon(m_status),
              Theme::current().status(m_status).text);
}

int paintStatus(QPainter& painter, const QRect& where, Status status, const QString& words)
{
    const QColor colour = Theme::current().status(status).text;
    paintIcon(painter, QRectF(where.x(), where.center().y() - shape / 2.0 + 0.5, shape, shape),
              statusIcon(status), colour);
    const QRect room = where.adjusted(shape + 6, 0, 0, 0);
    const QString shown = painter.fontMetrics().elidedText(words, Qt::ElideRight, room.width());
    painter.setPen(colour);
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft, shown);
    return shape + 6 + painter.fontMetrics().horizontalAdvance(shown);
}

} // namespace habitat::ui
