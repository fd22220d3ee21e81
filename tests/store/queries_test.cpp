// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/journal.h"
#include "core/store/migrations.h"
#include "core/store/queries.h"
#include "core/store/read_tables.h"

#include <QTest>

using namespace habitat;
using namespace habitat::store;

namespace {

constexpr int perCombination = 5;

Instant at(std::int64_t micros)
{
    return Instant(Duration(micros));
}

/// Two processes, the first in two versions; instances of each in four statuses, keys interleaved.
db::Connection filled()
{
    auto connection = *db::Connection::open(":memory:", db::OpenMode::ReadWriteCreate);
    if (!migrate(connection)) qFatal("no schema");
    ReadTables tables(connection);
    tables.addDefinition({DefinitionKey(1), "close", 1, "Close", "h1", at(1), "kim"}, "<xml1/>");
    tables.addDefinition({DefinitionKey(2), "close", 2, "Close", "h2", at(2), "kim"}, "<xml2/>");
    tables.addDefinition({DefinitionKey(3), "order", 1, "Order", "h3", at(3), "kim"}, "<xml3/>");
    std::int64_t key = 100;
    for (int i = 0; i < perCombination; ++i)
        for (const auto definition : {1, 2, 3})
            for (const auto status : {InstanceStatus::Running, InstanceStatus::Failed,
                                      InstanceStatus::Completed, InstanceStatus::Cancelled}) {
                InstanceRow row;
                row.key = InstanceKey(++key);
                row.definition = DefinitionKey(definition);
                row.businessKey = "K_" + std::to_string(key);
                row.correlation = "c";
                row.status = status;
                row.startedAt = at(key);
                row.startedBy = "kim";
                tables.addInstance(row);
                tables.countInstances(row.definition, status, 1);
            }
    return connection;
}

} // namespace

/// What the screens ask: filters, pages and counts agree with the rows.
class QueriesTest : public QObject
{
    Q_OBJECT

private slots:
    void pagesTogetherAreTheWholeListInOrder_data()
    {
        QTest::addColumn<QString>("process");
        QTest::addColumn<QString>("status");
        QTest::addColumn<QString>("part");
        QTest::addColumn<bool>("newestFirst");
        QTest::addColumn<int>("total");
        for (const bool newest : {true, false}) {
            const auto name = [newest](const char* what) {
                return QByteArray(what) + (newest ? ", newest first" : ", oldest first");
            };
            QTest::newRow(name("all").constData()) << ""
                                                   << ""
                                                   << "" << newest << 12 * perCombination;
            QTest::newRow(name("by process").constData()) << "close"
                                                          << ""
                                                          << "" << newest << 8 * perCombination;
            QTest::newRow(name("by status").constData()) << ""
                                                         << "failed"
                                                         << "" << newest << 3 * perCombination;
            QTest::newRow(name("by both").constData()) << "close"
                                                       << "completed"
                                                       << "" << newest << 2 * perCombination;
            QTest::newRow(name("nothing").constData()) << "order"
                                                       << "compensated"
                                                       << "" << newest << 0;
            QTest::newRow(name("unknown process").constData()) << "x"
                                                               << ""
                                                               << "" << newest << 0;
            QTest::newRow(name("part of the key").constData()) << ""
                                                               << ""
                                                               << "K_15" << newest << 10;
            QTest::newRow(name("joker is a letter").constData()) << ""
                                                                 << ""
                                                                 << "K%" << newest << 0;
            QTest::newRow(name("part and process").constData()) << "order"
                                                                << ""
                                                                << "_1" << newest << 4 * perCombination;
        }
    }

