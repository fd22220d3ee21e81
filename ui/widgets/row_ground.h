// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFlags>

class QPainter;
class QRectF;

/// The ground of a row that a person chooses from: the same in the rail and in lists that paint themselves.
namespace habitat::ui {

enum class RowState { Chosen = 1, Hovered = 2, Focused = 4 };
Q_DECLARE_FLAGS(RowStates, RowState)
Q_DECLARE_OPERATORS_FOR_FLAGS(RowStates)

void paintRowGround(QPainter& painter, const QRectF& box, RowStates states);

} // namespace habitat::ui
