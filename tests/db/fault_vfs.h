// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>

namespace habitat::test {

/// A file system beneath the real database code that fails when it is told to. Installed once in a test
/// program, as the default; any thread.
struct FaultVfs
{
    enum class Fault { None, DiskFull, WriteError, SyncError };

    /// Makes every connection opened from now on go through it.
    static void install();
    /// From now on, after `after` further writes or syncs have succeeded.
    static void fail(Fault fault, int after);
    static void heal();
    /// How often something was made to fail.
    static int failures();
};

} // namespace habitat::test
