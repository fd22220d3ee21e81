// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include <unistd.h>

/// What the bench programs measure with: time on the wall and of the processor (which stays comparable on a
/// busy machine), and memory. Figures are printed, never asserted.
namespace habitat::bench {

inline double processorSeconds()
{
    timespec now{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return double(now.tv_sec) + double(now.tv_nsec) / 1e9;
}

struct Spent
{
    double seconds = 0;
    double processor = 0;

    Spent& operator+=(const Spent& other)
    {
        seconds += other.seconds;
        processor += other.processor;
        return *this;
    }
};

template <typename Work>
Spent timed(Work&& work)
{
    const auto start = std::chrono::steady_clock::now();
    const auto processor = processorSeconds();
    std::forward<Work>(work)();
    return {std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(),
            processorSeconds() - processor};
}

inline void print(const std::string& what, Spent spent, const char* goal)
{
    fmt::print("{:<44} {:>11.3f} ms   processor {:>11.3f} ms   (goal {})\n", what, spent.seconds * 1e3,
               spent.processor * 1e3, goal);
    std::fflush(stdout);
}

/// Beside the floor: what the same costs with the database alone.
inline void print(const std::string& what, Spent spent, Spent floor, const char* goal)
{
    fmt::print("{:<44} {:>11.3f} ms   bare {:>9.3f} ms   ratio {:>6.1f}   (goal {})\n", what,
               spent.seconds * 1e3, floor.seconds * 1e3, spent.seconds / floor.seconds, goal);
    std::fflush(stdout);
}

/// The middle one by its time on the wall.
inline Spent median(std::vector<Spent> all)
{
    std::ranges::sort(all, {}, &Spent::seconds);
    return all[all.size() / 2];
}

template <typename Work>
Spent medianOf(int times, Work&& work)
{
    std::vector<Spent> all;
    for (int i = 0; i < times; ++i)
        all.push_back(timed(work));
    return median(std::move(all));
}

/// "VmRSS" (now) or "VmHWM" (at most so far), in megabytes.
inline double megabytes(const std::string& what)
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(what + ":")) return std::atof(line.c_str() + what.size() + 1) / 1024;
    return 0;
}

inline void must(bool holds, const std::string& what)
{
    if (holds) return;
    fmt::print(stderr, "bench: {}\n", what);
    std::exit(1);
}

template <typename T>
auto must(T result)
{
    must(result.has_value(), result ? std::string() : result.error().code + ": " + result.error().message);
    if constexpr (requires { *std::move(result); }) return *std::move(result);
}

/// A folder that is gone with this object.
class Folder
{
public:
    explicit Folder(const char* name)
        : m_path(std::filesystem::temp_directory_path() / fmt::format("{}-{}", name, ::getpid()))
    {
        std::filesystem::create_directories(m_path);
    }
    ~Folder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] std::string file(const char* name) const { return m_path / name; }

private:
    std::filesystem::path m_path;
};

} // namespace habitat::bench
