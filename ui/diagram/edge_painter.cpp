// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/edge_painter.h"

#include "ui/theme/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QtMath>

#include <algorithm>

namespace habitat::ui {
namespace {

constexpr qreal strongLine = 2.8;

class EdgePainter
{
public:
    explicit EdgePainter(QPainter& painter) : m_painter(painter), m_palette(Theme::current()) {}

    void paint(const DiagramEdge& edge, const DiagramMarks& marks)
    {
        const bool taken = marks.taken.contains(edge.id);
        const bool undone = edge.kind == EdgeKind::Association &&
                            marks.of(edge.target).compensated + marks.of(edge.target).completed > 0;
        QColor colour = taken ? m_palette.status(Status::Completed).text : m_palette.border;
        if (undone) colour = m_palette.status(Status::Compensated).text;
        QPen pen(colour, taken || undone ? strongLine : thinLine, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
        if (edge.kind == EdgeKind::Message) pen.setDashPattern({6, 4});
        if (edge.kind == EdgeKind::Association || edge.kind == EdgeKind::DataAssociation) {
            pen.setDashPattern(undone ? QList<qreal>{1.6, 1.6} : QList<qreal>{2, 3});
        }
        m_painter.setPen(pen);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawPath(roundedPath(edge.points));
        paintEnds(edge, colour, pen.widthF());
    }

private:
    /// Bends a little rounded, as modelling tools draw them.
    static QPainterPath roundedPath(const QList<QPointF>& points)
    {
        constexpr qreal radius = 6;
        QPainterPath path(points.first());
        for (int i = 1; i + 1 < points.size(); ++i) {
            const QLineF in(points[i], points[i - 1]);
            const QLineF out(points[i], points[i + 1]);
            const qreal cut = std::min({radius, in.length() / 2, out.length() / 2});
            if (cut < 0.5) {
                path.lineTo(points[i]);
                continue;
            }
            path.lineTo(in.pointAt(cut / in.length()));
            path.quadTo(points[i], out.pointAt(cut / out.length()));
        }
        path.lineTo(points.last());
        return path;
    }

    void paintEnds(const DiagramEdge& edge, const QColor& colour, qreal width)
    {
        const qsizetype last = edge.points.size() - 1;
        const QLineF end(edge.points[last], edge.points[last - 1]);
        const QLineF start(edge.points[0], edge.points[1]);
        m_painter.setPen(QPen(colour, thinLine, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        switch (edge.kind) {
        case EdgeKind::Sequence:
            paintArrow(end, colour, 10 + width);
            if (edge.isDefault) paintDefaultSlash(start);
            if (edge.isConditional) paintConditionDiamond(start);
            break;
        case EdgeKind::Message:
            paintArrow(end, m_palette.window, 11);
            m_painter.setBrush(m_palette.window);
            m_painter.drawEllipse(edge.points[0], 4, 4);
            break;
        case EdgeKind::Association:
        case EdgeKind::DataAssociation:
            if (edge.direction != bpmn::Association::Direction::None) paintOpenArrow(end, width);
            if (edge.direction == bpmn::Association::Direction::Both) paintOpenArrow(start, width);
            break;
        }
    }

    static std::pair<QPointF, QPointF> wings(const QLineF& from, qreal length, qreal spread)
    {
        const qreal angle = std::atan2(from.dy(), from.dx());
        const auto wing = [&](qreal turn) {
            return from.p1() + QPointF(std::cos(angle + turn), std::sin(angle + turn)) * length;
        };
        return {wing(spread), wing(-spread)};
    }

    void paintArrow(const QLineF& end, const QColor& fill, qreal length)
    {
        if (end.length() < 0.1) return;
        const auto [left, right] = wings(end, length, 0.38);
        m_painter.setBrush(fill);
        m_painter.drawPolygon(QPolygonF{end.p1(), left, right});
    }

    void paintOpenArrow(const QLineF& end, qreal width)
    {
        if (end.length() < 0.1) return;
        const auto [left, right] = wings(end, 9, 0.5);
        QPen pen = m_painter.pen();
        pen.setWidthF(std::max(thinLine, width));
        m_painter.setPen(pen);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawPolyline(QPolygonF{left, end.p1(), right});
    }

    void paintDefaultSlash(const QLineF& start)
    {
        if (start.length() < 14) return;
        const QPointF middle = start.pointAt(11 / start.length());
        const qreal angle = std::atan2(start.dy(), start.dx()) + qDegreesToRadians(120.0);
        const QPointF half(std::cos(angle) * 6, std::sin(angle) * 6);
        m_painter.setPen(QPen(m_palette.secondary, 1.8));
        m_painter.drawLine(middle - half, middle + half);
    }

    void paintConditionDiamond(const QLineF& start)
    {
        if (start.length() < 18) return;
        const QLineF along(start.p1(), start.pointAt(14 / start.length()));
        const QPointF across = QPointF(-along.dy(), along.dx()) / along.length() * 4.5;
        m_painter.setBrush(m_palette.window);
        m_painter.drawPolygon(
            QPolygonF{along.p1(), along.center() + across, along.p2(), along.center() - across});
    }

    QPainter& m_painter;
    const Palette& m_palette;
};

} // namespace

void paintEdge(QPainter& painter, const DiagramEdge& edge, const DiagramMarks& marks)
{
    EdgePainter(painter).paint(edge, marks);
}

} // namespace habitat::ui
