// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace habitat::ui {

/// Draws a step: number, name, state in shape and word, signatures as initials. GUI thread.
class StepsDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

private:
    /// The name of the step, and the tags behind it.
    void paintName(QPainter& painter, const QRect& room, const QFont& plain, const QModelIndex& index) const;
    /// What became of it, in words, and who signed.
    void paintProgress(QPainter& painter, const QRect& room, const QModelIndex& index) const;
    /// Returns the left edge of what it drew.
    int paintSigners(QPainter& painter, const QRect& room, const QStringList& signers) const;
};

} // namespace habitat::ui
