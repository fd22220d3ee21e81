// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/palette.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace habitat::ui {
namespace {

Palette lightPalette()
{
    return {
        .appearance = Appearance::Light,
        .window = QColor(0xFFFFFF),
        .alternate = QColor(0xF6F7F9),
        .text = QColor(0x1D2129),
        .secondary = QColor(0x4A5261),
        .border = QColor(0x8A93A1),
        .hairline = QColor(0xDFE3E8),
        .hover = QColor(0xECEFF3),
        .accent = QColor(0x0B5F73),
        .onAccent = QColor(0xFFFFFF),
        .selection = QColor(0xDCEDF1),
        .disabled = QColor(0x656D7A),
        .danger = QColor(0xB3261E),
        .onDanger = QColor(0xFFFFFF),
        .floating = QColor(0x262B33),
        .onFloating = QColor(0xF2F4F7),
        .floatingAccent = QColor(0x7FD4E7),
    };
}

Palette darkPalette()
{
    return {
        .appearance = Appearance::Dark,
        .window = QColor(0x1B1E23),
        .alternate = QColor(0x23272E),
        .text = QColor(0xE8EBEF),
        .secondary = QColor(0xB4BCC8),
        .border = QColor(0x6E7785),
        .hairline = QColor(0x363C46),
        .hover = QColor(0x2C323A),
        .accent = QColor(0x62C4DA),
        .onAccent = QColor(0x0C2229),
        .selection = QColor(0x1D3F49),
        .disabled = QColor(0x98A1AE),
        .danger = QColor(0xFF8A80),
        .onDanger = QColor(0x2B0B09),
        .floating = QColor(0xE6E9ED),
        .onFloating = QColor(0x1D2129),
        .floatingAccent = QColor(0x0B5F73),
    };
}

double channel(int value)
{
    const double c = value / 255.0;
    return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& colour)
{
    return 0.2126 * channel(colour.red()) + 0.7152 * channel(colour.green()) +
           0.0722 * channel(colour.blue());
}

struct Pair
{
    StatusColours light;
    StatusColours dark;
};

Pair pairOf(Status status)
{
    switch (status) {
    case Status::NotStarted:
    case Status::Skipped:
    case Status::Cancelled:
        return {{QColor(0x565E6C), QColor(0xECEEF1)}, {QColor(0xAEB7C4), QColor(0x2D323A)}};
    case Status::Ready:
        return {{QColor(0x0B5F73), QColor(0xDCEDF1)}, {QColor(0x62C4DA), QColor(0x16343C)}};
    case Status::Running:
        return {{QColor(0x1D5FBF), QColor(0xE3EDFB)}, {QColor(0x7FB2FF), QColor(0x1B2E4A)}};
    case Status::Waiting:
        return {{QColor(0x6A4BB3), QColor(0xEEE8FA)}, {QColor(0xB9A2F5), QColor(0x2E2648)}};
    case Status::Retrying:
    case Status::Suspended:
        return {{QColor(0x8A5300), QColor(0xFDEFD8)}, {QColor(0xF0B357), QColor(0x3F2C0E)}};
    case Status::Completed:
        return {{QColor(0x1B6E3C), QColor(0xE2F4E8)}, {QColor(0x6FCF93), QColor(0x173524)}};
    case Status::Failed:
        return {{QColor(0xB3261E), QColor(0xFBE5E3)}, {QColor(0xFF8A80), QColor(0x4A1C1A)}};
    case Status::Compensating:
    case Status::Compensated:
        return {{QColor(0x87347A), QColor(0xF8E6F4)}, {QColor(0xE79BD8), QColor(0x42203C)}};
    }
    return {};
}

} // namespace

StatusColours Palette::status(Status status) const
{
    const Pair pair = pairOf(status);
    return appearance == Appearance::Dark ? pair.dark : pair.light;
}

const Palette& Palette::of(Appearance appearance)
{
    static const Palette light = lightPalette();
    static const Palette dark = darkPalette();
    return appearance == Appearance::Dark ? dark : light;
}

double contrast(const QColor& a, const QColor& b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

std::vector<TextPair> textPairs(const Palette& p)
{
    std::vector<TextPair> pairs = {
        {"accent button", p.onAccent, p.accent},   {"danger button", p.onDanger, p.danger},
        {"toast", p.onFloating, p.floating},       {"toast action", p.floatingAccent, p.floating},
        {"selected text", p.text, p.selection},    {"selected caption", p.secondary, p.selection},
        {"selected link", p.accent, p.selection},  {"hovered text", p.text, p.hover},
        {"hovered caption", p.secondary, p.hover},
    };
    const std::array surfaces = {std::pair{"window", p.window}, std::pair{"alternate", p.alternate}};
    for (const auto& [name, surface] : surfaces) {
        const QString on = QStringLiteral(" on ") + QLatin1String(name);
        pairs.push_back({"text" + on, p.text, surface});
        pairs.push_back({"caption" + on, p.secondary, surface});
        pairs.push_back({"link" + on, p.accent, surface});
        pairs.push_back({"disabled" + on, p.disabled, surface});
        pairs.push_back({"danger" + on, p.danger, surface});
        for (const Status status : allStatuses)
            pairs.push_back({statusIcon(status) + on, p.status(status).text, surface});
    }
    for (const Status status : allStatuses) {
        pairs.push_back({statusIcon(status) + " chip", p.status(status).text, p.status(status).tint});
        pairs.push_back({statusIcon(status) + " banner", p.text, p.status(status).tint});
        pairs.push_back({statusIcon(status) + " selected", p.status(status).text, p.selection});
    }
    return pairs;
}

QPalette toQPalette(const Palette& p)
{
    QPalette q;
    q.setColor(QPalette::Window, p.window);
    q.setColor(QPalette::WindowText, p.text);
    q.setColor(QPalette::Base, p.window);
    q.setColor(QPalette::AlternateBase, p.alternate);
    q.setColor(QPalette::Text, p.text);
    q.setColor(QPalette::PlaceholderText, p.disabled);
    q.setColor(QPalette::Button, p.window);
    q.setColor(QPalette::ButtonText, p.text);
    q.setColor(QPalette::BrightText, p.danger);
    q.setColor(QPalette::Highlight, p.selection);
    q.setColor(QPalette::HighlightedText, p.text);
    q.setColor(QPalette::Link, p.accent);
    q.setColor(QPalette::LinkVisited, p.accent);
    q.setColor(QPalette::ToolTipBase, p.floating);
    q.setColor(QPalette::ToolTipText, p.onFloating);
    q.setColor(QPalette::Light, p.window);
    q.setColor(QPalette::Midlight, p.hover);
    q.setColor(QPalette::Mid, p.hairline);
    q.setColor(QPalette::Dark, p.border);
    q.setColor(QPalette::Shadow, p.border);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        q.setColor(QPalette::Disabled, role, p.disabled);
    return q;
}

} // namespace habitat::ui
