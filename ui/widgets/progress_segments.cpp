// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/progress_segments.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace habitat::ui {

ProgressSegments::ProgressSegments(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void ProgressSegments::show(int done, int of, Trouble trouble)
{
    m_done = done;
    m_of = of;
    m_trouble = trouble;
    setAccessibleName(tr("%1 of %2 steps completed").arg(done).arg(of));
    setToolTip(accessibleName());
    update();
}

void ProgressSegments::paintEvent(QPaintEvent*)
{
    if (m_of == 0) return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const Palette& palette = Theme::current();
    constexpr qreal gap = 2;
    const qreal width = (this->width() - gap * (m_of - 1)) / m_of;
    for (int i = 0; i < m_of; ++i) {
        if (i < m_done)
            painter.setBrush(palette.status(Status::Completed).text);
        else if (i == m_done && m_trouble == Trouble::Here)
            painter.setBrush(palette.status(Status::Failed).text);
        else
            painter.setBrush(palette.hairline);
        painter.drawRoundedRect(QRectF(i * (width + gap), 0, width, height()), 2, 2);
    }
}

} // namespace habitat::ui
