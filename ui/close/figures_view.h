// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/figures_model.h"

#include <QWidget>

namespace habitat::ui {

class RecordTable;

/// One table of figures with its title, Copy and Export; as high as its rows, up to a bound. GUI thread.
class FiguresView final : public QWidget
{
    Q_OBJECT

public:
    explicit FiguresView(exchange::Table table, QWidget* parent = nullptr);
    [[nodiscard]] RecordTable* table() const { return m_view; }

signals:
    void exportWanted();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fit();

    FiguresModel* m_model;
    RecordTable* m_view;
};

} // namespace habitat::ui
