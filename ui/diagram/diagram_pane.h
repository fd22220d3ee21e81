// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/diagram/diagram_view.h"

#include <QFrame>

class QLabel;
class QToolButton;

namespace habitat::ui {

class ListStates;

/// A diagram in its frame: legend, zoom buttons, and what is said where there is nothing to draw. GUI thread.
class DiagramPane final : public QFrame
{
    Q_OBJECT

public:
    explicit DiagramPane(QWidget* parent = nullptr);

    void showLoading();
    void showError(const QString& message);
    /// A file without a layout is said to have none.
    void showPicture(DiagramPicture picture);
    [[nodiscard]] DiagramView* view() const { return m_view; }
    [[nodiscard]] ListStates* states() const { return m_states; }

signals:
    void reloadWanted();

private:
    void updateScale();

    DiagramView* m_view;
    ListStates* m_states;
    QToolButton* m_out;
    QToolButton* m_in;
    QToolButton* m_fit;
    QLabel* m_scale;
};

} // namespace habitat::ui
