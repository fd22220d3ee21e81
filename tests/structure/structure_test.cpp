// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/structure/rules.h"

#include <QDirIterator>
#include <QProcess>
#include <QTest>

#include <functional>

using namespace habitat::structure;

using Rule = Violations (*)(const SourceTree&);
Q_DECLARE_METATYPE(Rule)

namespace {

/// What a program prints; empty and a message where it cannot be run.
std::string outputOf(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished() || process.exitCode() != 0)
        qWarning().noquote() << program << arguments << process.errorString()
                             << process.readAllStandardError();
    return process.readAllStandardOutput().toStdString();
}

QString listed(const std::vector<std::string>& lines)
{
    QString text;
    for (const auto& line : lines)
        text += "\n" + QString::fromStdString(line);
    return text;
}

constexpr const char* licence = "// SPDX-License-Identifier: GPL-3.0-or-later\n";

} // namespace

class StructureTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_tree = readSourceTree(HABITAT_SOURCE_DIR);
        const auto below = [&](std::string_view folder) {
            return std::ranges::any_of(m_tree, [&](const SourceFile& file) { return file.isBelow(folder); });
        };
        QVERIFY2(below("core/base/") && below("tests/structure/"), "the source tree was not found");
    }

    void theHouseKeeps_data()
    {
        QTest::addColumn<Rule>("rule");
        QTest::newRow("no Qt below core") << &qtBelowCore;
        QTest::newRow("arrows point downward") << &upwardArrows;
        QTest::newRow("includes start at the root") << &relativeIncludes;
        QTest::newRow("no circles of headers") << &includeCircles;
        QTest::newRow("one folder knows the database") << &databaseHeaders;
        QTest::newRow("licence, pragma once, length") << &fileForm;
    }

    void theHouseKeeps()
    {
        QFETCH(Rule, rule);
        const auto violations = rule(m_tree);
        // A test's own message is cut where it is long.
        if (!violations.empty()) qWarning().noquote() << QString::fromStdString(toText(violations));
        QVERIFY2(violations.empty(), "the places are listed above");
    }

    void noLibraryOfCoreNeedsQt()
    {
        QDirIterator libraries(HABITAT_BINARY_DIR "/core", {"libhabitat_*.a", "libhabitat_*.so"}, QDir::Files,
                               QDirIterator::Subdirectories);
        int seen = 0;
        while (libraries.hasNext()) {
            const auto library = libraries.next();
            const auto found = qtSymbols(outputOf("nm", {"--undefined-only", library}));
            QVERIFY2(found.empty(), qPrintable(library + listed(found)));
            ++seen;
        }
        QVERIFY2(seen > 0, "no library of core was built here");
    }

    void habitatctlNeedsNoQt()
    {
        const QString program = HABITATCTL;
        if (program.isEmpty()) QSKIP("habitatctl is not part of this build");
        const auto dynamic = outputOf("readelf", {"--dynamic", program});
        QVERIFY2(dynamic.find("(NEEDED)") != std::string::npos, "readelf told nothing about habitatctl");
        const auto found = qtLibraries(dynamic);
        QVERIFY2(found.empty(), qPrintable(listed(found)));
    }

    /// The checker itself: each row is a small tree, the rule that must find fault with it, and where.
    void breachIsFound_data()
    {
        QTest::addColumn<Rule>("rule");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("content");
        QTest::addColumn<int>("line");
        const auto row = [](const char* name, Rule rule, const char* path, const QString& content, int line) {
            QTest::newRow(name) << rule << path << content << line;
        };
        row("Qt class", qtBelowCore, "core/close/a.cpp", "#include <vector>\n#include <QString>\n", 2);
        row("Qt module", qtBelowCore, "core/base/a.h", "#include <QtCore/QObject>\n", 1);
        row("Qt by file name", qtBelowCore, "core/base/a.h", "#  include \"qobject.h\"\n", 1);
        row("Qt linked", qtBelowCore, "core/base/CMakeLists.txt", "habitat_room(base\n LINKS Qt6::Core)\n",
            2);
        row("Qt searched", qtBelowCore, "core/base/CMakeLists.txt", "find_package(Qt6 COMPONENTS Core)\n", 1);
        row("moc", qtBelowCore, "core/base/CMakeLists.txt", "set(CMAKE_X 1)\nset(AUTOMOC ON)\n", 2);
        row("room above", upwardArrows, "core/db/a.h", "#include \"core/store/migrations.h\"\n", 1);
        row("room beside", upwardArrows, "core/people/a.h", "#include \"core/treasury/journal.h\"\n", 1);
        row("core to ui", upwardArrows, "core/console/a.cpp", "\n#include \"ui/shell/window.h\"\n", 2);
        row("ui to app", upwardArrows, "ui/shell/a.cpp", "#include \"app/demo.h\"\n", 1);
        row("angle brackets", upwardArrows, "core/db/a.h", "#include <core/engine/decide.h>\n", 1);
        row("room unknown", upwardArrows, "core/misc/a.h", "", 1);
        row("room unknown used", upwardArrows, "core/db/a.h", "#include \"core/misc/a.h\"\n", 1);
        row("link upward", upwardArrows, "core/db/CMakeLists.txt", "habitat_room(db LINKS habitat_engine)\n",
            1);
        row("climbing", relativeIncludes, "core/db/a.h", "#include \"../store/migrations.h\"\n", 1);
        row("beside", relativeIncludes, "core/db/a.h", "#include \"connection.h\"\n", 1);
        row("self", includeCircles, "core/db/a.h", "#include \"core/db/a.h\"\n", 1);
        row("database", databaseHeaders, "core/store/a.cpp", "#include <sqlite3.h>\n", 1);
        row("database in ui", databaseHeaders, "ui/audit/a.cpp", "#include <sqlite3.h>\n", 1);
        row("no licence", fileForm, "core/db/a.cpp", "int a;\n", 1);
        row("empty file", fileForm, "core/db/a.cpp", "", 1);
        row("no pragma once", fileForm, "core/db/a.h", licence, 1);
        row("too long", fileForm, "tests/db/a.cpp", licence + QString("\n").repeated(600), 601);
    }

    void breachIsFound()
    {
        QFETCH(Rule, rule);
        QFETCH(QString, path);
        QFETCH(QString, content);
        QFETCH(int, line);
        const auto violations = rule({sourceFile(path.toStdString(), content.toStdString())});
        QCOMPARE(violations.size(), std::size_t(1));
        QCOMPARE(QString::fromStdString(violations[0].file), path);
        QCOMPARE(int(violations[0].line), line);
    }

    void circleOverTwoHeadersIsFoundOnce()
    {
        const SourceTree tree = {
            sourceFile("core/db/a.h", "#include \"core/db/b.h\"\n"),
            sourceFile("core/db/b.h", "\n#include \"core/db/a.h\"\n"),
            sourceFile("core/db/c.h", "#include \"core/db/a.h\"\n#include \"core/db/b.h\"\n"),
        };
        const auto violations = includeCircles(tree);
        QCOMPARE(violations.size(), std::size_t(1));
        QCOMPARE(violations[0].file, std::string("core/db/b.h"));
    }

    void goodFilesPass_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("content");
        QTest::newRow("standard headers that look like Qt")
            << "core/db/a.h"
            << QString(licence) + "#pragma once\n#include <queue>\n#include \"core/base/result.h\"\n";
        QTest::newRow("Qt in ui")
            << "ui/shell/a.cpp"
            << QString(licence) +
                   "#include <QString>\n#include \"core/console/console.h\"\n#include \"a.moc\"\n";
        QTest::newRow("driver in core/db") << "core/db/a.cpp" << QString(licence) + "#include <sqlite3.h>\n";
        QTest::newRow("bound reached") << "core/db/a.cpp" << licence + QString("\n").repeated(599);
        QTest::newRow("comment in CMake") << "core/db/CMakeLists.txt"
                                          << "# never Qt6::Core\nhabitat_room(db LINKS habitat_base)\n";
        QTest::newRow("test of any room")
            << "tests/db/a.cpp" << QString(licence) + "#include \"core/close/plan.h\"\n#include <QTest>\n";
    }

    void goodFilesPass()
    {
        QFETCH(QString, path);
        QFETCH(QString, content);
        const SourceTree tree = {sourceFile(path.toStdString(), content.toStdString())};
        for (const Rule rule :
             {qtBelowCore, upwardArrows, relativeIncludes, includeCircles, databaseHeaders, fileForm}) {
            const auto violations = rule(tree);
            QVERIFY2(violations.empty(), toText(violations).c_str());
        }
    }

    void symbolsOfQtAreTold_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<bool>("isQt");
        QTest::newRow("method") << "                 U _ZN7QString6appendERKS_" << true;
        QTest::newRow("const method") << "                 U _ZNK7QString4sizeEv" << true;
        QTest::newRow("type info") << "                 U _ZTI7QObject" << true;
        QTest::newRow("version tag") << "                 U qt_version_tag_6_4" << true;
        QTest::newRow("free function") << "                 U _Z9qBadAllocv" << true;
        QTest::newRow("ours") << "                 U _ZN7habitat2db10Connection5queryE" << false;
        QTest::newRow("standard") << "                 U _ZNSt6vectorIiE" << false;
        QTest::newRow("c") << "                 U sqlite3_open_v2" << false;
    }

    void symbolsOfQtAreTold()
    {
        QFETCH(QString, line);
        QFETCH(bool, isQt);
        QCOMPARE(!qtSymbols(line.toStdString()).empty(), isQt);
    }

    void thisProgramIsSeenToNeedQt()
    {
        const auto self = QCoreApplication::applicationFilePath();
        QVERIFY(!qtLibraries(outputOf("readelf", {"--dynamic", self})).empty());
        QVERIFY(!qtSymbols(outputOf("nm", {"--undefined-only", self})).empty());
    }

private:
    SourceTree m_tree;
};

QTEST_GUILESS_MAIN(StructureTest)
#include "structure_test.moc"
