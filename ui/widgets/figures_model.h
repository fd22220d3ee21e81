// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/table.h"

#include <QAbstractTableModel>

namespace habitat::ui {

/// A table of figures as core answers it; its totals are the last row. Only shows. GUI thread.
class FiguresModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void show(exchange::Table table);
    [[nodiscard]] const exchange::Table& table() const { return m_table; }
    [[nodiscard]] bool hasTotals() const { return !m_table.totals.empty(); }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] const exchange::Cell* cellAt(int row, int column) const;

    exchange::Table m_table;
};

/// "1,234", grouped as amounts are.
QString numberText(std::int64_t number);
/// How a person reads a cell in a column of this type; a share as a percentage, for showing only.
QString cellText(const exchange::Cell& cell, exchange::ColumnType type);

} // namespace habitat::ui
