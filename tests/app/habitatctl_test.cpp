// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/program.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>

#include <csignal>

using namespace habitat::test;

/// The contract that scripts rely on: verbs, exit codes, JSON.
class HabitatctlTest : public QObject
{
    Q_OBJECT

private:
    Cooperatives m_cooperatives{HABITATCTL};

private slots:
    void theWholeCloseByScript()
    {
        const auto program = m_cooperatives.sample("script.db");
        QCOMPARE(program.json({"close", "start", "--period", "2026-Q1", "--net-income-from-journal"}).code,
                 0);
        const auto signings = sampleSignings();
        auto next = signings.begin();
        for (int guard = 0; guard < 30; ++guard) {
            const auto ran = program.json({"close", "run"});
            QVERIFY2(ran.code == 0, ran.out.constData());
            const auto stopped = ran.json()["stopped"].toString();
            if (stopped == "end") break;
            QCOMPARE(stopped, QString("wait"));
            const int step = ran.json()["step"].toInt();
            for (; next != signings.end() && next->step == step; ++next) {
                const auto signedNow = program.json({"close", "sign", "--step", QString::number(step), "--as",
                                                     next->user, "--note", "by script"});
                QVERIFY2(signedNow.code == 0, signedNow.out.constData());
            }
        }
        const auto shown = program.json({"close", "show", "--period", "2026-Q1"}).json();
        QCOMPARE(shown["state"].toString(), QString("locked"));
        QCOMPARE(shown["steps"].toArray().size(), 11);
        for (const auto& step : shown["steps"].toArray()) {
            const auto one = step.toObject();
            QCOMPARE(one["state"].toString(), QString("completed"));
            QCOMPARE(one["attempts"].toInt(), 1);
            for (const auto* field :
                 {"number", "name", "context", "state", "attempts", "signatures", "error"})
                QVERIFY2(one.contains(field), field);
        }
        const auto lines = program.json({"allocations", "--period", "2026-Q1"}).json();
        QCOMPARE(lines["surplus_minor"].toInteger(), 1'800'000);
        const auto alice = lines["lines"].toArray().first().toObject();
        QCOMPARE(alice["name"].toString(), QString("Alice"));
        QCOMPARE(alice["allocation_minor"].toInteger(), 374'734);
        QCOMPARE(alice["cash_minor"].toInteger(), 74'947);
        QCOMPARE(alice["retained_minor"].toInteger(), 299'787);
        QVERIFY(alice["share"].toString().contains('/'));
        QVERIFY(program.json({"verify"}).json()["sound"].toBool());
        const auto statements =
            program.json({"statements", "--period", "2026-Q1"}).json()["folder"].toString();
        QVERIFY(QFile::exists(statements + "/2026-Q1-1.pdf"));
        for (const auto* file : {"a.csv", "a.xlsx"}) {
            QCOMPARE(program.json({"export", "allocations", m_cooperatives.path(file), "--period", "2026-Q1"})
                         .code,
                     0);
            QVERIFY(QFile::exists(m_cooperatives.path(file)));
        }
    }

    void exitCodesTellRefusalFromUsage()
    {
        const auto program = m_cooperatives.sample("codes.db");
        QCOMPARE(program.run({"close", "frobnicate"}).code, 2);
        QCOMPARE(program.run({"close", "sign"}).code, 2);
        QCOMPARE(program.run({"--drill", "fail-step=12", "close", "run"}).code, 2);
        QCOMPARE(program.run({"--help"}).code, 0);
        const auto unknown = program.json({"close", "frobnicate"});
        QCOMPARE(unknown.code, 2);
        QCOMPARE(unknown.errorCode(), QString("habitatctl.usage"));
        const auto refused = program.json({"close", "run", "--period", "2026-Q1"});
        QCOMPARE(refused.code, 1);
        QCOMPARE(refused.errorCode(), QString("close.unknown"));
        const auto error = refused.json()["error"].toObject();
        QVERIFY(error.contains("message") && error.contains("context"));
        const auto plain = program.run({"close", "run", "--period", "2026-Q1"});
        QVERIFY(plain.out.isEmpty());
        QVERIFY(plain.err.contains("close.unknown"));
    }

    void aFileThatIsNoCooperativeIsRefused()
    {
        const auto none = m_cooperatives.absent("absent.db");
        QCOMPARE(none.json({"close", "show"}).errorCode(), QString("console.none"));
        QVERIFY(!QFile::exists(none.database()));
        m_cooperatives.file("text.db", "this is no database at all, only some words that are long enough");
        QCOMPARE(m_cooperatives.absent("text.db").json({"close", "show"}).errorCode(),
                 QString("console.foreign"));
        const auto program = m_cooperatives.sample("twice.db");
        QCOMPARE(program.json({"init", "--name", "Other"}).errorCode(), QString("console.exists"));
    }

    void aNewCooperativeIsFilledFromFiles()
    {
        const auto program = m_cooperatives.absent("own.db");
        QCOMPARE(program.json({"init", "--name", "Own", "--currency", "EUR"}).code, 0);
        m_cooperatives.file("members.csv", "name,number,status,class,email,admitted_on\n"
                                           "\"Doe, Jane\",1,active,patron,,2020-01-01\n");
        m_cooperatives.file(
            "contributions.csv",
            "reference,member_number,category,value,date,description,submitted_by,approved_by\n"
            "K-1,1,labor,1000.00,2026-01-15,,jane,ann\nK-2,1,cash,500.00,2026-01-16,,jane,ann\n"
            "K-3,1,labor,9000.00,2026-01-17,,jane,\n");
        m_cooperatives.file("journal.csv",
                            "entry,date,ledger,account,debit,credit,memo\n"
                            "J1,2026-01-31,book,1110,50.00,,\nJ1,2026-01-31,book,4010,,50.00,\n");
        QCOMPARE(
            program.json({"import", "members", m_cooperatives.path("members.csv")}).json()["added"].toInt(),
            1);
        const auto contributions =
            program.json({"import", "contributions", m_cooperatives.path("contributions.csv")}).json();
        QCOMPARE(contributions["added"].toInt(), 3);
        QCOMPARE(contributions["pending"].toInt(), 1);
        QCOMPARE(
            program.json({"import", "journal", m_cooperatives.path("journal.csv")}).json()["added"].toInt(),
            1);
        for (const QString what : {"members", "contributions", "journal"}) {
            const auto again = program.run({"import", what, m_cooperatives.path(what + ".csv")});
            QCOMPARE(again.code, 0);
            QVERIFY2(again.out.startsWith("Nothing new"), again.out.constData());
        }
        QCOMPARE(program.json({"instances", "--process", "contribution-approval"})
                     .json()["instances"]
                     .toArray()
                     .size(),
                 1);
    }

    void aCloseThatWasNotStartedIsShownOnlyOfAPeriodInTheBooks()
    {
        const auto program = m_cooperatives.sample("unstarted.db");
        const auto open = program.json({"close", "show", "--period", "2026-Q1"});
        QCOMPARE(open.code, 0);
        QCOMPARE(open.json()["state"].toString(), QString("open"));
        QCOMPARE(open.json()["steps"].toArray().size(), 11);
        for (const auto& step : open.json()["steps"].toArray())
            QCOMPARE(step.toObject()["state"].toString(), QString("not_started"));
        for (const QString period : {"2206-Q1", "2026-Q5", "tomorrow"}) {
            const auto none = program.json({"close", "show", "--period", period});
            QCOMPARE(none.code, 1);
            QVERIFY2(!none.errorCode().isEmpty(), none.out.constData());
        }
    }

    void hostileFilesEndInARefusalInWords_data()
    {
        QTest::addColumn<QStringList>("verb");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const QStringList& verb, const QByteArray& content,
                            const char* code) { QTest::newRow(name) << verb << content << QString(code); };
        const QByteArray header = "entry,date,ledger,account,debit,credit,memo\n";
        const QByteArray line = "J-1,2026-01-31,book,1110,5.00,,\n";
        const QStringList journal = {"import", "journal"};
        row("CSV with a NUL", journal, header + QByteArray("J\0,2026-01-31", 13), "exchange.csv.invalid");
        row("CSV in UTF-16", journal, QByteArray("\xff\xfe") + QByteArray("e\0n\0", 4),
            "exchange.csv.invalid");
        row("CSV with a quote left open", journal, header + "\"" + line, "exchange.csv.invalid");
        row("CSV of a million columns", journal, QByteArray("a,").repeated(1'000'000),
            "exchange.csv.invalid");
        row("CSV of a million rows", journal, header + line.repeated(1'000'000), "exchange.csv.invalid");
        row("CSV of bad rows", journal, header + QByteArray("J-1,2026-02-30,x,y,z\n").repeated(300'000),
            "exchange.csv.invalid");
        const QStringList policy = {"import", "policy"};
        row("JSON with a name twice", policy, R"({"name": "a", "name": "b"})", "agreements.policy.invalid");
        row("JSON nested deep", policy, QByteArray(900'000, '['), "agreements.policy.unreadable");
        row("JSON with a huge number", policy, R"({"reserve_minor": )" + QByteArray(100'000, '9') + "}",
            "agreements.policy.unreadable");
        row("JSON of 20 MB", policy, "{\"name\": \"" + QByteArray(20'000'000, 'x') + "\"}",
            "agreements.policy.unreadable");
        const QStringList validate = {"definitions", "validate"};
        const QStringList deploy = {"definitions", "deploy"};
        const QByteArray bomb =
            "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]>"
            "<definitions>&b;</definitions>";
        const QByteArray deep = QByteArray("<a>").repeated(500'000);
        const QByteArray large = "<!--" + QByteArray(20'000'000, 'x') + "--><a/>";
        for (const auto& verb : {validate, deploy}) {
            row(qPrintable("BPMN with entities, " + verb[1]), verb, bomb, "bpmn.xml.doctype");
            row(qPrintable("BPMN nested deep, " + verb[1]), verb, deep, "bpmn.xml.depth");
            row(qPrintable("BPMN of 20 MB, " + verb[1]), verb, large, "bpmn.xml.size");
        }
    }

    void hostileFilesEndInARefusalInWords()
    {
        QFETCH(QStringList, verb);
        QFETCH(QByteArray, content);
        QFETCH(QString, code);
        static const auto program = [this] {
            const auto fresh = m_cooperatives.absent("hostile.db");
            if (fresh.json({"init", "--name", "Own", "--currency", "USD"}).code != 0) qFatal("no co-op");
            return fresh;
        }();
        m_cooperatives.file("hostile", content);
        const auto run = program.json(verb + QStringList{m_cooperatives.path("hostile")});
        QCOMPARE(run.code, 1);
        QCOMPARE(run.errorCode(), code);
        QVERIFY2(run.out.size() < 100'000, qPrintable(QString::number(run.out.size())));
    }

    void aBadRowRefusesTheWholeFileAndNamesThePlace()
    {
        const auto program = m_cooperatives.sample("bad.db");
        m_cooperatives.file(
            "bad.csv", "reference,member_number,category,value,date,description,submitted_by,approved_by\n"
                       "B-1,1,labor,10.00,2026-02-01,,x,y\nB-2,1,labor,ten,2026-02-01,,x,y\n"
                       "B-3,77,labor,10.00,2026-02-01,,x,y\n");
        const auto refused = program.json({"import", "contributions", m_cooperatives.path("bad.csv")});
        QCOMPARE(refused.code, 1);
        const auto context = refused.json()["error"].toObject()["context"].toObject();
        QVERIFY(context["file"].toString().endsWith("bad.csv"));
        const auto fault = context["faults"].toArray().first().toObject();
        QCOMPARE(fault["line"].toInt(), 3);
        QCOMPARE(fault["column"].toInt(), 13);
        QVERIFY(!fault["rule"].toString().isEmpty());
        m_cooperatives.file(
            "bad.csv", "reference,member_number,category,value,date,description,submitted_by,approved_by\n"
                       "B-1,1,labor,10.00,2026-02-01,,x,y\nB-3,77,labor,10.00,2026-02-01,,x,y\n");
        const auto unknown = program.json({"import", "contributions", m_cooperatives.path("bad.csv")});
        QCOMPARE(unknown.code, 1);
        const auto where =
            unknown.json()["error"].toObject()["context"].toObject()["faults"].toArray().first().toObject();
        QCOMPARE(where["line"].toInt(), 3);
        m_cooperatives.file(
            "good.csv", "reference,member_number,category,value,date,description,submitted_by,approved_by\n"
                        "B-1,1,labor,10.00,2026-02-01,,x,y\n");
        QCOMPARE(program.json({"import", "contributions", m_cooperatives.path("good.csv")})
                     .json()["added"]
                     .toInt(),
                 1);
    }

    void aContributionIsApprovedByTwoPeopleAndNeverByItsSubmitter()
    {
        const auto program = m_cooperatives.sample("approve.db");
        const auto taskOf = [&](const QString& subject) {
            for (const auto& task :
                 program.json({"tasks", "--as", "administrator"}).json()["tasks"].toArray())
                if (task.toObject()["subject"].toString() == subject)
                    return task.toObject()["key"].toString();
            return QString();
        };
        QVERIFY(!taskOf("C-1026").isEmpty());
        QCOMPARE(program.json({"task", "approve", taskOf("C-1026"), "--as", "contributor"}).errorCode(),
                 QString("inbox.task.own"));
        QCOMPARE(program.json({"task", "reject", taskOf("C-1026"), "--as", "reviewer"}).errorCode(),
                 QString("inbox.note.missing"));
        QCOMPARE(program.json({"task", "approve", taskOf("C-1026"), "--as", "reviewer"}).code, 0);
        QVERIFY(!taskOf("C-1026").isEmpty());
        QVERIFY(program.json({"task", "approve", taskOf("C-1026"), "--as", "reviewer"}).code == 1);
        QCOMPARE(program.json({"task", "approve", taskOf("C-1026"), "--as", "board"}).code, 0);
        QVERIFY(taskOf("C-1026").isEmpty());
        QCOMPARE(program.json({"show", "C-1026"}).json()["state"].toString(), QString("completed"));
        QCOMPARE(program.json({"task", "approve", taskOf("C-1027"), "--as", "reviewer"}).code, 0);
        QCOMPARE(program.json({"show", "C-1027"}).json()["state"].toString(), QString("completed"));
    }

    void peopleAreAddedWithAPasswordFromStandardInput()
    {
        const auto program = m_cooperatives.sample("users.db");
        QCOMPARE(
            program.run({"users", "add", "greta", "--roles", "Reviewer,Board"}, "a long enough one\n").code,
            0);
        QCOMPARE(program.run({"users", "add", "short", "--roles", "Reviewer"}, "x\n").code, 1);
        QCOMPARE(program.run({"users", "add", "odd", "--roles", "King"}, "a long enough one\n").code, 1);
        QVERIFY(program.run({"users", "list"}).out.contains("greta"));
    }

    void theSampleHasOneAccountForEachRole()
    {
        const auto program = m_cooperatives.sample("roles.db");
        QStringList roles;
        for (const auto& user : program.json({"users", "list"}).json()["users"].toArray())
            roles << user.toObject()["roles"].toArray().at(0).toString();
        roles.sort();
        QCOMPARE(roles, QStringList({"Administrator", "Agent", "Allocator", "Auditor", "Board", "Contributor",
                                     "Member", "Reviewer", "Treasurer", "WorkflowDesigner"}));
        QCOMPARE(program.json({"users", "list", "--as", "member"}).errorCode(),
                 QString("identity.permission.denied"));
    }

    void aMembersStatusIsChangedWithAReasonAndByAnImport()
    {
        const auto program = m_cooperatives.sample("members.db");
        const auto statusOf = [&](int place) {
            const auto list = program.json({"members", "list"}).json()["members"].toArray();
            return list[place].toObject()["status"].toString();
        };
        QCOMPARE(statusOf(4), QString("active"));
        const QStringList leaves{"members", "set-status", "5", "withdrawn", "--reason", "Moved away"};
        QCOMPARE(program.run({"members", "set-status", "5", "withdrawn"}).code, 2);
        QCOMPARE(program.json(leaves + QStringList{"--as", "reviewer"}).errorCode(),
                 QString("identity.permission.denied"));
        QCOMPARE(program.json(leaves + QStringList{"--as", "treasurer"}).code, 0);
        QCOMPARE(statusOf(4), QString("withdrawn"));
        QCOMPARE(program.json(leaves).errorCode(), QString("people.member.status_same"));
        QCOMPARE(program.json({"members", "set-status", "5", "gone", "--reason", "x"}).errorCode(),
                 QString("people.member.status_unknown"));
        QCOMPARE(program.json({"members", "set-status", "99", "inactive", "--reason", "x"}).errorCode(),
                 QString("people.member.unknown"));

        const QByteArray head = "number,name,admitted_on,class,status,email\n";
        m_cooperatives.file("changed.csv",
                            head + "1,Alice Moreno,2019-03-04,patron,inactive,alice@pineridge.example\n"
                                   "6,Fay,2026-02-01,patron,active,\n");
        const auto changed = program.json({"import", "members", m_cooperatives.path("changed.csv")}).json();
        QCOMPARE(changed["added"].toInt(), 1);
        QCOMPARE(changed["changed"].toInt(), 1);
        QCOMPARE(statusOf(0), QString("inactive"));
        const auto again = program.run({"import", "members", m_cooperatives.path("changed.csv")});
        QVERIFY2(again.out.startsWith("Nothing new"), again.out.constData());
        m_cooperatives.file("class.csv",
                            head + "1,Alice Moreno,2019-03-04,investor,inactive,alice@pineridge.example\n");
        const auto refused = program.json({"import", "members", m_cooperatives.path("class.csv")});
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.out.contains("Earlier closes shared by it"), refused.out.constData());
        QVERIFY(program.json({"verify"}).json()["sound"].toBool());
    }

    void aDrillFailsTheStepAndSaysSo()
    {
        const auto program = m_cooperatives.sample("drill.db");
        QCOMPARE(program.json({"close", "start", "--period", "2026-Q1"}).code, 0);
        QCOMPARE(program.json({"close", "sign", "--step", "1", "--as", "allocator"}).code, 0);
        const auto failed = program.json({"--drill", "fail-step=1", "close", "run"});
        QCOMPARE(failed.code, 1);
        QCOMPARE(failed.json()["stopped"].toString(), QString("incident"));
        QCOMPARE(failed.errorCode(), QString("close.drill"));
        QCOMPARE(program.json({"instances", "--state", "failed"}).json()["instances"].toArray().size(), 1);
        const auto inVain = program.json({"--drill", "fail-step=1", "retry", "2026-Q1"});
        QCOMPARE(inVain.code, 1);
        QCOMPARE(inVain.errorCode(), QString("close.drill"));
        QCOMPARE(inVain.json()["cause_gone"].toBool(true), false);
        const auto retried = program.json({"close", "retry"});
        QCOMPARE(retried.code, 0);
        QVERIFY(retried.json()["cause_gone"].toBool());
        QCOMPARE(program.json({"close", "retry"}).errorCode(), QString("close.step.not_failed"));
        QCOMPARE(program.json({"close", "run", "--until", "2"}).json()["stopped"].toString(),
                 QString("until"));
        QCOMPARE(program.json({"close", "undo", "--to", "2", "--reason", "Looked again"}).code, 0);
        const QStringList undo{"close", "undo", "--to",      "1",       "--reason",
                               "Again", "--as", "treasurer", "--second"};
        QCOMPARE(program.json(undo + QStringList{"treasurer"}).errorCode(),
                 QString("close.undo.second_person.same"));
        QCOMPARE(program.json(undo + QStringList{"board"}).json()["second_person"].toString(),
                 QString("board"));
        QCOMPARE(program.json({"close", "show"}).json()["current_step"].toInt(), 1);
    }

    void aDiskThatTakesNothingEndsTheRunInWords()
    {
        const auto program = m_cooperatives.sample("full.db");
        QCOMPARE(program.json({"close", "start", "--period", "2026-Q1"}).code, 0);
        QCOMPARE(program.json({"close", "sign", "--step", "1", "--as", "allocator"}).code, 0);
        QProcess process;
        process.setChildProcessModifier([] {
            // Room for the log's index and a few pages; what is longer is refused as by a full disk.
            constexpr rlim_t room = 50'000;
            const rlimit limit{room, room};
            ::signal(SIGXFSZ, SIG_IGN);
            ::setrlimit(RLIMIT_FSIZE, &limit);
        });
        program.start(process, {"--json", "close", "run"});
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitCode(), 1);
        const auto answer = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
        QVERIFY2(answer["error"].toObject()["code"].toString().startsWith("db."),
                 QJsonDocument(answer).toJson().constData());
        QVERIFY(program.json({"verify"}).json()["sound"].toBool());
        const auto later = program.json({"close", "run", "--until", "2"}).json();
        QCOMPARE(later["stopped"].toString(), QString("until"));
        // Whether step 1 was written before the room ran out is the disk's affair.
        const auto ran = later["ran"].toArray();
        QVERIFY2(ran == QJsonArray({1, 2}) || ran == QJsonArray({2}),
                 QJsonDocument(ran).toJson(QJsonDocument::Compact).constData());
        const auto steps = program.json({"close", "show"}).json()["steps"].toArray();
        QCOMPARE(steps[0].toObject()["state"].toString(), QString("completed"));
        QCOMPARE(steps[1].toObject()["state"].toString(), QString("completed"));
    }

    void aDraftIsListedAndPostedOrDiscarded()
    {
        const auto program = m_cooperatives.sample("drafts.db");
        QByteArray rows = "entry,date,ledger,account,debit,credit,memo\n";
        for (const auto* entry : {"D-1", "D-2"}) {
            rows += QByteArray(entry) + ",2026-03-30,book,5010,10.00,,Late\n";
            rows += QByteArray(entry) + ",2026-03-30,book,1110,,10.00,Late\n";
        }
        m_cooperatives.file("drafts.csv", rows);
        QCOMPARE(program.json({"import", "journal", "--draft", m_cooperatives.path("drafts.csv")})
                     .json()["added"]
                     .toInt(),
                 2);
        const auto drafts = program.json({"drafts", "list"}).json()["drafts"].toArray();
        QCOMPARE(drafts.size(), 2);
        const auto first = QString::number(drafts[0].toObject()["journal"].toInteger());
        const auto second = QString::number(drafts[1].toObject()["journal"].toInteger());
        QCOMPARE(program.json({"drafts", "post", first, "--as", "treasurer"}).json()["status"].toString(),
                 QString("posted"));
        QCOMPARE(program.json({"drafts", "post", first}).errorCode(), QString("treasury.journal.not_draft"));
        QCOMPARE(program.json({"drafts", "discard", second, "--reason", "Twice"}).code, 0);
        QCOMPARE(program.json({"drafts", "list"}).json()["drafts"].toArray().size(), 0);
        QCOMPARE(program.json({"drafts", "post", "many"}).errorCode(), QString("treasury.journal.unknown"));
    }

    void definitionsAreCheckedBeforeTheyAreDeployed()
    {
        const auto program = m_cooperatives.sample("definitions.db");
        const QString resources = HABITAT_SOURCE_DIR "/resources/processes/";
        QCOMPARE(program.json({"definitions", "list"}).json()["definitions"].toArray().size(), 2);
        QCOMPARE(program.json({"definitions", "validate", resources + "period-close.bpmn"}).code, 0);
        const auto again = program.json({"definitions", "deploy", resources + "period-close.bpmn"}).json();
        QVERIFY(!again["definitions"].toArray().first().toObject()["added"].toBool());
        m_cooperatives.file(
            "bad.bpmn",
            "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" id=\"d\">"
            "<process id=\"p\" isExecutable=\"true\"><startEvent id=\"s\"/>\n"
            "<sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"gone\"/></process></definitions>");
        const auto refused = program.json({"definitions", "validate", m_cooperatives.path("bad.bpmn")});
        QCOMPARE(refused.code, 1);
        QVERIFY(!refused.json()["problems"].toArray().isEmpty());
        QCOMPARE(program.json({"definitions", "deploy", m_cooperatives.path("bad.bpmn")}).code, 1);
        QCOMPARE(program.json({"start", "nothing-such"}).code, 1);
    }

    void amountsAreReadAsTheyAreWrittenOrNotAtAll_data()
    {
        QTest::addColumn<QString>("amount");
        QTest::addColumn<int>("code");
        QTest::newRow("plain") << "3500000" << 0;
        QTest::newRow("negative") << "-1" << 0;
        QTest::newRow("zero") << "0" << 0;
        QTest::newRow("largest") << "999999999999999999" << 0;
        QTest::newRow("leading zero, which is not octal") << "010" << 2;
        QTest::newRow("hexadecimal") << "0x10" << 2;
        QTest::newRow("nothing") << "" << 2;
        QTest::newRow("a sign") << "-" << 2;
        QTest::newRow("with a point") << "1.5" << 2;
        QTest::newRow("over 64 bits, which does not become the largest") << "99999999999999999999" << 2;
        QTest::newRow("the least of 64 bits") << "-9223372036854775808" << 2;
    }
    void amountsAreReadAsTheyAreWrittenOrNotAtAll()
    {
        QFETCH(const QString, amount);
        QFETCH(const int, code);
        static const auto program = m_cooperatives.sample("amounts.db");
        const auto entered =
            program.json({"tie-out", "--period", "2026-Q1", "--date", "2026-03-31", "--balance=" + amount,
                          "--explanation", "Counted", "--as", "treasurer"});
        QCOMPARE(entered.code, code);
        if (code == 0) QCOMPARE(entered.json()["balance_minor"].toInteger(), amount.toLongLong());
        if (code != 0)
            QCOMPARE(program.run({"close", "start", "--period", "2026-Q1", "--net-income=" + amount}).code,
                     2);
    }

    void bytesThatAreNoTextNeverBecomeRecords()
    {
        // QProcess passes text only; the shell passes any bytes.
        const auto program = m_cooperatives.sample("bytes.db");
        QCOMPARE(program.json({"close", "start", "--period", "2026-Q1"}).code, 0);
        QProcess shell;
        shell.start("/bin/sh", {"-c",
                                "exec \"$0\" --database \"$1\" --as allocator close sign --step 1 --note "
                                "\"$(printf '\\377')\"",
                                HABITATCTL, program.database()});
        QVERIFY(shell.waitForFinished());
        QCOMPARE(shell.exitStatus(), QProcess::NormalExit);
        QCOMPARE(shell.exitCode(), 2);
        const auto shown = program.json({"close", "show"});
        QCOMPARE(shown.code, 0);
        QVERIFY(!shown.json()["steps"]
                     .toArray()[0]
                     .toObject()["signatures"]
                     .toArray()[0]
                     .toObject()["given"]
                     .toBool());
        m_cooperatives.file("bytes.json", "\xff\xfe{}");
        QCOMPARE(program.json({"import", "policy", m_cooperatives.path("bytes.json"), "--as", "board"}).code,
                 1);
    }

    void anAgentVouchesForNobody()
    {
        const auto program = m_cooperatives.sample("agent.db");
        const QByteArray header =
            "reference,member_number,category,value,date,description,submitted_by,approved_by\n";
        m_cooperatives.file("agent.csv", header + "A-1,1,cash,10.00,2026-04-01,,contributor,reviewer\n");
        const auto refused =
            program.json({"import", "contributions", m_cooperatives.path("agent.csv"), "--as", "agent"});
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.out.contains("intake.approval.agent"), refused.out.constData());
        QVERIFY(program.json({"journal", "--period", "2026-Q2"}).json()["entries"].toArray().isEmpty());
        m_cooperatives.file("agent.csv", header + "A-1,1,cash,10.00,2026-04-01,,contributor,\n");
        QCOMPARE(program.json({"import", "contributions", m_cooperatives.path("agent.csv"), "--as", "agent"})
                     .json()["pending"]
                     .toInt(),
                 1);
        m_cooperatives.file("agent.csv", header + "A-3,1,cash,10.00,2026-04-01,,ghost,phantom\n");
        const auto invented =
            program.json({"import", "contributions", m_cooperatives.path("agent.csv"), "--as", "treasurer"});
        QVERIFY2(invented.out.contains("intake.approval.unknown"), invented.out.constData());
        QCOMPARE(program.json({"import", "contributions", m_cooperatives.path("agent.csv")})
                     .json()["added"]
                     .toInt(),
                 1);
        for (const QByteArray approver : {"agent", "auditor"}) {
            m_cooperatives.file("agent.csv",
                                header + "A-2,1,cash,10.00,2026-04-01,,contributor," + approver + "\n");
            const auto denied = program.json(
                {"import", "contributions", m_cooperatives.path("agent.csv"), "--as", "treasurer"});
            QCOMPARE(denied.code, 1);
            QVERIFY2(denied.out.contains("identity.permission.denied"), denied.out.constData());
        }
    }

    void capitalOfNobodyIsRefused()
    {
        const auto program = m_cooperatives.sample("nobody.db");
        m_cooperatives.file("nobody.csv",
                            "entry,date,ledger,account,debit,credit,memo\n"
                            "N,2026-04-01,book,1110,5.00,,\nN,2026-04-01,book,3100-77,,5.00,\n");
        const auto refused =
            program.json({"import", "journal", m_cooperatives.path("nobody.csv"), "--as", "treasurer"});
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.out.contains("people.member.unknown"), refused.out.constData());
    }

    void whatComesTooLateIsRefusedNotForgotten()
    {
        const auto program = m_cooperatives.sample("late.db");
        const QByteArray header =
            "reference,member_number,category,value,date,description,submitted_by,approved_by\n";
        const auto early = header + "L-1,1,labor,10.00,2026-03-30,,contributor,reviewer\n"
                                    "L-2,1,cash,10.00,2026-03-30,,contributor,\n";
        m_cooperatives.file("early.csv", early);
        QCOMPARE(program.json({"import", "contributions", m_cooperatives.path("early.csv")})
                     .json()["added"]
                     .toInt(),
                 2);
        QCOMPARE(program.json({"defer", "L-2", "--period", "2026-Q1", "--reason", "Receipt missing"}).code,
                 0);
        QCOMPARE(program.json({"close", "start", "--period", "2026-Q1"}).code, 0);
        QCOMPARE(program.json({"close", "sign", "--step", "1", "--as", "allocator"}).code, 0);
        QCOMPARE(program.json({"close", "run", "--until", "1"}).code, 0);
        m_cooperatives.file("late.csv", header + "L-3,1,labor,10.00,2026-03-31,,contributor,reviewer\n");
        const auto refused = program.json({"import", "contributions", m_cooperatives.path("late.csv")});
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.out.contains("treasury.period.closing"), refused.out.constData());
        // The same file again is still nothing new.
        QCOMPARE(program.json({"import", "contributions", m_cooperatives.path("early.csv")})
                     .json()["unchanged"]
                     .toInt(),
                 2);
        // Deferred by name, then approved: posted where it counts, because its own period is closing.
        QString task;
        for (const auto& one : program.json({"tasks", "--as", "reviewer"}).json()["tasks"].toArray())
            if (one.toObject()["subject"].toString() == "L-2") task = one.toObject()["key"].toString();
        QCOMPARE(program.json({"task", "approve", task, "--as", "reviewer"}).code, 0);
        QCOMPARE(program.json({"show", "L-2"}).json()["state"].toString(), QString("completed"));
        const auto entries = program.json({"journal", "--period", "2026-Q2"}).json()["entries"].toArray();
        QCOMPARE(entries.size(), 1);
        QCOMPARE(entries[0].toObject()["date"].toString(), QString("2026-04-01"));
    }
};

QTEST_GUILESS_MAIN(HabitatctlTest)
#include "habitatctl_test.moc"
