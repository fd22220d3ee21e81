// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/page_desktop.h"
#include "tests/ui/support/samples.h"
#include "tests/ui/support/settled.h"
#include "ui/close/close_header.h"
#include "ui/close/close_page.h"
#include "ui/close/figures_view.h"
#include "ui/close/step_detail_pane.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/list_states.h"
#include "ui/widgets/record_table.h"
#include "ui/widgets/status_chip.h"

#include <QApplication>
#include <QComboBox>
#include <QListView>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace habitat;
using namespace habitat::ui;

namespace {

struct Desktop : PageDesktop<ClosePage>
{
    void open(const Location& location = {"close", {}}) { show("kim", location, {1000, 700}); }
    console::StepDetail& detail(int step) { return backend.details[{"2026-Q1", step}]; }
    console::CloseView& close() { return backend.closes["2026-Q1"]; }
    StepDetailPane& pane() { return *page->detail(); }
    void commit() { PageDesktop::commit(4400); }
};

} // namespace

class ClosePageTest : public QObject
{
    Q_OBJECT
    using Status = habitat::ui::Status;

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp, ThemeChoice::Light); }
    void cleanupTestCase() { m_theme.reset(); }

    void theStepWhoseTurnItIsIsShown()
    {
        Desktop d;
        giveClose(d.backend, 3);
        d.open();
        QTRY_VERIFY(d.page->isLoaded());
        QCOMPARE(d.page->step(), 4);
        QCOMPARE(d.page->steps()->currentIndex().row(), 3);
        QCOMPARE(d.page->header()->progressText(), QStringLiteral("3/11"));
        QCOMPARE(d.pane().chip()->status(), Status::Ready);
        QVERIFY(d.pane().runButton()->isEnabled());
        QVERIFY(d.page->moneyText().contains(QLatin1String("net income 20,000.00")));
    }

    void everyStateIsShownAsItIs_data()
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<int>("status");
        using console::StepState;
        QTest::newRow("not started") << int(StepState::NotStarted) << int(Status::NotStarted);
        QTest::newRow("ready") << int(StepState::Ready) << int(Status::Ready);
        QTest::newRow("waiting") << int(StepState::Waiting) << int(Status::Waiting);
        QTest::newRow("running") << int(StepState::Running) << int(Status::Running);
        QTest::newRow("retrying") << int(StepState::Retrying) << int(Status::Retrying);
        QTest::newRow("failed") << int(StepState::Failed) << int(Status::Failed);
        QTest::newRow("completed") << int(StepState::Completed) << int(Status::Completed);
        QTest::newRow("compensating") << int(StepState::Compensating) << int(Status::Compensating);
        QTest::newRow("compensated") << int(StepState::Compensated) << int(Status::Compensated);
    }
    void everyStateIsShownAsItIs()
    {
        QFETCH(int, state);
        QFETCH(int, status);
        Desktop d;
        giveClose(d.backend, 6);
        d.close().steps[6].state = console::StepState(state);
        d.detail(7).step.state = console::StepState(state);
        d.open();
        QTRY_VERIFY(d.page->isLoaded());
        QCOMPARE(int(d.pane().chip()->status()), status);
        const bool mayRetry =
            state == int(console::StepState::Failed) || state == int(console::StepState::Retrying);
        QCOMPARE(d.pane().retryButton()->isVisible(), mayRetry);
    }

    void theHeaderCountsTheDaysUpToTheDeadline_data()
    {
        QTest::addColumn<QString>("due");
        QTest::addColumn<QString>("now");
        QTest::addColumn<QString>("words");
        QTest::newRow("no deadline") << ""
                                     << "2026-04-03T13:52:30Z"
                                     << "day 3";
        QTest::newRow("in time") << "2026-05-01T08:30:00Z"
                                 << "2026-04-03T13:52:30Z"
                                 << "day 3 of 30";
        QTest::newRow("its last day") << "2026-05-01T08:30:00Z"
                                      << "2026-04-30T23:00:00Z"
                                      << "day 30 of 30";
        QTest::newRow("too late") << "2026-05-01T08:30:00Z"
                                  << "2026-05-02T08:00:00Z"
                                  << "day 32 of 30 · overdue";
    }
    void theHeaderCountsTheDaysUpToTheDeadline()
    {
        QFETCH(QString, due);
        QFETCH(QString, now);
        QFETCH(QString, words);
        Desktop d;
        giveClose(d.backend, 3);
        if (!due.isEmpty()) d.close().dueAt = *parseInstant(due.toStdString());
        d.backend.clock->set(*parseInstant(now.toStdString()));
        d.open();
        QTRY_VERIFY(d.page->isLoaded());
        QCOMPARE(d.page->header()->dayText(), words);
    }

    void aFailureIsSaidInWordsBesideTheStep()
    {
        Desktop d;
        giveFailedClose(d.backend);
        d.open();
        QTRY_VERIFY(d.page->isLoaded());
        QVERIFY(d.pane().failureBanner()->isVisible());
        QVERIFY(d.pane().failureBanner()->text().contains(QStringLiteral("18,000.01 ≠ surplus 18,000.00")));
        QVERIFY(d.pane().failureBanner()->headline().contains(QLatin1String("13:52")));
        QVERIFY(d.pane().chip()->words().contains(QLatin1String("attempt 2 of 5")));
        QVERIFY(d.pane().retryButton()->isEnabled());
        d.pane().retryButton()->click();
        QCOMPARE(d.backend.commands, QStringList{"retryStep kim 2026-Q1 7"});
    }

    void runRunsTheStepAndShowsWhatBecameOfIt()
    {
        Desktop d;
        giveClose(d.backend, 3);
        d.open();
        QTRY_VERIFY(d.page->isLoaded());
        d.backend.onCommand["runStep"] = [&] {
            d.close().steps[3].state = console::StepState::Completed;
            d.close().completedSteps = 4;
            d.close().currentStep = 5;
            d.detail(4).step.state = console::StepState::Completed;
            d.detail(4).whyNotRun = "This step is completed.";
        };
        d.pane().runButton()->click();
        QCOMPARE(d.backend.commands, QStringList{"runStep kim 2026-Q1 4"});
        QVERIFY2(!d.pane().runButton()->isEnabled(), "off while it is on its way");
        QCOMPARE(offBecause(d.pane().runButton()), QStringLiteral("Running step 4…"));
        QTRY_COMPARE(d.pane().chip()->status(), Status::Completed);
        QCOMPARE(d.page->step(), 4);
        QCOMPARE(offBecause(d.pane().runButton()), QStringLiteral("This step is completed."));
        QCOMPARE(d.page->header()->progressText(), QStringLiteral("4/11"));
    }

    void theKeyboardStaysInThePaneWhileACommandRuns()
    {
        Desktop d;
        giveFailedClose(d.backend);
        d.open();
        QTRY_VERIFY(d.page->isLoaded());
        QVERIFY(QTest::qWaitForWindowActive(d.page.get()));
        d.pane().retryButton()->setFocus();
        QVERIFY(d.pane().retryButton()->hasFocus());
        d.pane().setBusy("Retrying step 7…");
        QVERIFY(!d.pane().retryButton()->isEnabled());
        QVERIFY(d.pane().isAncestorOf(QApplication::focusWidget()));
        QVERIFY(!qobject_cast<QAbstractButton*>(QApplication::focusWidget()));
        d.pane().setBusy({});
        QVERIFY(d.pane().retryButton()->hasFocus());
    }

    void aRunThatFailsNeverStaysRunning()
    {
        Desktop d;
        giveClose(d.backend, 3);
        d.open();
        QTRY_VERIFY(d.page->isLoaded());
        d.backend.refuseNext = Error{"close.patronage.none", "No category has patronage.", {}, false};
        d.close().steps[3].state = console::StepState::Failed;
        d.detail(4).step.state = console::StepState::Failed;
        d.detail(4).step.error = d.backend.refuseNext;
        d.detail(4).whyNotRetry.clear();
        d.pane().runButton()->click();
        QTRY_VERIFY(d.pane().refusalBanner()->isVisible());
        QCOMPARE(d.pane().refusalBanner()->text(), QStringLiteral("No category has patronage."));
        QTRY_COMPARE(d.pane().chip()->status(), Status::Failed);
        QTRY_VERIFY(d.pane().retryButton()->isEnabled());
    }

    void stateFollowsCommitsWithoutJumping()
    {
        Desktop d;
        giveClose(d.backend, 6);
        d.detail(7).figures = {longTable(200), longTable(200)};
        d.open();
        QTRY_VERIFY(d.page->isLoaded());
        auto* scroll = d.pane().findChild<QScrollArea*>();
        QTRY_VERIFY(scroll->verticalScrollBar()->maximum() > 100);
        scroll->verticalScrollBar()->setValue(90);
        const auto tables = d.pane().findChildren<FiguresView*>();
        tables[0]->table()->setCurrentIndex(tables[0]->table()->model()->index(42, 0));
        d.close().steps[6].state = console::StepState::Running;
        d.detail(7).step.state = console::StepState::Running;
        d.commit();
        QTRY_COMPARE(d.pane().chip()->status(), Status::Running);
        QCOMPARE(scroll->verticalScrollBar()->value(), 90);
        QCOMPARE(d.pane().findChildren<FiguresView*>(), tables);
        QCOMPARE(tables[0]->table()->currentIndex().row(), 42);
        QCOMPARE(d.page->steps()->currentIndex().row(), 6);
    }

    void commitsOfOthersAreNotRead()
    {
        Desktop d;
        giveClose(d.backend, 6);
        d.open();
        QTRY_VERIFY(d.page->isLoaded());
        const auto before = d.backend.questions.size();
        console::Committed other;
        other.instances = {99};
        d.backend.commit(other);
        QCOMPARE(d.backend.questions.size(), before);
        d.commit();
        QVERIFY(d.backend.questions.size() > before);
    }

    void onlyTheStepThatWasAskedForLastIsShown()
    {
        Desktop d;
        giveClose(d.backend, 6);
        d.open();
        QTRY_VERIFY(d.page->isLoaded());
        d.backend.holdReplies = true;
        d.page->steps()->setCurrentIndex(d.page->steps()->model()->index(1, 0));
        d.page->steps()->setCurrentIndex(d.page->steps()->model()->index(2, 0));
        QCOMPARE(d.pane().states()->state(), ListStates::State::Skeleton);
        d.backend.deliver();
        QCOMPARE(d.page->step(), 3);
        QCOMPARE(d.pane().accessibleName(), QStringLiteral("Step 3, Aggregate contributions"));
    }

    void whatIsOffSaysWhy()
    {
        Desktop d;
        giveClose(d.backend, 5);
        d.open();
        QTRY_VERIFY(d.page->isLoaded());
        QVERIFY(!d.pane().runButton()->isEnabled());
        QCOMPARE(d.pane().runButton()->toolTip(), QStringLiteral("Signatures are missing: Allocator."));
        QCOMPARE(d.pane().runButton()->accessibleDescription(), d.pane().runButton()->toolTip());
        QVERIFY(!d.pane().undoButton()->isEnabled());
        QVERIFY(!d.pane().undoButton()->toolTip().isEmpty());
        QVERIFY(d.pane().signButton()->isEnabled());
    }

    void aPreviewIsMarkedAndLeft()
    {
        Desktop d;
        giveClose(d.backend, 6);
        d.open();
        QTRY_VERIFY(d.page->isLoaded());
        d.pane().previewButton()->click();
        QTRY_VERIFY(d.pane().previewBanner()->isVisible());
        QVERIFY(d.pane().isPreview());
        QVERIFY2(!d.pane().runButton()->isEnabled(), "nothing runs from a preview");
        d.commit();
        settle(d.backend);
        QVERIFY2(d.pane().isPreview(), "a commit elsewhere does not take it away");
        d.pane().previewBanner()->actionButton()->click();
        QTRY_VERIFY(!d.pane().isPreview());
        QVERIFY(d.pane().runButton()->isEnabled());
    }

    void aPreviewOfAnotherStepIsNotWaitedFor()
    {
        Desktop d;
        giveClose(d.backend, 6);
        d.open();
        QTRY_VERIFY(d.page->isLoaded());
        d.backend.holdReplies = true;
        d.pane().previewButton()->click();
        QVERIFY(!d.pane().runButton()->isEnabled());
        d.page->steps()->setCurrentIndex(d.page->steps()->model()->index(2, 0));
        d.page->steps()->setCurrentIndex(d.page->steps()->model()->index(6, 0));
        d.backend.holdReplies = false;
        d.backend.deliver();
        QTRY_VERIFY(d.page->isLoaded() && d.page->shownStep().number == 7);
        QVERIFY(!d.pane().isPreview());
        QVERIFY2(d.pane().runButton()->isEnabled(), qPrintable(offBecause(d.pane().runButton())));
    }

    void aPreviewThatIsOutdatedIsLeft()
    {
        Desktop d;
        giveClose(d.backend, 6);
        d.open();
        QTRY_VERIFY(d.page->isLoaded());
        d.pane().previewButton()->click();
        QTRY_VERIFY(d.pane().isPreview());
        d.detail(7).inputHash = "another";
        d.commit();
        QTRY_VERIFY(!d.pane().isPreview());
    }

    void nextReadyGoesToTheStepThatWaits()
    {
        Desktop d;
        giveClose(d.backend, 6);
        d.open({"close", {{"period", "2026-Q1"}, {"step", "2"}}});
        QTRY_VERIFY(d.page->isLoaded());
        QCOMPARE(d.page->step(), 2);
        QVERIFY(QTest::qWaitForWindowActive(d.page.get()));
        QTest::keyClick(d.page.get(), Qt::Key_Right, Qt::ControlModifier);
        QTRY_COMPARE(d.page->step(), 7);
    }

    void keysRunAndMove()
    {
        Desktop d;
        giveClose(d.backend, 6);
        d.open();
        QTRY_VERIFY(d.page->isLoaded());
        QVERIFY(QTest::qWaitForWindowActive(d.page.get()));
        d.page->steps()->setFocus();
        QTest::keyClick(d.page->steps(), Qt::Key_K);
        QTRY_COMPARE(d.page->step(), 6);
        QTest::keyClick(d.page->steps(), Qt::Key_J);
        QTRY_COMPARE(d.pane().accessibleName(), QStringLiteral("Step 7, Record member allocations"));
        QTRY_VERIFY(d.pane().runButton()->isEnabled());
        QTest::keyClick(d.page.get(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(d.backend.commands, QStringList{"runStep kim 2026-Q1 7"});
        QVERIFY(d.desk.registry.conflicts().isEmpty());
    }

    void tenThousandRowsAreShownInABoundedPlace()
    {
        Desktop d;
        giveClose(d.backend, 6);
        d.detail(7).figures = {longTable(10'000)};
        d.open();
        QTRY_VERIFY(d.page->isLoaded());
        auto* view = d.pane().findChild<FiguresView*>();
        QVERIFY(view);
        QCOMPARE(view->table()->model()->rowCount(), 10'001);
        QVERIFY(view->height() < 400);
        view->table()->scrollToBottom();
        QCOMPARE(view->table()->model()->index(10'000, 0).data().toString(), QStringLiteral("Sum"));
    }

    void longNamesStayWithinTheWindow()
    {
        Desktop d;
        giveClose(d.backend, 6);
        const std::string name(160, 'W');
        d.close().steps[6].name = name;
        d.close().cooperative = name;
        d.detail(7).step.name = name;
        d.detail(7).checks[0].text = name;
        d.detail(7).step.signatures = stepOf(6).signatures;
        d.detail(7).step.signatures[0].label = name;
        d.open();
        QTRY_VERIFY(d.page->isLoaded());
        QVERIFY2(d.page->minimumSizeHint().width() <= 1024 - 88,
                 qPrintable(QString::number(d.page->minimumSizeHint().width())));
    }

    void theFiveStates()
    {
        Desktop d;
        giveClose(d.backend, 0);
        d.backend.holdReplies = true;
        d.open();
        QCOMPARE(d.page->states()->state(), ListStates::State::Skeleton);
        QVERIFY(!d.page->isLoaded());
        d.backend.deliver();
        QCOMPARE(d.page->states()->state(), ListStates::State::Content);
        d.backend.holdReplies = false;
        d.backend.failQuestion = QStringLiteral("close");
        d.page->refresh();
        QTRY_COMPARE(d.page->states()->state(), ListStates::State::Error);
        d.backend.failQuestion.clear();
        d.page->states()->button()->click();
        QTRY_COMPARE(d.page->states()->state(), ListStates::State::Content);
    }

    void aStepThatCannotBeReadOffersRetry()
    {
        Desktop d;
        giveClose(d.backend, 6);
        d.backend.failQuestion = QStringLiteral("step");
        d.open();
        QTRY_COMPARE(d.pane().states()->state(), ListStates::State::Error);
        QVERIFY(!d.page->loadError().isEmpty());
        d.backend.failQuestion.clear();
        d.pane().states()->button()->click();
        QTRY_COMPARE(d.pane().states()->state(), ListStates::State::Content);
        QVERIFY(d.page->loadError().isEmpty());
    }

    void withoutAPeriodThePageSaysWhatWillAppear()
    {
        Desktop d;
        givePeople(d.backend);
        d.open();
        QTRY_VERIFY(d.page->isLoaded());
        QCOMPARE(d.page->states()->state(), ListStates::State::FirstUse);
        QVERIFY(!d.page->header()->periodChooser()->isVisible());
    }

    void aPeriodWithoutACloseOffersToStartIt()
    {
        Desktop d;
        giveClose(d.backend, 11);
        console::CloseView none;
        none.period = "2026-Q2";
        none.cooperative = "Pine Ridge Cooperative";
        none.currency = "USD";
        none.state = "none";
        d.backend.closes["2026-Q2"] = none;
        d.open();
        QTRY_VERIFY(d.page->isLoaded());
        QCOMPARE(d.page->location().at.value("period"), QStringLiteral("2026-Q2"));
        QCOMPARE(d.page->states()->state(), ListStates::State::FirstUse);
        QCOMPARE(d.page->states()->button()->text(), QStringLiteral("Start close…"));
        d.page->states()->button()->click();
        QTRY_VERIFY(d.page->commands()->dialog());
    }

    void aLockedCloseOffersNoUndo()
    {
        Desktop d;
        giveClose(d.backend, 11);
        d.close().state = "locked";
        d.close().periodState = "locked";
        d.open({"close", {{"period", "2026-Q1"}}});
        QTRY_VERIFY(d.page->isLoaded());
        QVERIFY(!d.page->header()->undoButton()->isVisible());
    }

    void statementsOfALockedPeriodAreWrittenAndOpened()
    {
        Desktop d;
        giveClose(d.backend, 11);
        d.close().state = "waiting";
        d.open({"close", {{"period", "2026-Q1"}}});
        QTRY_VERIFY(d.page->isLoaded());
        QVERIFY(!d.page->header()->statementsButton()->isVisible());
        d.close().state = "locked";
        d.commit();
        QTRY_VERIFY(d.page->header()->statementsButton()->isVisible());
        QString opened;
        d.page->commands()->showFile = [&](const QString& path) { opened = path; };
        d.page->header()->statementsButton()->click();
        QTRY_COMPARE(d.desk.toasts, QStringList{"The statements are in /statements/2026-Q1."});
        QCOMPARE(d.backend.commands, QStringList{"writeStatements kim 2026-Q1"});
        d.desk.lastUndo();
        QCOMPARE(opened, QStringLiteral("/statements/2026-Q1"));
    }

    void backIsOffWhereTheSessionBegan()
    {
        Desktop d;
        giveClose(d.backend, 3);
        d.desk.hasHistory = false;
        d.open();
        QTRY_VERIFY(d.page->isLoaded());
        const QPushButton* back = d.page->backButton();
        QVERIFY(!back->isEnabled() && !back->toolTip().isEmpty());
        d.desk.hasHistory = true;
        d.page->steps()->setCurrentIndex(d.page->steps()->model()->index(0, 0));
        QVERIFY(back->isEnabled());
    }

    void anUndoneCloseCanBeginAgain()
    {
        Desktop d;
        giveClose(d.backend, 0);
        d.close().state = "undone";
        d.open();
        QTRY_VERIFY(d.page->isLoaded());
        QVERIFY(d.page->header()->startButton()->isVisible());
        QVERIFY(!d.page->header()->undoButton()->isVisible());
    }

    void whatIsLockedIsReopenedByThoseWhoMay_data()
    {
        QTest::addColumn<QString>("whyNot");
        QTest::newRow("who may") << QString();
        QTest::newRow("who may not") << QStringLiteral("kim (Allocator) may not reopen a period.");
    }
    void whatIsLockedIsReopenedByThoseWhoMay()
    {
        QFETCH(QString, whyNot);
        Desktop d;
        giveClose(d.backend, 11);
        d.close().whyNotReopen = whyNot.toStdString();
        d.open({"close", {{"period", "2026-Q1"}}});
        QTRY_VERIFY(d.page->isLoaded());
        auto* button = d.page->header()->reopenButton();
        QVERIFY(button->isVisible());
        QVERIFY(!d.page->header()->undoButton()->isVisible());
        QCOMPARE(button->isEnabled(), whyNot.isEmpty());
        QVERIFY(whyNot.isEmpty() || button->toolTip().contains(whyNot));
        button->click();
        if (whyNot.isEmpty()) QTRY_VERIFY(d.page->commands()->dialog());
        QCOMPARE(d.page->commands()->dialog() != nullptr, whyNot.isEmpty());
    }

    void aReopenedPeriodSaysByWhomAndCanBeClosedAnew()
    {
        Desktop d;
        giveClose(d.backend, 0);
        d.close().state = d.close().periodState = "reopened";
        d.close().reopenings = {{"Tess Young", "Ada Nowak", "Bo Lindqvist",
                                 *parseInstant("2026-05-04T09:00:00Z"), "A sale was missed"}};
        d.open();
        QTRY_VERIFY(d.page->isLoaded());
        auto* header = d.page->header();
        QVERIFY(header->startButton()->isVisible());
        QVERIFY(!header->undoButton()->isVisible() && !header->reopenButton()->isVisible());
        QCOMPARE(header->dayText(), QStringLiteral("reopened by Tess Young and Ada Nowak"));
    }

    void choosingAPeriodIsAStepOfHistory()
    {
        Desktop d;
        giveClose(d.backend, 6);
        d.backend.closes["2026-Q2"] = d.close();
        d.backend.closes["2026-Q2"].period = "2026-Q2";
        for (int step = 1; step <= 11; ++step)
            d.backend.details[{"2026-Q2", step}] = d.detail(step);
        d.open();
        QTRY_VERIFY(d.page->isLoaded());
        QSignalSpy moved(d.page.get(), &PlaceView::moved);
        QComboBox* periods = d.page->header()->periodChooser();
        periods->setCurrentIndex(0);
        emit periods->activated(0);
        QCOMPARE(moved.size(), 1);
        QTRY_VERIFY(d.page->isLoaded());
        QCOMPARE(d.page->location().at.value("period"), QStringLiteral("2026-Q2"));
    }

    void everythingInReachOfTheKeyboardHasAName()
    {
        Desktop d;
        giveFailedClose(d.backend);
        d.detail(7).step.signatures = stepOf(6).signatures;
        d.open();
        QTRY_VERIFY(d.page->isLoaded());
        const auto nameless = namelessControls(*d.page);
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join('\n')));
    }

    void focusGoesFromStepsThroughDetailToTheFooter()
    {
        Desktop d;
        giveClose(d.backend, 6);
        d.open();
        QTRY_VERIFY(d.page->isLoaded());
        QVERIFY(QTest::qWaitForWindowActive(d.page.get()));
        d.page->steps()->setFocus();
        QWidgetList order;
        for (int i = 0; i < 40; ++i) {
            order << QApplication::focusWidget();
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        }
        const auto at = [&](QWidget* widget) { return order.indexOf(widget); };
        QCOMPARE(at(d.page->steps()), 0);
        QVERIFY(at(d.pane().previewButton()) > 0);
        QVERIFY(at(d.pane().runButton()) > at(d.pane().previewButton()));
        QVERIFY(at(d.page->nextButton()) > at(d.pane().runButton()));
    }

private:
    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(ClosePageTest)
#include "close_page_test.moc"
