// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/close/figures_view.h"

#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/record_table.h"
#include "ui/widgets/text.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QVBoxLayout>

#include <algorithm>

namespace habitat::ui {
namespace {

constexpr int mostRowsShown = 9;
constexpr int leastWords = 96;

/// The widest column of text; the first where there is none.
int wordiest(const FiguresModel& model, const QHeaderView& header)
{
    int widest = 0;
    for (int column = 0; column < model.columnCount(); ++column) {
        const bool isText = model.table().columns[std::size_t(column)].type == exchange::ColumnType::Text;
        const bool bestIsText = model.table().columns[std::size_t(widest)].type == exchange::ColumnType::Text;
        if (isText && (!bestIsText || header.sectionSize(column) > header.sectionSize(widest)))
            widest = column;
    }
    return widest;
}

} // namespace

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
    top->addWidget(makeLabel(tr("%Ln rows", nullptr, rows), LabelKind::Caption));
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
    // The viewport is what bars and frame leave to the columns.
    m_view->viewport()->installEventFilter(this);
    connect(copy, &QPushButton::clicked, m_view, &RecordTable::copy);
    connect(save, &QPushButton::clicked, this, &FiguresView::exportWanted);
}

bool FiguresView::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize) fit();
    return QWidget::eventFilter(watched, event);
}

void FiguresView::fit()
{
    QHeaderView* header = m_view->horizontalHeader();
    if (m_model->columnCount() == 0) return;
    m_view->fitColumns();
    const int column = wordiest(*m_model, *header);
    const int spare = m_view->viewport()->width() - header->length();
    // Words take what is left over, and give way before figures do.
    header->resizeSection(column, std::max(leastWords, header->sectionSize(column) + spare));
}

} // namespace habitat::ui
