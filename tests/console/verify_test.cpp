// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/sample_cooperative.h"

#include "core/base/calendar.h"
#include "core/console/handlers.h"
#include "core/console/verification.h"
#include "core/db/connection.h"
#include "core/runtime/engine.h"

#include <QFile>
#include <QTest>

#include <algorithm>
#include <set>

using namespace habitat;
using test::SampleCooperative;

namespace {

/// What may be altered unnoticed, and why that loses nothing.
struct Exempt
{
    const char* table;
    const char* what;
    const char* why;
};
constexpr Exempt exempt[] = {
    {"snapshot", "delete", "A snapshot only saves time: the state is folded from all events without it."},
};

bool isExempt(const std::string& table, const std::string& what)
{
    return std::ranges::any_of(exempt,
                               [&](const Exempt& one) { return table == one.table && what == one.what; });
}

template <typename T>
T must(Result<T> result)
{
    if (!result) throw std::runtime_error(result.error().code + ": " + result.error().message);
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

std::string written(const std::string& path, const char* text)
{
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::WriteOnly)) throw std::runtime_error("cannot write " + path);
    file.write(text);
    return path;
}

constexpr auto waitingProcess =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?> "
    "<bpmn:definitions xmlns:bpmn=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" "
    "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
    "targetNamespace=\"test\" id=\"waiting-definitions\"> "
    "<bpmn:process id=\"waiting\" isExecutable=\"true\"> "
    "<bpmn:startEvent id=\"start\"/> "
    "<bpmn:sequenceFlow id=\"a\" sourceRef=\"start\" targetRef=\"pause\"/> "
    "<bpmn:intermediateCatchEvent id=\"pause\"><bpmn:timerEventDefinition><bpmn:timeDuration "
    "xsi:type=\"bpmn:tFormalExpression\">P900D</bpmn:timeDuration></bpmn:timerEventDefinition></"
    "bpmn:intermediateCatchEvent> "
    "<bpmn:sequenceFlow id=\"b\" sourceRef=\"pause\" targetRef=\"end\"/> "
    "<bpmn:endEvent id=\"end\"/> "
    "</bpmn:process> "
    "</bpmn:definitions> ";

/// Begins with a message, and waits for another one.
constexpr auto mailedProcess =
    R"(<?xml version="1.0" encoding="UTF-8"?>)"
    R"(<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" )"
    R"(xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="test" id="mailed-definitions">)"
    R"(<bpmn:process id="mailed" isExecutable="true">)"
    R"(<bpmn:startEvent id="begun"><bpmn:messageEventDefinition messageRef="M1"/></bpmn:startEvent>)"
    R"(<bpmn:sequenceFlow id="c" sourceRef="begun" targetRef="answer"/>)"
    R"(<bpmn:intermediateCatchEvent id="answer"><bpmn:messageEventDefinition messageRef="M2"/>)"
    R"(</bpmn:intermediateCatchEvent>)"
    R"(<bpmn:sequenceFlow id="d" sourceRef="answer" targetRef="over"/>)"
    R"(<bpmn:endEvent id="over"/></bpmn:process>)"
    R"(<bpmn:message id="M1" name="order"/>)"
    R"(<bpmn:message id="M2" name="shipped"><bpmn:extensionElements>)"
    R"(<zeebe:subscription correlationKey="= order"/></bpmn:extensionElements></bpmn:message>)"
    R"(</bpmn:definitions>)";

