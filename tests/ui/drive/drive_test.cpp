// SPDX-License-Identifier: GPL-3.0-or-later
// A quarter closed at the console by its people, in a co-op whose people have passwords: with a failure, an
// undo and a restart on the way.
#include "core/console/initialise.h"
#include "tests/ui/drive/person.h"
#include "tests/ui/drive/program.h"
#include "ui/alerts/alert_pane.h"
#include "ui/alerts/alerts_page.h"
#include "ui/close/close_header.h"
#include "ui/close/close_page.h"
#include "ui/close/figures_view.h"
#include "ui/close/sign_dialog.h"
#include "ui/close/step_detail_pane.h"
#include "ui/diagram/diagram_pane.h"
#include "ui/inbox/inbox_page.h"
#include "ui/inbox/task_pane.h"
#include "ui/instances/instance_view.h"
#include "ui/instances/instances_page.h"
#include "ui/shell/sign_in_page.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/list_states.h"
#include "ui/widgets/record_table.h"
#include "ui/widgets/status_chip.h"
#include "ui/widgets/text.h"

#include <QAccessible>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QTemporaryDir>

using namespace habitat;
using namespace habitat::test;
using namespace habitat::ui;

namespace {

const QString period = QStringLiteral("2026-Q1");

struct Colleague
{
    const char* user;
    const char* name;
    Role role;
};

constexpr Colleague colleagues[] = {
    {"ada", "Ada Petrov", Role::Administrator}, {"tomas", "Tomas Okafor", Role::Treasurer},
    {"kim", "Kim Osei", Role::Allocator},       {"rosa", "Rosa Lindqvist", Role::Reviewer},
    {"bo", "Bo Larsen", Role::Board},           {"noor", "Noor Haddad", Role::Contributor},
};

QString passwordOf(const QString& user)
{
    return QStringLiteral("a long secret of ") + user;
}

/// Who signs in a slot of the plan.
QString signerFor(const console::SignatureSlot& slot, const QStringList& taken)
{
    for (const Colleague& one : colleagues)
        if (slot.mayBe.contains(one.role) && !taken.contains(QLatin1String(one.user)))
            return QLatin1String(one.user);
    return {};
}

} // namespace

class DriveTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::shared_ptr<ClosingDay> m_clock = std::make_shared<ClosingDay>();
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Program> m_program;
    bool m_hasFailed = false;

    [[nodiscard]] console::OpenOptions options(int drillStep = 0) const
    {
        console::OpenOptions options;
        options.database = m_folder.filePath("juniper.db").toStdString();
        options.host = "ui_drive_test";
        options.clock = m_clock;
        options.cheapPasswords = true;
        options.drillStep = drillStep;
        options.drillTimes = 3;
        return options;
    }

    MainWindow& window() { return m_program->window; }
    ClosePage& close() { return *m_program->page<ClosePage>(); }
    StepDetailPane& step() { return *close().detail(); }
    const console::StepView& shown() { return close().shownStep(); }

    [[nodiscard]] QString fileWith(const QString& name, const QByteArray& text) const
    {
        QFile file(m_folder.filePath(name));
        const bool written = file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
        return written ? file.fileName() : QString();
    }

    /// The worked example's files, with the people of this co-op.
    [[nodiscard]] QString sampleFile(const QString& name) const
    {
        QFile file(QStringLiteral(HABITAT_SOURCE_DIR "/resources/samples/pine-ridge/") + name);
        if (!file.open(QIODevice::ReadOnly)) return {};
        return fileWith(name, file.readAll()
                                  .replace("contributor,", "noor,")
                                  .replace("reviewer;board", "rosa;bo")
                                  .replace("noor,reviewer", "noor,rosa"));
    }

    void fill(console::Console& console)
    {
        const console::Session first = *console.assume("");
        for (const Colleague& one : colleagues) {
            const auto added = console.addUser(first, {one.user, one.name, RoleSet{one.role},
                                                       passwordOf(QLatin1String(one.user)).toStdString()});
            QVERIFY2(added, added ? "" : added.error().message.c_str());
        }
        const console::Session ada = *console.assume("ada");
        QVERIFY(console.importMembers(ada, sampleFile("members.csv").toStdString()));
        const auto contributions =
            console.importContributions(ada, sampleFile("contributions.csv").toStdString());
        QVERIFY2(contributions, contributions ? "" : contributions.error().message.c_str());
        QVERIFY(console.importJournal(ada, sampleFile("journal.csv").toStdString()));
        console.runUntilIdle();
    }

    void signIn(const QString& user)
    {
        QTRY_VERIFY_WITH_TIMEOUT(seen<QLineEdit>(window(), "User name"), patience);
        QVERIFY(type(window(), "User name", user));
        QVERIFY(type(window(), "Password", passwordOf(user)));
        QVERIFY(click(window(), "Sign in"));
        QTRY_VERIFY_WITH_TIMEOUT(window().workspace(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(window().workspace()->current()->isLoaded(), patience);
    }

    void signOut()
    {
        window().signOut();
        QTRY_VERIFY(!window().workspace());
    }

    /// The step is on the right, read and at rest.
    void look(int number)
    {
        QTRY_VERIFY_WITH_TIMEOUT(m_program->page<ClosePage>() && close().isLoaded(), patience);
        close().steps()->setCurrentIndex(close().steps()->model()->index(number - 1, 0));
        QTRY_COMPARE_WITH_TIMEOUT(shown().number, number, patience);
        QTRY_VERIFY_WITH_TIMEOUT(step().runButton()->isVisible() || step().retryButton()->isVisible(),
                                 patience);
    }

    /// Every signature that is missing, by somebody who may, at this desk.
    void signAll(int number)
    {
        look(number);
        if (QTest::currentTestFailed()) return;
        QStringList taken;
        for (const console::SignatureSlot& slot : shown().signatures)
            if (slot.isGiven()) taken << fromCore(slot.signedBy);
        const auto asked = shown().signatures;
        for (std::size_t at = 0; at < asked.size(); ++at) {
            if (asked[at].isGiven()) continue;
            const QString user = signerFor(asked[at], taken);
            taken << user;
            QVERIFY(soon([&] { return click(step().signButton()); }));
            QTRY_VERIFY_WITH_TIMEOUT(qobject_cast<SignDialog*>(inFront(window())), patience);
            if (user != QLatin1String("tomas")) {
                QVERIFY(click(window(), "Somebody else at this desk"));
                QVERIFY(type(window(), "User name of the second person", user));
                QVERIFY(type(window(), "Password of the second person", passwordOf(user)));
                QVERIFY(click(window(), "Sign as this person"));
            } else {
                QVERIFY(click(window(), "Sign as Tomas Okafor"));
            }
            QTRY_VERIFY_WITH_TIMEOUT(!QApplication::activeModalWidget(), patience);
            QTRY_VERIFY_WITH_TIMEOUT(shown().signatures[at].isGiven(), patience);
            QCOMPARE(fromCore(shown().signatures[at].signedBy), user);
        }
    }

    void runToEnd(int number)
    {
        signAll(number);
        if (QTest::currentTestFailed()) return;
        QVERIFY2(soon([&] { return click(step().runButton()); }), qPrintable(step().runButton()->toolTip()));
        QTRY_VERIFY2_WITH_TIMEOUT(step().chip()->status() == ui::Status::Completed,
                                  qPrintable(step().refusalBanner()->text()), patience);
    }

    void runSteps(int from, int to)
    {
        for (int number = from; number <= to && !QTest::currentTestFailed(); ++number)
            runToEnd(number);
        if (QTest::currentTestFailed()) return;
    }

    QString figures()
    {
        QString text;
        for (const FiguresView* view : step().findChildren<FiguresView*>())
            text += view->table()->copyText() + QLatin1Char('\n');
        return text;
    }

private slots:
    // Each goes on where the one before ended.
    void init()
    {
        if (m_hasFailed) QSKIP("the story ended before");
    }
    void cleanup()
    {
        if (!QTest::currentTestFailed()) return;
        m_hasFailed = true;
        // What the person saw last, beside the test's program.
        if (m_program) inFront(window())->grab().save(QCoreApplication::applicationFilePath() + ".png");
    }

    void initTestCase()
    {
        m_theme = std::make_unique<Theme>(*qApp, ThemeChoice::Light);
        console::NewCooperative request;
        request.database = options().database;
        request.name = "Juniper Street Co-operative";
        request.policyFile = sampleFile("policy.json").toStdString();
        request.cheapPasswords = true;
        QVERIFY(console::initialise(request, m_clock));
        auto setUp = options();
        setUp.threaded = false;
        auto console = console::Console::open(setUp);
        QVERIFY(console);
        fill(**console);
        console->reset();
        m_program = std::make_unique<Program>(options(4));
    }
    void cleanupTestCase()
    {
        m_program.reset();
        m_theme.reset();
    }

    void aWrongPasswordIsSaidBesideTheField()
    {
        QTRY_VERIFY_WITH_TIMEOUT(seen<QLineEdit>(window(), "User name"), patience);
        QVERIFY(type(window(), "User name", "ada"));
        QVERIFY(type(window(), "Password", "a guess"));
        press(window(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(!window().signInPage()->problem().isEmpty(), patience);
        QVERIFY(!window().workspace());
    }

    void theDrillIsTheAdministrators()
    {
        QVERIFY(type(window(), "User name", "tomas"));
        QVERIFY(type(window(), "Password", passwordOf("tomas")));
        QVERIFY(click(window(), "Sign in"));
        QTRY_VERIFY_WITH_TIMEOUT(window().signInPage()->problem().contains("drill"), patience);
        signIn("ada");
        if (QTest::currentTestFailed()) return;
        QCOMPARE(window().workspace()->currentPlace(), QStringLiteral("alerts"));
        signOut();
    }

    void theReviewerApprovesAndTheBadgeFalls()
    {
        signIn("rosa");
        if (QTest::currentTestFailed()) return;
        QCOMPARE(window().workspace()->currentPlace(), QStringLiteral("inbox"));
        QTRY_COMPARE_WITH_TIMEOUT(m_program->badge("inbox"), 3, patience);
        auto* inbox = m_program->page<InboxPage>();
        std::string decided;
        for (int left = 2; left >= 0; --left) {
            // The next one comes up by itself.
            QTRY_VERIFY_WITH_TIMEOUT(inbox->detail()->item().key != decided &&
                                         inbox->detail()->approveButton()->isEnabled(),
                                     patience);
            decided = inbox->detail()->item().key;
            inbox->table()->setFocus();
            const bool isHeavy = inbox->detail()->item().amount > Money(250'000);
            press(window(), Qt::Key_A);
            if (isHeavy) {
                QTRY_VERIFY_WITH_TIMEOUT(QApplication::activeModalWidget(), patience);
                QVERIFY(click(window(), "Approve"));
            }
            QTRY_COMPARE_WITH_TIMEOUT(m_program->badge("inbox"), left, patience);
        }
        QTRY_COMPARE_WITH_TIMEOUT(inbox->states()->state(), ListStates::State::AllDone, patience);
        QVERIFY2(seen<QLabel>(window(), "Nothing waits for you"), qPrintable(inbox->states()->message()));
        signOut();
    }

    void theTreasurerStartsTheClose()
    {
        signIn("tomas");
        if (QTest::currentTestFailed()) return;
        QCOMPARE(window().workspace()->currentPlace(), QStringLiteral("close"));
        QTRY_COMPARE(close().states()->state(), ListStates::State::FirstUse);
        QVERIFY(click(close().states()->button()));
        QTRY_VERIFY(QApplication::activeModalWidget());
        QVERIFY(click(window(), "Start close"));
        QTRY_COMPARE_WITH_TIMEOUT(close().header()->progressText(), QStringLiteral("0/11"), patience);
    }

    void whatTheFreezeNeedsIsMendedInPlace()
    {
        look(1);
        if (QTest::currentTestFailed()) return;
        QTRY_VERIFY(seen<QPushButton>(window(), "Enter the bank statement…"));
        QVERIFY(!step().runButton()->isEnabled());
        QVERIFY(click(window(), "Enter the bank statement…"));
        QTRY_VERIFY(QApplication::activeModalWidget());
        QVERIFY(type(window(), "Balance on the statement in USD", "35,000.00"));
        QVERIFY(click(window(), "Enter"));
        QTRY_VERIFY_WITH_TIMEOUT(!seen<QPushButton>(window(), "Enter the bank statement…"), patience);
        runSteps(1, 3);
        if (QTest::currentTestFailed()) return;
        QTRY_COMPARE_WITH_TIMEOUT(close().header()->progressText(), QStringLiteral("3/11"), patience);
    }

    void aFailureIsSeenWhereItIs()
    {
        look(4);
        if (QTest::currentTestFailed()) return;
        QVERIFY(soon([&] { return click(step().runButton()); }));
        QTRY_COMPARE_WITH_TIMEOUT(step().chip()->status(), ui::Status::Failed, patience);
        QVERIFY(step().failureBanner()->isVisible());
        QVERIFY2(step().failureBanner()->text().contains("step 4"),
                 qPrintable(step().failureBanner()->text()));
        QVERIFY2(step().chip()->words().contains("attempt 3 of 3"), qPrintable(step().chip()->words()));
        QTRY_COMPARE_WITH_TIMEOUT(m_program->badge("alerts"), 1, patience);

        press(window(), Qt::Key_5, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(m_program->page<AlertsPage>() && m_program->page<AlertsPage>()->isLoaded(),
                                 patience);
        auto* alerts = m_program->page<AlertsPage>();
        QTRY_COMPARE(alerts->table()->model()->rowCount(), 1);
        QTRY_VERIFY2(alerts->detail()->alert().cause.ends_with("close.drill"),
                     alerts->detail()->alert().cause.c_str());
        QTRY_VERIFY(alerts->detail()->whyBanner()->isVisible());
        signOut();
    }

    void theAdministratorFollowsTheAlertToTheInstance()
    {
        signIn("ada");
        if (QTest::currentTestFailed()) return;
        auto* alerts = m_program->page<AlertsPage>();
        QVERIFY(soon([&] { return click(alerts->detail()->openButton()); }));
        QTRY_VERIFY_WITH_TIMEOUT(
            m_program->page<InstancesPage>() && m_program->page<InstancesPage>()->isLoaded(), patience);
        InstanceView* view = m_program->page<InstancesPage>()->view();
        QTRY_COMPARE_WITH_TIMEOUT(view->chip()->status(), ui::Status::Failed, patience);
        QVERIFY(view->failureBanner()->isVisible());
        QCOMPARE(view->diagram()->states()->state(), ListStates::State::Content);
        QCOMPARE(view->diagram()->view()->selected(), QStringLiteral("compute-patronage"));
        press(window(), Qt::Key_Left, Qt::AltModifier);
        QTRY_VERIFY_WITH_TIMEOUT(m_program->page<AlertsPage>(), patience);
        signOut();
    }

    void retryTakesItUpAgainAndTheAlertGoes()
    {
        signIn("tomas");
        if (QTest::currentTestFailed()) return;
        look(4);
        if (QTest::currentTestFailed()) return;
        QVERIFY(soon([&] { return click(step().retryButton()); }));
        QTRY_COMPARE_WITH_TIMEOUT(step().chip()->status(), ui::Status::Completed, patience);
        QVERIFY(!step().failureBanner()->isVisible());
        QTRY_COMPARE_WITH_TIMEOUT(m_program->badge("alerts"), 0, patience);
        runSteps(5, 7);
        if (QTest::currentTestFailed()) return;
        QVERIFY2(figures().contains("3,747.34"), qPrintable(figures()));
    }

    void aPreviewWritesNothing()
    {
        look(8);
        if (QTest::currentTestFailed()) return;
        QVERIFY(click(step().previewButton()));
        QTRY_VERIFY_WITH_TIMEOUT(step().isPreview() && step().previewBanner()->isVisible(), patience);
        QVERIFY(!step().runButton()->isEnabled());
        QVERIFY(click(window(), "Back to what is"));
        QTRY_VERIFY_WITH_TIMEOUT(!step().isPreview(), patience);
        QCOMPARE(close().header()->progressText(), QStringLiteral("7/11"));
    }

    void anUndoNeedsItsReasonItsCodeAndASecondPerson()
    {
        runToEnd(8);
        if (QTest::currentTestFailed()) return;
        look(5);
        if (QTest::currentTestFailed()) return;
        QVERIFY(soon([&] { return click(step().undoButton()); }));
        QTRY_VERIFY_WITH_TIMEOUT(QApplication::activeModalWidget(), patience);
        auto* effects = inFront(window())->findChild<QWidget*>("effects");
        QVERIFY(effects);
        // What is undone, in the order in which it happens: step 8 before step 7.
        QStringList listed;
        for (const QLabel* label : effects->findChildren<QLabel*>())
            listed << label->text();
        QVERIFY2(listed.size() >= 8, qPrintable(listed.join('\n')));
        auto* confirm = seen<QPushButton>(window(), "Undo");
        QVERIFY(confirm && !confirm->isEnabled());
        QVERIFY(type(window(), "Reason", "Wrong hours of Bob"));
        QVERIFY(!confirm->isEnabled());
        QVERIFY(type(window(), "User name of the second person", "ada"));
        QVERIFY(type(window(), "Password of the second person", "a guess"));
        QVERIFY(!confirm->isEnabled());
        QVERIFY(type(window(), "Type 2026-Q1 to confirm", "2026-Q2"));
        QVERIFY(!confirm->isEnabled());
        QVERIFY(type(window(), "Type 2026-Q1 to confirm", period));
        QVERIFY(click(confirm));
        // The second person's password is wrong: nothing happens, and it is said there.
        QTRY_VERIFY_WITH_TIMEOUT(
            !seen<QLineEdit>(window(), "Password of the second person")->accessibleDescription().isEmpty(),
            patience);
        QVERIFY(QApplication::activeModalWidget());
        QVERIFY(type(window(), "Password of the second person", passwordOf("ada")));
        QVERIFY(soon([&] { return click(confirm); }));
        QTRY_COMPARE_WITH_TIMEOUT(close().header()->progressText(), QStringLiteral("4/11"), patience);
        QTRY_VERIFY_WITH_TIMEOUT(shown().number == 5 && step().chip()->status() != ui::Status::Completed,
                                 patience);
        runSteps(5, 7);
        if (QTest::currentTestFailed()) return;
        QVERIFY2(figures().contains("3,747.34"), qPrintable(figures()));
    }

    void aRestartInTheMiddleGoesOnWhereItStopped()
    {
        m_program.reset();
        m_program = std::make_unique<Program>(options());
        signIn("tomas");
        if (QTest::currentTestFailed()) return;
        QCOMPARE(window().workspace()->currentPlace(), QStringLiteral("close"));
        QTRY_COMPARE_WITH_TIMEOUT(close().header()->progressText(), QStringLiteral("7/11"), patience);
        QTRY_COMPARE(close().step(), 8);
        runSteps(8, 10);
        if (QTest::currentTestFailed()) return;
    }

    void theLastStepLocksThePeriod()
    {
        runToEnd(11);
        if (QTest::currentTestFailed()) return;
        QTRY_COMPARE_WITH_TIMEOUT(close().header()->progressText(), QStringLiteral("11/11"), patience);
        QVERIFY2(close().moneyText().contains("18,000.00 allocated"), qPrintable(close().moneyText()));
        QTRY_VERIFY_WITH_TIMEOUT(close().header()->statementsButton()->isVisible(), patience);
        QVERIFY(!close().header()->undoButton()->isVisible());
        QVERIFY(click(window(), "Statements"));
        const QDir folder(m_folder.filePath("juniper.db.statements/" + period));
        QTRY_COMPARE_WITH_TIMEOUT(folder.entryList({"*.pdf"}).size(), 5, patience);
        look(7);
        if (QTest::currentTestFailed()) return;
        QVERIFY2(figures().contains("3,747.34"), qPrintable(figures()));
        QCOMPARE(m_program->badge("close"), 0);
        signOut();
    }

    void figuresAreWrittenInEveryForm_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("begins");
        QTest::newRow("Excel") << "shares.xlsx" << QByteArray("PK");
        QTest::newRow("CSV") << "shares.csv" << QByteArray();
        QTest::newRow("PDF") << "shares.pdf" << QByteArray("%PDF-");
        QTest::newRow("a form that is none") << "shares.docx" << QByteArray();
        QTest::newRow("nowhere") << "policy.json/shares.csv" << QByteArray();
    }
    void figuresAreWrittenInEveryForm()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, begins);
        signIn("tomas");
        if (QTest::currentTestFailed()) return;
        window().workspace()->go({"close", {{"period", period}, {"step", "7"}}});
        look(7);
        if (QTest::currentTestFailed()) return;
        QVERIFY(click(window(), "Export Allocation"));
        QTRY_VERIFY_WITH_TIMEOUT(qobject_cast<QFileDialog*>(inFront(window())), patience);
        auto* dialog = qobject_cast<QFileDialog*>(inFront(window()));
        const QString path = m_folder.filePath(file);
        emit dialog->fileSelected(path);
        dialog->reject();
        const bool may = file.endsWith(QLatin1String("xlsx")) || file == QLatin1String("shares.csv") ||
                         file.endsWith(QLatin1String("pdf"));
        if (may) {
            QTRY_VERIFY_WITH_TIMEOUT(QFileInfo(path).size() > 100, patience);
            QFile written(path);
            QVERIFY(written.open(QIODevice::ReadOnly));
            const QByteArray content = written.readAll();
            QVERIFY(content.startsWith(begins));
            if (file.endsWith(QLatin1String("csv")))
                QVERIFY2(content.contains("3747.34") || content.contains("3,747.34"), content.constData());
        } else {
            QTRY_VERIFY_WITH_TIMEOUT(step().refusalBanner()->isVisible(), patience);
            QVERIFY2(step().refusalBanner()->text().contains(file.section('/', 0, 0)),
                     qPrintable(step().refusalBanner()->text()));
            QVERIFY(!QFileInfo::exists(path));
        }
        signOut();
    }

    void everyControlHasANameAndNoKeyHasTwoMeanings()
    {
        signIn("ada");
        if (QTest::currentTestFailed()) return;
        Workspace& workspace = *window().workspace();
        for (const char* place : {"inbox", "close", "instances", "alerts"}) {
            workspace.go({place, {}});
            QTRY_VERIFY2_WITH_TIMEOUT(workspace.current()->isLoaded(), place, patience);
            int reached = 0;
            for (QWidget* control : window().findChildren<QWidget*>()) {
                const bool isReached = control->isVisible() && control->focusPolicy() & Qt::TabFocus;
                // Parts of a control (the field of a spin box, the viewport of a list) speak through it.
                if (!isReached || control->objectName().startsWith("qt_")) continue;
                ++reached;
                const QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(control);
                QVERIFY2(
                    spoken && !spoken->text(QAccessible::Name).isEmpty(),
                    qPrintable(QString("%1: %2 %3")
                                   .arg(place, control->metaObject()->className(), control->objectName())));
            }
            QVERIFY2(reached >= 5, qPrintable(QString("%1: %2").arg(place).arg(reached)));
        }
        QStringList conflicts;
        for (const auto& one : workspace.keys().conflicts())
            conflicts << one.key + ": " + one.first + ", " + one.second;
        QVERIFY2(conflicts.isEmpty(), qPrintable(conflicts.join('\n')));
    }
};

QTEST_MAIN(DriveTest)
#include "drive_test.moc"
