// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/pictures/stage.h"

#include "tests/ui/support/settled.h"
#include "ui/alerts/alerts_place.h"
#include "ui/close/close_place.h"
#include "ui/inbox/inbox_place.h"
#include "ui/instances/instances_place.h"
#include "ui/shell/workspace.h"

#include <QDialog>
#include <QSignalSpy>

namespace habitat::ui {
namespace {

constexpr int patience = 30'000;

} // namespace

Stage::Stage(const QSize& size) : m_size(size) {}

Stage::~Stage() = default;

bool Stage::play(const Scene& scene)
{
    scene.give(m_backend);
    PlaceRegistry places;
    for (const auto& place : {inboxPlace(), closePlace(), instancesPlace(), alertsPlace()})
        places.add(place);
    m_window = std::make_unique<MainWindow>(m_backend, places);
    QSignalSpy settled(m_window.get(), &MainWindow::settled);
    m_window->resize(m_size);
    m_window->show();
    if (scene.user.isEmpty()) {
        if (!QTest::qWaitFor([&] { return !settled.isEmpty(); }, patience)) return false;
    } else if (!enter(scene)) {
        return false;
    }
    settle(m_backend);
    if (scene.act) scene.act(*m_window->workspace()->current());
    settle(m_backend);
    return true;
}

bool Stage::enter(const Scene& scene)
{
    m_window->assume(scene.user);
    if (!QTest::qWaitFor([&] { return m_window->workspace() != nullptr; }, patience)) return false;
    m_window->workspace()->go(scene.location);
    return QTest::qWaitFor(
        [&] {
            const PlaceView* view = m_window->workspace()->current();
            return view && (view->isLoaded() || !view->loadError().isEmpty());
        },
        patience);
}

QList<QDialog*> Stage::dialogs() const
{
    QList<QDialog*> shown;
    for (QDialog* dialog : m_window->findChildren<QDialog*>())
        if (dialog->isVisible()) shown << dialog;
    return shown;
}

} // namespace habitat::ui
