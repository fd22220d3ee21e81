// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QRectF>
#include <QVariantAnimation>

class QWidget;

namespace habitat::ui {

/// Which part of a picture a widget shows, and how large: fitting, zooming about a point, bringing a place
/// into sight. Moves glide where the style animates. The widget owns it. GUI thread.
class Camera final : public QObject
{
    Q_OBJECT

public:
    static constexpr qreal margin = 16;
    static constexpr qreal step = 1.25;

    explicit Camera(QWidget& view);

    [[nodiscard]] qreal scale() const { return m_scale; }
    [[nodiscard]] QPointF offset() const { return m_offset; }
    [[nodiscard]] QPointF toPicture(const QPointF& where) const { return (where - m_offset) / m_scale; }
    [[nodiscard]] QRectF toWidget(const QRectF& box) const;
    /// Until the person zooms or pans, the view goes on starting over.
    [[nodiscard]] bool isUntouched() const { return m_isUntouched; }

    /// At once: all of `bounds`, or where that would be too small to read, `place` in the middle.
    void start(const QRectF& bounds, const QRectF& place);
    /// All of it, however small.
    void fit(const QRectF& bounds);
    /// One step nearer or further away; `about` stays where it is.
    void zoomIn(const QPointF& about);
    void zoomOut(const QPointF& about);
    void zoomBy(qreal factor, const QPointF& about);
    void panTo(const QPointF& offset);
    /// The least way that brings the box into sight.
    void reveal(const QRectF& box);
    /// The widget became larger by this; what is in the middle stays there.
    void growBy(const QPointF& size);

signals:
    void moved();

private:
    [[nodiscard]] qreal fitting(const QRectF& bounds) const;
    void keepInSight(const QRectF& bounds);
    void set(qreal scale, const QPointF& offset);
    void glideTo(qreal scale, const QPointF& offset);

    QWidget& m_view;
    qreal m_scale = 1;
    QPointF m_offset;
    bool m_isUntouched = true;
    QVariantAnimation m_glide;
    qreal m_fromScale = 1;
    qreal m_toScale = 1;
    QPointF m_fromOffset;
    QPointF m_toOffset;
};

} // namespace habitat::ui
