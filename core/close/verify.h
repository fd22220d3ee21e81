// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/db/connection.h"

#include <vector>

/// Proof that what people signed and were told is what was recorded: signatures and attached evidence against
/// the audit chain, statements against the seal of the lock, payments against the distributions that they
/// pay. Reads only, any thread with its own connection.
namespace habitat::close {

/// Codes: "close.signature.unrecorded", "close.signature.missing", "close.evidence.unrecorded",
/// "close.statement.altered", "close.seal.differs", "close.distribution.differs", "close.payment.differs".
std::vector<Error> verifyRecords(db::Connection& db);

} // namespace habitat::close
