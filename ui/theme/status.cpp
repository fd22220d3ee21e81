// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/status.h"

#include <QCoreApplication>

#include <utility>

namespace habitat::ui {
namespace {

struct Entry
{
    const char* word;
    const char* icon;
};

constexpr Entry entryOf(Status status)
{
    switch (status) {
    case Status::NotStarted:
        return {QT_TRANSLATE_NOOP("Status", "Not started"), "status-not-started"};
    case Status::Ready:
        return {QT_TRANSLATE_NOOP("Status", "Ready"), "status-ready"};
    case Status::Running:
        return {QT_TRANSLATE_NOOP("Status", "Running"), "status-running"};
    case Status::Waiting:
        return {QT_TRANSLATE_NOOP("Status", "Waiting"), "status-waiting"};
    case Status::Retrying:
        return {QT_TRANSLATE_NOOP("Status", "Retrying"), "status-retrying"};
    case Status::Suspended:
        return {QT_TRANSLATE_NOOP("Status", "Suspended"), "status-suspended"};
    case Status::Completed:
        return {QT_TRANSLATE_NOOP("Status", "Completed"), "status-completed"};
    case Status::Failed:
        return {QT_TRANSLATE_NOOP("Status", "Failed"), "status-failed"};
    case Status::Compensating:
        return {QT_TRANSLATE_NOOP("Status", "Compensating"), "status-compensating"};
    case Status::Compensated:
        return {QT_TRANSLATE_NOOP("Status", "Compensated"), "status-compensated"};
    case Status::Skipped:
        return {QT_TRANSLATE_NOOP("Status", "Skipped"), "status-skipped"};
    case Status::Cancelled:
        return {QT_TRANSLATE_NOOP("Status", "Cancelled"), "status-cancelled"};
    }
    return {"", ""};
}

constexpr std::pair<std::string_view, Status> words[] = {
    {"not_started", Status::NotStarted},
    {"none", Status::NotStarted},
    {"ready", Status::Ready},
    {"running", Status::Running},
    {"active", Status::Running},
    {"waiting", Status::Waiting},
    {"retrying", Status::Retrying},
    {"suspended", Status::Suspended},
    {"paused", Status::Suspended},
    {"completed", Status::Completed},
    {"locked", Status::Completed},
    {"failed", Status::Failed},
    {"incident", Status::Failed},
    {"compensating", Status::Compensating},
    {"compensated", Status::Compensated},
    {"undone", Status::Compensated},
    {"skipped", Status::Skipped},
    {"cancelled", Status::Cancelled},
    {"terminated", Status::Cancelled},
};

} // namespace

QString statusWord(Status status)
{
    return QCoreApplication::translate("Status", entryOf(status).word);
}

QString statusIcon(Status status)
{
    return QString::fromLatin1(entryOf(status).icon);
}

Status parseStatus(std::string_view word)
{
    for (const auto& [text, status] : words)
        if (text == word) return status;
    return Status::NotStarted;
}

} // namespace habitat::ui
