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
#include "ui/shell/main_window.h"
#include "ui/shell/workspace.h"
#include "ui/theme/theme.h"
#include "ui/widgets/record_table.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>
#include <QTimerEvent>

#include <ctime>

using namespace habitat;
using namespace habitat::ui;

namespace {

using std::chrono::nanoseconds;

/// The longest piece of work between two turns of the event loop, as time of this thread's processor: what
/// other programs do at the same time does not count.
class Heartbeat final : public QObject
{
public:
    Heartbeat() { m_timer = startTimer(0); }
    [[nodiscard]] double longestMs() const
    {
        return std::chrono::duration<double, std::milli>(m_longest).count();
    }

protected:
    void timerEvent(QTimerEvent*) override
    {
        const nanoseconds now = used();
        m_longest = std::max(m_longest, now - m_last);
        m_last = used();
    }

private:
    static nanoseconds used()
    {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return std::chrono::seconds(time.tv_sec) + nanoseconds(time.tv_nsec);
    }

    int m_timer = 0;
    nanoseconds m_last = used();
    nanoseconds m_longest{0};
};

constexpr int many = 10'000;
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr double mostMs = 3'000;
constexpr double mostForFiguresMs = 1'000;
#else
/// Thrice the goal of 50 ms for a whole inbox, which is read in one piece; in builds for debugging too.
constexpr double mostMs = 150;
constexpr double mostForFiguresMs = 50;
#endif

std::vector<console::InboxItem> manyItems(const FakeBackend& backend)
{
    std::vector<console::InboxItem> items;
    for (int i = 0; i < many; ++i) {
        console::InboxItem item = backend.inboxItems.front();
        item.key = std::to_string(100'000 + i);
        item.subject = "C-" + std::to_string(i);
        items.push_back(std::move(item));
    }
    return items;
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
};

} // namespace

class ResponsiveTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp, ThemeChoice::Light); }
    void cleanupTestCase() { m_theme.reset(); }

    void tenThousandItemsOfTheInbox()
    {
        Console c;
        givePeople(c.backend);
        giveInbox(c.backend);
        c.signIn("rhea", {"inbox", {}});
        QTRY_VERIFY(c.view() && c.view()->isLoaded());
        c.backend.inboxItems = manyItems(c.backend);
        Heartbeat heart;
        c.view()->refresh();
        auto* table = static_cast<InboxPage*>(c.view())->table();
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), many, 30'000);
        QTest::qWait(0);
        qInfo("longest block: %.1f ms", heart.longestMs());
        QVERIFY(heart.longestMs() < mostMs);
    }

    void aCommitWhileTenThousandItemsAreShown()
    {
        Console c;
        givePeople(c.backend);
        giveInbox(c.backend);
        c.backend.inboxItems = manyItems(c.backend);
        c.signIn("rhea", {"inbox", {}});
        auto shown = [&] {
            return c.view() && static_cast<InboxPage*>(c.view())->table()->model()->rowCount() == many;
        };
        QTRY_VERIFY_WITH_TIMEOUT(shown(), 30'000);
        Heartbeat heart;
        c.backend.inboxItems.erase(c.backend.inboxItems.begin() + many / 2);
        c.backend.commit({});
        QTRY_COMPARE_WITH_TIMEOUT(static_cast<InboxPage*>(c.view())->table()->model()->rowCount(), many - 1,
                                  30'000);
        QTest::qWait(0);
        qInfo("longest block: %.1f ms", heart.longestMs());
        QVERIFY(heart.longestMs() < mostMs);
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
        qInfo("longest block: %.1f ms", heart.longestMs());
        QVERIFY(heart.longestMs() < mostForFiguresMs);
    }

private:
    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(ResponsiveTest)
#include "responsive_test.moc"
