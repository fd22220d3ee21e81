// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/support/fake_backend.h"

/// Canned work for tests and pictures: what waits in the inbox, instances with their diagrams, and alerts of
/// Pine Ridge on 2026-04-03.
namespace habitat::ui {

inline constexpr std::int64_t failedInstance = 4688;
inline constexpr std::int64_t closeInstance = 4400;
inline constexpr std::int64_t approvalDefinition = 12;
inline constexpr std::int64_t closeDefinition = 11;

/// Seven items: over and below the threshold, overdue, claimed, one's own, a question, a signature.
void giveInbox(FakeBackend& backend);
/// Eight instances in every state; two of them in full.
void giveInstances(FakeBackend& backend);
/// As many instances of contribution approvals, the newest with the highest key.
void giveManyInstances(FakeBackend& backend, int count);
/// Five alerts: open ones, one acknowledged, one snoozed; the first is of several instances.
void giveAlerts(FakeBackend& backend);

console::InboxItem inboxItemOf(const char* subject, std::int64_t minor, const char* person);
console::InstanceItem instanceOf(std::int64_t key, const char* businessKey, const char* state);
/// A file of resources/processes.
std::string processXml(const char* name);

} // namespace habitat::ui
