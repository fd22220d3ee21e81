// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/pictures/scene.h"
#include "tests/ui/support/samples.h"
#include "ui/close/close_commands.h"
#include "ui/close/close_header.h"
#include "ui/close/close_page.h"
#include "ui/close/step_detail_pane.h"
#include "ui/shell/workspace.h"

#include <QPushButton>

namespace habitat::ui {
namespace {

/// A close that has so many steps done.
std::function<void(FakeBackend&)> done(int steps)
{
    return [steps](FakeBackend& backend) { giveClose(backend, steps); };
}

void giveUnmetChecks(FakeBackend& backend)
{
    giveClose(backend, 0);
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

void giveUnbegun(FakeBackend& backend)
{
    giveFailedClose(backend);
    auto& close = backend.closes["2026-Q2"];
    close = {};
    close.period = "2026-Q2";
    close.cooperative = "Pine Ridge Cooperative";
    close.state = "none";
    backend.periodChoices.resize(1);
}

} // namespace

QList<Scene> closeScenes()
{
    const Location close{"close", {}};
    // Left to itself the view chooses a period that is still open.
    const Location locked{"close", {{"period", "2026-Q1"}}};
    return {
        {"signin", {}, close, giveFailedClose, {}},
        {"close-failed", "kim", close, giveFailedClose, {}},
        {"close-ready", "kim", close, done(3), {}},
        {"close-waiting", "kim", close, done(5), {}},
        {"close-locked", "kim", locked, done(11), {}},
        {"close-checks", "kim", close, giveUnmetChecks, {}},
        {"close-none", "kim", close, giveUnbegun, {}},
        {"close-sign", "kim", close, done(5),
         on<ClosePage>([](ClosePage& page) { page.detail()->signButton()->click(); }), 1},
        {"close-preview", "kim", close, giveFailedClose,
         on<ClosePage>([](ClosePage& page) { page.detail()->previewButton()->click(); })},
        {"close-undo", "kim", close, giveFailedClose, on<ClosePage>([](ClosePage& page) {
             page.commands()->undoTo("2026-Q1", 5, QStringLiteral("Propose allocation"));
         }),
         1},
        {"close-reopen", "tess", locked, done(11),
         on<ClosePage>([](ClosePage& page) { page.header()->reopenButton()->click(); }), 1},
        {"close-palette", "kim", close, giveFailedClose,
         on<ClosePage>([](ClosePage& page) { page.window()->findChild<Workspace*>()->openPalette(); }), 1},
    };
}

} // namespace habitat::ui
