// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/page_desktop.h"
#include "tests/ui/support/samples.h"
#include "tests/ui/support/work_samples.h"
#include "ui/diagram/diagram_pane.h"
#include "ui/instances/instance_view.h"
#include "ui/instances/instances_page.h"
#include "ui/records/record_list.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/confirm_dialog.h"
#include "ui/widgets/list_states.h"
#include "ui/widgets/record_table.h"
#include "ui/widgets/status_chip.h"

#include <utility>

#include <QApplication>
#include <QClipboard>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>

using namespace habitat;
using namespace habitat::ui;

namespace {

struct Desktop : PageDesktop<InstancesPage>
{
    void open(std::int64_t instance, const char* element = "", const char* user = "ada")
    {
        if (backend.instanceItems.empty()) giveInstances(backend);
        show(user, {"instances", {{"instance", QString::number(instance)}, {"element", element}}});
    }
    InstanceView& view() { return *page->view(); }
    DiagramView& diagram() { return *view().diagram()->view(); }
    InstanceTabs& tabs() { return *view().tabs(); }
    bool hasPicture() { return !diagram().picture().isEmpty(); }
};

} // namespace

class InstanceViewTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp, ThemeChoice::Light); }
    void cleanupTestCase() { m_theme.reset(); }

    void aFailureIsSaidInWordsBesideTheState()
    {
        Desktop d;
        d.open(failedInstance);
        QTRY_VERIFY(d.page->isLoaded());
        QCOMPARE(d.view().chip()->status(), ui::Status::Failed);
        QCOMPARE(d.view().chip()->words(), QString("Failed · attempt 3 of 3"));
        QVERIFY(d.view().failureBanner()->isVisible());
        QVERIFY(d.view().failureBanner()->headline().startsWith("Accept contribution failed · since 13:40"));
        QVERIFY(d.view().failureBanner()->headline().contains("no further attempt by itself"));
        QVERIFY(d.view().failureBanner()->text().contains("2026-Q1 is closing"));
    }

    void theDiagramShowsTheInstancesTokens()
    {
        Desktop d;
        d.open(failedInstance);
        QTRY_VERIFY(d.hasPicture());
        QTRY_COMPARE(d.diagram().marks().of("accept").incidents, 1);
        QCOMPARE(d.diagram().marks().of("review").completed, 2);
        d.backend.instanceDetails[failedInstance].statuses.back() = {"accept", 0, 1, 0, 0};
        d.commit(failedInstance);
        QTRY_COMPARE(d.diagram().marks().of("accept").completed, 1);
    }

    void anElementThatWasAskedForIsChosenEverywhere()
    {
        Desktop d;
        d.open(failedInstance, "accept");
        QTRY_COMPARE(d.diagram().selected(), QString("accept"));
        QCOMPARE(d.tabs().tabId(), QString("problems"));
        QCOMPARE(currentKey(*d.tabs().table(InstanceTabs::Problems)), QString("501"));
        QCOMPARE(currentKey(*d.tabs().table(InstanceTabs::Steps)), QString("accept"));
    }

    void choosingAProblemChoosesItsPlaceInTheDiagram()
    {
        Desktop d;
        d.open(failedInstance);
        QTRY_VERIFY(d.hasPicture());
        QTRY_COMPARE(d.tabs().table(InstanceTabs::Problems)->model()->rowCount(), 1);
        d.tabs().setCurrentIndex(InstanceTabs::Problems);
        d.tabs()
            .table(InstanceTabs::Problems)
            ->setCurrentIndex(d.tabs().table(InstanceTabs::Problems)->model()->index(0, 0));
        QCOMPARE(d.diagram().selected(), QString("accept"));
    }

    void choosingInTheDiagramChoosesInTheLists()
    {
        Desktop d;
        d.open(failedInstance);
        QTRY_VERIFY(d.hasPicture());
        QTRY_VERIFY(d.tabs().table(InstanceTabs::Timeline)->model()->rowCount() > 5);
        emit d.diagram().chosen("review");
        QCOMPARE(currentKey(*d.tabs().table(InstanceTabs::Steps)), QString("review"));
        QCOMPARE(currentKey(*d.tabs().table(InstanceTabs::Timeline)), QString("6"));
    }

    void tabsListWhatHappened()
    {
        Desktop d;
        d.open(failedInstance);
        QTRY_VERIFY(d.hasPicture());
        const auto rows = [&](InstanceTabs::Tab tab) { return d.tabs().table(tab)->model()->rowCount(); };
        QTRY_COMPARE(rows(InstanceTabs::Timeline), 10);
        QTRY_COMPARE(rows(InstanceTabs::Steps), 5);
        QCOMPARE(rows(InstanceTabs::Variables), 8);
        QCOMPARE(rows(InstanceTabs::Events), 7);
        QCOMPARE(rows(InstanceTabs::Problems), 1);
        QCOMPARE(d.tabs().tabText(InstanceTabs::Problems), QString("Problems  1"));
        const auto* events = d.tabs().table(InstanceTabs::Events)->model();
        QCOMPARE(events->index(5, 1).data().toString(), QString("Attempt failed"));
        const auto* variables = d.tabs().table(InstanceTabs::Variables)->model();
        QCOMPARE(variables->index(0, 1).data().toString(), QString("C-881"));
        QCOMPARE(variables->index(7, 1).data().toString(), QString("{\"hours\":864,\"rate\":\"25.00\"}"));
    }

    void aRetryThatMendedNothingIsNotCalledASuccess()
    {
        Desktop d;
        d.open(failedInstance);
        QTRY_VERIFY(d.page->isLoaded());
        QVERIFY(QTest::qWaitForWindowActive(d.page.get()));
        d.diagram().setFocus();
        Error again{"treasury.period.none", "No open period holds 2026-03-31."};
        again.context["cause_gone"] = false;
        d.backend.refuseNext = again;
        QTest::keyClick(&d.diagram(), Qt::Key_R, Qt::ControlModifier);
        QCOMPARE(d.backend.commands, QStringList{"retryInstance ada 4688"});
        QVERIFY2(!d.view().retryButton()->isEnabled(), "off while it is on its way");
        QTRY_VERIFY(d.view().refusalBanner()->isVisible());
        QCOMPARE(d.view().refusalBanner()->headline(), QString("Retried, and the cause is still there"));
        QVERIFY(d.desk.toasts.isEmpty());
        QTRY_VERIFY(d.view().retryButton()->isEnabled());
    }

    void whatFailedAgainIsToldFromWhatCouldNotBeTried_data()
    {
        QTest::addColumn<bool>("tried");
        QTest::addColumn<QString>("headline");
        QTest::newRow("tried") << true << "Retried, and the cause is still there";
        QTest::newRow("refused") << false << "C-881 could not be retried";
    }

    void whatFailedAgainIsToldFromWhatCouldNotBeTried()
    {
        QFETCH(bool, tried);
        QFETCH(QString, headline);
        Desktop d;
        d.open(failedInstance);
        QTRY_VERIFY(d.page->isLoaded());
        Error error{"people.contribution.state", "It is withdrawn."};
        if (tried) error.context["cause_gone"] = false;
        d.backend.refuseNext = error;
        d.view().retryButton()->click();
        QTRY_VERIFY(d.view().refusalBanner()->isVisible());
        QCOMPARE(d.view().refusalBanner()->headline(), headline);
    }

    void theKeyboardDoesNotSlipToCancel()
    {
        Desktop d;
        d.open(failedInstance);
        QTRY_VERIFY(d.page->isLoaded());
        QVERIFY(QTest::qWaitForWindowActive(d.page.get()));
        d.backend.refuseNext = Error{"people.contribution.state", "It is withdrawn."};
        d.view().retryButton()->setFocus();
        QTest::keyClick(d.view().retryButton(), Qt::Key_Space);
        QVERIFY(!d.view().retryButton()->isEnabled());
        QVERIFY(!qobject_cast<QAbstractButton*>(QApplication::focusWidget()));
        QTRY_VERIFY(d.view().retryButton()->hasFocus());
    }

    void anAttemptThatWaitsMayBeMadeNow()
    {
        Desktop d;
        giveInstances(d.backend);
        auto& instance = d.backend.instanceDetails[failedInstance].instance;
        instance.state = "retrying";
        instance.incidents = 0;
        d.open(failedInstance);
        QTRY_VERIFY(d.page->isLoaded());
        QVERIFY(d.view().retryButton()->isEnabled());
    }

    void aRetryThatMendedItSaysSo()
    {
        Desktop d;
        d.open(failedInstance);
        QTRY_VERIFY(d.page->isLoaded());
        d.backend.onCommand["retryInstance"] = [&] {
            auto& detail = d.backend.instanceDetails[failedInstance];
            detail.problems[0].resolvedAt = at("13:52");
            detail.instance.state = "completed";
            detail.instance.incidents = 0;
        };
        d.view().retryButton()->click();
        QTRY_COMPARE(d.desk.toasts, QStringList{"Retried C-881: the problem is gone."});
        QTRY_VERIFY(!d.view().failureBanner()->isVisible());
        QCOMPARE(offBecause(d.view().retryButton()),
                 QString("Nothing failed here; there is nothing to retry."));
    }

    void cancellingNeedsAReasonAndNamesTheEffects()
    {
        Desktop d;
        d.open(failedInstance);
        QTRY_VERIFY(d.page->isLoaded());
        d.view().cancelButton()->click();
        auto* dialog = qobject_cast<ConfirmDialog*>(d.page->commands()->dialog());
        QVERIFY(dialog);
        QVERIFY(!dialog->confirmButton()->isEnabled());
        dialog->reasonField()->setPlainText("Entered twice");
        dialog->confirmButton()->click();
        QCOMPARE(d.backend.commands, QStringList{"cancelInstance ada 4688 Entered twice"});
    }

    void whoMayNotIsToldWhy()
    {
        Desktop d;
        d.open(failedInstance, "", "otto");
        QTRY_VERIFY(d.page->isLoaded());
        QVERIFY(offBecause(d.view().retryButton()).contains("Administrator"));
        QVERIFY(!d.view().cancelButton()->isEnabled());
    }

    void aCloseLeadsToItsPeriod()
    {
        Desktop d;
        d.open(closeInstance);
        QTRY_VERIFY(d.page->isLoaded());
        QTRY_COMPARE(d.diagram().marks().of("approve-allocation").isHeld, true);
        QVERIFY(d.view().closeButton()->isVisible());
        d.view().closeButton()->click();
        QCOMPARE(d.desk.visits.value(0), (Location{"close", {{"period", "2026-Q1"}}}));
    }

    void escapeGoesBack()
    {
        Desktop d;
        d.open(failedInstance);
        QTRY_VERIFY(d.page->isLoaded());
        d.diagram().setFocus();
        QTest::keyClick(&d.diagram(), Qt::Key_Escape);
        QCOMPARE(d.desk.backs, 1);
        d.view().backButton()->click();
        QCOMPARE(d.desk.visits.value(0).at.value("list"), QString("1"));
    }

    void theKeyIsCopied()
    {
        Desktop d;
        d.open(failedInstance);
        QTRY_VERIFY(d.page->isLoaded());
        d.view().copyButton()->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), QString("4688"));
    }

    void commitsOfOthersAreNotRead()
    {
        Desktop d;
        d.open(failedInstance);
        QTRY_VERIFY(d.hasPicture());
        const auto before = d.backend.questions.size();
        d.commit(99);
        QCOMPARE(d.backend.questions.size(), before);
        d.commit(failedInstance);
        QVERIFY(d.backend.questions.size() > before);
        QVERIFY2(!d.backend.questions.last().startsWith("definitionXml"), "a definition never changes");
    }

    void followingMovesNeitherSelectionNorView()
    {
        Desktop d;
        d.open(failedInstance);
        QTRY_VERIFY(d.hasPicture());
        QTRY_COMPARE(d.tabs().table(InstanceTabs::Events)->model()->rowCount(), 7);
        d.tabs().chooseTab("events");
        setCurrentKey(*d.tabs().table(InstanceTabs::Events), "903");
        qreal scale = 0;
        const auto atRest = [&] { return std::exchange(scale, d.diagram().scale()) == d.diagram().scale(); };
        d.diagram().zoomIn();
        QTRY_VERIFY(atRest());
        auto& detail = d.backend.instanceDetails[failedInstance];
        detail.events.push_back({908, at("13:52"), "ada", "incident.retry", "accept", {}});
        d.commit(failedInstance);
        QTRY_COMPARE(d.tabs().table(InstanceTabs::Events)->model()->rowCount(), 8);
        QCOMPARE(currentKey(*d.tabs().table(InstanceTabs::Events)), QString("903"));
        QCOMPARE(d.diagram().scale(), scale);
        QCOMPARE(d.tabs().tabId(), QString("events"));
    }

    void withoutItsPictureTheRestIsShown()
    {
        Desktop d;
        giveInstances(d.backend);
        d.backend.failQuestion = "definitionXml";
        d.open(failedInstance, "accept");
        QTRY_COMPARE(d.view().diagram()->states()->state(), ListStates::State::Error);
        QTRY_COMPARE(d.tabs().table(InstanceTabs::Timeline)->model()->rowCount(), 10);
        QTRY_COMPARE(d.tabs().tabId(), QString("problems"));
        d.backend.failQuestion.clear();
        d.view().diagram()->states()->button()->click();
        QTRY_VERIFY(d.hasPicture());
        QCOMPARE(d.view().diagram()->states()->state(), ListStates::State::Content);
    }

    void anInstanceThatCannotBeReadOffersRetry()
    {
        Desktop d;
        d.open(99);
        QTRY_COMPARE(d.view().states()->state(), ListStates::State::Error);
        QVERIFY(!d.page->loadError().isEmpty());
    }

    void everythingInReachOfTheKeyboardHasAName()
    {
        Desktop d;
        d.open(failedInstance);
        QTRY_VERIFY(d.hasPicture());
        const auto nameless = namelessControls(*d.page);
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join('\n')));
        QVERIFY2(d.page->minimumSizeHint().width() <= 1024 - 88,
                 qPrintable(QString::number(d.page->minimumSizeHint().width())));
        QVERIFY2(d.page->minimumSizeHint().height() <= 690 - 40,
                 qPrintable(QString::number(d.page->minimumSizeHint().height())));
    }

    void aHistoryOfTwentyThousandEventsIsShown()
    {
        Desktop d;
        giveInstances(d.backend);
        auto& events = d.backend.instanceDetails[failedInstance].events;
        for (int i = 0; i < 20'000; ++i)
            events.push_back({1000 + i, at("13:45"), "system", "job.fail", "accept", {{"attempt", i}}});
        d.open(failedInstance);
        QTRY_COMPARE(d.tabs().table(InstanceTabs::Events)->model()->rowCount(), 20'007);
    }

private:
    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(InstanceViewTest)
#include "instance_view_test.moc"
