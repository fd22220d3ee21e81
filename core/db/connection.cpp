// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/db/driver.h"

#include <filesystem>
#include <utility>

namespace habitat::db {

bool DbError::isTransient() const
{
    const int primary = m_code & 0xff;
    return primary == SQLITE_BUSY || primary == SQLITE_LOCKED || primary == SQLITE_FULL ||
           primary == SQLITE_IOERR;
}

bool DbError::isConstraint() const
{
    return (m_code & 0xff) == SQLITE_CONSTRAINT;
}

bool DbError::isStatementOnly() const
{
    const int primary = m_code & 0xff;
    return primary == SQLITE_CONSTRAINT || primary == SQLITE_ERROR || primary == SQLITE_MISMATCH ||
           primary == SQLITE_TOOBIG || primary == SQLITE_RANGE;
}

namespace {

Error writeProtected()
{
    return {"db.readonly",
            "The database can be read here, but not written: its file or its folder is write-protected. Give "
            "yourself the right to write to both, or copy the database to a folder of your own.",
            nlohmann::json::object()};
}

} // namespace

Error DbError::toError() const
{
    const int primary = m_code & 0xff;
    if (primary == SQLITE_FULL)
        return {"db.full",
                "The disk is full; nothing was written. Free some space and try again.",
                {{"detail", what()}},
                true};
    if (primary == SQLITE_BUSY || primary == SQLITE_LOCKED)
        return {
            "db.busy", "Another program is writing to this database; try again.", {{"detail", what()}}, true};
    if (primary == SQLITE_IOERR)
        return {"db.io",
                "The disk could not be read or written; nothing was changed.",
                {{"detail", what()}},
                true};
    if (primary == SQLITE_NOTADB)
        return {"db.foreign",
                "This file is no database. Choose another one; if it used to be the one, its beginning is "
                "damaged: restore it from a backup.",
                {{"detail", what()}}};
    if (primary == SQLITE_CORRUPT)
        return {"db.corrupt", "This database is damaged. Restore it from a backup.", {{"detail", what()}}};
    if (primary == SQLITE_CANTOPEN)
        return {"db.open",
                "The database cannot be opened where it is. Where its folder is write-protected, copy it "
                "elsewhere together with the files of the same name beside it.",
                {{"detail", what()}}};
    if (primary == SQLITE_READONLY) return writeProtected();
    return {"db.failed", fmt::format("The database refused: {}", what()), {{"code", m_code}}};
}

Query::Query(Driver& driver, StatementList& home, sqlite3_stmt* statement)
    : m_driver(&driver), m_home(&home), m_statement(statement)
{
}

Query::Query(Query&& other) noexcept
    : m_driver(other.m_driver), m_home(other.m_home), m_statement(std::exchange(other.m_statement, nullptr)),
      m_bound(other.m_bound)
{
}

Query::~Query()
{
    if (!m_statement) return;
    sqlite3_reset(m_statement);
    sqlite3_clear_bindings(m_statement);
    m_home->idle.push_back(m_statement);
}

bool Query::next()
{
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) m_driver->raise(sqlite3_sql(m_statement));
    return false;
}

void Query::run()
{
    while (next()) {
    }
    sqlite3_reset(m_statement);
    m_bound = 0;
}

std::int64_t Query::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

std::string_view Query::textView(int column) const
{
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(m_statement, column));
    return text ? std::string_view(text, std::size_t(sqlite3_column_bytes(m_statement, column)))
                : std::string_view();
}

std::string Query::text(int column) const
{
    return std::string(textView(column));
}

bool Query::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

std::optional<std::int64_t> Query::optionalInteger(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(integer(column));
}

std::optional<std::string> Query::optionalText(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(text(column));
}

void Query::bindInteger(std::int64_t value)
{
    if (sqlite3_bind_int64(m_statement, ++m_bound, value) != SQLITE_OK)
        m_driver->raise(sqlite3_sql(m_statement));
}

void Query::bindText(std::string_view value)
{
    const auto length = static_cast<sqlite3_uint64>(value.size());
    const char* bytes = value.data() ? value.data() : "";
    if (sqlite3_bind_text64(m_statement, ++m_bound, bytes, length, SQLITE_TRANSIENT, SQLITE_UTF8) !=
        SQLITE_OK)
        m_driver->raise(sqlite3_sql(m_statement));
}

void Query::bindNull()
{
    if (sqlite3_bind_null(m_statement, ++m_bound) != SQLITE_OK) m_driver->raise(sqlite3_sql(m_statement));
}

Row Query::row() const
{
    Row row;
    row.reserve(std::size_t(sqlite3_column_count(m_statement)));
    for (int column = 0; column < sqlite3_column_count(m_statement); ++column)
        row.push_back(valueOf(sqlite3_column_value(m_statement, column)));
    return row;
}

Connection::Connection(std::unique_ptr<Driver> driver) : m_driver(std::move(driver)) {}
Connection::Connection(Connection&&) noexcept = default;
Connection& Connection::operator=(Connection&&) noexcept = default;
Connection::~Connection() = default;

