// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/habitatctl/allocation_table.h"

#include "app/habitatctl/text_table.h"

namespace habitat::ctl {

namespace {

/// Patronage is often whole (hours, days, round sums); the cents are shown where there are any.
std::string patronageText(Money value)
{
    auto text = toText(value);
    if (text.ends_with(".00")) text.resize(text.size() - 3);
    return text;
}

} // namespace

std::string allocationText(const console::AllocationsView& view)
{
    std::vector<TextTable::Heading> headings{{"member", Align::Left}};
    for (const auto& category : view.categories)
        headings.push_back({category, Align::Right});
    for (const auto* amount : {"allocation", "cash", "retained"})
        headings.push_back({amount, Align::Right});
    TextTable table(std::move(headings));
    std::vector<Money> brought(view.categories.size());
    Money allocation;
    Money cash;
    Money retained;
    for (const auto& line : view.lines) {
        std::vector<std::string> row{line.name};
        for (std::size_t i = 0; i < view.categories.size(); ++i) {
            const auto value = i < line.patronage.size() ? line.patronage[i] : Money();
            brought[i] += value;
            row.push_back(patronageText(value));
        }
        for (const Money amount : {line.allocation, line.cash, line.retained})
            row.push_back(toText(amount));
        table.add(std::move(row));
        allocation += line.allocation;
        cash += line.cash;
        retained += line.retained;
    }
    std::vector<std::string> sums{"sum"};
    for (const Money value : brought)
        sums.push_back(patronageText(value));
    for (const Money amount : {allocation, cash, retained})
        sums.push_back(toText(amount));
    table.add(std::move(sums));
    return table.piped();
}

} // namespace habitat::ctl
