// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/close/figures_view.h"

#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/record_table.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QVBoxLayout>

namespace habitat::ui {
namespace {
constexpr int mostRowsShown = 9;
}

FiguresView::FiguresView(exchange::Table table, QWidget* parent)
    : QWidget(parent), m_model(new FiguresModel(this)), m_view(new RecordTable(Density::Dense))
{
    const QString title = fromCore(table.title);
    const auto rows = int(table.rows.size());
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::xs);
    auto* top = new QHBoxLayout;
    top->addWidget(makeLabel(title, LabelKind::Strong));
    top->addWidget(makeLabel(tr("%1 rows").arg(numberText(rows)), LabelKind::Caption));
    top->addStretch(1);
    auto* copy = makeButton(tr("Copy"), ButtonKind::Link);
    copy->setToolTip(tr("Copy as table"));
    copy->setAccessibleName(tr("Copy %1 as table").arg(title));
    auto* save = makeButton(tr("Export…"), ButtonKind::Link);
    save->setAccessibleName(tr("Export %1").arg(title));
    top->addWidget(copy);
    top->addWidget(save);
    column->addLayout(top);
    m_view->setModel(m_model);
    m_view->setAccessibleName(title);
    m_model->show(std::move(table));
    const int shown = std::min(m_model->rowCount(), mostRowsShown);
    m_view->setFixedHeight(m_view->horizontalHeader()->sizeHint().height() + shown * space::denseRow + 6 +
                           (m_model->rowCount() > mostRowsShown ? space::denseRow / 2 : 0));

    column->addWidget(m_view);
    connect(copy, &QPushButton::clicked, m_view, &RecordTable::copy);
    connect(save, &QPushButton::clicked, this, &FiguresView::exportWanted);
}

void FiguresView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    QHeaderView* header = m_view->horizontalHeader();
    if (m_model->columnCount() == 0) return;
    // The first column takes what is left over, and never gives up room that its words need.
    m_view->fitColumns();
    const int left = m_view->width() - 4 - header->length() - (m_model->rowCount() > mostRowsShown ? 14 : 0);
    if (left > 0) header->resizeSection(0, header->sectionSize(0) + left);
}

} // namespace habitat::ui
