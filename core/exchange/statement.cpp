// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/statement.h"

#include "core/base/files.h"
#include "core/base/text.h"
#include "core/exchange/pdf_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

namespace habitat::exchange {

namespace {

constexpr TextStyle caption{.size = 7, .weight = Weight::Bold, .color = ink::secondary};
constexpr TextStyle small{.size = 8.5, .color = ink::secondary};
constexpr double sectionGap = 18;
constexpr double boxGap = 10;

std::string spanOf(const Statement& statement)
{
    return fmt::format("{} to {}", toText(statement.from), toText(statement.to));
}

/// A caption, a line in large type, a line in small; returns its height.
double drawBlock(const Flow& flow, double x, double width, const std::string& title, const std::string& main,
                 const std::string& below)
{
    const auto head = flow.shape(title, caption, width);
    const auto large = flow.shape(main, {.size = 13, .weight = Weight::Bold}, width);
    const auto under = flow.shape(below, small, width);
    double y = flow.y();
    for (const auto* text : {&head, &large, &under}) {
        flow.draw(*text, x, y);
        y += text->height() + 2;
    }
    return y - flow.y();
}

void drawHead(Flow& flow, const Statement& statement)
{
    const auto kind = flow.shape("Member statement", {.size = 10, .color = ink::secondary});
    const auto name =
        flow.shape(statement.cooperative, {.size = 17, .weight = Weight::Bold, .color = ink::accent},
                   flow.width() - kind.width() - 16);
    flow.draw(name, flow.left(), flow.y());
    flow.draw(kind, flow.left() + flow.width() - kind.width(), flow.y() + 6);
    flow.advance(name.height() + 7);
    flow.line(flow.left(), flow.y(), flow.width(), 1.4, ink::accent);
    flow.advance(14);

    const double half = flow.width() * 0.58;
    const auto left = drawBlock(flow, flow.left(), half - 12, "MEMBER", statement.memberName,
                                fmt::format("Number {}", statement.memberNumber));
    const auto right =
        drawBlock(flow, flow.left() + half, flow.width() - half, "PERIOD", statement.period,
                  fmt::format("{}\nAmounts in {} · issued {}", spanOf(statement), statement.currency,
                              toText(Date(std::chrono::floor<std::chrono::days>(statement.issuedAt)))));
    flow.advance(std::max(left, right) + 8);
}

/// As large as fits on one line.
ShapedText shapeAmount(const Flow& flow, Money amount, double width)
{
    double size = 16;
    while (size > 7 && flow.shape(toText(amount), {.size = size, .weight = Weight::Bold}).width() > width)
        --size;
    return flow.shapeLine(toText(amount), {.size = size, .weight = Weight::Bold}, width);
}

/// One box a figure, side by side.
void drawBoxes(Flow& flow, std::span<const Highlight> highlights, double width)
{
    constexpr double inset = 10;
    std::vector<std::pair<ShapedText, ShapedText>> texts;
    double height = 0;
    for (const auto& highlight : highlights) {
        texts.emplace_back(flow.shape(highlight.label, small, width - 2 * inset),
                           shapeAmount(flow, highlight.amount, width - 2 * inset));
        height = std::max(height, texts.back().first.height() + texts.back().second.height() + 4);
    }
    flow.reserve(height + 2 * inset);
    double x = flow.left();
    for (const auto& [label, amount] : texts) {
        flow.fill(x, flow.y(), width, height + 2 * inset, ink::tint);
        flow.fill(x, flow.y(), 2.5, height + 2 * inset, ink::accent);
        flow.draw(label, x + inset, flow.y() + inset);
        flow.draw(amount, x + inset, flow.y() + inset + height - amount.height());
        x += width + boxGap;
    }
    flow.advance(height + 2 * inset + boxGap);
}

void drawHighlights(Flow& flow, std::span<const Highlight> highlights)
{
    constexpr std::size_t mostInARow = 4;
    if (highlights.empty()) return;
    const auto rows = (highlights.size() + mostInARow - 1) / mostInARow;
    const auto inARow = (highlights.size() + rows - 1) / rows;
    const double width = (flow.width() - boxGap * double(inARow - 1)) / double(inARow);
    for (std::size_t first = 0; first < highlights.size(); first += inARow)
        drawBoxes(flow, highlights.subspan(first, std::min(inARow, highlights.size() - first)), width);
    flow.advance(6);
}

/// The roll-forward as a table: opening, what changed, closing beneath.
Table asTable(const RollForward& account)
{
    auto sum = account.opening;
    Table table{account.title,
                {{"entry", "Entry", ColumnType::Text}, {"amount", "Amount", ColumnType::Money}},
                {{std::string("Opening balance"), account.opening}},
                {std::string("Closing balance"), account.closing}};
    for (const auto& [what, amount] : account.changes) {
        table.rows.push_back({what, amount});
        sum += amount;
    }
    ensure(sum == account.closing, "a statement's closing balance is its opening balance and the changes");
    return table;
}

void drawNotes(Flow& flow, const std::vector<std::string>& notes)
{
    for (const auto& note : notes) {
        flow.paragraph(note, {.size = 8, .color = ink::secondary});
        flow.advance(5);
    }
}

void drawStatement(Flow& flow, const Statement& statement, const std::vector<Table>& accounts)
{
    drawHead(flow, statement);
    drawHighlights(flow, statement.highlights);
    for (const auto* tables : {&statement.tables, &accounts})
        for (const auto& table : *tables) {
            drawTable(flow, table);
            flow.advance(sectionGap);
        }
    drawNotes(flow, statement.notes);
}

} // namespace

std::string statementFileName(const std::string& period, const std::string& memberNumber)
{
    auto name = period + "-";
    for (const char c : memberNumber)
        if (isDigit(c) || (lowerAscii(c) >= 'a' && lowerAscii(c) <= 'z') ||
            std::string_view("-_.").find(c) != std::string_view::npos)
            name += c;
        else
            name += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    return name + ".pdf";
}

Result<std::string> renderStatement(const Statement& statement)
{
    std::vector<Table> accounts;
    for (const auto& account : statement.accounts)
        accounts.push_back(asTable(account));
    const DocumentInfo info{fmt::format("Statement {} for {}", statement.period, statement.memberName),
                            statement.cooperative, statement.issuedAt, statement.paper};
    const PageFrame frame{fmt::format("{} · {} · {} ({})", statement.cooperative, statement.period,
                                      statement.memberName, statement.memberNumber),
                          statement.hash.empty() ? std::string() : "Allocation " + statement.hash};
    return renderPdf(info, frame, [&](Flow& flow) { drawStatement(flow, statement, accounts); });
}

Status writeStatement(const std::string& path, const Statement& statement)
{
    const auto bytes = renderStatement(statement);
    if (!bytes) return fail(bytes.error());
    return writeFileDurably(path, *bytes);
}

} // namespace habitat::exchange
