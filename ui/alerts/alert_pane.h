// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/work_views.h"

#include <QFrame>

class QLabel;
class QMenu;
class QPushButton;

namespace habitat::ui {

class Banner;
class ListStates;

/// One alert in full: what, why with its figures, since when, what to do, and the buttons. Only shows and
/// asks. GUI thread.
class AlertPane final : public QFrame
{
    Q_OBJECT

public:
    explicit AlertPane(QWidget* parent = nullptr);

    /// `whyNotHandle` and `whyNotRetry` say why this person may not; empty where they may.
    void show(const console::AlertItem& alert, Instant now, const QString& whyNotHandle,
              const QString& whyNotRetry);
    void showNothing();
    void setBusy(const QString& words);
    void showRefusal(const QString& headline, const QString& message);

    [[nodiscard]] const console::AlertItem& alert() const { return m_alert; }
    [[nodiscard]] QPushButton* openButton() const { return m_open; }
    [[nodiscard]] QPushButton* retryButton() const { return m_retry; }
    [[nodiscard]] QPushButton* acknowledgeButton() const { return m_acknowledge; }
    [[nodiscard]] QPushButton* snoozeButton() const { return m_snooze; }
    [[nodiscard]] QPushButton* reopenButton() const { return m_reopen; }
    [[nodiscard]] Banner* whyBanner() const { return m_why; }
    [[nodiscard]] Banner* refusalBanner() const { return m_refusal; }
    [[nodiscard]] ListStates* states() const { return m_states; }
    [[nodiscard]] QString factsText() const;

signals:
    void openWanted();
    void retryWanted();
    void acknowledgeWanted();
    void snoozeWanted(int hours);
    void snoozeUntilTomorrowWanted();
    void reopenWanted();

private:
    QWidget* makeHeader();
    QWidget* makeContent();
    QWidget* makeFooter();
    void updateButtons();
    void updateShape();

    console::AlertItem m_alert;
    bool m_hasAlert = false;
    QString m_busy;
    QString m_whyNotHandle;
    QString m_whyNotRetry;
    QLabel* m_title;
    QLabel* m_shape;
    QLabel* m_severity;
    QLabel* m_state;
    Banner* m_refusal;
    Banner* m_why;
    QLabel* m_facts;
    QLabel* m_advice;
    QLabel* m_cause;
    QPushButton* m_open;
    QPushButton* m_retry;
    QPushButton* m_acknowledge;
    QPushButton* m_snooze;
    QPushButton* m_reopen;
    ListStates* m_states;
    QWidget* m_footer;
};

} // namespace habitat::ui
