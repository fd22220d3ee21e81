// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/work_views.h"
#include "ui/theme/status.h"

#include <QHash>
#include <QStyledItemDelegate>

namespace habitat::ui {

/// Draws when a step ran, as a bar on the instance's own time from left to right; the columns beside it say
/// the same in words. GUI thread.
class TimelineBars final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void show(const console::InstanceDetail& detail, Instant now);
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

private:
    struct Bar
    {
        qreal from = 0;
        qreal to = 0;
        Status status = Status::Completed;
        bool goesOn = false;
    };
    QHash<QString, Bar> m_bars;
};

} // namespace habitat::ui
