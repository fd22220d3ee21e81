// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/chain.h"
#include "core/store/journal.h"
#include "core/store/migrations.h"

#include <QTest>

using namespace habitat;
using namespace habitat::store;

/// The journal's chain: whatever is done to the records behind its back is found, and where.
class ChainTest : public QObject
{
    Q_OBJECT

private:
    static constexpr std::int64_t records = 5;

    static db::Connection written()
    {
        auto connection = *db::Connection::open(":memory:", db::OpenMode::ReadWriteCreate);
        if (!migrate(connection)) qFatal("no schema");
        Journal journal(connection);
        for (std::int64_t seq = 1; seq <= records; ++seq)
            journal.append({.seq = seq,
                            .at = Instant(Duration(seq)),
                            .actor = "kim",
                            .kind = "test.record",
                            .arguments = R"({"n":1})",
                            .reason = "why",
                            .outcome = JournalOutcome::Done,
                            .error = {},
                            .result = R"("r")",
                            .instance = InstanceKey(7),
                            .cause = 1,
                            .clientKey = "key " + std::to_string(seq),
                            .events = "[]"});
        journal.anchor(Instant(Duration(9)), 99);
        return connection;
    }

private slots:
    void untouchedChainHolds()
    {
        auto db = written();
        const auto report = verifyChain(db);
        QVERIFY(report.has_value());
        QCOMPARE(report->records, records);
        QCOMPARE(report->headHash.size(), std::size_t(64));
    }

    void emptyJournalHolds()
    {
        auto db = *db::Connection::open(":memory:", db::OpenMode::ReadWriteCreate);
        QVERIFY(migrate(db));
        QCOMPARE(verifyChain(db)->records, 0);
    }

    void eachTamperingIsFoundAtItsPlace_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("code");
        QTest::addColumn<qlonglong>("seq");
        const auto altered = [](const char* column, const char* value) {
            QTest::newRow(column) << QString("UPDATE journal SET %1 = %2 WHERE seq = 3").arg(column, value)
                                  << "store.chain.altered" << 3LL;
        };
        altered("at", "4711");
        altered("actor", "'max'");
        altered("kind", "'test.other'");
        altered("arguments", "'{}'");
        altered("reason", "NULL");
        altered("outcome", "2");
        altered("error", "'{}'");
        altered("result", "NULL");
        altered("instance", "8");
        altered("cause", "NULL");
        altered("client_key", "'other'");
        altered("events", "'[1]'");
        altered("hash", "'0'");
        QTest::newRow("text moved to the next column")
            << "UPDATE journal SET actor = 'kimt', kind = 'est.record' WHERE seq = 3"
            << "store.chain.altered" << 3LL;
        QTest::newRow("record removed") << "DELETE FROM journal WHERE seq = 3"
                                        << "store.chain.missing" << 3LL;
        QTest::newRow("first record removed") << "DELETE FROM journal WHERE seq = 1"
                                              << "store.chain.missing" << 1LL;
        QTest::newRow("two records swapped")
            << "UPDATE journal SET seq = 100 WHERE seq = 2; UPDATE journal SET seq = 2 WHERE seq = 3;"
               "UPDATE journal SET seq = 3 WHERE seq = 100"
            << "store.chain.altered" << 2LL;
        QTest::newRow("tail cut") << "DELETE FROM journal WHERE seq > 3"
                                  << "store.chain.truncated" << 4LL;
        QTest::newRow("everything removed") << "DELETE FROM journal"
                                            << "store.chain.truncated" << 1LL;
        QTest::newRow("removed and renumbered")
            << "DELETE FROM journal WHERE seq = 3; UPDATE journal SET seq = seq - 1 WHERE seq > 3"
            << "store.chain.altered" << 3LL;
        QTest::newRow("head moved back")
            << "DELETE FROM journal WHERE seq > 3; UPDATE journal_head SET seq = 3"
            << "store.chain.head" << 3LL;
        QTest::newRow("head removed") << "DELETE FROM journal_head"
                                      << "store.chain.head" << 5LL;
    }

    void eachTamperingIsFoundAtItsPlace()
    {
        QFETCH(QString, sql);
        QFETCH(QString, code);
        QFETCH(qlonglong, seq);
        auto db = written();
        db.script(sql.toStdString());
        const auto report = verifyChain(db);
        QVERIFY(!report);
        QCOMPARE(QString::fromStdString(report.error().code), code);
        QCOMPARE(report.error().context.at("seq").get<qlonglong>(), seq);
    }

    void recordInsertedByHandIsFound()
    {
        auto db = written();
        JournalEntry forged;
        forged.seq = records + 1;
        forged.actor = "max";
        forged.kind = "test.forged";
        forged.outcome = JournalOutcome::Done;
        db.query("INSERT INTO journal (seq, at, actor, kind, outcome, hash) SELECT ?, 0, 'max', "
                 "'test.forged', 1, "
                 "hash FROM journal WHERE seq = 5")
            .bind(forged.seq)
            .run();
        QCOMPARE(verifyChain(db).error().code, std::string("store.chain.altered"));
    }

    void appendingWithAGapBreaksAnInvariant()
    {
        auto db = written();
        Journal journal(db);
        QCOMPARE(journal.lastSeq(), records);
        QCOMPARE(journal.lastKey(), std::int64_t(99));
        QVERIFY_THROWS_EXCEPTION(InvariantBroken, journal.append({.seq = records + 2}));
    }

    void chainGoesOnAfterReloading()
    {
        auto db = written();
        Journal journal(db);
        const auto mark = journal.mark();
        {
            db::Transaction transaction(db);
            journal.append({.seq = records + 1, .actor = "lost", .kind = "test.lost"});
        }
        journal.restore(mark);
        journal.append({.seq = records + 1, .actor = "kim", .kind = "test.next"});
        journal.anchor(Instant(Duration(10)), 100);
        QCOMPARE(verifyChain(db)->records, records + 1);
        journal.reload();
        QCOMPARE(journal.lastSeq(), records + 1);
    }
};

QTEST_GUILESS_MAIN(ChainTest)
#include "chain_test.moc"
