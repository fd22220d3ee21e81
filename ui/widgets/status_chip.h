// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/status.h"

#include <QWidget>

class QPainter;

namespace habitat::ui {

/// A status as people see it: its shape, its word, its colours. GUI thread.
class StatusChip final : public QWidget
{
    Q_OBJECT

public:
    explicit StatusChip(QWidget* parent = nullptr);

    /// `detail` follows the word ("attempt 2 of 5").
    void show(Status status, const QString& detail = {});
    [[nodiscard]] Status status() const { return m_status; }
    [[nodiscard]] QString words() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Status m_status = Status::NotStarted;
    QString m_detail;
};

/// Only its shape, where the word stands beside it. GUI thread.
class StatusShape final : public QWidget
{
    Q_OBJECT

public:
    explicit StatusShape(Status status, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Status m_status;
};

/// The same for delegates: shape and word without a tint, in `where`; returns the width used.
int paintStatus(QPainter& painter, const QRect& where, Status status, const QString& words);

} // namespace habitat::ui
