// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/close/cases.h"

/// Looks at one contribution of a test's co-op. The test's thread.
namespace habitat::test {

constexpr auto why = "The hours were counted twice";

inline console::ContributionDetail shown(SampleCooperative& sample, const std::string& reference)
{
    return sample.questions().contribution(sample.as("auditor"), reference).value();
}

inline QString stateOf(SampleCooperative& sample, const std::string& reference)
{
    const auto& contribution = shown(sample, reference).item.contribution;
    return QString::fromStdString(std::string(people::toText(contribution.state)));
}

/// What waits in the reviewer's inbox for it.
inline std::string taskOf(SampleCooperative& sample, const std::string& reference)
{
    const auto waits =
        sample.questions().inbox(sample.as("reviewer"), console::InboxScope::Mine, 100).value();
    const auto found = std::ranges::find(waits, reference, &console::InboxItem::subject);
    return found == waits.end() ? std::string() : found->key;
}

inline QString approvalState(SampleCooperative& sample, const std::string& reference)
{
    console::InstanceFilter filter;
    filter.key = reference;
    const auto page = sample.questions().instances(sample.as("auditor"), filter).value();
    return page.rows.empty() ? QString() : QString::fromStdString(page.rows.front().state);
}

} // namespace habitat::test
