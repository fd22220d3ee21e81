// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/status.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace habitat::ui {

/// A message beside the thing that it is about: bar and tint of a status, headline, words that can be
/// selected and copied, and perhaps one button. GUI thread.
class Banner final : public QFrame
{
    Q_OBJECT

public:
    explicit Banner(QWidget* parent = nullptr);

    void show(Status tone, const QString& headline, const QString& text);
    void setAction(const QString& label);
    [[nodiscard]] QString headline() const;
    [[nodiscard]] QString text() const;
    [[nodiscard]] QPushButton* actionButton() const { return m_action; }

signals:
    void actionClicked();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Status m_tone = Status::Failed;
    QLabel* m_headline;
    QLabel* m_text;
    QPushButton* m_action;
};

} // namespace habitat::ui
