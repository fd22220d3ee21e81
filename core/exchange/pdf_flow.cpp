// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/pdf_flow.h"

#include "core/base/calendar.h"

#include <cairo-pdf.h>
#include <fmt/format.h>

#include <memory>

namespace habitat::exchange {

namespace {

struct Unref
{
    void operator()(PangoContext* context) const { g_object_unref(context); }
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
    void operator()(cairo_font_options_t* options) const { cairo_font_options_destroy(options); }
};

/// Text is laid out in points and without hinting, so that lines break alike on every machine.
std::unique_ptr<PangoContext, Unref> paperContext()
{
    std::unique_ptr<PangoContext, Unref> context(
        pango_font_map_create_context(pango_cairo_font_map_get_default()));
    const std::unique_ptr<cairo_font_options_t, Unref> options(cairo_font_options_create());
    cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(context.get(), options.get());
    pango_cairo_context_set_resolution(context.get(), 72);
    pango_context_set_base_dir(context.get(), PANGO_DIRECTION_LTR);
    pango_context_set_language(context.get(), pango_language_from_string("en"));
    return context;
}

cairo_status_t append(void* bytes, const unsigned char* data, unsigned length)
{
    static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

struct PageSize
{
    double width;
    double height;
};

PageSize pageSize(Paper paper, Orientation orientation)
{
    const PageSize upright = paper == Paper::Letter ? PageSize{612, 792} : PageSize{595.28, 841.89};
    return orientation == Orientation::Upright ? upright : PageSize{upright.height, upright.width};
}

void describe(cairo_surface_t* surface, const DocumentInfo& info)
{
    const auto at = toText(
        std::chrono::time_point_cast<Duration>(std::chrono::floor<std::chrono::seconds>(info.createdAt)));
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, info.title.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, info.cooperative.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Habitat Console");
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, at.c_str());
}

} // namespace

Flow::Flow(const DocumentInfo& info, const PageFrame& frame, PangoContext* context, cairo_t* cairo, int pages)
    : m_frame(frame), m_context(context), m_cairo(cairo),
      m_pageWidth(pageSize(info.paper, frame.orientation).width),
      m_pageHeight(pageSize(info.paper, frame.orientation).height), m_pages(pages)
{
    startPage();
}

double Flow::pageHeight() const
{
    // The running head takes a line and a gap.
    return m_pageHeight - 2 * margin - footHeight + 18;
}

void Flow::startPage()
{
    ++m_page;
    m_y = margin;
    if (m_page == 1 || m_frame.runningHead.empty()) return;
    m_y = margin - 18;
    const auto head = shapeLine(m_frame.runningHead, {.size = 7.5, .color = ink::secondary}, width());
    draw(head, left(), m_y);
    m_y += head.height() + 4;
    line(left(), m_y, width(), 0.5, ink::hairline);
    m_y += 12;
}

void Flow::finishPage()
{
    const double top = m_pageHeight - footHeight;
    line(left(), top, width(), 0.5, ink::hairline);
    const auto number =
        shape(fmt::format("Page {} of {}", m_page, m_pages), {.size = 7.5, .color = ink::secondary});
    draw(number, left() + width() - number.width(), top + 7);
    const auto foot = shapeLine(m_frame.foot, {.size = 6, .color = ink::secondary, .face = Face::Mono},
                                width() - number.width() - 12);
    draw(foot, left(), top + 8);
    if (m_cairo) cairo_show_page(m_cairo);
}

bool Flow::reserve(double height)
{
    if (m_y + height <= m_pageHeight - footHeight - 12) return false;
    finishPage();
    startPage();
    return true;
}

ShapedText Flow::shape(const std::string& text, const TextStyle& style, double width) const
{
    return {m_context, text, style, width, pageHeight() - 40};
}

ShapedText Flow::shapeLine(const std::string& text, const TextStyle& style, double width) const
{
    return {m_context, text, style, width, 0};
}

void Flow::draw(const ShapedText& text, double x, double y) const
{
    if (m_cairo) text.draw(m_cairo, x, y);
}

void Flow::fill(double x, double y, double width, double height, Ink color) const
{
    if (!m_cairo) return;
    cairo_set_source_rgb(m_cairo, color.red, color.green, color.blue);
    cairo_rectangle(m_cairo, x, y, width, height);
    cairo_fill(m_cairo);
}

void Flow::line(double x, double y, double width, double thickness, Ink color) const
{
    fill(x, y - thickness / 2, width, thickness, color);
}

void Flow::paragraph(const std::string& text, const TextStyle& style)
{
    const auto shaped = shape(text, style, width());
    reserve(shaped.height());
    draw(shaped, left(), m_y);
    m_y += shaped.height();
}

Result<std::string> renderPdf(const DocumentInfo& info, const PageFrame& frame,
                              const std::function<void(Flow&)>& content)
{
    const auto context = paperContext();
    Flow counting(info, frame, context.get(), nullptr, 0);
    content(counting);

    const auto size = pageSize(info.paper, frame.orientation);
    std::string bytes;
    const std::unique_ptr<cairo_surface_t, Unref> surface(
        cairo_pdf_surface_create_for_stream(append, &bytes, size.width, size.height));
    describe(surface.get(), info);
    const std::unique_ptr<cairo_t, Unref> cairo(cairo_create(surface.get()));
    Flow drawing(info, frame, context.get(), cairo.get(), counting.m_page);
    content(drawing);
    drawing.finishPage();
    cairo_surface_finish(surface.get());
    const auto status = cairo_status(cairo.get()) != CAIRO_STATUS_SUCCESS
                            ? cairo_status(cairo.get())
                            : cairo_surface_status(surface.get());
    if (status != CAIRO_STATUS_SUCCESS)
        return fail("exchange.pdf.failed",
                    fmt::format("The PDF could not be made: {}.", cairo_status_to_string(status)));
    return bytes;
}

} // namespace habitat::exchange
