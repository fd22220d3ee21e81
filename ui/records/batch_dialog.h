// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/money.h"
#include "ui/bridge/reply.h"
#include "ui/records/record_model.h"

#include <QDialog>

#include <functional>
#include <optional>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace habitat::ui {

class RecordTable;

struct BatchItem
{
    QString key;
    QString title;
    QString detail;
    std::optional<Money> amount;
    /// Why this one is left out; it is listed, and nothing is done to it.
    QString whyNot;
};

enum class BatchReason { No, Required };
enum class BatchWeight { Normal, Dangerous };

struct Batch
{
    QString title;
    QString text;
    QString runLabel;
    /// What is said of each that went well ("Approved").
    QString doneWord;
    BatchReason reason = BatchReason::No;
    BatchWeight weight = BatchWeight::Normal;
    QList<BatchItem> items;
};

/// The review sheet before something is done to several records: all of them with their totals, what is left
/// out and why; then one after another, with a result for each. What was not listed is never touched. Shown
/// with open(). GUI thread.
class BatchDialog final : public QDialog
{
    Q_OBJECT

public:
    using Step = std::function<void(const BatchItem& item, const QString& reason, Reply<void> reply)>;

    BatchDialog(Batch batch, Step step, QWidget* parent);

    [[nodiscard]] QPushButton* runButton() const { return m_run; }
    [[nodiscard]] QPushButton* closeButton() const { return m_close; }
    [[nodiscard]] QPlainTextEdit* reasonField() const { return m_reason; }
    [[nodiscard]] RecordTable* table() const { return m_table; }
    [[nodiscard]] QString summary() const;
    [[nodiscard]] bool isDone() const { return m_state == State::Done; }

    void reject() override;

signals:
    /// All were tried; `failed` of them were refused.
    void ran(int done, int failed);

private:
    enum class State { Asking, Running, Stopping, Done };

    void addTotals();
    void updateButton();
    void start();
    void next();
    void answered(qsizetype at, const Result<void>& result);
    void finish();
    [[nodiscard]] Record recordOf(const BatchItem& item, Status status, const QString& words) const;

    Batch m_batch;
    Step m_step;
    State m_state = State::Asking;
    RecordModel m_model;
    RecordTable* m_table;
    QLabel* m_summary;
    QPlainTextEdit* m_reason = nullptr;
    QPushButton* m_run;
    QPushButton* m_close;
    qsizetype m_at = 0;
    int m_done = 0;
    int m_failed = 0;
};

} // namespace habitat::ui
