// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <array>
#include <string_view>

/// The states that people see, each with its own word, shape and colours. Values; any thread.
namespace habitat::ui {

enum class Status {
    NotStarted,
    Ready,
    Running,
    Waiting,
    Retrying,
    Suspended,
    Completed,
    Failed,
    Compensating,
    Compensated,
    Skipped,
    Cancelled,
};

inline constexpr std::array allStatuses = {
    Status::NotStarted,   Status::Ready,       Status::Running,   Status::Waiting,
    Status::Retrying,     Status::Suspended,   Status::Completed, Status::Failed,
    Status::Compensating, Status::Compensated, Status::Skipped,   Status::Cancelled,
};

/// "Completed", translated.
QString statusWord(Status status);
/// Name of its shape in resources/icons ("status-completed").
QString statusIcon(Status status);
/// Reads the words that core answers with ("waiting", "failed", "locked" …); NotStarted for the unknown.
Status parseStatus(std::string_view word);

} // namespace habitat::ui
