// SPDX-License-Identifier: GPL-3.0-or-later
// How long the window does not listen while much is loaded.
#include "tests/ui/support/samples.h"
#include "tests/ui/support/work_samples.h"
#include "ui/close/close_page.h"
#include "ui/close/figures_view.h"
#include "ui/close/step_detail_pane.h"
#include "ui/inbox/inbox_page.h"
#include "ui/instances/instance_list.h"
#include "ui/instances/instances_page.h"
#include "ui/records/record_model.h"
#include "ui/shell/main_window.h"
#include "ui/shell/workspace.h"
#include "ui/theme/theme.h"
#include "ui/widgets/record_table.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTimerEvent>

#include <ctime>

using namespace habitat;
using namespace habitat::ui;

namespace {

using std::chrono::nanoseconds;

/// Time of this thread's processor.
nanoseconds used()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + nanoseconds(time.tv_nsec);
}

double ms(nanoseconds time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

/// The longest piece of work between two turns of the event loop, as time of this thread's processor: what
/// other programs do at the same time does not count.
class Heartbeat final : public QObject
{
public:
    Heartbeat() { m_timer = startTimer(0); }
    [[nodiscard]] double longestMs() const { return ms(m_longest); }

protected:
    void timerEvent(QTimerEvent*) override
    {
        const nanoseconds now = used();
        m_longest = std::max(m_longest, now - m_last);
        m_last = used();
    }

private:
    int m_timer = 0;
    nanoseconds m_last = used();
    nanoseconds m_longest{0};
};

constexpr int many = 10'000;

std::vector<console::InboxItem> manyItems(const FakeBackend& backend)
{
    std::vector<console::InboxItem> items;
    for (int i = 0; i < many; ++i) {
        console::InboxItem item = backend.inboxItems.front();
        item.key = std::to_string(100'000 + i);
        item.subject = "C-" + std::to_string(i);
        item.createdAt += std::chrono::seconds(i);
        items.push_back(std::move(item));
    }
    return items;
}

/// What the window may do at a stretch: 50 ms of work; on a slow machine, or under a sanitizer, some times
/// what it takes there merely to copy ten thousand items.
double goalMs()
{
    FakeBackend backend;
    giveInbox(backend);
    const auto items = manyItems(backend);
    const nanoseconds begun = used();
    const auto copy = items;
    const double floor = ms(used() - begun);
    qInfo("copying: %.1f ms", floor);
    return std::max(50.0, 6 * floor);
}

struct Console
{
    FakeBackend backend;
    std::unique_ptr<MainWindow> window;

    void signIn(const char* user, const Location& place)
    {
        window = std::make_unique<MainWindow>(backend, allPlaces());
        window->resize(1280, 800);
        window->show();
        window->startAt(place);
        window->assume(user);
    }
    PlaceView* view() { return window->workspace() ? window->workspace()->current() : nullptr; }

    void openInboxOfMany()
    {
        givePeople(backend);
        giveInbox(backend);
        backend.inboxItems = manyItems(backend);
        signIn("rhea", {"inbox", {}});
    }
    InboxPage* inbox() { return static_cast<InboxPage*>(view()); }
    int rows() { return view() && view()->isLoaded() ? inbox()->table()->model()->rowCount() : 0; }
};

} // namespace

class ResponsiveTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_theme = std::make_unique<Theme>(*qApp, ThemeChoice::Light);
        m_goalMs = goalMs();
    }
    void cleanupTestCase() { m_theme.reset(); }

    void tenThousandItemsOfTheInbox()
    {
        Console c;
        givePeople(c.backend);
        giveInbox(c.backend);
        c.signIn("rhea", {"inbox", {}});
        QTRY_VERIFY(c.rows() > 0);
        c.backend.inboxItems = manyItems(c.backend);
        Heartbeat heart;
        c.view()->refresh();
        QTRY_COMPARE_WITH_TIMEOUT(c.rows(), many, 30'000);
        judge(heart);
    }

    void aCommitWhileTenThousandItemsAreShown()
    {
        Console c;
        c.openInboxOfMany();
        QTRY_COMPARE_WITH_TIMEOUT(c.rows(), many, 30'000);
        Heartbeat heart;
        c.backend.inboxItems.erase(c.backend.inboxItems.begin() + many / 2);
        c.backend.commit({});
        QTRY_COMPARE_WITH_TIMEOUT(c.rows(), many - 1, 30'000);
        judge(heart);
    }

    void filteringTenThousandItems_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<int>("left");
        QTest::newRow("few are left") << "C-77" << 111;
        QTest::newRow("those left are scattered") << "7" << 3439;
        QTest::newRow("none is left") << "nowhere" << 0;
    }
    void filteringTenThousandItems()
    {
        QFETCH(QString, typed);
        QFETCH(int, left);
        Console c;
        c.openInboxOfMany();
        QTRY_COMPARE_WITH_TIMEOUT(c.rows(), many, 30'000);
        Heartbeat heart;
        c.inbox()->filterField()->setText(typed);
        QTest::qWait(0);
        QCOMPARE(c.rows(), left);
        c.inbox()->filterField()->clear();
        QTest::qWait(0);
        QCOMPARE(c.rows(), many);
        judge(heart);
    }

    void orderingTenThousandItems()
    {
        Console c;
        c.openInboxOfMany();
        QTRY_COMPARE_WITH_TIMEOUT(c.rows(), many, 30'000);
        const QModelIndex first = c.inbox()->table()->model()->index(0, 0);
        QCOMPARE(first.data().toString(), QString("C-0"));
        Heartbeat heart;
        c.inbox()->orderChooser()->setCurrentIndex(int(InboxOrder::Newest));
        QCOMPARE(first.siblingAtRow(0).data().toString(), QString("C-9999"));
        judge(heart);
    }

    void tenThousandItemsInASheet()
    {
        Console c;
        c.openInboxOfMany();
        QTRY_COMPARE_WITH_TIMEOUT(c.rows(), many, 30'000);
        Heartbeat heart;
        static_cast<RecordModel*>(c.inbox()->table()->model())->checkAll();
        QTest::qWait(0);
        c.inbox()->bulkButton()->click();
        QTRY_VERIFY(c.inbox()->commands()->dialog());
        judge(heart);
    }

    void tenThousandMembersInAStep()
    {
        Console c;
        givePeople(c.backend);
        giveClose(c.backend, 6);
        c.backend.details[{"2026-Q1", 7}].figures = {longTable(many)};
        c.signIn("kim", {"close", {{"period", "2026-Q1"}, {"step", "1"}}});
        QTRY_VERIFY(c.view() && c.view()->isLoaded());
        auto* page = static_cast<ClosePage*>(c.view());
        Heartbeat heart;
        page->open({"close", {{"period", "2026-Q1"}, {"step", "7"}}});
        QTRY_VERIFY_WITH_TIMEOUT(page->isLoaded() && page->shownStep().number == 7, 30'000);
        QTest::qWait(0);
        const auto* figures = page->detail()->findChild<FiguresView*>();
        QVERIFY(figures && figures->table()->model()->rowCount() >= many);
        judge(heart);
    }

private:
    void judge(const Heartbeat& heart) const
    {
        QTest::qWait(0);
        qInfo("longest block: %.1f ms", heart.longestMs());
        QVERIFY(heart.longestMs() < m_goalMs);
    }

    std::unique_ptr<Theme> m_theme;
    double m_goalMs = 0;
};

QTEST_MAIN(ResponsiveTest)
#include "responsive_test.moc"
