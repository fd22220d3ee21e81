// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/confirm_dialog.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QVBoxLayout>

namespace habitat::ui {
namespace {

/// Beside each other, so that the dialog stays within a small screen.
constexpr int widthOfTwo = 640;

} // namespace

ConfirmDialog::ConfirmDialog(const Confirmation& what, QWidget* parent) : QDialog(parent), m_what(what)
{
    setWindowTitle(what.title);
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(480);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::xl, space::xl, space::xl, space::l);
    column->setSpacing(space::m);
    auto* title = makeLabel(what.title, LabelKind::Section);
    title->setWordWrap(true);
    column->addWidget(title);
    if (!what.text.isEmpty()) {
        auto* text = makeLabel(what.text);
        text->setWordWrap(true);
        column->addWidget(text);
    }
    if (!what.refusal.isEmpty()) {
        auto* banner = new Banner;
        banner->show(Status::Failed, tr("This cannot be done"), what.refusal);
        column->addWidget(banner);
    }
    addEffects();
    addFields();
    addButtons();
    updateButton();
    if (m_reason) m_reason->setFocus();
}

void ConfirmDialog::addEffects()
{
    if (m_what.effects.isEmpty()) return;
    auto* list = new QWidget;
    list->setObjectName(QStringLiteral("effects"));
    auto* grid = new QGridLayout(list);
    grid->setContentsMargins(0, 0, space::s, 0);
    grid->setHorizontalSpacing(space::s);
    grid->setVerticalSpacing(space::xs + 2);
    grid->setColumnStretch(1, 1);
    int row = 0;
    for (const Effect& effect : m_what.effects) {
        auto* number = makeLabel(QString::number(row + 1), LabelKind::Secondary);
        number->setAlignment(Qt::AlignRight | Qt::AlignTop);
        auto* words =
            makeLabel(effect.irreversible ? tr("Cannot be undone: %1").arg(effect.text) : effect.text,
                      effect.irreversible ? LabelKind::Danger : LabelKind::Plain);
        words->setWordWrap(true);
        words->setAlignment(Qt::AlignLeft | Qt::AlignTop);
        grid->addWidget(number, row, 0);
        grid->addWidget(words, row, 1);
        ++row;
    }
    grid->setRowStretch(row, 1);
    auto* scroll = new QScrollArea;
    scroll->setWidget(list);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::TabFocus);
    scroll->setAccessibleName(tr("What happens, in order"));
    scroll->setMaximumHeight(220);
    scroll->setMinimumHeight(std::min(120, row * 24 + space::s));
    auto* column = static_cast<QVBoxLayout*>(layout());
    column->addWidget(makeLabel(tr("What happens, in order"), LabelKind::Strong));
    column->addWidget(scroll);
}

void ConfirmDialog::addFields()
{
    auto* column = static_cast<QVBoxLayout*>(layout());
    if (m_what.needsReason) {
        auto* label = makeLabel(tr("Reason"), LabelKind::Strong);
        m_reason = new QPlainTextEdit;
        m_reason->setAccessibleName(tr("Reason"));
        m_reason->setPlaceholderText(tr("Why; it is kept with the record and cannot be changed later"));
        m_reason->setTabChangesFocus(true);
        m_reason->setFixedHeight(64);
        label->setBuddy(m_reason);
        column->addWidget(label);
        column->addWidget(m_reason);
        connect(m_reason, &QPlainTextEdit::textChanged, this, &ConfirmDialog::updateButton);
    }
    m_witnessPlace = new QWidget;
    auto* sides = new QHBoxLayout(m_witnessPlace);
    sides->setContentsMargins(0, 0, 0, 0);
    sides->setSpacing(space::xl);
    m_witnessPlace->hide();
    column->addWidget(m_witnessPlace);
    if (!m_what.typedCode.isEmpty()) {
        auto* label = makeLabel(tr("Type %1 to confirm").arg(m_what.typedCode), LabelKind::Strong);
        m_code = new QLineEdit;
        m_code->setAccessibleName(tr("Type %1 to confirm").arg(m_what.typedCode));
        label->setBuddy(m_code);
        column->addWidget(label);
        column->addWidget(m_code);
        connect(m_code, &QLineEdit::textChanged, this, &ConfirmDialog::updateButton);
    }
}

