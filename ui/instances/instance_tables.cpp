// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/instances/instance_tables.h"

#include "ui/instances/instance_words.h"
#include "ui/widgets/text.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

namespace habitat::ui {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Instances)
};

Cell plain(const QString& text)
{
    return {text, {}, {}, Tone::Plain, {}};
}

Cell quiet(const QString& text, const QString& tip = {})
{
    return {text, tip, {}, Tone::Quiet, {}};
}

void addWords(Record& record)
{
    QStringList words;
    for (const Cell& cell : std::as_const(record.cells))
        words << cell.text;
    words.removeAll(QString());
    record.words = words.join(QStringLiteral(", "));
}

std::string typeWord(const std::string& type)
{
    std::string words;
    for (const char letter : type) {
        if (letter >= 'A' && letter <= 'Z') words += ' ';
        words += char(std::tolower(static_cast<unsigned char>(letter)));
    }
    return words;
}

} // namespace

QString valueText(const nlohmann::json& value)
{
    return value.is_string() ? fromCore(value.get<std::string>()) : fromCore(value.dump());
}

QString eventText(const std::string& what)
{
    static const std::map<std::string, const char*, std::less<>> known = {
        {"instance.start", QT_TRANSLATE_NOOP("Instances", "Started")},
        {"job.complete", QT_TRANSLATE_NOOP("Instances", "Step done")},
        {"job.fail", QT_TRANSLATE_NOOP("Instances", "Attempt failed")},
        {"job.error", QT_TRANSLATE_NOOP("Instances", "Error thrown")},
        {"job.release", QT_TRANSLATE_NOOP("Instances", "Step released")},
        {"job.timeout", QT_TRANSLATE_NOOP("Instances", "Attempt timed out")},
        {"task.complete", QT_TRANSLATE_NOOP("Instances", "Task completed")},
        {"task.claim", QT_TRANSLATE_NOOP("Instances", "Task claimed")},
        {"task.unclaim", QT_TRANSLATE_NOOP("Instances", "Task given back")},
        {"timer.fire", QT_TRANSLATE_NOOP("Instances", "Timer fired")},
        {"incident.retry", QT_TRANSLATE_NOOP("Instances", "Retried")},
        {"call.complete", QT_TRANSLATE_NOOP("Instances", "Called process ended")},
        {"call.fail", QT_TRANSLATE_NOOP("Instances", "Called process failed")},
        {"instance.rewind", QT_TRANSLATE_NOOP("Instances", "Undone back to a step")},
        {"instance.compensate", QT_TRANSLATE_NOOP("Instances", "Undone")},
        {"instance.cancel", QT_TRANSLATE_NOOP("Instances", "Cancelled")},
        {"instance.variables", QT_TRANSLATE_NOOP("Instances", "Variables changed")},
    };
    const auto found = known.find(what);
    return found == known.end() ? fromCore(what) : Words::tr(found->second);
}

QList<Column> timelineColumns()
{
    return {{Words::tr("Step")},
            {Words::tr("State")},
            {Words::tr("Began")},
            {Words::tr("Took"), Digits::Yes},
            {Words::tr("When")}};
}

TabRows timelineRows(const console::InstanceDetail& detail, Instant now)
{
    TabRows rows;
    for (const console::ElementHistory& visit : detail.elements) {
        // The process itself is the whole line, not a bar of it.
        if (visit.type == "process") continue;
        Record record;
        record.key = QString::number(visit.key);
        const Status status = parseStatus(visit.state);
        const Instant end = visit.endedAt.value_or(now);
        record.cells = {
            plain(fromCore(visit.name.empty() ? visit.elementId : visit.name)),
            {statusWord(status), {}, status, Tone::Plain, {}},
            quiet(shortTime(visit.startedAt, now), absoluteTime(visit.startedAt)),
            plain(durationText(end - visit.startedAt)),
            {{},
             visit.endedAt
                 ? Words::tr("%1 to %2").arg(absoluteTime(visit.startedAt), absoluteTime(*visit.endedAt))
                 : Words::tr("since %1").arg(absoluteTime(visit.startedAt)),
             {},
             Tone::Plain,
             {}}};
        addWords(record);
        rows.elements.insert(record.key, fromCore(visit.elementId));
        rows.records.append(std::move(record));
    }
    return rows;
}

QList<Column> stepColumns()
{
    return {{Words::tr("Step")},
            {Words::tr("State")},
            {Words::tr("Kind")},
            {Words::tr("Done"), Digits::Yes},
            {Words::tr("Problems"), Digits::Yes},
            {Words::tr("Id")}};
}

