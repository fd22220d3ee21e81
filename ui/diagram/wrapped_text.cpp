// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/wrapped_text.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QTextLayout>

#include <algorithm>

namespace habitat::ui {
namespace {

QStringList linesOf(const QString& text, const QFont& font, qreal width, int most)
{
    QString plain = text;
    plain.replace(QLatin1Char('\n'), QChar::LineSeparator);
    QTextLayout layout(plain, font);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    QStringList lines;
    layout.beginLayout();
    for (;;) {
        QTextLine line = layout.createLine();
        if (!line.isValid()) break;
        line.setLineWidth(width);
        if (lines.size() == most) {
            const QFontMetricsF metrics(font);
            lines.last() = metrics.elidedText(lines.last() + QLatin1Char(' ') + plain.mid(line.textStart()),
                                              Qt::ElideRight, width);
            break;
        }
        lines << plain.mid(line.textStart(), line.textLength()).trimmed();
    }
    layout.endLayout();
    return lines;
}

} // namespace

QRectF drawWrapped(QPainter& painter, const QRectF& box, const QString& text, const QFont& font,
                   TextPlace place)
{
    if (text.isEmpty()) return {};
    const QFontMetricsF metrics(font);
    const qreal height = metrics.height();
    const int most = std::max(1, int(box.height() / height));
    const QStringList lines = linesOf(text, font, box.width(), most);
    const qreal used = height * qreal(lines.size());
    qreal y = place == TextPlace::Top      ? box.top()
              : place == TextPlace::Bottom ? box.bottom() - used
                                           : box.center().y() - used / 2;
    qreal widest = 0;
    const qreal top = y;
    painter.setFont(font);
    for (const QString& line : lines) {
        const qreal width = metrics.horizontalAdvance(line);
        widest = std::max(widest, width);
        painter.drawText(QPointF(box.center().x() - width / 2, y + metrics.ascent()), line);
        y += height;
    }
    return {box.center().x() - widest / 2, top, widest, used};
}

QFont fittingFont(const QRectF& box, const QString& text, const QFont& font, int smallest)
{
    const QStringList words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    QFont fitting = font;
    for (int size = font.pixelSize(); size > smallest; --size) {
        fitting.setPixelSize(size);
        const QFontMetricsF metrics(fitting);
        const bool wordsFit = std::all_of(words.begin(), words.end(), [&](const QString& word) {
            return metrics.horizontalAdvance(word) <= box.width();
        });
        const auto lines = linesOf(text, fitting, box.width(), 100).size();
        if (wordsFit && qreal(lines) * metrics.height() <= box.height()) return fitting;
    }
    fitting.setPixelSize(smallest);
    return fitting;
}

} // namespace habitat::ui
