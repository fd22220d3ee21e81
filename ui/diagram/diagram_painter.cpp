// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/diagram_painter.h"

#include "ui/diagram/badges.h"
#include "ui/diagram/edge_painter.h"
#include "ui/diagram/symbols.h"
#include "ui/diagram/wrapped_text.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QPainter>
#include <QPainterPath>
#include <QtMath>

#include <algorithm>

namespace habitat::ui {
namespace {

using bpmn::ElementType;

constexpr qreal thin = thinLine;
constexpr qreal textUnits = 12;
/// Text is never drawn smaller than this on the screen while there is room for it in its box.
constexpr qreal smallestPixels = 9;
constexpr qreal largestUnits = 15;
constexpr int smallestUnits = 9;

class DiagramPainter
{
public:
    DiagramPainter(QPainter& painter, const DiagramPicture& picture, const DiagramMarks& marks,
                   const DiagramLook& look)
        : m_painter(painter), m_picture(picture), m_marks(marks), m_look(look), m_palette(Theme::current()),
          m_font(QApplication::font())
    {
        m_font.setPixelSize(qRound(std::clamp(smallestPixels / look.scale, textUnits, largestUnits)));
        m_small = m_font;
        m_small.setPixelSize(std::max(10, m_font.pixelSize() - 1));
    }

    void paint(const QRectF& visible)
    {
        // Room for badges, labels and rings beyond a shape's own box.
        constexpr qreal around = 60;
        const QRectF wanted = visible.adjusted(-around, -around, around, around);
        for (const DiagramNode& node : m_picture.nodes)
            if ((node.isContainer() || !node.isElement()) && node.box.intersects(wanted)) paintNode(node);
        for (const bool taken : {false, true})
            for (const DiagramEdge& edge : m_picture.edges)
                if (m_marks.taken.contains(edge.id) == taken && boxOf(edge).intersects(wanted))
                    paintEdge(m_painter, edge, m_marks);
        for (const DiagramNode& node : m_picture.nodes)
            if (!node.isContainer() && node.isElement() && node.box.intersects(wanted)) paintNode(node);
        for (const DiagramEdge& edge : m_picture.edges)
            if (boxOf(edge).intersects(wanted)) paintEdgeLabel(edge);
        for (const DiagramNode& node : m_picture.nodes)
            if (node.box.intersects(wanted)) paintOuterLabel(node);
        for (const DiagramNode& node : m_picture.nodes)
            paintRings(node);
        for (const DiagramNode& node : m_picture.nodes)
            if (node.box.intersects(wanted)) paintBadges(m_painter, node, m_marks.of(node.id), m_font);
    }

private:
    struct Colours
    {
        QColor line;
        QColor fill;
        qreal width = thin;
    };

    static QRectF boxOf(const DiagramEdge& edge)
    {
        QPolygonF points;
        for (const QPointF& point : edge.points)
            points << point;
        return points.boundingRect().adjusted(-2, -2, 2, 2);
    }

    [[nodiscard]] Colours coloursOf(const DiagramNode& node) const
    {
        const ElementMarks marks = m_marks.of(node.id);
        const Status status = marks.status();
        if (status == Status::NotStarted) return {m_palette.border, m_palette.window, thin};
        const StatusColours colours = m_palette.status(status);
        const bool quiet = node.isContainer();
        return {colours.text, quiet ? m_palette.window : colours.tint,
                status == Status::Completed ? 2.0 : 2.4};
    }

    void paintNode(const DiagramNode& node)
    {
        switch (node.kind) {
        case NodeKind::Event:
            return paintEvent(node);
        case NodeKind::Activity:
            return paintActivity(node);
        case NodeKind::Gateway:
            return paintGateway(node);
        case NodeKind::DataObject:
            return paintDataObject(node);
        case NodeKind::DataStore:
            return paintDataStore(node);
        case NodeKind::Annotation:
            return paintAnnotation(node);
        case NodeKind::Group:
            return paintGroup(node);
        case NodeKind::Pool:
        case NodeKind::Lane:
            return paintLane(node);
        }
    }

