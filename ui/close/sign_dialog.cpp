// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/close/sign_dialog.h"

#include "ui/close/step_words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/figures_model.h"
#include "ui/widgets/text.h"
#include "ui/widgets/witness_fields.h"

#include <QFontDatabase>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>

namespace habitat::ui {
namespace {

/// "Allocation 18,000.00 · Cash 3,600.01 · Retained 14,399.99": the totals of a table, or how many rows it
/// has.
QString figuresLine(const exchange::Table& table)
{
    QStringList parts;
    for (std::size_t i = 0; i < table.totals.size() && i < table.columns.size(); ++i)
        if (std::holds_alternative<Money>(table.totals[i]))
            parts << QStringLiteral("%1 %2").arg(fromCore(table.columns[i].title),
                                                 cellText(table.totals[i], table.columns[i].type));
    if (parts.isEmpty()) return SignDialog::tr("%Ln rows", nullptr, int(table.rows.size()));
    return parts.join(QStringLiteral(" · "));
}

} // namespace

SignDialog::SignDialog(const PlaceContext& context, std::string period, const console::StepDetail& detail,
                       QWidget* parent)
    : QDialog(parent), m_context(context), m_period(std::move(period)), m_detail(detail),
      m_warning(new Banner), m_refusal(new Banner), m_me(new QRadioButton),
      m_other(new QRadioButton(tr("Somebody else at this desk"))),
      m_fields(new WitnessFields(context.backend, context.people, context.cooperative.isSample,
                                 context.session.actor.user)),
      m_note(new QLineEdit), m_sign(makeButton(tr("Sign"), ButtonKind::Primary, {}))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Sign step %1").arg(detail.step.number));
    setMinimumWidth(560);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::xl, space::xl, space::xl, space::l);
    column->setSpacing(space::m);
    auto* title = makeLabel(tr("Sign step %1, %2").arg(detail.step.number).arg(stepName(detail.step)),
                            LabelKind::Section);
    title->setWordWrap(true);
    column->addWidget(title);
    column->addWidget(makeSummary());
    column->addWidget(m_warning);
    column->addWidget(makeSigner());
    m_note->setAccessibleName(tr("Note"));
    m_note->setPlaceholderText(tr("Note, kept with the signature (for instance the reference of the vote)"));
    column->addWidget(m_note);
    column->addWidget(m_refusal);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    auto* cancel = makeButton(tr("Cancel"));
    buttons->addWidget(cancel);
    buttons->addWidget(m_sign);
    column->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_sign, &QPushButton::clicked, this, &SignDialog::sign);
    updateWarning(context.session.actor.user);
    updateButton();
}

QWidget* SignDialog::makeSummary()
{
    m_lines << qMakePair(tr("Period"), fromCore(m_period));
    m_lines << qMakePair(tr("Signature of"), missingSigners(m_detail.step));
    for (const close::Fact& fact : m_detail.reads)
        m_lines << qMakePair(fromCore(fact.label), fromCore(fact.value));
    for (const exchange::Table& table : m_detail.figures)
        m_lines << qMakePair(fromCore(table.title), figuresLine(table));
    m_lines << qMakePair(tr("Hash"), fromCore(m_detail.inputHash));
    auto* card = new QFrame;
    card->setProperty("variant", "card");
    auto* grid = new QGridLayout(card);
    grid->setContentsMargins(space::m, space::m, space::m, space::m);
    grid->setHorizontalSpacing(space::l);
    grid->setVerticalSpacing(space::xs);
    grid->setColumnStretch(1, 1);
    int row = 0;
    for (const auto& [name, value] : std::as_const(m_lines)) {
        auto* words = makeLabel(value);
        words->setWordWrap(true);
        words->setTextInteractionFlags(Qt::TextSelectableByMouse);
        if (row == m_lines.size() - 1) {
            QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
            fixed.setPointSizeF(Theme::captionFont().pointSizeF());
            words->setFont(fixed);
            // A hash has no spaces to wrap at.
            words->setText(QString(value).insert(value.size() / 2, QLatin1Char('\n')));
        }
        grid->addWidget(makeLabel(name, LabelKind::Secondary), row, 0, Qt::AlignTop);
        grid->addWidget(words, row++, 1);
    }
    return card;
}

QWidget* SignDialog::makeSigner()
{
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::xs);
    column->addWidget(makeLabel(tr("Who signs"), LabelKind::Strong));
    m_me->setText(tr("%1, signed in").arg(fromCore(m_context.session.displayName)));
    column->addWidget(m_me);
    if (!m_detail.whyNotSign.empty()) {
        auto* why = makeLabel(fromCore(m_detail.whyNotSign), LabelKind::Caption);
        why->setWordWrap(true);
        why->setContentsMargins(space::xl, 0, 0, space::xs);
        column->addWidget(why);
    }
    column->addWidget(m_other);
    auto* indent = new QHBoxLayout;
    indent->setContentsMargins(space::xl, 0, 0, 0);
    indent->addWidget(m_fields);
    column->addLayout(indent);
    setOffBecause(m_me, fromCore(m_detail.whyNotSign));
    const bool mayMe = m_detail.whyNotSign.empty();
    (mayMe ? m_me : m_other)->setChecked(true);
    m_fields->setVisible(!mayMe);
    connect(m_other, &QRadioButton::toggled, this, [this](bool on) {
        m_fields->setVisible(on);
        if (on) m_fields->setFocus();
        updateButton();
    });
    connect(m_fields, &WitnessFields::edited, this, &SignDialog::updateButton);
    return box;
}

void SignDialog::updateWarning(const std::string& user)
{
    QStringList unopened;
    for (const console::EvidenceItem& item : m_detail.evidence)
        if (std::find(item.openedBy.begin(), item.openedBy.end(), user) == item.openedBy.end())
            unopened << fromCore(item.name);
    if (!unopened.isEmpty())
        m_warning->show(Status::Retrying, tr("You have not opened all of the evidence"),
                        unopened.join(QStringLiteral(", ")));
    else
        m_warning->hide();
}

QString SignDialog::summary() const
{
    QStringList lines;
    for (const auto& [name, value] : m_lines)
        lines << name + QStringLiteral(": ") + value;
    return lines.join(QLatin1Char('\n'));
}

void SignDialog::updateButton()
{
    QString why;
    if (m_busy || m_fields->isChecking())
        why = tr("Signing…");
    else if (m_other->isChecked())
        why = m_fields->whyNotReady();
    else
        why = fromCore(m_detail.whyNotSign);
    m_sign->setText(m_other->isChecked() ? tr("Sign as this person")
                                         : tr("Sign as %1").arg(fromCore(m_context.session.displayName)));
    m_sign->setAccessibleName(m_sign->text());
    setOffBecause(m_sign, why);
}

void SignDialog::sign()
{
    if (m_other->isChecked())
        m_fields->check([this](const console::Session& session) { signAs(session); });
    else
        signAs(m_context.session);
}

void SignDialog::signAs(const console::Session& session)
{
    m_busy = true;
    m_refusal->hide();
    updateButton();
    m_context.backend.signStep(
        session, m_period, m_detail.step.number, toCore(m_note->text().trimmed()),
        Reply<void>(this, [this, name = fromCore(session.displayName)](Result<void> done) {
            m_busy = false;
            updateButton();
            if (!done) {
                m_refusal->show(Status::Failed, tr("Not signed"), fromCore(done.error().message));
                return;
            }
            emit signedBy(name);
            accept();
        }));
}

} // namespace habitat::ui
