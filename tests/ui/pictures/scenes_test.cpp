// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold in every scene of the console, whatever is open in it.
#include "tests/ui/pictures/stage.h"
#include "ui/shell/sign_in_page.h"
#include "ui/shell/workspace.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QDialog>
#include <QLabel>
#include <QPointer>
#include <QTest>

using namespace habitat;
using namespace habitat::ui;

class ScenesTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<Theme> m_theme;

    static void eachScene()
    {
        QTest::addColumn<Scene>("scene");
        for (const Scene& scene : closeScenes() + workScenes())
            QTest::newRow(qPrintable(scene.name)) << scene;
    }

    /// Words that nobody can read on the ground of the dialog they stand in.
    static QStringList unreadable(const QWidget& root)
    {
        QStringList found;
        for (const QLabel* label : root.findChildren<QLabel*>()) {
            if (!label->isVisible() || label->text().isEmpty()) continue;
            const QColor ink = label->palette().color(label->foregroundRole());
            const QColor ground = root.palette().color(QPalette::Window);
            if (std::abs(ink.lightness() - ground.lightness()) < 60) found << label->text();
        }
        return found;
    }

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp, ThemeChoice::Light); }
    void cleanup() { m_theme->choose(ThemeChoice::Light); }
    void cleanupTestCase() { m_theme.reset(); }

    void theThemeMayChange_data() { eachScene(); }
    void theThemeMayChange()
    {
        QFETCH(const Scene, scene);
        Stage stage({1024, 690});
        QVERIFY(stage.play(scene));
        const auto dialogs = stage.dialogs();
        QCOMPARE(dialogs.size(), scene.dialogs);
        m_theme->choose(ThemeChoice::Dark);
        QCoreApplication::processEvents();
        QCOMPARE(stage.dialogs(), dialogs);
        for (const QDialog* dialog : dialogs) {
            QVERIFY(dialog->palette().color(QPalette::Window).lightness() < 100);
            QCOMPARE(unreadable(*dialog), QStringList());
        }
    }

    void whoLeavesLeavesNothingOpen_data() { eachScene(); }
    void whoLeavesLeavesNothingOpen()
    {
        QFETCH(const Scene, scene);
        if (scene.user.isEmpty()) QSKIP("nobody is there");
        Stage stage({1024, 690});
        QVERIFY(stage.play(scene));
        QList<QPointer<QDialog>> dialogs;
        for (QDialog* dialog : stage.dialogs())
            dialogs << dialog;
        const auto commands = stage.backend().commands;
        stage.window().signOut();
        QTRY_VERIFY(stage.window().signInPage()->isVisible());
        for (const auto& dialog : dialogs)
            QVERIFY(!dialog || !dialog->isVisible());
        QVERIFY(!QApplication::activeModalWidget());
        // What was open half way was not done.
        QCOMPARE(stage.backend().commands, commands);
    }
};

QTEST_MAIN(ScenesTest)
#include "scenes_test.moc"
