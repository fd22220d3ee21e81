// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/close/handlers.h"
#include "core/treasury/payment.h"

/// The one way to the bank that this program has: a file of payment instructions in a folder. Remote, after
/// the commit, on a worker's thread; named by the idempotency key, so that sending again writes the same
/// file.
namespace habitat::close {

/// Writes the instructions of all payments that the close submitted. "close.bank.differs" where a file of
/// that name holds something else; writes nothing where another file pays them, see checkNotInstructed. Sets
/// `bank_confirmation` to the file's name and hash, and `bank_had_it`: whether it was there before this
/// attempt.
runtime::HandlerResult sendToBank(const runtime::RemoteJob& job, const BankFolder& bank);

/// After a crash: the file is there (then it was sent) or not.
std::optional<runtime::HandlerResult> askBank(const runtime::RemoteJob& job, const BankFolder& bank);

/// Hands over one payment that is paid again after its close, and answers with the bank's confirmation. The
/// same attempt again changes nothing. "close.bank.differs"; see checkNotInstructed.
Result<std::string> sendPayment(const treasury::Payment& payment, const BankFolder& bank);
/// The confirmation where the bank has that attempt; else none.
Result<std::optional<std::string>> askForPayment(const treasury::Payment& payment, const BankFolder& bank);

} // namespace habitat::close