/// A co-op that has lived: a close that was undone, ran again and then failed, contributions that wait, a
/// process that sleeps, one that waits for a message, a message that waits for a receiver, evidence, marks on
/// alerts.
class LivedIn
{
public:
    LivedIn()
    {
        const auto* period = SampleCooperative::period;
        auto& console = m_sample.open(11, 99);
        const auto base = m_sample.database();
        must(console.importContributions(
            m_sample.as("treasurer"),
            written(base + ".contributions.csv",
                    "reference,member_number,category,value,date,description,submitted_by,approved_by\n"
                    "W-1,1,labor,120.00,2026-03-30,Fence,contributor,\n")));
        console.runUntilIdle();
        must(console.deferContribution(m_sample.as("reviewer"), "W-1", period, "Papers are missing."));
        must(m_sample.runTo(6));
        must(console.undoTo(m_sample.as("allocator"), period, 3, "A contribution was missing."));
        must(m_sample.runTo(6));
        must(console.undoTo(m_sample.as("allocator"), period, 5, "The vote was taken again."));
        must(console.attachEvidence(m_sample.as("allocator"), period, 6,
                                    written(base + ".vote.txt", "7 for")));
        must(m_sample.runTo(10));
        must(m_sample.signStep(11));
        (void)console.runStep(m_sample.as("administrator"), period, 11);
        m_sample.letRetriesPass(11);
        const auto evidence = must(m_sample.questions().step(m_sample.as("board"), period, 6)).evidence;
        must(console.openEvidence(m_sample.as("board"), evidence.at(0).key));
        must(console.deployDefinition(m_sample.as("administrator"), written(base + ".bpmn", waitingProcess)));
        must(console.startProcess(m_sample.as("administrator"), "waiting", {}, nlohmann::json::object()));
        console.runUntilIdle();
        const auto alerts = m_sample.questions().alerts(m_sample.as("administrator")).value();
        for (const auto& alert : alerts)
            must(console.acknowledgeAlert(m_sample.as("administrator"), alert.cause));
        auto roll = must(m_sample.questions().members(m_sample.as("auditor")));
        const auto& first = roll.front();
        must(console.importMembers(
            m_sample.as("treasurer"),
            written(base + ".members.csv",
                    ("number,name,admitted_on,class,status,email\n" + first.number + ",Alice Moreno," +
                     toText(first.admittedOn) + ",patron,inactive,alice@example.net\n")
                        .c_str())));
        must(console.deployDefinition(m_sample.as("administrator"),
                                      written(base + ".mail.bpmn", mailedProcess)));
        m_sample.close();
        exchangeMessages();
    }

    [[nodiscard]] const std::string& database() const { return m_sample.database(); }

private:
    /// As a program beside the console does.
    void exchangeMessages()
    {
        constexpr auto longTime = std::chrono::hours(24 * 900);
        runtime::Options options;
        options.database = m_sample.database();
        options.clock = std::make_shared<ManualClock>(m_sample.clock().now());
        options.host = "mail";
        options.threaded = false;
        const auto engine = must(runtime::Engine::open(
            std::move(options), console::makeRegistry({}, std::make_shared<close::Drill>())));
        runtime::PublishMessage order{"order", "O-1", "letter-1", {{"order", "O-1"}}, longTime};
        must(engine->execute({std::move(order), Actor::system(), {}, {}}));
        must(engine->execute({runtime::PublishMessage{"nobody waits for it", "O-2", "letter-2", {}, longTime},
                              Actor::system(),
                              {},
                              {}}));
    }

    SampleCooperative m_sample;
};

using Violations = std::vector<Error>;

Violations allOf(const console::Verification& proof)
{
    Violations all;
    for (const auto* part :
         {&proof.rows, &proof.books, &proof.allocations, &proof.records, &proof.chain, &proof.integrity})
        all.insert(all.end(), part->begin(), part->end());
    return all;
}

bool names(const Violations& violations, const std::string& table)
{
    return std::ranges::any_of(violations, [&](const Error& violation) {
        return violation.context.value("table", std::string()) == table &&
               !violation.context.value("row", std::string()).empty();
    });
}

/// Somebody with a tool for databases, to whom no constraint applies.
class Tamperer
{
public:
    explicit Tamperer(const std::string& database)
        : m_db(must(db::Connection::open(database, db::OpenMode::ReadWrite)))
    {
        m_db.script("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;");
    }

    db::Connection& db() { return m_db; }

    /// What verify finds after `sql`, which is then taken back; nothing where `sql` cannot be done at all.
    std::optional<Violations> after(const std::string& sql)
    {
        db::Transaction transaction(m_db);
        try {
            m_db.script(sql);
        } catch (const db::DbError&) {
            return std::nullopt;
        }
        return allOf(console::verifyDatabase(m_db));
    }

