// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/instances/timeline_bars.h"

#include "ui/records/record_model.h"
#include "ui/theme/theme.h"

#include <QPainter>

#include <algorithm>

namespace habitat::ui {

void TimelineBars::show(const console::InstanceDetail& detail, Instant now)
{
    m_bars.clear();
    const Instant begin = detail.instance.startedAt;
    const Instant end = detail.instance.endedAt.value_or(now);
    const qreal whole = std::max<qreal>(1, qreal((end - begin).count()));
    for (const console::ElementHistory& visit : detail.elements) {
        Bar bar;
        bar.from = std::clamp(qreal((visit.startedAt - begin).count()) / whole, 0.0, 1.0);
        bar.to = std::clamp(qreal((visit.endedAt.value_or(end) - begin).count()) / whole, bar.from, 1.0);
        bar.status = parseStatus(visit.state);
        bar.goesOn = !visit.endedAt;
        m_bars.insert(QString::number(visit.key), bar);
    }
}

void TimelineBars::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const
{
    const Palette& palette = Theme::current();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state & QStyle::State_Selected) painter->fillRect(option.rect, palette.selection);
    const QRectF room = QRectF(option.rect).adjusted(space::s, 0, -space::m, 0);
    const qreal middle = room.center().y();
    painter->setPen(QPen(palette.hairline, 1));
    painter->drawLine(QPointF(room.left(), middle), QPointF(room.right(), middle));
    const auto found = m_bars.constFind(index.data(RecordModel::KeyRole).toString());
    if (found != m_bars.constEnd()) {
        constexpr qreal least = 3;
        constexpr qreal thick = 10;
        const qreal left = room.left() + found->from * room.width();
        const qreal width = std::max(least, (found->to - found->from) * room.width());
        const QRectF bar(std::min(left, room.right() - least), middle - thick / 2, width, thick);
        const QColor colour = palette.status(found->status).text;
        painter->setPen(Qt::NoPen);
        painter->setBrush(colour);
        painter->drawRoundedRect(bar, 2, 2);
        // What goes on has an open end.
        if (found->goesOn) {
            painter->setPen(QPen(colour, 2, Qt::DotLine));
            painter->drawLine(bar.topRight() + QPointF(3, 0), bar.bottomRight() + QPointF(3, 0));
        }
    }
    painter->restore();
}

} // namespace habitat::ui
