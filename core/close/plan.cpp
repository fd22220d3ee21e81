// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/close/plan.h"

#include <algorithm>

namespace habitat::close {

namespace {

constexpr RoleSet officers{Role::Treasurer, Role::Allocator, Role::Reviewer, Role::Administrator,
                           Role::Board};

constexpr Slot byAllocator[] = {{"Allocator", {Role::Allocator}}};
constexpr Slot byReviewer[] = {{"Reviewer", {Role::Reviewer}}};
constexpr Slot byAllocatorAndBoard[] = {{"Allocator", {Role::Allocator}},
                                        {"Board or Administrator", {Role::Board, Role::Administrator}}};
constexpr Slot byTreasurer[] = {{"Treasurer", {Role::Treasurer}}, {"Second person", officers, true}};
constexpr Slot byTreasurerAndAllocator[] = {{"Treasurer", {Role::Treasurer}},
                                            {"Allocator", {Role::Allocator}}};
constexpr Slot byTreasurerAndAnother[] = {{"Treasurer", {Role::Treasurer}}, {"Second person", officers}};
constexpr Slot byAdministratorAndAnother[] = {{"Administrator", {Role::Administrator}},
                                              {"Second person", officers}};

} // namespace

const std::array<StepPlan, stepCount>& plan()
{
    static const std::array<StepPlan, stepCount> steps = {{
        {1, "freeze", "Freeze and finalise", "Treasury", byAllocator},
        {2, "pin-policy", "Pin policy", "Agreements", {}},
        {3, "aggregate-contributions", "Aggregate contributions", "People", byReviewer},
        {4, "compute-patronage", "Compute patronage and surplus", "Agreements", {}},
        {5, "propose-allocation", "Propose allocation", "Agreements", byAllocator},
        {6, "approve-allocation", "Approve allocation", "Agreements", byAllocatorAndBoard},
        {7, "record-allocations", "Record member allocations", "Agreements", {}},
        {8, "post-capital-accounts", "Post capital accounts", "Treasury", byTreasurer},
        {9, "schedule-distributions", "Schedule distributions", "Agreements → Treasury",
         byTreasurerAndAllocator},
        {10, "execute-distributions", "Execute distributions", "Treasury", byTreasurerAndAnother},
        {11, "report-and-lock", "Report and lock", "Treasury", byAdministratorAndAnother},
    }};
    return steps;
}

const Slot& slotOf(int step, int index)
{
    const auto slots = planOf(step).asked;
    return slots[std::min(std::size_t(index), slots.size() - 1)];
}

std::string labelsOf(int step, std::span<const int> slots)
{
    std::string labels;
    for (const int slot : slots)
        labels.append(labels.empty() ? "" : ", ").append(slotOf(step, slot).label);
    return labels;
}

} // namespace habitat::close
