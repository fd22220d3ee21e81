// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/close/steps_model.h"

#include "ui/close/step_words.h"
#include "ui/widgets/text.h"

namespace habitat::ui {
namespace {

QStringList signersOf(const console::StepView& step)
{
    QStringList signers;
    for (const console::SignatureSlot& slot : step.signatures) {
        const QString mark = slot.suspended   ? QStringLiteral("!")
                             : slot.isGiven() ? QStringLiteral("+")
                                              : QStringLiteral("-");
        signers << mark +
                       initials(slot.signedByName.empty() ? signerText(slot) : fromCore(slot.signedByName));
    }
    return signers;
}

QString signersText(const console::StepView& step)
{
    QStringList words;
    for (const console::SignatureSlot& slot : step.signatures) {
        if (slot.suspended)
            words << StepsModel::tr("%1: signature suspended").arg(signerText(slot));
        else if (slot.isGiven())
            words << StepsModel::tr("%1: signed by %2").arg(signerText(slot), fromCore(slot.signedByName));
        else
            words << StepsModel::tr("%1: not signed").arg(signerText(slot));
    }
    return words.join(QStringLiteral("; "));
}

} // namespace

bool StepsModel::isSame(const console::StepView& a, const console::StepView& b)
{
    return a.number == b.number && a.name == b.name && a.state == b.state && a.isPivot == b.isPivot &&
           a.drill == b.drill && signersText(a) == signersText(b);
}

void StepsModel::show(const console::CloseView& close, Instant now)
{
    std::vector<Row> rows;
    rows.reserve(close.steps.size());
    for (const console::StepView& step : close.steps)
        rows.push_back({stateWords(step, now), signersOf(step), step.number == close.currentStep});
    if (m_steps.size() != close.steps.size()) {
        beginResetModel();
        m_steps.assign(close.steps.begin(), close.steps.end());
        m_rows = std::move(rows);
        endResetModel();
        return;
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const bool same = m_rows[i] == rows[i] && isSame(m_steps[i], close.steps[i]);
        m_steps[i] = close.steps[i];
        m_rows[i] = std::move(rows[i]);
        if (!same) emit dataChanged(index(int(i)), index(int(i)));
    }
}

const console::StepView* StepsModel::stepAt(int row) const
{
    return row >= 0 && std::size_t(row) < m_steps.size() ? &m_steps[std::size_t(row)] : nullptr;
}

int StepsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_steps.size());
}

QVariant StepsModel::data(const QModelIndex& index, int role) const
{
    const console::StepView* step = index.isValid() ? stepAt(index.row()) : nullptr;
    if (!step) return {};
    const Row& row = m_rows[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return stepName(*step);
    case NumberRole:
        return step->number;
    case StatusRole:
        return int(statusOf(step->state));
    case WordsRole:
        return row.words;
    case IsPivotRole:
        return step->isPivot;
    case IsDrillRole:
        return step->drill;
    case SignersRole:
        return row.signers;
    case IsCurrentRole:
        return row.isCurrent;
    case Qt::ToolTipRole:
        return QStringLiteral("%1\n%2\n%3").arg(stepName(*step), row.words, signersText(*step)).trimmed();
    case Qt::AccessibleTextRole:
        return tr("Step %1, %2, %3. %4")
            .arg(QString::number(step->number), stepName(*step), row.words, signersText(*step));
    default:
        return {};
    }
}

} // namespace habitat::ui
