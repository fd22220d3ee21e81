// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/host_lock.h"

#include "core/base/calendar.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace habitat::runtime {

namespace {

nlohmann::json readHolder(int file)
{
    std::array<char, 1024> text{};
    const auto length = ::pread(file, text.data(), text.size(), 0);
    auto holder =
        nlohmann::json::parse(text.data(), text.data() + std::max<ssize_t>(length, 0), nullptr, false);
    return holder.is_object() ? holder : nlohmann::json::object();
}

tl::unexpected<Error> hosted(int file, const std::string& database)
{
    const auto holder = readHolder(file);
    // It holds the lock before it has written who it is.
    if (holder.empty())
        return fail("runtime.hosted",
                    fmt::format("“{}” is in use by another program that is just starting. Try again in a "
                                "moment, or read the database meanwhile.",
                                database),
                    {{"database", database}});
    const auto text = [&holder](const char* name) {
        const auto found = holder.find(name);
        return found != holder.end() && found->is_string() ? found->get<std::string>()
                                                           : std::string("unknown");
    };
    const auto pid = holder.value("pid", 0);
    return fail(
        "runtime.hosted",
        fmt::format("“{}” is in use by {} (process {}) since {}. Close that program, or read the database "
                    "meanwhile.",
                    database, text("program"), pid, text("since")),
        {{"database", database}, {"program", text("program")}, {"pid", pid}, {"since", text("since")}});
}

void writeHolder(int file, const std::string& host, Instant now)
{
    const auto text = nlohmann::json{{"pid", ::getpid()}, {"program", host}, {"since", toText(now)}}.dump(
        -1, ' ', false, nlohmann::json::error_handler_t::replace);
    // Only a courtesy to the next who asks: the lock holds without it.
    if (::ftruncate(file, 0) == 0) (void)!::pwrite(file, text.data(), text.size(), 0);
}

} // namespace

Result<HostLock> HostLock::take(const std::string& database, const std::string& host, Instant now)
{
    if (database == ":memory:") return HostLock(-1);
    const auto path = database + ".lock";
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (file < 0)
        return fail("runtime.lock",
                    fmt::format("Cannot write “{}”: {}. The folder of the database must be writable.", path,
                                std::strerror(errno)),
                    {{"path", path}});
    HostLock lock(file);
    if (::flock(file, LOCK_EX | LOCK_NB) != 0) return hosted(file, database);
    writeHolder(file, host, now);
    return lock;
}

HostLock::HostLock(HostLock&& other) noexcept : m_file(std::exchange(other.m_file, -1)) {}

HostLock::~HostLock()
{
    if (m_file >= 0) ::close(m_file);
}

} // namespace habitat::runtime
