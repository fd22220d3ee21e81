// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/camera.h"

#include <QStyle>
#include <QWidget>

#include <algorithm>
#include <cmath>

namespace habitat::ui {
namespace {

constexpr qreal smallest = 0.15;
constexpr qreal largest = 4.0;
/// Below this the words of a task cannot be read: rather part of the picture than all of it.
constexpr qreal readable = 0.56;

} // namespace

Camera::Camera(QWidget& view) : QObject(&view), m_view(view)
{
    m_glide.setDuration(140);
    m_glide.setStartValue(0.0);
    m_glide.setEndValue(1.0);
    m_glide.setEasingCurve(QEasingCurve::OutCubic);
    connect(&m_glide, &QVariantAnimation::valueChanged, this, [this](const QVariant& value) {
        const qreal at = value.toReal();
        // Scales multiply, so they glide by their logarithm.
        const qreal scale = m_fromScale * std::pow(m_toScale / m_fromScale, at);
        set(scale, m_fromOffset + (m_toOffset - m_fromOffset) * at);
    });
}

QRectF Camera::toWidget(const QRectF& box) const
{
    return {box.topLeft() * m_scale + m_offset, box.size() * m_scale};
}

qreal Camera::fitting(const QRectF& bounds) const
{
    if (bounds.isEmpty()) return 1;
    const QSizeF room(std::max(40.0, m_view.width() - 2 * margin),
                      std::max(40.0, m_view.height() - 2 * margin));
    const qreal scale = std::min(room.width() / bounds.width(), room.height() / bounds.height());
    return std::clamp(scale, smallest, 1.25);
}

void Camera::start(const QRectF& bounds, const QRectF& place)
{
    m_glide.stop();
    m_isUntouched = true;
    const qreal whole = fitting(bounds);
    m_scale = std::max(whole, std::min(readable, 1.0));
    const bool all = m_scale <= whole || place.isNull();
    m_offset = QRectF(m_view.rect()).center() - (all ? bounds : place).center() * m_scale;
    keepInSight(bounds);
    emit moved();
}

/// No empty ground beside the picture while there is more of it on the other side.
void Camera::keepInSight(const QRectF& bounds)
{
    if (bounds.isEmpty()) return;
    const QRectF shown = toWidget(bounds).adjusted(-margin, -margin, margin, margin);
    const auto shift = [](qreal low, qreal high, qreal room) {
        if (high - low <= room) return (room - (high - low)) / 2 - low;
        return low > 0 ? -low : high < room ? room - high : 0.0;
    };
    m_offset += QPointF(shift(shown.left(), shown.right(), m_view.width()),
                        shift(shown.top(), shown.bottom(), m_view.height()));
}

void Camera::set(qreal scale, const QPointF& offset)
{
    m_scale = scale;
    m_offset = offset;
    emit moved();
}

void Camera::glideTo(qreal scale, const QPointF& offset)
{
    m_glide.stop();
    m_fromScale = m_scale;
    m_fromOffset = m_offset;
    m_toScale = scale;
    m_toOffset = offset;
    if (!m_view.isVisible() || !m_view.style()->styleHint(QStyle::SH_Widget_Animate, nullptr, &m_view))
        set(scale, offset);
    else
        m_glide.start();
}

void Camera::fit(const QRectF& bounds)
{
    m_isUntouched = false;
    const qreal scale = fitting(bounds);
    glideTo(scale, QRectF(m_view.rect()).center() - bounds.center() * scale);
}

void Camera::zoomIn(const QPointF& about)
{
    zoomBy(step, about);
}

void Camera::zoomOut(const QPointF& about)
{
    zoomBy(1 / step, about);
}

void Camera::zoomBy(qreal factor, const QPointF& about)
{
    m_isUntouched = false;
    // A second press while the first still glides goes on from where that one ends.
    const bool gliding = m_glide.state() == QAbstractAnimation::Running;
    const qreal from = gliding ? m_toScale : m_scale;
    const QPointF offset = gliding ? m_toOffset : m_offset;
    const qreal scale = std::clamp(from * factor, smallest, largest);
    glideTo(scale, about - (about - offset) * (scale / from));
}

void Camera::panTo(const QPointF& offset)
{
    m_isUntouched = false;
    m_glide.stop();
    set(m_scale, offset);
}

void Camera::reveal(const QRectF& box)
{
    const QRectF shown = toWidget(box).adjusted(-margin, -margin, margin, margin);
    QPointF offset = m_offset;
    if (shown.left() < 0) offset.rx() -= shown.left();
    if (shown.right() > m_view.width()) offset.rx() -= shown.right() - m_view.width();
    if (shown.top() < 0) offset.ry() -= shown.top();
    if (shown.bottom() > m_view.height()) offset.ry() -= shown.bottom() - m_view.height();
    if (offset != m_offset) glideTo(m_scale, offset);
}

void Camera::growBy(const QPointF& size)
{
    m_glide.stop();
    set(m_scale, m_offset + size / 2);
}

} // namespace habitat::ui
