// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bpmn/validate.h"

#include <string>
#include <string_view>

namespace habitat::bpmn {

/// One process under check, and where the problems go. The families of rules are free functions over it, one
/// file each. Lives on the stack of `validate`.
struct Check
{
    const Definitions& definitions;
    const Process& process;
    const DeploymentRules& rules;
    Problems& problems;

    void error(const Element& at, std::string code, std::string message) const;
    void warning(const Element& at, std::string code, std::string message) const;
    void error(const SequenceFlow& at, std::string code, std::string message) const;
    void warning(const SequenceFlow& at, std::string code, std::string message) const;

    /// "The service task “Pay members” (pay)": how messages begin.
    [[nodiscard]] std::string named(const Element& element) const;
    [[nodiscard]] const Element* parentOf(const Element& element) const;
};

void checkScopes(const Check& check);
void checkFlows(const Check& check);
void checkGateways(const Check& check);
void checkEvents(const Check& check);
void checkBoundaryEvents(const Check& check);
void checkCompensation(const Check& check);
void checkActivities(const Check& check);
void checkRunnable(const Check& check);
void checkExpressions(const Check& check);
void checkMessageFlows(const Definitions& definitions, Problems& problems);

} // namespace habitat::bpmn
