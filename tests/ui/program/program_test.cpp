// SPDX-License-Identifier: GPL-3.0-or-later
// The console's program as a person or a script starts it, on a sample that it makes itself.
#include <QFileInfo>
#include <QImage>
#include <QProcess>
#include <QProcessEnvironment>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

class ProgramTest : public QObject
{
    Q_OBJECT

    struct Ended
    {
        int code = -1;
        QString out;
        QString err;
    };

    Ended run(const QStringList& arguments)
    {
        QProcess program;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("XDG_DATA_HOME"), m_folder.path());
        environment.remove(QStringLiteral("QT_QPA_PLATFORM"));
        environment.remove(QStringLiteral("DISPLAY"));
        environment.remove(QStringLiteral("WAYLAND_DISPLAY"));
        program.setProcessEnvironment(environment);
        program.start(QStringLiteral(HABITAT_CONSOLE_PROGRAM), arguments);
        if (!program.waitForFinished(180'000)) program.kill();
        Ended ended;
        ended.code = program.exitStatus() == QProcess::NormalExit ? program.exitCode() : -1;
        ended.out = QString::fromUtf8(program.readAllStandardOutput());
        ended.err = QString::fromUtf8(program.readAllStandardError());
        return ended;
    }

    /// Something was drawn: not one colour, and not a handful.
    static int coloursOf(const QImage& image)
    {
        QSet<QRgb> colours;
        for (int y = 0; y < image.height(); y += 3)
            for (int x = 0; x < image.width(); x += 3)
                colours << image.pixel(x, y);
        return int(colours.size());
    }

private slots:
    void usageErrorsEndWithTwo_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("unknown") << QStringList{"--frobnicate"};
        QTest::newRow("bad view") << QStringList{"--view", "nowhere"};
        QTest::newRow("bad step") << QStringList{"--step", "twelve"};
    }
    void usageErrorsEndWithTwo()
    {
        QFETCH(QStringList, arguments);
        const Ended ended = run(arguments);
        QCOMPARE(ended.code, 2);
        QVERIFY(ended.out.isEmpty());
        QVERIFY(ended.err.contains(arguments.last()));
    }

    void helpAndVersionEndWithZero()
    {
        const Ended help = run({"--help"});
        QCOMPARE(help.code, 0);
        QVERIFY(help.out.contains(QLatin1String("--screenshot")));
        const Ended version = run({"--version"});
        QCOMPARE(version.code, 0);
        QVERIFY(version.out.startsWith(QLatin1String("habitat-console ")));
    }

    void withoutADisplayItSaysSo()
    {
        const Ended ended = run({});
        QCOMPARE(ended.code, 1);
        QVERIFY(ended.err.contains(QLatin1String("no display")));
    }

    void theFirstStartMakesTheSampleAndShowsItsPeople()
    {
        const QString picture = m_folder.filePath(QStringLiteral("people.png"));
        const Ended ended = run({"--screenshot", picture, "--size", "1280x800", "--theme", "light"});
        QVERIFY2(ended.code == 0, qPrintable(ended.err));
        QVERIFY(QFileInfo::exists(m_folder.filePath(QStringLiteral("habitat-console/pine-ridge.db"))));
        const QImage image(picture);
        QCOMPARE(image.size(), QSize(1280, 800));
        QVERIFY(coloursOf(image) > 20);
    }

    void theCloseIsDrawnInBothThemes_data()
    {
        QTest::addColumn<QString>("theme");
        QTest::addColumn<QString>("size");
        QTest::newRow("light") << "light"
                               << "1280x800";
        QTest::newRow("dark, small") << "dark"
                                     << "1024x690";
    }
    void theCloseIsDrawnInBothThemes()
    {
        QFETCH(QString, theme);
        QFETCH(QString, size);
        const QString picture = m_folder.filePath(QStringLiteral("close-%1.png").arg(theme));
        const Ended ended = run({"--as", "allocator", "--view", "close", "--screenshot", picture, "--size",
                                 size, "--theme", theme});
        QVERIFY2(ended.code == 0, qPrintable(ended.err));
        const QImage image(picture);
        QCOMPARE(QStringLiteral("%1x%2").arg(image.width()).arg(image.height()), size);
        const int corner = qGray(image.pixel(image.width() / 2, 4));
        QVERIFY(theme == QLatin1String("dark") ? corner < 80 : corner > 200);
    }

    void whoIsUnknownEndsWithOne()
    {
        const Ended ended =
            run({"--as", "nobody-at-all", "--view", "close", "--screenshot", m_folder.filePath("x.png")});
        QCOMPARE(ended.code, 1);
        QVERIFY2(ended.err.contains(QLatin1String("nobody-at-all")), qPrintable(ended.err));
        QVERIFY(!QFileInfo::exists(m_folder.filePath("x.png")));
    }

    void whatIsNoCoopEndsWithOne()
    {
        const Ended ended = run({"--database", "/proc/version", "--screenshot", m_folder.filePath("y.png")});
        QCOMPARE(ended.code, 1);
        QVERIFY(!ended.err.isEmpty());
    }

    void aPictureThatCannotBeWrittenEndsWithOne()
    {
        const Ended ended = run({"--screenshot", "/no/such/folder/z.png"});
        QCOMPARE(ended.code, 1);
        QVERIFY2(ended.err.contains(QLatin1String("/no/such/folder/z.png")), qPrintable(ended.err));
    }

private:
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(ProgramTest)
#include "program_test.moc"
