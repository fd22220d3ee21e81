// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/instances/instance_commands.h"

#include "core/identity/permissions.h"
#include "ui/instances/instance_words.h"
#include "ui/widgets/confirm_dialog.h"
#include "ui/widgets/text.h"

#include <algorithm>

namespace habitat::ui {
namespace {

QString whyNot(const Actor& actor, identity::Permission permission)
{
    const auto allowed = identity::authorize(actor, permission);
    return allowed ? QString() : fromCore(allowed.error().message);
}

int countPossible(const Batch& batch)
{
    return int(std::count_if(batch.items.cbegin(), batch.items.cend(),
                             [](const BatchItem& item) { return item.whyNot.isEmpty(); }));
}

} // namespace

InstanceCommands::InstanceCommands(const PlaceContext& context, QWidget* window)
    : QObject(window), m_context(context), m_window(window)
{
}

void InstanceCommands::open(QDialog* dialog)
{
    m_dialog = dialog;
    dialog->open();
}

QString InstanceCommands::whyNotRetry(const console::InstanceItem& instance) const
{
    const bool waitsForAttempt = instance.state == "retrying";
    if (instance.incidents == 0 && !waitsForAttempt)
        return tr("Nothing failed here; there is nothing to retry.");
    return whyNot(m_context.session.actor, identity::Permission::RetryInstance);
}

QString InstanceCommands::whyNotCancel(const console::InstanceItem& instance) const
{
    if (hasEnded(instance)) return tr("It has ended.");
    return whyNot(m_context.session.actor, identity::Permission::CancelInstance);
}

void InstanceCommands::retry(const console::InstanceItem& instance)
{
    const QString title = titleOf(instance);
    emit busy(tr("Retrying %1…").arg(title));
    m_context.backend.retryInstance(
        m_context.session, instance.key, {}, Reply<void>(this, [this, title](Result<void> result) {
            emit busy({});
            if (result)
                m_context.desk.toast(tr("Retried %1: the problem is gone.").arg(title));
            else
                emit refused(wasTriedInVain(result.error()) ? tr("Retried, and the cause is still there")
                                                            : tr("%1 could not be retried").arg(title),
                             fromCore(result.error().message));
            emit changed();
        }));
}

void InstanceCommands::cancel(const console::InstanceItem& instance)
{
    const QString title = titleOf(instance);
    Confirmation what;
    what.title = tr("Cancel %1").arg(title);
    what.text = tr("The instance of %1 ends where it stands.").arg(fromCore(instance.processName));
    what.effects = {{tr("What it is doing now is stopped, and its open tasks are withdrawn"), false},
                    {tr("What it completed stays as it is: nothing is undone"), false},
                    {tr("a cancelled instance does not run again"), true}};
    what.confirmLabel = tr("Cancel the instance");
    what.isDangerous = true;
    what.needsReason = true;
    auto* dialog = new ConfirmDialog(what, m_window);
    dialog->onConfirmed([this, key = instance.key, title](const Confirmed& confirmed) {
        emit busy(tr("Cancelling %1…").arg(title));
        m_context.backend.cancelInstance(m_context.session, key, toCore(confirmed.reason),
                                         Reply<void>(this, [this, title](Result<void> result) {
                                             emit busy({});
                                             if (result)
                                                 m_context.desk.toast(tr("Cancelled %1.").arg(title));
                                             else
                                                 emit refused(tr("%1 was not cancelled").arg(title),
                                                              fromCore(result.error().message));
                                             emit changed();
                                         }));
    });
    open(dialog);
}

void InstanceCommands::openBatch(Batch batch, BatchDialog::Step step)
{
    auto* dialog = new BatchDialog(std::move(batch), std::move(step), m_window);
    connect(dialog, &BatchDialog::ran, this, &InstanceCommands::changed);
    open(dialog);
}

void InstanceCommands::retryAll(const std::vector<console::InstanceItem>& instances)
{
    Batch batch;
    batch.title = tr("Retry what is checked");
    batch.text = tr("Each is tried again where it failed. Where the cause is still there, it fails again.");
    batch.doneWord = tr("Retried");
    for (const console::InstanceItem& instance : instances)
        batch.items.append({QString::number(instance.key),
                            titleOf(instance),
                            fromCore(instance.processName),
                            {},
                            whyNotRetry(instance)});
    batch.runLabel = tr("Retry %Ln", nullptr, countPossible(batch));
    openBatch(std::move(batch), [this](const BatchItem& item, const QString&, Reply<void> reply) {
        m_context.backend.retryInstance(m_context.session, item.key.toLongLong(), {}, std::move(reply));
    });
}

void InstanceCommands::cancelAll(const std::vector<console::InstanceItem>& instances)
{
    Batch batch;
    batch.title = tr("Cancel what is checked");
    batch.text = tr("Each ends where it stands, and does not run again. What was completed is not undone.");
    batch.doneWord = tr("Cancelled");
    batch.reason = BatchReason::Required;
    batch.weight = BatchWeight::Dangerous;
    for (const console::InstanceItem& instance : instances)
        batch.items.append({QString::number(instance.key),
                            titleOf(instance),
                            fromCore(instance.processName),
                            {},
                            whyNotCancel(instance)});
    batch.runLabel = tr("Cancel instances");
    openBatch(std::move(batch), [this](const BatchItem& item, const QString& reason, Reply<void> reply) {
        m_context.backend.cancelInstance(m_context.session, item.key.toLongLong(), toCore(reason),
                                         std::move(reply));
    });
}

} // namespace habitat::ui
