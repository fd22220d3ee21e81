// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/status.h"

#include <QAbstractTableModel>
#include <QList>
#include <QSet>

#include <functional>
#include <optional>

namespace habitat::ui {

enum class Tone { Plain, Quiet, Strong, Danger, Warning, Accent };

/// What stands in one cell: words, perhaps a status shape before them.
struct Cell
{
    QString text;
    QString tip;
    std::optional<Status> status;
    Tone tone = Tone::Plain;
    /// A drawing of resources/icons before the words, in the tone's colour.
    QString icon;
    bool operator==(const Cell&) const = default;
};

/// One row, known by its key however it moves.
struct Record
{
    QString key;
    QList<Cell> cells;
    /// The whole row in words, for screen readers.
    QString words;
    /// It is not among those asked for any more; it stays where it was until the person refreshes.
    bool isGone = false;
    bool operator==(const Record&) const = default;
};

enum class Digits { No, Yes };

/// Whether a column is left out where there is no room for all of them.
enum class Room { Needed, Spare };

struct Column
{
    QString title;
    /// Numbers stand on the right, in digits of equal width.
    Digits digits = Digits::No;
    Room room = Room::Needed;
};

/// Rows of records by key: what a query returned, nothing else. Updating moves no row that stays; checks
/// belong to keys. Of a long list keys suffice: with a maker, records without cells are made when somebody
/// looks at them. GUI thread.
class RecordModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role { KeyRole = Qt::UserRole, IconRole, StatusRole, GoneRole };
    enum class Checks { No, Yes };

    using Maker = std::function<Record(const QString& key)>;

    explicit RecordModel(QList<Column> columns, Checks checks = Checks::No, QObject* parent = nullptr);

    void setMaker(Maker make) { m_make = std::move(make); }

    /// Other rows altogether; checks of keys that are gone fall.
    void reset(QList<Record> records);
    /// The same list as it is now: rows change, come, go and move, so that selection and scroll stay. Keys
    /// are unique. Where rows come and go in very many places it is reset (see showRecords).
    void update(const QList<Record>& records);
    /// One more page below.
    void append(const QList<Record>& records);
    /// Changes the row of this key where it stands; nothing where there is none.
    void change(const Record& record);
    void markGone(const QString& key);
    void setHasMore(bool hasMore) { m_hasMore = hasMore; }

    [[nodiscard]] const QList<Column>& columns() const { return m_columns; }
    [[nodiscard]] const QList<Record>& records() const { return m_records; }
    [[nodiscard]] int rowOf(const QString& key) const;
    [[nodiscard]] QString keyAt(int row) const;
    [[nodiscard]] bool hasChecks() const { return m_checks == Checks::Yes; }
    /// In the order of the rows.
    [[nodiscard]] QStringList checkedKeys() const;
    void toggle(int row);
    void checkAll();
    void clearChecks();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

signals:
    void moreWanted();
    void checksChanged();

private:
    [[nodiscard]] int rangesToChange(const QList<Record>& records, const QHash<QString, int>& places) const;
    void removeAllBut(const QHash<QString, int>& places);
    void sortBy(const QHash<QString, int>& places);
    void insertMissing(const QList<Record>& records);
    void replace(const QList<Record>& records);
    void dropGoneChecks();
    [[nodiscard]] const Record& made(int row) const;
    [[nodiscard]] QVariant cellData(const Record& record, int column, int role) const;

    QList<Column> m_columns;
    Checks m_checks;
    Maker m_make;
    /// Made as they are looked at.
    mutable QList<Record> m_records;
    QSet<QString> m_checked;
    bool m_hasMore = false;
};

} // namespace habitat::ui
