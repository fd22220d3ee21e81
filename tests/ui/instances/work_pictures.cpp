// SPDX-License-Identifier: GPL-3.0-or-later
// Draws Inbox, Instances and Alerts on canned data, for people to look at: work_pictures FOLDER [scene…].
// Every scene in light and dark, at 1280×800 and 1024×690; without names, all scenes.
#include "tests/ui/support/samples.h"
#include "tests/ui/support/work_samples.h"
#include "ui/alerts/alert_commands.h"
#include "ui/alerts/alerts_page.h"
#include "ui/alerts/alerts_place.h"
#include "ui/inbox/inbox_page.h"
#include "ui/inbox/inbox_place.h"
#include "ui/inbox/task_pane.h"
#include "ui/instances/instance_list.h"
#include "ui/instances/instance_view.h"
#include "ui/instances/instances_page.h"
#include "ui/instances/instances_place.h"
#include "ui/shell/main_window.h"
#include "ui/shell/workspace.h"
#include "ui/theme/theme.h"
#include "ui/widgets/record_table.h"

#include <QApplication>
#include <QDialog>
#include <QPainter>
#include <QPushButton>
#include <QTest>

using namespace habitat;
using namespace habitat::ui;

namespace {

struct Scene
{
    QString name;
    QString user;
    Location location;
    std::function<void(FakeBackend&)> give;
    std::function<void(PlaceView&)> act;
};

template <typename Page>
std::function<void(PlaceView&)> on(std::function<void(Page&)> act)
{
    return [act](PlaceView& view) { act(static_cast<Page&>(view)); };
}

void giveLongNames(FakeBackend& backend)
{
    giveInbox(backend);
    const std::string name = "Konstantinos Papadimitriou-Oyelaran-Featherstonehaugh of the Northern Orchards";
    for (console::InboxItem& item : backend.inboxItems) {
        item.person = name;
        item.summary = "labor · " + name + " " + name;
        item.subject += "-" + std::string(30, '7');
    }
}

QList<Scene> scenes()
{
    const Location inbox{"inbox", {}};
    const Location instances{"instances", {}};
    const Location alerts{"alerts", {}};
    const auto one = [](std::int64_t key) {
        return Location{"instances", {{"instance", QString::number(key)}}};
    };
    return {
        {"inbox", "rhea", inbox, giveInbox, {}},
        {"inbox-own", "rhea", {"inbox", {{"item", "7003"}}}, giveInbox, {}},
        {"inbox-question", "rhea", {"inbox", {{"item", "7004"}}}, giveInbox, {}},
        {"inbox-sign", "board", {"inbox", {{"item", "close/2026-Q1/6"}}}, giveInbox, {}},
        {"inbox-checked", "rhea", inbox, giveInbox, on<InboxPage>([](InboxPage& page) {
             for (int row = 0; row < 4; ++row)
                 emit page.table()->checked(page.table()->model()->index(row, 0));
         })},
        {"inbox-bulk", "rhea", inbox, giveInbox,
         on<InboxPage>([](InboxPage& page) { page.commands()->approveAll({page.detail()->item()}); })},
        {"inbox-approve", "rhea", inbox, giveInbox,
         on<InboxPage>([](InboxPage& page) { page.detail()->approveButton()->click(); })},
        {"inbox-reject", "rhea", inbox, giveInbox,
         on<InboxPage>([](InboxPage& page) { page.detail()->rejectButton()->click(); })},
        {"inbox-none", "rhea", inbox, [](FakeBackend& backend) { givePeople(backend); }, {}},
        {"inbox-long", "rhea", inbox, giveLongNames, {}},
        {"inbox-error",
         "rhea",
         inbox,
         [](FakeBackend& backend) {
             giveInbox(backend);
             backend.failQuestion = "inbox ";
         },
         {}},
        {"instances", "ada", instances, giveInstances, {}},
        {"instances-many", "ada", instances, [](FakeBackend& backend) { giveManyInstances(backend, 10'000); },
         on<InstancesPage>([](InstancesPage& page) {
             for (int row = 1; row < 4; ++row)
                 emit page.list()->table()->checked(page.list()->table()->model()->index(row, 0));
         })},
        {"instances-none", "ada", instances, [](FakeBackend& backend) { givePeople(backend); }, {}},
        {"instances-filtered",
         "ada",
         {"instances", {{"state", "retrying"}, {"key", "zzz"}}},
         giveInstances,
         {}},
        {"instance-failed",
         "ada",
         {"instances", {{"instance", QString::number(failedInstance)}, {"element", "accept"}}},
         giveInstances,
         {}},
        {"instance-close", "ada", one(closeInstance), giveInstances, {}},
        {"instance-steps",
         "ada",
         {"instances", {{"instance", QString::number(closeInstance)}, {"tab", "steps"}}},
         giveInstances,
         {}},
        {"instance-variables",
         "ada",
         {"instances", {{"instance", QString::number(failedInstance)}, {"tab", "variables"}}},
         giveInstances,
         {}},
        {"instance-events",
         "ada",
         {"instances", {{"instance", QString::number(failedInstance)}, {"tab", "events"}}},
         giveInstances,
         {}},
        {"instance-cancel", "ada", one(failedInstance), giveInstances,
         on<InstancesPage>([](InstancesPage& page) { page.view()->cancelButton()->click(); })},
        {"alerts", "ada", alerts, giveAlerts, {}},
        {"alerts-many",
         "ada",
         {"alerts", {{"alert", "incident/contribution-approval/accept/treasury.period.none"}}},
         giveAlerts,
         {}},
        {"alerts-none", "ada", alerts, [](FakeBackend& backend) { givePeople(backend); }, {}},
    };
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

bool draw(const Scene& scene, const QSize& size, const QString& file)
{
    FakeBackend backend;
    scene.give(backend);
    PlaceRegistry places;
    places.add(inboxPlace());
    places.add(instancesPlace());
    places.add(alertsPlace());
    MainWindow window(backend, places);
    window.resize(size);
    window.show();
    window.assume(scene.user);
    if (!QTest::qWaitFor([&] { return window.workspace() != nullptr; }, 10000)) return false;
    window.workspace()->go(scene.location);
    const auto ready = [&] {
        const PlaceView* view = window.workspace()->current();
        return view && (view->isLoaded() || !view->loadError().isEmpty());
    };
    if (!QTest::qWaitFor(ready, 10000)) return false;
    QTest::qWait(60);
    if (scene.act) scene.act(*window.workspace()->current());
    QTest::qWait(60);
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
    for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
        const Theme theme(application, choice);
        const QString tone = choice == ThemeChoice::Dark ? QStringLiteral("dark") : QStringLiteral("light");
        for (const Scene& scene : scenes()) {
            if (!wanted.isEmpty() && !wanted.contains(scene.name)) continue;
            for (const QSize size : {QSize(1280, 800), QSize(1024, 690)}) {
                const QString file =
                    QStringLiteral("%1/%2-%3-%4.png").arg(folder, scene.name, tone).arg(size.width());
                if (!draw(scene, size, file)) return qWarning("%s could not be drawn", qPrintable(file)), 1;
            }
        }
    }
    return 0;
}
