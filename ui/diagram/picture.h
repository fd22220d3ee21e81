// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/diagram/bpmn_model.h"

#include <QHash>
#include <QList>
#include <QPointF>
#include <QRectF>
#include <QString>

#include <optional>
#include <string>

/// What a BPMN file draws: shapes and edges where the file's own layout puts them, with what each symbol
/// needs. Plain values in the diagram's units; any thread.
namespace habitat::ui {

enum class NodeKind { Event, Activity, Gateway, DataObject, DataStore, Annotation, Group, Pool, Lane };
enum class LoopMarker { None, Standard, Parallel, Sequential };

struct DiagramNode
{
    QString id;
    QString name;
    NodeKind kind = NodeKind::Activity;
    /// Of elements of a process.
    bpmn::ElementType type = bpmn::ElementType::Task;
    bpmn::EventTrigger trigger = bpmn::EventTrigger::None;
    bool isMultiple = false;
    bool isParallelMultiple = false;
    bool isInterrupting = true;
    bool isExpanded = false;
    bool isEventSubProcess = false;
    bool isForCompensation = false;
    bool isHorizontal = true;
    bool isCollection = false;
    bool instantiates = false;
    LoopMarker loop = LoopMarker::None;
    /// The activity that a boundary event sits on.
    QString host;
    QRectF box;
    std::optional<QRectF> label;
    /// Where it stands in its process, scopes before what is in them.
    int order = 0;

    /// Part of the flow: can hold a token.
    [[nodiscard]] bool isElement() const { return kind <= NodeKind::Gateway; }
    [[nodiscard]] bool isContainer() const;
};

enum class EdgeKind { Sequence, Message, Association, DataAssociation };

struct DiagramEdge
{
    QString id;
    QString name;
    EdgeKind kind = EdgeKind::Sequence;
    bool isDefault = false;
    /// Drawn with a small diamond: a condition on a flow out of an activity (BPMN 2.0.2 §10.3.1).
    bool isConditional = false;
    bpmn::Association::Direction direction = bpmn::Association::Direction::None;
    QString source;
    QString target;
    QList<QPointF> points;
    std::optional<QRectF> label;
};

struct DiagramPicture
{
    QString processId;
    QString name;
    /// In the order in which they are painted: what holds others first, boundary events last.
    QList<DiagramNode> nodes;
    QList<DiagramEdge> edges;
    /// Of everything, labels too.
    QRectF bounds;
    QHash<QString, int> nodeById;

    [[nodiscard]] bool isEmpty() const { return nodes.isEmpty(); }
    [[nodiscard]] const DiagramNode* node(const QString& id) const;
};

/// Reads the first diagram of the file; an error where it cannot be read, an empty picture where it has none.
Result<DiagramPicture> readPicture(const std::string& xml);
DiagramPicture pictureOf(const bpmn::Definitions& definitions);

/// "Service task", "Compensation boundary event", "Exclusive gateway": what kind of thing it is, for people.
QString kindText(const DiagramNode& node);
/// Its name, or where it has none what kind of thing it is.
QString nameText(const DiagramNode& node);

} // namespace habitat::ui
