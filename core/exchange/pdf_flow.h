// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/exchange/document.h"
#include "core/exchange/pdf_text.h"

#include <functional>
#include <string>

namespace habitat::exchange {

enum class Orientation { Upright, Landscape };

/// What stands at the edges of every page, and how the pages lie.
struct PageFrame
{
    /// At the head of the second and later pages.
    std::string runningHead;
    /// At the foot of all, beside the page number.
    std::string foot;
    Orientation orientation = Orientation::Upright;
};

/// Pages that content flows down, breaking where it must. Lengths are points (1/72 inch), y grows downward.
/// Content runs twice: once to count the pages, once to draw them. Inside this room; one thread.
class Flow
{
public:
    [[nodiscard]] double left() const { return margin; }
    [[nodiscard]] double width() const { return m_pageWidth - 2 * margin; }
    [[nodiscard]] double y() const { return m_y; }
    /// The most that fits on one page.
    [[nodiscard]] double pageHeight() const;

    void advance(double by) { m_y += by; }
    /// Starts a new page unless so much still fits on this one. True where it did.
    bool reserve(double height);

    /// Wraps at `width`; without one it is as wide as it likes.
    [[nodiscard]] ShapedText shape(const std::string& text, const TextStyle& style, double width = -1) const;
    /// One line, ended by an ellipsis at `width`.
    [[nodiscard]] ShapedText shapeLine(const std::string& text, const TextStyle& style, double width) const;
    void draw(const ShapedText& text, double x, double y) const;
    void fill(double x, double y, double width, double height, Ink color) const;
    void line(double x, double y, double width, double thickness, Ink color) const;
    /// A paragraph at the left margin, as wide as the page; moves on.
    void paragraph(const std::string& text, const TextStyle& style);

private:
    friend Result<std::string> renderPdf(const DocumentInfo&, const PageFrame&,
                                         const std::function<void(Flow&)>&);
    Flow(const DocumentInfo& info, const PageFrame& frame, PangoContext* context, cairo_t* cairo, int pages);
    void startPage();
    void finishPage();

    static constexpr double margin = 54;
    static constexpr double footHeight = 42;

    const PageFrame& m_frame;
    PangoContext* m_context;
    /// None while pages are only counted.
    cairo_t* m_cairo;
    double m_pageWidth;
    double m_pageHeight;
    double m_y = margin;
    int m_page = 0;
    int m_pages;
};

/// The bytes of a PDF; "exchange.pdf.failed" where there is no memory for it.
Result<std::string> renderPdf(const DocumentInfo& info, const PageFrame& frame,
                              const std::function<void(Flow&)>& content);

} // namespace habitat::exchange
