// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/close/reopen.h"
#include "core/console/close_detail.h"
#include "core/identity/permissions.h"

namespace habitat::console {

void addReopening(db::Connection& db, const Session& session, CloseView& view)
{
    if (view.periodState != "closed" && view.periodState != "locked") return;
    const auto may = close::mayReopen(db, view.period);
    view.isOver = may || may.error().code != "close.reopen.under_way";
    const auto allowed = identity::authorize(session.actor, identity::Permission::ReopenPeriod);
    if (!allowed)
        view.whyNotReopen = allowed.error().message;
    else if (!may)
        view.whyNotReopen = may.error().message;
}

} // namespace habitat::console