TabRows stepRows(const DiagramPicture& picture, const DiagramMarks& marks,
                 const console::InstanceDetail& detail, Instant)
{
    TabRows rows;
    const auto add = [&](const QString& id, const QString& name, const QString& kind) {
        const ElementMarks mark = marks.of(id);
        const Status status = mark.status();
        Record record;
        record.key = id;
        const QString state = status == Status::Waiting ? Words::tr("Held") : statusWord(status);
        record.cells = {
            plain(name),
            {state, marksText(mark), status, Tone::Plain, {}},
            quiet(kind),
            plain(mark.completed > 0 ? QString::number(mark.completed) : QString()),
            {mark.incidents > 0 ? QString::number(mark.incidents) : QString(), {}, {}, Tone::Danger, {}},
            quiet(id)};
        addWords(record);
        rows.elements.insert(id, id);
        rows.records.append(std::move(record));
    };
    QList<const DiagramNode*> activities;
    for (const DiagramNode& node : picture.nodes)
        if (node.kind == NodeKind::Activity) activities << &node;
    std::sort(activities.begin(), activities.end(),
              [](const DiagramNode* a, const DiagramNode* b) { return a->order < b->order; });
    for (const DiagramNode* node : activities)
        add(node->id, nameText(*node), kindText(*node));
    // A process without a picture still has the steps that were reached.
    for (const console::ElementHistory& visit : detail.elements) {
        const QString id = fromCore(visit.elementId);
        if (visit.type == "process" || picture.node(id) || rows.elements.contains(id)) continue;
        add(id, fromCore(visit.name), capitalised(fromCore(typeWord(visit.type))));
    }
    return rows;
}

QList<Column> variableColumns()
{
    return {{Words::tr("Name")}, {Words::tr("Value")}, {Words::tr("Scope")}};
}

TabRows variableRows(const console::InstanceDetail& detail)
{
    TabRows rows;
    for (const console::VariableItem& variable : detail.variables) {
        Record record;
        record.key = QStringLiteral("%1/%2").arg(fromCore(variable.scope), fromCore(variable.name));
        QString value = valueText(variable.value);
        // A table shows the beginning; the whole value is copied from the tooltip's text.
        constexpr qsizetype shown = 400;
        const QString tip =
            variable.value.is_structured() ? fromCore(variable.value.dump(2)).left(4000) : value.left(4000);
        if (value.size() > shown) value = value.left(shown) + QChar(0x2026);
        record.cells = {{fromCore(variable.name), {}, {}, Tone::Strong, {}},
                        {value.replace(QLatin1Char('\n'), QLatin1Char(' ')), tip, {}, Tone::Plain, {}},
                        quiet(fromCore(variable.scope))};
        addWords(record);
        rows.records.append(std::move(record));
    }
    return rows;
}

QList<Column> eventColumns()
{
    return {{Words::tr("When")},
            {Words::tr("What")},
            {Words::tr("Who")},
            {Words::tr("With")},
            {Words::tr("Number"), Digits::Yes}};
}

TabRows eventRows(const console::InstanceDetail& detail, Instant now)
{
    TabRows rows;
    for (const console::EventItem& event : detail.events) {
        Record record;
        record.key = QString::number(event.seq);
        const QString body =
            event.body.is_null() || event.body.empty() ? QString() : fromCore(event.body.dump());
        record.cells = {
            quiet(shortTime(event.at, now), absoluteTime(event.at)),
            {eventText(event.what), fromCore(event.what), {}, Tone::Plain, {}},
            plain(fromCore(event.who)),
            quiet(body.left(400), body.isEmpty() ? QString() : fromCore(event.body.dump(2)).left(4000)),
            quiet(record.key)};
        addWords(record);
        if (!event.elementId.empty()) rows.elements.insert(record.key, fromCore(event.elementId));
        rows.records.append(std::move(record));
    }
    return rows;
}

QList<Column> problemColumns()
{
    return {{Words::tr("State")},
            {Words::tr("Step")},
            {Words::tr("What failed")},
            {Words::tr("Since")},
            {Words::tr("Attempts"), Digits::Yes},
            {Words::tr("Code")}};
}

TabRows problemRows(const console::InstanceDetail& detail, Instant now)
{
    TabRows rows;
    // Open ones first, the newest above; those that were mended below.
    std::vector<const console::ProblemItem*> problems;
    for (const console::ProblemItem& problem : detail.problems)
        problems.push_back(&problem);
    std::stable_sort(problems.begin(), problems.end(), [](const auto* a, const auto* b) {
        return std::pair(a->resolvedAt.has_value(), -a->since.time_since_epoch()) <
               std::pair(b->resolvedAt.has_value(), -b->since.time_since_epoch());
    });
    for (const console::ProblemItem* problem : problems) {
        const Status status = problem->resolvedAt ? Status::Completed : Status::Failed;
        QString tip = fromCore(problem->message);
        if (!problem->context.is_null() && !problem->context.empty())
            tip += QStringLiteral("\n") + fromCore(problem->context.dump(2)).left(2000);
        Record record;
        record.key = QString::number(problem->incidentKey);
        record.cells = {
            {problem->resolvedAt ? Words::tr("Mended") : Words::tr("Open"), {}, status, Tone::Plain, {}},
            plain(fromCore(problem->elementName)),
            {fromCore(problem->message), tip, {}, Tone::Plain, {}},
            quiet(shortTime(problem->since, now), absoluteTime(problem->since)),
            plain(QString::number(problem->attempts)),
            quiet(fromCore(problem->code))};
        addWords(record);
        rows.elements.insert(record.key, fromCore(problem->elementId));
        rows.records.append(std::move(record));
    }
    return rows;
}

} // namespace habitat::ui
