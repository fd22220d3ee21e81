// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/backend.h"

#include <QFrame>
#include <QTimer>

class QLabel;

namespace habitat::ui {

class ElidedLabel;
class StatusChip;

/// The bottom line: engine state, last commit, who is signed in, time zone. GUI thread.
class StatusLine final : public QFrame
{
    Q_OBJECT

public:
    explicit StatusLine(Backend& backend, QWidget* parent = nullptr);

    void showPerson(const QString& name, const QString& roles);
    [[nodiscard]] QString engineText() const;
    [[nodiscard]] QString commitText() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void showEngine();

    Backend& m_backend;
    QLabel* m_shape;
    ElidedLabel* m_engine;
    ElidedLabel* m_commit;
    ElidedLabel* m_person;
    ElidedLabel* m_zone;
    /// "3 min ago" grows old by itself.
    QTimer m_minute;
};

} // namespace habitat::ui
