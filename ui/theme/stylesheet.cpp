// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/stylesheet.h"

#include <QHash>

namespace habitat::ui {
namespace {

// $name$ is a token of the palette. Sizes are of the 4 px grid, less the border that Qt adds outside.
constexpr auto controls = R"(
QMainWindow, QDialog, QMessageBox { background: $window$; }
QToolTip { background: $floating$; color: $onFloating$; border: 1px solid $floating$; padding: 4px 8px; }
QLabel { background: transparent; }
QLabel[variant="caption"], QLabel[variant="secondary"] { color: $secondary$; }
QLabel[variant="danger"] { color: $danger$; }
QLabel[variant="accent"] { color: $accent$; }
QLabel:disabled { color: $disabled$; }

QPushButton, QToolButton {
    background: $window$; color: $text$; border: 1px solid $border$; border-radius: 5px;
    padding: 3px 12px; min-height: 22px; margin: 1px;
}
QToolButton { padding: 3px 6px; }
QPushButton:hover, QToolButton:hover { background: $hover$; }
QPushButton:pressed, QToolButton:pressed, QToolButton:checked { background: $selection$; }
QPushButton:focus, QToolButton:focus { border: 2px solid $accent$; padding: 2px 11px; }
QToolButton:focus { padding: 2px 5px; }
QPushButton:disabled, QToolButton:disabled { color: $disabled$; border-color: $hairline$; background: $alternate$; }
QPushButton[variant="primary"] { background: $accent$; color: $onAccent$; border-color: $accent$; font-weight: 600; }
QPushButton[variant="primary"]:hover { background: $accentHover$; border-color: $accentHover$; }
QPushButton[variant="primary"]:focus { border: 2px solid $text$; }
QPushButton[variant="primary"]:disabled { background: $alternate$; color: $disabled$; border-color: $hairline$; }
QPushButton[variant="danger"] { background: $danger$; color: $onDanger$; border-color: $danger$; font-weight: 600; }
QPushButton[variant="danger"]:focus { border: 2px solid $text$; }
QPushButton[variant="danger"]:disabled { background: $alternate$; color: $disabled$; border-color: $hairline$; }
QPushButton[variant="quiet"], QToolButton[variant="quiet"] { background: transparent; border-color: transparent; }
QPushButton[variant="quiet"]:hover, QToolButton[variant="quiet"]:hover { background: $hover$; }
QPushButton[variant="quiet"]:focus, QToolButton[variant="quiet"]:focus { border: 2px solid $accent$; }
QPushButton[variant="link"] {
    background: transparent; border: 1px solid transparent; color: $accent$; padding: 0 2px; min-height: 18px; text-align: left;
}
QPushButton[variant="link"]:hover { text-decoration: underline; }
QPushButton[variant="link"]:focus { border: 2px solid $accent$; padding: 0 1px; }
QPushButton[variant="card"] { min-width: 264px; min-height: 64px; max-height: 64px; margin: 0; padding: 0; }
QPushButton::menu-indicator, QToolButton::menu-indicator { image: none; width: 0; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox {
    background: $window$; border: 1px solid $border$; border-radius: 5px;
    padding: 3px 8px; selection-background-color: $accent$; selection-color: $onAccent$;
}
QLineEdit, QComboBox, QSpinBox { min-height: 22px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus {
    border: 2px solid $accent$; padding: 2px 7px;
}
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled { background: $alternate$; color: $disabled$; border-color: $hairline$; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] { border: 2px solid $danger$; padding: 2px 7px; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: url($chevron$); width: 12px; height: 12px; }
QComboBox QAbstractItemView {
    background: $window$; border: 1px solid $border$; outline: none; padding: 4px;
    selection-background-color: $selection$; selection-color: $text$;
}
QCheckBox, QRadioButton { spacing: 8px; padding: 2px; border: 2px solid transparent; border-radius: 4px; }
QCheckBox:focus, QRadioButton:focus { border-color: $accent$; }
QRadioButton::indicator, QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid $border$; background: $window$; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid $accent$; }
QCheckBox::indicator:checked { background: $accent$; border-color: $accent$; image: url($check$); }
QRadioButton::indicator:disabled, QCheckBox::indicator:disabled { background: $alternate$; border-color: $hairline$; }
QRadioButton:disabled, QCheckBox:disabled { color: $disabled$; }
)";

constexpr auto surfaces = R"(
QFrame[variant="pane"] { background: $window$; border: 1px solid $hairline$; border-radius: 8px; }
QFrame[variant="paneHeader"] { background: transparent; border: none; border-bottom: 1px solid $hairline$; }
QFrame[variant="paneFooter"] { background: transparent; border: none; border-top: 1px solid $hairline$; }
QFrame[variant="canvas"], QWidget[variant="canvas"] { background: $alternate$; }
QFrame[variant="card"] { background: $window$; border: 1px solid $hairline$; border-radius: 8px; }
QFrame[variant="line"] { background: $hairline$; border: none; max-height: 1px; min-height: 1px; }
QFrame[variant="toast"] { background: $floating$; border-radius: 8px; }
QFrame[variant="toast"] QLabel { color: $onFloating$; }
QFrame[variant="toast"] QPushButton {
    background: transparent; border: 1px solid transparent; color: $floatingAccent$; font-weight: 600;
}
QFrame[variant="toast"] QPushButton:focus { border: 2px solid $floatingAccent$; }
QFrame[variant="toast"] QPushButton:hover { text-decoration: underline; }
QScrollArea { background: transparent; border: 2px solid transparent; }
QScrollArea > QWidget > QWidget { background: transparent; }
QSplitter::handle { background: transparent; }

QAbstractItemView { background: $window$; alternate-background-color: $alternate$; outline: none; border: none;
    selection-background-color: $selection$; selection-color: $text$; }
QListView, QTableView, QTreeView { border: 2px solid transparent; border-radius: 6px; }
QListView:focus, QTableView:focus, QTreeView:focus { border: 2px solid $accent$; }
QListView[focusOn="row"]:focus { border: 2px solid transparent; }
QScrollArea:focus { border: 2px solid $accent$; border-radius: 6px; }
QTableView { gridline-color: $hairline$; }
QTableView::item, QTreeView::item { padding: 0 8px; }
QTableView::item:selected, QListView::item:selected, QTreeView::item:selected { background: $selection$; color: $text$; }
QHeaderView { background: $alternate$; border: none; }
QHeaderView::section {
    background: $alternate$; color: $secondary$; border: none; border-bottom: 1px solid $hairline$; padding: 4px 8px;
}
QTableCornerButton::section { background: $alternate$; border: none; }

QTabBar::tab { background: transparent; color: $secondary$; padding: 6px 12px; border: 2px solid transparent; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text$; border-bottom: 2px solid $accent$; font-weight: 600; }
QTabBar::tab:hover { color: $text$; }
QTabBar:focus::tab:selected { border: 2px solid $accent$; border-radius: 4px; }
QTabWidget::pane { border: none; border-top: 1px solid $hairline$; }

QMenu { background: $window$; border: 1px solid $border$; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; color: $text$; }
QMenu::item:selected { background: $selection$; }
QMenu::item:disabled { color: $disabled$; }
QMenu::separator { height: 1px; background: $hairline$; margin: 4px 8px; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $border$; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $secondary$; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
)";

QColor accentHover(const Palette& p)
{
    return p.appearance == Appearance::Dark ? p.accent.lighter(112) : p.accent.darker(118);
}

QHash<QString, QString> tokens(const Palette& p)
{
    const auto name = [](const QColor& colour) { return colour.name(QColor::HexRgb); };
    return {
        {"window", name(p.window)},
        {"alternate", name(p.alternate)},
        {"text", name(p.text)},
        {"secondary", name(p.secondary)},
        {"border", name(p.border)},
        {"hairline", name(p.hairline)},
        {"hover", name(p.hover)},
        {"accent", name(p.accent)},
        {"onAccent", name(p.onAccent)},
        {"accentHover", name(accentHover(p))},
        {"selection", name(p.selection)},
        {"disabled", name(p.disabled)},
        {"danger", name(p.danger)},
        {"onDanger", name(p.onDanger)},
        {"floating", name(p.floating)},
        {"onFloating", name(p.onFloating)},
        {"floatingAccent", name(p.floatingAccent)},
        // A style sheet cannot recolour a drawing; these are the same chevron and tick in either colour.
        {"check", p.appearance == Appearance::Dark ? QStringLiteral(":/icons/check-on-dark.svg")
                                                   : QStringLiteral(":/icons/check-on-light.svg")},
        {"chevron", p.appearance == Appearance::Dark ? QStringLiteral(":/icons/chevron-on-dark.svg")
                                                     : QStringLiteral(":/icons/chevron-on-light.svg")},
    };
}

} // namespace

QString styleSheet(const Palette& palette)
{
    QString sheet = QString::fromLatin1(controls) + QString::fromLatin1(surfaces);
    const QHash<QString, QString> values = tokens(palette);
    for (auto token = values.cbegin(); token != values.cend(); ++token)
        sheet.replace(QLatin1Char('$') + token.key() + QLatin1Char('$'), token.value());
    return sheet;
}

} // namespace habitat::ui
