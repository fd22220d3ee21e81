// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include "ui/theme/stylesheet.h"

#include <QApplication>
#include <QEvent>
#include <QFontDatabase>
#include <QFontMetricsF>
#include <QStyle>
#include <QStyleFactory>

// In the global namespace, as Q_INIT_RESOURCE demands; a static library's resources are else left out.
static void initResources()
{
    Q_INIT_RESOURCE(habitat_resources);
}

namespace habitat::ui {
namespace {

Theme* theTheme = nullptr;

QFont scaled(qreal factor)
{
    QFont font = QApplication::font();
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * factor);
    else
        font.setPixelSize(qRound(font.pixelSize() * factor));
    return font;
}

bool hasEqualDigits(const QFont& font)
{
    const QFontMetricsF metrics(font);
    const qreal width = metrics.horizontalAdvance(QLatin1Char('0'));
    for (char digit = '1'; digit <= '9'; ++digit)
        if (!qFuzzyCompare(metrics.horizontalAdvance(QLatin1Char(digit)), width)) return false;
    return true;
}

} // namespace

Appearance appearanceOf(const QPalette& palette)
{
    const int window = palette.color(QPalette::Window).lightness();
    const int text = palette.color(QPalette::WindowText).lightness();
    return window < text ? Appearance::Dark : Appearance::Light;
}

Theme::Theme(QApplication& application, ThemeChoice choice) : m_application(application), m_choice(choice)
{
    initResources();
    theTheme = this;
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    choose(choice);
    m_application.installEventFilter(this);
}

Theme::~Theme()
{
    if (theTheme == this) theTheme = nullptr;
}

Theme* Theme::instance()
{
    return theTheme;
}

const Palette& Theme::current()
{
    return Palette::of(theTheme ? theTheme->m_appearance : Appearance::Light);
}

void Theme::choose(ThemeChoice choice)
{
    m_choice = choice;
    if (choice == ThemeChoice::System)
        followSystem();
    else
        apply(choice == ThemeChoice::Dark ? Appearance::Dark : Appearance::Light);
}

void Theme::followSystem()
{
    // Qt 6.4 cannot be asked for the system's scheme; without a palette of ours the application shows the
    // system's.
    m_applying = true;
    QApplication::setPalette(QPalette());
    const Appearance system = appearanceOf(QApplication::palette());
    m_applying = false;
    apply(system);
}

void Theme::apply(Appearance appearance)
{
    m_applying = true;
    m_appearance = appearance;
    const Palette& palette = Palette::of(appearance);
    QApplication::setPalette(toQPalette(palette));
    m_application.setStyleSheet(styleSheet(palette));
    m_applying = false;
    emit changed();
}

bool Theme::eventFilter(QObject* watched, QEvent* event)
{
    if (!m_applying && m_choice == ThemeChoice::System) {
        if (event->type() == QEvent::ThemeChange) {
            followSystem();
        } else if (event->type() == QEvent::ApplicationPaletteChange && watched == &m_application) {
            const Appearance now = appearanceOf(QApplication::palette());
            if (now != m_appearance) apply(now);
        }
    }
    return QObject::eventFilter(watched, event);
}

QFont Theme::titleFont()
{
    QFont font = scaled(1.5);
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont Theme::sectionFont()
{
    QFont font = scaled(1.2);
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont Theme::captionFont()
{
    return scaled(0.9);
}

QFont Theme::strongFont()
{
    QFont font = scaled(1.0);
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont Theme::numberFont()
{
    const QFont system = scaled(1.0);
    if (hasEqualDigits(system)) return system;
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (system.pointSizeF() > 0) fixed.setPointSizeF(system.pointSizeF());
    return fixed;
}

} // namespace habitat::ui
