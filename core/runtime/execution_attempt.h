// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/execution.h"

namespace habitat::runtime {

/// Whether the failure concerns only the statement that caused it, and not the disk or the file.
inline bool isLocal(const std::exception& error)
{
    const auto* database = dynamic_cast<const db::DbError*>(&error);
    return database == nullptr || database->isStatementOnly();
}

template <typename Work>
Result<Outcome> Execution::attempt(Work work)
{
    if (m_mode == Mode::Careful) m_savepoint.emplace(m_kernel.db);
    try {
        auto outcome = work();
        if (outcome) {
            if (auto followed = drain(); !followed) outcome = fail(std::move(followed).error());
        }
        if (outcome)
            keep();
        else
            takeBack();
        return outcome;
    } catch (const std::exception& error) {
        // While it is written without care there is nothing to go back to: the group is lost, and tried again
        // with care.
        const bool canGoBack = !m_keeping || m_mode == Mode::Careful;
        if (!canGoBack || !m_kernel.db.inTransaction() || !isLocal(error)) throw;
        return fail(caught(error));
    }
}

} // namespace habitat::runtime
