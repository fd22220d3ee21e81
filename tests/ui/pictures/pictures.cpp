// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the console for people to look at: pictures FOLDER [scene…]. Without names all scenes, light and wide
// and dark and narrow; with names those, in both themes and both sizes.
#include "tests/ui/pictures/scene.h"
#include "tests/ui/support/settled.h"
#include "ui/alerts/alerts_place.h"
#include "ui/close/close_place.h"
#include "ui/inbox/inbox_place.h"
#include "ui/instances/instances_place.h"
#include "ui/shell/main_window.h"
#include "ui/shell/workspace.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QPainter>

using namespace habitat;
using namespace habitat::ui;

namespace {

constexpr int patience = 30'000;
constexpr QSize wide(1280, 800);
constexpr QSize narrow(1024, 690);

QPixmap pictureOf(MainWindow& window)
{
    QPixmap picture = window.grab();
    for (QDialog* dialog : window.findChildren<QDialog*>())
        if (dialog->isVisible()) {
            QPainter painter(&picture);
            const QPixmap over = dialog->grab();
            const QPoint where((window.width() - dialog->width()) / 2,
                               (window.height() - dialog->height()) / 2);
            painter.setPen(Theme::current().border);
            painter.drawPixmap(where, over);
            painter.drawRect(QRect(where, dialog->size()));
        }
    return picture;
}

/// Signs in and goes to the place; false where it never came to rest.
bool enter(MainWindow& window, const Scene& scene)
{
    window.assume(scene.user);
    if (!QTest::qWaitFor([&] { return window.workspace() != nullptr; }, patience)) return false;
    window.workspace()->go(scene.location);
    return QTest::qWaitFor(
        [&] {
            const PlaceView* view = window.workspace()->current();
            return view && (view->isLoaded() || !view->loadError().isEmpty());
        },
        patience);
}

bool draw(const Scene& scene, const QSize& size, const QString& file)
{
    FakeBackend backend;
    scene.give(backend);
    PlaceRegistry places;
    for (const auto& place : {inboxPlace(), closePlace(), instancesPlace(), alertsPlace()})
        places.add(place);
    MainWindow window(backend, places);
    bool isSettled = false;
    QObject::connect(&window, &MainWindow::settled, [&] { isSettled = true; });
    window.resize(size);
    window.show();
    if (!scene.user.isEmpty()) {
        if (!enter(window, scene)) return false;
    } else if (!QTest::qWaitFor([&] { return isSettled; }, patience)) {
        return false;
    }
    settle(backend);
    if (scene.act) scene.act(*window.workspace()->current());
    settle(backend);
    return pictureOf(window).save(file);
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    const QString folder = arguments.value(1, QStringLiteral("."));
    const QStringList wanted = arguments.mid(2);
    QDir().mkpath(folder);
    const auto scenes = closeScenes() + workScenes();
    for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
        const Theme theme(application, choice);
        const bool isDark = choice == ThemeChoice::Dark;
        for (const Scene& scene : scenes) {
            if (!wanted.isEmpty() && !wanted.contains(scene.name)) continue;
            const auto sizes =
                wanted.isEmpty() ? QList<QSize>{isDark ? narrow : wide} : QList<QSize>{wide, narrow};
            for (const QSize& size : sizes) {
                const auto file = QStringLiteral("%1/%2-%3-%4.png")
                                      .arg(folder, scene.name, isDark ? "dark" : "light")
                                      .arg(size.width());
                if (!draw(scene, size, file)) return qWarning("%s could not be drawn", qPrintable(file)), 1;
            }
        }
    }
    return 0;
}
