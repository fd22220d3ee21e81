// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/status.h"

#include <QColor>
#include <QIcon>
#include <QPixmap>
#include <QString>

class QPainter;
class QRectF;

/// The console's own drawings (resources/icons/*.svg), coloured when they are painted, so that a change of
/// theme needs no new icons. GUI thread.
namespace habitat::ui {

/// An icon that takes the text colour of the theme in force each time it is painted.
QIcon icon(const QString& name);
/// The same in one fixed meaning, for example the shape of a status in its colour.
QIcon statusQIcon(Status status);

void paintIcon(QPainter& painter, const QRectF& where, const QString& name, const QColor& colour);
QPixmap iconPixmap(const QString& name, const QColor& colour, int size, qreal ratio);
/// False where no drawing is called so.
bool hasIcon(const QString& name);

} // namespace habitat::ui
