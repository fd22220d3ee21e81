// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/treasury/payments.h"

namespace habitat::treasury {

// How payments are stored. Inside this room; writer's thread. Whoever calls has checked the move.

void insertPayment(store::UnitOfWork& work, const Payment& payment);
/// Everything of it that may change.
void updatePayment(db::Connection& db, const Payment& payment);
void writeTransition(store::UnitOfWork& work, const Payment& payment, PaymentState to, std::string_view note,
                     std::string_view secondPerson);

} // namespace habitat::treasury
