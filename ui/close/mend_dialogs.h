// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/console.h"

#include <QDialog>

#include <functional>

class QDateEdit;
class QLabel;
class QLineEdit;
class QPushButton;

namespace habitat::ui {

/// Mends step 1's precondition that the bank's statement is entered. GUI thread.
class TieOutDialog final : public QDialog
{
    Q_OBJECT

public:
    TieOutDialog(const QString& currency, Date periodEnd, QWidget* parent);
    void onEnter(std::function<void(const console::TieOutEntry&)> then) { m_then = std::move(then); }

    [[nodiscard]] QLineEdit* balanceField() const { return m_balance; }
    [[nodiscard]] QDateEdit* dateField() const { return m_date; }
    [[nodiscard]] QLineEdit* explanationField() const { return m_explanation; }
    /// What is missing, beside the buttons.
    [[nodiscard]] QString whyText() const;
    [[nodiscard]] QPushButton* enterButton() const { return m_enter; }

private:
    void updateButton();
    [[nodiscard]] console::TieOutEntry entry() const;

    std::function<void(const console::TieOutEntry&)> m_then;
    QDateEdit* m_date;
    QLineEdit* m_balance;
    QLineEdit* m_explanation;
    QLabel* m_problem;
    QLabel* m_why;
    QPushButton* m_enter;
};

} // namespace habitat::ui
