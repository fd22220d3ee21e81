// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/support/fake_backend.h"

#include <QTest>
#include <QTimer>

namespace habitat::ui {

/// Returns once everything that was asked is answered, and all that the answers made a view ask: for what
/// must not have changed by then.
inline void settle(const FakeBackend& backend)
{
    QVERIFY2(!backend.holdReplies && backend.heldReplies() == 0, "what is held is never answered");
    qsizetype asked = -1;
    while (asked != backend.questions.size()) {
        asked = backend.questions.size();
        // Answers come in the order of the questions, each in a turn of the event loop; so this one is last.
        bool isAnswered = false;
        QTimer::singleShot(0, qApp, [&] { isAnswered = true; });
        QTRY_VERIFY(isAnswered);
    }
}

} // namespace habitat::ui
