// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/page_desktop.h"
#include "tests/ui/support/samples.h"
#include "tests/ui/support/work_samples.h"
#include "ui/instances/instance_list.h"
#include "ui/instances/instance_words.h"
#include "ui/instances/instances_page.h"
#include "ui/records/record_list.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/list_states.h"
#include "ui/widgets/record_table.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace habitat;
using namespace habitat::ui;

namespace {

struct Desktop : PageDesktop<InstancesPage>
{
    void open(const Location& location = {"instances", {}}, const char* user = "ada")
    {
        show(user, location);
    }
    InstanceList& list() { return *page->list(); }
    RecordModel& model() { return list().model(); }
    QString text(int row, int column) { return model().index(row, column).data().toString(); }
    void choose(QComboBox* chooser, const QString& data)
    {
        chooser->setCurrentIndex(chooser->findData(data));
        emit chooser->activated(chooser->currentIndex());
    }
};

} // namespace

class InstancesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp, ThemeChoice::Light); }
    void cleanupTestCase() { m_theme.reset(); }

    void theListShowsWhatCoreAnswered()
    {
        Desktop d;
        giveInstances(d.backend);
        d.open();
        QTRY_VERIFY(d.page->isLoaded());
        QCOMPARE(d.list().countText(), QString("8"));
        QCOMPARE(d.model().rowCount(), 8);
        const int failed = d.model().rowOf("4688");
        QCOMPARE(d.text(failed, 0), QString("Failed"));
        QCOMPARE(d.text(failed, 1), QString("C-881"));
        QCOMPARE(d.text(failed, 3), QString("v4"));
        QCOMPARE(d.text(failed, 7), QString("3/3"));
        QCOMPARE(d.text(failed, 8), QString("1"));
        QCOMPARE(d.model().index(failed, 0).data(RecordModel::StatusRole).toInt(), int(ui::Status::Failed));
        QVERIFY(d.model().index(failed, 0).data(Qt::AccessibleTextRole).toString().contains("C-881, Failed"));
    }

    void durationsRead_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("text");
        QTest::newRow("seconds") << qint64(12) << "12 s";
        QTest::newRow("a few minutes") << qint64(150) << "2 m 30 s";
        QTest::newRow("minutes") << qint64(1850) << "30 m";
        QTest::newRow("hours") << qint64(3 * 3600 + 12 * 60) << "3 h 12 m";
        QTest::newRow("days") << qint64(3 * 86400 + 3600) << "3 d 1 h";
        QTest::newRow("a clock that stepped back") << qint64(-5) << "0 ms";
    }
    void durationsRead()
    {
        QFETCH(qint64, seconds);
        QFETCH(QString, text);
        QCOMPARE(durationText(std::chrono::seconds(seconds)), text);
    }

    void tenThousandRowsComeAPageAtATime()
    {
        Desktop d;
        giveManyInstances(d.backend, 10'000);
        d.open();
        QTRY_VERIFY(d.page->isLoaded());
        QCOMPARE(d.list().countText(), QLocale().toString(10'000));
        QCOMPARE(d.model().rowCount(), 200);
        QVERIFY(d.model().canFetchMore({}));
        d.model().fetchMore({});
        QCOMPARE(d.list().states()->state(), ListStates::State::LoadingMore);
        QTRY_COMPARE(d.model().rowCount(), 400);
        QCOMPARE(d.list().states()->state(), ListStates::State::Content);
        QCOMPARE(d.model().keyAt(200).toLongLong(), d.model().keyAt(199).toLongLong() - 1);
        QVERIFY(d.backend.questions.contains("instances // before " + d.model().keyAt(199)));
    }

    void aPageThatFailsLeavesWhatIsThere()
    {
        Desktop d;
        giveManyInstances(d.backend, 1000);
        d.open();
        QTRY_COMPARE(d.model().rowCount(), 200);
        d.backend.failQuestion = "instances";
        d.model().fetchMore({});
        QTRY_COMPARE(d.desk.toasts.size(), 1);
        QCOMPARE(d.model().rowCount(), 200);
        d.backend.failQuestion.clear();
        QVERIFY(d.desk.lastUndo);
        d.desk.lastUndo();
        QTRY_COMPARE(d.model().rowCount(), 400);
    }

    void filtersAreAskedOfCoreAndAreHistory()
    {
        Desktop d;
        giveInstances(d.backend);
        d.open();
        QTRY_VERIFY(d.page->isLoaded());
        QTRY_COMPARE(d.list().processChooser()->count(), 3);
        QSignalSpy moved(d.page.get(), &PlaceView::moved);
        d.choose(d.list().stateChooser(), "failed");
        QTRY_COMPARE(d.model().rowCount(), 1);
        QCOMPARE(moved.size(), 1);
        QCOMPARE(d.page->location().at.value("state"), QString("failed"));
        d.choose(d.list().stateChooser(), "");
        d.choose(d.list().processChooser(), "period-close");
        QTRY_COMPARE(d.model().rowCount(), 2);
        QTest::keyClicks(d.list().keyField(), "2025");
        QTRY_COMPARE(d.model().rowCount(), 1);
        QVERIFY(d.backend.questions.contains("instances period-close//2025 before 0"));
    }

    void aLocationSetsTheFilters()
    {
        Desktop d;
        giveInstances(d.backend);
        d.open({"instances", {{"state", "failed"}, {"process", "contribution-approval"}}});
        QTRY_VERIFY(d.page->isLoaded());
        QCOMPARE(d.model().rowCount(), 1);
        QCOMPARE(d.list().stateChooser()->currentData().toString(), QString("failed"));
        QTRY_COMPARE(d.list().processChooser()->currentText(), QString("Contribution approval"));
    }

    void newRowsWaitAndRowsInSightFollow()
    {
        Desktop d;
        giveInstances(d.backend);
        d.open();
        QTRY_VERIFY(d.page->isLoaded());
        setCurrentKey(*d.list().table(), "4688");
        QSignalSpy resets(&d.model(), &QAbstractItemModel::modelReset);
        QSignalSpy inserts(&d.model(), &QAbstractItemModel::rowsInserted);
        d.backend.instanceItems.insert(d.backend.instanceItems.begin(),
                                       instanceOf(4800, "C-2000", "running"));
        d.backend.instanceItems.insert(d.backend.instanceItems.begin(),
                                       instanceOf(4801, "C-2001", "running"));
        for (auto& item : d.backend.instanceItems)
            if (item.key == 4688) item.state = "running";
        d.backend.commit({});
        QTRY_VERIFY(d.list().newButton()->isVisible());
        QVERIFY(d.list().newButton()->text().contains("+2"));
        QCOMPARE(d.text(d.model().rowOf("4688"), 0), QString("Running"));
        QCOMPARE(d.model().rowCount(), 8);
        QCOMPARE(resets.size() + inserts.size(), 0);
        QCOMPARE(currentKey(*d.list().table()), QString("4688"));
        d.list().newButton()->click();
        QTRY_COMPARE(d.model().rowCount(), 10);
        QVERIFY(!d.list().newButton()->isVisible());
        QCOMPARE(currentKey(*d.list().table()), QString("4688"));
    }

    void whatLeavesTheFilterFadesWhereItStands()
    {
        Desktop d;
        giveInstances(d.backend);
        d.open({"instances", {{"state", "failed"}}});
        QTRY_COMPARE(d.model().rowCount(), 1);
        emit d.list().table()->checked(d.model().index(0, 0));
        QVERIFY(d.list().retryButton()->isVisible());
        for (auto& item : d.backend.instanceItems)
            if (item.key == 4688) item.state = "running";
        d.backend.commit({});
        QTRY_VERIFY(d.model().index(0, 0).data(RecordModel::GoneRole).toBool());
        QCOMPARE(d.model().rowCount(), 1);
        QVERIFY2(!d.list().retryButton()->isVisible(), "what is gone is not acted upon");
        d.page->refresh();
        QTRY_COMPARE(d.model().rowCount(), 0);
        QCOMPARE(d.list().states()->state(), ListStates::State::FilteredOut);
    }

    void rowsBelowTheFirstPageFollowWhereTheyAreLookedAt()
    {
        Desktop d;
        giveManyInstances(d.backend, 1000);
        d.open();
        QTRY_COMPARE(d.model().rowCount(), 200);
        d.model().fetchMore({});
        QTRY_COMPARE(d.model().rowCount(), 400);
        d.list().table()->scrollTo(d.model().index(300, 0), QAbstractItemView::PositionAtTop);
        const QString key = d.model().keyAt(303);
        for (auto& item : d.backend.instanceItems)
            if (QString::number(item.key) == key) item.state = "cancelled";
        const int scroll = d.list().table()->verticalScrollBar()->value();
        d.backend.commit({});
        QTRY_COMPARE(d.text(303, 0), QString("Cancelled"));
        QCOMPARE(d.list().table()->verticalScrollBar()->value(), scroll);
    }

    void clearingFiltersShowsAll()
    {
        Desktop d;
        giveInstances(d.backend);
        d.open({"instances", {{"key", "zzz"}}});
        QTRY_COMPARE(d.list().states()->state(), ListStates::State::FilteredOut);
        d.list().states()->button()->click();
        QTRY_COMPARE(d.model().rowCount(), 8);
        QVERIFY(d.list().keyField()->text().isEmpty());
    }

    void theFiveStates()
    {
        Desktop d;
        giveInstances(d.backend);
        d.backend.holdReplies = true;
        d.open();
        QCOMPARE(d.list().states()->state(), ListStates::State::Skeleton);
        d.backend.deliver();
        QCOMPARE(d.list().states()->state(), ListStates::State::Content);
        d.backend.holdReplies = false;
        d.backend.failQuestion = "instances";
        d.page->refresh();
        QTRY_COMPARE(d.list().states()->state(), ListStates::State::Error);
        QVERIFY(!d.page->loadError().isEmpty());
        d.backend.failQuestion.clear();
        d.backend.instanceItems.clear();
        d.list().states()->button()->click();
        QTRY_COMPARE(d.list().states()->state(), ListStates::State::FirstUse);
    }

    void bulkCancelNeedsAReasonAndTouchesWhatWasChecked()
    {
        Desktop d;
        giveInstances(d.backend);
        d.open();
        QTRY_VERIFY(d.page->isLoaded());
        for (const char* key : {"4700", "4691", "4410"})
            emit d.list().table()->checked(d.model().index(d.model().rowOf(key), 0));
        d.list().cancelButton()->click();
        auto* sheet = qobject_cast<BatchDialog*>(d.page->commands()->dialog());
        QVERIFY(sheet);
        QVERIFY2(sheet->summary().startsWith("2 to do · 1 left out"), qPrintable(sheet->summary()));
        QVERIFY(!sheet->runButton()->isEnabled());
        sheet->reasonField()->setPlainText("Submitted twice");
        sheet->runButton()->click();
        QTRY_VERIFY(sheet->isDone());
        QStringList commands = d.backend.commands;
        commands.sort();
        QCOMPARE(commands, (QStringList{"cancelInstance ada 4691 Submitted twice",
                                        "cancelInstance ada 4700 Submitted twice"}));
    }

    void whoMayNotIsToldWhy()
    {
        Desktop d;
        giveInstances(d.backend);
        d.open({"instances", {}}, "otto");
        QTRY_VERIFY(d.page->isLoaded());
        emit d.list().table()->checked(d.model().index(d.model().rowOf("4688"), 0));
        QVERIFY(!d.list().retryButton()->isEnabled());
        QVERIFY(offBecause(d.list().retryButton()).contains("Administrator"));
    }

    void enterOpensTheInstance()
    {
        Desktop d;
        giveInstances(d.backend);
        d.open();
        QTRY_VERIFY(d.page->isLoaded());
        setCurrentKey(*d.list().table(), "4688");
        QTest::keyClick(d.list().table(), Qt::Key_Return);
        QCOMPARE(d.desk.visits.size(), 1);
        QCOMPARE(d.desk.visits[0], (Location{"instances", {{"instance", "4688"}}}));
    }

    void copyGivesATable()
    {
        Desktop d;
        giveInstances(d.backend);
        d.open();
        QTRY_VERIFY(d.page->isLoaded());
        d.list().table()->selectRow(d.model().rowOf("4688"));
        const QStringList lines = d.list().table()->copyText().split('\n');
        QCOMPARE(lines.size(), 2);
        QVERIFY(lines[0].startsWith("State\tKey\tProcess"));
        QVERIFY(lines[1].startsWith("Failed\tC-881\tContribution approval\tv4"));
    }

    void everythingInReachOfTheKeyboardHasAName()
    {
        Desktop d;
        giveInstances(d.backend);
        d.open();
        QTRY_VERIFY(d.page->isLoaded());
        emit d.list().table()->checked(d.model().index(0, 0));
        const auto nameless = namelessControls(*d.page);
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join('\n')));
        QVERIFY(d.desk.registry.conflicts().isEmpty());
        QVERIFY(d.page->minimumSizeHint().width() <= 1024 - 88);
    }

private:
    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(InstancesTest)
#include "instances_test.moc"
