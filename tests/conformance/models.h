// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

/// Models of other engines as ours takes them.
namespace habitat::conformance {

/// Its text; throws Untranslated where it cannot be read. What those engines take for granted is written out:
/// a process that does not say so is executable, and a receive task without a message waits for one of its
/// own (they wake it by hand).
std::string modelText(const std::filesystem::path& file);

} // namespace habitat::conformance
