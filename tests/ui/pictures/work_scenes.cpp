// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/pictures/scene.h"
#include "tests/ui/support/samples.h"
#include "tests/ui/support/work_samples.h"
#include "ui/alerts/alert_commands.h"
#include "ui/inbox/inbox_page.h"
#include "ui/inbox/task_pane.h"
#include "ui/instances/instance_list.h"
#include "ui/instances/instance_view.h"
#include "ui/instances/instances_page.h"
#include "ui/widgets/record_table.h"

#include <QPushButton>

namespace habitat::ui {
namespace {

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

} // namespace

QList<Scene> workScenes()
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
         on<InboxPage>([](InboxPage& page) { page.commands()->approveAll({page.detail()->item()}); }), 1},
        {"inbox-approve", "rhea", inbox, giveInbox,
         on<InboxPage>([](InboxPage& page) { page.detail()->approveButton()->click(); }), 1},
        {"inbox-reject", "rhea", inbox, giveInbox,
         on<InboxPage>([](InboxPage& page) { page.detail()->rejectButton()->click(); }), 1},
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
         on<InstancesPage>([](InstancesPage& page) { page.view()->cancelButton()->click(); }), 1},
        {"alerts", "ada", alerts, giveAlerts, {}},
        {"alerts-many",
         "ada",
         {"alerts", {{"alert", "incident/contribution-approval/accept/treasury.period.none"}}},
         giveAlerts,
         {}},
        {"alerts-none", "ada", alerts, [](FakeBackend& backend) { givePeople(backend); }, {}},
    };
}

} // namespace habitat::ui
