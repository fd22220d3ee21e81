// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/treasury/payments.h"

#include <filesystem>
#include <span>

/// What the bank was told before, by what lies in its folder: a database that was put back from a backup does
/// not know of it. Reads only, any thread with its own connection.
namespace habitat::close {

/// Refuses where an instruction in the folder, or in one below it, pays one of these again: the same payment
/// key, or the same period and member, and this database neither wrote it nor knows that it failed
/// ("close.bank.already_instructed", naming each), or where a file of instructions cannot be read
/// ("close.bank.unreadable"). `own` is the file that is to hold them, and is passed over.
Status checkNotInstructed(db::Connection& db, const std::filesystem::path& folder,
                          std::span<const treasury::Payment> payments, const std::filesystem::path& own = {});

} // namespace habitat::close
