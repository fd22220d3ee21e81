// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/files.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <unistd.h>

namespace habitat {

namespace {

Error refusal(std::string_view code, std::string_view what, const std::filesystem::path& path, int error)
{
    return {std::string(code),
            fmt::format("{} “{}”: {}.", what, path.string(), std::strerror(error)),
            {{"path", path.string()}},
            true};
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

Status writeSynced(const std::filesystem::path& path, std::string_view content)
{
    const Descriptor file(path, O_WRONLY | O_CREAT | O_TRUNC);
    if (file.fd() < 0 || !file.write(content) || ::fsync(file.fd()) != 0)
        return fail(refusal("base.file.write", "Cannot write", path, errno));
    return {};
}

} // namespace

Result<std::string> readFile(const std::filesystem::path& path)
{
    std::error_code unreadable;
    if (std::filesystem::is_directory(path, unreadable))
        return fail(refusal("base.file.read", "Cannot read", path, EISDIR));
    std::ifstream in(path, std::ios::binary);
    if (!in) return fail(refusal("base.file.read", "Cannot read", path, errno));
    std::ostringstream content;
    content << in.rdbuf();
    if (in.bad()) return fail(refusal("base.file.read", "Cannot read", path, errno));
    return std::move(content).str();
}

Status writeFileDurably(const std::filesystem::path& path, std::string_view content)
{
    std::error_code failed;
    const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    std::filesystem::create_directories(folder, failed);
    if (failed) return fail(refusal("base.file.write", "Cannot make the folder", folder, failed.value()));
    auto beside = path;
    beside += ".part";
    TRY(writeSynced(beside, content));
    if (::rename(beside.c_str(), path.c_str()) != 0)
        return fail(refusal("base.file.write", "Cannot write", path, errno));
    const Descriptor directory(folder, O_RDONLY | O_DIRECTORY);
    if (directory.fd() < 0 || ::fsync(directory.fd()) != 0)
        return fail(refusal("base.file.write", "Cannot sync the folder", folder, errno));
    return {};
}

} // namespace habitat
