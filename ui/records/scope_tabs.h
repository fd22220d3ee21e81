// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTabBar>

namespace habitat::ui {

/// Tabs that choose what a list shows, each with its word and how many. GUI thread.
class ScopeTabs final : public QTabBar
{
    Q_OBJECT

public:
    explicit ScopeTabs(const QString& name, QWidget* parent = nullptr);

    /// No number where `count` is 0.
    void setCount(int tab, const QString& word, int count);

private:
    void restyle();
};

} // namespace habitat::ui
