// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace habitat::ui {

/// How many of a few steps are done, one segment a step. GUI thread.
class ProgressSegments final : public QWidget
{
    Q_OBJECT

public:
    explicit ProgressSegments(QWidget* parent = nullptr);
    /// `troubled`: the segment after the done ones waits for somebody to mend it.
    void show(int done, int of, bool troubled);
    [[nodiscard]] int done() const { return m_done; }
    [[nodiscard]] QSize sizeHint() const override { return {132, 8}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int m_done = 0;
    int m_of = 0;
    bool m_troubled = false;
};

} // namespace habitat::ui
