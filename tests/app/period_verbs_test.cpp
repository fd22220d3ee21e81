// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/program.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace habitat::test;

namespace {

const char* const period = "2026-Q1";

/// Who signs what, in the order of the steps.
struct Signing
{
    int step;
    const char* user;
};
constexpr Signing signings[] = {{1, "allocator"}, {3, "reviewer"},       {5, "allocator"},
                                {6, "allocator"}, {6, "board"},          {8, "treasurer"},
                                {9, "treasurer"}, {9, "allocator"},      {10, "treasurer"},
                                {10, "board"},    {11, "administrator"}, {11, "treasurer"}};

/// Earned in cash on a day of the quarter.
QByteArray journalOf(const QByteArray& entry, const QByteArray& amount)
{
    QByteArray rows = "entry,date,ledger,account,debit,credit,memo\n";
    for (const auto* ledger : {"book", "tax"}) {
        const QByteArray head = entry + ",2026-03-01," + ledger + ",";
        rows += head + "1110," + amount + ",,x\n" + head + "4010,," + amount + ",x\n";
    }
    return rows;
}

const QStringList order{"periods", "reopen", "--period", period, "--as", "treasurer"};
const QStringList because{"--reason", "A sale was missed"};

} // namespace

/// The co-op's periods as scripts list them, and their way back.
class PeriodVerbsTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString file(const QString& name, const QByteArray& content)
    {
        QFile out(m_folder.filePath(name));
        if (!out.open(QIODevice::WriteOnly) || out.write(content) != content.size()) qWarning("no file");
        return out.fileName();
    }

    /// A locked quarter of 400.00, all of it retained, in a file of its own.
    Habitatctl locked(const QString& name)
    {
        const auto path = m_folder.filePath(name);
        if (!QFile::copy(m_folder.filePath("locked.db"), path)) qWarning("no copy");
        return {HABITATCTL, path};
    }

    static void must(const Ran& ran) { QVERIFY2(ran.code == 0, (ran.out + ran.err).constData()); }

    static void closeAll(const Habitatctl& program)
    {
        must(program.run({"close", "start", "--period", period, "--as", "allocator"}));
        for (const auto& signing : signings) {
            must(program.run({"close", "run", "--as", "treasurer"}));
            must(program.run(
                {"close", "sign", "--step", QString::number(signing.step), "--as", signing.user}));
        }
        const auto end = program.json({"close", "run", "--as", "treasurer"});
        QCOMPARE(end.json()["stopped"].toString(), QString("end"));
    }

    static QJsonObject listed(const Habitatctl& program)
    {
        const auto periods = program.json({"periods", "list"}).json()["periods"].toArray();
        for (const auto& one : periods)
            if (one.toObject()["period"].toString() == period) return one.toObject();
        return {};
    }

