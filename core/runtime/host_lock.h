// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <string>

namespace habitat::runtime {

/// Holds a database for one engine: an exclusive lock on a file beside it, which names the holder. The lock
/// dies with the process, so a crash leaves nothing to clean up. Any thread.
class HostLock
{
public:
    /// Refused ("runtime.hosted") with who hosts it; `database` may be ":memory:", which nobody else can
    /// open.
    static Result<HostLock> take(const std::string& database, const std::string& host, Instant now);
    HostLock(HostLock&& other) noexcept;
    HostLock& operator=(HostLock&&) = delete;
    ~HostLock();

private:
    explicit HostLock(int file) : m_file(file) {}
    int m_file;
};

} // namespace habitat::runtime
