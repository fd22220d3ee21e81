// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bpmn/model.h"
#include "core/bpmn/problem.h"

#include <memory>
#include <string>

namespace habitat::bpmn {

class SourceTree;

/// A file that was read: the model, what is wrong with it, and the source itself so that writing it back
/// loses nothing. Plain value, cheap to copy apart from the model; any thread.
struct Document
{
    std::string fileName;
    Definitions definitions;
    Problems problems; ///< found while reading: dangling references, duplicate ids, foreign expressions …
    std::shared_ptr<const SourceTree> source;
};

} // namespace habitat::bpmn
