// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/close_views.h"
#include "ui/theme/status.h"

#include <QString>

/// How the state of a close step reads. Says what core answered and nothing else. Pure; GUI thread
/// (translations).
namespace habitat::ui {

Status statusOf(console::StepState state);
/// What stands behind the status word: "attempt 2 of 5 · next 13:57"; empty where nothing does.
QString stateDetail(const console::StepView& step, Instant now);
/// "attempt 2 of 5".
QString attemptText(const console::StepView& step);
/// "Failed · attempt 2 of 5".
QString stateWords(const console::StepView& step, Instant now);
/// Who still has to sign: "Allocator, Board or Administrator".
QString missingSigners(const console::StepView& step);
/// The name of a step in the language of the screen, by its number.
QString stepName(const console::StepView& step);
/// The part of the co-op that a step belongs to.
QString contextName(const console::StepView& step);
/// The label of a signature slot in the language of the screen.
QString signerText(const console::SignatureSlot& slot);
/// A step that waits for somebody to do something.
bool needsAttention(const console::StepView& step);
/// "closing", "locked"…, for people.
QString periodStateText(const std::string& state);

} // namespace habitat::ui
