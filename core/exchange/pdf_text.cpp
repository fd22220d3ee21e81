// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/pdf_text.h"

namespace habitat::exchange {

namespace {

struct FreeFont
{
    void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
};

std::unique_ptr<PangoFontDescription, FreeFont> fontFor(const TextStyle& style)
{
    std::unique_ptr<PangoFontDescription, FreeFont> font(pango_font_description_new());
    pango_font_description_set_family_static(font.get(),
                                             style.face == Face::Mono ? "DejaVu Sans Mono" : "DejaVu Sans");
    pango_font_description_set_absolute_size(font.get(), style.size * PANGO_SCALE);
    pango_font_description_set_weight(font.get(),
                                      style.weight == Weight::Bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    return font;
}

} // namespace

ShapedText::ShapedText(PangoContext* context, const std::string& text, const TextStyle& style, double width,
                       double mostHeight)
    : m_layout(pango_layout_new(context)), m_color(style.color)
{
    auto* layout = m_layout.get();
    pango_layout_set_font_description(layout, fontFor(style).get());
    // A name in Arabic stands at the same edge of its column as the others.
    pango_layout_set_auto_dir(layout, FALSE);
    pango_layout_set_text(layout, text.data(), int(text.size()));
    pango_layout_set_alignment(layout, style.align == Align::Right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
    if (width >= 0) {
        pango_layout_set_width(layout, int(width * PANGO_SCALE));
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
        pango_layout_set_height(layout, int(mostHeight * PANGO_SCALE));
        pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
    }
    PangoRectangle extents;
    pango_layout_get_extents(layout, nullptr, &extents);
    m_width = double(extents.width) / PANGO_SCALE;
    m_height = double(extents.height) / PANGO_SCALE;
}

void ShapedText::draw(cairo_t* cairo, double x, double y) const
{
    cairo_set_source_rgb(cairo, m_color.red, m_color.green, m_color.blue);
    cairo_move_to(cairo, x, y);
    pango_cairo_show_layout(cairo, m_layout.get());
}

} // namespace habitat::exchange