    void pagesTogetherAreTheWholeListInOrder()
    {
        QFETCH(QString, process);
        QFETCH(QString, status);
        QFETCH(QString, part);
        QFETCH(bool, newestFirst);
        QFETCH(int, total);
        auto db = filled();
        InstanceQuery query;
        query.processId = process.toStdString();
        if (!status.isEmpty()) query.status = parseInstanceStatus(status.toStdString());
        query.businessKeyPart = part.toStdString();
        query.order = newestFirst ? Order::NewestFirst : Order::OldestFirst;
        query.limit = 7;
        std::vector<InstanceRow> seen;
        for (;;) {
            const auto page = instances(db, query);
            QVERIFY(page.size() <= 7);
            seen.insert(seen.end(), page.begin(), page.end());
            if (page.size() < 7) break;
            query.after = page.back().key;
        }
        QCOMPARE(int(seen.size()), total);
        for (std::size_t i = 0; i < seen.size(); ++i) {
            if (i > 0) QVERIFY(newestFirst ? seen[i - 1].key > seen[i].key : seen[i - 1].key < seen[i].key);
            QVERIFY(process.isEmpty() || seen[i].processId == process.toStdString());
            QVERIFY(status.isEmpty() || toText(seen[i].status) == status.toStdString());
            QVERIFY(seen[i].businessKey.find(part.toStdString()) != std::string::npos);
        }
    }

