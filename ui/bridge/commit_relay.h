// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/console.h"

#include <QObject>
#include <QTimer>

#include <mutex>
#include <optional>

namespace habitat::ui {

/// Brings commits from the writer's thread to the GUI's. The first of a burst comes at once, the rest of it
/// together every `interval`, so that an engine at full speed costs the window a few reads a second.
/// `post` may be called from any thread; everything else belongs to the thread of this object.
class CommitRelay final : public QObject
{
    Q_OBJECT

public:
    explicit CommitRelay(std::chrono::milliseconds interval = std::chrono::milliseconds(120),
                         QObject* parent = nullptr);

    void post(const console::Committed& what);

signals:
    void committed(const habitat::console::Committed& what);

private:
    void deliver();

    QTimer m_pause;
    std::mutex m_mutex;
    std::optional<console::Committed> m_waiting;
    bool m_asked = false;
};

/// What both say, as one: the later number, every instance once.
console::Committed merged(console::Committed earlier, const console::Committed& later);

} // namespace habitat::ui
