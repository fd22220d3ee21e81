// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/sample_cooperative.h"

#include <QTest>

#include "core/console/cooperative.h"

#include "core/console/console.h"
#include "core/console/initialise.h"
#include "core/store/migrations.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <filesystem>
#include <functional>

using namespace habitat;
using habitat::test::sampleAt;

namespace {

using Maker = std::function<void(const QString& path)>;

Maker containing(const QByteArray& content)
{
    return [content](const QString& path) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    };
}

Maker withTables(const char* sql)
{
    return [sql](const QString& path) {
        auto db = db::Connection::open(path.toStdString(), db::OpenMode::ReadWriteCreate);
        QVERIFY(db.has_value());
        db->script(sql);
    };
}

void schemaWithoutCooperative(const QString& path)
{
    auto db = db::Connection::open(path.toStdString(), db::OpenMode::ReadWriteCreate);
    QVERIFY(db.has_value());
    QVERIFY(store::migrate(*db).has_value());
}

/// A later program may have other columns too.
void ofANewerProgram(const QString& path)
{
    schemaWithoutCooperative(path);
    withTables("INSERT INTO schema_version VALUES (9999, 'to come'); "
               "ALTER TABLE cooperative RENAME COLUMN name TO title")(path);
}

void folderAt(const QString& path)
{
    QVERIFY(QDir().mkpath(path));
}

void endlessLinkAt(const QString& path)
{
    QVERIFY(QFile::link(path, path));
}

/// How a database can be spelled, given the file `real/habitat.db` in the current folder.
using Speller = std::function<QString()>;

console::OpenOptions optionsAt(const QString& path)
{
    console::OpenOptions options;
    options.database = path.toStdString();
    options.host = "test";
    options.threaded = false;
    return options;
}

std::string codeOf(const auto& result)
{
    return result ? std::string("ok") : result.error().code;
}

/// The program's own current folder, for the while of a test.
class Within
{
public:
    explicit Within(const QString& folder) : m_before(QDir::currentPath()) { QDir::setCurrent(folder); }
    ~Within() { QDir::setCurrent(m_before); }
    Within(const Within&) = delete;
    Within& operator=(const Within&) = delete;

private:
    QString m_before;
};

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

Q_DECLARE_METATYPE(Maker)
Q_DECLARE_METATYPE(Speller)

/// Files that are no co-op, or not one for this program.
class DatabaseFileTest : public QObject
{
    Q_OBJECT

private slots:
    void whatIsNoCooperativeIsToldFromOneAndLeftAlone_data()
    {
        QTest::addColumn<Maker>("make");
        QTest::addColumn<std::string>("code");
        QTest::addColumn<QString>("says");
        QTest::newRow("nothing") << Maker([](const QString&) {}) << std::string("console.none")
                                 << "is not there";
        QTest::newRow("a folder") << Maker(&folderAt) << std::string("console.foreign") << "is a folder";
        QTest::newRow("out of reach")
            << Maker(&endlessLinkAt) << std::string("console.unreadable") << "cannot be reached";
        QTest::newRow("empty") << containing("") << std::string("console.empty") << "an empty file";
        QTest::newRow("one byte") << containing("x") << std::string("console.foreign") << "holds nothing";
        QTest::newRow("a text") << containing(QByteArray("Dear members, this is a letter. ").repeated(40))
                                << std::string("console.foreign") << "of another kind";
        QTest::newRow("another program's database")
            << withTables("CREATE TABLE moz_places (id INTEGER PRIMARY KEY)")
            << std::string("console.foreign") << "a database of another program";
        QTest::newRow("a database without tables")
            << withTables("PRAGMA user_version = 4") << std::string("console.foreign") << "holds nothing";
        QTest::newRow("another program's tables of the same names")
            << withTables("CREATE TABLE cooperative (id INTEGER); CREATE TABLE schema_version (v TEXT)")
            << std::string("console.foreign") << "a database of another program";
        QTest::newRow("a co-op never finished")
            << Maker(&schemaWithoutCooperative) << std::string("console.unfinished") << "never finished";
        QTest::newRow("of a newer program")
            << Maker(&ofANewerProgram) << std::string("store.schema.newer") << "Update the program";
    }

