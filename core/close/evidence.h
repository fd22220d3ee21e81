// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/close/closes.h"
#include "core/runtime/command.h"

#include <string>
#include <vector>

/// Files that hang on the steps of a close, and who opened them. Operations run by the writer; questions on
/// any connection.
namespace habitat::close {

/// A file that is evidence for a step; its content is kept by hash outside.
struct EvidenceFile
{
    std::string name;
    std::string contentHash;
};
runtime::Operation attachEvidence(std::string period, int step, EvidenceFile file);
/// Marks it as opened by the actor. Answers {"name","hash"}. "close.evidence.unknown".
runtime::Operation openEvidence(std::int64_t evidence);

struct Evidence
{
    std::int64_t key = 0;
    EvidenceFile file;
    std::string addedBy;
    Instant addedAt{};
    /// Logins, in the order in which they first opened it.
    std::vector<std::string> openedBy;
};

/// Of the step, in the order in which it was attached.
std::vector<Evidence> evidenceOf(db::Connection& db, CloseKey close, int step);
/// Every file that was ever attached to a close, each once, by name.
std::vector<EvidenceFile> evidenceFiles(db::Connection& db);

} // namespace habitat::close
