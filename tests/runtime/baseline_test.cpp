// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/runtime/fixture.h"

#include "core/store/journal.h"
#include "core/store/migrations.h"
#include "core/store/witness.h"

using namespace habitat;

/// A database that an older program wrote: its rows are told to the chain once, when this program opens it.
class BaselineTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    std::string olderDatabase(int schema)
    {
        const auto path = m_folder.filePath("older.db").toStdString();
        QFile::remove(QString::fromStdString(path));
        auto db = *db::Connection::open(path, db::OpenMode::ReadWriteCreate);
        store::schemaVersion(db);
        for (const auto& migration : store::migrations()) {
            if (migration.number > schema) break;
            db.script(migration.sql);
            db.query("INSERT INTO schema_version (number, what) VALUES (?, ?)")
                .bind(migration.number, migration.what)
                .run();
        }
        db.query("INSERT INTO journal_head (id, seq, hash, at, last_key) VALUES (1, 0, ?, 1, 9)")
            .bind(store::genesisHash())
            .run();
        db.script("INSERT INTO member (key, number, name, admitted_on, class, status, email) VALUES "
                  "(7, '1', 'Alice', 0, 'patron', 'active', '')");
        return path;
    }

    static void open(const std::string& path)
    {
        runtime::Options options;
        options.database = path;
        options.clock = std::make_shared<ManualClock>(Instant(Duration(1000)));
        options.threaded = false;
        auto engine = runtime::Engine::open(std::move(options), runtime::Registry());
        if (!engine) qFatal("%s", engine.error().message.c_str());
    }

private slots:
    void rowsOfAnOlderProgramAreWitnessedOnce()
    {
        const auto path = olderDatabase(7);
        open(path);
        open(path);
        auto db = *db::Connection::open(path, db::OpenMode::ReadWrite);
        QCOMPARE(store::verifyRows(db).size(), std::size_t(0));
        QCOMPARE(store::verifyChain(db)->records, std::int64_t(1));
        db.script("UPDATE member SET name = 'Eve'");
        const auto found = store::verifyRows(db);
        QCOMPARE(found.size(), std::size_t(1));
        QCOMPARE(found[0].code, std::string("store.row.altered"));
        QVERIFY(found[0].context == (nlohmann::json{{"table", "member"}, {"row", "7"}, {"record", 1}}));
    }
};

QTEST_GUILESS_MAIN(BaselineTest)
#include "baseline_test.moc"
