// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/console.h"

#include <QDialog>

#include <functional>

class QLabel;
class QLayout;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace habitat::ui {

/// Start close…: where the net income comes from. GUI thread.
class StartCloseDialog final : public QDialog
{
    Q_OBJECT

public:
    StartCloseDialog(const QString& period, const QString& currency, QWidget* parent);
    void onStart(std::function<void(console::NetIncomeSource)> then) { m_then = std::move(then); }

    [[nodiscard]] QRadioButton* fromJournal() const { return m_journal; }
    [[nodiscard]] QRadioButton* entered() const { return m_entered; }
    [[nodiscard]] QLineEdit* amountField() const { return m_amount; }
    /// What is missing, beside the buttons.
    [[nodiscard]] QString whyText() const;
    [[nodiscard]] QPushButton* startButton() const { return m_start; }
    [[nodiscard]] QString problem() const;

private:
    QLayout* makeAmountRow(const QString& currency);
    QLayout* makeButtons();
    void connectFields();
    void updateButton();

    std::function<void(console::NetIncomeSource)> m_then;
    QRadioButton* m_journal;
    QRadioButton* m_entered;
    QLineEdit* m_amount;
    QLabel* m_problem;
    QLabel* m_why;
    QPushButton* m_start;
};

} // namespace habitat::ui
