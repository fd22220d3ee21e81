// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace habitat::ui {

/// Whether the step after those done waits for somebody to mend it.
enum class Trouble { None, Here };

/// How many of a few steps are done, one segment a step. GUI thread.
class ProgressSegments final : public QWidget
{
    Q_OBJECT

public:
    explicit ProgressSegments(QWidget* parent = nullptr);
    void show(int done, int of, Trouble trouble);
    [[nodiscard]] int done() const { return m_done; }
    [[nodiscard]] QSize sizeHint() const override { return {132, 8}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int m_done = 0;
    int m_of = 0;
    Trouble m_trouble = Trouble::None;
};

} // namespace habitat::ui
