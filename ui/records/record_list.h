// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/records/record_model.h"

namespace habitat::ui {

class RecordTable;

/// Makes a table show records: check boxes in its first column where the model has checks, widths that leave
/// room for shapes, one column that takes what is left. Space and a click on the box check a row. GUI thread.
void equip(RecordTable& table, RecordModel& model, const QString& name, int stretchColumn);

/// The table shows these records now. The current row stays current; where it is gone, the one in its place
/// is.
void showRecords(RecordTable& table, RecordModel& model, QList<Record> records);

/// The key of the current row; empty where there is none.
QString currentKey(const RecordTable& table);
/// Makes the row of this key current without scrolling more than needed; false where there is none.
bool setCurrentKey(RecordTable& table, const QString& key);

} // namespace habitat::ui
