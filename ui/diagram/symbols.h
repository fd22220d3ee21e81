// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/diagram/picture.h"

#include <QColor>

class QPainter;

/// The small drawings of BPMN 2.0.2 (annex B): what triggers an event, what kind of task, how a gateway
/// decides. Each in a box of its own. GUI thread.
namespace habitat::ui {

/// Filled where the event throws, outlined where it catches.
void paintTrigger(QPainter& painter, const QRectF& box, const DiagramNode& event, const QColor& line,
                  const QColor& surface);
/// The marker in the upper left corner of a task; nothing for plain tasks.
void paintTaskType(QPainter& painter, const QRectF& box, bpmn::ElementType type, const QColor& line,
                   const QColor& surface);
void paintGatewaySign(QPainter& painter, const QRectF& box, const DiagramNode& gateway, const QColor& line);

enum class BottomMarker { Expand, Loop, Parallel, Sequential, Compensation, AdHoc };
/// What stands in the middle of an activity's lower edge.
QList<BottomMarker> bottomMarkers(const DiagramNode& activity);
void paintBottomMarker(QPainter& painter, const QRectF& box, BottomMarker marker, const QColor& line);

} // namespace habitat::ui
