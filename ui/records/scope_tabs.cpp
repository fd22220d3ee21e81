// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/scope_tabs.h"

#include "ui/theme/theme.h"

namespace habitat::ui {

ScopeTabs::ScopeTabs(const QString& name, QWidget* parent) : QTabBar(parent)
{
    setDrawBase(false);
    setExpanding(false);
    setElideMode(Qt::ElideNone);
    setUsesScrollButtons(false);
    setAccessibleName(name);
    restyle();
    if (Theme::instance()) connect(Theme::instance(), &Theme::changed, this, &ScopeTabs::restyle);
}

/// The frame of the focus is the tab's, not the bar's: a bar may be as wide as the window.
void ScopeTabs::restyle()
{
    const Palette& palette = Theme::current();
    setStyleSheet(
        QStringLiteral("QTabBar, QTabBar:focus { border: none; }"
                       "QTabBar::tab:selected { border: 2px solid transparent; border-bottom-color: %1; }"
                       "QTabBar::tab:selected:focus { border: 2px solid %1; border-radius: 4px; }")
            .arg(palette.accent.name()));
}

void ScopeTabs::setCount(int tab, const QString& word, int count)
{
    setTabText(tab, count > 0 ? QStringLiteral("%1  %2").arg(word).arg(count) : word);
}

} // namespace habitat::ui
