// SPDX-License-Identifier: GPL-3.0-or-later
// Somebody at the console who clicks everything twice, fills in whatever, and gives up half way: on the live
// engine, in a close that has failed. Nothing may crash, hang, stay busy or break the books.
#include "core/console/verification.h"
#include "tests/support/sample_cooperative.h"
#include "tests/ui/drive/person.h"
#include "ui/bridge/core_backend.h"
#include "ui/shell/main_window.h"
#include "ui/shell/rail.h"
#include "ui/shell/workspace.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"

#include <QDir>
#include <QFileDialog>
#include <QPlainTextEdit>
#include <QPointer>
#include <QTextStream>

using namespace habitat;
using namespace habitat::test;
using namespace habitat::ui;

namespace {

constexpr int patience = 60'000;

/// Ways in which a dialog is left.
enum class Way { Escape, EnterEmpty, EnterLongText };

QString longText()
{
    return QString("Nobody reads this to its end. ").repeated(2'000) + QString(3'000, 'x');
}

QString nameOf(const QAbstractButton& button)
{
    return button.accessibleName().isEmpty() ? button.text().trimmed() : button.accessibleName();
}

/// What the dialog in front is given.
void fill(QWidget& dialog, const QString& text)
{
    for (auto* field : dialog.findChildren<QLineEdit*>())
        if (field->isEnabled() && !field->isReadOnly()) field->setText(text);
    for (auto* field : dialog.findChildren<QPlainTextEdit*>())
        if (field->isEnabled() && !field->isReadOnly()) field->setPlainText(text);
}

/// As quickly as nobody can.
void clickTwice(QPointer<QAbstractButton> button)
{
    for (int times = 0; times < 2; ++times)
        if (button && button->isVisible()) QTest::mouseClick(button, Qt::LeftButton);
}

void leave(Way way)
{
    for (int tries = 0; tries < 4; ++tries) {
        if (QWidget* menu = QApplication::activePopupWidget()) {
            QTest::keyClick(menu, Qt::Key_Escape);
            continue;
        }
        QWidget* dialog = QApplication::activeModalWidget();
        if (!dialog) return;
        // What a file dialog would ask about a file that cannot be is not ours.
        const bool isOurs = !qobject_cast<QFileDialog*>(dialog);
        if (tries == 0 && isOurs && way != Way::Escape) {
            if (way == Way::EnterLongText) fill(*dialog, longText());
            QWidget* focus = QApplication::focusWidget();
            QTest::keyClick(focus && dialog->isAncestorOf(focus) ? focus : dialog, Qt::Key_Return);
        } else {
            QTest::keyClick(dialog, Qt::Key_Escape);
        }
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
}

} // namespace

Q_DECLARE_METATYPE(Way)

class ClumsyTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<SampleCooperative> m_sample;
    std::unique_ptr<CoreBackend> m_backend;
    std::unique_ptr<MainWindow> m_window;

    QWidget& place() { return *m_window->workspace()->current(); }

    QList<QAbstractButton*> buttons()
    {
        QList<QAbstractButton*> found;
        for (auto* button : place().findChildren<QAbstractButton*>())
            if (!nameOf(*button).isEmpty() && isInSight(button) && button->isEnabled()) found << button;
        return found;
    }

    /// Nothing is under way: what is off has a reason, and none of them is "Running…".
    QString stillBusy()
    {
        for (const auto* button : place().findChildren<QAbstractButton*>())
            if (button->isVisible() && offBecause(button).endsWith(QChar(0x2026)))
                return nameOf(*button) + ": " + offBecause(button);
        return m_window->workspace()->current()->isLoaded() ? QString() : QStringLiteral("not loaded");
    }

