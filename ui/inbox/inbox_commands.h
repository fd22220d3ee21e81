// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/records/batch_dialog.h"
#include "ui/shell/place.h"

#include <QPointer>

namespace habitat::ui {

/// What a person can do with what waits for them: asks by weight, gives the command, reports how it went. GUI
/// thread.
class InboxCommands final : public QObject
{
    Q_OBJECT

public:
    InboxCommands(const PlaceContext& context, QWidget* window);

    /// Above its threshold a review sheet first, else at once; a signature always with its sheet.
    void approve(const console::InboxItem& item, const QString& note);
    /// A reason is required; where a note was written, it is the reason.
    void reject(const console::InboxItem& item, const QString& note);
    /// A question is required.
    void ask(const console::InboxItem& item, const QString& note);
    void answer(const console::InboxItem& item, const QString& note);
    void claim(const console::InboxItem& item);
    void unclaim(const console::InboxItem& item);
    void approveAll(const std::vector<console::InboxItem>& items);

    [[nodiscard]] QDialog* dialog() const { return m_dialog; }

signals:
    /// A command is on its way; empty: it is done, well or not.
    void busy(const QString& words);
    void refused(const QString& headline, const QString& message);
    /// Decided: it leaves the list.
    void decided(const QString& key);
    /// Something may have changed that only a new reading can show.
    void changed();

private:
    void decide(const console::InboxItem& item, const char* decision, const QString& note,
                const QString& done);
    void open(QDialog* dialog);

    PlaceContext m_context;
    QWidget* m_window;
    QPointer<QDialog> m_dialog;
};

} // namespace habitat::ui
