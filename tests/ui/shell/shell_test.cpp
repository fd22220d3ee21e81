// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/samples.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/help.h"
#include "ui/shell/main_window.h"
#include "ui/shell/rail.h"
#include "ui/shell/sign_in_page.h"
#include "ui/shell/status_line.h"
#include "ui/shell/workspace.h"
#include "ui/theme/theme.h"
#include "ui/widgets/toast.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QTextBrowser>
#include <QVBoxLayout>

using namespace habitat;
using namespace habitat::ui;

namespace {

/// A place with a filter and a list, which remembers where it was sent.
class PlainView final : public PlaceView
{
public:
    PlainView(const PlaceContext& context, QString id) : PlaceView(context), m_here{std::move(id), {}}
    {
        auto* column = new QVBoxLayout(this);
        column->addWidget(m_filter = new QLineEdit);
        column->addWidget(m_list = new QLineEdit);
        ++living;
    }
    ~PlainView() override { --living; }
    void open(const Location& location) override
    {
        m_here = location;
        ++opened;
        setLoaded();
    }
    Location location() const override { return m_here; }
    void refresh() override { ++refreshed; }
    QList<QWidget*> panes() const override { return {m_list, m_filter}; }
    void focusFilter() override { m_filter->setFocus(); }

    int opened = 0;
    int refreshed = 0;
    inline static int living = 0;
    QLineEdit* m_filter;
    QLineEdit* m_list;

private:
    Location m_here;
};

Place plainPlace(const QString& id, PlaceGroup group, Qt::Key digit, RoleSet roles, RoleSet landing)
{
    Place place;
    place.id = id;
    place.title = id.left(1).toUpper() + id.mid(1);
    place.group = group;
    place.icon = QStringLiteral("place-") + id;
    place.shortcut = QKeySequence(Qt::CTRL | digit);
    place.roles = roles;
    place.landing = landing;
    place.make = [id](const PlaceContext& context) { return new PlainView(context, id); };
    if (id == QLatin1String("inbox"))
        place.badge = [](const console::Badges& badges) { return badges.inbox; };
    return place;
}

PlaceRegistry threePlaces()
{
    PlaceRegistry places;
    places.add(
        plainPlace("alerts", PlaceGroup::Operate, Qt::Key_5, {Role::Administrator}, {Role::Administrator}));
    places.add(plainPlace("inbox", PlaceGroup::Work, Qt::Key_2, {}, {Role::Reviewer, Role::Board}));
    places.add(plainPlace("close", PlaceGroup::Work, Qt::Key_3, {Role::Allocator, Role::Administrator},
                          {Role::Allocator}));
    places.add(plainPlace("instances", PlaceGroup::Operate, Qt::Key_4, {Role::Administrator}, {}));
    return places;
}

struct Console
{
    FakeBackend backend;
    std::unique_ptr<MainWindow> window;

    explicit Console(const char* user = nullptr)
    {
        givePeople(backend);
        backend.badgeCounts = {7, 1, 2, 1};
        window = std::make_unique<MainWindow>(backend, threePlaces());
        window->resize(1280, 800);
        window->show();
        window->activateWindow();
        if (user) window->assume(QString::fromLatin1(user));
    }
    Workspace& workspace() { return *window->workspace(); }
    PlainView& view() { return static_cast<PlainView&>(*workspace().current()); }
};

} // namespace

class ShellTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp, ThemeChoice::Light); }
    void cleanupTestCase() { m_theme.reset(); }

    void everyoneSeesAndLandsWhereTheirRolesSay_data()
    {
        QTest::addColumn<QString>("user");
        QTest::addColumn<QStringList>("rail");
        QTest::addColumn<QString>("landing");
        QTest::newRow("allocator") << "kim" << QStringList{"inbox", "close"} << "close";
        QTest::newRow("reviewer") << "rhea" << QStringList{"inbox"} << "inbox";
        QTest::newRow("administrator")
            << "ada" << QStringList{"inbox", "close", "alerts", "instances"} << "alerts";
        QTest::newRow("auditor, no landing of their own") << "otto" << QStringList{"inbox"} << "inbox";
    }
    void everyoneSeesAndLandsWhereTheirRolesSay()
    {
        QFETCH(QString, user);
        QFETCH(QStringList, rail);
        QFETCH(QString, landing);
        Console console(user.toLatin1().constData());
        QTRY_VERIFY(console.window->workspace());
        QStringList shown;
        for (const RailButton* button : console.workspace().rail()->buttons())
            shown << button->placeId();
        QCOMPARE(shown, rail);
        QCOMPARE(console.workspace().currentPlace(), landing);
    }

    void aPlaceIsRegisteredOnce()
    {
        PlaceRegistry places = threePlaces();
        QVERIFY_EXCEPTION_THROWN(places.add(plainPlace("inbox", PlaceGroup::Work, Qt::Key_9, {}, {})),
                                 InvariantBroken);
    }

    void samplePeopleAreOneClickAway()
    {
        Console console;
        QTRY_COMPARE(console.window->signInPage()->cards().size(), 8);
        QPushButton* card = console.window->signInPage()->cards().first();
        QVERIFY(card->isVisible());
        QVERIFY(card->accessibleName().contains(QLatin1String("Kim Park")));
        QVERIFY(card->accessibleName().contains(QLatin1String("Allocator")));
        QTRY_VERIFY(card->hasFocus());
        QTest::keyClick(card, Qt::Key_Return);
        QTRY_VERIFY(console.window->workspace());
        QCOMPARE(console.backend.commands, QStringList{"signInSample kim"});
        QTRY_COMPARE(console.window->windowTitle(),
                     QStringLiteral("Close – Pine Ridge Cooperative – Habitat Console"));
    }

    void aWrongPasswordIsSaidBesideTheField()
    {
        Console console;
        console.backend.cooperativeInfo.isSample = false;
        console.backend.passwords = {{"kim", "right"}};
        console.window->signInPage()->reload();
        QTRY_VERIFY(console.window->signInPage()->userField());
        SignInPage& page = *console.window->signInPage();
        QVERIFY(page.cards().isEmpty());
        page.userField()->setText(QStringLiteral("kim"));
        page.passwordField()->setText(QStringLiteral("wrong"));
        QTest::keyClick(page.passwordField(), Qt::Key_Return);
        QTRY_COMPARE(page.problem(), QStringLiteral("The user name or the password is wrong."));
        QCOMPARE(page.passwordField()->accessibleDescription(), page.problem());
        QVERIFY(page.passwordField()->hasFocus());
        page.passwordField()->setText(QStringLiteral("right"));
        QVERIFY(page.problem().isEmpty());
        page.signInButton()->click();
        QTRY_VERIFY(console.window->workspace());
    }

    void enterTwiceSignsInOnce()
    {
        Console console;
        console.backend.cooperativeInfo.isSample = false;
        console.backend.passwords = {{"kim", "right"}};
        console.window->signInPage()->reload();
        QTRY_VERIFY(console.window->signInPage()->userField());
        SignInPage& page = *console.window->signInPage();
        page.userField()->setText(QStringLiteral("kim"));
        page.passwordField()->setText(QStringLiteral("right"));
        QTest::keyClick(page.passwordField(), Qt::Key_Return);
        QTest::keyClick(page.passwordField(), Qt::Key_Return);
        QTRY_VERIFY(console.window->workspace());
        QCOMPARE(console.backend.commands, QStringList{"signIn kim"});
    }

    void whoSignsInNextFindsEmptyFieldsAndKeepsWhatTheyType()
    {
        Console console;
        console.backend.cooperativeInfo.isSample = false;
        console.backend.passwords = {{"kim", "right"}};
        SignInPage& page = *console.window->signInPage();
        page.reload();
        QTRY_VERIFY(page.userField());
        page.userField()->setText(QStringLiteral("kim"));
        page.passwordField()->setText(QStringLiteral("right"));
        page.signInButton()->click();
        QTRY_VERIFY(console.window->workspace());
        QSignalSpy ready(&page, &SignInPage::ready);
        console.window->signOut();
        QVERIFY(page.userField()->text().isEmpty());
        QVERIFY(page.passwordField()->text().isEmpty());
        page.userField()->setText(QStringLiteral("rosa"));
        QTRY_COMPARE(ready.size(), 1);
        QCOMPARE(page.userField()->text(), QStringLiteral("rosa"));
    }

    void aCardThatIsPressedWhilePeopleAreReadAgainSignsIn()
    {
        Console console;
        SignInPage& page = *console.window->signInPage();
        QTRY_COMPARE(page.cards().size(), 8);
        page.reload();
        page.cards().at(1)->click();
        QTRY_VERIFY(console.window->workspace());
    }

    void whatCannotBeOpenedSaysWhyAndCanBeTriedAgain()
    {
        Console console;
        QSignalSpy stuck(console.window.get(), &MainWindow::stuck);
        EngineInfo failed;
        failed.state = EngineState::Failed;
        failed.problem = QStringLiteral("habitatctl (process 4711) hosts this co-op.");
        console.backend.setEngine(failed);
        QCOMPARE(stuck.size(), 1);
        QCOMPARE(console.window->signInPage()->problem(), failed.problem);
        QVERIFY(console.window->statusLine()->engineText().contains(QLatin1String("4711")));
        for (QPushButton* button : console.window->signInPage()->findChildren<QPushButton*>())
            if (button->text() == QLatin1String("Try again") && button->isVisible()) button->click();
        QCOMPARE(console.backend.commands, QStringList{"reopen"});
    }

    void signingOutTakesEveryViewAway()
    {
        Console console("kim");
        QTRY_VERIFY(console.window->workspace());
        QCOMPARE(PlainView::living, 1);
        console.window->signOut();
        QVERIFY(!console.window->workspace());
        QCOMPARE(PlainView::living, 0);
        QTRY_VERIFY(!console.window->signInPage()->cards().isEmpty());
        QVERIFY(console.window->signInPage()->isVisible());
    }

    /// Whoever lost the account meanwhile is told so where they sign in, and sees nothing more.
    void aSessionThatEndedLeadsToTheSignInPage_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<bool>("ends");
        QTest::newRow("account closed") << "identity.user.inactive" << true;
        QTest::newRow("other roles") << "identity.roles.changed" << true;
        QTest::newRow("anything else") << "console.unexpected" << false;
    }

    void aSessionThatEndedLeadsToTheSignInPage()
    {
        QFETCH(QString, code);
        QFETCH(bool, ends);
        Console console("kim");
        QTRY_VERIFY(console.window->workspace());
        QTRY_VERIFY(console.workspace().hasBadges());
        const QString why = QStringLiteral("kim may no longer sign in.");
        console.backend.failQuestion = QStringLiteral("badges");
        console.backend.failure = {code.toStdString(), why.toStdString()};
        const auto asked = console.backend.questions.count(QStringLiteral("badges"));
        console.backend.commit({});
        console.backend.commit({});
        QTRY_COMPARE(console.backend.questions.count(QStringLiteral("badges")), asked + 2);
        if (!ends) {
            QTest::qWait(0);
            QVERIFY(console.window->workspace());
            return;
        }
        QTRY_VERIFY(!console.window->workspace());
        QCOMPARE(PlainView::living, 0);
        QTRY_COMPARE(console.window->signInPage()->problem(), why);
        QTRY_VERIFY(!console.window->signInPage()->cards().isEmpty());
        QVERIFY(console.window->signInPage()->isVisible());
        // It is said once.
        console.window->signInPage()->reload();
        QTRY_COMPARE(console.window->signInPage()->problem(), QString());
    }

    void whoIsUnknownIsRefused()
    {
        Console console;
        QSignalSpy stuck(console.window.get(), &MainWindow::stuck);
        console.window->assume(QStringLiteral("nobody"));
        QTRY_COMPARE(stuck.size(), 1);
        QVERIFY(stuck[0][0].toString().contains(QLatin1String("nobody")));
        QTRY_VERIFY(console.window->signInPage()->problem().contains(QLatin1String("nobody")));
        QVERIFY(!console.window->signInPage()->cards().isEmpty());
    }

    void historyGoesBackAndForward()
    {
        Console console("ada");
        QTRY_VERIFY(console.window->workspace());
        Workspace& workspace = console.workspace();
        QVERIFY(!workspace.canGoBack());
        workspace.go({"close", {{"period", "2026-Q1"}}});
        workspace.go({"close", {{"period", "2026-Q2"}}});
        workspace.back();
        QCOMPARE(workspace.current()->location().at.value("period"), QStringLiteral("2026-Q1"));
        workspace.back();
        QCOMPARE(workspace.currentPlace(), QStringLiteral("alerts"));
        workspace.forward();
        QCOMPARE(workspace.current()->location().at.value("period"), QStringLiteral("2026-Q1"));
        workspace.go({"inbox", {}});
        QVERIFY2(!workspace.canGoForward(), "a new way ends the old one");
        workspace.go({"close", {}});
        QCOMPARE(workspace.current()->location().at.value("period"), QStringLiteral("2026-Q1"));
    }

    void whatRolesDoNotIncludeIsNotReached()
    {
        Console console("rhea");
        QTRY_VERIFY(console.window->workspace());
        console.workspace().go({"alerts", {}});
        QCOMPARE(console.workspace().currentPlace(), QStringLiteral("inbox"));
        QVERIFY(console.workspace().toastBox()->isVisible());
    }

    void keysWorkEverywhere()
    {
        Console console("ada");
        QTRY_VERIFY(console.window->workspace());
        QVERIFY(QTest::qWaitForWindowActive(console.window.get()));
        QTest::keyClick(console.window.get(), Qt::Key_3, Qt::ControlModifier);
        QCOMPARE(console.workspace().currentPlace(), QStringLiteral("close"));
        QTest::keyClick(console.window.get(), Qt::Key_F5);
        QCOMPARE(console.view().refreshed, 1);
        QTest::keyClick(console.window.get(), Qt::Key_F, Qt::ControlModifier);
        QTRY_VERIFY(console.view().m_filter->hasFocus());
        QTest::keyClick(console.window.get(), Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(console.workspace().currentPlace(), QStringLiteral("alerts"));
        QTest::keyClick(console.window.get(), Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(console.workspace().currentPlace(), QStringLiteral("close"));
    }

    void panesAreReachedInOrder()
    {
        Console console("kim");
        QTRY_VERIFY(console.window->workspace());
        QVERIFY(QTest::qWaitForWindowActive(console.window.get()));
        QTRY_VERIFY(console.view().m_list->hasFocus());
        QTest::keyClick(console.window.get(), Qt::Key_F6);
        QVERIFY(console.view().m_filter->hasFocus());
        QTest::keyClick(console.window.get(), Qt::Key_F6);
        QVERIFY(console.workspace().rail()->buttons().first()->hasFocus());
        QTest::keyClick(console.window.get(), Qt::Key_F6);
        QVERIFY(console.view().m_list->hasFocus());
        QTest::keyClick(console.window.get(), Qt::Key_F6, Qt::ShiftModifier);
        QVERIFY(console.workspace().rail()->buttons().first()->hasFocus());
    }

    void noTwoKeysMeanTheSame()
    {
        Console console("ada");
        QTRY_VERIFY(console.window->workspace());
        QStringList found;
        for (const KeyRegistry::Conflict& conflict : console.workspace().keys().conflicts())
            found << conflict.key + ": " + conflict.first + ", " + conflict.second;
        QVERIFY2(found.isEmpty(), qPrintable(found.join('\n')));
    }

    void badgesFollowCommits()
    {
        Console console("kim");
        QTRY_VERIFY(console.window->workspace());
        RailButton* inbox = console.workspace().rail()->buttons().first();
        QTRY_COMPARE(inbox->badge(), 7);
        QCOMPARE(inbox->accessibleName(), QStringLiteral("Inbox, 7 waiting"));
        console.backend.badgeCounts.inbox = 0;
        console.backend.commit({});
        QTRY_COMPARE(inbox->badge(), 0);
        QCOMPARE(inbox->accessibleName(), QStringLiteral("Inbox"));
    }

    void paletteFindsEveryWordAnywhere_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QStringList>("shown");
        QTest::newRow("nothing typed")
            << "" << QStringList{"Go to Close", "Approve contribution", "Close the window"};
        QTest::newRow("start first") << "close" << QStringList{"Close the window", "Go to Close"};
        QTest::newRow("two words, any order") << "contr app" << QStringList{"Approve contribution"};
        QTest::newRow("by group") << "everywhere" << QStringList{"Go to Close"};
        QTest::newRow("none") << "zebra" << QStringList{};
    }
    void paletteFindsEveryWordAnywhere()
    {
        QFETCH(QString, typed);
        QFETCH(QStringList, shown);
        PaletteModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setEntries({{"Go to Close", "Everywhere", "Ctrl+3", {}, {}, {}},
                          {"Approve contribution", "Inbox", "A", {}, {}, {}},
                          {"Close the window", "Window", {}, {}, {}, {}}});
        model.filter(typed);
        QStringList texts;
        for (int row = 0; row < model.rowCount(); ++row)
            texts << model.index(row).data().toString();
        QCOMPARE(texts, shown);
    }

    void paletteGoesToAnInstanceByItsKey()
    {
        Console console("ada");
        QTRY_VERIFY(console.window->workspace());
        console::InstanceItem item;
        item.key = 881;
        item.businessKey = "C-881";
        item.processName = "Contribution approval";
        item.state = "failed";
        console.backend.instanceItems = {item};
        console.workspace().openPalette();
        CommandPalette* palette = console.workspace().palette();
        QVERIFY(palette);
        QTest::keyClicks(palette->field(), QStringLiteral("881"));
        QTRY_COMPARE(palette->model().rowCount(), 1);
        QCOMPARE(palette->model().index(0).data().toString(), QStringLiteral("C-881"));
        QTest::keyClick(palette->field(), Qt::Key_Return);
        QCOMPARE(console.workspace().currentPlace(), QStringLiteral("instances"));
        QCOMPARE(console.workspace().current()->location().at.value("instance"), QStringLiteral("881"));
    }

    void helpShowsThePageOfTheView_data()
    {
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("page");
        QTest::newRow("close") << "close"
                               << "close";
        QTest::newRow("without a page") << "nowhere"
                                        << "console";
    }
    void helpShowsThePageOfTheView()
    {
        QFETCH(QString, place);
        QFETCH(QString, page);
        HelpDialog help(place, nullptr);
        QCOMPARE(help.page(), page);
        QVERIFY(help.findChild<QTextBrowser*>()->toPlainText().size() > 200);
    }

    void statusLineSaysEngineCommitPersonAndZone()
    {
        Console console("kim");
        QTRY_VERIFY(console.window->workspace());
        StatusLine& line = *console.window->statusLine();
        QCOMPARE(line.engineText(), QStringLiteral("Engine running"));
        QCOMPARE(line.commitText(), QStringLiteral("Nothing committed since the start"));
        console.backend.commit({});
        QCOMPARE(line.commitText(), QStringLiteral("Last commit just now"));
    }

    void everythingInReachOfTheKeyboardHasAName()
    {
        Console console("ada");
        QTRY_VERIFY(console.window->workspace());
        QStringList nameless;
        for (const QWidget* widget : console.workspace().rail()->findChildren<QWidget*>())
            if (widget->focusPolicy() & Qt::TabFocus && widget->accessibleName().isEmpty())
                nameless << QString::fromLatin1(widget->metaObject()->className());
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join('\n')));
    }

private:
    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(ShellTest)
#include "shell_test.moc"