    void settle(const QString& after)
    {
        QTRY_VERIFY2_WITH_TIMEOUT(stillBusy().isEmpty(), qPrintable(after + " → " + stillBusy()), patience);
    }

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp, ThemeChoice::Light); }
    void init()
    {
        m_sample = std::make_unique<SampleCooperative>();
        m_sample->open(7, 99);
        QVERIFY(m_sample->runTo(6));
        QVERIFY(!m_sample->runTo(7));
        m_sample->letRetriesPass(7);
        QCOMPARE(m_sample->view().state, std::string("failed"));
        m_sample->close();
        console::OpenOptions options;
        options.database = m_sample->database();
        options.host = "ui_clumsy_test";
        options.clock = std::shared_ptr<Clock>(&m_sample->clock(), [](Clock*) {});
        options.cheapPasswords = true;
        m_backend = std::make_unique<CoreBackend>(options);
        m_window = std::make_unique<MainWindow>(*m_backend, allPlaces());
        m_window->resize(1024, 690);
        m_window->show();
        QDir::setCurrent(QFileInfo(QString::fromStdString(m_sample->database())).path());
    }
    void cleanup()
    {
        m_window.reset();
        m_backend.reset();
        m_sample.reset();
    }
    void cleanupTestCase() { m_theme.reset(); }

    void nothingBreaks_data()
    {
        QTest::addColumn<QString>("person");
        QTest::addColumn<Way>("way");
        QTest::newRow("the administrator gives up everywhere") << "administrator" << Way::Escape;
        QTest::newRow("the administrator writes novels") << "administrator" << Way::EnterLongText;
        QTest::newRow("the allocator just presses Enter") << "allocator" << Way::EnterEmpty;
        QTest::newRow("the treasurer writes novels") << "treasurer" << Way::EnterLongText;
        QTest::newRow("the reviewer just presses Enter") << "reviewer" << Way::EnterEmpty;
    }
    void nothingBreaks()
    {
        QFETCH(QString, person);
        QFETCH(Way, way);
        m_window->assume(person);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->workspace(), patience);
        Workspace& workspace = *m_window->workspace();
        int clicked = 0;
        for (const RailButton* rail : workspace.rail()->buttons()) {
            const QString where = rail->placeId();
            workspace.go({where, {}});
            settle(where);
            QSet<QString> done;
            // What a click brings up is clicked too.
            for (int rounds = 0; rounds < 40 && !QTest::currentTestFailed(); ++rounds) {
                QAbstractButton* next = nullptr;
                for (auto* button : buttons())
                    if (!next && !done.contains(nameOf(*button))) next = button;
                if (!next) break;
                const QString name = nameOf(*next);
                done << name;
                ++clicked;
                // A menu runs its own loop until it is left.
                QTimer::singleShot(0, [way] { leave(way); });
                clickTwice(next);
                leave(way);
                QVERIFY2(!QApplication::activeModalWidget(), qPrintable(where + ": " + name));
                if (workspace.currentPlace() != where) workspace.go({where, {}});
                settle(where + ": " + name);
            }
        }
        QVERIFY2(clicked >= 8, qPrintable(QString::number(clicked)));
        if (QTest::currentTestFailed()) return;

        m_window.reset();
        m_backend.reset();
        auto db = db::Connection::open(m_sample->database(), db::OpenMode::ReadOnly);
        QVERIFY(db);
        const auto verified = console::verifyDatabase(*db);
        QVERIFY(verified.isSound());
    }

    void closingTheWindowWaitsForWhatRuns()
    {
        m_window->assume("treasurer");
        QTRY_VERIFY_WITH_TIMEOUT(m_window->workspace(), patience);
        m_window->workspace()->go({"close", {{"period", "2026-Q1"}, {"step", "7"}}});
        settle("close");
        if (QTest::currentTestFailed()) return;
        auto* retry = seen<QAbstractButton>(*m_window, "Retry");
        QVERIFY(retry && retry->isEnabled());
        clickTwice(retry);
        QVERIFY2(offBecause(retry).startsWith("Retrying"), qPrintable(offBecause(retry)));
        m_window->close();
        m_window.reset();
        m_backend.reset();
        m_sample->open();
        const console::StepView step = m_sample->view().steps[6];
        QVERIFY2(step.state == console::StepState::Completed, step.error ? step.error->message.c_str() : "");
    }
};

QTEST_MAIN(ClumsyTest)
#include "clumsy_test.moc"
