// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/treasury/periods.h"

namespace habitat::treasury {

// How periods move. Inside this room; writer's thread.

struct PeriodMove
{
    PeriodState to = PeriodState::Open;
    /// Who asked; the actor where empty.
    std::string by = {};
    std::string secondPerson = {};
    std::string boardMember = {};
    std::string reason = {};
};
/// Checks the move, writes it with its history, and announces `treasury.period.<event>`.
Status movePeriod(store::UnitOfWork& work, Period& period, const PeriodMove& move, std::string_view event);

/// Somebody works with the period: it no longer gives way to another.
void choosePeriod(db::Connection& db, PeriodKey period);

/// Voids the snapshot in force, if there is one.
void voidSnapshot(store::UnitOfWork& work, const Period& period, std::string_view by,
                  std::string_view reason);

/// Names of two people who may stand together: neither an Agent, neither the same.
struct PeopleNames
{
    std::string first;
    std::string second;
};
/// `room` is the part of the code that differs ("period", "payment"): "treasury.<room>.agent|second_person".
Result<PeopleNames> checkTwoPeople(const store::UnitOfWork& work, const TwoPeople& people,
                                   std::string_view room);

} // namespace habitat::treasury
