// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/records/batch_dialog.h"
#include "ui/shell/place.h"

#include <QPointer>

namespace habitat::ui {

/// What a person can do with instances: asks by weight, gives the command, says whether the cause is gone.
/// GUI thread.
class InstanceCommands final : public QObject
{
    Q_OBJECT

public:
    InstanceCommands(const PlaceContext& context, QWidget* window);

    /// Reads the instance again afterwards: a retry that changed nothing is not called a success.
    void retry(const console::InstanceItem& instance);
    void cancel(const console::InstanceItem& instance);
    void retryAll(const std::vector<console::InstanceItem>& instances);
    void cancelAll(const std::vector<console::InstanceItem>& instances);

    /// Why this person may not; empty where they may. Core's own words, and it decides again.
    [[nodiscard]] QString whyNotRetry(const console::InstanceItem& instance) const;
    [[nodiscard]] QString whyNotCancel(const console::InstanceItem& instance) const;

    [[nodiscard]] QDialog* dialog() const { return m_dialog; }

signals:
    void busy(const QString& words);
    void refused(const QString& headline, const QString& message);
    void changed();

private:
    void open(QDialog* dialog);
    void openBatch(Batch batch, BatchDialog::Step step);

    PlaceContext m_context;
    QWidget* m_window;
    QPointer<QDialog> m_dialog;
};

} // namespace habitat::ui
