// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/place.h"
#include "ui/widgets/key_registry.h"

#include <QStringList>

namespace habitat::ui {

/// A desk that records what views ask of it.
class FakeDesk final : public Desk
{
public:
    QList<Location> visits;
    int backs = 0;
    bool hasHistory = true;
    QStringList toasts;
    std::function<void()> lastUndo;
    KeyRegistry registry;

    void go(const Location& location) override { visits << location; }
    void back() override { ++backs; }
    [[nodiscard]] bool canGoBack() const override { return hasHistory; }
    void toast(const QString& text, const QString& actionLabel, std::function<void()> action) override;
    KeyRegistry& keys() override { return registry; }
};

} // namespace habitat::ui
