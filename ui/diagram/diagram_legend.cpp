// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/diagram_legend.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace habitat::ui {
namespace {

constexpr int shape = 13;
constexpr int lineLength = 22;

struct Entry
{
    Status status;
    QString words;
    bool isLine = false;
};

QList<Entry> entries()
{
    return {{Status::Failed, DiagramLegend::tr("problem")},
            {Status::Waiting, DiagramLegend::tr("held for a person")},
            {Status::Running, DiagramLegend::tr("running, how many")},
            {Status::Completed, DiagramLegend::tr("done")},
            {Status::Completed, DiagramLegend::tr("way taken"), true},
            {Status::Compensated, DiagramLegend::tr("undone")}};
}

int widthOf(const Entry& entry, const QFontMetrics& metrics)
{
    return (entry.isLine ? lineLength : shape) + 5 + metrics.horizontalAdvance(entry.words);
}

} // namespace

DiagramLegend::DiagramLegend(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    QStringList words;
    for (const Entry& entry : entries())
        words << (entry.isLine ? tr("strong line: %1").arg(entry.words)
                               : QStringLiteral("%1: %2").arg(statusWord(entry.status), entry.words));
    setAccessibleName(tr("Legend: %1").arg(words.join(QStringLiteral("; "))));
    setToolTip(words.join(QLatin1Char('\n')));
    setFont(Theme::captionFont());
}

QSize DiagramLegend::sizeHint() const
{
    int width = 0;
    for (const Entry& entry : entries())
        width += widthOf(entry, QFontMetrics(Theme::captionFont())) + space::l;
    return {width, 20};
}

void DiagramLegend::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(Theme::captionFont());
    const Palette& palette = Theme::current();
    int x = 0;
    for (const Entry& entry : entries()) {
        const int wide = widthOf(entry, painter.fontMetrics());
        if (x + wide > width()) return;
        const QColor colour = palette.status(entry.status).text;
        const qreal middle = height() / 2.0;
        if (entry.isLine) {
            painter.setPen(QPen(colour, 2.8));
            painter.drawLine(QPointF(x, middle), QPointF(x + lineLength, middle));
        } else {
            paintIcon(painter, QRectF(x, middle - shape / 2.0, shape, shape), statusIcon(entry.status),
                      colour);
        }
        painter.setPen(palette.secondary);
        painter.drawText(QRect(x + (entry.isLine ? lineLength : shape) + 5, 0, wide, height()),
                         Qt::AlignVCenter | Qt::AlignLeft, entry.words);
        x += wide + space::l;
    }
}

} // namespace habitat::ui