void ConfirmDialog::addButtons()
{
    auto* row = new QHBoxLayout;
    row->setSpacing(space::s);
    m_why = makeLabel({}, LabelKind::Caption);
    m_why->setWordWrap(true);
    auto* cancel = makeButton(tr("Cancel"));
    m_confirm =
        makeButton(m_what.confirmLabel, m_what.isDangerous ? ButtonKind::Danger : ButtonKind::Primary);
    m_confirm->setObjectName(QStringLiteral("confirm"));
    row->addWidget(m_why, 1);
    row->addWidget(cancel);
    row->addWidget(m_confirm);
    static_cast<QVBoxLayout*>(layout())->addSpacing(space::xs);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
    // Enter never confirms what destroys: the button must be reached on purpose.
    (m_what.isDangerous ? cancel : m_confirm)->setDefault(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_confirm, &QPushButton::clicked, this, &ConfirmDialog::confirm);
}

void ConfirmDialog::addWitness(const QString& title, WitnessFields* fields)
{
    auto* side = new QVBoxLayout;
    side->addWidget(makeLabel(title, LabelKind::Strong));
    side->addWidget(fields);
    side->addStretch();
    static_cast<QHBoxLayout*>(m_witnessPlace->layout())->addLayout(side, 1);
    m_witnessPlace->show();
    connect(fields, &WitnessFields::edited, this, &ConfirmDialog::updateButton);
    updateButton();
}

void ConfirmDialog::requireSecondPerson(WitnessFields* fields)
{
    m_witness = fields;
    addWitness(tr("A second person confirms"), fields);
}

void ConfirmDialog::requireBoardMember(WitnessFields* fields)
{
    m_board = fields;
    setMinimumWidth(widthOfTwo);
    addWitness(tr("The Board consents"), fields);
}

QString ConfirmDialog::whyNotWitnessed() const
{
    for (const WitnessFields* fields : {m_witness, m_board})
        if (fields && !fields->whyNotReady().isEmpty()) return fields->whyNotReady();
    if (m_witness && m_board && m_witness->user().compare(m_board->user(), Qt::CaseInsensitive) == 0)
        return tr("The Board member must be a third person.");
    return {};
}

void ConfirmDialog::updateButton()
{
    if (!m_confirm) return;
    QString why;
    if (!m_what.refusal.isEmpty())
        why = m_what.refusal;
    else if (m_reason && m_reason->toPlainText().trimmed().isEmpty())
        why = tr("A reason is required.");
    else if (!whyNotWitnessed().isEmpty())
        why = whyNotWitnessed();
    else if (m_code && m_code->text().trimmed() != m_what.typedCode)
        why = tr("Type %1 to confirm.").arg(m_what.typedCode);
    setOffBecause(m_confirm, why);
    m_why->setText(m_what.refusal.isEmpty() ? why : QString());
}

void ConfirmDialog::confirm()
{
    Confirmed confirmed{m_reason ? m_reason->toPlainText().trimmed() : QString(), {}, {}};
    if (!m_witness) return finish(std::move(confirmed));
    m_witness->check([this, confirmed](const console::Session& second) {
        auto both = confirmed;
        both.secondPerson = second;
        if (!m_board) return finish(std::move(both));
        m_board->check([this, both](const console::Session& board) {
            auto all = both;
            all.boardMember = board;
            finish(std::move(all));
        });
    });
}

void ConfirmDialog::finish(Confirmed confirmed)
{
    const auto then = m_then;
    accept();
    if (then) then(confirmed);
}

} // namespace habitat::ui
