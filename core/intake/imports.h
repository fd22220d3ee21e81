// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/command.h"

#include <string>

/// What comes in from outside, file by file: all of a file or nothing of it. Reading and the checks of form
/// run on the caller's thread; the operation that comes out is the writer's.
namespace habitat::intake {

/// `name` is how refusals call the file. "exchange.csv.invalid" with file, line, column and rule of every
/// fault, also of those that the contexts find. Answers {"added","unchanged", …}; the same file again adds
/// nothing.
/// Members answer {"changed"} too: those on the roll with another name, status or mail address, which takes
/// the right to change members.
Result<runtime::Operation> importMembers(std::string name, std::string bytes);

/// Approved ones arrive valued, cash and in-kind posted to capital; the others start their approval. Answers
/// also {"pending","posted"}.
Result<runtime::Operation> importContributions(std::string name, std::string bytes);

/// One journal for each entry; an entry that is recorded already with the same content is passed over.
Result<runtime::Operation> importJournal(std::string name, std::string bytes);

/// As importJournal, but each entry waits as a draft until somebody posts or discards it.
Result<runtime::Operation> importDrafts(std::string name, std::string bytes);

/// A policy version. "agreements.policy.invalid" with the field.
Result<runtime::Operation> ratifyPolicy(std::string name, std::string bytes);

} // namespace habitat::intake
