// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/record_list.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/record_table.h"

#include <QHeaderView>
#include <QMouseEvent>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace habitat::ui {
namespace {

constexpr int boxSize = 16;
constexpr int boxRoom = boxSize + space::s + space::s;

/// The table's own cells with a check box before them.
class CheckDelegate final : public QStyledItemDelegate
{
public:
    CheckDelegate(QAbstractItemDelegate* cells, QObject* parent) : QStyledItemDelegate(parent), m_cells(cells)
    {
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Palette& palette = Theme::current();
        QStyleOptionViewItem rest = option;
        rest.rect.setLeft(option.rect.left() + boxRoom);
        QRect left = option.rect;
        left.setWidth(boxRoom);
        if (option.state & QStyle::State_Selected) painter->fillRect(left, palette.selection);
        if (!index.data(RecordModel::GoneRole).toBool())
            paintBox(*painter, boxIn(option.rect), index, palette);
        m_cells->paint(painter, rest, index);
    }

protected:
    bool editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                     const QModelIndex& index) override
    {
        if (event->type() != QEvent::MouseButtonRelease) return false;
        auto* mouse = static_cast<QMouseEvent*>(event);
        QRect target = option.rect;
        target.setWidth(boxRoom);
        if (mouse->button() != Qt::LeftButton || !target.contains(mouse->position().toPoint())) return false;
        const bool checked = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
        return model->setData(index, checked ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
    }

private:
    static QRectF boxIn(const QRect& cell)
    {
        return {cell.x() + qreal(space::s), cell.center().y() - boxSize / 2.0 + 0.5, boxSize, boxSize};
    }

    static void paintBox(QPainter& painter, const QRectF& box, const QModelIndex& index,
                         const Palette& palette)
    {
        const bool checked = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(checked ? palette.accent : palette.border, 1.4));
        painter.setBrush(checked ? palette.accent : palette.window);
        painter.drawRoundedRect(box.adjusted(0.7, 0.7, -0.7, -0.7), 3.5, 3.5);
        painter.restore();
        if (checked)
            paintIcon(painter, box.adjusted(2, 2, -2, -2), QStringLiteral("check"), palette.onAccent);
    }

    QAbstractItemDelegate* m_cells;
};

void fitWidths(RecordTable& table, const RecordModel& model, int stretchColumn)
{
    constexpr int sample = 100;
    constexpr int padding = 2 * space::s + 6;
    const QFontMetrics plain(table.font());
    const QFontMetrics strong(Theme::strongFont());
    const QFontMetrics numbers(Theme::numberFont());
    for (int column = 0; column < model.columnCount(); ++column) {
        if (column == stretchColumn) continue;
        int width = plain.horizontalAdvance(model.headerData(column, Qt::Horizontal).toString());
        for (int row = 0; row < std::min(model.rowCount(), sample); ++row) {
            const QModelIndex index = model.index(row, column);
            const QString text = index.data().toString();
            int room = std::max({plain.horizontalAdvance(text), numbers.horizontalAdvance(text),
                                 strong.horizontalAdvance(text)});
            if (!index.data(RecordModel::IconRole).toString().isEmpty()) room += 20;
            width = std::max(width, room);
        }
        if (column == 0 && model.hasChecks()) width += boxRoom;
        table.setColumnWidth(column, std::min(width + padding, column == 0 ? 260 : 200));
    }
}

} // namespace

void equip(RecordTable& table, RecordModel& model, const QString& name, int stretchColumn)
{
    table.setAccessibleName(name);
    table.setModel(&model);
    if (model.hasChecks()) {
        table.setItemDelegateForColumn(0, new CheckDelegate(table.itemDelegate(), &table));
        QObject::connect(&table, &RecordTable::checked, &model,
                         [&model](const QModelIndex& index) { model.toggle(index.row()); });
    }
    table.horizontalHeader()->setSectionResizeMode(stretchColumn, QHeaderView::Stretch);
    const auto fit = [&table, &model, stretchColumn] { fitWidths(table, model, stretchColumn); };
    // Reset comes with other rows; the first rows of an empty list are as good as one.
    QObject::connect(&model, &QAbstractItemModel::modelReset, &table, fit);
    QObject::connect(&model, &QAbstractItemModel::rowsInserted, &table, [fit](const QModelIndex&, int first) {
        if (first == 0) fit();
    });
    fit();
}

QString currentKey(const RecordTable& table)
{
    return table.currentIndex().data(RecordModel::KeyRole).toString();
}

bool setCurrentKey(RecordTable& table, const QString& key)
{
    const auto* model = static_cast<const RecordModel*>(table.model());
    const int row = model->rowOf(key);
    if (row < 0) return false;
    if (table.currentIndex().row() != row) table.setCurrentIndex(model->index(row, 0));
    return true;
}

} // namespace habitat::ui
