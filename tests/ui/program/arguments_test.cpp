// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/habitat_console/arguments.h"

#include <QTest>

using namespace habitat::app;

class ConsoleArgumentsTest : public QObject
{
    Q_OBJECT

private slots:
    void everyArgumentIsRead()
    {
        const auto [arguments, problem] =
            parseArguments({"--database", "/tmp/a b.db", "--as=kim", "--view", "close", "--period", "2026-Q1",
                            "--step", "7", "--screenshot", "out.png", "--size", "1024x690", "--theme", "dark",
                            "--language", "de", "--drill", "fail-step=5,times=2"},
                           m_views);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        QCOMPARE(arguments.database, QStringLiteral("/tmp/a b.db"));
        QCOMPARE(arguments.user, QStringLiteral("kim"));
        QCOMPARE(arguments.view, QStringLiteral("close"));
        QCOMPARE(arguments.period, QStringLiteral("2026-Q1"));
        QCOMPARE(arguments.step, 7);
        QCOMPARE(arguments.screenshot, QStringLiteral("out.png"));
        QCOMPARE(arguments.size, QSize(1024, 690));
        QCOMPARE(arguments.theme, QStringLiteral("dark"));
        QCOMPARE(arguments.language, QStringLiteral("de"));
        QCOMPARE(arguments.drill->step, 5);
        QCOMPARE(arguments.drill->times, 2);
        QVERIFY(arguments.asked == Arguments::Asked::Run);
    }

    void whatIsNotSaidIsImplied_data()
    {
        QTest::addColumn<QStringList>("given");
        QTest::addColumn<QString>("view");
        QTest::newRow("nothing") << QStringList{} << "";
        QTest::newRow("an instance") << QStringList{"--instance", "42"} << "instances";
        QTest::newRow("a period") << QStringList{"--period", "2026-Q1"} << "close";
        QTest::newRow("a step") << QStringList{"--step", "3"} << "close";
        QTest::newRow("a view wins") << QStringList{"--view", "alerts", "--period", "2026-Q1"} << "alerts";
    }
    void whatIsNotSaidIsImplied()
    {
        QFETCH(QStringList, given);
        QFETCH(QString, view);
        const auto [arguments, problem] = parseArguments(given, m_views);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        QCOMPARE(arguments.view, view);
        QVERIFY(!arguments.drill);
    }

    void whatIsWrongIsRefused_data()
    {
        QTest::addColumn<QStringList>("given");
        QTest::addColumn<QString>("says");
        QTest::newRow("unknown") << QStringList{"--frobnicate"} << "--frobnicate";
        QTest::newRow("a word") << QStringList{"close"} << "“close”";
        QTest::newRow("one dash") << QStringList{"-database", "x"} << "-database";
        QTest::newRow("no value") << QStringList{"--database"} << "needs a value";
        QTest::newRow("no value before another")
            << QStringList{"--database", "--as", "kim"} << "needs a value";
        QTest::newRow("empty value") << QStringList{"--as="} << "needs a value";
        QTest::newRow("no such view") << QStringList{"--view", "settings"} << "settings";
        QTest::newRow("step 0") << QStringList{"--step", "0"} << "1 to 11";
        QTest::newRow("step 12") << QStringList{"--step", "12"} << "1 to 11";
        QTest::newRow("size") << QStringList{"--size", "big"} << "1280x800";
        QTest::newRow("too small a size") << QStringList{"--size", "640x480"} << "960x600";
        QTest::newRow("too large a size") << QStringList{"--size", "99999x99999"} << "7680x4320";
        QTest::newRow("instance") << QStringList{"--instance", "C-881"} << "C-881";
        QTest::newRow("instance 0") << QStringList{"--instance", "0"} << "number";
        QTest::newRow("a picture of another kind") << QStringList{"--screenshot", "a.jpeg"} << ".png";
        QTest::newRow("theme") << QStringList{"--theme", "pink"} << "light or dark";
        QTest::newRow("language") << QStringList{"--language", "tlh"} << "de or en";
        QTest::newRow("drill without a step") << QStringList{"--drill", "times=2"} << "fail-step";
        QTest::newRow("drill of step 12") << QStringList{"--drill", "fail-step=12"} << "1 to 11";
        QTest::newRow("drill no times") << QStringList{"--drill", "fail-step=1,times=0"} << "fail-step";
        QTest::newRow("drill with more") << QStringList{"--drill", "fail-step=1,twice"} << "fail-step";
        QTest::newRow("a picture of nobody's view")
            << QStringList{"--screenshot", "a.png", "--view", "close"} << "--as";
    }
    void whatIsWrongIsRefused()
    {
        QFETCH(QStringList, given);
        QFETCH(QString, says);
        const QString problem = parseArguments(given, m_views).problem;
        QVERIFY2(problem.contains(says), qPrintable(problem));
    }

    void helpNamesEveryOption()
    {
        QVERIFY(parseArguments({"--help", "--nonsense"}, m_views).arguments.asked == Arguments::Asked::Help);
        QVERIFY(parseArguments({"--version"}, m_views).arguments.asked == Arguments::Asked::Version);
        const QString help = helpText(m_views);
        for (const char* option : {"database", "as", "view", "period", "step", "instance", "screenshot",
                                   "size", "theme", "language", "drill", "help", "version"})
            QVERIFY2(help.contains(QStringLiteral("--") + QLatin1String(option)), option);
        QVERIFY(help.contains(QLatin1String("close|instances|alerts")));
    }

private:
    const QStringList m_views{"close", "instances", "alerts"};
};

QTEST_GUILESS_MAIN(ConsoleArgumentsTest)
#include "arguments_test.moc"
