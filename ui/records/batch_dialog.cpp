// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/batch_dialog.h"

#include "ui/records/record_list.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/record_table.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace habitat::ui {
namespace {

QList<Column> columns()
{
    return {{BatchDialog::tr("Item")},
            {BatchDialog::tr("What")},
            {BatchDialog::tr("Amount"), Digits::Yes},
            {BatchDialog::tr("Result")}};
}

} // namespace

BatchDialog::BatchDialog(Batch batch, Step step, QWidget* parent)
    : QDialog(parent), m_batch(std::move(batch)), m_step(std::move(step)), m_model(columns()),
      m_table(new RecordTable(Density::Dense)), m_summary(makeLabel({}, LabelKind::Strong)),
      m_run(makeButton(m_batch.runLabel,
                       m_batch.weight == BatchWeight::Dangerous ? ButtonKind::Danger : ButtonKind::Primary)),
      m_close(makeButton(tr("Cancel")))
{
    setWindowTitle(m_batch.title);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(720, std::clamp(260 + int(m_batch.items.size()) * space::denseRow, 300, 560));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::xl, space::xl, space::xl, space::l);
    column->setSpacing(space::m);
    column->addWidget(makeLabel(m_batch.title, LabelKind::Section));
    if (!m_batch.text.isEmpty()) {
        auto* text = makeLabel(m_batch.text);
        text->setWordWrap(true);
        column->addWidget(text);
    }
    equip(*m_table, m_model, m_batch.title, 1);
    column->addWidget(m_table, 1);
    m_summary->setWordWrap(true);
    column->addWidget(m_summary);
    if (m_batch.reason == BatchReason::Required) {
        m_reason = new QPlainTextEdit;
        m_reason->setAccessibleName(tr("Reason"));
        m_reason->setPlaceholderText(tr("Why; it is kept with each record and cannot be changed later"));
        m_reason->setTabChangesFocus(true);
        m_reason->setFixedHeight(56);
        column->addWidget(makeLabel(tr("Reason"), LabelKind::Strong));
        column->addWidget(m_reason);
        connect(m_reason, &QPlainTextEdit::textChanged, this, &BatchDialog::updateButton);
    }
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(space::s);
    buttons->addStretch(1);
    buttons->addWidget(m_close);
    buttons->addWidget(m_run);
    column->addLayout(buttons);
    connect(m_run, &QPushButton::clicked, this, &BatchDialog::start);
    connect(m_close, &QPushButton::clicked, this, &BatchDialog::reject);
    QList<Record> records;
    for (const BatchItem& item : std::as_const(m_batch.items))
        records << (item.whyNot.isEmpty()
                        ? recordOf(item, Status::Ready, tr("To do"))
                        : recordOf(item, Status::Skipped, tr("Left out: %1").arg(item.whyNot)));
    m_model.reset(std::move(records));
    addTotals();
    updateButton();
    (m_reason ? static_cast<QWidget*>(m_reason) : m_run)->setFocus();
}

Record BatchDialog::recordOf(const BatchItem& item, Status status, const QString& words) const
{
    const QString amount = item.amount ? moneyText(*item.amount) : QString();
    Record record{item.key,
                  {{item.title, {}, {}, Tone::Strong, {}},
                   {item.detail, {}, {}, Tone::Quiet, {}},
                   {amount, {}, {}, Tone::Plain, {}},
                   {words, words, status, Tone::Plain, {}}},
                  {},
                  false};
    record.words = QStringList{item.title, item.detail, amount, words}.join(QStringLiteral(", "));
    return record;
}

void BatchDialog::addTotals()
{
    Money total;
    int counted = 0;
    bool hasAmount = false;
    for (const BatchItem& item : std::as_const(m_batch.items)) {
        if (!item.whyNot.isEmpty()) continue;
        ++counted;
        if (!item.amount) continue;
        hasAmount = true;
        total += *item.amount;
    }
    const auto left = m_batch.items.size() - counted;
    QStringList words{tr("%Ln to do", nullptr, counted)};
    if (hasAmount) words << tr("total %1").arg(moneyText(total));
    if (left > 0) words << tr("%Ln left out", nullptr, int(left));
    m_summary->setText(words.join(QStringLiteral(" · ")));
    m_table->setColumnHidden(2, !hasAmount);
}

QString BatchDialog::summary() const
{
    return m_summary->text();
}

void BatchDialog::updateButton()
{
    const bool nothing = std::none_of(m_batch.items.cbegin(), m_batch.items.cend(),
                                      [](const BatchItem& item) { return item.whyNot.isEmpty(); });
    QString why;
    if (nothing)
        why = tr("Nothing here can be done by you.");
    else if (m_reason && m_reason->toPlainText().trimmed().isEmpty())
        why = tr("A reason is required.");
    setOffBecause(m_run, why);
}

void BatchDialog::start()
{
    m_state = State::Running;
    setOffBecause(m_run, tr("It is under way."));
    m_close->setText(tr("Stop"));
    m_close->setAccessibleName(m_close->text());
    if (m_reason) m_reason->setEnabled(false);
    next();
}

void BatchDialog::next()
{
    while (m_at < m_batch.items.size() && !m_batch.items[m_at].whyNot.isEmpty())
        ++m_at;
    if (m_at >= m_batch.items.size() || m_state == State::Stopping) return finish();
    const BatchItem& item = m_batch.items[m_at];
    m_model.change(recordOf(item, Status::Running, tr("Under way…")));
    const QString reason = m_reason ? m_reason->toPlainText().trimmed() : QString();
    m_step(item, reason, Reply<void>(this, [this, at = m_at](Result<void> result) { answered(at, result); }));
}

void BatchDialog::answered(qsizetype at, const Result<void>& result)
{
    const BatchItem& item = m_batch.items[at];
    if (result) {
        ++m_done;
        m_model.change(recordOf(item, Status::Completed, m_batch.doneWord));
    } else {
        ++m_failed;
        m_model.change(recordOf(item, Status::Failed, fromCore(result.error().message)));
    }
    m_table->scrollTo(m_model.index(m_model.rowOf(item.key), 0));
    m_at = at + 1;
    next();
}

void BatchDialog::finish()
{
    const bool stopped = m_state == State::Stopping;
    m_state = State::Done;
    int untouched = 0;
    for (qsizetype i = m_at; i < m_batch.items.size(); ++i)
        if (m_batch.items[i].whyNot.isEmpty()) ++untouched;
    QStringList words{tr("%Ln done", nullptr, m_done)};
    if (m_failed > 0) words << tr("%Ln refused", nullptr, m_failed);
    if (stopped && untouched > 0) words << tr("stopped, %Ln not touched", nullptr, untouched);
    m_summary->setText(words.join(QStringLiteral(" · ")));
    m_run->hide();
    setOffBecause(m_close, {});
    m_close->setText(tr("Close"));
    m_close->setAccessibleName(m_close->text());
    m_close->setFocus();
    emit ran(m_done, m_failed);
}

void BatchDialog::reject()
{
    // What was begun is waited for: nobody should wonder whether it happened.
    if (m_state == State::Running) {
        m_state = State::Stopping;
        setOffBecause(m_close, tr("It stops after the one that is under way."));
    } else if (m_state != State::Stopping) {
        QDialog::reject();
    }
}

} // namespace habitat::ui
