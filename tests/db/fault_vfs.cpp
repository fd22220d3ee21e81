// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/db/fault_vfs.h"

#include <sqlite3.h>

namespace habitat::test {

namespace {

std::atomic<FaultVfs::Fault> wanted = FaultVfs::Fault::None;
std::atomic<int> remaining = 0;
std::atomic<int> failed = 0;

sqlite3_vfs* real()
{
    static sqlite3_vfs* const found = sqlite3_vfs_find("unix");
    return found;
}

struct File
{
    sqlite3_file base;
    // The real file lies behind this struct.
    [[nodiscard]] sqlite3_file* inner() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

sqlite3_file* innerOf(sqlite3_file* file)
{
    return reinterpret_cast<File*>(file)->inner();
}

bool strikes(FaultVfs::Fault fault)
{
    if (wanted != fault || remaining.fetch_sub(1) > 0) return false;
    ++failed;
    return true;
}

int write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 offset)
{
    if (strikes(FaultVfs::Fault::DiskFull)) return SQLITE_FULL;
    if (strikes(FaultVfs::Fault::WriteError)) return SQLITE_IOERR_WRITE;
    return innerOf(file)->pMethods->xWrite(innerOf(file), bytes, count, offset);
}

int sync(sqlite3_file* file, int flags)
{
    if (strikes(FaultVfs::Fault::SyncError)) return SQLITE_IOERR_FSYNC;
    return innerOf(file)->pMethods->xSync(innerOf(file), flags);
}

// Memory-mapped access would pass the writes by.
int fetch(sqlite3_file*, sqlite3_int64, int, void** page)
{
    *page = nullptr;
    return SQLITE_OK;
}

template <auto member, typename... Args>
auto forward(sqlite3_file* file, Args... args)
{
    return (innerOf(file)->pMethods->*member)(innerOf(file), args...);
}

int unfetch(sqlite3_file*, sqlite3_int64, void*)
{
    return SQLITE_OK;
}

using Methods = sqlite3_io_methods;

const Methods methods = {
    3,
    [](sqlite3_file* f) { return forward<&Methods::xClose>(f); },
    [](sqlite3_file* f, void* b, int n, sqlite3_int64 o) { return forward<&Methods::xRead>(f, b, n, o); },
    write,
    [](sqlite3_file* f, sqlite3_int64 size) { return forward<&Methods::xTruncate>(f, size); },
    sync,
    [](sqlite3_file* f, sqlite3_int64* size) { return forward<&Methods::xFileSize>(f, size); },
    [](sqlite3_file* f, int lock) { return forward<&Methods::xLock>(f, lock); },
    [](sqlite3_file* f, int lock) { return forward<&Methods::xUnlock>(f, lock); },
    [](sqlite3_file* f, int* out) { return forward<&Methods::xCheckReservedLock>(f, out); },
    [](sqlite3_file* f, int op, void* arg) { return forward<&Methods::xFileControl>(f, op, arg); },
    [](sqlite3_file* f) { return forward<&Methods::xSectorSize>(f); },
    [](sqlite3_file* f) { return forward<&Methods::xDeviceCharacteristics>(f); },
    [](sqlite3_file* f, int page, int size, int extend, volatile void** out) {
        return forward<&Methods::xShmMap>(f, page, size, extend, out);
    },
    [](sqlite3_file* f, int offset, int n, int flags) {
        return forward<&Methods::xShmLock>(f, offset, n, flags);
    },
    [](sqlite3_file* f) { forward<&Methods::xShmBarrier>(f); },
    [](sqlite3_file* f, int remove) { return forward<&Methods::xShmUnmap>(f, remove); },
    fetch,
    unfetch,
};

int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* outFlags)
{
    auto* const wrapped = reinterpret_cast<File*>(file);
    const int code = real()->xOpen(real(), name, wrapped->inner(), flags, outFlags);
    wrapped->base.pMethods = wrapped->inner()->pMethods ? &methods : nullptr;
    return code;
}

} // namespace

void FaultVfs::install()
{
    static sqlite3_vfs vfs = *real();
    vfs.zName = "fault";
    vfs.pNext = nullptr;
    vfs.szOsFile = int(sizeof(File)) + real()->szOsFile;
    vfs.xOpen = open;
    sqlite3_vfs_register(&vfs, 1);
}

void FaultVfs::fail(Fault fault, int after)
{
    remaining = after;
    failed = 0;
    wanted = fault;
}

void FaultVfs::heal()
{
    wanted = Fault::None;
}

int FaultVfs::failures()
{
    return failed;
}

} // namespace habitat::test