private slots:
    void initTestCase()
    {
        const Habitatctl program(HABITATCTL, m_folder.filePath("locked.db"));
        const auto policy =
            file("policy.json",
                 R"({"ratified_on": "2025-11-15", "effective_from": "2026-01-01", "cash_rate_bp": 0})");
        must(program.run({"init", "--name", "Pine Ridge", "--policy", policy}));
        for (const QString role : {"Administrator", "Treasurer", "Allocator", "Reviewer", "Board", "Auditor"})
            must(program.run({"users", "add", role.toLower(), "--roles", role},
                             "words of " + role.toLower().toUtf8() + "\n"));
        must(program.run({"import", "members",
                          file("members.csv", "number,name,admitted_on,class,status,email\n"
                                              "1,Alice,2019-03-04,patron,active,a@example.org\n")}));
        must(program.run(
            {"import", "contributions", "--as", "reviewer",
             file("c.csv",
                  "reference,member_number,category,value,date,description,submitted_by,approved_by\n"
                  "C-1,1,labor,300.00,2026-02-01,Work,alice,reviewer;board\n")}));
        must(program.run({"import", "journal", file("e1.csv", journalOf("E-1", "400.00"))}));
        must(program.run({"tie-out", "--period", period, "--date", "2026-03-31", "--balance", "40000"}));
        QVERIFY(listed(program)["last_close_run"].isNull());
        closeAll(program);
    }

    void theListTellsHowFarEachIsClosed()
    {
        const auto program = locked("list.db");
        const auto one = listed(program);
        QCOMPARE(one["from"].toString(), QString("2026-01-01"));
        QCOMPARE(one["to"].toString(), QString("2026-03-31"));
        QCOMPARE(one["state"].toString(), QString("locked"));
        QCOMPARE(one["last_close_run"].toInt(), 1);
        QVERIFY(one["locked_at"].toString().endsWith('Z'));
        QVERIFY(program.run({"periods", "list"}).out.contains("2026-Q1"));
    }

    void aPreviewTellsAndWritesNothing()
    {
        const auto program = locked("preview.db");
        const auto before = program.run({"verify"}).out;
        const auto preview = program.json(order + QStringList{"--preview"});
        must(preview);
        QVERIFY(preview.json()["needs_board"].toBool());
        const auto effects = preview.json()["effects"].toArray();
        QCOMPARE(effects.size(), 11);
        QVERIFY(effects[0].toObject()["irreversible"].toBool());
        QCOMPARE(effects[0].toObject()["step"].toInt(), 11);
        QCOMPARE(effects[10].toObject()["step"].toInt(), 1);
        QCOMPARE(program.run({"verify"}).out, before);
        QCOMPARE(listed(program)["state"].toString(), QString("locked"));
        QVERIFY(program.run(order + QStringList{"--preview"}).out.contains("Cannot be undone: 1 statements"));
    }

    void itIsReopenedCorrectedAndClosedAgain()
    {
        const auto program = locked("again.db");
        const auto done =
            program.json(order + because + QStringList{"--second", "administrator", "--board", "board"});
        must(done);
        QCOMPARE(done.json()["state"].toString(), QString("reopened"));
        QCOMPARE(done.json()["second_person"].toString(), QString("administrator"));
        QCOMPARE(done.json()["board_member"].toString(), QString("board"));
        QCOMPARE(done.json()["effects"].toArray().size(), 11);
        QCOMPARE(listed(program)["state"].toString(), QString("reopened"));
        QVERIFY(listed(program)["locked_at"].isNull());
        const auto shown = program.json({"close", "show", "--period", period}).json();
        QCOMPARE(shown["state"].toString(), QString("reopened"));
        const auto reopened = shown["reopened"].toArray();
        QCOMPARE(reopened.size(), 1);
        QCOMPARE(reopened[0].toObject()["reason"].toString(), QString("A sale was missed"));
        QCOMPARE(reopened[0].toObject()["board_member"].toString(), QString("board"));
        const auto words = program.run({"close", "show", "--period", period}).out;
        QVERIFY2(words.contains("Reopened by treasurer and administrator, with board of the Board, on "),
                 words.constData());
        QVERIFY(words.contains(", because: A sale was missed"));

        must(program.run({"import", "journal", file("e2.csv", journalOf("E-2", "200.00"))}));
        must(program.run({"tie-out", "--period", period, "--date", "2026-03-31", "--balance", "60000"}));
        closeAll(program);
        QCOMPARE(listed(program)["state"].toString(), QString("locked"));
        QCOMPARE(listed(program)["last_close_run"].toInt(), 2);
        QVERIFY(program.json({"verify"}).json()["sound"].toBool());
        const auto pages = program.json({"statements", "--period", period}).json()["folder"].toString();
        QVERIFY2(QFile::exists(pages + "/2026-Q1-run-2-1.pdf"), qPrintable(pages));
    }

    void whatIsRefusedLeavesThePeriodLocked_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exits");
        QTest::addColumn<QString>("code");
        const QStringList second{"--second", "administrator"};
        const QStringList board{"--board", "board"};
        const QString usage = "habitatctl.usage";
        QTest::newRow("no reason") << order + second + board << 2 << usage;
        QTest::newRow("nobody beside") << order + because + board << 2 << usage;
        QTest::newRow("nobody's name") << order + because + board + QStringList{"--second", ""} << 2 << usage;
        QTest::newRow("a blank reason")
            << order + second + board + QStringList{"--reason", " "} << 1 << "close.reopen.reason";
        QTest::newRow("no Board") << order + because + second << 1 << "treasury.period.board";
        QTest::newRow("somebody unknown")
            << order + because + board + QStringList{"--second", "nobody"} << 1 << "identity.user.unknown";
        QTest::newRow("oneself") << order + because + board + QStringList{"--second", "treasurer"} << 1
                                 << "close.reopen.second_person.same";
        QTest::newRow("who may not") << QStringList{"periods", "reopen", "--period",
                                                    period,    "--as",   "allocator"} +
                                            because + second + board
                                     << 1 << "identity.permission.denied";
        QTest::newRow("another period")
            << QStringList{"periods", "reopen", "--period", "2030-Q1"} + because + second + board << 1
            << "treasury.period.unknown";
    }
    void whatIsRefusedLeavesThePeriodLocked()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, exits);
        QFETCH(QString, code);
        static const auto program = locked("refused.db");
        const auto refused = program.json(arguments);
        QCOMPARE(refused.code, exits);
        QCOMPARE(refused.errorCode(), code);
        QCOMPARE(listed(program)["state"].toString(), QString("locked"));
    }
};

QTEST_GUILESS_MAIN(PeriodVerbsTest)

#include "period_verbs_test.moc"
