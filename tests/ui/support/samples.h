// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/support/fake_backend.h"

/// Canned views for tests and pictures: Pine Ridge in the middle of its first quarter's close, with the
/// figures of the worked example.
namespace habitat::ui {

/// The people of the sample, and a co-op that is the sample.
void givePeople(FakeBackend& backend);
/// 2026-Q1 with steps 1 to `done` completed; the next one is ready, the rest not started.
void giveClose(FakeBackend& backend, int done);
/// The same with step 7 failed on its second attempt, the next one due.
void giveFailedClose(FakeBackend& backend);
/// The allocation table of the worked example.
exchange::Table allocationTable();
/// A table of that many rows.
exchange::Table longTable(int rows);
console::StepView stepOf(int number);
/// An instant of 2026-04-03, "13:52".
Instant at(const char* time);

} // namespace habitat::ui
