// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QPushButton>

/// Buttons and labels in the variants of the style sheet. GUI thread.
namespace habitat::ui {

enum class ButtonKind { Normal, Primary, Danger, Quiet, Link };

QPushButton* makeButton(const QString& text, ButtonKind kind = ButtonKind::Normal, const QString& icon = {});

/// On where `why` is empty; else off, and says why in its tooltip and to screen readers. The keyboard stays
/// in the pane and comes back with the control, where the pane has a focus proxy: it never slips to the
/// button beside.
void setOffBecause(QWidget* control, const QString& why);
/// What setOffBecause() said last; empty where the control is on.
QString offBecause(const QWidget* control);

enum class LabelKind { Plain, Caption, Secondary, Section, Title, Strong, Danger };

/// Text only: mark-up in data is shown, never obeyed. Long text wraps where the label is told to.
QLabel* makeLabel(const QString& text, LabelKind kind = LabelKind::Plain);

} // namespace habitat::ui
