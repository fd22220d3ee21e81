// SPDX-License-Identifier: GPL-3.0-or-later
// How long a whole close takes without the people: every step's run, from its release until it is done, and
// what went in before. Beside it, what writing as many rows costs with SQLite alone. Prints, never asserts:
// close_bench [members] [contributions]
#include "tests/bench/bare.h"
#include "tests/support/sample_cooperative.h"

#include "core/base/calendar.h"

using namespace habitat;
using namespace habitat::bench;
using test::SampleCooperative;

namespace {

constexpr auto period = SampleCooperative::period;
constexpr int steps = 11;

QByteArray members(int count)
{
    QByteArray rows = "number,name,admitted_on,class,status,email\n";
    for (int i = 1; i <= count; ++i)
        rows += QString("%1,Member %1,2019-03-04,patron,active,m%1@example.org\n").arg(i).toUtf8();
    return rows;
}

QByteArray contributions(int count, int members)
{
    QByteArray rows = "reference,member_number,category,value,date,description,submitted_by,approved_by\n";
    for (int i = 1; i <= count; ++i)
        rows += QString("C-%1,%2,labor,%3.%4,2026-02-%5,Work,member,reviewer;board\n")
                    .arg(i)
                    .arg(i % members + 1)
                    .arg(i % 900 + 10)
                    .arg(i % 100, 2, 10, QChar('0'))
                    .arg(i % 28 + 1, 2, 10, QChar('0'))
                    .toUtf8();
    return rows;
}

QByteArray journal()
{
    QByteArray rows = "entry,date,ledger,account,debit,credit,memo\n";
    for (const auto* ledger : {"book", "tax"})
        rows += QByteArray("S-1,2026-03-01,") + ledger + ",1110,5000000.00,,Sales\nS-1,2026-03-01," + ledger +
                ",4010,,5000000.00,Sales\n";
    return rows;
}

void fill(SampleCooperative& sample, int memberCount, int contributionCount)
{
    auto& console = sample.console();
    const auto treasurer = sample.as("treasurer");
    const auto bring =
        [&](const char* what,
            Result<nlohmann::json> (console::Console::*import)(const console::Session&, const std::string&),
            const QByteArray& rows) {
            const auto file = sample.file("rows.csv", rows);
            print(what, timed([&] { must((console.*import)(treasurer, file)); }), "seconds");
        };
    bring("import of the members", &console::Console::importMembers, members(memberCount));
    bring("import of the contributions", &console::Console::importContributions,
          contributions(contributionCount, memberCount));
    bring("import of the journal", &console::Console::importJournal, journal());
    console::TieOutEntry entry;
    entry.statementDate = *parseDate("2026-03-31");
    entry.statementBalance = Money(500'000'000);
    must(console.enterTieOut(treasurer, period, entry));
    sample.clock().advance(std::chrono::minutes(1));
    must(console.takeBackup(treasurer));
}

std::int64_t rowsIn(const std::string& database)
{
    auto db = must(db::Connection::open(database, db::OpenMode::ReadOnly));
    std::int64_t sum = 0;
    auto tables = db.query("SELECT name FROM sqlite_schema WHERE type = 'table'");
    while (tables.next()) {
        auto rows = db.query(fmt::format("SELECT count(*) FROM {}", tables.text(0)));
        rows.next();
        sum += rows.integer(0);
    }
    return sum;
}

/// As many rows, none longer than a posting, in a commit a step.
Spent bareRows(const std::string& path, std::int64_t count)
{
    BareDatabase db(path);
    db.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
           "CREATE TABLE posting (key INTEGER PRIMARY KEY, journal INTEGER, account TEXT, amount INTEGER) "
           "STRICT;");
    BareStatement posting(db, "INSERT INTO posting VALUES (?, ?, ?, ?)");
    return timed([&] {
        std::int64_t key = 0;
        for (int step = 1; step <= steps; ++step) {
            db.run("BEGIN IMMEDIATE");
            for (; key < count * step / steps; ++key)
                posting.run(key + 1, key / 4, "3110-000017", key * 7);
            db.run("COMMIT");
        }
    });
}

} // namespace

int main(int argc, char** argv)
{
    const int memberCount = argc > 1 ? std::atoi(argv[1]) : 10'000;
    const int contributionCount = argc > 2 ? std::atoi(argv[2]) : 100'000;
    SampleCooperative sample({"", R"({"ratified_on": "2025-11-15", "effective_from": "2026-01-01"})"});
    sample.open();
    fill(sample, memberCount, contributionCount);
    must(sample.console().startClose(sample.as("allocator"), period, {}));
    const auto before = rowsIn(sample.database());
    Spent whole;
    for (int step = 1; step <= steps; ++step) {
        must(sample.signStep(step));
        const auto spent =
            timed([&] { must(sample.console().runStep(sample.as("treasurer"), period, step)); });
        print(fmt::format("step {}", step), spent, "-");
        whole += spent;
    }
    const Folder folder("close-bench");
    print("all eleven steps, without the people", whole,
          bareRows(folder.file("bare.db"), rowsIn(sample.database()) - before), "10 s");
    must(sample.view().periodState == "locked", "the period is not locked");
    fmt::print("{:<44} {:>11.0f} MB at most\n", "memory", megabytes("VmHWM"));
    print("verify",
          timed([&] { must(sample.questions().verify(sample.as("auditor"))->isSound(), "not sound"); }), "-");
}
