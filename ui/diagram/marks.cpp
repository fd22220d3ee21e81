// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/marks.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <map>

namespace habitat::ui {
namespace {

QString q(const std::string& text)
{
    return QString::fromStdString(text);
}

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Diagram)
};

using Visits = std::map<QString, std::vector<const console::ElementHistory*>>;

/// When, and by which visit, the source let go of a token that `target` may have taken up; one command ends
/// many elements at the same instant, so keys decide there.
using End = std::pair<Instant, std::int64_t>;

std::optional<End> lastEndBefore(const Visits& visits, const QString& source,
                                 const console::ElementHistory& target)
{
    const auto found = visits.find(source);
    if (found == visits.end()) return std::nullopt;
    std::optional<End> last;
    for (const console::ElementHistory* visit : found->second) {
        if (visit->state == "terminated" || !visit->endedAt || *visit->endedAt > target.startedAt ||
            visit->key >= target.key)
            continue;
        last = std::max(last, std::optional(End(*visit->endedAt, visit->key)));
    }
    return last;
}

} // namespace

Status ElementMarks::status() const
{
    if (incidents > 0) return Status::Failed;
    if (isHeld) return Status::Waiting;
    if (active > 0) return Status::Running;
    // What was undone and done again is done.
    if (completed > 0) return Status::Completed;
    if (compensated > 0) return Status::Compensated;
    return Status::NotStarted;
}

QSet<QString> takenFlows(const std::vector<console::ElementHistory>& history, const DiagramPicture& picture)
{
    Visits visits;
    for (const console::ElementHistory& visit : history)
        visits[q(visit.elementId)].push_back(&visit);
    QHash<QString, QList<const DiagramEdge*>> into;
    for (const DiagramEdge& edge : picture.edges)
        if (edge.kind == EdgeKind::Sequence) into[edge.target].append(&edge);
    QSet<QString> taken;
    for (const auto& [elementId, entered] : visits) {
        const DiagramNode* node = picture.node(elementId);
        const bool joins = node && node->kind == NodeKind::Gateway &&
                           (node->type == bpmn::ElementType::ParallelGateway ||
                            node->type == bpmn::ElementType::InclusiveGateway);
        const QList<const DiagramEdge*> ways = into.value(elementId);
        for (const console::ElementHistory* visit : entered) {
            if (visit->state == "compensated") continue;
            const DiagramEdge* latest = nullptr;
            std::optional<End> when;
            for (const DiagramEdge* way : ways) {
                const auto ended = lastEndBefore(visits, way->source, *visit);
                if (!ended) continue;
                if (joins) taken.insert(way->id);
                if (!when || *ended > *when) {
                    latest = way;
                    when = ended;
                }
            }
            if (latest) taken.insert(latest->id);
        }
    }
    return taken;
}

DiagramMarks marksOf(const console::InstanceDetail& detail, const DiagramPicture& picture)
{
    DiagramMarks marks;
    for (const console::ElementStatus& status : detail.statuses) {
        ElementMarks& element = marks.elements[q(status.elementId)];
        element.active = status.active;
        element.completed = status.completed;
        element.incidents = status.incidents;
        element.compensated = status.compensated;
    }
    for (const std::string& held : detail.heldElements)
        marks.elements[q(held)].isHeld = true;
    marks.taken = takenFlows(detail.elements, picture);
    return marks;
}

QString marksText(const ElementMarks& marks)
{
    QStringList words;
    if (marks.incidents > 0)
        words << (marks.incidents == 1 ? Words::tr("a problem")
                                       : Words::tr("%Ln problems", nullptr, marks.incidents));
    if (marks.isHeld) words << Words::tr("waits to be released by a person");
    if (marks.active > 0) words << Words::tr("%Ln active", nullptr, marks.active);
    if (marks.compensated > 0) words << Words::tr("%Ln compensated", nullptr, marks.compensated);
    if (marks.completed > 0) words << Words::tr("%Ln completed", nullptr, marks.completed);
    return words.join(QStringLiteral(", "));
}

} // namespace habitat::ui
