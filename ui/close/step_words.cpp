// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/close/step_words.h"

#include "ui/widgets/text.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace habitat::ui {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Close)
};

} // namespace

Status statusOf(console::StepState state)
{
    switch (state) {
    case console::StepState::NotStarted:
        return Status::NotStarted;
    case console::StepState::Ready:
        return Status::Ready;
    case console::StepState::Waiting:
        return Status::Waiting;
    case console::StepState::Running:
        return Status::Running;
    case console::StepState::Retrying:
        return Status::Retrying;
    case console::StepState::Failed:
        return Status::Failed;
    case console::StepState::Completed:
        return Status::Completed;
    case console::StepState::Compensating:
        return Status::Compensating;
    case console::StepState::Compensated:
        return Status::Compensated;
    }
    return Status::NotStarted;
}

QString stepName(const console::StepView& step)
{
    static constexpr const char* names[] = {
        QT_TRANSLATE_NOOP("Close", "Freeze and finalise"),
        QT_TRANSLATE_NOOP("Close", "Pin policy"),
        QT_TRANSLATE_NOOP("Close", "Aggregate contributions"),
        QT_TRANSLATE_NOOP("Close", "Compute patronage and surplus"),
        QT_TRANSLATE_NOOP("Close", "Propose allocation"),
        QT_TRANSLATE_NOOP("Close", "Approve allocation"),
        QT_TRANSLATE_NOOP("Close", "Record member allocations"),
        QT_TRANSLATE_NOOP("Close", "Post capital accounts"),
        QT_TRANSLATE_NOOP("Close", "Schedule distributions"),
        QT_TRANSLATE_NOOP("Close", "Execute distributions"),
        QT_TRANSLATE_NOOP("Close", "Report and lock"),
    };
    // A co-op's own process may name a step otherwise; that name wins.
    const auto at = std::size_t(step.number - 1);
    const bool isKnown = at < std::size(names) && step.name == names[at];
    return isKnown ? Words::tr(names[at]) : fromCore(step.name);
}

QString contextName(const console::StepView& step)
{
    static constexpr const char* names[] = {
        QT_TRANSLATE_NOOP("Close", "People"),
        QT_TRANSLATE_NOOP("Close", "Agreements"),
        QT_TRANSLATE_NOOP("Close", "Treasury"),
        QT_TRANSLATE_NOOP("Close", "Agreements → Treasury"),
    };
    for (const char* name : names)
        if (step.context == name) return Words::tr(name);
    return fromCore(step.context);
}

QString signerText(const console::SignatureSlot& slot)
{
    const QString label = fromCore(slot.label);
    if (label.compare(QLatin1String("second person"), Qt::CaseInsensitive) == 0)
        return Words::tr("Second person");
    return anyRoleText(label);
}

QString missingSigners(const console::StepView& step)
{
    QStringList names;
    for (const console::SignatureSlot& slot : step.signatures)
        if (!slot.isGiven()) names << signerText(slot);
    return names.join(QStringLiteral(", "));
}

QString attemptText(const console::StepView& step)
{
    return Words::tr("attempt %1 of %2").arg(step.attempts).arg(std::max(step.attempts, step.maxAttempts));
}

QString stateDetail(const console::StepView& step, Instant now)
{
    QStringList parts;
    switch (step.state) {
    case console::StepState::Retrying:
    case console::StepState::Failed:
        if (step.attempts > 0) parts << attemptText(step);
        if (step.nextAttemptAt) parts << Words::tr("next %1").arg(shortTime(*step.nextAttemptAt, now));
        break;
    case console::StepState::Waiting:
        parts << (missingSigners(step).isEmpty() ? Words::tr("for an answer")
                                                 : Words::tr("for %1").arg(missingSigners(step)));
        break;
    case console::StepState::Completed:
        if (step.finishedAt) parts << shortTime(*step.finishedAt, now);
        if (!step.finishedBy.empty()) parts << isolated(fromCore(step.finishedBy));
        break;
    default:
        break;
    }
    return parts.join(QStringLiteral(" · "));
}

QString stateWords(const console::StepView& step, Instant now)
{
    const QString word = statusWord(statusOf(step.state));
    const QString detail = stateDetail(step, now);
    if (step.state == console::StepState::Waiting && !detail.isEmpty())
        return word + QLatin1Char(' ') + detail;
    return detail.isEmpty() ? word : word + QStringLiteral(" · ") + detail;
}

bool needsAttention(const console::StepView& step)
{
    switch (step.state) {
    case console::StepState::Ready:
    case console::StepState::Waiting:
    case console::StepState::Retrying:
    case console::StepState::Failed:
    case console::StepState::Compensated:
        return true;
    default:
        return false;
    }
}

QString periodStateText(const std::string& state)
{
    static constexpr std::pair<const char*, const char*> words[] = {
        {"open", QT_TRANSLATE_NOOP("Close", "open")},
        {"closing", QT_TRANSLATE_NOOP("Close", "closing")},
        {"closed", QT_TRANSLATE_NOOP("Close", "closed")},
        {"locked", QT_TRANSLATE_NOOP("Close", "locked")},
        {"reopened", QT_TRANSLATE_NOOP("Close", "reopened")},
    };
    for (const auto& [word, text] : words)
        if (state == word) return Words::tr(text);
    return fromCore(state);
}

} // namespace habitat::ui
