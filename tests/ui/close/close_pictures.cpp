// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the console on canned data, for people to look at: close_pictures OUT.png [light|dark] [WxH] [scene].
// Scenes: failed (default), ready, waiting, locked, none, signin, sign, undo, preview, palette.
#include "tests/ui/support/samples.h"
#include "ui/close/close_commands.h"
#include "ui/close/close_page.h"
#include "ui/close/close_place.h"
#include "ui/close/step_detail_pane.h"
#include "ui/shell/main_window.h"
#include "ui/shell/sign_in_page.h"
#include "ui/shell/workspace.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDialog>
#include <QPainter>
#include <QPushButton>
#include <QTest>

using namespace habitat;
using namespace habitat::ui;

namespace {

void prepare(FakeBackend& backend, const QString& scene)
{
    if (scene == QLatin1String("ready"))
        giveClose(backend, 3);
    else if (scene == QLatin1String("waiting") || scene == QLatin1String("sign"))
        giveClose(backend, 5);
    else if (scene == QLatin1String("locked"))
        giveClose(backend, 11);
    else if (scene == QLatin1String("first"))
        giveClose(backend, 0);
    else
        giveFailedClose(backend);
    if (scene == QLatin1String("none")) {
        backend.closes["2026-Q2"] = {};
        backend.closes["2026-Q2"].period = "2026-Q2";
        backend.closes["2026-Q2"].cooperative = "Pine Ridge Cooperative";
        backend.closes["2026-Q2"].state = "none";
        backend.periodChoices.resize(1);
    }
    if (scene == QLatin1String("first")) {
        auto& checks = backend.details[{"2026-Q1", 1}].checks;
        checks = {{"a", "The prior period is closed", true, {}, "", "", {}},
                  {"b", "No journal is a draft", true, {}, "", "", {}},
                  {"c",
                   "The bank statement is entered",
                   false,
                   {},
                   "Enter the balance of account 1110 on 2026-03-31.",
                   "enter-tie-out",
                   {}},
                  {"d",
                   "Every pending contribution is decided or deferred by name",
                   false,
                   {"C-1042 (Alice Moreno, 21,600.00) is still under review.",
                    "C-1050 (Eli Brandt, 45,000.00) is submitted and has no reviewer."},
                   "Decide them in the Inbox, or defer them to the next period.",
                   "defer-contributions",
                   {"C-1042", "C-1050"}},
                  {"e", "A backup was taken", false, {}, "", "take-backup", {}}};
    }
}

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

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    const Theme theme(application,
                      arguments.value(2) == QLatin1String("dark") ? ThemeChoice::Dark : ThemeChoice::Light);
    const QStringList size = arguments.value(3, QStringLiteral("1280x800")).split(QLatin1Char('x'));
    const QString scene = arguments.value(4, QStringLiteral("failed"));
    FakeBackend backend;
    prepare(backend, scene);
    PlaceRegistry places;
    places.add(closePlace());
    MainWindow window(backend, places);
    window.resize(size[0].toInt(), size[1].toInt());
    window.show();
    bool settled = false;
    QObject::connect(&window, &MainWindow::settled, [&] { settled = true; });
    if (scene != QLatin1String("signin")) window.assume(QStringLiteral("kim"));
    const auto done = [&] { return settled && (scene == QLatin1String("signin") || window.workspace()); };
    if (!QTest::qWaitFor(done, 10000)) return 1;
    if (auto* page = window.findChild<ClosePage*>()) {
        if (!QTest::qWaitFor([&] { return page->isLoaded(); }, 10000)) return 1;
        if (scene == QLatin1String("sign")) page->detail()->signButton()->click();
        if (scene == QLatin1String("preview")) page->detail()->previewButton()->click();
        if (scene == QLatin1String("undo"))
            page->commands()->undoTo("2026-Q1", 5, QStringLiteral("Propose allocation"));
        if (scene == QLatin1String("palette")) window.workspace()->openPalette();
        QTest::qWait(300);
    }
    return pictureOf(window).save(arguments.value(1)) ? 0 : 1;
}
