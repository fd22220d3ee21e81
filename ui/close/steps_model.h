// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/close_views.h"

#include <QAbstractListModel>

namespace habitat::ui {

/// The eleven steps of a close as one list. A new reading changes the rows that differ and moves none. GUI
/// thread.
class StepsModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        NumberRole = Qt::UserRole,
        /// int of Status.
        StatusRole,
        WordsRole,
        IsPivotRole,
        IsDrillRole,
        /// QStringList; each is a mark ("+", "-", "!" for given, missing, suspended) and the signer's
        /// initials.
        SignersRole,
        IsCurrentRole,
    };

    using QAbstractListModel::QAbstractListModel;

    void show(const console::CloseView& close, Instant now);
    [[nodiscard]] const console::StepView* stepAt(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    struct Row
    {
        QString words;
        QStringList signers;
        bool isCurrent = false;
        bool operator==(const Row&) const = default;
    };
    static bool isSame(const console::StepView& a, const console::StepView& b);

    std::vector<console::StepView> m_steps;
    std::vector<Row> m_rows;
};

} // namespace habitat::ui
