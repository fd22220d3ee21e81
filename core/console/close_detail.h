// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/close_views.h"
#include "core/console/session.h"
#include "core/db/connection.h"
#include "core/feel/value.h"

/// How the Close view's answers are put together from the rooms. Inside this room; any connection.
namespace habitat::console {

Result<CloseView> closeView(db::Connection& db, const std::string& period, Instant now);
/// Whether and by this person the period can be reopened.
void addReopening(db::Connection& db, const Session& session, CloseView& view);
Result<StepDetail> stepDetail(db::Connection& db, const Session& session, const std::string& period, int step,
                              Instant now);
/// What a preview would have recorded, as facts the step writes.
void addResult(StepDetail& detail, int step, const feel::Context& variables);

} // namespace habitat::console
