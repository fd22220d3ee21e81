// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inbox/inbox_commands.h"
#include "ui/inbox/inbox_list.h"
#include "ui/records/record_model.h"
#include "ui/shell/place.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace habitat::ui {

class InboxFilter;
class ListStates;
class RecordTable;
class ScopeTabs;
class TaskPane;
class ViewHeader;

/// The Inbox: what waits for the person on the left, the chosen item on the right, decided by one key. What
/// comes in while somebody reads waits behind a button. GUI thread.
class InboxPage final : public PlaceView
{
    Q_OBJECT

public:
    explicit InboxPage(const PlaceContext& context, QWidget* parent = nullptr);

    void open(const Location& location) override;
    [[nodiscard]] Location location() const override;
    void refresh() override;
    [[nodiscard]] QList<QWidget*> panes() const override;
    void focusFilter() override;
    void exportFigures() override;

    [[nodiscard]] RecordTable* table() const { return m_table; }
    [[nodiscard]] TaskPane* detail() const { return m_detail; }
    [[nodiscard]] ListStates* states() const { return m_states; }
    [[nodiscard]] InboxCommands* commands() const { return m_commands; }
    /// One tab a console::InboxScope, in its order.
    [[nodiscard]] ScopeTabs* scopes() const;
    [[nodiscard]] QPushButton* newButton() const { return m_new; }
    [[nodiscard]] QPushButton* bulkButton() const { return m_bulk; }
    [[nodiscard]] QCheckBox* goOnBox() const { return m_goOn; }
    [[nodiscard]] QComboBox* orderChooser() const;
    [[nodiscard]] QLineEdit* filterField() const;
    [[nodiscard]] QString countText() const;

private:
    void build();
    void connectParts();
    QWidget* makeBulkBar();
    void addKeys();
    void connectDetail();
    void choose(console::InboxScope scope);
    void readList(Arrivals arrivals);
    void readItem();
    void showList(Result<std::vector<console::InboxItem>> items, Arrivals arrivals);
    void showItem(Result<console::InboxItem> item);
    void rebuild(Arrivals arrivals);
    void showStates();
    void updateBulk();
    void chosen();
    void decided(const QString& key);
    [[nodiscard]] const console::InboxItem* current() const;

    InboxCommands* m_commands;
    ViewHeader* m_header;
    InboxFilter* m_filter;
    QPushButton* m_new;
    QCheckBox* m_goOn;
    RecordModel m_model;
    RecordTable* m_table;
    ListStates* m_states;
    QWidget* m_bulkBar;
    QLabel* m_bulkWords;
    QPushButton* m_bulk;
    TaskPane* m_detail;

    console::InboxScope m_scope = console::InboxScope::Mine;
    InboxList m_items;
    QString m_wanted;
    bool m_hasList = false;
    Latest m_loadList;
    Latest m_loadCounts;
    Latest m_loadItem;
};

} // namespace habitat::ui
