// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/migrations.h"
#include "core/store/unit_of_work.h"

#include <QTemporaryDir>
#include <QTest>

using namespace habitat;
using namespace habitat::store;

namespace {

db::Connection empty()
{
    return *db::Connection::open(":memory:", db::OpenMode::ReadWriteCreate);
}

class Told final : public FirstUse
{
public:
    void beforeFirstUse() override { ++times; }
    int times = 0;
};

} // namespace

/// The schema's version, and the transaction that operations run in.
class SchemaTest : public QObject
{
    Q_OBJECT

private slots:
    void migrationsAreNumberedWithoutGaps()
    {
        int expected = 1;
        for (const auto& migration : migrations())
            QCOMPARE(migration.number, expected++);
    }

    void migratingTwiceChangesNothing()
    {
        auto db = empty();
        QVERIFY(migrate(db));
        const auto version = schemaVersion(db);
        QCOMPARE(version, migrations().back().number);
        QVERIFY(migrate(db));
        QCOMPARE(schemaVersion(db), version);
    }

    void aSchemaMadeAtOnceIsTheMigratedOne()
    {
        auto migrated = empty();
        QVERIFY(migrate(migrated));
        auto made = empty();
        makeSchema(made);
        QVERIFY(made.schema() == migrated.schema());
        QVERIFY(!made.schema().empty());
        QCOMPARE(schemaVersion(made), migrations().back().number);
        QVERIFY(migrate(made));
        const auto versions = [](db::Connection& db) {
            std::string text;
            auto rows = db.query("SELECT number, what FROM schema_version ORDER BY number");
            while (rows.next())
                text += rows.text(0) + " " + rows.text(1) + "\n";
            return text;
        };
        QCOMPARE(versions(made), versions(migrated));
    }

    void databaseOfANewerProgramIsRefused()
    {
        auto db = empty();
        QVERIFY(migrate(db));
        db.script("INSERT INTO schema_version (number, what) VALUES (4711, 'later')");
        const auto status = migrate(db);
        QVERIFY(!status);
        QCOMPARE(status.error().code, std::string("store.schema.newer"));
        QCOMPARE(status.error().context.at("on_disk").get<int>(), 4711);
    }

    void aReaderTakesItsOwnSchemaOnly_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("code");
        QTest::newRow("its own") << "SELECT 1"
                                 << "done";
        QTest::newRow("of an older program")
            << "DELETE FROM schema_version WHERE number = (SELECT max(number) FROM schema_version)"
            << "store.schema.older";
        QTest::newRow("of a newer program")
            << "INSERT INTO schema_version (number, what) VALUES (4711, 'later')"
            << "store.schema.newer";
    }

    void aReaderTakesItsOwnSchemaOnly()
    {
        QFETCH(QString, sql);
        QFETCH(QString, code);
        auto db = empty();
        QVERIFY(migrate(db));
        db.script(sql.toStdString());
        const auto status = checkSchema(db);
        QCOMPARE(QString::fromStdString(status ? "done" : status.error().code), code);
    }

    void everyTableIsStrict()
    {
        auto db = empty();
        QVERIFY(migrate(db));
        auto rows =
            db.query("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%STRICT%' "
                     "AND name NOT LIKE 'sqlite_%'");
        QVERIFY2(!rows.next(), rows.text(0).c_str());
    }

    void publishedEventsAreWrittenWithTheirCause()
    {
        auto db = empty();
        QVERIFY(migrate(db));
        CountingKeys keys(10);
        UnitOfWork work(db, keys, Instant(Duration(5)), {"kim", {}}, CommandKey(3), "close:2026-Q1:1");
        work.publish({.name = "treasury.period.closed", .aggregate = "2026-Q1", .payload = {{"n", 1}}});
        QCOMPARE(work.published().size(), std::size_t(1));
        QCOMPARE(work.published()[0].id, std::int64_t(11));
        auto row = db.query("SELECT id, name, aggregate, payload, schema_version, correlation, causation, at "
                            "FROM domain_event");
        QVERIFY(row.next());
        QCOMPARE(row.integer(0), std::int64_t(11));
        QCOMPARE(row.text(1), std::string("treasury.period.closed"));
        QCOMPARE(row.text(3), std::string(R"({"n":1})"));
        QCOMPARE(row.text(5), std::string("close:2026-Q1:1"));
        QCOMPARE(row.integer(6), std::int64_t(3));
        QCOMPARE(row.integer(7), std::int64_t(5));
    }

    void firstUseIsToldOnceAndBeforeTheFirstStatement()
    {
        auto db = empty();
        CountingKeys keys;
        Told told;
        UnitOfWork work(db, keys, {}, {}, {}, {}, &told);
        QCOMPARE(work.actor().user, std::string());
        QCOMPARE(told.times, 0);
        work.db().script("SELECT 1");
        work.db().script("SELECT 1");
        QCOMPARE(told.times, 1);
    }
};

QTEST_GUILESS_MAIN(SchemaTest)
#include "schema_test.moc"
