// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/alerts/alert_commands.h"
#include "ui/records/record_model.h"
#include "ui/shell/place.h"

class QLineEdit;

namespace habitat::ui {

class AlertPane;
class ListStates;
class RecordTable;
class ScopeTabs;
class ViewHeader;

/// The Alerts view: one row a cause, why and what to do beside it. Core answers them from what is so now, so
/// nothing stays here after its cause is gone. GUI thread.
class AlertsPage final : public PlaceView
{
    Q_OBJECT

public:
    enum class Scope { Open, Acknowledged, Snoozed, All };

    explicit AlertsPage(const PlaceContext& context, QWidget* parent = nullptr);

    void open(const Location& location) override;
    [[nodiscard]] Location location() const override;
    void refresh() override;
    [[nodiscard]] QList<QWidget*> panes() const override;
    void focusFilter() override;
    void exportFigures() override;

    [[nodiscard]] RecordTable* table() const { return m_table; }
    [[nodiscard]] AlertPane* detail() const { return m_detail; }
    [[nodiscard]] ListStates* states() const { return m_states; }
    [[nodiscard]] AlertCommands* commands() const { return m_commands; }
    /// One tab a Scope, in its order.
    [[nodiscard]] ScopeTabs* scopes() const { return m_scopes; }
    [[nodiscard]] QLineEdit* filterField() const { return m_filter; }

private:
    void build();
    QWidget* makeFilters();
    void addKeys();
    void connectDetail();
    void read();
    void showAlerts(Result<std::vector<console::AlertItem>> alerts);
    void rebuild();
    void showStates();
    void showDetail();
    void openInstance();
    [[nodiscard]] bool isShown(const console::AlertItem& alert) const;
    [[nodiscard]] const console::AlertItem* current() const;

    AlertCommands* m_commands;
    ViewHeader* m_header;
    ScopeTabs* m_scopes;
    QLineEdit* m_filter;
    RecordModel m_model;
    RecordTable* m_table;
    ListStates* m_states;
    AlertPane* m_detail;

    Scope m_scope = Scope::Open;
    std::vector<console::AlertItem> m_alerts;
    QString m_wanted;
    bool m_hasAlerts = false;
    Latest m_load;
};

} // namespace habitat::ui
