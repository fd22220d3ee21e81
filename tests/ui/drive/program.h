// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/calendar.h"
#include "ui/bridge/core_backend.h"
#include "ui/shell/main_window.h"
#include "ui/shell/rail.h"
#include "ui/shell/workspace.h"

#include <QTest>

/// The console as it is driven: the whole window on the live engine.
namespace habitat::test {

constexpr int patience = 60'000;

inline bool soon(const std::function<bool()>& done)
{
    return QTest::qWaitFor(done, patience);
}

/// Begins on a day when the first quarter of 2026 can be closed, and goes on like any clock.
class ClosingDay final : public Clock
{
public:
    [[nodiscard]] Instant now() const override
    {
        const auto passed = std::chrono::steady_clock::now() - m_started;
        return m_begin + std::chrono::duration_cast<Duration>(passed);
    }

private:
    Instant m_begin = Instant(std::chrono::sys_days(std::chrono::year(2026) / 5 / 4) + std::chrono::hours(9));
    std::chrono::steady_clock::time_point m_started = std::chrono::steady_clock::now();
};

/// One run of the program.
struct Program
{
    ui::CoreBackend backend;
    ui::MainWindow window;

    explicit Program(console::OpenOptions options)
        : backend(std::move(options)), window(backend, ui::allPlaces())
    {
        window.resize(1280, 800);
        window.show();
        window.activateWindow();
    }
    template <typename Page>
    Page* page()
    {
        return window.workspace() ? qobject_cast<Page*>(window.workspace()->current()) : nullptr;
    }
    int badge(const QString& place)
    {
        if (!window.workspace()) return -1;
        for (const ui::RailButton* button : window.workspace()->rail()->buttons())
            if (button->placeId() == place) return button->badge();
        return -1;
    }
};

} // namespace habitat::test
