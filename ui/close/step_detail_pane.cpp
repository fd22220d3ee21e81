// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/close/step_detail_pane.h"

#include "ui/close/step_words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/list_states.h"
#include "ui/widgets/status_chip.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace habitat::ui {
namespace {

/// Times stand beside the chip, with more room.
QString chipDetail(const console::StepView& step)
{
    if (step.state == console::StepState::Waiting) return missingSigners(step);
    const bool failed =
        step.state == console::StepState::Retrying || step.state == console::StepState::Failed;
    return failed && step.attempts > 0 ? attemptText(step) : QString();
}

} // namespace

StepDetailPane::StepDetailPane(QWidget* parent)
    : QFrame(parent), m_number(makeLabel({}, LabelKind::Section)), m_name(new ElidedLabel),
      m_context(makeLabel({}, LabelKind::Secondary)), m_tags(makeLabel({}, LabelKind::Caption)),
      m_scroll(new QScrollArea), m_chip(new StatusChip), m_times(makeLabel({}, LabelKind::Secondary)),
      m_failure(new Banner), m_refusal(new Banner), m_previewBanner(new Banner),
      m_checks(new Section(tr("Checks"))), m_reads(new Section(tr("Reads"))),
      m_writes(new Section(tr("Writes"))), m_figures(new Section(tr("Figures"), SectionShape::Wide)),
      m_evidence(new Section(tr("Evidence"))), m_attempts(new Section(tr("Attempts"))),
      m_signatures(new Section(tr("Signatures"))), m_why(new ElidedLabel)
{
    setProperty("variant", "pane");
    setAccessibleName(tr("Step"));
    m_wishes = {[this](const close::Check& check) { emit mendWanted(check); },
                [this](std::int64_t key) { emit openEvidenceWanted(key); }, [this] { emit attachWanted(); },
                [this](const exchange::Table& table) { emit exportWanted(table); }};
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addWidget(makeHeader());
    m_scroll->setWidget(makeContent());
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::TabFocus);
    m_scroll->setAccessibleName(tr("What the step reads, writes and shows"));
    m_states = new ListStates(m_scroll, tr("Step"));
    connect(m_states, &ListStates::retry, this, &StepDetailPane::reloadWanted);
    column->addWidget(m_states, 1);
    m_footer = makeFooter();
    column->addWidget(m_footer);
    setFocusProxy(m_scroll);
    updateButtons();
}

QWidget* StepDetailPane::makeHeader()
{
    auto* header = new QFrame;
    header->setProperty("variant", "paneHeader");
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(space::l, space::m - 2, space::l, space::m - 2);
    row->setSpacing(space::m);
    m_name->setFont(Theme::sectionFont());
    m_number->setProperty("variant", "secondary");
    row->addWidget(m_number);
    row->addWidget(m_name, 1);
    row->addWidget(m_tags);
    row->addWidget(m_context);
    return header;
}

QWidget* StepDetailPane::makeContent()
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(space::l, space::m, space::l, space::m);
    column->setSpacing(space::m);
    auto* state = new QHBoxLayout;
    state->setSpacing(space::m);
    state->addWidget(m_chip);
    state->addWidget(m_times, 1);
    column->addLayout(state);
    for (QWidget* part :
         std::initializer_list<QWidget*>{m_previewBanner, m_refusal, m_failure, m_checks, m_reads, m_writes,
                                         m_figures, m_evidence, m_attempts})
        column->addWidget(part);
    column->addStretch(1);
    m_previewBanner->setAction(tr("Back to what is"));
    connect(m_previewBanner, &Banner::actionClicked, this, &StepDetailPane::leavePreviewWanted);
    m_refusal->setAction(tr("Dismiss"));
    connect(m_refusal, &Banner::actionClicked, this, [this] { showRefusal({}, {}); });
    return page;
}

