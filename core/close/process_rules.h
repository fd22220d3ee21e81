// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bpmn/model.h"
#include "core/bpmn/problem.h"

/// What a process must keep to run as the period close, whoever drew it. Names, times, retries and tasks of
/// one's own are free; the steps, their undo and the way of a payment are not. Pure, any thread.
namespace habitat::close {

/// "close.process.task" (a step's task is missing or another one), "close.process.stranger" (a task of the
/// close where it does not belong), "close.process.undo" (something else than a broken invariant would undo),
/// "close.process.payments" (payments recorded that were not sent). Empty: it may run.
bpmn::Problems problemsOfProcess(const bpmn::Process& process);

} // namespace habitat::close
