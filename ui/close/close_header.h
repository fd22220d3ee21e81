// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/close_views.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;

namespace habitat::ui {

class ElidedLabel;
class ProgressSegments;

/// The top line of the Close view: period, co-op, how far, for how long, Undo close. GUI thread.
class CloseHeader final : public QWidget
{
    Q_OBJECT

public:
    explicit CloseHeader(QWidget* parent = nullptr);

    /// Keeps the period that is chosen.
    void showPeriods(const std::vector<console::PeriodChoice>& periods, const std::string& chosen);
    void show(const console::CloseView& close, Instant now);
    void setUndoOff(const QString& why);
    [[nodiscard]] QComboBox* periodChooser() const { return m_periods; }
    [[nodiscard]] QPushButton* undoButton() const { return m_undo; }
    [[nodiscard]] QPushButton* reopenButton() const { return m_reopen; }
    [[nodiscard]] QPushButton* startButton() const { return m_start; }
    [[nodiscard]] QPushButton* statementsButton() const { return m_statements; }
    [[nodiscard]] QString progressText() const;
    [[nodiscard]] QString dayText() const;

signals:
    void periodChosen(const QString& period);
    void undoWanted();
    void reopenWanted();
    void startWanted();
    void statementsWanted();

private:
    [[nodiscard]] static QString reopeningText(const console::Reopening& reopening);
    void showDay(const console::CloseView& close, Instant now);

    QComboBox* m_periods;
    ElidedLabel* m_cooperative;
    QLabel* m_count;
    ProgressSegments* m_progress;
    QLabel* m_day;
    QPushButton* m_undo;
    QPushButton* m_reopen;
    QPushButton* m_start;
    QPushButton* m_statements;
};

} // namespace habitat::ui
