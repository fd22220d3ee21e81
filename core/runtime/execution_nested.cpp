// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/execution_nested.h"

#include "core/store/json_text.h"

#include <utility>

namespace habitat::runtime {

Execution::Nested::Nested(Execution& execution)
    : whole(execution), outer(std::exchange(execution.m_nested, this)), records(execution.m_records.size()),
      changes(execution.m_changes.size()), instances(execution.m_staged.size()),
      outerEffects(std::exchange(execution.m_effects, {})),
      outerFollowUps(std::exchange(execution.m_followUps, {})), depth(execution.m_depth),
      testimony(execution.m_kernel.witness.mark())
{
}

Execution::Nested::~Nested()
{
    whole.m_nested = outer;
    outerEffects.add(std::move(whole.m_effects));
    whole.m_effects = std::move(outerEffects);
    whole.m_followUps = std::move(outerFollowUps);
    whole.m_depth = depth;
}

void Execution::Nested::takeBack()
{
    whole.m_kernel.witness.restore(testimony);
    whole.m_records.erase(whole.m_records.begin() + std::ptrdiff_t(records), whole.m_records.end());
    whole.m_changes.erase(whole.m_changes.begin() + std::ptrdiff_t(changes), whole.m_changes.end());
    whole.m_flushed = changes;
    whole.m_effects = {};
    while (whole.m_staged.size() > instances)
        whole.m_staged.pop_back();
    for (Staged& staged : whole.m_staged)
        if (const auto kept = before.find(staged.key); kept != before.end()) staged = std::move(kept->second);
}

// Where it is refused, only its own effects are taken back and the command around it may go on.
Result<Outcome> Execution::performNested(const Command& command, std::int64_t cause)
{
    expose();
    Nested nested(*this);
    db::Savepoint savepoint(m_kernel.db);
    auto outcome = perform(command, cause);
    if (outcome) {
        if (auto followed = drain(); !followed) outcome = fail(std::move(followed).error());
    }
    if (outcome) {
        flush();
        savepoint.release();
        return outcome;
    }
    savepoint.rollback();
    nested.takeBack();
    auto& entry = m_records[addRecord(command, cause)];
    entry.outcome = store::JournalOutcome::Refused;
    entry.error = store::errorText(outcome.error());
    return outcome;
}

} // namespace habitat::runtime
