// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/navigation.h"

#include <algorithm>
#include <cmath>

namespace habitat::ui {
namespace {

/// Of several flows the one that leads on most straightly: up and down reach the others.
QString alongFlows(const DiagramPicture& picture, const DiagramNode& from, Direction direction)
{
    const bool onward = direction == Direction::Right;
    const DiagramNode* best = nullptr;
    qreal bestTurn = 0;
    for (const DiagramEdge& edge : picture.edges) {
        const bool isFlow = edge.kind == EdgeKind::Sequence || edge.kind == EdgeKind::Association;
        if (!isFlow || (onward ? edge.source : edge.target) != from.id) continue;
        const DiagramNode* other = picture.node(onward ? edge.target : edge.source);
        if (!other || !other->isElement()) continue;
        const qreal turn = std::abs(other->box.center().y() - from.box.center().y());
        if (!best || turn < bestTurn) {
            best = other;
            bestTurn = turn;
        }
    }
    // Nothing flows out of a boundary event's host but what follows it; back from the event is the host.
    if (!best && !onward && !from.host.isEmpty()) return from.host;
    return best ? best->id : QString();
}

QString nearest(const DiagramPicture& picture, const DiagramNode& from, Direction direction)
{
    const QPointF here = from.box.center();
    QString best;
    qreal bestCost = 0;
    for (const DiagramNode& node : picture.nodes) {
        if (!node.isElement() || node.id == from.id) continue;
        const QPointF away = node.box.center() - here;
        qreal ahead = 0;
        qreal aside = 0;
        switch (direction) {
        case Direction::Left:
            ahead = -away.x();
            aside = away.y();
            break;
        case Direction::Right:
            ahead = away.x();
            aside = away.y();
            break;
        case Direction::Up:
            ahead = -away.y();
            aside = away.x();
            break;
        case Direction::Down:
            ahead = away.y();
            aside = away.x();
            break;
        }
        if (ahead < 4) continue;
        const qreal cost = ahead + 2.5 * std::abs(aside);
        if (best.isEmpty() || cost < bestCost) {
            best = node.id;
            bestCost = cost;
        }
    }
    return best;
}

} // namespace

QString neighbourOf(const DiagramPicture& picture, const QString& elementId, Direction direction)
{
    const DiagramNode* from = picture.node(elementId);
    if (!from) return firstElement(picture);
    if (direction == Direction::Left || direction == Direction::Right) {
        const QString next = alongFlows(picture, *from, direction);
        if (!next.isEmpty()) return next;
    }
    const QString next = nearest(picture, *from, direction);
    return next.isEmpty() ? elementId : next;
}

QString firstElement(const DiagramPicture& picture)
{
    const DiagramNode* first = nullptr;
    for (const DiagramNode& node : picture.nodes) {
        if (!node.isElement()) continue;
        const auto rank = [](const DiagramNode& n) {
            return std::tuple(n.type != bpmn::ElementType::StartEvent, n.box.left(), n.box.top());
        };
        if (!first || rank(node) < rank(*first)) first = &node;
    }
    return first ? first->id : QString();
}

QString lastElement(const DiagramPicture& picture)
{
    const DiagramNode* last = nullptr;
    for (const DiagramNode& node : picture.nodes) {
        if (!node.isElement()) continue;
        const auto rank = [](const DiagramNode& n) {
            return std::tuple(n.type == bpmn::ElementType::EndEvent, n.box.right(), n.box.bottom());
        };
        if (!last || rank(node) > rank(*last)) last = &node;
    }
    return last ? last->id : QString();
}

} // namespace habitat::ui
