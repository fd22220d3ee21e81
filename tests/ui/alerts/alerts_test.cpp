// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/page_desktop.h"
#include "tests/ui/support/samples.h"
#include "tests/ui/support/work_samples.h"
#include "ui/alerts/alert_pane.h"
#include "ui/alerts/alert_words.h"
#include "ui/alerts/alerts_page.h"
#include "ui/alerts/alerts_place.h"
#include "ui/records/record_list.h"
#include "ui/records/scope_tabs.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/list_states.h"
#include "ui/widgets/record_table.h"

#include <QApplication>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTest>

using namespace habitat;
using namespace habitat::ui;

namespace {

constexpr auto manyCause = "incident/contribution-approval/accept/treasury.period.none";
constexpr auto oneCause = "incident/period-close/record-allocations/close.lines.sum";
constexpr auto waitingCause = "waiting/contribution-approval/review";

struct Desktop : PageDesktop<AlertsPage>
{
    void open(const char* alert = "", const char* user = "ada")
    {
        show(user, {"alerts", {{"alert", alert}}});
    }
    AlertPane& pane() { return *page->detail(); }
    QStringList causes() { return keysIn(*page->table()); }
};

/// Two failed instances; only one of them for this alert's cause.
void giveFailures(FakeBackend& backend)
{
    giveAlerts(backend);
    backend.instanceItems = {instanceOf(4700, "C-884", "failed"), instanceOf(4699, "C-999", "failed"),
                             instanceOf(failedInstance, "C-881", "failed")};
    console::InstanceDetail other = backend.instanceDetails[failedInstance];
    other.problems[0].incidentKey = 502;
    backend.instanceDetails[4700] = other;
    other.problems[0].incidentKey = 77;
    backend.instanceDetails[4699] = other;
}

} // namespace

class AlertsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp, ThemeChoice::Light); }
    void cleanupTestCase() { m_theme.reset(); }

    void openOnesAreShownWithWhyAndWhatToDo()
    {
        Desktop d;
        giveAlerts(d.backend);
        d.open(manyCause);
        QTRY_VERIFY(d.page->isLoaded());
        QCOMPARE(d.causes(), (QStringList{oneCause, manyCause, waitingCause}));
        QCOMPARE(d.pane().alert().cause, std::string(manyCause));
        QVERIFY(d.pane().whyBanner()->text().contains("(3 attempts)"));
        QVERIFY(d.pane().factsText().contains("6 times"));
        QVERIFY(d.pane().factsText().contains("12 min"));
        const auto* model = d.page->table()->model();
        QCOMPARE(model->index(1, 0).data().toString(), QString("Critical"));
        QCOMPARE(model->index(1, 2).data().toString(), QString("C-881, C-884, C-886 and 3 more"));
        QCOMPARE(model->index(1, 4).data().toString(), QString("×6"));
        QCOMPARE(model->index(2, 0).data().toString(), QString("Warning"));
        QVERIFY2(model->index(1, 0).data(RecordModel::IconRole) !=
                     model->index(2, 0).data(RecordModel::IconRole),
                 "severities differ by shape, not by colour alone");
    }

    void openLeadsToTheInstanceAndItsPlace()
    {
        Desktop d;
        giveAlerts(d.backend);
        d.open(manyCause);
        QTRY_VERIFY(d.page->isLoaded());
        QTest::keyClick(d.page->table(), Qt::Key_Return);
        QCOMPARE(d.desk.visits.value(0),
                 (Location{"instances", {{"instance", "4688"}, {"element", "accept"}}}));
    }

    void acknowledgingIsUndoneFromTheToast()
    {
        Desktop d;
        giveAlerts(d.backend);
        d.open(waitingCause);
        QTRY_VERIFY(d.page->isLoaded());
        QVERIFY(QTest::qWaitForWindowActive(d.page.get()));
        d.backend.onCommand["acknowledgeAlert"] = [&] {
            d.backend.alertItems[2].state = console::AlertState::Acknowledged;
        };
        QTest::keyClick(d.page->table(), Qt::Key_E);
        QCOMPARE(d.backend.commands, QStringList{QString("acknowledgeAlert ada ") + waitingCause});
        QTRY_VERIFY(!d.causes().contains(waitingCause));
        QVERIFY(d.desk.lastUndo);
        d.desk.lastUndo();
        QCOMPARE(d.backend.commands.last(), QString("reopenAlert ada ") + waitingCause);
    }

    void snoozing_data()
    {
        QTest::addColumn<int>("entry");
        QTest::addColumn<QString>("hours");
        QTest::newRow("1 hour") << 0 << "1h";
        QTest::newRow("4 hours") << 1 << "4h";
        // 13:52 to 8:00 of the next day, whole hours.
        QTest::newRow("until tomorrow") << 2 << "18h";
    }
    void snoozing()
    {
        QFETCH(int, entry);
        QFETCH(QString, hours);
        Desktop d;
        giveAlerts(d.backend);
        d.open(waitingCause);
        QTRY_VERIFY(d.page->isLoaded());
        d.pane().snoozeButton()->menu()->actions().at(entry)->trigger();
        QCOMPARE(d.backend.commands,
                 (QStringList{QString("snoozeAlert ada %1 %2").arg(waitingCause, hours)}));
        QTRY_VERIFY(d.desk.lastUndo);
    }

    void oneInstanceIsRetriedAtOnce()
    {
        Desktop d;
        giveAlerts(d.backend);
        d.open(oneCause);
        QTRY_VERIFY(d.page->isLoaded());
        d.pane().retryButton()->click();
        QCOMPARE(d.backend.commands, QStringList{"retryInstance ada 4400"});
    }

    void aRetrySaysWhatCameOfIt_data()
    {
        QTest::addColumn<bool>("refused");
        QTest::addColumn<bool>("tried");
        QTest::addColumn<QString>("said");
        QTest::newRow("gone") << false << true << "Retried 2026-Q1: the problem is gone.";
        QTest::newRow("still there") << true << true << "Retried, and the cause is still there";
        QTest::newRow("not tried") << true << false << "2026-Q1 could not be retried";
    }
    void aRetrySaysWhatCameOfIt()
    {
        QFETCH(bool, refused);
        QFETCH(bool, tried);
        QFETCH(QString, said);
        Desktop d;
        giveAlerts(d.backend);
        d.open(oneCause);
        QTRY_VERIFY(d.page->isLoaded());
        Error error{"close.step.failed", "The books do not balance."};
        if (tried) error.context["cause_gone"] = false;
        if (refused) d.backend.refuseNext = error;
        d.pane().retryButton()->click();
        const auto heard = [&] {
            return refused ? d.pane().refusalBanner()->headline() : d.desk.toasts.value(0);
        };
        QTRY_COMPARE(heard(), said);
    }

    void ofSeveralOnlyThoseOfTheCauseAreListedAndRetried()
    {
        Desktop d;
        giveFailures(d.backend);
        d.open(manyCause);
        QTRY_VERIFY(d.page->isLoaded());
        QCOMPARE(d.pane().retryButton()->accessibleName(), QString("Retry 6…"));
        d.pane().retryButton()->click();
        QTRY_VERIFY(d.page->commands()->dialog());
        auto* sheet = qobject_cast<BatchDialog*>(d.page->commands()->dialog());
        QCOMPARE(sheet->table()->model()->rowCount(), 2);
        QVERIFY(d.backend.commands.isEmpty());
        sheet->runButton()->click();
        QTRY_VERIFY(sheet->isDone());
        QCOMPARE(d.backend.commands, (QStringList{"retryInstance ada 4700", "retryInstance ada 4688"}));
    }

    void aWaitHasNothingToRetry()
    {
        Desktop d;
        giveAlerts(d.backend);
        d.open(waitingCause);
        QTRY_VERIFY(d.page->isLoaded());
        QVERIFY(!d.pane().retryButton()->isVisible());
        QVERIFY(d.pane().openButton()->isEnabled());
    }

    void whoMayNotIsToldWhy()
    {
        Desktop d;
        giveAlerts(d.backend);
        d.open(manyCause, "otto");
        QTRY_VERIFY(d.page->isLoaded());
        QVERIFY(offBecause(d.pane().retryButton()).contains("Administrator"));
        QVERIFY(!d.pane().acknowledgeButton()->isEnabled());
        QVERIFY(d.pane().openButton()->isEnabled());
    }

    void scopesCountAndShowTheirOwn()
    {
        Desktop d;
        giveAlerts(d.backend);
        d.open();
        QTRY_VERIFY(d.page->isLoaded());
        QCOMPARE(d.page->scopes()->tabText(int(AlertsPage::Scope::Open)), QString("Open  3"));
        d.page->scopes()->setCurrentIndex(int(AlertsPage::Scope::Snoozed));
        QCOMPARE(d.causes(), QStringList{"held/period-close/approve-allocation"});
        QVERIFY(d.pane().reopenButton()->isVisible());
        QVERIFY(!d.pane().snoozeButton()->isVisible());
        d.pane().reopenButton()->click();
        QCOMPARE(d.backend.commands, QStringList{"reopenAlert ada held/period-close/approve-allocation"});
        d.page->scopes()->setCurrentIndex(int(AlertsPage::Scope::All));
        QCOMPARE(d.causes().size(), 5);
    }

    void aRefusalStandsBesideTheAlert()
    {
        Desktop d;
        giveAlerts(d.backend);
        d.open(waitingCause);
        QTRY_VERIFY(d.page->isLoaded());
        d.backend.refuseNext =
            Error{"alerts.unknown", "This alert is not open any more: its cause is gone.", {}, false};
        d.pane().acknowledgeButton()->click();
        QTRY_VERIFY(d.pane().refusalBanner()->isVisible());
        QVERIFY(d.desk.toasts.isEmpty());
    }

    void whatIsMendedLeavesAndTheRestStays()
    {
        Desktop d;
        giveAlerts(d.backend);
        d.open(waitingCause);
        QTRY_VERIFY(d.page->isLoaded());
        d.backend.alertItems.erase(d.backend.alertItems.begin());
        d.backend.commit({});
        QTRY_COMPARE(d.causes().size(), 2);
        QCOMPARE(currentKey(*d.page->table()), QString(waitingCause));
    }

    void theFiveStates()
    {
        Desktop d;
        giveAlerts(d.backend);
        d.backend.holdReplies = true;
        d.open();
        QCOMPARE(d.page->states()->state(), ListStates::State::Skeleton);
        d.backend.deliver();
        QCOMPARE(d.page->states()->state(), ListStates::State::Content);
        d.page->filterField()->setText("no such alert");
        QCOMPARE(d.page->states()->state(), ListStates::State::FilteredOut);
        d.page->states()->button()->click();
        QCOMPARE(d.page->states()->state(), ListStates::State::Content);
        d.backend.holdReplies = false;
        d.backend.failQuestion = "alerts";
        d.page->refresh();
        QTRY_COMPARE(d.page->states()->state(), ListStates::State::Error);
        d.backend.failQuestion.clear();
        d.backend.alertItems.clear();
        d.page->states()->button()->click();
        QTRY_COMPARE(d.page->states()->state(), ListStates::State::AllDone);
    }

    void onlyWhoMayLookIsLedHere()
    {
        const Place place = alertsPlace();
        QVERIFY(mayUse(place, {Role::Administrator}));
        QVERIFY(mayUse(place, {Role::Auditor}));
        QVERIFY(!mayUse(place, {Role::Member, Role::Contributor}));
    }

    void everythingInReachOfTheKeyboardHasAName()
    {
        Desktop d;
        giveAlerts(d.backend);
        d.backend.alertItems[0].title += std::string(300, 'W');
        d.backend.alertItems[0].cause += std::string(300, 'w');
        d.open();
        QTRY_VERIFY(d.page->isLoaded());
        const auto nameless = namelessControls(*d.page);
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join('\n')));
        QVERIFY(d.desk.registry.conflicts().isEmpty());
        QVERIFY(d.page->minimumSizeHint().width() <= 1024 - 88);
    }

private:
    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(AlertsTest)
#include "alerts_test.moc"
