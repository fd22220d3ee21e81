// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/execution.h"

#include <map>

namespace habitat::runtime {

/// What a command within another one changed, so that it alone can be taken back: an operation may start ten
/// thousand instances, and only what each of them touches is kept. Inside this room; the writer's.
struct Execution::Nested
{
    explicit Nested(Execution& execution);
    ~Nested();
    Nested(const Nested&) = delete;
    Nested& operator=(const Nested&) = delete;

    /// Called before the instance changes.
    void keepBefore(const Staged& staged) { before.try_emplace(staged.key, staged); }
    void takeBack();

    Execution& whole;
    Nested* outer;
    std::size_t records;
    std::size_t changes;
    std::size_t instances;
    std::map<InstanceKey, Staged> before;
    Effects outerEffects;
    std::list<FollowUp> outerFollowUps;
    int depth;
    store::Witness::Mark testimony;
};

} // namespace habitat::runtime
