// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/record_model.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <algorithm>

namespace habitat::ui {
namespace {

/// Each range costs the views a pass over what they know of the rows; beyond this many a reset is cheaper.
constexpr int mostRanges = 50;

QSet<QString> keysOf(const QList<Record>& records)
{
    QSet<QString> keys;
    keys.reserve(records.size());
    for (const Record& record : records)
        keys.insert(record.key);
    return keys;
}

QColor colourOf(const Cell& cell, const Palette& palette)
{
    if (cell.status) return palette.status(*cell.status).text;
    switch (cell.tone) {
    case Tone::Quiet:
        return palette.secondary;
    case Tone::Danger:
        return palette.danger;
    case Tone::Warning:
        return palette.status(Status::Retrying).text;
    case Tone::Accent:
        return palette.accent;
    case Tone::Plain:
    case Tone::Strong:
        break;
    }
    return palette.text;
}

} // namespace

RecordModel::RecordModel(QList<Column> columns, Checks checks, QObject* parent)
    : QAbstractTableModel(parent), m_columns(std::move(columns)), m_checks(checks)
{
}

void RecordModel::reset(QList<Record> records)
{
    beginResetModel();
    m_records = std::move(records);
    endResetModel();
    dropGoneChecks();
}

void RecordModel::update(const QList<Record>& records)
{
    QHash<QString, int> places;
    places.reserve(records.size());
    for (int row = 0; row < records.size(); ++row)
        places.insert(records[row].key, row);
    if (rangesToChange(records, places) > mostRanges) return reset(records);
    removeAllBut(places);
    sortBy(places);
    insertMissing(records);
    replace(records);
    dropGoneChecks();
}

int RecordModel::rangesToChange(const QList<Record>& records, const QHash<QString, int>& places) const
{
    int ranges = 0;
    bool before = false;
    for (const Record& record : std::as_const(m_records)) {
        const bool goes = !places.contains(record.key);
        if (goes && !before) ++ranges;
        before = goes;
    }
    const QSet<QString> known = keysOf(m_records);
    before = false;
    for (const Record& record : records) {
        const bool comes = !known.contains(record.key);
        if (comes && !before) ++ranges;
        before = comes;
    }
    return ranges;
}

/// The same keys in the same places, and what is new about them.
void RecordModel::replace(const QList<Record>& records)
{
    int first = -1;
    int last = -1;
    for (int row = 0; row < records.size(); ++row) {
        if (m_records[row] == records[row]) continue;
        m_records[row] = records[row];
        if (!records[row].cells.isEmpty()) {
            emit dataChanged(index(row, 0), index(row, columnCount() - 1));
            continue;
        }
        // Whoever looks again finds out whether it changed.
        if (first < 0) first = row;
        last = row;
    }
    if (last >= 0) emit dataChanged(index(first, 0), index(last, columnCount() - 1));
}

void RecordModel::removeAllBut(const QHash<QString, int>& places)
{
    const auto goes = [&](int row) { return row >= 0 && !places.contains(m_records[row].key); };
    for (int row = int(m_records.size()) - 1; row >= 0; --row) {
        if (!goes(row)) continue;
        const int last = row;
        while (goes(row - 1))
            --row;
        beginRemoveRows({}, row, last);
        m_records.remove(row, last - row + 1);
        endRemoveRows();
    }
}

void RecordModel::sortBy(const QHash<QString, int>& places)
{
    const auto before = [&](const Record& a, const Record& b) { return places[a.key] < places[b.key]; };
    if (std::is_sorted(m_records.cbegin(), m_records.cend(), before)) return;
    emit layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList held = persistentIndexList();
    QStringList keys;
    for (const QModelIndex& one : held)
        keys << m_records[one.row()].key;
    std::sort(m_records.begin(), m_records.end(), before);
    QHash<QString, int> rows;
    rows.reserve(m_records.size());
    for (int row = 0; row < m_records.size(); ++row)
        rows.insert(m_records[row].key, row);
    for (qsizetype i = 0; i < held.size(); ++i)
        changePersistentIndex(held[i], index(rows[keys[i]], held[i].column()));
    emit layoutChanged({}, VerticalSortHint);
}

void RecordModel::insertMissing(const QList<Record>& records)
{
    const QSet<QString> known = keysOf(m_records);
    for (int row = 0; row < records.size(); ++row) {
        int end = row;
        while (end < records.size() && !known.contains(records[end].key))
            ++end;
        if (end == row) continue;
        beginInsertRows({}, row, end - 1);
        m_records.insert(row, end - row, Record());
        std::copy(records.cbegin() + row, records.cbegin() + end, m_records.begin() + row);
        endInsertRows();
        row = end;
    }
}

void RecordModel::append(const QList<Record>& records)
{
    if (records.isEmpty()) return;
    const int first = int(m_records.size());
    beginInsertRows({}, first, first + int(records.size()) - 1);
    m_records.append(records);
    endInsertRows();
}

void RecordModel::change(const Record& record)
{
    const int row = rowOf(record.key);
    if (row < 0 || m_records[row] == record) return;
    m_records[row] = record;
    emit dataChanged(index(row, 0), index(row, columnCount() - 1));
}

void RecordModel::markGone(const QString& key)
{
    const int row = rowOf(key);
    if (row < 0 || made(row).isGone) return;
    m_records[row].isGone = true;
    emit dataChanged(index(row, 0), index(row, columnCount() - 1));
    if (m_checked.remove(key)) emit checksChanged();
}

int RecordModel::rowOf(const QString& key) const
{
    const auto found = std::find_if(m_records.cbegin(), m_records.cend(),
                                    [&](const Record& record) { return record.key == key; });
    return found == m_records.cend() ? -1 : int(found - m_records.cbegin());
}

QString RecordModel::keyAt(int row) const
{
    return row >= 0 && row < m_records.size() ? m_records[row].key : QString();
}

QStringList RecordModel::checkedKeys() const
{
    QStringList keys;
    if (m_checked.isEmpty()) return keys;
    for (const Record& record : m_records)
        if (m_checked.contains(record.key)) keys << record.key;
    return keys;
}

void RecordModel::toggle(int row)
{
    if (m_checks == Checks::No || row < 0 || row >= m_records.size() || m_records[row].isGone) return;
    const QString& key = m_records[row].key;
    if (!m_checked.remove(key)) m_checked.insert(key);
    emit dataChanged(index(row, 0), index(row, 0), {Qt::CheckStateRole});
    emit checksChanged();
}

void RecordModel::checkAll()
{
    if (m_checks == Checks::No || m_records.isEmpty()) return;
    for (const Record& record : std::as_const(m_records))
        if (!record.isGone) m_checked.insert(record.key);
    emit dataChanged(index(0, 0), index(rowCount() - 1, 0), {Qt::CheckStateRole});
    emit checksChanged();
}

void RecordModel::clearChecks()
{
    if (m_checked.isEmpty()) return;
    m_checked.clear();
    if (!m_records.isEmpty()) emit dataChanged(index(0, 0), index(rowCount() - 1, 0), {Qt::CheckStateRole});
    emit checksChanged();
}

void RecordModel::dropGoneChecks()
{
    if (m_checked.isEmpty()) return;
    const auto before = m_checked.size();
    m_checked.intersect(keysOf(m_records));
    if (m_checked.size() != before) emit checksChanged();
}

int RecordModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_records.size());
}

int RecordModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_columns.size());
}

QVariant RecordModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    if (role == KeyRole) return m_records[index.row()].key;
    const Record& record = made(index.row());
    switch (role) {
    case GoneRole:
        return record.isGone;
    case Qt::CheckStateRole:
        if (m_checks == Checks::No || index.column() != 0) return {};
        return m_checked.contains(record.key) ? Qt::Checked : Qt::Unchecked;
    case Qt::AccessibleTextRole:
        return index.column() == 0 && !record.words.isEmpty()
                   ? record.words
                   : cellData(record, index.column(), Qt::DisplayRole);
    default:
        return cellData(record, index.column(), role);
    }
}

const Record& RecordModel::made(int row) const
{
    Record& record = m_records[row];
    if (record.cells.isEmpty() && m_make) record = m_make(record.key);
    return record;
}

QVariant RecordModel::cellData(const Record& record, int column, int role) const
{
    if (column >= record.cells.size()) return {};
    const Cell& cell = record.cells[column];
    const Palette& palette = Theme::current();
    switch (role) {
    case Qt::DisplayRole:
        return cell.text;
    case Qt::ToolTipRole:
        if (record.isGone)
            return tr("This row changed and is not in this list any more. Refresh to see it go.");
        return cell.tip.isEmpty() ? cell.text : cell.tip;
    case StatusRole:
        return cell.status ? QVariant(int(*cell.status)) : QVariant();
    case IconRole:
        return cell.status ? statusIcon(*cell.status) : cell.icon;
    case Qt::DecorationRole:
        if (record.isGone) return {};
        if (cell.status) return statusQIcon(*cell.status);
        if (cell.icon.isEmpty()) return {};
        return QIcon(iconPixmap(cell.icon, colourOf(cell, palette), 16, 2.0));
    case Qt::ForegroundRole:
        return record.isGone ? palette.disabled : colourOf(cell, palette);
    case Qt::FontRole:
        if (cell.tone == Tone::Strong) return Theme::strongFont();
        return m_columns[column].digits == Digits::Yes ? QVariant(Theme::numberFont()) : QVariant();
    case Qt::TextAlignmentRole:
        return int((m_columns[column].digits == Digits::Yes ? Qt::AlignRight : Qt::AlignLeft) |
                   Qt::AlignVCenter);
    default:
        return {};
    }
}

bool RecordModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::CheckStateRole || index.column() != 0 || m_checks == Checks::No) return false;
    const bool wanted = value.toInt() == Qt::Checked;
    if (wanted != m_checked.contains(keyAt(index.row()))) toggle(index.row());
    return true;
}

Qt::ItemFlags RecordModel::flags(const QModelIndex& index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (!index.isValid()) return flags;
    flags |= Qt::ItemNeverHasChildren;
    if (m_checks == Checks::Yes && index.column() == 0) flags |= Qt::ItemIsUserCheckable;
    return flags;
}

QVariant RecordModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= m_columns.size()) return {};
    if (role == Qt::DisplayRole) return m_columns[section].title;
    if (role == Qt::TextAlignmentRole)
        return int((m_columns[section].digits == Digits::Yes ? Qt::AlignRight : Qt::AlignLeft) |
                   Qt::AlignVCenter);
    return {};
}

bool RecordModel::canFetchMore(const QModelIndex& parent) const
{
    return !parent.isValid() && m_hasMore;
}

void RecordModel::fetchMore(const QModelIndex& parent)
{
    if (!canFetchMore(parent)) return;
    // Asked once a page; whoever appends it says whether there is another.
    m_hasMore = false;
    emit moreWanted();
}

} // namespace habitat::ui
