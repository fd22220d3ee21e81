// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/instances/instance_commands.h"
#include "ui/records/record_model.h"
#include "ui/shell/place.h"

#include <QTimer>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace habitat::ui {

class ListStates;
class RecordTable;
class ViewHeader;

/// The list of instances: a page at a time, newest first, by process, state and key. Rows in sight follow
/// every commit; new ones wait behind a button. GUI thread.
class InstanceList final : public QWidget
{
    Q_OBJECT

public:
    InstanceList(const PlaceContext& context, InstanceCommands& commands, QWidget* parent = nullptr);

    /// Reads what the filter says from the top.
    void show(const console::InstanceFilter& filter);
    [[nodiscard]] const console::InstanceFilter& filter() const { return m_filter; }
    /// From the top, new rows too.
    void refresh();
    /// After a commit: what is in sight, and how many are new.
    void follow();

    [[nodiscard]] RecordTable* table() const { return m_table; }
    [[nodiscard]] RecordModel& model() { return m_model; }
    [[nodiscard]] ListStates* states() const { return m_states; }
    [[nodiscard]] QLineEdit* keyField() const { return m_key; }
    [[nodiscard]] QComboBox* processChooser() const { return m_process; }
    [[nodiscard]] QComboBox* stateChooser() const { return m_state; }
    [[nodiscard]] QPushButton* newButton() const { return m_new; }
    [[nodiscard]] QPushButton* retryButton() const { return m_retry; }
    [[nodiscard]] QPushButton* cancelButton() const { return m_cancel; }
    [[nodiscard]] QString countText() const;

signals:
    void opened(qint64 instance);
    /// The person chose another filter.
    void filterChosen();
    void loaded();
    void failed(const QString& message);

private:
    QWidget* makeFilterBar();
    QWidget* makeBulkBar();
    void chooseFilter();
    void clearFilters();
    [[nodiscard]] bool isFiltered() const;
    void readFirst();
    void readMore();
    void readProcesses();
    void readInSight(const console::InstancePage& first);
    void showFirst(Result<console::InstancePage> page);
    void showMore(Result<console::InstancePage> page);
    void takeNews(const console::InstancePage& page, std::int64_t upper);
    void remember(const console::InstancePage& page);
    void updateCount(const console::InstancePage& first);
    void updateBulk();
    [[nodiscard]] QList<Record> recordsOf(const console::InstancePage& page) const;
    [[nodiscard]] std::vector<console::InstanceItem> checkedItems() const;

    PlaceContext m_context;
    InstanceCommands& m_commands;
    ViewHeader* m_header;
    QComboBox* m_process;
    QComboBox* m_state;
    QLineEdit* m_key;
    QPushButton* m_new;
    RecordModel m_model;
    RecordTable* m_table;
    ListStates* m_states;
    QWidget* m_bulkBar;
    QLabel* m_bulkWords;
    QPushButton* m_retry;
    QPushButton* m_cancel;
    QTimer m_typing;

    console::InstanceFilter m_filter;
    QHash<QString, console::InstanceItem> m_items;
    bool m_hasRows = false;
    Latest m_loadFirst;
    Latest m_loadMore;
    Latest m_loadNews;
    Latest m_loadSight;
    Latest m_loadProcesses;
};

} // namespace habitat::ui
