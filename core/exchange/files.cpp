// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/files.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace habitat::exchange {

namespace {

constexpr std::uintmax_t largestFile = 256U << 20U;

std::string lastError()
{
    return std::generic_category().message(errno);
}

tl::unexpected<Error> unreadable(const std::string& path, std::string_view why)
{
    return fail("exchange.file.unreadable", fmt::format("{} cannot be read: {}.", path, why),
                {{"file", path}});
}

Status writePlainly(const std::string& path, std::string_view bytes)
{
    errno = 0;
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file.write(bytes.data(), std::streamsize(bytes.size()));
    file.close();
    if (!file) return unwritable(path, lastError());
    return {};
}

} // namespace

tl::unexpected<Error> unwritable(const std::string& path, std::string_view why)
{
    return fail("exchange.file.unwritable",
                fmt::format("{} cannot be written: {}. Choose another place, or make room.", path, why),
                {{"file", path}});
}

Result<std::string> readFile(const std::string& path)
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
        return fail("exchange.file.too_large",
                    fmt::format("{} is larger than {} MiB. Split it.", path, largestFile >> 20U),
                    {{"file", path}});
    std::string bytes(std::size_t(end), '\0');
    file.seekg(0);
    file.read(bytes.data(), end);
    if (!file) return unreadable(path, lastError());
    return bytes;
}

Status replaceFile(const std::string& path, const std::function<Status(const std::string&)>& write)
{
    namespace fs = std::filesystem;
    std::error_code error;
    if (const auto folder = fs::path(path).parent_path(); !folder.empty())
        fs::create_directories(folder, error);
    if (error) return unwritable(path, error.message());
    const auto draft = path + ".part";
    auto written = write(draft);
    if (written) {
        fs::rename(draft, path, error);
        if (error) written = unwritable(path, error.message());
    }
    if (!written) fs::remove(draft, error);
    return written;
}

Status writeFile(const std::string& path, std::string_view bytes)
{
    return replaceFile(path, [&](const std::string& draft) { return writePlainly(draft, bytes); });
}

} // namespace habitat::exchange
