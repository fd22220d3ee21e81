// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/rows.h"

#include <array>

namespace habitat::store {

namespace {

constexpr std::array<std::string_view, 8> instanceWords = {
    "", "running", "failed", "suspended", "completed", "cancelled", "compensated", "terminated"};
constexpr std::array<std::string_view, 5> elementWords = {"", "active", "completed", "terminated",
                                                          "compensated"};
constexpr std::array<std::string_view, 6> jobWords = {"",        "ready",         "held",
                                                      "running", "waiting_retry", "failed"};
constexpr std::array<std::string_view, 4> taskWords = {"", "open", "completed", "cancelled"};

} // namespace

std::string_view toText(InstanceStatus status)
{
    return instanceWords.at(std::size_t(status));
}

std::string_view toText(ElementStatus status)
{
    return elementWords.at(std::size_t(status));
}

std::string_view toText(JobStatus status)
{
    return jobWords.at(std::size_t(status));
}

std::string_view toText(TaskStatus status)
{
    return taskWords.at(std::size_t(status));
}

std::optional<InstanceStatus> parseInstanceStatus(std::string_view text)
{
    for (std::size_t i = 1; i < instanceWords.size(); ++i)
        if (instanceWords[i] == text) return InstanceStatus(i);
    return std::nullopt;
}

} // namespace habitat::store