    bool isEmpty(const db::Table& table)
    {
        auto row = m_db.query("SELECT count(*) FROM " + table.name);
        row.next();
        return row.integer(0) == 0;
    }

    bool isText(const db::Table& table, const std::string& column)
    {
        auto row =
            m_db.query("SELECT type FROM pragma_table_info(?) WHERE name = ?").bind(table.name, column);
        return row.next() && row.text(0) == "TEXT";
    }

private:
    db::Connection m_db;
};

/// Rows that say nothing, so that nothing is lost with them.
std::string rowsOf(const db::Table& table)
{
    return table.name == "instance_count" ? "(SELECT * FROM instance_count WHERE count <> 0)" : table.name;
}

std::string oneRow(const db::Table& table, const char* direction)
{
    std::string where;
    for (const auto place : table.key) {
        const auto& column = table.columns[place];
        std::string order;
        for (const auto by : table.key)
            order += (order.empty() ? "" : ", ") + table.columns[by] + direction;
        where += (where.empty() ? "" : " AND ") + column + " = (SELECT " + column + " FROM " + rowsOf(table) +
                 " ORDER BY " + order + " LIMIT 1)";
    }
    return where;
}

/// A new value for a column, so unlike the old one that no other row has it.
std::string altered(Tamperer& by, const db::Table& table, const std::string& column)
{
    return by.isText(table, column) ? "coalesce(" + column + ", '') || 'x'"
                                    : "coalesce(" + column + ", 0) + 1000003";
}

std::string listed(const std::vector<std::string>& columns)
{
    std::string text;
    for (const auto& column : columns)
        text += (text.empty() ? "" : ", ") + column;
    return text;
}

/// A copy of a row under another key, or where something else must be unique too, with all else altered; for
/// an empty table a made-up row.
std::vector<std::string> insertions(Tamperer& by, const db::Table& table, bool isEmpty)
{
    std::vector<std::string> made;
    for (const bool onlyKey : {true, false}) {
        std::vector<std::string> values;
        for (std::size_t place = 0; place < table.columns.size(); ++place) {
            const auto& column = table.columns[place];
            const bool isKey = std::ranges::find(table.key, place) != table.key.end();
            if (isEmpty)
                values.push_back(by.isText(table, column) ? "'x'" : "7");
            else
                values.push_back(isKey || !onlyKey ? altered(by, table, column) : column);
        }
        made.push_back("INSERT INTO " + table.name + " (" + listed(table.columns) + ") SELECT " +
                       listed(values) +
                       (isEmpty ? std::string() : " FROM " + table.name + " WHERE " + oneRow(table, " ASC")));
    }
    return made;
}

std::vector<std::string> onEitherEnd(const db::Table& table, const std::string& statement)
{
    return {statement + " WHERE " + oneRow(table, " ASC"), statement + " WHERE " + oneRow(table, " DESC")};
}

} // namespace

/// Whoever edits the file by hand is found out, whatever they touch.
class VerifyTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<LivedIn> m_cooperative;

