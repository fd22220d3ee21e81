// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/questions.h"
#include "core/db/connection.h"

namespace habitat::console {

/// Inside this room.
struct Questions::Impl
{
    db::Connection db;
    std::shared_ptr<Clock> clock;
};

} // namespace habitat::console
