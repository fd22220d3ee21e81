// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/close/steps_list.h"

#include "ui/close/steps_delegate.h"
#include "ui/close/steps_model.h"

#include <QItemSelectionModel>
#include <QKeyEvent>

#include <algorithm>

namespace habitat::ui {

StepsList::StepsList(StepsModel& steps, QWidget* parent) : QListView(parent)
{
    setModel(&steps);
    setItemDelegate(new StepsDelegate(this));
    setAccessibleName(tr("Steps"));
    setProperty("focusOn", "row");
    setUniformItemSizes(true);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    connect(selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this, &steps](const QModelIndex& at) {
                if (const console::StepView* step = steps.stepAt(at.row())) emit currentStep(step->number);
            });
}

void StepsList::keyPressEvent(QKeyEvent* event)
{
    const bool isMove = event->key() == Qt::Key_J || event->key() == Qt::Key_K;
    if (event->modifiers() != Qt::NoModifier || !isMove) return QListView::keyPressEvent(event);
    const int row = currentIndex().row() + (event->key() == Qt::Key_J ? 1 : -1);
    setCurrentIndex(model()->index(std::clamp(row, 0, std::max(0, model()->rowCount() - 1)), 0));
}

} // namespace habitat::ui
