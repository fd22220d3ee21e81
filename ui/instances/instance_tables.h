// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/work_views.h"
#include "ui/diagram/marks.h"
#include "ui/records/record_model.h"

/// What an instance's tabs list: what it did, its steps, what it knows, its journal, its problems. Pure; GUI
/// thread (translations).
namespace habitat::ui {

struct TabRows
{
    QList<Record> records;
    /// Which element of the diagram a row is about, by the row's key.
    QHash<QString, QString> elements;
};

QList<Column> timelineColumns();
TabRows timelineRows(const console::InstanceDetail& detail, Instant now);
QList<Column> stepColumns();
TabRows stepRows(const DiagramPicture& picture, const DiagramMarks& marks,
                 const console::InstanceDetail& detail, Instant now);
QList<Column> variableColumns();
TabRows variableRows(const console::InstanceDetail& detail);
QList<Column> eventColumns();
TabRows eventRows(const console::InstanceDetail& detail, Instant now);
QList<Column> problemColumns();
TabRows problemRows(const console::InstanceDetail& detail, Instant now);

/// What an engine event says to people ("job.fail" → "Attempt failed"); its own word where it is not known.
QString eventText(const std::string& what);
/// JSON on one line; text without its quotation marks.
QString valueText(const nlohmann::json& value);

} // namespace habitat::ui
