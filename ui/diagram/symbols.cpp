// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/symbols.h"

#include <QPainter>
#include <QPainterPath>
#include <QtMath>

namespace habitat::ui {
namespace {

using bpmn::ElementType;
using bpmn::EventTrigger;

/// Draws in a square of 1 × 1 laid over `box`; the pen keeps its width.
class Unit
{
public:
    Unit(QPainter& painter, const QRectF& box) : m_painter(painter)
    {
        const qreal side = qMin(box.width(), box.height());
        m_scale = side;
        m_origin = box.center() - QPointF(side / 2, side / 2);
    }
    [[nodiscard]] QPointF at(qreal x, qreal y) const { return m_origin + QPointF(x, y) * m_scale; }
    [[nodiscard]] qreal length(qreal l) const { return l * m_scale; }
    void polygon(std::initializer_list<QPointF> points) const
    {
        QPolygonF polygon;
        for (const QPointF& point : points)
            polygon << at(point.x(), point.y());
        m_painter.drawPolygon(polygon);
    }
    void line(qreal x1, qreal y1, qreal x2, qreal y2) const { m_painter.drawLine(at(x1, y1), at(x2, y2)); }
    void circle(qreal x, qreal y, qreal radius) const
    {
        m_painter.drawEllipse(at(x, y), length(radius), length(radius));
    }
    void box(qreal x, qreal y, qreal width, qreal height) const
    {
        m_painter.drawRect(QRectF(at(x, y), QSizeF(length(width), length(height))));
    }

private:
    QPainter& m_painter;
    QPointF m_origin;
    qreal m_scale;
};

void envelope(QPainter& painter, const Unit& unit, const QColor& lines)
{
    unit.box(0.08, 0.2, 0.84, 0.6);
    painter.setPen(QPen(lines, painter.pen().widthF()));
    unit.line(0.08, 0.2, 0.5, 0.55);
    unit.line(0.5, 0.55, 0.92, 0.2);
}

void clock(const Unit& unit)
{
    unit.circle(0.5, 0.5, 0.44);
    for (int hour = 0; hour < 12; hour += 3) {
        const qreal angle = qDegreesToRadians(hour * 30.0);
        unit.line(0.5 + 0.36 * qSin(angle), 0.5 - 0.36 * qCos(angle), 0.5 + 0.44 * qSin(angle),
                  0.5 - 0.44 * qCos(angle));
    }
    unit.line(0.5, 0.5, 0.58, 0.2);
    unit.line(0.5, 0.5, 0.76, 0.54);
}

void gear(QPainter& painter, const QRectF& box, const QColor& surface)
{
    constexpr int teeth = 8;
    const Unit unit(painter, box);
    QPainterPath path;
    for (int i = 0; i < teeth * 4; ++i) {
        const bool outer = i % 4 < 2;
        const qreal angle = (i - 0.5) * 2 * M_PI / (teeth * 4);
        const qreal radius = outer ? 0.5 : 0.36;
        const QPointF point = unit.at(0.5 + radius * qCos(angle), 0.5 + radius * qSin(angle));
        if (i == 0)
            path.moveTo(point);
        else
            path.lineTo(point);
    }
    path.closeSubpath();
    painter.setBrush(surface);
    painter.drawPath(path);
    unit.circle(0.5, 0.5, 0.17);
}

void person(const Unit& unit, QPainter& painter)
{
    QPainterPath body;
    body.moveTo(unit.at(0.1, 0.95));
    body.cubicTo(unit.at(0.1, 0.55), unit.at(0.3, 0.52), unit.at(0.5, 0.52));
    body.cubicTo(unit.at(0.7, 0.52), unit.at(0.9, 0.55), unit.at(0.9, 0.95));
    body.closeSubpath();
    painter.drawPath(body);
    unit.circle(0.5, 0.27, 0.22);
}

void hand(const Unit& unit, QPainter& painter)
{
    QPainterPath path;
    path.moveTo(unit.at(0.05, 0.45));
    path.lineTo(unit.at(0.38, 0.15));
    path.cubicTo(unit.at(0.5, 0.1), unit.at(0.52, 0.22), unit.at(0.44, 0.32));
    path.lineTo(unit.at(0.92, 0.32));
    path.cubicTo(unit.at(1.0, 0.34), unit.at(1.0, 0.44), unit.at(0.92, 0.46));
    path.lineTo(unit.at(0.6, 0.46));
    path.lineTo(unit.at(0.86, 0.48));
    path.cubicTo(unit.at(0.93, 0.5), unit.at(0.92, 0.6), unit.at(0.85, 0.61));
    path.lineTo(unit.at(0.6, 0.6));
    path.lineTo(unit.at(0.78, 0.63));
    path.cubicTo(unit.at(0.84, 0.66), unit.at(0.82, 0.74), unit.at(0.76, 0.75));
    path.lineTo(unit.at(0.3, 0.78));
    path.lineTo(unit.at(0.05, 0.82));
    path.closeSubpath();
    painter.drawPath(path);
}

void sheet(const Unit& unit, QPainter& painter)
{
    QPainterPath page;
    page.moveTo(unit.at(0.28, 0.06));
    page.lineTo(unit.at(0.92, 0.06));
    page.cubicTo(unit.at(0.6, 0.35), unit.at(1.0, 0.6), unit.at(0.7, 0.94));
    page.lineTo(unit.at(0.06, 0.94));
    page.cubicTo(unit.at(0.36, 0.6), unit.at(-0.02, 0.35), unit.at(0.28, 0.06));
    painter.drawPath(page);
    for (const qreal y : {0.27, 0.42, 0.58, 0.74})
        unit.line(0.3, y, 0.66, y);
}

void grid(const Unit& unit, QPainter& painter, const QColor& line)
{
    unit.box(0.04, 0.14, 0.92, 0.72);
    painter.setBrush(line);
    unit.box(0.04, 0.14, 0.92, 0.2);
    painter.setBrush(Qt::NoBrush);
    unit.line(0.04, 0.6, 0.96, 0.6);
    unit.line(0.34, 0.34, 0.34, 0.86);
}

void plus(const Unit& unit, qreal thin)
{
    unit.polygon({{0.5 - thin, 0.08},
                  {0.5 + thin, 0.08},
                  {0.5 + thin, 0.5 - thin},
                  {0.92, 0.5 - thin},
                  {0.92, 0.5 + thin},
                  {0.5 + thin, 0.5 + thin},
                  {0.5 + thin, 0.92},
                  {0.5 - thin, 0.92},
                  {0.5 - thin, 0.5 + thin},
                  {0.08, 0.5 + thin},
                  {0.08, 0.5 - thin},
                  {0.5 - thin, 0.5 - thin}});
}

void rewind(const Unit& unit)
{
    unit.polygon({{0.04, 0.5}, {0.46, 0.18}, {0.46, 0.82}});
    unit.polygon({{0.48, 0.5}, {0.9, 0.18}, {0.9, 0.82}});
}

void paintPlainTrigger(QPainter& painter, const Unit& unit, const DiagramNode& event, const QColor& line,
                       const QColor& inner)
{
    switch (event.trigger) {
    case EventTrigger::None:
        break;
    case EventTrigger::Message:
        envelope(painter, unit, inner);
        break;
    case EventTrigger::Timer:
        clock(unit);
        break;
    case EventTrigger::Error:
        unit.polygon({{0.05, 0.92}, {0.32, 0.12}, {0.62, 0.56}, {0.92, 0.06}, {0.68, 0.86}, {0.36, 0.46}});
        break;
    case EventTrigger::Escalation:
        unit.polygon({{0.5, 0.06}, {0.84, 0.92}, {0.5, 0.6}, {0.16, 0.92}});
        break;
    case EventTrigger::Cancel:
        unit.polygon({{0.1, 0.24},
                      {0.24, 0.1},
                      {0.5, 0.36},
                      {0.76, 0.1},
                      {0.9, 0.24},
                      {0.64, 0.5},
                      {0.9, 0.76},
                      {0.76, 0.9},
                      {0.5, 0.64},
                      {0.24, 0.9},
                      {0.1, 0.76},
                      {0.36, 0.5}});
        break;
    case EventTrigger::Compensation:
        rewind(unit);
        break;
    case EventTrigger::Conditional:
        unit.box(0.16, 0.08, 0.68, 0.84);
        for (const qreal y : {0.24, 0.41, 0.58, 0.75})
            unit.line(0.26, y, 0.74, y);
        break;
    case EventTrigger::Link:
        unit.polygon({{0.08, 0.36},
                      {0.58, 0.36},
                      {0.58, 0.16},
                      {0.94, 0.5},
                      {0.58, 0.84},
                      {0.58, 0.64},
                      {0.08, 0.64}});
        break;
    case EventTrigger::Signal:
        unit.polygon({{0.5, 0.1}, {0.94, 0.84}, {0.06, 0.84}});
        break;
    case EventTrigger::Terminate:
        painter.setBrush(line);
        unit.circle(0.5, 0.5, 0.48);
        break;
    }
}

} // namespace

void paintTrigger(QPainter& painter, const QRectF& box, const DiagramNode& event, const QColor& line,
                  const QColor& surface)
{
    const bool throws =
        event.type == ElementType::EndEvent || event.type == ElementType::IntermediateThrowEvent;
    painter.save();
    painter.setPen(QPen(line, 1.1, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(throws ? line : surface);
    const Unit unit(painter, box);
    if (event.isParallelMultiple)
        plus(unit, 0.12);
    else if (event.isMultiple)
        painter.drawPolygon(QPolygonF{unit.at(0.5, 0.05), unit.at(0.95, 0.38), unit.at(0.78, 0.92),
                                      unit.at(0.22, 0.92), unit.at(0.05, 0.38)});
    else
        paintPlainTrigger(painter, unit, event, line, throws ? surface : line);
    painter.restore();
}

void paintTaskType(QPainter& painter, const QRectF& box, ElementType type, const QColor& line,
                   const QColor& surface)
{
    painter.save();
    painter.setPen(QPen(line, 1.0, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(surface);
    const Unit unit(painter, box);
    switch (type) {
    case ElementType::ServiceTask:
        gear(painter, box.translated(-1.5, -1.5).adjusted(0, 0, -3, -3), surface);
        gear(painter, box.adjusted(5, 5, 1, 1), surface);
        break;
    case ElementType::SendTask:
        painter.setBrush(line);
        envelope(painter, unit, surface);
        break;
    case ElementType::ReceiveTask:
        envelope(painter, unit, line);
        break;
    case ElementType::UserTask:
        person(unit, painter);
        break;
    case ElementType::ManualTask:
        hand(unit, painter);
        break;
    case ElementType::ScriptTask:
        sheet(unit, painter);
        break;
    case ElementType::BusinessRuleTask:
        grid(unit, painter, line);
        break;
    default:
        break;
    }
    painter.restore();
}

void paintGatewaySign(QPainter& painter, const QRectF& box, const DiagramNode& gateway, const QColor& line)
{
    painter.save();
    const Unit unit(painter, box);
    painter.setPen(QPen(line, 2.6, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    painter.setBrush(Qt::NoBrush);
    switch (gateway.type) {
    case ElementType::ExclusiveGateway:
        unit.line(0.2, 0.14, 0.8, 0.86);
        unit.line(0.8, 0.14, 0.2, 0.86);
        break;
    case ElementType::ParallelGateway:
        unit.line(0.5, 0.05, 0.5, 0.95);
        unit.line(0.05, 0.5, 0.95, 0.5);
        break;
    case ElementType::InclusiveGateway:
        unit.circle(0.5, 0.5, 0.4);
        break;
    case ElementType::ComplexGateway:
        for (const auto& [x, y] : {std::pair{0.5, 0.02}, {0.84, 0.16}, {0.98, 0.5}, {0.84, 0.84}})
            unit.line(x, y, 1 - x, 1 - y);
        break;
    case ElementType::EventBasedGateway:
        painter.setPen(QPen(line, 1.1));
        unit.circle(0.5, 0.5, 0.5);
        if (!gateway.instantiates) unit.circle(0.5, 0.5, 0.4);
        painter.drawPolygon(QPolygonF{unit.at(0.5, 0.24), unit.at(0.76, 0.43), unit.at(0.66, 0.73),
                                      unit.at(0.34, 0.73), unit.at(0.24, 0.43)});
        break;
    default:
        break;
    }
    painter.restore();
}

QList<BottomMarker> bottomMarkers(const DiagramNode& activity)
{
    QList<BottomMarker> markers;
    if (activity.isForCompensation) markers << BottomMarker::Compensation;
    switch (activity.loop) {
    case LoopMarker::Standard:
        markers << BottomMarker::Loop;
        break;
    case LoopMarker::Parallel:
        markers << BottomMarker::Parallel;
        break;
    case LoopMarker::Sequential:
        markers << BottomMarker::Sequential;
        break;
    case LoopMarker::None:
        break;
    }
    if (bpmn::isScope(activity.type) && !activity.isExpanded) markers << BottomMarker::Expand;
    if (activity.type == ElementType::CallActivity) markers << BottomMarker::Expand;
    if (activity.type == ElementType::AdHocSubProcess) markers << BottomMarker::AdHoc;
    return markers;
}

void paintBottomMarker(QPainter& painter, const QRectF& box, BottomMarker marker, const QColor& line)
{
    painter.save();
    painter.setPen(QPen(line, 1.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    const Unit unit(painter, box);
    switch (marker) {
    case BottomMarker::Expand:
        unit.box(0, 0, 1, 1);
        unit.line(0.5, 0.2, 0.5, 0.8);
        unit.line(0.2, 0.5, 0.8, 0.5);
        break;
    case BottomMarker::Loop:
        painter.drawArc(QRectF(unit.at(0.08, 0.08), unit.at(0.92, 0.92)), -60 * 16, 300 * 16);
        unit.line(0.2, 0.96, 0.66, 0.92);
        unit.line(0.66, 0.92, 0.56, 0.56);
        break;
    case BottomMarker::Parallel:
        painter.setPen(QPen(line, 2.0));
        for (const qreal x : {0.2, 0.5, 0.8})
            unit.line(x, 0.1, x, 0.9);
        break;
    case BottomMarker::Sequential:
        painter.setPen(QPen(line, 2.0));
        for (const qreal y : {0.2, 0.5, 0.8})
            unit.line(0.1, y, 0.9, y);
        break;
    case BottomMarker::Compensation:
        rewind(unit);
        break;
    case BottomMarker::AdHoc: {
        painter.setPen(QPen(line, 2.0));
        QPainterPath wave;
        wave.moveTo(unit.at(0.05, 0.6));
        wave.cubicTo(unit.at(0.3, 0.1), unit.at(0.6, 1.0), unit.at(0.95, 0.4));
        painter.drawPath(wave);
        break;
    }
    }
    painter.restore();
}

} // namespace habitat::ui
