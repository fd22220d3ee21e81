// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QApplication>
#include <QDialog>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QTest>

/// What a person does at a window: finds things by the words that they see (or that are read to them), and
/// can only click and type where something is on the screen and enabled. Each answers whether it could be
/// done.
namespace habitat::test {

inline bool isInSight(QWidget* widget)
{
    for (QWidget* up = widget ? widget->parentWidget() : nullptr; up; up = up->parentWidget())
        if (auto* scroll = qobject_cast<QScrollArea*>(up)) scroll->ensureWidgetVisible(widget);
    return widget && widget->isVisible() && !widget->visibleRegion().isEmpty();
}

/// Where they look: the dialog that is open, else the window.
inline QWidget* inFront(QWidget& window)
{
    QWidget* modal = QApplication::activeModalWidget();
    return modal ? modal : &window;
}

template <typename Widget>
Widget* seen(QWidget& window, const QString& words)
{
    for (auto* candidate : inFront(window)->findChildren<Widget*>()) {
        const bool isNamed = candidate->accessibleName() == words;
        bool isWritten = false;
        if constexpr (requires { candidate->text(); }) isWritten = candidate->text().trimmed() == words;
        if ((isNamed || isWritten) && isInSight(candidate)) return candidate;
    }
    return nullptr;
}

inline bool click(QAbstractButton* button)
{
    if (!isInSight(button) || !button->isEnabled()) return false;
    QTest::mouseClick(button, Qt::LeftButton);
    return true;
}

inline bool click(QWidget& window, const QString& words)
{
    return click(seen<QAbstractButton>(window, words));
}

/// Replaces what stands in the field.
template <typename Field>
bool type(Field* field, const QString& text)
{
    if (!isInSight(field) || !field->isEnabled()) return false;
    QTest::mouseClick(field, Qt::LeftButton);
    field->selectAll();
    QTest::keyClicks(field, text);
    return true;
}

inline bool type(QWidget& window, const QString& name, const QString& text)
{
    if (auto* line = seen<QLineEdit>(window, name)) return type(line, text);
    auto* words = seen<QPlainTextEdit>(window, name);
    if (!words || !words->isEnabled()) return false;
    words->setFocus();
    words->selectAll();
    QTest::keyClicks(words, text);
    return true;
}

inline void press(QWidget& window, Qt::Key key, Qt::KeyboardModifiers modifiers = {})
{
    // What a window manager does once a dialog is gone.
    if (!QApplication::activeWindow()) {
        window.activateWindow();
        if (!QTest::qWaitForWindowActive(&window)) return;
    }
    QWidget* focus = QApplication::focusWidget();
    QTest::keyClick(focus ? focus : inFront(window), key, modifiers);
}

} // namespace habitat::test
