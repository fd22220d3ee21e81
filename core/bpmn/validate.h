// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bpmn/document.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace habitat::bpmn {

/// What only the rest of the program can know, asked while a file is checked. A rule whose hook is empty is
/// not checked. The hooks must be pure; they are called from the checking thread.
struct DeploymentRules
{
    /// Why the engine cannot run this element, in words that end a sentence ("a conditional event …"), or
    /// nothing.
    std::function<std::optional<std::string>(const Process&, const Element&)> whyNotRunnable;
    /// True where a handler for the job type is registered.
    std::function<bool(std::string_view jobType)> isJobRegistered;
    /// True where the handler changes records, and so should have a compensation.
    std::function<bool(std::string_view jobType)> changesRecords;
    /// What is wrong with a FEEL expression, or nothing.
    std::function<std::optional<std::string>(std::string_view feel)> checkFeel;
};

/// Everything that stands against deploying the file, with the problems found on reading, in the order of the
/// file. Rules of BPMN are checked in every process; rules about running only in those marked executable.
Problems validate(const Document& document, const DeploymentRules& rules = {});

} // namespace habitat::bpmn
