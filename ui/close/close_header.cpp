// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/close/close_header.h"

#include "ui/close/step_words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/progress_segments.h"
#include "ui/widgets/text.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>

namespace habitat::ui {

CloseHeader::CloseHeader(QWidget* parent)
    : QWidget(parent), m_periods(new QComboBox), m_cooperative(new ElidedLabel),
      m_count(makeLabel({}, LabelKind::Strong)), m_progress(new ProgressSegments),
      m_day(makeLabel({}, LabelKind::Secondary)),
      m_undo(makeButton(tr("Undo close…"), ButtonKind::Normal, QStringLiteral("undo"))),
      m_reopen(makeButton(tr("Reopen period…"), ButtonKind::Normal, QStringLiteral("undo"))),
      m_start(makeButton(tr("Start close…"), ButtonKind::Primary)),
      m_statements(makeButton(tr("Statements"), ButtonKind::Normal, QStringLiteral("export")))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::m);
    row->addWidget(makeLabel(tr("Close"), LabelKind::Title));
    row->addWidget(m_periods);
    row->addWidget(m_cooperative, 1);
    row->addWidget(m_count);
    row->addWidget(m_progress);
    row->addWidget(m_day);
    row->addWidget(m_undo);
    row->addWidget(m_reopen);
    row->addWidget(m_start);
    row->addWidget(m_statements);
    m_reopen->hide();
    m_start->hide();
    m_statements->hide();
    m_statements->setToolTip(tr("Writes each member's statement as PDF"));
    m_cooperative->setProperty("variant", "secondary");
    m_periods->setAccessibleName(tr("Period"));
    m_periods->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    connect(m_periods, &QComboBox::activated, this,
            [this](int at) { emit periodChosen(m_periods->itemData(at).toString()); });
    connect(m_undo, &QPushButton::clicked, this, &CloseHeader::undoWanted);
    connect(m_reopen, &QPushButton::clicked, this, &CloseHeader::reopenWanted);
    connect(m_start, &QPushButton::clicked, this, &CloseHeader::startWanted);
    connect(m_statements, &QPushButton::clicked, this, &CloseHeader::statementsWanted);
    for (QWidget* part : std::initializer_list<QWidget*>{m_count, m_progress, m_day, m_undo})
        part->hide();
}

void CloseHeader::showPeriods(const std::vector<console::PeriodChoice>& periods, const std::string& chosen)
{
    const QSignalBlocker blocker(m_periods);
    m_periods->clear();
    for (const console::PeriodChoice& period : periods)
        m_periods->addItem(
            QStringLiteral("%1 · %2").arg(fromCore(period.code), periodStateText(period.state)),
            fromCore(period.code));
    m_periods->setCurrentIndex(m_periods->findData(fromCore(chosen)));
    m_periods->setVisible(!periods.empty());
}

void CloseHeader::show(const console::CloseView& close, Instant now)
{
    const bool running = close.state != "none" && !close.state.empty();
    m_cooperative->setText(fromCore(close.cooperative));
    m_count->setText(QStringLiteral("%1/%2").arg(close.completedSteps).arg(close.steps.size()));
    m_count->setAccessibleName(
        tr("%1 of %2 steps completed").arg(close.completedSteps).arg(close.steps.size()));
    m_progress->show(close.completedSteps, int(close.steps.size()),
                     close.state == "failed" ? Trouble::Here : Trouble::None);
    showDay(close, now);
    for (QWidget* part : std::initializer_list<QWidget*>{m_count, m_progress, m_day, m_undo})
        part->setVisible(running);
    // A close that was undone all the way, or taken back, stays to be seen, and another one can begin.
    const bool takenBack = close.state == "undone" || close.state == "reopened";
    m_start->setVisible(takenBack);
    m_reopen->setVisible(close.isOver);
    setOffBecause(m_reopen, fromCore(close.whyNotReopen));
    // What is locked is told to the members, and undone no more.
    m_statements->setVisible(close.state == "locked");
    m_undo->setVisible(running && !takenBack && !close.isOver);
}

void CloseHeader::showDay(const console::CloseView& close, Instant now)
{
    QStringList reopenings;
    for (const console::Reopening& reopening : close.reopenings)
        reopenings << reopeningText(reopening);
    m_day->setToolTip(reopenings.join(QLatin1Char('\n')));
    if (close.periodState == "locked") return m_day->setText(tr("locked"));
    if (close.state == "reopened" && !close.reopenings.empty())
        return m_day->setText(
            tr("reopened by %1 and %2")
                .arg(fromCore(close.reopenings.back().by), fromCore(close.reopenings.back().second)));
    if (!close.startedAt) return m_day->setText({});
    const auto started = std::chrono::floor<std::chrono::days>(*close.startedAt);
    const auto since = [&](Instant at) {
        return (std::chrono::floor<std::chrono::days>(at) - started).count();
    };
    QString day = tr("day %1").arg(since(now) + 1);
    QString tip = tr("Started %1").arg(absoluteTime(*close.startedAt));
    if (close.dueAt) {
        day = tr("day %1 of %2").arg(since(now) + 1).arg(since(*close.dueAt));
        if (now > *close.dueAt) day += QStringLiteral(" · ") + tr("overdue");
        tip += QLatin1Char('\n') + tr("Due %1").arg(absoluteTime(*close.dueAt));
    }
    m_day->setText(day);
    m_day->setToolTip((QStringList{tip} + reopenings).join(QLatin1Char('\n')));
}

QString CloseHeader::reopeningText(const console::Reopening& reopening)
{
    const QString when = absoluteTime(reopening.at);
    const QString by = fromCore(reopening.by);
    const QString second = fromCore(reopening.second);
    const QString why = fromCore(reopening.reason);
    return reopening.board.empty() ? tr("Reopened by %1 and %2 on %3, because: %4").arg(by, second, when, why)
                                   : tr("Reopened by %1 and %2, with %3 of the Board, on %4, because: %5")
                                         .arg(by, second, fromCore(reopening.board), when, why);
}

QString CloseHeader::dayText() const
{
    return m_day->text();
}

void CloseHeader::setUndoOff(const QString& why)
{
    setOffBecause(m_undo, why);
}

QString CloseHeader::progressText() const
{
    return m_count->text();
}

} // namespace habitat::ui
