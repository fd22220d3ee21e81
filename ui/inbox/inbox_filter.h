// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inbox/inbox_words.h"

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace habitat::ui {

class ScopeTabs;

/// The line above the items: whose they are, which words they hold, and their order. GUI thread.
class InboxFilter final : public QWidget
{
    Q_OBJECT

public:
    explicit InboxFilter(QWidget* parent = nullptr);

    void setScope(console::InboxScope scope);
    void showCounts(const console::InboxCounts& counts);
    void focusWords();

    [[nodiscard]] QString typed() const;
    [[nodiscard]] InboxOrder order() const;
    /// One tab a console::InboxScope, in its order.
    [[nodiscard]] ScopeTabs* scopes() const { return m_scopes; }
    [[nodiscard]] QLineEdit* field() const { return m_field; }
    [[nodiscard]] QComboBox* orderChooser() const { return m_order; }

    /// As a location names it: "mine"; the other way, none where there is no such scope.
    static QString idOf(console::InboxScope scope);
    static std::optional<console::InboxScope> scopeOf(const QString& id);

signals:
    void scopeChosen(habitat::console::InboxScope scope);
    /// Other words or another order.
    void changed();

private:
    ScopeTabs* m_scopes;
    QLineEdit* m_field;
    QComboBox* m_order;
};

} // namespace habitat::ui
