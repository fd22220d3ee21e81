// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/button.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace habitat::ui {
namespace {

const char* variantOf(ButtonKind kind)
{
    switch (kind) {
    case ButtonKind::Normal:
        return "";
    case ButtonKind::Primary:
        return "primary";
    case ButtonKind::Danger:
        return "danger";
    case ButtonKind::Quiet:
        return "quiet";
    case ButtonKind::Link:
        return "link";
    }
    return "";
}

/// Where the keyboard waits while a control is off: what the pane around it names as its focus proxy.
QWidget* havenOf(const QWidget* control)
{
    for (QWidget* up = control->parentWidget(); up && !up->isWindow(); up = up->parentWidget())
        if (up->focusProxy()) return up->focusProxy();
    return nullptr;
}

constexpr const char* awaited = "focusIsAwaited";

} // namespace

QPushButton* makeButton(const QString& text, ButtonKind kind, const QString& iconName)
{
    auto* button = new QPushButton(text);
    button->setProperty("variant", QLatin1String(variantOf(kind)));
    button->setAccessibleName(QString(text).remove(QLatin1Char('&')));
    button->setAutoDefault(false);
    if (!iconName.isEmpty()) {
        button->setIcon(icon(iconName));
        button->setIconSize(QSize(16, 16));
        // The style sets icon and text closer than the grid; a space is the only distance it knows.
        button->setText(QLatin1Char(' ') + text);
    }
    if (kind == ButtonKind::Link) button->setCursor(Qt::PointingHandCursor);
    return button;
}

void setOffBecause(QWidget* control, const QString& why)
{
    const QVariant before = control->property("usualTip");
    if (!before.isValid()) control->setProperty("usualTip", control->toolTip());
    control->setProperty("offBecause", why);
    QWidget* haven = havenOf(control);
    if (haven && !why.isEmpty() && control->hasFocus()) {
        haven->setFocus(Qt::OtherFocusReason);
        control->setProperty(awaited, true);
    }
    control->setEnabled(why.isEmpty());
    if (why.isEmpty() && control->property(awaited).toBool()) {
        control->setProperty(awaited, false);
        if (haven && haven->hasFocus() && control->isVisible()) control->setFocus(Qt::OtherFocusReason);
    }
    control->setToolTip(why.isEmpty() ? control->property("usualTip").toString() : why);
    control->setAccessibleDescription(why);
}

QString offBecause(const QWidget* control)
{
    return control->property("offBecause").toString();
}

QLabel* makeLabel(const QString& text, LabelKind kind)
{
    auto* label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    switch (kind) {
    case LabelKind::Plain:
        break;
    case LabelKind::Caption:
        label->setFont(Theme::captionFont());
        label->setProperty("variant", "caption");
        break;
    case LabelKind::Secondary:
        label->setProperty("variant", "secondary");
        break;
    case LabelKind::Section:
        label->setFont(Theme::sectionFont());
        break;
    case LabelKind::Title:
        label->setFont(Theme::titleFont());
        break;
    case LabelKind::Strong:
        label->setFont(Theme::strongFont());
        break;
    case LabelKind::Danger:
        label->setProperty("variant", "danger");
        break;
    }
    return label;
}

} // namespace habitat::ui