private slots:
    void initTestCase() { m_cooperative = std::make_unique<LivedIn>(); }

    void aCooperativeThatNobodyTouchedIsSound()
    {
        Tamperer nobody(m_cooperative->database());
        for (const auto& violation : allOf(console::verifyDatabase(nobody.db())))
            QFAIL(violation.message.c_str());
    }

    /// What no life in this test fills is only tried by adding rows; what is listed here is known to be so.
    void theTablesAreFilled()
    {
        const std::set<std::string> unfilled = {"close_statement", "contribution_revision"};
        Tamperer reader(m_cooperative->database());
        std::set<std::string> empty;
        for (const auto& table : reader.db().tables())
            if (reader.isEmpty(table)) empty.insert(table.name);
        QCOMPARE(empty, unfilled);
    }

    void everyAlterationIsReported_data()
    {
        QTest::addColumn<QString>("name");
        Tamperer reader(m_cooperative->database());
        for (const auto& table : reader.db().tables())
            QTest::addRow("%s", table.name.c_str()) << QString::fromStdString(table.name);
    }

    void everyAlterationIsReported()
    {
        QFETCH(QString, name);
        Tamperer attacker(m_cooperative->database());
        const auto tables = attacker.db().tables();
        const auto& table = *std::ranges::find(tables, name.toStdString(), &db::Table::name);
        const bool isEmpty = attacker.isEmpty(table);
        // The first of the ways that the database itself allows.
        const auto expectFound = [&](const std::string& what, const std::vector<std::string>& ways) {
            if (isExempt(table.name, what)) return;
            for (const auto& sql : ways)
                if (const auto found = attacker.after(sql)) {
                    QVERIFY2(names(*found, table.name), sql.c_str());
                    return;
                }
            QFAIL(("nothing could be tried: " + ways.front()).c_str());
        };
        if (table.name != "journal_head") expectFound("insert", insertions(attacker, table, isEmpty));
        if (isEmpty) return;
        expectFound("delete", onEitherEnd(table, "DELETE FROM " + table.name));
        for (const auto& column : table.columns)
            expectFound(column, onEitherEnd(table, "UPDATE " + table.name + " SET " + column + " = " +
                                                       altered(attacker, table, column)));
    }

    void theSchemaIsProvenToo_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::newRow("trigger")
            << "CREATE TRIGGER quiet AFTER INSERT ON posting BEGIN DELETE FROM posting; END";
        QTest::newRow("index") << "DROP INDEX ledger_journal_reversed_once";
        QTest::newRow("table") << "CREATE TABLE second_books (key INTEGER)";
        QTest::newRow("column") << "ALTER TABLE member ADD COLUMN shadow TEXT";
        QTest::newRow("table gone") << "DROP TABLE alert_mark";
    }

    void theSchemaIsProvenToo()
    {
        QFETCH(QString, sql);
        Tamperer attacker(m_cooperative->database());
        const auto found = attacker.after(sql.toStdString());
        QVERIFY(found);
        QVERIFY(std::ranges::any_of(*found, [](const Error& e) { return e.code == "store.schema.altered"; }));
    }

    /// The order of the journal is that of its records, whatever the clock says.
    void aClockThatStepsBackBreaksNothing()
    {
        SampleCooperative sample;
        sample.open();
        must(sample.runTo(4));
        sample.clock().advance(-std::chrono::hours(30));
        must(sample.runTo(7));
        must(sample.console().undoTo(sample.as("allocator"), SampleCooperative::period, 6, "Counted again."));
        sample.clock().advance(-std::chrono::hours(1));
        sample.open();
        must(sample.runTo(11));
        QCOMPARE(sample.view().periodState, std::string("locked"));
        sample.close();
        Tamperer reader(sample.database());
        for (const auto& violation : allOf(console::verifyDatabase(reader.db())))
            QFAIL(violation.message.c_str());
        auto backwards =
            reader.db().query("SELECT count(*) FROM journal AS a JOIN journal AS b ON b.seq = a.seq + 1 "
                              "WHERE b.at < a.at");
        QVERIFY(backwards.next());
        QCOMPARE(backwards.integer(0), std::int64_t(2));
    }

    /// A tail that is cut off together with its head leaves rows behind that testify of it.
    void aTailCutOffWithItsHeadIsSeen()
    {
        Tamperer attacker(m_cooperative->database());
        const auto found =
            attacker.after("DELETE FROM journal WHERE seq > (SELECT max(seq) FROM journal) - 2;"
                           "DELETE FROM journal_change WHERE seq > (SELECT max(seq) FROM journal);"
                           "UPDATE journal_head SET seq = (SELECT max(seq) FROM journal), hash = (SELECT "
                           "hash FROM journal ORDER BY "
                           "seq DESC LIMIT 1), schema = NULL, seal = NULL");
        QVERIFY(found && !found->empty());
        QVERIFY(names(*found, "message"));
    }
};

QTEST_GUILESS_MAIN(VerifyTest)
#include "verify_test.moc"
