// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inbox/inbox_commands.h"

#include "ui/inbox/inbox_words.h"
#include "ui/widgets/confirm_dialog.h"
#include "ui/widgets/text.h"

#include <QPlainTextEdit>

namespace habitat::ui {

InboxCommands::InboxCommands(const PlaceContext& context, QWidget* window)
    : QObject(window), m_context(context), m_window(window)
{
}

void InboxCommands::open(QDialog* dialog)
{
    m_dialog = dialog;
    dialog->open();
}

void InboxCommands::decide(const console::InboxItem& item, const char* decision, const QString& note,
                           const QString& done)
{
    emit busy(tr("Recording the decision on %1…").arg(fromCore(item.subject)));
    m_context.backend.decideTask(
        m_context.session, item.key, decision, toCore(note),
        Reply<void>(this, [this, key = fromCore(item.key), subject = fromCore(item.subject),
                           done](Result<void> result) {
            emit busy({});
            if (result) {
                m_context.desk.toast(done);
                emit decided(key);
            } else {
                emit refused(tr("%1 was not decided").arg(subject), fromCore(result.error().message));
            }
            emit changed();
        }));
}

void InboxCommands::approve(const console::InboxItem& item, const QString& note)
{
    const QString subject = fromCore(item.subject);
    const bool isSignature = askOf(item) == Ask::Signature;
    const QString done = isSignature ? tr("Signed: %1, %2.").arg(subject, fromCore(item.title))
                                     : tr("Approved %1.").arg(subject);
    if (!isSignature && !isHeavy(item)) return decide(item, "approve", note, done);
    Confirmation what;
    what.title = isSignature ? fromCore(item.title) : tr("Approve %1").arg(subject);
    if (isSignature) {
        what.text =
            tr("Your signature stands for these facts of %1. If one of them changes, it is suspended.")
                .arg(subject);
        for (const auto& [label, text] : item.details)
            what.effects.append({QStringLiteral("%1: %2").arg(fromCore(label), fromCore(text)), false});
    } else {
        what.text = tr("%1 is over the threshold of %2: after you, a second approver decides.")
                        .arg(moneyText(*item.amount), moneyText(*thresholdOf(item)));
        what.effects = {{tr("%1 of %2 is approved for %3")
                             .arg(subject, moneyText(*item.amount),
                                  fromCore(item.person.empty() ? item.subject : item.person)),
                         false},
                        {tr("Your name and the time are kept with it"), false},
                        {tr("It waits for a second approver, who may not be you"), false}};
        // The second of two approvals is the last: nothing follows it.
        if (item.elementId == "second-review") {
            what.text = tr("%1 is over the threshold of %2: this is the second approval.")
                            .arg(moneyText(*item.amount), moneyText(*thresholdOf(item)));
            what.effects.last() = {tr("The contribution is accepted"), false};
        }
    }
    what.confirmLabel = isSignature ? tr("Sign") : tr("Approve");
    auto* dialog = new ConfirmDialog(what, m_window);
    dialog->onConfirmed([this, item, note, done](const Confirmed&) { decide(item, "approve", note, done); });
    open(dialog);
}

void InboxCommands::reject(const console::InboxItem& item, const QString& note)
{
    const QString subject = fromCore(item.subject);
    Confirmation what;
    what.title = tr("Reject %1").arg(subject);
    what.text = tr("Whoever submitted it reads the reason.");
    what.effects = {{tr("%1 is rejected and counts nowhere").arg(subject), false},
                    {tr("Its process ends; it can be submitted again as a new one"), false}};
    what.confirmLabel = tr("Reject");
    what.isDangerous = true;
    what.needsReason = true;
    auto* dialog = new ConfirmDialog(what, m_window);
    dialog->reasonField()->setPlainText(note);
    dialog->onConfirmed([this, item, subject](const Confirmed& confirmed) {
        decide(item, "reject", confirmed.reason, tr("Rejected %1.").arg(subject));
    });
    open(dialog);
    dialog->reasonField()->setFocus();
}

void InboxCommands::ask(const console::InboxItem& item, const QString& note)
{
    const QString subject = fromCore(item.subject);
    Confirmation what;
    what.title = tr("Ask for information on %1").arg(subject);
    what.text =
        tr("It goes back to whoever submitted it, with your question, and returns here with the answer.");
    what.confirmLabel = tr("Ask");
    what.needsReason = true;
    auto* dialog = new ConfirmDialog(what, m_window);
    dialog->reasonField()->setPlainText(note);
    dialog->reasonField()->setPlaceholderText(tr("Your question; it is kept with the record"));
    dialog->reasonField()->setAccessibleName(tr("Question"));
    dialog->onConfirmed([this, item, subject](const Confirmed& confirmed) {
        decide(item, "clarify", confirmed.reason, tr("Asked for information on %1.").arg(subject));
    });
    open(dialog);
    dialog->reasonField()->setFocus();
}

void InboxCommands::answer(const console::InboxItem& item, const QString& note)
{
    decide(item, "answer", note, tr("Answered; %1 is reviewed again.").arg(fromCore(item.subject)));
}

void InboxCommands::claim(const console::InboxItem& item)
{
    const QString subject = fromCore(item.subject);
    m_context.backend.claimTask(
        m_context.session, item.key, Reply<void>(this, [this, item, subject](Result<void> result) {
            if (result)
                m_context.desk.toast(tr("You hold %1 now.").arg(subject), tr("Undo"),
                                     [this, item] { unclaim(item); });
            else
                emit refused(tr("%1 could not be claimed").arg(subject), fromCore(result.error().message));
            emit changed();
        }));
}

void InboxCommands::unclaim(const console::InboxItem& item)
{
    const QString subject = fromCore(item.subject);
    m_context.backend.unclaimTask(
        m_context.session, item.key, Reply<void>(this, [this, item, subject](Result<void> result) {
            if (result)
                m_context.desk.toast(tr("%1 is free for others again.").arg(subject), tr("Undo"),
                                     [this, item] { claim(item); });
            else
                emit refused(tr("%1 could not be given back").arg(subject), fromCore(result.error().message));
            emit changed();
        }));
}

void InboxCommands::approveAll(const std::vector<console::InboxItem>& items)
{
    Batch batch;
    batch.title = tr("Approve what is checked");
    batch.text = tr("Each is decided on its own, in this order; what is refused stays where it is.");
    batch.doneWord = tr("Approved");
    int possible = 0;
    for (const console::InboxItem& item : items) {
        BatchItem row;
        row.key = fromCore(item.key);
        row.title = fromCore(item.subject);
        row.detail = QStringList{fromCore(item.title), fromCore(item.person)}.join(QStringLiteral(" · "));
        row.amount = item.amount;
        row.whyNot = fromCore(item.whyNotDecide);
        // An answer is written, and a signature is read before it is given: neither is done in bulk.
        if (row.whyNot.isEmpty() && askOf(item) == Ask::Answer)
            row.whyNot = tr("It needs an answer in words.");
        if (row.whyNot.isEmpty() && askOf(item) == Ask::Signature)
            row.whyNot = tr("Signatures are given one by one.");
        if (row.whyNot.isEmpty()) ++possible;
        batch.items.append(std::move(row));
    }
    batch.runLabel = tr("Approve %Ln", nullptr, possible);
    auto* dialog = new BatchDialog(
        batch,
        [this](const BatchItem& item, const QString&, Reply<void> reply) {
            m_context.backend.decideTask(m_context.session, toCore(item.key), "approve", {},
                                         std::move(reply));
        },
        m_window);
    connect(dialog, &BatchDialog::ran, this, &InboxCommands::changed);
    open(dialog);
}

} // namespace habitat::ui
