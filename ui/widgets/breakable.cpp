// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/breakable.h"

namespace habitat::ui {

QString breakable(const QString& text)
{
    constexpr int longestRun = 16;
    constexpr QChar maybe(0x200B);
    QString broken;
    int run = 0;
    for (const QChar letter : text) {
        // Nothing comes between the halves of one character.
        if (run >= longestRun && !letter.isLowSurrogate()) {
            broken += maybe;
            run = 0;
        }
        broken += letter;
        run = letter.isSpace() ? 0 : run + 1;
        if (run > 1 && QStringLiteral("/._-").contains(letter)) {
            broken += maybe;
            run = 0;
        }
    }
    return broken;
}

} // namespace habitat::ui
