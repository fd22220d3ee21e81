// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/diagram/marks.h"
#include "ui/diagram/picture.h"

#include <QWidget>

namespace habitat::ui {

class Camera;

/// The picture of a process with what goes on in one instance of it: zoom, pan, keyboard, and every element
/// named to screen readers. Arrows move along the flows, Enter chooses, + − 0 zoom. GUI thread.
class DiagramView final : public QWidget
{
    Q_OBJECT

public:
    explicit DiagramView(QWidget* parent = nullptr);

    /// Another process; looks at all of it, or where that would be too small, at where things happen.
    void showPicture(DiagramPicture picture);
    void showMarks(DiagramMarks marks);
    [[nodiscard]] const DiagramPicture& picture() const { return m_picture; }
    [[nodiscard]] const DiagramMarks& marks() const { return m_marks; }

    /// Without telling anybody; brings it into view.
    void select(const QString& elementId);
    [[nodiscard]] QString selected() const { return m_selected; }
    /// Where the keyboard is.
    [[nodiscard]] QString current() const { return m_current; }

    void fit();
    void zoomIn();
    void zoomOut();
    [[nodiscard]] qreal scale() const;
    [[nodiscard]] QString elementAt(const QPointF& where) const;
    /// Of an element, in this widget.
    [[nodiscard]] QRect rectOf(const QString& elementId) const;
    /// "Freeze and finalise, service task: 1 active".
    [[nodiscard]] QString wordsOf(const QString& elementId) const;
    /// Elements of the flow, in the order in which they are drawn.
    [[nodiscard]] QStringList elements() const;
    /// All of it at `scale`, on the theme's ground: what is exported and looked at in tests.
    [[nodiscard]] QImage render(qreal scale) const;
    [[nodiscard]] QSize sizeHint() const override { return {640, 280}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {240, 120}; }

signals:
    /// By click or Enter; empty where the person chose nothing.
    void chosen(const QString& elementId);
    void scaleChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void leaveEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    /// Where things happen: problems before what waits before what runs.
    [[nodiscard]] QString busiest() const;
    void lookAtStart();
    void moveTo(const QString& elementId);
    void reveal(const QString& elementId);
    void updateName();

    DiagramPicture m_picture;
    DiagramMarks m_marks;
    QString m_selected;
    QString m_current;
    QString m_hovered;
    Camera* m_camera;
    QPointF m_pressed;
    QPointF m_offsetAtPress;
    bool m_isPanning = false;
};

} // namespace habitat::ui
