// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/records/batch_dialog.h"
#include "ui/shell/place.h"

#include <QPointer>

namespace habitat::ui {

/// What a person can do about an alert. Acknowledge and snooze need no question and can be taken back from
/// the toast; retrying several instances shows them first. GUI thread.
class AlertCommands final : public QObject
{
    Q_OBJECT

public:
    AlertCommands(const PlaceContext& context, QWidget* window);

    void acknowledge(const console::AlertItem& alert);
    void snooze(const console::AlertItem& alert, Duration by, const QString& until);
    /// Takes an acknowledgement or a snooze back.
    void reopen(const console::AlertItem& alert);
    /// One instance at once; of several, finds whose problems these are and lists them.
    void retry(const console::AlertItem& alert);

    [[nodiscard]] QDialog* dialog() const { return m_dialog; }

signals:
    void busy(const QString& words);
    void refused(const QString& headline, const QString& message);
    void changed();

private:
    /// The instances that the alert's incidents belong to, found one page after another.
    struct Search;

    void retryOne(std::int64_t instance, const QString& subject);
    Reply<void> report(const QString& done, const QString& failed, std::function<void()> undo);
    void readPage(const std::shared_ptr<Search>& search, std::int64_t before);
    void readNext(const std::shared_ptr<Search>& search);
    void askRetry(const Search& search);

    PlaceContext m_context;
    QWidget* m_window;
    QPointer<QDialog> m_dialog;
    Latest m_page;
    Latest m_detail;
};

} // namespace habitat::ui
