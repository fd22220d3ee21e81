// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/work_views.h"

#include <QFrame>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace habitat::ui {

class Banner;
class ElidedLabel;
class ListStates;
class StatusChip;

/// One item of the inbox in full: what is asked, the facts, what happened so far, a note, and the buttons
/// that decide it. Only shows and asks; the page gives the commands. GUI thread.
class TaskPane final : public QFrame
{
    Q_OBJECT

public:
    explicit TaskPane(QWidget* parent = nullptr);

    /// `user` is who is signed in; what is done is only looked at.
    void show(const console::InboxItem& item, Instant now, const std::string& user,
              console::InboxScope scope);
    void showNothing();
    void showError(const QString& message);
    /// Words of what is on its way; empty: nothing is.
    void setBusy(const QString& words);
    void showRefusal(const QString& headline, const QString& message);

    [[nodiscard]] QString note() const;
    void focusNote();
    [[nodiscard]] QPushButton* approveButton() const { return m_approve; }
    [[nodiscard]] QPushButton* rejectButton() const { return m_reject; }
    [[nodiscard]] QPushButton* askButton() const { return m_ask; }
    [[nodiscard]] QPushButton* claimButton() const { return m_claim; }
    [[nodiscard]] QPushButton* openButton() const { return m_open; }
    [[nodiscard]] QPlainTextEdit* noteField() const { return m_note; }
    [[nodiscard]] Banner* refusalBanner() const { return m_refusal; }
    [[nodiscard]] ListStates* states() const { return m_states; }
    [[nodiscard]] QString whyText() const;
    [[nodiscard]] const console::InboxItem& item() const { return m_item; }
    [[nodiscard]] bool isHeldByMe() const { return m_isMine; }

signals:
    void approveWanted();
    void rejectWanted();
    void askWanted();
    /// Claim, or give back what is held.
    void claimWanted();
    /// The instance, or the step of the close.
    void openWanted();
    void reloadWanted();

private:
    QWidget* makeHeader();
    QWidget* makeContent();
    QWidget* makeFooter();
    void showTimes(Instant now);
    void showFacts();
    void showHistory(Instant now);
    void updateButtons();
    void updateClock();

    console::InboxItem m_item;
    bool m_hasItem = false;
    bool m_isOpen = true;
    bool m_isMine = false;
    QString m_busy;
    QString m_factsShown;
    QString m_historyShown;
    QLabel* m_title;
    ElidedLabel* m_subject;
    QLabel* m_amount;
    StatusChip* m_chip;
    QLabel* m_clock;
    QLabel* m_overdue;
    QLabel* m_due;
    Banner* m_refusal;
    QWidget* m_facts;
    QLabel* m_historyTitle;
    QWidget* m_history;
    QPlainTextEdit* m_note;
    QPushButton* m_approve;
    QPushButton* m_reject;
    QPushButton* m_ask;
    QPushButton* m_claim;
    QPushButton* m_open;
    QLabel* m_why;
    QScrollArea* m_scroll;
    ListStates* m_states;
    QWidget* m_footer;
};

} // namespace habitat::ui
