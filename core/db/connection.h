// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace habitat::db {

/// The database could not do what it always can: disk full, I/O error, locked, corrupt, constraint broken.
/// The writer loop catches it, rolls back and turns it into an Error; domain code lets it pass through.
class DbError : public std::runtime_error
{
public:
    DbError(int code, const std::string& message) : std::runtime_error(message), m_code(code) {}
    /// The driver's extended result code.
    [[nodiscard]] int code() const { return m_code; }
    /// A full disk, a busy file: the same work may succeed later.
    [[nodiscard]] bool isTransient() const;
    [[nodiscard]] bool isConstraint() const;
    /// Only the statement is at fault (a constraint, wrong SQL, a value too large): the disk and the file are
    /// well.
    [[nodiscard]] bool isStatementOnly() const;
    [[nodiscard]] Error toError() const;

private:
    int m_code;
};

enum class OpenMode { ReadWriteCreate, ReadWrite, ReadOnly };

/// What stands in one column of one row; monostate is NULL. Texts are valid as long as their row.
using Value = std::variant<std::monostate, std::int64_t, std::string_view>;
using Row = std::vector<Value>;

/// A table as the schema has it.
struct Table
{
    std::string name;
    std::vector<std::string> columns;
    /// Places in `columns` of its primary key.
    std::vector<std::size_t> key;
};

/// A table, view, index or trigger, with the statement that made it.
struct SchemaObject
{
    std::string type;
    std::string name;
    std::string sql;
    auto operator<=>(const SchemaObject&) const = default;
};

/// Told of every row that statements of a connection insert, change or remove, while they do it; what it is
/// told holds until it returns. It must not use the connection. A row that goes has no `after`, one that
/// comes no `before`.
class RowWatch
{
public:
    virtual ~RowWatch() = default;
    /// Asked once for each table.
    [[nodiscard]] virtual bool watches(const Table& table) const = 0;
    virtual void rowChanged(const Table& table, const Row& before, const Row& after) = 0;
};

class Connection;
struct Driver;
struct StatementList;

/// One run of a prepared statement. Bind in order with `bind`, then walk the rows:
///     auto rows = db.query("SELECT name FROM member WHERE key = ?").bind(key);
///     while (rows.next()) names.push_back(rows.text(0));
/// The statement goes back to the connection's cache when this object ends; the Connection object may be
/// moved meanwhile, but not destroyed. Same thread as the connection.
class Query
{
public:
    Query(Query&& other) noexcept;
    Query& operator=(Query&&) = delete;
    ~Query();

    /// Binds the next parameters from the left. Accepts integers, bools, enums, keys (`.value`), strings,
    /// string views, std::optional of those, and nullptr.
    template <typename... Values>
    Query&& bind(const Values&... values) &&
    {
        (bindOne(values), ...);
        return std::move(*this);
    }
    template <typename... Values>
    Query& bind(const Values&... values) &
    {
        (bindOne(values), ...);
        return *this;
    }

    /// Steps to the next row; false at the end. Throws DbError.
    bool next();
    /// Runs a statement that gives no rows, and makes it ready to be bound again.
    void run();

    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] std::string text(int column) const;
    /// Valid until the next step.
    [[nodiscard]] std::string_view textView(int column) const;
    [[nodiscard]] bool isNull(int column) const;
    /// All columns; texts are valid until the next step.
    [[nodiscard]] Row row() const;
    [[nodiscard]] std::optional<std::int64_t> optionalInteger(int column) const;
    [[nodiscard]] std::optional<std::string> optionalText(int column) const;
    template <typename K>
    [[nodiscard]] K key(int column) const
    {
        return K(integer(column));
    }

private:
    friend class Connection;
    Query(Driver& driver, StatementList& home, sqlite3_stmt* statement);

    void bindInteger(std::int64_t value);
    void bindText(std::string_view value);
    void bindNull();

    template <typename T>
    void bindOne(const T& value)
    {
        if constexpr (requires {
                          value.has_value();
                          *value;
                      }) {
            if (value)
                bindOne(*value);
            else
                bindNull();
        } else if constexpr (std::is_same_v<T, std::nullptr_t>) {
            bindNull();
        } else if constexpr (std::is_enum_v<T> || std::is_integral_v<T>) {
            bindInteger(static_cast<std::int64_t>(value));
        } else if constexpr (requires {
                                 {
                                     value.value
                                     } -> std::convertible_to<std::int64_t>;
                             }) {
            bindInteger(value.value);
        } else {
            bindText(std::string_view(value));
        }
    }

    Driver* m_driver;
    StatementList* m_home;
    sqlite3_stmt* m_statement;
    int m_bound = 0;
};

/// One connection to the database file, with a cache of prepared statements keyed by their text.
/// Belongs to one thread at a time. Only this folder knows which database it is.
class Connection
{
public:
    /// Opens with WAL, synchronous=FULL, foreign keys on and a busy timeout; ":memory:" for tests.
    static Result<Connection> open(const std::string& path, OpenMode mode);
    Connection(Connection&&) noexcept;
    Connection& operator=(Connection&&) noexcept;
    ~Connection();

    /// Prepares (or takes from the cache) one statement; statements are never glued from input. Throws
    /// DbError.
    Query query(std::string_view sql);
    /// Runs one or more statements without parameters (schema, pragmas). Throws DbError.
    void script(std::string_view sql);
    /// Rows changed by the last statement.
    [[nodiscard]] std::int64_t changes() const;
    [[nodiscard]] bool inTransaction() const;
    /// Stops whatever statement runs now; for any thread.
    void interrupt();
    /// Copies the live database into a new file, consistently. Throws DbError.
    void backupTo(const std::string& path);
    /// Damage in the file, in words; empty where it is sound. Reads all of it. Throws DbError.
    std::vector<std::string> integrityProblems();
    [[nodiscard]] const std::string& path() const;

    /// Every table of the schema, by name.
    std::vector<Table> tables();
    /// All rows of a table, in the order of its key.
    Query rowsOf(const Table& table);
    /// Everything the schema consists of, in order.
    std::vector<SchemaObject> schema();
    /// From here on `watch` is told of changed rows; nullptr: nobody is. The schema must be complete.
    void watchRows(RowWatch* watch);

private:
    explicit Connection(std::unique_ptr<Driver> driver);
    std::unique_ptr<Driver> m_driver;
};

/// BEGIN IMMEDIATE … COMMIT; rolls back in the destructor unless committed.
class Transaction
{
public:
    explicit Transaction(Connection& connection);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();
    void rollback();

private:
    Connection& m_connection;
    bool m_open = true;
};

/// A savepoint within a transaction; rolls back to its start unless released.
class Savepoint
{
public:
    explicit Savepoint(Connection& connection);
    ~Savepoint();
    Savepoint(const Savepoint&) = delete;
    Savepoint& operator=(const Savepoint&) = delete;
    void release();
    void rollback();

private:
    Connection& m_connection;
    bool m_open = true;
};

} // namespace habitat::db