namespace {

Result<std::unique_ptr<Driver>> openFile(const std::string& path, const std::string& name, int flags)
{
    auto driver = std::make_unique<Driver>();
    driver->path = path;
    if (sqlite3_open_v2(name.c_str(), &driver->handle, flags | SQLITE_OPEN_NOMUTEX, nullptr) != SQLITE_OK)
        return fail("db.open",
                    fmt::format("Cannot open the database “{}”: {}.", path, sqlite3_errmsg(driver->handle)),
                    {{"path", path}});
    // Where it may not write it opens for reading without a word.
    if ((flags & SQLITE_OPEN_READWRITE) != 0 && sqlite3_db_readonly(driver->handle, "main") == 1)
        return fail(writeProtected().with("path", path));
    sqlite3_extended_result_codes(driver->handle, 1);
    sqlite3_busy_timeout(driver->handle, 5000);
    return driver;
}

// A longer log spares hot pages from being copied back again and again; 32 MB at most before it is.
constexpr auto writerSettings = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; "
                                "PRAGMA wal_autocheckpoint = 8000; PRAGMA cache_size = -65536;";
constexpr auto readerSettings = "PRAGMA query_only = ON; SELECT count(*) FROM sqlite_schema;";

/// Nothing waits in the log to be read together with the file.
bool isWholeWithoutLog(const std::string& path)
{
    std::error_code missing;
    const auto bytes = std::filesystem::file_size(path + "-wal", missing);
    std::error_code unreachable;
    return std::filesystem::exists(path, unreachable) && (missing || bytes == 0);
}

/// The name of a file that nobody writes while it is read.
std::string asImmutable(const std::string& path)
{
    std::string name = "file:";
    for (const char c : path)
        if (std::string_view("%?#").find(c) == std::string_view::npos)
            name += c;
        else
            name += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    return name + "?immutable=1";
}

} // namespace

// Reading takes a little memory beside the file that is shared with the writer. Where the disk is
// write-protected or full there is none, and no writer either.
Result<Connection> Connection::open(const std::string& path, OpenMode mode)
{
    const auto openAs = [&path](const std::string& name, int flags,
                                const char* settings) -> Result<Connection> {
        Connection connection(TRY(openFile(path, name, flags)));
        try {
            connection.script("PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;");
            connection.script(settings);
        } catch (const DbError& error) {
            return fail(error.toError().with("path", path));
        }
        return connection;
    };
    if (mode != OpenMode::ReadOnly)
        return openAs(path,
                      SQLITE_OPEN_READWRITE | (mode == OpenMode::ReadWriteCreate ? SQLITE_OPEN_CREATE : 0),
                      writerSettings);
    auto opened = openAs(path, SQLITE_OPEN_READONLY, readerSettings);
    if (opened || !isWholeWithoutLog(path)) return opened;
    auto alone = openAs(asImmutable(path), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, readerSettings);
    return alone ? std::move(alone) : std::move(opened);
}

Query Connection::query(std::string_view sql)
{
    auto found = m_driver->statements.find(sql);
    if (found == m_driver->statements.end()) found = m_driver->statements.try_emplace(std::string(sql)).first;
    auto& home = found->second;
    if (!home.idle.empty()) {
        auto* statement = home.idle.back();
        home.idle.pop_back();
        return {*m_driver, home, statement};
    }
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v3(m_driver->handle, sql.data(), int(sql.size()), SQLITE_PREPARE_PERSISTENT,
                           &statement, nullptr) != SQLITE_OK)
        m_driver->raise(sql);
    return {*m_driver, home, statement};
}

void Connection::script(std::string_view sql)
{
    if (sqlite3_exec(m_driver->handle, std::string(sql).c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        m_driver->raise(sql);
}

std::int64_t Connection::changes() const
{
    return sqlite3_changes64(m_driver->handle);
}

bool Connection::inTransaction() const
{
    return sqlite3_get_autocommit(m_driver->handle) == 0;
}

void Connection::interrupt()
{
    sqlite3_interrupt(m_driver->handle);
}

void Connection::backupTo(const std::string& path)
{
    query("VACUUM INTO ?").bind(path).run();
}

std::vector<std::string> Connection::integrityProblems()
{
    std::vector<std::string> problems;
    auto rows = query("PRAGMA integrity_check");
    while (rows.next())
        if (rows.textView(0) != "ok") problems.push_back(rows.text(0));
    auto orphans = query("PRAGMA foreign_key_check");
    while (orphans.next())
        problems.push_back(
            fmt::format("a row of {} refers to nothing in {}", orphans.text(0), orphans.text(2)));
    return problems;
}

const std::string& Connection::path() const
{
    return m_driver->path;
}

Transaction::Transaction(Connection& connection) : m_connection(connection)
{
    m_connection.query("BEGIN IMMEDIATE").run();
}

Transaction::~Transaction()
{
    if (m_open && m_connection.inTransaction()) rollback();
}

void Transaction::commit()
{
    m_connection.query("COMMIT").run();
    m_open = false;
}

void Transaction::rollback()
{
    m_open = false;
    m_connection.query("ROLLBACK").run();
}

Savepoint::Savepoint(Connection& connection) : m_connection(connection)
{
    m_connection.query("SAVEPOINT command").run();
}

Savepoint::~Savepoint()
{
    if (m_open && m_connection.inTransaction()) rollback();
}

void Savepoint::release()
{
    m_connection.query("RELEASE command").run();
    m_open = false;
}

void Savepoint::rollback()
{
    m_open = false;
    m_connection.query("ROLLBACK TO command").run();
    m_connection.query("RELEASE command").run();
}

} // namespace habitat::db
