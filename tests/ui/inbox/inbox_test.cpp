// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/page_desktop.h"
#include "tests/ui/support/samples.h"
#include "tests/ui/support/settled.h"
#include "tests/ui/support/work_samples.h"
#include "ui/inbox/inbox_page.h"
#include "ui/inbox/task_pane.h"
#include "ui/records/record_list.h"
#include "ui/records/scope_tabs.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/confirm_dialog.h"
#include "ui/widgets/list_states.h"
#include "ui/widgets/record_table.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace habitat;
using namespace habitat::ui;

namespace {

struct Desktop : PageDesktop<InboxPage>
{
    void open(const Location& location = {"inbox", {}}, const char* user = "rhea") { show(user, location); }
    void openOn(const char* item) { open({"inbox", {{"item", item}}}); }
    TaskPane& pane() { return *page->detail(); }
    QStringList keys() { return keysIn(*page->table()); }
    ConfirmDialog* confirm() { return qobject_cast<ConfirmDialog*>(page->commands()->dialog()); }
    void type(Qt::Key key) { QTest::keyClick(page->table(), key); }
    void active()
    {
        QVERIFY(QTest::qWaitForWindowActive(page.get()));
        page->table()->setFocus();
    }
};

} // namespace

class InboxTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp, ThemeChoice::Light); }
    void cleanupTestCase() { m_theme.reset(); }

    void whatIsDueFirstStandsFirstAndIsShown()
    {
        Desktop d;
        giveInbox(d.backend);
        d.open();
        QTRY_VERIFY(d.page->isLoaded());
        QCOMPARE(d.keys().mid(0, 3), (QStringList{"7001", "7002", "7005"}));
        QCOMPARE(currentKey(*d.page->table()), QString("7001"));
        QTRY_COMPARE(d.pane().item().key, std::string("7001"));
        QCOMPARE(d.page->countText(), QString("7"));
        QCOMPARE(d.page->scopes()->tabText(int(console::InboxScope::Mine)), QString("Mine  7"));
        QCOMPARE(d.page->scopes()->tabText(int(console::InboxScope::Overdue)), QString("Overdue  1"));
    }

    void belowTheThresholdOneKeyApproves()
    {
        Desktop d;
        giveInbox(d.backend);
        d.openOn("7006");
        QTRY_COMPARE(d.pane().item().key, std::string("7006"));
        d.active();
        d.pane().noteField()->setPlainText("Hours agree");
        d.type(Qt::Key_A);
        QCOMPARE(d.backend.commands, QStringList{"decideTask rhea 7006 approve Hours agree"});
        QVERIFY(!d.confirm());
        QTRY_COMPARE(d.desk.toasts.size(), 1);
    }

    void aboveTheThresholdASheetComesFirst()
    {
        Desktop d;
        giveInbox(d.backend);
        d.openOn("7001");
        QTRY_COMPARE(d.pane().item().key, std::string("7001"));
        d.active();
        d.type(Qt::Key_A);
        QVERIFY(d.confirm());
        QVERIFY(d.backend.commands.isEmpty());
        d.confirm()->confirmButton()->click();
        QCOMPARE(d.backend.commands, QStringList{"decideTask rhea 7001 approve"});
    }

    void afterADecisionTheNextIsShown_data()
    {
        QTest::addColumn<bool>("goOn");
        QTest::newRow("go to next") << true;
        QTest::newRow("stay") << false;
    }
    void afterADecisionTheNextIsShown()
    {
        QFETCH(bool, goOn);
        Desktop d;
        giveInbox(d.backend);
        d.openOn("7006");
        QTRY_COMPARE(d.pane().item().key, std::string("7006"));
        d.page->goOnBox()->setChecked(goOn);
        const int row = d.page->table()->currentIndex().row();
        const QString next = d.keys().value(row + 1);
        QVERIFY(!next.isEmpty());
        d.backend.onCommand["decideTask"] = [&] {
            std::erase_if(d.backend.inboxItems, [](const auto& item) { return item.key == "7006"; });
        };
        d.pane().approveButton()->click();
        QTRY_VERIFY(!d.keys().contains("7006"));
        if (goOn) QTRY_COMPARE(d.pane().item().key, next.toStdString());
        QTRY_VERIFY(d.page->table()->hasFocus());
    }

    void rejectingNeedsAReasonAndNamesTheEffects()
    {
        Desktop d;
        giveInbox(d.backend);
        d.openOn("7006");
        QTRY_COMPARE(d.pane().item().key, std::string("7006"));
        d.active();
        d.type(Qt::Key_R);
        QVERIFY(d.confirm());
        QVERIFY(!d.confirm()->confirmButton()->isEnabled());
        QVERIFY(d.confirm()->findChild<QWidget*>("effects"));
        d.confirm()->reasonField()->setPlainText("Entered twice");
        d.confirm()->confirmButton()->click();
        QCOMPARE(d.backend.commands, QStringList{"decideTask rhea 7006 reject Entered twice"});
    }

    void askingNeedsAQuestion()
    {
        Desktop d;
        giveInbox(d.backend);
        d.openOn("7006");
        QTRY_COMPARE(d.pane().item().key, std::string("7006"));
        d.active();
        d.type(Qt::Key_I);
        QVERIFY(!d.confirm()->confirmButton()->isEnabled());
        d.confirm()->reasonField()->setPlainText("Which field?");
        d.confirm()->confirmButton()->click();
        QCOMPARE(d.backend.commands, QStringList{"decideTask rhea 7006 clarify Which field?"});
    }

    void aQuestionIsAnsweredInWords()
    {
        Desktop d;
        giveInbox(d.backend);
        d.openOn("7004");
        QTRY_COMPARE(d.pane().item().key, std::string("7004"));
        QCOMPARE(d.pane().approveButton()->text(), QString("Answer"));
        QVERIFY(!d.pane().rejectButton()->isVisible());
        d.pane().approveButton()->click();
        QVERIFY2(d.backend.commands.isEmpty(), "an answer is not empty");
        QVERIFY(d.pane().refusalBanner()->isVisible());
        d.pane().noteField()->setPlainText("The north field; Dana led.");
        d.pane().approveButton()->click();
        QCOMPARE(d.backend.commands, QStringList{"decideTask rhea 7004 answer The north field; Dana led."});
    }

    void onesOwnRequestCannotBeDecided()
    {
        Desktop d;
        giveInbox(d.backend);
        d.openOn("7003");
        QTRY_COMPARE(d.pane().item().key, std::string("7003"));
        for (QPushButton* button :
             {d.pane().approveButton(), d.pane().rejectButton(), d.pane().askButton()}) {
            QVERIFY(!button->isEnabled());
            QCOMPARE(offBecause(button), QString("You submitted this. Another approver must decide."));
        }
        QCOMPARE(d.pane().whyText(), QString("You submitted this. Another approver must decide."));
        d.active();
        d.type(Qt::Key_A);
        QVERIFY(d.backend.commands.isEmpty());
    }

    void aSignatureShowsItsFactsAndLeadsToItsStep()
    {
        Desktop d;
        giveInbox(d.backend);
        d.openOn("close/2026-Q1/6");
        QTRY_COMPARE(d.pane().item().key, std::string("close/2026-Q1/6"));
        QVERIFY(!d.pane().rejectButton()->isVisible());
        QVERIFY(!d.pane().claimButton()->isVisible());
        d.pane().openButton()->click();
        QCOMPARE(d.desk.visits.size(), 1);
        QCOMPARE(d.desk.visits[0], (Location{"close", {{"period", "2026-Q1"}, {"step", "6"}}}));
        d.pane().approveButton()->click();
        QVERIFY2(d.confirm(), "what is signed is read first");
        d.confirm()->confirmButton()->click();
        QCOMPARE(d.backend.commands, QStringList{"decideTask rhea close/2026-Q1/6 approve"});
    }

    void claimingIsUndoneFromTheToast()
    {
        Desktop d;
        giveInbox(d.backend);
        d.openOn("7006");
        QTRY_COMPARE(d.pane().item().key, std::string("7006"));
        d.active();
        d.type(Qt::Key_C);
        QCOMPARE(d.backend.commands, QStringList{"claimTask rhea 7006"});
        QTRY_VERIFY(d.desk.lastUndo);
        d.desk.lastUndo();
        QCOMPARE(d.backend.commands.last(), QString("unclaimTask rhea 7006"));
    }

    void whatOneHoldsIsGivenBack()
    {
        Desktop d;
        giveInbox(d.backend);
        d.openOn("7002");
        QTRY_COMPARE(d.pane().item().key, std::string("7002"));
        QCOMPARE(d.pane().claimButton()->text(), QString("Give back"));
        d.pane().claimButton()->click();
        QCOMPARE(d.backend.commands, QStringList{"unclaimTask rhea 7002"});
    }

    void nGoesToTheNoteAndTypingStaysThere()
    {
        Desktop d;
        giveInbox(d.backend);
        d.openOn("7006");
        QTRY_COMPARE(d.pane().item().key, std::string("7006"));
        d.active();
        d.type(Qt::Key_N);
        QTRY_VERIFY(d.pane().noteField()->hasFocus());
        QTest::keyClicks(d.pane().noteField(), "area");
        QCOMPARE(d.pane().note(), QString("area"));
        QVERIFY2(d.backend.commands.isEmpty(), "letters of a note decide nothing");
    }

    void aRefusalStandsBesideTheItem()
    {
        Desktop d;
        giveInbox(d.backend);
        d.openOn("7006");
        QTRY_COMPARE(d.pane().item().key, std::string("7006"));
        d.backend.refuseNext = Error{"inbox.task.held", "Bo holds this task.", {}, false};
        d.pane().approveButton()->click();
        QTRY_VERIFY(d.pane().refusalBanner()->isVisible());
        QCOMPARE(d.pane().refusalBanner()->text(), QString("Bo holds this task."));
        QVERIFY(d.keys().contains("7006"));
        QTRY_VERIFY(d.pane().approveButton()->isEnabled());
    }

    void bulkApprovesOnlyWhatWasCheckedAndMayBe()
    {
        Desktop d;
        giveInbox(d.backend);
        d.open();
        QTRY_VERIFY(d.page->isLoaded());
        QVERIFY(!d.page->bulkButton()->isVisible());
        for (int row = 0; row < d.page->table()->model()->rowCount(); ++row)
            if (d.keys()[row] != "7005")
                emit d.page->table()->checked(d.page->table()->model()->index(row, 0));
        QVERIFY(d.page->bulkButton()->isVisible());
        d.page->bulkButton()->click();
        auto* sheet = qobject_cast<BatchDialog*>(d.page->commands()->dialog());
        QVERIFY(sheet);
        QVERIFY2(sheet->summary().startsWith("3 to do · total 24,205.00"), qPrintable(sheet->summary()));
        sheet->runButton()->click();
        QTRY_VERIFY(sheet->isDone());
        QStringList commands = d.backend.commands;
        commands.sort();
        QCOMPARE(commands, (QStringList{"decideTask rhea 7001 approve", "decideTask rhea 7002 approve",
                                        "decideTask rhea 7006 approve"}));
    }

    void whatComesInWaitsBehindAButton()
    {
        Desktop d;
        giveInbox(d.backend);
        d.openOn("7006");
        QTRY_COMPARE(d.pane().item().key, std::string("7006"));
        const QStringList before = d.keys();
        auto fresh = inboxItemOf("C-2000", 100, "Bob Hale");
        fresh.key = "9000";
        fresh.dueAt = at("14:00");
        d.backend.inboxItems.push_back(fresh);
        d.backend.commit({});
        QTRY_VERIFY(d.page->newButton()->isVisible());
        QVERIFY(d.page->newButton()->text().contains("+1"));
        QCOMPARE(d.keys(), before);
        QCOMPARE(currentKey(*d.page->table()), QString("7006"));
        d.backend.commit({});
        settle(d.backend);
        QCOMPARE(d.keys(), before);
        d.page->newButton()->click();
        QVERIFY(d.keys().contains("9000"));
        QVERIFY(!d.page->newButton()->isVisible());
        QCOMPARE(currentKey(*d.page->table()), QString("7006"));
    }

    void aNoteIsKeptWhileTheListFollows()
    {
        Desktop d;
        giveInbox(d.backend);
        d.openOn("7006");
        QTRY_COMPARE(d.pane().item().key, std::string("7006"));
        d.pane().noteField()->setPlainText("half a sent");
        d.backend.commit({});
        settle(d.backend);
        QCOMPARE(d.pane().note(), QString("half a sent"));
    }

    void scopesAreReadAndAreHistory()
    {
        Desktop d;
        giveInbox(d.backend);
        d.open();
        QTRY_VERIFY(d.page->isLoaded());
        QSignalSpy moved(d.page.get(), &PlaceView::moved);
        d.page->scopes()->setCurrentIndex(int(console::InboxScope::Overdue));
        QCOMPARE(moved.size(), 1);
        QTRY_COMPARE(d.keys(), QStringList{"7001"});
        QCOMPARE(d.page->location().at.value("scope"), QString("overdue"));
        d.page->scopes()->setCurrentIndex(int(console::InboxScope::Done));
        QTRY_VERIFY(!d.keys().isEmpty() && d.keys().size() > 1);
        QTRY_VERIFY2(!d.pane().approveButton()->isVisible(), "what is decided is only looked at");
    }

    void theFilterNarrowsAndIsCleared()
    {
        Desktop d;
        giveInbox(d.backend);
        d.open();
        QTRY_VERIFY(d.page->isLoaded());
        d.page->filterField()->setText("bob 1050");
        QCOMPARE(d.keys(), QStringList{"7006"});
        d.page->filterField()->setText("nobody");
        QCOMPARE(d.page->states()->state(), ListStates::State::FilteredOut);
        d.page->states()->button()->click();
        QCOMPARE(d.keys().size(), 7);
    }

    void ordersSort_data()
    {
        QTest::addColumn<int>("order");
        QTest::addColumn<QString>("first");
        QTest::newRow("due") << int(InboxOrder::Due) << "7001";
        QTest::newRow("amount") << int(InboxOrder::Amount) << "7005";
        QTest::newRow("newest") << int(InboxOrder::Newest) << "close/2026-Q1/6";
        QTest::newRow("subject") << int(InboxOrder::Subject) << "close/2026-Q1/6";
    }
    void ordersSort()
    {
        QFETCH(int, order);
        QFETCH(QString, first);
        Desktop d;
        giveInbox(d.backend);
        d.open();
        QTRY_VERIFY(d.page->isLoaded());
        d.page->orderChooser()->setCurrentIndex(d.page->orderChooser()->findData(order));
        QCOMPARE(d.keys().first(), first);
    }

    void theFiveStates()
    {
        Desktop d;
        giveInbox(d.backend);
        d.backend.holdReplies = true;
        d.open();
        QCOMPARE(d.page->states()->state(), ListStates::State::Skeleton);
        d.backend.deliver();
        QCOMPARE(d.page->states()->state(), ListStates::State::Content);
        d.backend.holdReplies = false;
        d.backend.failQuestion = "inbox ";
        d.page->refresh();
        QTRY_COMPARE(d.page->states()->state(), ListStates::State::Error);
        d.backend.failQuestion.clear();
        d.backend.inboxItems.clear();
        d.page->states()->button()->click();
        QTRY_COMPARE(d.page->states()->state(), ListStates::State::AllDone);
        QVERIFY(!d.page->loadError().size());
    }

    void everythingInReachOfTheKeyboardHasAName()
    {
        Desktop d;
        giveInbox(d.backend);
        d.open();
        QTRY_COMPARE(d.pane().item().key, std::string("7001"));
        const auto nameless = namelessControls(*d.page);
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join('\n')));
        QVERIFY(d.desk.registry.conflicts().isEmpty());
    }

    void longNamesAndTenThousandRowsStayWithinTheWindow()
    {
        Desktop d;
        givePeople(d.backend);
        const std::string name(200, 'W');
        for (int i = 0; i < 10'000; ++i) {
            auto item = inboxItemOf("C", 100 + i, name.c_str());
            item.subject += std::to_string(i) + name;
            item.title = name;
            d.backend.inboxItems.push_back(item);
        }
        d.open();
        QTRY_VERIFY(d.page->isLoaded());
        QCOMPARE(d.keys().size(), 10'000);
        QVERIFY2(d.page->minimumSizeHint().width() <= 1024 - 88,
                 qPrintable(QString::number(d.page->minimumSizeHint().width())));
    }

private:
    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(InboxTest)
#include "inbox_test.moc"
