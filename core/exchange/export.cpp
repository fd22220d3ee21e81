// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/export.h"

#include "core/base/calendar.h"
#include "core/base/files.h"
#include "core/exchange/csv_writer.h"
#include "core/exchange/pdf_table.h"
#include "core/exchange/xlsx_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace habitat::exchange {

namespace {

std::string extensionOf(const std::string& path)
{
    auto extension = std::filesystem::path(path).extension().string();
    std::ranges::transform(extension, extension.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
    return extension;
}

Status writeCsv(const std::string& path, std::span<const Table> tables)
{
    if (tables.size() != 1)
        return fail(
            "exchange.csv.one_table",
            fmt::format(
                "{} would have to hold {} tables, CSV holds one. Choose .xlsx, or export them one by one.",
                path, tables.size()),
            {{"file", path}});
    return writeFileDurably(path, toCsv(tables.front()));
}

void drawReport(Flow& flow, std::span<const Table> tables, const DocumentInfo& info)
{
    flow.paragraph(info.cooperative, {.size = 9, .color = ink::secondary});
    flow.advance(2);
    flow.paragraph(info.title, {.size = 17, .weight = Weight::Bold, .color = ink::accent});
    flow.advance(6);
    flow.line(flow.left(), flow.y(), flow.width(), 1.4, ink::accent);
    flow.advance(14);
    for (const auto& table : tables) {
        drawTable(flow, table);
        flow.advance(18);
    }
}

Status writePdf(const std::string& path, std::span<const Table> tables, const DocumentInfo& given)
{
    auto info = given;
    if (info.title.empty() && !tables.empty()) info.title = tables.front().title;
    const PageFrame frame{fmt::format("{} · {}", info.cooperative, info.title),
                          fmt::format("Made {}", toText(Cell(info.createdAt))), orientationFor(tables)};
    const auto bytes = renderPdf(info, frame, [&](Flow& flow) { drawReport(flow, tables, info); });
    if (!bytes) return fail(bytes.error());
    return writeFileDurably(path, *bytes);
}

} // namespace

Status writeTables(const std::string& path, std::span<const Table> tables, const DocumentInfo& info)
{
    const auto extension = extensionOf(path);
    if (extension == ".csv") return writeCsv(path, tables);
    if (extension == ".xlsx") return writeXlsx(path, tables, info);
    if (extension == ".pdf") return writePdf(path, tables, info);
    return fail("exchange.format.unknown",
                fmt::format("{} names no format. End the name in .csv, .xlsx or .pdf.", path),
                {{"file", path}});
}

Status writeTable(const std::string& path, const Table& table, const DocumentInfo& info)
{
    return writeTables(path, {&table, 1}, info);
}

} // namespace habitat::exchange
