// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/place.h"

#include <QAbstractListModel>
#include <QDialog>
#include <QTimer>

class QLineEdit;
class QListView;

namespace habitat::ui {

/// One line of the palette: what it does, where it belongs, its key.
struct PaletteEntry
{
    QString text;
    QString group;
    QString keys;
    QString icon;
    /// Off, and why.
    QString offBecause;
    std::function<void()> run;
};

/// What matches what was typed: every word of it, anywhere; better matches first. Only shows. GUI thread.
class PaletteModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { GroupRole = Qt::UserRole, KeysRole, IconRole, OffRole };

    using QAbstractListModel::QAbstractListModel;

    void setEntries(QList<PaletteEntry> entries);
    /// Found elsewhere (instances by key); shown after the entries that match.
    void setFound(QList<PaletteEntry> found);
    void filter(const QString& typed);
    [[nodiscard]] const PaletteEntry& entryAt(int row) const { return m_shown[row]; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    void show();

    QList<PaletteEntry> m_entries;
    QList<PaletteEntry> m_found;
    QList<PaletteEntry> m_shown;
    QString m_typed;
};

/// Ctrl+K: any place, any action, any instance by its key.
class CommandPalette final : public QDialog
{
    Q_OBJECT

public:
    CommandPalette(QList<PaletteEntry> entries, QWidget* parent);

    /// Asks for instances whose key contains what was typed; they are shown in the same list.
    void searchInstances(Backend& backend, const console::Session& session, Desk& desk);
    [[nodiscard]] PaletteModel& model() { return m_model; }
    [[nodiscard]] QLineEdit* field() const { return m_field; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void typed(const QString& text);
    void choose(const QModelIndex& index);
    void search();

    PaletteModel m_model;
    QLineEdit* m_field;
    QListView* m_list;
    QTimer m_pause;
    std::function<void(const QString&)> m_search;
    Latest m_instances;
};

} // namespace habitat::ui
