// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icons.h"
#include "ui/theme/stylesheet.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QFile>
#include <QFontMetricsF>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

using namespace habitat::ui;

class ThemeTest : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { QApplication::setPalette(QPalette()); }

    void textIsReadable_data()
    {
        QTest::addColumn<QColor>("text");
        QTest::addColumn<QColor>("surface");
        for (const Appearance appearance : {Appearance::Light, Appearance::Dark})
            for (const TextPair& pair : textPairs(Palette::of(appearance)))
                QTest::addRow("%s: %s", appearance == Appearance::Dark ? "dark" : "light",
                              qPrintable(pair.what))
                    << pair.text << pair.surface;
    }
    void textIsReadable()
    {
        QFETCH(QColor, text);
        QFETCH(QColor, surface);
        const double reached = contrast(text, surface);
        QVERIFY2(reached >= 4.5,
                 qPrintable(QStringLiteral("%1 on %2: %3").arg(text.name(), surface.name()).arg(reached)));
    }

    void contrastIsThatOfTheStandard()
    {
        QVERIFY(qAbs(contrast(Qt::black, Qt::white) - 21.0) < 0.001);
        QVERIFY(qAbs(contrast(QColor(0x777777), Qt::white) - 4.478) < 0.01);
        QCOMPARE(contrast(Qt::red, Qt::red), 1.0);
    }

    void outlinesOfControlsCanBeSeen()
    {
        for (const Appearance appearance : {Appearance::Light, Appearance::Dark}) {
            const Palette& palette = Palette::of(appearance);
            QVERIFY(contrast(palette.border, palette.window) >= 3.0);
            QVERIFY(contrast(palette.accent, palette.window) >= 3.0);
        }
    }

    void colorsAreThoseOfTheDesign_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QStringList>("colours");
        const auto row = [](const char* name, Status status, const QStringList& colours) {
            QTest::newRow(name) << int(status) << colours;
        };
        row("not started", Status::NotStarted, {"#565e6c", "#eceef1", "#aeb7c4", "#2d323a"});
        row("running", Status::Running, {"#1d5fbf", "#e3edfb", "#7fb2ff", "#1b2e4a"});
        row("waiting", Status::Waiting, {"#6a4bb3", "#eee8fa", "#b9a2f5", "#2e2648"});
        row("retrying", Status::Retrying, {"#8a5300", "#fdefd8", "#f0b357", "#3f2c0e"});
        row("suspended", Status::Suspended, {"#8a5300", "#fdefd8", "#f0b357", "#3f2c0e"});
        row("completed", Status::Completed, {"#1b6e3c", "#e2f4e8", "#6fcf93", "#173524"});
        row("failed", Status::Failed, {"#b3261e", "#fbe5e3", "#ff8a80", "#4a1c1a"});
        row("compensating", Status::Compensating, {"#87347a", "#f8e6f4", "#e79bd8", "#42203c"});
        row("skipped", Status::Skipped, {"#565e6c", "#eceef1", "#aeb7c4", "#2d323a"});
    }
    void colorsAreThoseOfTheDesign()
    {
        QFETCH(int, status);
        QFETCH(QStringList, colours);
        const StatusColours light = Palette::of(Appearance::Light).status(Status(status));
        const StatusColours dark = Palette::of(Appearance::Dark).status(Status(status));
        QCOMPARE((QStringList{light.text.name(), light.tint.name(), dark.text.name(), dark.tint.name()}),
                 colours);
    }

    void everyStatusHasItsOwnShapeAndWord()
    {
        const Theme theme(*qApp, ThemeChoice::Light);
        QSet<QString> words;
        QSet<QByteArray> shapes;
        for (const Status status : allStatuses) {
            QVERIFY2(hasIcon(statusIcon(status)), qPrintable(statusIcon(status)));
            words << statusWord(status);
            QFile file(QStringLiteral(":/icons/%1.svg").arg(statusIcon(status)));
            QVERIFY(file.open(QIODevice::ReadOnly));
            shapes << file.readAll();
        }
        QCOMPARE(words.size(), qsizetype(allStatuses.size()));
        QCOMPARE(shapes.size(), qsizetype(allStatuses.size()));
    }

    void wordsOfCoreAreRead_data()
    {
        QTest::addColumn<QByteArray>("word");
        QTest::addColumn<int>("status");
        QTest::newRow("running") << QByteArray("running") << int(Status::Running);
        QTest::newRow("waiting") << QByteArray("waiting") << int(Status::Waiting);
        QTest::newRow("retrying") << QByteArray("retrying") << int(Status::Retrying);
        QTest::newRow("failed") << QByteArray("failed") << int(Status::Failed);
        QTest::newRow("cancelled") << QByteArray("cancelled") << int(Status::Cancelled);
        QTest::newRow("compensated") << QByteArray("compensated") << int(Status::Compensated);
        QTest::newRow("unknown") << QByteArray("nonsense") << int(Status::NotStarted);
    }
    void wordsOfCoreAreRead()
    {
        QFETCH(QByteArray, word);
        QFETCH(int, status);
        QCOMPARE(int(parseStatus(word.toStdString())), status);
    }

    void styleSheetNamesOnlyKnownTokens()
    {
        for (const Appearance appearance : {Appearance::Light, Appearance::Dark})
            QVERIFY2(!styleSheet(Palette::of(appearance)).contains(QLatin1Char('$')),
                     "a token was not replaced");
    }

    void followsTheSystem()
    {
        Theme theme(*qApp, ThemeChoice::System);
        QSignalSpy changed(&theme, &Theme::changed);
        QPalette dark;
        dark.setColor(QPalette::Window, QColor(0x202020));
        dark.setColor(QPalette::WindowText, Qt::white);
        QApplication::setPalette(dark);
        QTRY_COMPARE(theme.appearance(), Appearance::Dark);
        QVERIFY(!changed.isEmpty());
        QCOMPARE(QApplication::palette().color(QPalette::Window), Palette::of(Appearance::Dark).window);
        QPalette light;
        light.setColor(QPalette::Window, Qt::white);
        light.setColor(QPalette::WindowText, Qt::black);
        QApplication::setPalette(light);
        QTRY_COMPARE(theme.appearance(), Appearance::Light);
    }

    void aChosenThemeStays()
    {
        Theme theme(*qApp, ThemeChoice::Light);
        QPalette dark;
        dark.setColor(QPalette::Window, QColor(0x202020));
        dark.setColor(QPalette::WindowText, Qt::white);
        QApplication::setPalette(dark);
        QCoreApplication::processEvents();
        QCOMPARE(theme.appearance(), Appearance::Light);
        theme.choose(ThemeChoice::Dark);
        QCOMPARE(theme.appearance(), Appearance::Dark);
    }

    void iconsTakeTheColourOfTheTheme()
    {
        Theme theme(*qApp, ThemeChoice::Light);
        const QIcon search = icon(QStringLiteral("search"));
        const QImage light = search.pixmap(32).toImage();
        theme.choose(ThemeChoice::Dark);
        const QImage dark = search.pixmap(32).toImage();
        QVERIFY(light != dark);
        QVERIFY(!hasIcon(QStringLiteral("no-such-drawing")));
    }

    void digitsAreTabular()
    {
        const QFontMetricsF metrics(Theme::numberFont());
        for (const QChar digit : QStringLiteral("123456789"))
            QCOMPARE(metrics.horizontalAdvance(digit), metrics.horizontalAdvance(QLatin1Char('0')));
    }

    void typeScaleIsThatOfTheDesign()
    {
        const double base = QApplication::font().pointSizeF();
        QVERIFY(qAbs(Theme::titleFont().pointSizeF() - base * 1.5) < 0.01);
        QVERIFY(qAbs(Theme::sectionFont().pointSizeF() - base * 1.2) < 0.01);
        QVERIFY(qAbs(Theme::captionFont().pointSizeF() - base * 0.9) < 0.01);
    }
};

QTEST_MAIN(ThemeTest)
#include "theme_test.moc"