    void aPageHoldsOnlyWhatTheirJobsAndStarterAgreeWith()
    {
        auto db = filled();
        ReadTables tables(db);
        InstanceQuery running;
        running.status = InstanceStatus::Running;
        const auto all = instances(db, running);
        QCOMPARE(int(all.size()), 3 * perCombination);
        // The oldest retries, the next is busy, all newer ones wait.
        const auto addJob = [&](InstanceKey instance, JobStatus status, std::optional<Instant> retryAt) {
            JobRow job;
            job.key = JobKey(instance.value + 10'000);
            job.instance = instance;
            job.elementInstance = ElementInstanceKey(1);
            job.elementId = "work";
            job.type = "work";
            job.createdAt = at(1);
            tables.addJob(job);
            tables.setJob(job.key, status, 1, retryAt);
        };
        addJob(all[all.size() - 1].key, JobStatus::WaitingRetry, at(5));
        addJob(all[all.size() - 2].key, JobStatus::Running, {});
        addJob(all[0].key, JobStatus::Held, {});
        running.limit = 2;
        running.work = InstanceWork::Retrying;
        QCOMPARE(instances(db, running).size(), std::size_t(1));
        QCOMPARE(instances(db, running).front().key, all.back().key);
        running.work = InstanceWork::Busy;
        QCOMPARE(instances(db, running).size(), std::size_t(1));
        QCOMPARE(instances(db, running).front().key, all[all.size() - 2].key);
        running.work = InstanceWork::Waiting;
        QCOMPARE(instances(db, running).front().key, all[0].key);
        running.limit = 100;
        QCOMPARE(instances(db, running).size(), all.size() - 2);
        running.startedBy = "rosa";
        QVERIFY(instances(db, running).empty());
        running.startedBy = "kim";
        QCOMPARE(instances(db, running).size(), all.size() - 2);
    }

    void countsFollowEveryChange()
    {
        auto db = filled();
        ReadTables(db).countInstances(DefinitionKey(1), InstanceStatus::Running, -perCombination);
        for (const auto& count : statusCounts(db))
            QCOMPARE(count.count, count.processId == "order"                ? perCombination
                                  : count.status == InstanceStatus::Running ? perCombination
                                                                            : 2 * perCombination);
    }

    void definitionsAreFoundByProcessAndVersion()
    {
        auto db = filled();
        const auto newest = newestDefinitions(db);
        QCOMPARE(newest.size(), std::size_t(2));
        QCOMPARE(newest[0].version, 2);
        QCOMPARE(definitionVersions(db, "close").size(), std::size_t(2));
        QCOMPARE(definitionVersions(db, "close").front().version, 2);
        QCOMPARE(*definitionXml(db, DefinitionKey(1)), std::string("<xml1/>"));
        QVERIFY(!definition(db, DefinitionKey(9)));
        QVERIFY(!definitionXml(db, DefinitionKey(9)));
    }

    void tasksAreFoundByWhomTheyWaitFor()
    {
        auto db = filled();
        ReadTables tables(db);
        const auto add = [&](std::int64_t key, std::string assignee, std::vector<std::string> users,
                             std::vector<std::string> groups, std::optional<Instant> due) {
            TaskRow row;
            row.key = TaskKey(key);
            row.instance = InstanceKey(101);
            row.name = "t";
            row.assignee = std::move(assignee);
            row.candidateUsers = std::move(users);
            row.candidateGroups = std::move(groups);
            row.createdAt = at(key);
            row.dueAt = due;
            tables.addTask(row);
        };
        add(1, "kim", {}, {}, at(50));
        add(2, "", {"kim"}, {"Board"}, {});
        add(3, "", {}, {"Board", "Reviewer"}, at(10));
        add(4, "lee", {}, {"Board"}, {});
        const auto keysOf = [](const std::vector<TaskRow>& rows) {
            std::vector<std::int64_t> keys;
            for (const auto& row : rows)
                keys.push_back(row.key.value);
            return keys;
        };
        using Keys = std::vector<std::int64_t>;
        QCOMPARE(keysOf(tasks(db, {})), (Keys{1, 2, 3, 4}));
        QCOMPARE(keysOf(tasks(db, {.assignee = "kim"})), (Keys{1}));
        QCOMPARE(
            keysOf(tasks(
                db, {.assignee = "kim", .candidateGroups = {"Board", "Reviewer"}, .candidateUser = "kim"})),
            (Keys{1, 2, 3}));
        QCOMPARE(keysOf(tasks(db, {.candidateGroups = {"Board"}, .limit = 1})), (Keys{2}));
        QCOMPARE(keysOf(tasks(db, {.candidateGroups = {"Board"}, .after = TaskKey(2)})), (Keys{3}));
        QCOMPARE(keysOf(tasks(db, {.dueBefore = at(50)})), (Keys{3}));
        tables.assignTask(TaskKey(3), "kim");
        QCOMPARE(keysOf(tasks(db, {.candidateGroups = {"Reviewer"}})), Keys{});
        tables.endTask(TaskKey(3), TaskStatus::Completed, at(60), "kim", "approve");
        tables.endTask(TaskKey(4), TaskStatus::Cancelled, at(60), {}, {});
        QCOMPARE(keysOf(tasks(db, {.status = TaskStatus::Completed})), (Keys{3}));
        QCOMPARE(keysOf(tasks(db, {.completedBy = "lee", .status = TaskStatus::Completed})), Keys{});
        QCOMPARE(keysOf(tasksOf(db, InstanceKey(101))), (Keys{1, 2, 3, 4}));
        QCOMPARE(task(db, TaskKey(3))->outcome, std::string("approve"));
        QCOMPARE(task(db, TaskKey(3))->processId, std::string("close"));
        QVERIFY(!task(db, TaskKey(9)));
    }

    void incidentsAndJobsKeepWhatHappened()
    {
        auto db = filled();
        ReadTables tables(db);
        JobRow job;
        job.key = JobKey(5);
        job.instance = InstanceKey(101);
        job.elementId = "a";
        job.type = "t";
        job.maxAttempts = 3;
        job.status = JobStatus::Held;
        job.idempotencyKey = "i";
        tables.addJob(job);
        tables.releaseJob(JobKey(5), {"kim", {Role::Treasurer, Role::Board}});
        auto read = store::job(db, JobKey(5));
        QCOMPARE(read->status, JobStatus::Ready);
        QCOMPARE(read->releasedBy->user, std::string("kim"));
        QVERIFY(read->releasedBy->roles == (RoleSet{Role::Treasurer, Role::Board}));
        tables.setJob(JobKey(5), JobStatus::Failed, 3, std::nullopt);
        tables.addJobFailure(JobKey(5), 3, at(7), {"code", "bad \xff byte", {{"k", 1}}, false}, 9);
        QCOMPARE(jobFailuresOf(db, InstanceKey(101)).at(0).elementId, std::string("a"));
        QCOMPARE(jobFailuresOf(db, InstanceKey(101)).at(0).error.context.at("k").get<int>(), 1);
        tables.retryJob(JobKey(5), 2, {"lee", {}});
        read = store::job(db, JobKey(5));
        QCOMPARE(read->maxAttempts, 5);
        QCOMPARE(read->attempts, 3);
        tables.removeJob(JobKey(5));
        QVERIFY(!store::job(db, JobKey(5)));

        IncidentRow incident;
        incident.key = IncidentKey(6);
        incident.instance = InstanceKey(102);
        incident.error = {"c", "m", {{"k", 1}}, false};
        incident.since = at(8);
        tables.addIncident(incident);
        QCOMPARE(openIncidents(db, {}, 5).size(), std::size_t(1));
        QCOMPARE(openIncidents(db, IncidentKey(6), 5).size(), std::size_t(0));
        tables.resolveIncident(IncidentKey(6), at(9), "kim");
        QCOMPARE(openIncidents(db, {}, 5).size(), std::size_t(0));
        QCOMPARE(*incidentsOf(db, InstanceKey(102)).at(0).resolvedAt, at(9));
    }

    void journalIsFilteredAndPaged_data()
    {
        QTest::addColumn<QString>("actor");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<int>("instance");
        QTest::addColumn<bool>("refusedOnly");
        QTest::addColumn<bool>("peopleOnly");
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("total");
        QTest::newRow("all") << ""
                             << "" << 0 << false << false << 0 << 60;
        QTest::newRow("actor") << "kim"
                               << "" << 0 << false << false << 0 << 20;
        QTest::newRow("the system") << "system"
                                    << "" << 0 << false << false << 0 << 40;
        QTest::newRow("people only") << ""
                                     << "" << 0 << false << true << 0 << 20;
        QTest::newRow("kind") << ""
                              << "k1" << 0 << false << false << 0 << 30;
        QTest::newRow("instance") << ""
                                  << "" << 4 << false << false << 0 << 12;
        QTest::newRow("instance and actor") << "kim"
                                            << "" << 4 << false << false << 0 << 4;
        QTest::newRow("refused") << ""
                                 << "" << 0 << true << false << 0 << 15;
        QTest::newRow("actor and kind and time") << "kim"
                                                 << "k0" << 0 << false << false << 30 << 5;
    }

    void journalIsFilteredAndPaged()
    {
        QFETCH(QString, actor);
        QFETCH(QString, kind);
        QFETCH(int, instance);
        QFETCH(bool, refusedOnly);
        QFETCH(bool, peopleOnly);
        QFETCH(int, from);
        QFETCH(int, total);
        auto db = filled();
        Journal journal(db);
        for (int i = 0; i < 60; ++i) {
            JournalEntry entry;
            entry.seq = i + 1;
            entry.at = at(i);
            entry.actor = i % 3 == 0 ? "kim" : "system";
            entry.kind = i % 2 == 0 ? "k0" : "k1";
            entry.outcome = i % 4 == 0 ? JournalOutcome::Refused : JournalOutcome::Done;
            entry.instance = InstanceKey(i % 5);
            if (i % 4 == 0) entry.error = R"({"code":"c","message":"m","context":{},"retryable":false})";
            journal.append(entry);
        }
        for (const auto order : {Order::NewestFirst, Order::OldestFirst}) {
            JournalQuery query;
            query.actor = actor.toStdString();
            query.kind = kind.toStdString();
            query.instance = InstanceKey(instance);
            if (refusedOnly) query.outcome = JournalOutcome::Refused;
            if (peopleOnly) query.who = JournalQuery::Who::PeopleOnly;
            if (from > 0) query.from = at(from);
            query.order = order;
            query.limit = 4;
            std::vector<std::int64_t> seen;
            for (;;) {
                const auto page = store::journal(db, query);
                for (const auto& record : page)
                    seen.push_back(record.seq);
                if (page.size() < 4) break;
                query.after = page.back().seq;
            }
            QCOMPARE(int(seen.size()), total);
            const bool ascending = std::ranges::is_sorted(seen);
            QVERIFY(order == Order::OldestFirst ? ascending : std::ranges::is_sorted(seen, std::greater{}));
        }
        QVERIFY(!journalRecord(db, 61));
        QCOMPARE(journalRecord(db, 1)->error->code, std::string("c"));
    }
};

QTEST_GUILESS_MAIN(QueriesTest)
#include "queries_test.moc"
