// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/db/connection.h"

// After the above: moc stumbles over <compare> where it is the first header of the library.
#include "core/base/keys.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

#include <atomic>
#include <thread>

using namespace habitat;
using namespace habitat::db;

namespace {

/// Root may write everywhere; for a while it is nobody.
class Unprivileged
{
public:
    Unprivileged() : m_before(::geteuid())
    {
        if (m_before == 0 && ::seteuid(65534) != 0) qFatal("root cannot be anybody else");
    }
    ~Unprivileged()
    {
        if (::seteuid(m_before) != 0) qFatal("root cannot be itself again");
    }
    Unprivileged(const Unprivileged&) = delete;
    Unprivileged& operator=(const Unprivileged&) = delete;

private:
    uid_t m_before;
};

enum class Colour : std::uint8_t { Red = 1, Green = 2 };

Connection memory()
{
    return *Connection::open(":memory:", OpenMode::ReadWriteCreate);
}

Connection withTable()
{
    auto connection = memory();
    connection.script("CREATE TABLE t (k INTEGER PRIMARY KEY, v TEXT, CHECK (v <> 'never')) STRICT");
    return connection;
}

std::int64_t count(Connection& connection)
{
    auto row = connection.query("SELECT count(*) FROM t");
    row.next();
    return row.integer(0);
}

} // namespace

/// Connections, statements and transactions, and what they throw.
class ConnectionTest : public QObject
{
    Q_OBJECT

private slots:
    void valuesComeBackAsTheyWereBound()
    {
        auto db = memory();
        const std::string zero("a\0b", 3);
        auto row = db.query("SELECT ?, ?, ?, ?, ?, ?, ?, ?")
                       .bind(std::int64_t(INT64_MIN), true, Colour::Green, InstanceKey(7), zero,
                             std::optional<std::string>(), std::optional(5), nullptr);
        QVERIFY(row.next());
        QCOMPARE(row.integer(0), std::int64_t(INT64_MIN));
        QCOMPARE(row.integer(1), std::int64_t(1));
        QCOMPARE(row.integer(2), std::int64_t(2));
        QCOMPARE(row.key<InstanceKey>(3), InstanceKey(7));
        QCOMPARE(row.text(4), zero);
        QVERIFY(row.isNull(5));
        QVERIFY(!row.optionalText(5));
        QCOMPARE(*row.optionalInteger(6), std::int64_t(5));
        QVERIFY(row.isNull(7));
        QVERIFY(!row.optionalInteger(7));
        QVERIFY(!row.next());
    }

    void emptyTextIsNotNull()
    {
        auto db = memory();
        auto row = db.query("SELECT ?").bind(std::string_view());
        QVERIFY(row.next());
        QVERIFY(!row.isNull(0));
        QCOMPARE(row.text(0), std::string());
    }

    void statementMayRunAgainWithOtherValues()
    {
        auto db = withTable();
        auto insert = db.query("INSERT INTO t (k, v) VALUES (?, ?)");
        for (int i = 0; i < 3; ++i)
            insert.bind(i, "x").run();
        QCOMPARE(count(db), 3);
        QCOMPARE(db.changes(), std::int64_t(1));
    }

    void sameTextMayBeWalkedTwiceAtOnce()
    {
        auto db = withTable();
        db.script("INSERT INTO t VALUES (1, 'a'), (2, 'b')");
        auto outer = db.query("SELECT k FROM t ORDER BY k");
        int pairs = 0;
        while (outer.next()) {
            auto inner = db.query("SELECT k FROM t ORDER BY k");
            while (inner.next())
                ++pairs;
        }
        QCOMPARE(pairs, 4);
    }

    void boundValuesDoNotLeakIntoTheNextUse()
    {
        auto db = memory();
        const auto sql = "SELECT ?";
        db.query(sql).bind(5).run();
        auto row = db.query(sql);
        QVERIFY(row.next());
        QVERIFY(row.isNull(0));
    }

