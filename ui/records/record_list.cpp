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
#include <functional>

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

int widthOf(const RecordModel& model, int column, const QFont& plain)
{
    constexpr int sample = 100;
    constexpr int iconRoom = 20;
    int width = QFontMetrics(plain).horizontalAdvance(model.headerData(column, Qt::Horizontal).toString());
    for (int row = 0; row < std::min(model.rowCount(), sample); ++row) {
        const QModelIndex index = model.index(row, column);
        const QVariant font = index.data(Qt::FontRole);
        const QFontMetrics metrics(font.isValid() ? font.value<QFont>() : plain);
        const bool hasIcon = !index.data(RecordModel::IconRole).toString().isEmpty();
        width =
            std::max(width, metrics.horizontalAdvance(index.data().toString()) + (hasIcon ? iconRoom : 0));
    }
    return width;
}

constexpr int padding = 2 * space::s + 6;
constexpr int widest = 220;
constexpr int narrowest = 80;
constexpr int leastForStretch = 200;

/// Spare columns go first, the last one before the others; then the widest of the rest give way. What names
/// the row and what is counted is never cut.
void makeRoom(RecordTable& table, const RecordModel& model, QList<int>& widths, int missing)
{
    for (int column = int(widths.size()) - 1; column >= 0 && missing > 0; --column)
        if (widths[column] > 0 && model.columns()[column].room == Room::Spare) {
            missing -= widths[column];
            widths[column] = 0;
            table.setColumnHidden(column, true);
        }
    while (missing > 0) {
        int most = -1;
        for (int column = 1; column < widths.size(); ++column)
            if (model.columns()[column].digits == Digits::No && (most < 0 || widths[column] > widths[most]))
                most = column;
        if (most < 0 || widths[most] <= narrowest) return;
        const int give = std::min({missing, 8, widths[most] - narrowest});
        widths[most] -= give;
        missing -= give;
    }
}

/// Each column as wide as its words, within reason.
void fitWidths(RecordTable& table, const RecordModel& model, int stretchColumn)
{
    QList<int> widths;
    int used = 0;
    for (int column = 0; column < model.columnCount(); ++column) {
        if (model.columns()[column].room == Room::Spare) table.setColumnHidden(column, false);
        int width = 0;
        if (column != stretchColumn && !table.isColumnHidden(column)) {
            width = std::min(widthOf(model, column, table.font()) + padding, widest);
            if (column == 0 && model.hasChecks()) width += boxRoom;
        }
        widths << width;
        used += width;
    }
    makeRoom(table, model, widths, used + leastForStretch - table.viewport()->width());
    for (int column = 0; column < widths.size(); ++column)
        if (column != stretchColumn && widths[column] > 0) table.setColumnWidth(column, widths[column]);
}

/// Fits again when the table becomes wider or narrower.
class FitOnResize final : public QObject
{
public:
    FitOnResize(RecordTable& table, std::function<void()> fit) : QObject(&table), m_fit(std::move(fit))
    {
        table.viewport()->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Resize) {
            auto* resize = static_cast<QResizeEvent*>(event);
            if (resize->size().width() != resize->oldSize().width()) m_fit();
        }
        return QObject::eventFilter(watched, event);
    }

private:
    std::function<void()> m_fit;
};

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
    // The row that takes the place of a current row that went is current, and is seen to be.
    QObject::connect(&model, &QAbstractItemModel::rowsRemoved, &table, [&table] {
        const QModelIndex now = table.currentIndex();
        if (now.isValid() && !table.selectionModel()->hasSelection()) table.selectRow(now.row());
    });
    new FitOnResize(table, fit);
    fit();
}

void showRecords(RecordTable& table, RecordModel& model, QList<Record> records)
{
    if (model.rowCount() == 0) return model.reset(std::move(records));
    const QString key = currentKey(table);
    const int row = table.currentIndex().row();
    model.update(records);
    if (key.isEmpty() || table.currentIndex().isValid() || setCurrentKey(table, key)) return;
    table.setCurrentIndex(model.index(std::min(row, model.rowCount() - 1), 0));
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
