// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/commit_relay.h"

#include <algorithm>

namespace habitat::ui {

console::Committed merged(console::Committed earlier, const console::Committed& later)
{
    earlier.lastSeq = std::max(earlier.lastSeq, later.lastSeq);
    earlier.books |= later.books;
    std::vector<std::int64_t>& keys = earlier.instances;
    keys.insert(keys.end(), later.instances.begin(), later.instances.end());
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    return earlier;
}

CommitRelay::CommitRelay(std::chrono::milliseconds interval, QObject* parent) : QObject(parent)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(interval);
    connect(&m_pause, &QTimer::timeout, this, &CommitRelay::deliver);
}

void CommitRelay::post(const console::Committed& what)
{
    const std::scoped_lock lock(m_mutex);
    m_waiting = m_waiting ? merged(std::move(*m_waiting), what) : merged({}, what);
    if (!m_asked) {
        m_asked = true;
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (!m_pause.isActive()) deliver();
            },
            Qt::QueuedConnection);
    }
}

void CommitRelay::deliver()
{
    std::optional<console::Committed> what;
    {
        const std::scoped_lock lock(m_mutex);
        m_asked = false;
        what.swap(m_waiting);
    }
    if (!what) return;
    m_pause.start();
    emit committed(*what);
}

} // namespace habitat::ui
