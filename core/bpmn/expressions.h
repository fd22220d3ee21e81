// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bpmn/model.h"

#include <functional>
#include <string_view>

namespace habitat::bpmn {

/// Where an expression stands: the element or flow, and what it is for, in words ("condition", "assignee").
struct ExpressionPlace
{
    std::string_view ownerId;
    std::string_view role;
};

using ExpressionVisitor = std::function<void(const ExpressionPlace&, const Expression&)>;

/// Calls the visitor for every stated expression of the process, flows and loops included. Pure, any thread.
void forEachExpression(const Process& process, const ExpressionVisitor& visit);

} // namespace habitat::bpmn
