// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/palette.h"

#include <QFont>
#include <QObject>

class QApplication;

/// The look in force: which palette, which fonts, and the style sheet made of them. The program makes one
/// after its QApplication; it follows the system unless it is told otherwise. GUI thread.
namespace habitat::ui {

/// Distances of the 4 px grid; nothing else is used.
namespace space {
inline constexpr int xs = 4;
inline constexpr int s = 8;
inline constexpr int m = 12;
inline constexpr int l = 16;
inline constexpr int xl = 24;
/// Height of a row in lists, and of one in dense tables.
inline constexpr int row = 32;
inline constexpr int denseRow = 26;
} // namespace space

enum class ThemeChoice { System, Light, Dark };

class Theme final : public QObject
{
    Q_OBJECT

public:
    explicit Theme(QApplication& application, ThemeChoice choice = ThemeChoice::System);
    ~Theme() override;

    void choose(ThemeChoice choice);
    [[nodiscard]] ThemeChoice choice() const { return m_choice; }
    [[nodiscard]] Appearance appearance() const { return m_appearance; }

    /// The palette in force; light where no Theme lives.
    static const Palette& current();
    /// Null where none lives; views connect to changed() to repaint what they coloured by hand.
    static Theme* instance();

    static QFont titleFont();
    static QFont sectionFont();
    static QFont captionFont();
    static QFont strongFont();
    /// Digits of equal width: the system font if its digits are, else the system's fixed font.
    static QFont numberFont();

signals:
    void changed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void followSystem();
    void apply(Appearance appearance);

    QApplication& m_application;
    ThemeChoice m_choice;
    Appearance m_appearance = Appearance::Light;
    bool m_applying = false;
};

/// Dark where the window is darker than its text.
Appearance appearanceOf(const QPalette& palette);

} // namespace habitat::ui
