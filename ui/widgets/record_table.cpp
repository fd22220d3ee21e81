// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/record_table.h"

#include "ui/theme/theme.h"
#include "ui/widgets/key_registry.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace habitat::ui {
namespace {

constexpr int cellPadding = space::s;

/// Cells with the same padding as the headers above them; draws what the model says and nothing of the
/// style's.
class CellDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Palette& palette = Theme::current();
        painter->save();
        const QVariant background = index.data(Qt::BackgroundRole);
        if (option.state & QStyle::State_Selected)
            painter->fillRect(option.rect, palette.selection);
        else if (background.isValid())
            painter->fillRect(option.rect, background.value<QColor>());
        QRect room = option.rect.adjusted(cellPadding, 0, -cellPadding, 0);
        const QVariant decoration = index.data(Qt::DecorationRole);
        if (decoration.isValid()) {
            decoration.value<QIcon>().paint(painter, QRect(room.x(), room.center().y() - 7, 14, 14));
            room.adjust(20, 0, 0, 0);
        }
        const QVariant font = index.data(Qt::FontRole);
        painter->setFont(font.isValid() ? font.value<QFont>() : option.font);
        const QVariant colour = index.data(Qt::ForegroundRole);
        painter->setPen(colour.isValid() ? colour.value<QColor>() : palette.text);
        const QVariant alignment = index.data(Qt::TextAlignmentRole);
        painter->drawText(
            room,
            (alignment.isValid() ? alignment.toInt() : int(Qt::AlignLeft | Qt::AlignVCenter)) |
                Qt::TextSingleLine,
            painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, room.width()));
        painter->restore();
    }
};

} // namespace

RecordTable::RecordTable(Density density, QWidget* parent) : QTableView(parent)
{
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setAlternatingRowColors(true);
    setTabKeyNavigation(false);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setCornerButtonEnabled(false);
    setItemDelegate(new CellDelegate(this));
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(density == Density::Dense ? space::denseRow : space::row);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setStretchLastSection(false);
    horizontalHeader()->setMinimumSectionSize(48);
    connect(this, &QTableView::doubleClicked, this, &RecordTable::opened);
}

void RecordTable::setModel(QAbstractItemModel* model)
{
    QTableView::setModel(model);
    if (model) connect(model, &QAbstractItemModel::modelReset, this, &RecordTable::fitColumns);
    fitColumns();
}

void RecordTable::fitColumns()
{
    if (!model()) return;
    constexpr int sample = 100;
    const QFontMetrics plain(font());
    const QFontMetrics strong(Theme::strongFont());
    const int rows = model()->rowCount();
    for (int column = 0; column < model()->columnCount(); ++column) {
        int width = plain.horizontalAdvance(model()->headerData(column, Qt::Horizontal).toString());
        // The last rows too: totals stand there, and they are the widest.
        for (int row = 0; row < rows; row = row == sample && rows > sample + 3 ? rows - 2 : row + 1) {
            const QString text = model()->index(row, column).data().toString();
            width = std::max(width, strong.horizontalAdvance(text));
        }
        setColumnWidth(column, std::min(width + 2 * cellPadding + 6, 320));
    }
}

QList<int> RecordTable::rowsToCopy() const
{
    QList<int> rows;
    if (!model() || !selectionModel()) return rows;
    for (const QModelIndex& index : selectionModel()->selectedRows())
        rows << index.row();
    if (rows.isEmpty())
        for (int row = 0; row < model()->rowCount(); ++row)
            rows << row;
    std::sort(rows.begin(), rows.end());
    return rows;
}

QString RecordTable::copyText() const
{
    QStringList lines;
    QStringList cells;
    const int columns = model() ? model()->columnCount() : 0;
    for (int column = 0; column < columns; ++column)
        cells << model()->headerData(column, Qt::Horizontal).toString();
    lines << cells.join(QLatin1Char('\t'));
    for (const int row : rowsToCopy()) {
        cells.clear();
        for (int column = 0; column < columns; ++column)
            cells
                << model()->index(row, column).data().toString().replace(QLatin1Char('\t'), QLatin1Char(' '));
        lines << cells.join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n'));
}

QString RecordTable::copyHtml() const
{
    QString html = QStringLiteral("<table><thead><tr>");
    const int columns = model() ? model()->columnCount() : 0;
    for (int column = 0; column < columns; ++column)
        html += QStringLiteral("<th>%1</th>")
                    .arg(model()->headerData(column, Qt::Horizontal).toString().toHtmlEscaped());
    html += QStringLiteral("</tr></thead><tbody>");
    for (const int row : rowsToCopy()) {
        html += QStringLiteral("<tr>");
        for (int column = 0; column < columns; ++column) {
            const QModelIndex index = model()->index(row, column);
            const bool right = index.data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight;
            html += (right ? QStringLiteral("<td align=\"right\">") : QStringLiteral("<td>")) +
                    index.data().toString().toHtmlEscaped() + QStringLiteral("</td>");
        }
        html += QStringLiteral("</tr>");
    }
    return html + QStringLiteral("</tbody></table>");
}

void RecordTable::copy() const
{
    auto* data = new QMimeData;
    data->setText(copyText());
    data->setHtml(copyHtml());
    QGuiApplication::clipboard()->setMimeData(data);
}

void RecordTable::declareKeys(KeyRegistry& keys)
{
    const auto declare = [&](const char* id, const QString& text, QList<QKeySequence> sequences) {
        keys.declare({QLatin1String(id), text, std::move(sequences), listScope(), false});
    };
    declare("list.next", tr("Next row"), {QKeySequence(Qt::Key_J), QKeySequence(Qt::Key_Down)});
    declare("list.previous", tr("Previous row"), {QKeySequence(Qt::Key_K), QKeySequence(Qt::Key_Up)});
    declare("list.open", tr("Open the row"), {QKeySequence(Qt::Key_Return)});
    declare("list.check", tr("Check the row"), {QKeySequence(Qt::Key_Space)});
    declare("list.all", tr("Select all rows"), {QKeySequence(QKeySequence::SelectAll)});
    declare("list.copy", tr("Copy as table"), {QKeySequence(QKeySequence::Copy)});
}

void RecordTable::keyPressEvent(QKeyEvent* event)
{
    const auto step = [&](int by) {
        const int row = std::clamp(currentIndex().row() + by, 0, model()->rowCount() - 1);
        setCurrentIndex(model()->index(row, std::max(0, currentIndex().column())));
    };
    if (!model() || model()->rowCount() == 0) return QTableView::keyPressEvent(event);
    if (event->matches(QKeySequence::Copy)) return copy();
    if (event->modifiers() == Qt::NoModifier) {
        switch (event->key()) {
        case Qt::Key_J:
            return step(1);
        case Qt::Key_K:
            return step(-1);
        case Qt::Key_Space:
            if (currentIndex().isValid()) emit checked(currentIndex());
            return;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (currentIndex().isValid()) emit opened(currentIndex());
            return;
        default:
            break;
        }
    }
    QTableView::keyPressEvent(event);
}

} // namespace habitat::ui
