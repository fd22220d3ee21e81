// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agreements/allocation.h"
#include "core/agreements/allocation_plan.h"
#include "core/close/closes.h"
#include "core/treasury/capital.h"
#include "core/treasury/posting_rules.h"

#include <vector>

/// Where Agreements' members meet Treasury's accounts: both know a member by the admission number.
namespace habitat::close {

/// Each member's capital less distributions in that ledger, as Agreements wants it.
agreements::Capital capitalByMember(db::Connection& db, treasury::Ledger ledger);

/// What the ledger's own result gives each member by the exact shares of step 4: book and tax income may
/// differ (§704(b)). The steps up to 4 are done.
Result<agreements::AllocationPlan> planFor(db::Connection& db, const Close& close, treasury::Ledger ledger);

/// The cash part of each line, as Treasury posts it; members without cash are left out.
std::vector<treasury::MemberAmount> cashOnly(const std::vector<agreements::AllocationLine>& lines);

} // namespace habitat::close
