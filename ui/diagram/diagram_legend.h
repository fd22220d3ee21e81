// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace habitat::ui {

/// What the marks on a diagram mean: each shape with its word, and what the strong line says. Drops words
/// from the end where there is no room. GUI thread.
class DiagramLegend final : public QWidget
{
    Q_OBJECT

public:
    explicit DiagramLegend(QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {60, 20}; }

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace habitat::ui
