// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/command.h"
#include "core/store/rows.h"

namespace habitat::runtime {

/// Gives what failed in an instance fresh attempts; where the next attempt only waits for its time, it is
/// made now, and is no attempt more. What is held waits for more than time and is left alone. Answers
/// {"elements"}: the element instances that are tried again. "instance.not_failed".
Operation retry(InstanceKey instance);

/// What `retry` does, as part of another operation.
Result<nlohmann::json> retryNow(OperationContext& context, InstanceKey instance);

/// Whether there is something for `retry` to do. Any connection.
bool hasSomethingToRetry(db::Connection& db, InstanceKey instance, Instant now);

/// Why a job waits for its next attempt: the error of its last one, with `next_attempt_at`. Any connection.
Error lastFailureOf(db::Connection& db, const store::JobRow& job);

/// Why one of the elements of `answer` failed again; asked once the engine has come to rest. What failed
/// elsewhere since is no part of it. Any connection.
Status outcomeOfRetry(db::Connection& db, InstanceKey instance, const nlohmann::json& answer);

} // namespace habitat::runtime
