// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <pango/pangocairo.h>

#include <memory>
#include <string>

namespace habitat::exchange {

/// Colours of paper, the console's own where they are legible in print.
struct Ink
{
    double red;
    double green;
    double blue;

    static constexpr Ink fromHex(unsigned rgb)
    {
        return {double((rgb >> 16U) & 0xFFU) / 255, double((rgb >> 8U) & 0xFFU) / 255,
                double(rgb & 0xFFU) / 255};
    }
};

namespace ink {
inline constexpr Ink text = Ink::fromHex(0x1D2129);
inline constexpr Ink secondary = Ink::fromHex(0x4A5261);
inline constexpr Ink accent = Ink::fromHex(0x0B5F73);
inline constexpr Ink hairline = Ink::fromHex(0xD5D9DF);
inline constexpr Ink tint = Ink::fromHex(0xEEF4F5);
} // namespace ink

enum class Weight { Regular, Bold };
enum class Align { Left, Right };
enum class Face { Sans, Mono };

struct TextStyle
{
    double size = 9;
    Weight weight = Weight::Regular;
    Ink color = ink::text;
    Align align = Align::Left;
    Face face = Face::Sans;
};

/// A piece of shaped text, in points. Any script: what the font lacks comes from other fonts of the system.
/// Inside this room; one thread.
class ShapedText
{
public:
    /// Wraps at `width` (between words, within a word that is longer); below zero it stays on one line. Ends
    /// with an ellipsis where it would grow beyond `mostHeight`.
    ShapedText(PangoContext* context, const std::string& text, const TextStyle& style, double width,
               double mostHeight);

    [[nodiscard]] double width() const { return m_width; }
    [[nodiscard]] double height() const { return m_height; }
    void draw(cairo_t* cairo, double x, double y) const;

private:
    struct Unref
    {
        void operator()(PangoLayout* layout) const { g_object_unref(layout); }
    };
    std::unique_ptr<PangoLayout, Unref> m_layout;
    Ink m_color;
    double m_width = 0;
    double m_height = 0;
};

} // namespace habitat::exchange