    void queryOutlivesTheMoveOfItsConnection()
    {
        auto first = withTable();
        first.script("INSERT INTO t VALUES (1, 'a'), (2, 'b')");
        std::optional<Connection> second;
        {
            auto rows = first.query("SELECT k FROM t ORDER BY k");
            QVERIFY(rows.next());
            second.emplace(std::move(first));
            QVERIFY(rows.next());
            QCOMPARE(rows.integer(0), std::int64_t(2));
        }
        QCOMPARE(count(*second), 2);
    }

    void failuresSayWhatTheyAre_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<bool>("constraint");
        QTest::addColumn<QString>("code");
        QTest::newRow("duplicate key") << "INSERT INTO t VALUES (1, 'b')" << true << "db.failed";
        QTest::newRow("check") << "INSERT INTO t VALUES (2, 'never')" << true << "db.failed";
        QTest::newRow("type") << "INSERT INTO t VALUES ('x', 'y')" << false << "db.failed";
        QTest::newRow("no such table") << "SELECT * FROM nowhere" << false << "db.failed";
        QTest::newRow("no SQL") << "hello" << false << "db.failed";
    }

    void failuresSayWhatTheyAre()
    {
        QFETCH(QString, sql);
        QFETCH(bool, constraint);
        QFETCH(QString, code);
        auto db = withTable();
        db.script("INSERT INTO t VALUES (1, 'a')");
        try {
            db.query(sql.toStdString()).run();
            QFAIL("nothing was thrown");
        } catch (const DbError& error) {
            QCOMPARE(error.isConstraint(), constraint);
            QVERIFY(error.isStatementOnly());
            QVERIFY(!error.isTransient());
            QCOMPARE(QString::fromStdString(error.toError().code), code);
        }
        QCOMPARE(count(db), 1);
    }

    void transactionRollsBackUnlessCommitted()
    {
        auto db = withTable();
        {
            Transaction transaction(db);
            db.script("INSERT INTO t VALUES (1, 'a')");
            QVERIFY(db.inTransaction());
        }
        QVERIFY(!db.inTransaction());
        QCOMPARE(count(db), 0);
        {
            Transaction transaction(db);
            db.script("INSERT INTO t VALUES (1, 'a')");
            transaction.commit();
        }
        QCOMPARE(count(db), 1);
    }

    void savepointsNestAndTakeBackOnlyTheirOwn()
    {
        auto db = withTable();
        Transaction transaction(db);
        db.script("INSERT INTO t VALUES (1, 'kept')");
        {
            Savepoint outer(db);
            db.script("INSERT INTO t VALUES (2, 'kept')");
            {
                Savepoint inner(db);
                db.script("INSERT INTO t VALUES (3, 'lost')");
            }
            {
                Savepoint inner(db);
                db.script("INSERT INTO t VALUES (4, 'kept')");
                inner.release();
            }
            QCOMPARE(count(db), 3);
            outer.release();
        }
        transaction.commit();
        QCOMPARE(count(db), 3);
    }

    void readersSeeTheLastCommitAndCannotWrite()
    {
        const QTemporaryDir folder;
        const auto path = folder.filePath("t.db").toStdString();
        auto writer = *Connection::open(path, OpenMode::ReadWriteCreate);
        writer.script("CREATE TABLE t (k INTEGER PRIMARY KEY, v TEXT) STRICT");
        auto reader = *Connection::open(path, OpenMode::ReadOnly);
        Transaction transaction(writer);
        writer.script("INSERT INTO t VALUES (1, 'a')");
        QCOMPARE(count(reader), 0);
        transaction.commit();
        QCOMPARE(count(reader), 1);
        QVERIFY_THROWS_EXCEPTION(DbError, reader.script("INSERT INTO t VALUES (2, 'b')"));
    }

    /// A folder in the place of the file that readers and writer share: as on a disk where nothing can be
    /// made.
    void aDatabaseIsReadWhereNothingCanBeWrittenBesideIt()
    {
        const QTemporaryDir folder;
        const auto path = folder.filePath("50% #1?.db").toStdString();
        {
            auto writer = *Connection::open(path, OpenMode::ReadWriteCreate);
            writer.script(
                "CREATE TABLE t (k INTEGER PRIMARY KEY, v TEXT) STRICT; INSERT INTO t VALUES (1, 'a')");
        }
        QVERIFY(QDir(folder.path()).mkdir("50% #1?.db-shm"));
        auto reader = *Connection::open(path, OpenMode::ReadOnly);
        QCOMPARE(count(reader), 1);
        QVERIFY_THROWS_EXCEPTION(DbError, reader.script("INSERT INTO t VALUES (2, 'b')"));
    }

    void whatIsWriteProtectedIsNotOpenedForWriting()
    {
        const QTemporaryDir folder;
        const auto path = folder.filePath("t.db");
        (void)*Connection::open(path.toStdString(), OpenMode::ReadWriteCreate);
        const auto everybody = QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther;
        QVERIFY(QFile::setPermissions(path, everybody));
        QVERIFY(QFile::setPermissions(folder.path(), QFile::Permissions(0x7777)));
        const Unprivileged person;
        QVERIFY(Connection::open(path.toStdString(), OpenMode::ReadOnly).has_value());
        for (const auto mode : {OpenMode::ReadWrite, OpenMode::ReadWriteCreate}) {
            const auto opened = Connection::open(path.toStdString(), mode);
            QVERIFY(!opened);
            QCOMPARE(opened.error().code, std::string("db.readonly"));
            QVERIFY(opened.error().message.find("write-protected") != std::string::npos);
            QCOMPARE(opened.error().context.dump(), nlohmann::json({{"path", path.toStdString()}}).dump());
        }
    }

    void missingOrForeignFilesAreRefusedInWords_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("code");
        QTest::newRow("no file") << QByteArray() << "db.open";
        QTest::newRow("no database")
            << QByteArray("this is a letter, not a database; it has more than 100 bytes, so "
                          "that nobody takes it for an empty one. Yours sincerely")
            << "db.foreign";
    }

    void missingOrForeignFilesAreRefusedInWords()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, code);
        const QTemporaryDir folder;
        const auto path = folder.filePath("t.db");
        if (!content.isEmpty()) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(content);
        }
        for (const auto mode : {OpenMode::ReadWrite, OpenMode::ReadOnly}) {
            const auto opened = Connection::open(path.toStdString(), mode);
            QVERIFY(!opened);
            QCOMPARE(QString::fromStdString(opened.error().code), code);
            QVERIFY(QString::fromStdString(opened.error().context.dump()).contains("t.db"));
        }
    }

    void backupIsTheSameDatabase()
    {
        const QTemporaryDir folder;
        auto db = withTable();
        db.script("INSERT INTO t VALUES (1, 'a')");
        db.backupTo(folder.filePath("copy.db").toStdString());
        auto copy = *Connection::open(folder.filePath("copy.db").toStdString(), OpenMode::ReadOnly);
        QCOMPARE(count(copy), 1);
    }

    void longStatementCanBeInterrupted()
    {
        auto db = memory();
        auto rows =
            db.query("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT sum(i) FROM n");
        std::atomic<bool> ended = false;
        // Before the statement has begun there is nothing to interrupt: until it ends, again and again.
        std::thread other([&] {
            while (!ended) {
                db.interrupt();
                std::this_thread::yield();
            }
        });
        bool interrupted = false;
        try {
            rows.next();
        } catch (const DbError&) {
            interrupted = true;
        }
        ended = true;
        other.join();
        QVERIFY(interrupted);
    }
};

QTEST_GUILESS_MAIN(ConnectionTest)
#include "connection_test.moc"
