// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/close/close_commands.h"

#include "ui/close/mend_dialogs.h"
#include "ui/close/sign_dialog.h"
#include "ui/close/start_close_dialog.h"
#include "ui/widgets/confirm_dialog.h"
#include "ui/widgets/text.h"

#include <QDesktopServices>
#include <QFileDialog>
#include <QUrl>

#include <algorithm>

namespace habitat::ui {
namespace {

QList<Effect> effectsOf(const std::vector<close::UndoEffect>& effects)
{
    QList<Effect> shown;
    for (const close::UndoEffect& effect : effects)
        shown.append({fromCore(effect.text), effect.irreversible});
    return shown;
}

} // namespace

CloseCommands::CloseCommands(const PlaceContext& context, QWidget* window)
    : QObject(window), m_context(context), m_window(window)
{
    showFile = [](const QString& path) { QDesktopServices::openUrl(QUrl::fromLocalFile(path)); };
}

void CloseCommands::open(QDialog* dialog)
{
    m_dialog = dialog;
    dialog->open();
}

Reply<void> CloseCommands::report(const QString& doing, const QString& done, const QString& failed)
{
    emit busy(doing);
    return Reply<void>(this, [this, done, failed](Result<void> result) {
        emit busy({});
        if (!result)
            emit refused(failed, fromCore(result.error().message));
        else if (!done.isEmpty())
            m_context.desk.toast(done);
        emit changed();
    });
}

void CloseCommands::startClose(const console::CloseView& close)
{
    auto* dialog = new StartCloseDialog(fromCore(close.period), fromCore(close.currency), m_window);
    dialog->onStart([this, period = close.period](console::NetIncomeSource source) {
        m_context.backend.startClose(m_context.session, period, source,
                                     report(tr("Starting the close…"), tr("The close has started."),
                                            tr("The close could not be started")));
    });
    open(dialog);
}

void CloseCommands::run(const std::string& period, int step)
{
    m_context.backend.runStep(m_context.session, period, step,
                              report(tr("Running step %1…").arg(step), tr("Step %1 is completed.").arg(step),
                                     tr("Step %1 did not run").arg(step)));
}

void CloseCommands::retry(const std::string& period, int step)
{
    emit busy(tr("Retrying step %1…").arg(step));
    m_context.backend.retryStep(
        m_context.session, period, step, Reply<void>(this, [this, step](Result<void> result) {
            emit busy({});
            if (result)
                m_context.desk.toast(tr("The cause is gone: step %1 is completed.").arg(step));
            else
                emit refused(wasTriedInVain(result.error())
                                 ? tr("The cause is still there; step %1 failed again").arg(step)
                                 : tr("Step %1 could not be retried").arg(step),
                             fromCore(result.error().message));
            emit changed();
        }));
}

void CloseCommands::sign(const std::string& period, const console::StepDetail& detail)
{
    auto* dialog = new SignDialog(m_context, period, detail, m_window);
    connect(dialog, &SignDialog::signedBy, this, [this, step = detail.step.number](const QString& name) {
        m_context.desk.toast(tr("Step %1 is signed by %2.").arg(step).arg(name));
        emit changed();
    });
    open(dialog);
}

void CloseCommands::undoTo(const std::string& period, int step, const QString& stepName)
{
    emit busy(tr("Reading what an undo would do…"));
    m_context.backend.undoPlan(
        m_context.session, period, step,
        m_plan.reply<console::UndoPlan>([this, period, step, stepName](Result<console::UndoPlan> plan) {
            emit busy({});
            if (plan)
                askUndo(period, step, stepName, *plan);
            else
                emit refused(tr("The undo could not be planned"), fromCore(plan.error().message));
        }));
}

void CloseCommands::askUndo(const std::string& period, int step, const QString& stepName,
                            const console::UndoPlan& plan)
{
    Confirmation what;
    what.title = tr("Undo back to step %1, %2").arg(step).arg(stepName);
    what.text = tr("The close of %1 goes back to where it was before this step. What was posted is reversed "
                   "by linked "
                   "journals; nothing is deleted. It can run forward again.")
                    .arg(fromCore(period));
    what.effects = effectsOf(plan.effects);
    const bool irreversible = std::ranges::any_of(plan.effects, &close::UndoEffect::irreversible);
    what.confirmLabel = tr("Undo");
    what.isDangerous = true;
    what.needsReason = true;
    what.typedCode = fromCore(period);
    if (plan.refusal)
        what.refusal = fromCore(plan.refusal->message);
    else if (irreversible)
        what.refusal = tr("Some of this cannot be undone.");
    auto* dialog = new ConfirmDialog(what, m_window);
    if (what.refusal.isEmpty()) dialog->requireSecondPerson(witness(WitnessKind::SecondPerson));
    dialog->onConfirmed([this, period, step](const Confirmed& confirmed) {
        m_context.backend.undoTo(m_context.session, period, step, toCore(confirmed.reason),
                                 confirmed.secondPerson,
                                 report(tr("Undoing back to step %1…").arg(step),
                                        tr("Undone back to step %1.").arg(step), tr("The undo was refused")));
    });
    open(dialog);
}

void CloseCommands::reopen(const std::string& period)
{
    emit busy(tr("Reading what reopening would do…"));
    m_context.backend.reopenPlan(
        m_context.session, period,
        m_plan.reply<console::ReopenPlan>([this, period](Result<console::ReopenPlan> plan) {
            emit busy({});
            if (plan)
                askReopening(period, *plan);
            else
                emit refused(tr("The reopening could not be planned"), fromCore(plan.error().message));
        }));
}

void CloseCommands::askReopening(const std::string& period, const console::ReopenPlan& plan)
{
    Confirmation what;
    what.title = tr("Reopen period %1").arg(fromCore(period));
    what.text = tr("The close of %1 is taken back, so that a correction can be posted and the period closed "
                   "anew. What was posted is reversed by linked journals; nothing is deleted.")
                    .arg(fromCore(period));
    what.effects = effectsOf(plan.effects);
    what.confirmLabel = tr("Reopen");
    what.isDangerous = true;
    what.needsReason = true;
    what.typedCode = fromCore(period);
    if (plan.refusal) what.refusal = fromCore(plan.refusal->message);
    auto* dialog = new ConfirmDialog(what, m_window);
    if (!plan.refusal) {
        dialog->requireSecondPerson(witness(WitnessKind::SecondPerson));
        if (plan.needsBoard) dialog->requireBoardMember(witness(WitnessKind::BoardMember));
    }
    dialog->onConfirmed([this, period](const Confirmed& confirmed) {
        m_context.backend.reopenPeriod(m_context.session, period, toCore(confirmed.reason),
                                       {confirmed.secondPerson, confirmed.boardMember},
                                       report(tr("Reopening %1…").arg(fromCore(period)),
                                              tr("%1 is reopened.").arg(fromCore(period)),
                                              tr("The reopening was refused")));
    });
    open(dialog);
}

WitnessFields* CloseCommands::witness(WitnessKind kind) const
{
    return new WitnessFields(m_context.backend, m_context.people, m_context.cooperative.isSample,
                             m_context.session.actor.user, kind);
}

void CloseCommands::attach(const std::string& period, int step)
{
    auto* dialog = new QFileDialog(m_window, tr("Attach evidence"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, period, step](const QString& path) { attachFile(period, step, path); });
    open(dialog);
}

void CloseCommands::attachFile(const std::string& period, int step, const QString& path)
{
    m_context.backend.attachEvidence(
        m_context.session, period, step, toCore(path),
        report(tr("Attaching…"), tr("The evidence is attached."), tr("The file could not be attached")));
}

void CloseCommands::openEvidence(std::int64_t evidence)
{
    m_context.backend.openEvidence(
        m_context.session, evidence, Reply<std::string>(this, [this](Result<std::string> path) {
            if (path)
                showFile(fromCore(*path));
            else
                emit refused(tr("The evidence could not be opened"), fromCore(path.error().message));
            emit changed();
        }));
}

void CloseCommands::mend(const console::CloseView& close, const close::Check& check)
{
    if (check.action == "take-backup") {
        emit busy(tr("Taking a backup…"));
        m_context.backend.takeBackup(
            m_context.session, Reply<std::string>(this, [this](Result<std::string> path) {
                emit busy({});
                if (path)
                    m_context.desk.toast(tr("Backup taken: %1").arg(fromCore(*path)));
                else
                    emit refused(tr("No backup was taken"), fromCore(path.error().message));
                emit changed();
            }));
    } else if (check.action == "enter-tie-out") {
        auto* dialog = new TieOutDialog(fromCore(close.currency), close.to, m_window);
        dialog->onEnter([this, period = close.period](const console::TieOutEntry& entry) {
            m_context.backend.enterTieOut(m_context.session, period, entry,
                                          report(tr("Entering the statement…"),
                                                 tr("The statement is entered."),
                                                 tr("The statement was refused")));
        });
        open(dialog);
    } else if (check.action == "defer-contributions") {
        Confirmation what;
        what.title = tr("Defer these contributions");
        what.text = tr("They stay pending and are left out of %1; a later period takes them up.")
                        .arg(fromCore(close.period));
        for (const std::string& record : check.offending)
            what.effects.append({fromCore(record), false});
        what.confirmLabel = tr("Defer");
        what.needsReason = true;
        auto* dialog = new ConfirmDialog(what, m_window);
        dialog->onConfirmed([this, period = close.period, keys = check.keys](const Confirmed& confirmed) {
            for (const std::string& reference : keys)
                m_context.backend.deferContribution(
                    m_context.session, reference, period, toCore(confirmed.reason),
                    report(tr("Deferring…"), tr("Deferred."),
                           tr("%1 could not be deferred").arg(fromCore(reference))));
        });
        open(dialog);
    }
}

void CloseCommands::writeStatements(const std::string& period)
{
    emit busy(tr("Writing the statements…"));
    m_context.backend.writeStatements(
        m_context.session, period, Reply<std::string>(this, [this](Result<std::string> folder) {
            emit busy({});
            if (!folder)
                return emit refused(tr("The statements were not written"), fromCore(folder.error().message));
            const QString path = fromCore(*folder);
            m_context.desk.toast(tr("The statements are in %1.").arg(path), tr("Open"),
                                 [this, path] { showFile(path); });
        }));
}

void CloseCommands::exportTables(const std::vector<exchange::Table>& tables, const QString& name)
{
    auto* dialog = new QFileDialog(m_window, tr("Export figures"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("Excel (*.xlsx)"), tr("CSV (*.csv)"), tr("PDF (*.pdf)")});
    dialog->setDefaultSuffix(QStringLiteral("xlsx"));
    dialog->selectFile(name);
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
        dialog->setDefaultSuffix(filter.section(QLatin1String("*."), 1).chopped(1));
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this, tables](const QString& path) {
        m_context.backend.exportTables(m_context.session, tables, toCore(path),
                                       report(tr("Exporting…"), tr("Exported to %1.").arg(path),
                                              tr("The figures could not be exported")));
    });
    open(dialog);
}

} // namespace habitat::ui
