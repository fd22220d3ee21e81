// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/close/mend_dialogs.h"

#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text.h"

#include <QDateEdit>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace habitat::ui {

TieOutDialog::TieOutDialog(const QString& currency, Date periodEnd, QWidget* parent)
    : QDialog(parent), m_date(new QDateEdit), m_balance(new QLineEdit), m_explanation(new QLineEdit),
      m_problem(makeLabel({}, LabelKind::Danger)), m_why(makeLabel({}, LabelKind::Caption)),
      m_enter(makeButton(tr("Enter"), ButtonKind::Primary))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Bank statement"));
    setMinimumWidth(440);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::xl, space::xl, space::xl, space::l);
    column->setSpacing(space::m);
    column->addWidget(makeLabel(tr("Enter the bank statement"), LabelKind::Section));
    auto* form = new QFormLayout;
    form->setSpacing(space::s);
    m_date->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
    m_date->setCalendarPopup(true);
    m_date->setDate(
        QDate(int(periodEnd.year()), int(unsigned(periodEnd.month())), int(unsigned(periodEnd.day()))));
    m_balance->setAlignment(Qt::AlignRight);
    m_balance->setPlaceholderText(QStringLiteral("42,150.00"));
    m_explanation->setPlaceholderText(tr("Needed where it differs from the books"));
    m_date->setAccessibleName(tr("Date of the statement"));
    m_balance->setAccessibleName(tr("Balance on the statement in %1").arg(currency));
    m_explanation->setAccessibleName(tr("Explanation of a difference"));
    form->addRow(tr("Date of the statement"), m_date);
    form->addRow(tr("Balance (%1)").arg(currency), m_balance);
    form->addRow(tr("Explanation"), m_explanation);
    column->addLayout(form);
    m_problem->setWordWrap(true);
    column->addWidget(m_problem);
    auto* buttons = new QHBoxLayout;
    m_why->setWordWrap(true);
    buttons->addWidget(m_why, 1);
    auto* cancel = makeButton(tr("Cancel"));
    buttons->addWidget(cancel);
    buttons->addWidget(m_enter);
    column->addLayout(buttons);
    m_enter->setDefault(true);
    m_balance->setFocus();
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_balance, &QLineEdit::textChanged, this, &TieOutDialog::updateButton);
    connect(m_enter, &QPushButton::clicked, this, [this] {
        const console::TieOutEntry given = entry();
        const auto then = m_then;
        accept();
        if (then) then(given);
    });
    updateButton();
}

console::TieOutEntry TieOutDialog::entry() const
{
    const QDate day = m_date->date();
    console::TieOutEntry entry;
    entry.statementDate = Date(std::chrono::year(day.year()), std::chrono::month(unsigned(day.month())),
                               std::chrono::day(unsigned(day.day())));
    entry.statementBalance = parseMoney(toCore(m_balance->text().trimmed())).value_or(Money());
    entry.explanation = toCore(m_explanation->text().trimmed());
    return entry;
}

QString TieOutDialog::whyText() const
{
    return m_why->text();
}

void TieOutDialog::updateButton()
{
    QString why;
    QString problem;
    const QString typed = m_balance->text().trimmed();
    if (typed.isEmpty())
        why = tr("Enter the balance on the statement.");
    else if (const auto money = parseMoney(toCore(typed)); !money)
        why = problem = fromCore(money.error().message);
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_why->setText(problem.isEmpty() ? why : QString());
    setOffBecause(m_enter, why);
}

} // namespace habitat::ui
