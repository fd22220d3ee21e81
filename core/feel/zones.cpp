// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feel/zones.h"

#include <date/tz.h>

#include <deque>
#include <map>
#include <mutex>

namespace habitat::feel {
namespace {

/// Regions that were asked for, each once; a region keeps its number for the life of the process.
class Regions
{
public:
    std::optional<std::uint16_t> number(std::string_view name)
    {
        const std::scoped_lock lock(m_mutex);
        if (const auto found = m_numbers.find(name); found != m_numbers.end()) return found->second;
        try {
            const date::time_zone* zone = date::locate_zone(std::string(name));
            m_entries.push_back({std::string(name), zone});
        } catch (const std::exception&) {
            return std::nullopt; // date::locate_zone throws where there is no such region, or no database at
                                 // all
        }
        const auto number = std::uint16_t(m_entries.size() - 1);
        m_numbers.emplace(std::string(name), number);
        return number;
    }

    struct Entry
    {
        std::string name;
        const date::time_zone* zone;
    };

    /// References stay good: a deque never moves what it holds.
    const Entry& entry(std::uint16_t number)
    {
        const std::scoped_lock lock(m_mutex);
        return m_entries.at(number);
    }

private:
    std::mutex m_mutex;
    std::deque<Entry> m_entries;
    std::map<std::string, std::uint16_t, std::less<>> m_numbers;
};

Regions& regions()
{
    static Regions instance;
    return instance;
}

} // namespace

std::optional<std::uint16_t> regionNumber(std::string_view name)
{
    return regions().number(name);
}

const std::string& regionName(std::uint16_t number)
{
    return regions().entry(number).name;
}

std::int32_t regionOffsetAtLocal(std::uint16_t region, std::int64_t localSeconds)
{
    const date::local_seconds local{std::chrono::seconds(localSeconds)};
    // In a gap or an overlap of clocks `first` is the offset before the change.
    return std::int32_t(regions().entry(region).zone->get_info(local).first.offset.count());
}

std::int32_t regionOffsetAtUtc(std::uint16_t region, std::int64_t utcSeconds)
{
    const date::sys_seconds moment{std::chrono::seconds(utcSeconds)};
    return std::int32_t(regions().entry(region).zone->get_info(moment).offset.count());
}

} // namespace habitat::feel
