// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QRectF>
#include <QString>

class QPainter;

namespace habitat::ui {

enum class TextPlace { Centre, Top, Bottom };

/// Draws text wrapped within a box, centred line by line; what has no room ends in … . Returns what was
/// covered. GUI thread.
QRectF drawWrapped(QPainter& painter, const QRectF& box, const QString& text, const QFont& font,
                   TextPlace place);

/// The font, smaller where a word would have to be broken or lines would be lost; never below `smallest`
/// pixels.
QFont fittingFont(const QRectF& box, const QString& text, const QFont& font, int smallest);

} // namespace habitat::ui
