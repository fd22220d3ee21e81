// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/status.h"

#include <QColor>
#include <QPalette>
#include <QString>

#include <vector>

/// Every colour of the console by what it means, light and dark. Constant values; any thread.
namespace habitat::ui {

enum class Appearance { Light, Dark };

struct StatusColours
{
    QColor text;
    QColor tint;
};

struct Palette
{
    Appearance appearance = Appearance::Light;
    QColor window;
    QColor alternate;
    QColor text;
    QColor secondary;
    /// Outline of controls: 3 : 1 against the window, so that a control can be seen.
    QColor border;
    /// Lines that only separate; carry no meaning.
    QColor hairline;
    QColor hover;
    /// Links, focus, the main button.
    QColor accent;
    QColor onAccent;
    /// Selected rows; text on it stays `text`.
    QColor selection;
    QColor disabled;
    /// Buttons that destroy or reverse.
    QColor danger;
    QColor onDanger;
    /// Toasts and tips float above the page in the other appearance's surface.
    QColor floating;
    QColor onFloating;
    QColor floatingAccent;

    [[nodiscard]] StatusColours status(Status status) const;
    static const Palette& of(Appearance appearance);
};

/// A pair of colours in which text is drawn somewhere.
struct TextPair
{
    QString what;
    QColor text;
    QColor surface;
};

/// All of them; each must reach a contrast of 4.5.
std::vector<TextPair> textPairs(const Palette& palette);

/// Contrast of two opaque colours, 1 to 21 (WCAG 2.1, relative luminance).
double contrast(const QColor& a, const QColor& b);

QPalette toQPalette(const Palette& palette);

} // namespace habitat::ui
