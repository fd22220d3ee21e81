// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/files.h"

#include <fmt/format.h>

#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <system_error>
#include <unistd.h>

namespace habitat {

namespace {

constexpr std::uintmax_t largestFile = 256U << 20U;

std::string lastError()
{
    return std::generic_category().message(errno);
}

tl::unexpected<Error> unreadable(const std::filesystem::path& path, std::string_view why)
{
    return fail("base.file.unreadable", fmt::format("“{}” cannot be read: {}.", path.string(), why),
                {{"file", path.string()}});
}

/// An open file descriptor, closed at the end of its scope.
class Descriptor
{
public:
    Descriptor(const std::filesystem::path& path, int flags)
        : m_fd(::open(path.c_str(), flags | O_CLOEXEC, 0600))
    {
    }
    ~Descriptor()
    {
        if (m_fd >= 0) ::close(m_fd);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int fd() const { return m_fd; }

    [[nodiscard]] bool write(std::string_view content) const
    {
        while (!content.empty()) {
            const auto written = ::write(m_fd, content.data(), content.size());
            if (written < 0 && errno == EINTR) continue;
            if (written <= 0) return false;
            content.remove_prefix(std::size_t(written));
        }
        return true;
    }

private:
    int m_fd;
};

Status writePlainly(const std::string& path, std::string_view content)
{
    const Descriptor file(path, O_WRONLY | O_CREAT | O_TRUNC);
    if (file.fd() < 0 || !file.write(content)) return unwritable(path, lastError());
    return {};
}

Status sync(const std::filesystem::path& path, int flags)
{
    const Descriptor descriptor(path, flags);
    if (descriptor.fd() < 0 || ::fsync(descriptor.fd()) != 0) return unwritable(path, lastError());
    return {};
}

Status moveInto(const std::filesystem::path& draft, const std::filesystem::path& path,
                const std::filesystem::path& folder)
{
    TRY(sync(draft, O_RDONLY));
    if (::rename(draft.c_str(), path.c_str()) != 0) return unwritable(path, lastError());
    return sync(folder, O_RDONLY | O_DIRECTORY);
}

} // namespace

tl::unexpected<Error> unwritable(const std::filesystem::path& path, std::string_view why)
{
    return fail(Error{
        "base.file.unwritable",
        fmt::format("“{}” cannot be written: {}. Choose another place, or make room.", path.string(), why),
        {{"file", path.string()}},
        true});
}

Result<std::string> readFile(const std::filesystem::path& path)
{
    std::error_code error;
    if (std::filesystem::is_directory(path, error)) return unreadable(path, "it is a folder");
    errno = 0;
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    if (!file) return unreadable(path, lastError());
    const auto end = file.tellg();
    // Pipes and devices have no end to ask for.
    if (end < 0) return unreadable(path, "it is not a plain file");
    if (std::uintmax_t(end) > largestFile)
        return fail("base.file.too_large",
                    fmt::format("“{}” is larger than {} MiB. Split it.", path.string(), largestFile >> 20U),
                    {{"file", path.string()}});
    std::string bytes(std::size_t(end), '\0');
    file.seekg(0);
    file.read(bytes.data(), end);
    if (!file) return unreadable(path, lastError());
    return bytes;
}

Status replaceFile(const std::filesystem::path& path, const std::function<Status(const std::string&)>& write)
{
    std::error_code error;
    const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    std::filesystem::create_directories(folder, error);
    if (error) return unwritable(folder, error.message());
    const auto draft = path.string() + ".part";
    auto written = write(draft);
    if (written) written = moveInto(draft, path, folder);
    if (!written) std::filesystem::remove(draft, error);
    return written;
}

Status writeFileDurably(const std::filesystem::path& path, std::string_view content)
{
    return replaceFile(path, [&](const std::string& draft) { return writePlainly(draft, content); });
}

} // namespace habitat