    void whatIsNoCooperativeIsToldFromOneAndLeftAlone()
    {
        QFETCH(Maker, make);
        QFETCH(std::string, code);
        QFETCH(QString, says);
        const QTemporaryDir folder;
        const auto path = folder.filePath("habitat.db");
        make(path);
        const auto before = contentOf(path);
        const auto refused = console::holdsCooperative(path.toStdString());
        QVERIFY(!refused.has_value());
        const auto message = QString::fromStdString(refused.error().message);
        QCOMPARE(refused.error().code, code);
        QVERIFY2(message.contains(says), qPrintable(message));
        QCOMPARE(refused.error().context.value("path", std::string()), path.toStdString());

        console::OpenOptions options;
        options.database = path.toStdString();
        options.threaded = false;
        QCOMPARE(console::Console::open(options).error().code, code);
        QCOMPARE(console::Questions::open(path.toStdString(), nullptr).error().code, code);
        QCOMPARE(contentOf(path), before);
        // What is advised is possible.
        console::NewCooperative request;
        request.database = path.toStdString();
        request.name = "Pine Ridge";
        request.cheapPasswords = true;
        const auto made = console::initialise(request, std::make_shared<SystemClock>());
        QCOMPARE(made.has_value(), message.contains(" init "));
        if (!made) QCOMPARE(contentOf(path), before);
    }

    void aWriteProtectedCooperativeIsShownAndNotOpened()
    {
        const QTemporaryDir folder;
        const auto path = folder.filePath("habitat.db");
        console::NewCooperative request;
        request.database = path.toStdString();
        request.name = "Pine Ridge";
        request.cheapPasswords = true;
        QVERIFY(console::initialise(request, std::make_shared<SystemClock>()));
        QVERIFY(QFile::setPermissions(path, QFile::ReadOwner));
        if (QFileInfo(path).isWritable()) QSKIP("whoever runs this may write anything");
        console::OpenOptions options;
        options.database = path.toStdString();
        QCOMPARE(console::Console::open(options).error().code, std::string("db.readonly"));
        QVERIFY(console::Questions::open(path.toStdString(), nullptr));
    }

    void theRealFileIsLockedHoweverItIsSpelled_data()
    {
        QTest::addColumn<Speller>("spell");
        QTest::newRow("relative path") << Speller([] { return QStringLiteral("real/habitat.db"); });
        QTest::newRow("through ..") << Speller(
            [] { return QDir::currentPath() + "/real/../real/habitat.db"; });
        QTest::newRow("symlinked file") << Speller([] {
            return QFile::link(QDir::currentPath() + "/real/habitat.db", "link.db")
                       ? QStringLiteral("link.db")
                       : QString();
        });
        QTest::newRow("a link to a link") << Speller([] {
            return QFile::link("real/habitat.db", "one.db") && QFile::link("one.db", "two.db")
                       ? QDir::currentPath() + "/two.db"
                       : QString();
        });
        QTest::newRow("symlinked folder") << Speller(
            [] { return QFile::link("real", "linked") ? QStringLiteral("linked/habitat.db") : QString(); });
    }

    void theRealFileIsLockedHoweverItIsSpelled()
    {
        QFETCH(Speller, spell);
        const QTemporaryDir folder;
        const Within within(folder.path());
        QVERIFY(QDir().mkpath("real"));
        const auto clock = std::make_shared<SystemClock>();
        QCOMPARE(codeOf(console::initialise(sampleAt("real/habitat.db"), clock)), std::string("ok"));
        const auto real = QDir(folder.path()).canonicalPath() + "/real/habitat.db";
        const auto spelled = spell();
        QVERIFY(QFile::exists(spelled));
        const auto around = QDir().entryList(QDir::AllEntries | QDir::System);
        {
            const auto first = console::Console::open(optionsAt(real));
            QCOMPARE(codeOf(first), std::string("ok"));
            QCOMPARE(codeOf(console::Console::open(optionsAt(spelled))), std::string("runtime.hosted"));
            QCOMPARE(codeOf(console::Questions::open(spelled.toStdString(), clock)), std::string("ok"));
        }
        const auto second = console::Console::open(optionsAt(spelled));
        QCOMPARE(codeOf(second), std::string("ok"));
        QCOMPARE(codeOf(console::Console::open(optionsAt(real))), std::string("runtime.hosted"));
        const auto admin = (*second)->assume("administrator");
        const auto backup = (*second)->takeBackup(*admin);
        QVERIFY(backup.has_value());
        QVERIFY(QString::fromStdString(*backup).startsWith(real + ".backups/"));
        QCOMPARE(codeOf(console::initialise(sampleAt(spelled), clock)), std::string("console.exists"));
        // Nothing came to lie beside the other name.
        QCOMPARE(QDir().entryList(QDir::AllEntries | QDir::System), around);
    }