QWidget* StepDetailPane::makeFooter()
{
    auto* footer = new QFrame;
    footer->setProperty("variant", "paneFooter");
    auto* column = new QVBoxLayout(footer);
    column->setContentsMargins(space::l, space::m - 2, space::l, space::m - 2);
    column->setSpacing(space::s);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(space::s);
    m_run = makeButton(tr("Run"), ButtonKind::Primary, {});
    m_run->setToolTip(QKeySequence(Qt::CTRL | Qt::Key_Return).toString(QKeySequence::NativeText));
    m_preview = makeButton(tr("Preview"), ButtonKind::Normal, QStringLiteral("preview"));
    m_preview->setToolTip(tr("Runs the step and rolls it back: shows what it would write"));
    // Where it is shown, it is what is to be done.
    m_retry = makeButton(tr("Retry"), ButtonKind::Primary);
    m_undo = makeButton(tr("Undo back to here…"), ButtonKind::Normal, QStringLiteral("undo"));
    m_sign = makeButton(tr("Sign…"), ButtonKind::Normal, QStringLiteral("sign"));
    for (QPushButton* button : {m_preview, m_run, m_retry})
        buttons->addWidget(button);
    buttons->addStretch(1);
    buttons->addWidget(m_undo);
    auto* signing = new QHBoxLayout;
    signing->setSpacing(space::m);
    signing->addWidget(m_signatures, 1, Qt::AlignTop);
    signing->addWidget(m_sign, 0, Qt::AlignTop);
    m_why->setFont(Theme::captionFont());
    m_why->setProperty("variant", "caption");
    // Its line stays when it has nothing to say: the buttons must not move under the mouse.
    QSizePolicy keeps = m_why->sizePolicy();
    keeps.setRetainSizeWhenHidden(true);
    m_why->setSizePolicy(keeps);
    column->addLayout(signing);
    column->addLayout(buttons);
    column->addWidget(m_why);
    connect(m_preview, &QPushButton::clicked, this, &StepDetailPane::previewWanted);
    connect(m_run, &QPushButton::clicked, this, &StepDetailPane::runWanted);
    connect(m_retry, &QPushButton::clicked, this, &StepDetailPane::retryWanted);
    connect(m_undo, &QPushButton::clicked, this, &StepDetailPane::undoWanted);
    connect(m_sign, &QPushButton::clicked, this, &StepDetailPane::signWanted);
    return footer;
}

void StepDetailPane::show(const console::StepDetail& detail, Instant now, const std::string& user)
{
    m_isPreview = false;
    m_previewBanner->hide();
    fill(detail, now, user);
}

void StepDetailPane::showPreview(const console::StepDetail& detail, Instant now, const std::string& user)
{
    m_isPreview = true;
    fill(detail, now, user);
    m_previewBanner->show(Status::Running, tr("Preview: nothing was written"),
                          tr("The step was run and rolled back. This is what Run would write."));
    m_scroll->verticalScrollBar()->setValue(0);
}

void StepDetailPane::showLoading(const QString& stepName)
{
    m_hasDetail = false;
    m_number->clear();
    m_name->setText(stepName);
    m_context->clear();
    m_tags->clear();
    showRefusal({}, {});
    m_states->showSkeleton();
    m_scroll->verticalScrollBar()->setValue(0);
    updateButtons();
}

void StepDetailPane::showError(const QString& message)
{
    m_hasDetail = false;
    m_states->showError(message);
    updateButtons();
}

void StepDetailPane::fill(const console::StepDetail& detail, Instant now, const std::string& user)
{
    m_detail = detail;
    m_hasDetail = true;
    const console::StepView& step = detail.step;
    m_number->setText(QString::number(step.number));
    m_name->setText(stepName(step));
    m_context->setText(contextName(step));
    QStringList tags;
    if (step.isPivot) tags << tr("Pivot: no way back after the first payment");
    if (step.drill) tags << tr("Training drill");
    m_tags->setText(tags.join(QStringLiteral(" · ")));
    setAccessibleName(tr("Step %1, %2").arg(step.number).arg(stepName(step)));
    m_chip->show(statusOf(step.state), chipDetail(step));
    showTimes(step, now);
    showFailure(detail, now);
    showChecks(*m_checks, detail, m_wishes);
    showFacts(*m_reads, detail.reads);
    showFacts(*m_writes, detail.writes);
    showFigures(*m_figures, detail, m_wishes);
    showEvidence(*m_evidence, detail, user, m_wishes);
    showAttempts(*m_attempts, detail, now);
    showSignatures(step, now);
    m_states->showContent();
    updateButtons();
}

void StepDetailPane::showTimes(const console::StepView& step, Instant now)
{
    QStringList words;
    QStringList tips;
    if (step.finishedAt) {
        words << shortTime(*step.finishedAt, now);
        tips << absoluteTime(*step.finishedAt);
    }
    if (!step.finishedBy.empty()) words << isolated(fromCore(step.finishedBy));
    if (step.nextAttemptAt) {
        words << tr("next attempt %1, %2")
                     .arg(shortTime(*step.nextAttemptAt, now), relativeTime(*step.nextAttemptAt, now));
        tips << absoluteTime(*step.nextAttemptAt);
    }
    m_times->setText(words.join(QStringLiteral(" · ")));
    m_times->setToolTip(tips.join(QLatin1Char('\n')));
}

