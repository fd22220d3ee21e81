// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QObject>
#include <QPointer>

#include <atomic>
#include <functional>
#include <memory>
#include <utility>

/// Where an answer goes: a function that is called once on the GUI thread, unless its asker is gone or has
/// asked again since. Made on the GUI thread; `isWanted` may be asked from any thread.
namespace habitat::ui {

template <typename T>
class Reply
{
public:
    /// For commands: dropped only where `context` is destroyed first.
    Reply(QObject* context, std::function<void(Result<T>)> receive)
        : m_guarded(true), m_context(context), m_receive(std::move(receive))
    {
    }
    /// For questions: dropped once `generation` has moved on (see Latest).
    Reply(std::shared_ptr<std::atomic<quint64>> generation, std::function<void(Result<T>)> receive)
        : m_generation(std::move(generation)), m_asked(m_generation->load()), m_receive(std::move(receive))
    {
    }

    /// False where nobody waits any more: work that was not begun need not be.
    [[nodiscard]] bool isWanted() const { return !m_generation || m_generation->load() == m_asked; }

    /// GUI thread.
    void operator()(Result<T> result) const
    {
        if (isWanted() && (!m_guarded || m_context)) m_receive(std::move(result));
    }

private:
    bool m_guarded = false;
    QPointer<QObject> m_context;
    std::shared_ptr<std::atomic<quint64>> m_generation;
    quint64 m_asked = 0;
    std::function<void(Result<T>)> m_receive;
};

/// Of several loads of the same thing only the last one counts. A member of the view that shows it; nothing
/// is delivered after it is destroyed. GUI thread.
class Latest
{
public:
    Latest() = default;
    Latest(const Latest&) = delete;
    Latest& operator=(const Latest&) = delete;
    ~Latest() { cancel(); }

    template <typename T>
    Reply<T> reply(std::function<void(Result<T>)> receive)
    {
        cancel();
        m_pending = true;
        return Reply<T>(m_generation, [this, receive = std::move(receive)](Result<T> result) {
            m_pending = false;
            receive(std::move(result));
        });
    }

    void cancel()
    {
        ++*m_generation;
        m_pending = false;
    }
    [[nodiscard]] bool isPending() const { return m_pending; }

private:
    std::shared_ptr<std::atomic<quint64>> m_generation = std::make_shared<std::atomic<quint64>>(0);
    bool m_pending = false;
};

} // namespace habitat::ui
