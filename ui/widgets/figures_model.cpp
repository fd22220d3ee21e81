// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/figures_model.h"

#include "ui/theme/theme.h"
#include "ui/widgets/text.h"

#include <QLocale>

namespace habitat::ui {
namespace {

/// Two digits behind the point, for reading; the exact share stands in the tooltip.
QString percentage(const QString& share)
{
    const QStringList parts = share.split(QLatin1Char('/'));
    const double whole = parts.size() == 2 ? parts[1].toDouble() : 0;
    if (whole == 0) return share;
    return QLocale::c().toString(parts[0].toDouble() / whole * 100, 'f', 2) + QStringLiteral(" %");
}

bool isRight(exchange::ColumnType type)
{
    return type == exchange::ColumnType::Money || type == exchange::ColumnType::Number ||
           type == exchange::ColumnType::Share;
}

struct Reader
{
    exchange::ColumnType type;

    QString operator()(std::monostate) const { return {}; }
    QString operator()(const std::string& text) const
    {
        return type == exchange::ColumnType::Share ? percentage(fromCore(text)) : fromCore(text);
    }
    QString operator()(Money amount) const { return moneyText(amount); }
    QString operator()(std::int64_t number) const
    {
        return type == exchange::ColumnType::Text ? QString::number(number) : numberText(number);
    }
    QString operator()(Date date) const { return dateText(date); }
    QString operator()(Instant at) const { return absoluteTime(at); }
};

} // namespace

QString numberText(std::int64_t number)
{
    QLocale locale = QLocale::c();
    locale.setNumberOptions(QLocale::DefaultNumberOptions);
    return locale.toString(qlonglong(number));
}

QString cellText(const exchange::Cell& cell, exchange::ColumnType type)
{
    return std::visit(Reader{type}, cell);
}

void FiguresModel::show(exchange::Table table)
{
    beginResetModel();
    m_table = std::move(table);
    endResetModel();
}

int FiguresModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_table.rows.size()) + (hasTotals() ? 1 : 0);
}

int FiguresModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_table.columns.size());
}

const exchange::Cell* FiguresModel::cellAt(int row, int column) const
{
    const auto& cells =
        std::size_t(row) < m_table.rows.size() ? m_table.rows[std::size_t(row)] : m_table.totals;
    return std::size_t(column) < cells.size() ? &cells[std::size_t(column)] : nullptr;
}

QVariant FiguresModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) return {};
    const exchange::ColumnType type = m_table.columns[std::size_t(index.column())].type;
    const exchange::Cell* cell = cellAt(index.row(), index.column());
    const bool isTotal = std::size_t(index.row()) >= m_table.rows.size();
    switch (role) {
    case Qt::DisplayRole:
        return cell ? cellText(*cell, type) : QString();
    case Qt::TextAlignmentRole:
        return int((isRight(type) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::FontRole: {
        QFont font = isRight(type) ? Theme::numberFont() : QFont(Theme::strongFont());
        font.setWeight(isTotal ? QFont::DemiBold : QFont::Normal);
        return font;
    }
    case Qt::BackgroundRole:
        return isTotal ? QVariant(Theme::current().hover) : QVariant();
    case Qt::ToolTipRole:
        if (cell && type == exchange::ColumnType::Share && std::holds_alternative<std::string>(*cell))
            return fromCore(std::get<std::string>(*cell));
        return cell ? cellText(*cell, type) : QString();
    default:
        return {};
    }
}

QVariant FiguresModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) return {};
    const exchange::Column& column = m_table.columns[std::size_t(section)];
    if (role == Qt::DisplayRole) return fromCore(column.title.empty() ? column.name : column.title);
    if (role == Qt::TextAlignmentRole)
        return int((isRight(column.type) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return {};
}

} // namespace habitat::ui
