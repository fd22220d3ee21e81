// SPDX-License-Identifier: GPL-3.0-or-later
// Every place at the smallest size, in every language: words have room, and the keyboard goes as people read.
#include "tests/ui/support/samples.h"
#include "tests/ui/support/work_samples.h"
#include "ui/language/language.h"
#include "ui/shell/main_window.h"
#include "ui/shell/workspace.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/status_chip.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QScrollArea>
#include <QTest>

using namespace habitat;
using namespace habitat::ui;

namespace {

struct Console
{
    FakeBackend backend;
    std::unique_ptr<MainWindow> window;

    void open(const char* user, const Location& place)
    {
        givePeople(backend);
        giveFailedClose(backend);
        giveInbox(backend);
        giveInstances(backend);
        giveAlerts(backend);
        window = std::make_unique<MainWindow>(backend, allPlaces());
        window->resize(1024, 690);
        window->show();
        window->startAt(place);
        window->assume(user);
    }
    PlaceView* view() { return window->workspace() ? window->workspace()->current() : nullptr; }
};

QString nameOf(const QWidget& widget)
{
    return QStringLiteral("%1 “%2”").arg(widget.metaObject()->className(), widget.accessibleName());
}

/// What can be scrolled to has its room there.
bool isSeen(const QWidget& widget)
{
    return widget.isVisible() && !widget.visibleRegion().isEmpty();
}

QStringList cutWords(const QWidget& place)
{
    QStringList cut;
    const auto check = [&](const QWidget& widget, int needed) {
        if (isSeen(widget) && widget.width() < needed)
            cut << QStringLiteral("%1: %2 of %3").arg(nameOf(widget)).arg(widget.width()).arg(needed);
    };
    for (const auto* button : place.findChildren<QAbstractButton*>())
        if (!button->text().trimmed().isEmpty()) check(*button, button->sizeHint().width());
    for (const auto* label : place.findChildren<QLabel*>())
        if (!label->wordWrap() && !label->text().isEmpty() && !qobject_cast<const ElidedLabel*>(label))
            check(*label, label->sizeHint().width());
    for (const auto* chip : place.findChildren<StatusChip*>())
        check(*chip, chip->minimumSizeHint().width());
    return cut;
}

/// Of controls side by side in the same box: from left to right, from top to bottom.
bool reads(const QWidget& first, const QWidget& second)
{
    const QRect a = first.geometry();
    const QRect b = second.geometry();
    if (a.bottom() < b.top()) return true;
    if (b.bottom() < a.top()) return false;
    return a.left() <= b.left();
}

} // namespace

class RoomTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp, ThemeChoice::Light); }
    void cleanupTestCase() { m_theme.reset(); }

    void everyPlace_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("user");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("instance");
        for (const QString& language : Language::languages()) {
            const auto row = [&](const char* user, const char* place, const QString& instance) {
                QTest::addRow("%s %s %s", qPrintable(language), place, qPrintable(instance))
                    << language << user << place << instance;
            };
            row("kim", "close", {});
            row("rhea", "inbox", {});
            row("ada", "instances", {});
            row("ada", "instances", QString::number(failedInstance));
            row("ada", "instances", QStringLiteral("4400"));
            row("ada", "alerts", {});
        }
    }
    void everyPlace()
    {
        QFETCH(QString, language);
        QFETCH(QString, user);
        QFETCH(QString, place);
        QFETCH(QString, instance);
        const Language spoken(*qApp, language);
        Console c;
        Location location{place, {}};
        if (!instance.isEmpty()) location.at["instance"] = instance;
        c.open(qPrintable(user), location);
        QTRY_VERIFY(c.view() && c.view()->isLoaded());
        QTRY_VERIFY2(cutWords(*c.view()).isEmpty(), qPrintable(cutWords(*c.view()).join('\n')));

        QList<QWidget*> chain;
        for (QWidget* next = c.view()->nextInFocusChain(); next != c.view(); next = next->nextInFocusChain())
            if (c.view()->isAncestorOf(next) && isSeen(*next) && next->isEnabled() &&
                (next->focusPolicy() & Qt::TabFocus) && !next->focusProxy())
                chain << next;
        QVERIFY(chain.size() >= 3);
        for (qsizetype i = 0; i < chain.size(); ++i)
            for (qsizetype j = i + 1; j < chain.size(); ++j)
                if (chain[i]->parentWidget() == chain[j]->parentWidget())
                    QVERIFY2(reads(*chain[i], *chain[j]),
                             qPrintable(nameOf(*chain[i]) + " before " + nameOf(*chain[j])));
    }

private:
    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(RoomTest)
#include "room_test.moc"
