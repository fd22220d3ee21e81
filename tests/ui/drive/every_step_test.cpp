// SPDX-License-Identifier: GPL-3.0-or-later
// Each step of the sample's close fails at the console, is retried there, is undone there where it may be,
// and the quarter still ends with the books of a quarter in which nothing happened.
#include "tests/support/sample_cooperative.h"
#include "tests/ui/drive/person.h"
#include "tests/ui/drive/program.h"
#include "ui/close/close_header.h"
#include "ui/close/close_page.h"
#include "ui/close/step_detail_pane.h"
#include "ui/shell/sign_in_page.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/status_chip.h"

#include <QComboBox>
#include <QListView>
#include <QPushButton>

using namespace habitat;
using namespace habitat::test;
using namespace habitat::ui;

namespace {

constexpr int lastStep = 11;
constexpr int pivot = 10;
constexpr int attempts = 3;

} // namespace

class EveryStepTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Program> m_program;
    std::string m_undisturbed;

    ClosePage& close() { return *m_program->page<ClosePage>(); }
    StepDetailPane& step() { return *close().detail(); }

    void start(const SampleCooperative& sample, int drillStep)
    {
        console::OpenOptions options;
        options.database = sample.database();
        options.host = "ui_every_step_test";
        options.clock = std::make_shared<ClosingDay>();
        options.cheapPasswords = true;
        options.drillStep = drillStep;
        options.drillTimes = attempts;
        m_program = std::make_unique<Program>(std::move(options));
    }

    void signIn(const QString& user)
    {
        MainWindow& window = m_program->window;
        const auto card = "card-" + user;
        QVERIFY(soon([&] { return click(window.findChild<QAbstractButton*>(card)); }));
        QTRY_VERIFY2_WITH_TIMEOUT(window.workspace() && window.workspace()->current()->isLoaded(),
                                  qPrintable(window.signInPage()->problem()), patience);
    }

    void look(int number)
    {
        QTRY_VERIFY_WITH_TIMEOUT(m_program->page<ClosePage>() && close().isLoaded(), patience);
        close().steps()->setCurrentIndex(close().steps()->model()->index(number - 1, 0));
        QTRY_COMPARE_WITH_TIMEOUT(close().shownStep().number, number, patience);
    }

    void undoBackHere(int number)
    {
        MainWindow& window = m_program->window;
        QVERIFY(soon([&] { return click(step().undoButton()); }));
        QTRY_VERIFY_WITH_TIMEOUT(QApplication::activeModalWidget(), patience);
        auto* confirm = seen<QPushButton>(window, "Undo");
        QVERIFY(confirm && !confirm->isEnabled());
        QVERIFY(type(window, "Reason", "Looked again"));
        QVERIFY(type(window, "Type 2026-Q1 to confirm", "2026-Q1"));
        auto* second = seen<QComboBox>(window, "Second person");
        QVERIFY(second);
        second->setCurrentIndex(second->findData("administrator"));
        QVERIFY(soon([&] { return click(confirm); }));
        QTRY_VERIFY_WITH_TIMEOUT(!QApplication::activeModalWidget(), patience);
        QTRY_COMPARE_WITH_TIMEOUT(close().header()->progressText(), QString("%1/11").arg(number - 1),
                                  patience);
    }

private slots:
    void initTestCase()
    {
        m_theme = std::make_unique<Theme>(*qApp, ThemeChoice::Light);
        SampleCooperative sample;
        sample.open();
        QVERIFY(sample.runTo(lastStep));
        m_undisturbed = sample.books();
    }
    void cleanup() { m_program.reset(); }
    void cleanupTestCase() { m_theme.reset(); }

    void failsIsRetriedAndUndone_data()
    {
        QTest::addColumn<int>("number");
        for (int number = 1; number <= lastStep; ++number)
            QTest::addRow("step %d", number) << number;
    }
    void failsIsRetriedAndUndone()
    {
        QFETCH(int, number);
        SampleCooperative sample;
        sample.open();
        QVERIFY(sample.console().startClose(sample.as("allocator"), SampleCooperative::period, {}));
        QVERIFY(sample.runTo(number - 1));
        QVERIFY(sample.signStep(number));
        const auto before = sample.books();
        sample.close();

        start(sample, number);
        signIn("administrator"); // who begins the drill
        if (QTest::currentTestFailed()) return;
        m_program->window.signOut();
        QTRY_VERIFY(!m_program->window.workspace());
        signIn("treasurer");
        if (QTest::currentTestFailed()) return;
        look(number);
        if (QTest::currentTestFailed()) return;
        QVERIFY(soon([&] { return click(step().runButton()); }));
        QTRY_COMPARE_WITH_TIMEOUT(step().chip()->status(), ui::Status::Failed, patience);
        QVERIFY(step().failureBanner()->isVisible());
        QTRY_COMPARE_WITH_TIMEOUT(m_program->badge("alerts"), 1, patience);
        QVERIFY(soon([&] { return click(step().retryButton()); }));
        QTRY_COMPARE_WITH_TIMEOUT(step().chip()->status(), ui::Status::Completed, patience);
        QVERIFY(!step().failureBanner()->isVisible());
        QTRY_COMPARE_WITH_TIMEOUT(m_program->badge("alerts"), 0, patience);
        if (number < pivot) undoBackHere(number);
        if (QTest::currentTestFailed()) return;
        m_program.reset();

        sample.clock().set(sample.clock().now() + std::chrono::hours(1)); // the console's ran on meanwhile
        sample.open();
        if (number < pivot) QCOMPARE(sample.books(), before);
        QVERIFY(sample.runTo(lastStep));
        QCOMPARE(sample.books(), m_undisturbed);
        QVERIFY(sample.questions().verify(sample.as("auditor"))->isSound());
    }
};

QTEST_MAIN(EveryStepTest)
#include "every_step_test.moc"