    void aNewOneIsMadeWhereItsFolderReallyIs()
    {
        const QTemporaryDir folder;
        const Within within(folder.path());
        QVERIFY(QDir().mkpath("real"));
        QVERIFY(QFile::link("real", "linked"));
        const auto clock = std::make_shared<SystemClock>();
        QCOMPARE(codeOf(console::initialise(sampleAt("linked/../linked/habitat.db"), clock)),
                 std::string("ok"));
        QVERIFY(QFile::exists("real/habitat.db"));
        QVERIFY(QFile::link("real/gone.db", "nowhere.db"));
        QCOMPARE(codeOf(console::initialise(sampleAt("nowhere.db"), clock)), std::string("console.place"));
        QCOMPARE(codeOf(console::Console::open(optionsAt("nowhere.db"))), std::string("console.place"));
        QVERIFY(QFileInfo("nowhere.db").isSymLink());
    }

    void aBackupThatIsNotOnRecordIsNotKept()
    {
        const QTemporaryDir folder;
        const auto path = folder.filePath("habitat.db");
        QCOMPARE(codeOf(console::initialise(sampleAt(path), std::make_shared<SystemClock>())),
                 std::string("ok"));
        withTables("CREATE TRIGGER no_record BEFORE INSERT ON backup_record "
                   "BEGIN SELECT RAISE(ABORT, 'not today'); END")(path);
        const auto console = console::Console::open(optionsAt(path));
        QVERIFY(console.has_value());
        const auto admin = (*console)->assume("administrator");
        QVERIFY(!(*console)->takeBackup(*admin).has_value());
        QCOMPARE(QDir(path + ".backups").entryList(QDir::Files), QStringList());
        withTables("DROP TRIGGER no_record")(path);
        QCOMPARE(codeOf((*console)->takeBackup(*admin)), std::string("ok"));
        QCOMPARE(QDir(path + ".backups").entryList(QDir::Files).size(), 1);
    }

    void whatIsWrongWithTheFolderOfBackupsIsSaid()
    {
        const QTemporaryDir folder;
        const auto path = folder.filePath("habitat.db");
        QCOMPARE(codeOf(console::initialise(sampleAt(path), std::make_shared<SystemClock>())),
                 std::string("ok"));
        const auto console = console::Console::open(optionsAt(path));
        containing("a file")(path + ".backups");
        const auto refused = (*console)->takeBackup(*(*console)->assume("administrator"));
        QCOMPARE(codeOf(refused), std::string("console.backup.folder"));
        QVERIFY(refused.error().message.find(".backups”, which is no folder") != std::string::npos);
        QCOMPARE(contentOf(path + ".backups"), QByteArray("a file"));
    }

    void aFileWithTwoNamesIsRefusedUnderBoth()
    {
        const QTemporaryDir folder;
        const auto one = folder.filePath("one.db");
        const auto two = folder.filePath("two.db");
        const auto clock = std::make_shared<SystemClock>();
        QCOMPARE(codeOf(console::initialise(sampleAt(one), clock)), std::string("ok"));
        std::filesystem::create_hard_link(one.toStdString(), two.toStdString());
        for (const auto& name : {one, two}) {
            const auto refused = console::Console::open(optionsAt(name));
            QCOMPARE(codeOf(refused), std::string("console.hard_linked"));
            QVERIFY(refused.error().message.find("-samefile") != std::string::npos);
            QCOMPARE(codeOf(console::Questions::open(name.toStdString(), clock)),
                     std::string("console.hard_linked"));
        }
        QVERIFY(QFile::remove(two));
        QCOMPARE(codeOf(console::Console::open(optionsAt(one))), std::string("ok"));
    }
};

QTEST_GUILESS_MAIN(DatabaseFileTest)
#include "database_file_test.moc"