    void paintEvent(const DiagramNode& node)
    {
        const Colours colours = coloursOf(node);
        const bool isEnd = node.type == ElementType::EndEvent;
        const bool isDouble = node.type != ElementType::StartEvent && !isEnd;
        const bool isDashed = !node.isInterrupting && (node.type == ElementType::BoundaryEvent ||
                                                       node.type == ElementType::StartEvent);
        QPen pen(colours.line, isEnd ? std::max(3.4, colours.width + 1) : colours.width);
        if (isDashed) pen.setDashPattern({3, 2});
        m_painter.setPen(pen);
        m_painter.setBrush(colours.fill);
        m_painter.drawEllipse(node.box);
        if (isDouble) {
            pen.setWidthF(thin);
            m_painter.setPen(pen);
            m_painter.setBrush(Qt::NoBrush);
            m_painter.drawEllipse(node.box.adjusted(3.5, 3.5, -3.5, -3.5));
        }
        const qreal inset = node.box.width() * 0.27;
        paintTrigger(m_painter, node.box.adjusted(inset, inset, -inset, -inset), node, lineOn(node),
                     colours.fill);
    }

    /// Symbols and text: as dark as text where something happened, quieter where nothing did.
    [[nodiscard]] QColor lineOn(const DiagramNode& node) const
    {
        return m_marks.of(node.id).isUntouched() ? m_palette.secondary : m_palette.text;
    }

    void paintActivity(const DiagramNode& node)
    {
        const Colours colours = coloursOf(node);
        QPen pen(colours.line, node.type == ElementType::CallActivity ? colours.width + 2 : colours.width);
        if (node.isEventSubProcess) pen.setDashPattern({1.5, 2.5});
        m_painter.setPen(pen);
        m_painter.setBrush(node.isContainer() ? m_palette.alternate : colours.fill);
        m_painter.drawRoundedRect(node.box, 10, 10);
        if (node.type == ElementType::Transaction) {
            m_painter.setPen(QPen(colours.line, thin));
            m_painter.drawRoundedRect(node.box.adjusted(3.5, 3.5, -3.5, -3.5), 8, 8);
        }
        const QColor line = lineOn(node);
        paintTaskType(m_painter, QRectF(node.box.topLeft() + QPointF(5, 4), QSizeF(14, 14)), node.type, line,
                      colours.fill);
        const QList<BottomMarker> markers = bottomMarkers(node);
        constexpr qreal size = 12;
        constexpr qreal gap = 5;
        qreal x = node.box.center().x() - (qreal(markers.size()) * (size + gap) - gap) / 2;
        for (const BottomMarker marker : markers) {
            paintBottomMarker(m_painter, QRectF(x, node.box.bottom() - size - 4, size, size), marker, line);
            x += size + gap;
        }
        m_painter.setPen(line);
        if (node.isContainer()) {
            const QRectF top(node.box.left() + 8, node.box.top() + 5, node.box.width() - 16,
                             m_font.pixelSize() * 1.5);
            drawWrapped(m_painter, top, node.name, m_font, TextPlace::Top);
            return;
        }
        QRectF room = roomIn(node);
        if (!markers.isEmpty()) room.setBottom(std::min(room.bottom(), node.box.bottom() - size - 5));
        drawWrapped(m_painter, room, node.name, fittingFont(room, node.name, m_font, smallestUnits),
                    TextPlace::Centre);
    }

    /// Where an activity's name may stand: clear of its type's marker and of the events on its edges.
    [[nodiscard]] QRectF roomIn(const DiagramNode& node) const
    {
        const bool hasMarker = bpmn::isTask(node.type) && node.type != ElementType::Task;
        QRectF room = node.box.adjusted(4, hasMarker ? 16 : 4, -4, -4);
        for (const DiagramNode& event : m_picture.nodes) {
            if (event.host != node.id) continue;
            const qreal y = event.box.center().y();
            if (std::abs(y - node.box.bottom()) < 2)
                room.setBottom(std::min(room.bottom(), event.box.top() - 1));
            if (std::abs(y - node.box.top()) < 2) room.setTop(std::max(room.top(), event.box.bottom() - 3));
        }
        return room;
    }

