// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/unit_of_work.h"

#include <optional>
#include <string>

/// The one row that says whose database this is. Read on any connection; entered once, by the writer.
namespace habitat::store {

struct Cooperative
{
    std::string name;
    std::string currency;
    /// Name of the sample it was made from; empty for a real co-op.
    std::string sample;
    Instant foundedAt{};
};

/// None where nobody entered one yet.
std::optional<Cooperative> cooperative(db::Connection& db);
/// Founded now, whatever `foundedAt` says.
void foundCooperative(UnitOfWork& work, const Cooperative& cooperative);

} // namespace habitat::store
