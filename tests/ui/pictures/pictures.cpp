// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the console for people to look at: ui_pictures FOLDER [scene…]. Without names all scenes, light and
// wide and dark and narrow; with names those, in both themes and both sizes.
#include "tests/ui/pictures/stage.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QPainter>

using namespace habitat;
using namespace habitat::ui;

namespace {

constexpr QSize wide(1280, 800);
constexpr QSize narrow(1024, 690);

QPixmap pictureOf(Stage& stage)
{
    QPixmap picture = stage.window().grab();
    for (QDialog* dialog : stage.dialogs()) {
        QPainter painter(&picture);
        const QPixmap over = dialog->grab();
        const QRect place(
            QPoint((picture.width() - over.width()) / 2, (picture.height() - over.height()) / 2),
            over.size());
        painter.setPen(Theme::current().border);
        painter.drawPixmap(place.topLeft(), over);
        painter.drawRect(place);
    }
    return picture;
}

bool draw(const Scene& scene, const QSize& size, const QString& file)
{
    Stage stage(size);
    return stage.play(scene) && pictureOf(stage).save(file);
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