    void paintGateway(const DiagramNode& node)
    {
        const Colours colours = coloursOf(node);
        const QRectF& box = node.box;
        m_painter.setPen(QPen(colours.line, colours.width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        m_painter.setBrush(colours.fill);
        m_painter.drawPolygon(
            QPolygonF{QPointF(box.center().x(), box.top()), QPointF(box.right(), box.center().y()),
                      QPointF(box.center().x(), box.bottom()), QPointF(box.left(), box.center().y())});
        const qreal inset = box.width() * 0.29;
        paintGatewaySign(m_painter, box.adjusted(inset, inset, -inset, -inset), node, lineOn(node));
    }

    void paintDataObject(const DiagramNode& node)
    {
        const QRectF& box = node.box;
        const qreal fold = std::min(box.width(), box.height()) * 0.28;
        m_painter.setPen(QPen(m_palette.border, thin));
        m_painter.setBrush(m_palette.window);
        m_painter.drawPolygon(QPolygonF{box.topLeft(), QPointF(box.right() - fold, box.top()),
                                        QPointF(box.right(), box.top() + fold), box.bottomRight(),
                                        box.bottomLeft()});
        m_painter.drawPolyline(QPolygonF{QPointF(box.right() - fold, box.top()),
                                         QPointF(box.right() - fold, box.top() + fold),
                                         QPointF(box.right(), box.top() + fold)});
        if (node.isCollection)
            paintBottomMarker(m_painter, QRectF(box.center().x() - 6, box.bottom() - 15, 12, 12),
                              BottomMarker::Parallel, m_palette.secondary);
    }

    void paintDataStore(const DiagramNode& node)
    {
        const QRectF& box = node.box;
        const qreal lid = box.height() * 0.22;
        QPainterPath path;
        path.moveTo(box.left(), box.top() + lid / 2);
        path.arcTo(QRectF(box.left(), box.top(), box.width(), lid), 180, -180);
        path.lineTo(box.right(), box.bottom() - lid / 2);
        path.arcTo(QRectF(box.left(), box.bottom() - lid, box.width(), lid), 0, -180);
        path.closeSubpath();
        m_painter.setPen(QPen(m_palette.border, thin));
        m_painter.setBrush(m_palette.window);
        m_painter.drawPath(path);
        m_painter.drawArc(QRectF(box.left(), box.top(), box.width(), lid), 180 * 16, 180 * 16);
    }

    void paintAnnotation(const DiagramNode& node)
    {
        const QRectF& box = node.box;
        m_painter.setPen(QPen(m_palette.border, thin));
        const qreal bracket = std::min(10.0, box.width() / 4);
        m_painter.drawPolyline(QPolygonF{QPointF(box.left() + bracket, box.top()), box.topLeft(),
                                         box.bottomLeft(), QPointF(box.left() + bracket, box.bottom())});
        m_painter.setPen(m_palette.secondary);
        drawWrapped(m_painter, box.adjusted(6, 2, -2, -2), node.name, m_small, TextPlace::Centre);
    }

    void paintGroup(const DiagramNode& node)
    {
        QPen pen(m_palette.border, thin);
        pen.setDashPattern({6, 3, 1.5, 3});
        m_painter.setPen(pen);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRoundedRect(node.box, 10, 10);
        m_painter.setPen(m_palette.secondary);
        drawWrapped(m_painter, QRectF(node.box.left(), node.box.top() - 18, node.box.width(), 18), node.name,
                    m_small, TextPlace::Centre);
    }

    void paintLane(const DiagramNode& node)
    {
        const QRectF& box = node.box;
        m_painter.setPen(QPen(m_palette.border, thin));
        m_painter.setBrush(m_palette.window);
        m_painter.drawRect(box);
        constexpr qreal band = 30;
        const QRectF head = node.isHorizontal ? QRectF(box.left(), box.top(), band, box.height())
                                              : QRectF(box.left(), box.top(), box.width(), band);
        if (node.kind == NodeKind::Pool) m_painter.drawRect(head);
        m_painter.setPen(m_palette.secondary);
        if (!node.isHorizontal) {
            drawWrapped(m_painter, head, node.name, m_font, TextPlace::Centre);
            return;
        }
        m_painter.save();
        m_painter.translate(head.center());
        m_painter.rotate(-90);
        drawWrapped(m_painter, QRectF(-head.height() / 2, -band / 2, head.height(), band), node.name, m_font,
                    TextPlace::Centre);
        m_painter.restore();
    }

    /// Words outside a shape, on a ground of their own so that lines beneath do not cross them. `place` says
    /// which edge of their box stays where the file puts it when the words need more room.
    void paintLabel(const QRectF& where, const QString& text, const QColor& colour, TextPlace place)
    {
        // As wide as the file says, or as the longest word needs.
        qreal width = where.width();
        for (const QString& word : text.split(QLatin1Char(' ')))
            width = std::max(width, QFontMetricsF(m_small).horizontalAdvance(word) + 2);
        const qreal height = std::max(where.height(), m_small.pixelSize() * 3.6);
        QRectF room(where.center().x() - width / 2, where.top(), width, height);
        if (place == TextPlace::Bottom) room.moveBottom(where.bottom());
        // First without ink, to know what it covers.
        m_painter.setPen(Qt::transparent);
        const QRectF covered = drawWrapped(m_painter, room, text, m_small, place);
        QColor ground = groundAt(covered.center());
        ground.setAlphaF(0.86F);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(ground);
        m_painter.drawRoundedRect(covered.adjusted(-2, 1, 2, -1), 3, 3);
        m_painter.setPen(colour);
        drawWrapped(m_painter, room, text, m_small, place);
    }

    /// What a label lies on: an expanded sub-process has a surface of its own.
    [[nodiscard]] QColor groundAt(const QPointF& point) const
    {
        for (const DiagramNode& node : m_picture.nodes)
            if (node.isContainer() && node.box.contains(point)) return m_palette.alternate;
        return m_palette.window;
    }

    void paintEdgeLabel(const DiagramEdge& edge)
    {
        if (edge.name.isEmpty()) return;
        QRectF where;
        if (edge.label) {
            where = *edge.label;
        } else {
            const QPointF middle = (edge.points[0] + edge.points[1]) / 2;
            where = QRectF(middle.x() - 30, middle.y() - 18, 60, 14);
        }
        paintLabel(where, edge.name, m_marks.taken.contains(edge.id) ? m_palette.text : m_palette.secondary,
                   TextPlace::Top);
    }

    void paintOuterLabel(const DiagramNode& node)
    {
        const bool outside = node.kind == NodeKind::Event || node.kind == NodeKind::Gateway ||
                             node.kind == NodeKind::DataObject || node.kind == NodeKind::DataStore;
        if (!outside || node.name.isEmpty()) return;
        const QRectF below(node.box.center().x() - 45, node.box.bottom() + 5, 90, 28);
        const QRectF where = node.label.value_or(below);
        paintLabel(where, node.name, lineOn(node),
                   where.center().y() < node.box.top() ? TextPlace::Bottom : TextPlace::Top);
    }

    void paintRings(const DiagramNode& node)
    {
        const bool selected = node.id == m_look.selected;
        const bool current = node.id == m_look.current && m_look.hasFocus;
        const bool hovered = node.id == m_look.hovered;
        if (!selected && !current && !hovered) return;
        const qreal away = 5;
        QPen pen(hovered && !selected && !current ? m_palette.border : m_palette.accent,
                 selected ? 2.4 : 1.8);
        pen.setWidthF(std::max(pen.widthF(), 2.0 / m_look.scale));
        // A dashed ring is only where the keyboard is; a whole one is chosen.
        if (!selected && current) pen.setDashPattern({3, 2});
        m_painter.setPen(pen);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRoundedRect(node.box.adjusted(-away, -away, away, away), 13, 13);
    }

    QPainter& m_painter;
    const DiagramPicture& m_picture;
    const DiagramMarks& m_marks;
    const DiagramLook& m_look;
    const Palette& m_palette;
    QFont m_font;
    QFont m_small;
};

} // namespace

void paintDiagram(QPainter& painter, const DiagramPicture& picture, const DiagramMarks& marks,
                  const DiagramLook& look, const QRectF& visible)
{
    painter.save();
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    DiagramPainter(painter, picture, marks, look).paint(visible);
    painter.restore();
}

} // namespace habitat::ui
