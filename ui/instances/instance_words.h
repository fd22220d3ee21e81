// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/work_views.h"
#include "ui/records/record_model.h"

/// How an instance reads in lists and headers. Pure; GUI thread (translations).
namespace habitat::ui {

/// Its business key, or where it has none its own.
QString titleOf(const console::InstanceItem& instance);
/// "240 ms", "12 s", "3 h 12 m".
QString durationText(Duration length);
/// "3/5": attempts of those allowed; empty where none was made.
QString attemptsText(const console::InstanceItem& instance);
/// "attempt 2 of 5 · next 13:57" behind the status word; empty where there is nothing to add.
QString stateDetail(const console::InstanceItem& instance, Instant now);
bool hasEnded(const console::InstanceItem& instance);

/// The states that the list can be filtered by, with "" for all.
QList<std::pair<QString, QString>> stateChoices();

QList<Column> instanceColumns();
Record recordOf(const console::InstanceItem& instance, Instant now);

} // namespace habitat::ui
