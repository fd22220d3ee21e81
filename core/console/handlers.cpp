// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/handlers.h"

#include "core/intake/contribution_approval.h"

namespace habitat::console {

runtime::Registry makeRegistry(const close::BankFolder& bank, std::shared_ptr<close::Drill> drill)
{
    runtime::Registry registry;
    close::registerHandlers(registry, std::move(drill), bank);
    intake::registerHandlers(registry);
    return registry;
}

} // namespace habitat::console
