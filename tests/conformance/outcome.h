// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdexcept>
#include <string>

/// How a step of a scenario can end other than well. Thrown to whoever runs the scenario.
namespace habitat::conformance {

/// What was found is not what the scenario says.
struct Mismatch : std::runtime_error
{
    using std::runtime_error::runtime_error;
};

/// The engine refused the step; a scenario may expect it.
struct Refused : std::runtime_error
{
    using std::runtime_error::runtime_error;
};

/// The step or question has no counterpart here: a gap of the translation, never what a scenario expects.
struct Untranslated : std::runtime_error
{
    using std::runtime_error::runtime_error;
};

} // namespace habitat::conformance
