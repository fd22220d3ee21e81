// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace habitat::ui {

class KeyRegistry;

enum class Density { Normal, Dense };

/// A list of records: whole rows, quiet lines, and the keys of every list: ↑↓ or J/K, Enter opens, Space
/// checks, Ctrl+A, Ctrl+C copies as table. GUI thread.
class RecordTable final : public QTableView
{
    Q_OBJECT

public:
    explicit RecordTable(Density density = Density::Normal, QWidget* parent = nullptr);

    void setModel(QAbstractItemModel* model) override;
    /// Widths from the headers and the first rows; never reads all of a long list.
    void fitColumns();
    /// The selected rows (all where none is) with headers, tab-separated.
    [[nodiscard]] QString copyText() const;
    /// The same as HTML, so that spreadsheets and mail keep the table.
    [[nodiscard]] QString copyHtml() const;
    void copy() const;

    static void declareKeys(KeyRegistry& keys);

signals:
    /// Enter or double click.
    void opened(const QModelIndex& index);
    /// Space.
    void checked(const QModelIndex& index);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] QList<int> rowsToCopy() const;
};

} // namespace habitat::ui