void StepDetailPane::showFailure(const console::StepDetail& detail, Instant now)
{
    const console::StepView& step = detail.step;
    if (!step.error) return m_failure->hide();
    const auto last = std::max_element(detail.attempts.begin(), detail.attempts.end(),
                                       [](const auto& a, const auto& b) { return a.at < b.at; });
    QString headline;
    switch (step.state) {
    case console::StepState::Retrying:
        headline = tr("Attempt %1 failed; it is tried again by itself").arg(step.attempts);
        break;
    case console::StepState::Failed:
        headline = tr("Failed; it waits for somebody to mend it");
        break;
    default:
        headline = tr("This step cannot run yet");
        break;
    }
    if (last != detail.attempts.end() &&
        (step.state == console::StepState::Retrying || step.state == console::StepState::Failed))
        headline += QStringLiteral(" · ") +
                    tr("since %1, %2").arg(shortTime(last->at, now), relativeTime(last->at, now));
    const bool isFailure = step.state == console::StepState::Failed;
    const bool isRetry = step.state == console::StepState::Retrying;
    QString words = fromCore(step.error->message);
    if (isFailure)
        words += QLatin1Char('\n') + tr("No further attempt is made by itself. Mend the cause, then retry.");
    if (isRetry && step.nextAttemptAt)
        words += QLatin1Char('\n') +
                 tr("The next attempt is made %1, %2.")
                     .arg(shortTime(*step.nextAttemptAt, now), relativeTime(*step.nextAttemptAt, now));
    m_failure->show(isFailure ? Status::Failed
                    : isRetry ? Status::Retrying
                              : Status::Waiting,
                    headline, words);
    m_failure->setToolTip(tr("Code %1").arg(fromCore(step.error->code)));
}

void StepDetailPane::showSignatures(const console::StepView& step, Instant now)
{
    QString fingerprint;
    for (const console::SignatureSlot& slot : step.signatures)
        fingerprint += QStringLiteral("|%1 %2 %3 %4")
                           .arg(fromCore(slot.label), fromCore(slot.signedByName))
                           .arg(slot.isGiven())
                           .arg(fromCore(slot.suspendedWhy));
    m_signatures->show(fingerprint, [&](QVBoxLayout* column) {
        for (const console::SignatureSlot& slot : step.signatures) {
            QString words = signerText(slot);
            Status status = Status::NotStarted;
            if (slot.suspended) {
                status = Status::Suspended;
                words += tr(": suspended, %1 must sign again").arg(fromCore(slot.signedByName));
            } else if (slot.isGiven()) {
                status = Status::Completed;
                words += QStringLiteral(": %1, %2")
                             .arg(isolated(fromCore(slot.signedByName)), shortTime(*slot.signedAt, now));
            } else {
                words += tr(": not signed");
            }
            auto* row = new QHBoxLayout;
            row->setSpacing(space::s);
            row->addWidget(new StatusShape(status));
            auto* label = new ElidedLabel(words);
            row->addWidget(label, 1);
            column->addLayout(row);
            if (slot.suspended && !slot.suspendedWhy.empty()) {
                auto* why = makeLabel(fromCore(slot.suspendedWhy), LabelKind::Caption);
                why->setWordWrap(true);
                column->addWidget(why);
            }
            if (!slot.note.empty()) label->setToolTip(fromCore(slot.note));
        }
    });
}

void StepDetailPane::setBusy(const QString& words)
{
    m_busy = words;
    updateButtons();
}

void StepDetailPane::showRefusal(const QString& headline, const QString& message)
{
    if (message.isEmpty())
        m_refusal->hide();
    else
        m_refusal->show(Status::Failed, headline, message);
}

void StepDetailPane::updateButtons()
{
    const auto why = [this](const std::string& reason) {
        if (!m_busy.isEmpty()) return m_busy;
        if (!m_hasDetail) return tr("The step is being read.");
        return m_isPreview ? tr("This is a preview. Go back to what is first.") : fromCore(reason);
    };
    const console::StepView& step = m_detail.step;
    const bool openSlot = std::any_of(step.signatures.begin(), step.signatures.end(),
                                      [](const auto& slot) { return !slot.isGiven(); });
    setOffBecause(m_run, why(m_detail.whyNotRun));
    setOffBecause(m_retry, why(m_detail.whyNotRetry));
    setOffBecause(m_undo, why(m_detail.whyNotUndo));
    // Somebody else at this desk may sign where the person who is signed in may not.
    const bool turn = step.state != console::StepState::NotStarted;
    setOffBecause(m_sign, why(!openSlot ? toCore(tr("Every signature is given."))
                              : turn    ? std::string()
                                        : m_detail.whyNotSign));
    m_sign->setVisible(!step.signatures.empty());
    m_signatures->setVisible(!step.signatures.empty());
    setOffBecause(m_preview,
                  why(step.state == console::StepState::Completed ? toCore(tr("This step is completed."))
                                                                  : std::string()));
    m_retry->setVisible(step.state == console::StepState::Failed ||
                        step.state == console::StepState::Retrying);
    m_run->setVisible(!m_retry->isVisibleTo(m_footer) || m_detail.whyNotRun.empty());
    const QString words = !m_busy.isEmpty()             ? m_busy
                          : m_hasDetail && !m_isPreview ? fromCore(m_detail.whyNotRun)
                                                        : QString();
    m_why->setText(words);
    m_why->setVisible(!words.isEmpty() && m_run->isVisibleTo(m_footer));
    if (!m_busy.isEmpty()) m_why->show();
}

} // namespace habitat::ui
