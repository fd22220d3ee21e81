// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/fake_desk.h"

namespace habitat::ui {

void FakeDesk::toast(const QString& text, const QString& actionLabel, std::function<void()> action)
{
    toasts << text;
    lastUndo = actionLabel.isEmpty() ? std::function<void()>() : std::move(action);
}

} // namespace habitat::ui
