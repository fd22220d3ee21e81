// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/command.h"

#include <algorithm>
#include <array>

namespace habitat::engine {

bool CaughtErrors::contains(const std::string& code) const
{
    return all || std::ranges::binary_search(codes, code);
}

std::string_view nameOf(const Command& command)
{
    static constexpr std::array<std::string_view, std::variant_size_v<Command>> names{
        "CreateInstance", "CompleteJob",   "FailJob",
        "ThrowJobError",  "ReleaseJob",    "TimeoutJob",
        "CompleteTask",   "ClaimTask",     "UnclaimTask",
        "FireTimer",      "RetryIncident", "CompleteCall",
        "FailCall",       "Rewind",        "RewindAll",
        "CancelInstance", "SetVariables",  "TriggerSubscription",
        "EscalateCall",   "StartActivity"};
    return names[command.index()];
}

} // namespace habitat::engine
