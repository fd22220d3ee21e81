// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/close/start_close_dialog.h"

#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QRadioButton>
#include <QVBoxLayout>

namespace habitat::ui {

StartCloseDialog::StartCloseDialog(const QString& period, const QString& currency, QWidget* parent)
    : QDialog(parent), m_journal(new QRadioButton(tr("From the journal of the period"))),
      m_entered(new QRadioButton(tr("As entered here"))), m_amount(new QLineEdit),
      m_problem(makeLabel({}, LabelKind::Danger)), m_why(makeLabel({}, LabelKind::Caption)),
      m_start(makeButton(tr("Start close"), ButtonKind::Primary))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Start close"));
    setMinimumWidth(440);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::xl, space::xl, space::xl, space::l);
    column->setSpacing(space::s);
    column->addWidget(makeLabel(tr("Start the close of %1").arg(period), LabelKind::Section));
    auto* text =
        makeLabel(tr("Eleven steps follow, over days. Nothing is posted before step 8, and each step can be "
                     "undone until the first payment."),
                  LabelKind::Secondary);
    text->setWordWrap(true);
    column->addWidget(text);
    column->addSpacing(space::s);
    column->addWidget(makeLabel(tr("Net income"), LabelKind::Strong));
    column->addWidget(m_journal);
    column->addWidget(m_entered);
    column->addLayout(makeAmountRow(currency));
    m_problem->setContentsMargins(space::xl, 0, 0, 0);
    m_problem->setWordWrap(true);
    column->addWidget(m_problem);
    column->addSpacing(space::m);
    column->addLayout(makeButtons());
    m_journal->setChecked(true);
    connectFields();
    updateButton();
}

QLayout* StartCloseDialog::makeAmountRow(const QString& currency)
{
    auto* row = new QHBoxLayout;
    row->setContentsMargins(space::xl, 0, 0, 0);
    m_amount->setAccessibleName(tr("Net income in %1").arg(currency));
    m_amount->setPlaceholderText(QStringLiteral("20,000.00"));
    m_amount->setAlignment(Qt::AlignRight);
    m_amount->setFixedWidth(180);
    row->addWidget(m_amount);
    row->addWidget(makeLabel(currency, LabelKind::Secondary));
    row->addStretch(1);
    return row;
}

QLayout* StartCloseDialog::makeButtons()
{
    auto* row = new QHBoxLayout;
    m_why->setWordWrap(true);
    row->addWidget(m_why, 1);
    auto* cancel = makeButton(tr("Cancel"));
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    row->addWidget(cancel);
    row->addWidget(m_start);
    m_start->setDefault(true);
    return row;
}

void StartCloseDialog::connectFields()
{
    connect(m_entered, &QRadioButton::toggled, this, [this](bool on) {
        updateButton();
        if (on) m_amount->setFocus();
    });
    connect(m_amount, &QLineEdit::textChanged, this, [this] {
        if (!m_amount->text().isEmpty()) m_entered->setChecked(true);
        updateButton();
    });
    connect(m_start, &QPushButton::clicked, this, [this] {
        console::NetIncomeSource source;
        if (m_entered->isChecked()) source.entered = *parseMoney(toCore(m_amount->text().trimmed()));
        const auto then = m_then;
        accept();
        if (then) then(source);
    });
}

QString StartCloseDialog::problem() const
{
    return m_problem->text();
}

QString StartCloseDialog::whyText() const
{
    return m_why->text();
}

void StartCloseDialog::updateButton()
{
    QString why;
    QString problem;
    if (m_entered->isChecked()) {
        const QString typed = m_amount->text().trimmed();
        if (typed.isEmpty()) {
            why = tr("Enter the net income.");
        } else if (const auto money = parseMoney(toCore(typed)); !money) {
            why = problem = fromCore(money.error().message);
        }
    }
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_why->setText(problem.isEmpty() ? why : QString());
    setOffBecause(m_start, why);
}

} // namespace habitat::ui
