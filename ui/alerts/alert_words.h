// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/work_views.h"
#include "ui/records/record_model.h"

/// How an alert reads. Pure; GUI thread (translations).
namespace habitat::ui {

/// Shape, word and colour of a severity: an octagon for what failed, a triangle for what waits too long.
QString severityIcon(console::AlertSeverity severity);
Tone severityTone(console::AlertSeverity severity);
QColor severityColour(console::AlertSeverity severity);
QString severityText(console::AlertSeverity severity);
/// "Open", "Acknowledged by ada", "Snoozed by ada".
QString alertStateText(const console::AlertItem& alert);
bool isOpen(const console::AlertItem& alert);
/// "12 min", "2 d": for how long.
QString lastingText(Instant since, Instant now);

/// The process that the cause names; empty where it names none ("incident/period-close/freeze/close.drill").
std::string processOf(const console::AlertItem& alert);

QList<Column> alertColumns();
Record recordOf(const console::AlertItem& alert, Instant now);
/// Every word of `typed` stands somewhere in the alert.
bool matches(const console::AlertItem& alert, const QString& typed);

/// Until 8 in the morning of the next day, where the person is.
Duration untilTomorrow(Instant now);

} // namespace habitat::ui
