// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/csv_faults.h"

#include <fmt/format.h>

#include <algorithm>

namespace habitat::exchange {

namespace {

/// How many faults the message itself spells out; the context has more.
constexpr std::size_t spelledOut = 10;

std::string place(const std::string& file, const CsvFault& fault)
{
    return fmt::format("{}:{}:{}", file, fault.line, fault.column);
}

} // namespace

void CsvFaults::add(CsvFault fault)
{
    ++m_count;
    if (m_kept.size() < most) m_kept.push_back(std::move(fault));
}

Error CsvFaults::toError() const
{
    ensure(!isEmpty(), "an error is made of at least one fault");
    auto message = fmt::format("{} has {}; nothing of it was imported. Mend the file and import it again.",
                               m_file, m_count == 1 ? "a fault" : fmt::format("{} faults", m_count));
    auto faults = nlohmann::json::array();
    for (std::size_t i = 0; i < m_kept.size(); ++i) {
        const auto& fault = m_kept[i];
        if (i < spelledOut) message += fmt::format("\n{}: {}", place(m_file, fault), fault.message);
        faults.push_back({{"line", fault.line},
                          {"column", fault.column},
                          {"field", fault.field},
                          {"rule", fault.rule},
                          {"message", fault.message}});
    }
    if (m_count > spelledOut)
        message += fmt::format("\n… and {} more.", m_count - std::min(m_count, spelledOut));
    return {"exchange.csv.invalid",
            std::move(message),
            {{"file", m_file}, {"count", m_count}, {"faults", faults}},
            false};
}

} // namespace habitat::exchange
