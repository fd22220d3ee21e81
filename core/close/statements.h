// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/close/closes.h"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

/// What each member is told when a period is locked: allocation, capital account, tax data. Kept as written,
/// so that a statement printed next year equals the one printed today.
namespace habitat::close {

struct MemberStatement
{
    std::string memberNumber;
    /// Members of the object: name, share ("num/den"), amounts as `…_minor`, patronage by category, capital
    /// roll-forward for `book` and `tax`, `tax_form` ("K-1", "1099-PATR") with its figures.
    nlohmann::json content;
    std::string hash;
};

/// Writes all statements of the close and returns the seal: one hash over them in the order of the
/// allocation.
std::string writeStatements(store::UnitOfWork& work, const Close& close);

/// In the order of member numbers; empty until the close is locked. They stay where its period is reopened.
std::vector<MemberStatement> statementsOf(db::Connection& db, CloseKey close);
std::int64_t statementCount(db::Connection& db, CloseKey close);

} // namespace habitat::close
