// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QTimer>

#include <functional>

class QLabel;
class QPushButton;

namespace habitat::ui {

/// A word about what was just done, with Undo where that is possible, at the bottom of its parent. Stays
/// while the mouse or the keyboard is on it. One at a time; the next takes its place. GUI thread.
class Toast final : public QFrame
{
    Q_OBJECT

public:
    explicit Toast(QWidget* parent);

    void show(const QString& text, const QString& actionLabel = {}, std::function<void()> action = {});
    [[nodiscard]] QString text() const;
    [[nodiscard]] QPushButton* actionButton() const { return m_action; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void place();

    QLabel* m_text;
    QPushButton* m_action;
    std::function<void()> m_run;
    QTimer m_leave;
};

} // namespace habitat::ui
