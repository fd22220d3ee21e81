// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/place.h"
#include "ui/widgets/witness_fields.h"

#include <QDialog>
#include <QObject>
#include <QPointer>

class QDialog;

namespace habitat::ui {

/// What a person can do with a close: asks by weight, gives the command, reports how it went. Holds no state
/// of the close itself. GUI thread.
class CloseCommands final : public QObject
{
    Q_OBJECT

public:
    CloseCommands(const PlaceContext& context, QWidget* window);

    void startClose(const console::CloseView& close);
    void run(const std::string& period, int step);
    void retry(const std::string& period, int step);
    void sign(const std::string& period, const console::StepDetail& detail);
    /// Reads what would happen, and asks.
    void undoTo(const std::string& period, int step, const QString& stepName);
    /// Of a period whose close has ended; reads what would happen, and asks.
    void reopen(const std::string& period);
    void attach(const std::string& period, int step);
    void attachFile(const std::string& period, int step, const QString& path);
    void openEvidence(std::int64_t evidence);
    void mend(const console::CloseView& close, const close::Check& check);
    /// Each member's statement of a locked period, as PDF.
    void writeStatements(const std::string& period);
    void exportTables(const std::vector<exchange::Table>& tables, const QString& name);

    /// How an opened file is shown; the desktop's own way unless a test sets another.
    std::function<void(const QString& path)> showFile;
    /// The dialog that is open; null where none is.
    [[nodiscard]] QDialog* dialog() const { return m_dialog; }

signals:
    /// A command is on its way ("Running step 7…"); empty: it is done, well or not.
    void busy(const QString& words);
    void refused(const QString& headline, const QString& message);
    /// Something may have changed that only a new reading can show.
    void changed();

private:
    Reply<void> report(const QString& doing, const QString& done, const QString& failed);
    void open(QDialog* dialog);
    void askUndo(const std::string& period, int step, const QString& stepName, const console::UndoPlan& plan);

    void askReopening(const std::string& period, const console::ReopenPlan& plan);
    [[nodiscard]] WitnessFields* witness(WitnessKind kind) const;

    PlaceContext m_context;
    QWidget* m_window;
    QPointer<QDialog> m_dialog;
    Latest m_plan;
};

} // namespace habitat::ui
