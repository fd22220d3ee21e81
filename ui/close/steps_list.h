// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>

namespace habitat::ui {

class StepsModel;

/// The steps of a close, two lines each; J and K as in every list. GUI thread.
class StepsList final : public QListView
{
    Q_OBJECT

public:
    explicit StepsList(StepsModel& steps, QWidget* parent = nullptr);

signals:
    /// 1 to 11; also where the program chose it.
    void currentStep(int number);

protected:
    void keyPressEvent(QKeyEvent* event) override;
};

} // namespace habitat::ui
