// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/fake_desk.h"
#include "tests/ui/support/samples.h"
#include "ui/close/close_commands.h"
#include "ui/close/mend_dialogs.h"
#include "ui/close/sign_dialog.h"
#include "ui/close/start_close_dialog.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/confirm_dialog.h"

#include <QApplication>
#include <QDateEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>

using namespace habitat;
using namespace habitat::ui;

namespace {

struct Desktop
{
    FakeBackend backend;
    FakeDesk desk;
    QWidget window;
    std::unique_ptr<CloseCommands> commands;

    explicit Desktop(int done)
    {
        giveClose(backend, done);
        window.resize(1000, 700);
        window.show();
    }
    PlaceContext context()
    {
        return {backend, desk, backend.sessionOf("kim"), backend.cooperativeInfo, backend.choices};
    }
    CloseCommands& give()
    {
        if (!commands) commands = std::make_unique<CloseCommands>(context(), &window);
        return *commands;
    }
    template <typename Dialog>
    Dialog* dialog()
    {
        return qobject_cast<Dialog*>(give().dialog());
    }
};

} // namespace

class CloseDialogsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp, ThemeChoice::Light); }
    void cleanupTestCase() { m_theme.reset(); }

    // ── start ──
    void netIncomeComesFromTheJournalOrIsEntered_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("command");
        QTest::addColumn<bool>("may");
        QTest::newRow("journal") << ""
                                 << "startClose kim 2026-Q2 journal" << true;
        QTest::newRow("entered") << "20,000.00"
                                 << "startClose kim 2026-Q2 20,000.00" << true;
        QTest::newRow("a loss") << "-1.20"
                                << "startClose kim 2026-Q2 -1.20" << true;
        QTest::newRow("three decimals") << "1.234"
                                        << "" << false;
        QTest::newRow("no number") << "much"
                                   << "" << false;
    }
    void netIncomeComesFromTheJournalOrIsEntered()
    {
        QFETCH(QString, typed);
        QFETCH(QString, command);
        QFETCH(bool, may);
        Desktop d(11);
        console::CloseView close;
        close.period = "2026-Q2";
        close.currency = "USD";
        d.give().startClose(close);
        auto* dialog = d.dialog<StartCloseDialog>();
        QVERIFY(dialog);
        QVERIFY(dialog->fromJournal()->isChecked());
        dialog->amountField()->setText(typed);
        QCOMPARE(dialog->entered()->isChecked(), !typed.isEmpty());
        QCOMPARE(dialog->startButton()->isEnabled(), may);
        if (!may) {
            QVERIFY(!dialog->problem().isEmpty());
            dialog->amountField()->clear();
            QCOMPARE(dialog->whyText(), QString("Enter the net income."));
            return;
        }
        dialog->startButton()->click();
        QCOMPARE(d.backend.commands, QStringList{command});
    }

    // ── sign ──
    void whatIsSignedIsShownWithFiguresAndHash()
    {
        Desktop d(5);
        const auto& detail = d.backend.details[{"2026-Q1", 6}];
        d.give().sign("2026-Q1", detail);
        auto* dialog = d.dialog<SignDialog>();
        QVERIFY(dialog);
        QVERIFY(dialog->summary().contains(QLatin1String("Allocation 18,000.00")));
        QVERIFY(dialog->summary().contains(QString::fromStdString(detail.inputHash)));
        QVERIFY(dialog->summary().contains(QLatin1String("Board or Administrator")));
        QVERIFY(dialog->asMe()->isChecked());
        dialog->noteField()->setText(QStringLiteral("Vote 7"));
        dialog->signButton()->click();
        QTRY_COMPARE(d.backend.commands, QStringList{"signStep kim 2026-Q1 6 Vote 7"});
        QTRY_COMPARE(d.desk.toasts, QStringList{"Step 6 is signed by Kim Park."});
    }

    void evidenceThatWasNotOpenedIsWarnedOf()
    {
        Desktop d(5);
        auto& detail = d.backend.details[{"2026-Q1", 6}];
        detail.evidence = {{1, "ballot.pdf", "aa", "Kim Park", at("11:30"), {"kim"}},
                           {2, "minutes.pdf", "bb", "Bo", at("11:31"), {"board"}}};
        d.give().sign("2026-Q1", detail);
        auto* dialog = d.dialog<SignDialog>();
        QVERIFY(!dialog->warning()->isHidden());
        QCOMPARE(dialog->warning()->text(), QStringLiteral("minutes.pdf"));
        QVERIFY2(dialog->signButton()->isEnabled(), "a warning, not a wall");
    }

    void somebodyElseSignsAtTheSameDesk()
    {
        Desktop d(5);
        d.backend.cooperativeInfo.isSample = false;
        d.backend.passwords = {{"board", "right"}};
        auto& detail = d.backend.details[{"2026-Q1", 6}];
        detail.whyNotSign = "You signed this already; another person must.";
        d.give().sign("2026-Q1", detail);
        auto* dialog = d.dialog<SignDialog>();
        QVERIFY(!dialog->asMe()->isEnabled());
        QCOMPARE(dialog->asMe()->toolTip(), QStringLiteral("You signed this already; another person must."));
        QVERIFY(dialog->asOther()->isChecked());
        QVERIFY(!dialog->signButton()->isEnabled());
        dialog->otherPerson()->setUser(QStringLiteral("board"));
        dialog->otherPerson()->setPassword(QStringLiteral("wrong"));
        dialog->signButton()->click();
        QTRY_VERIFY(!dialog->otherPerson()->problem().isEmpty());
        QCOMPARE(d.backend.commands, QStringList{"signIn board"});
        dialog->otherPerson()->setPassword(QStringLiteral("right"));
        dialog->signButton()->click();
        QTRY_COMPARE(d.backend.commands.last(), QStringLiteral("signStep board 2026-Q1 6"));
    }

    void whileTheOtherIsCheckedNobodySigns()
    {
        Desktop d(5);
        d.backend.cooperativeInfo.isSample = false;
        d.backend.passwords = {{"board", "right"}};
        d.give().sign("2026-Q1", d.backend.details[{"2026-Q1", 6}]);
        auto* dialog = d.dialog<SignDialog>();
        dialog->asOther()->setChecked(true);
        dialog->otherPerson()->setUser("board");
        dialog->otherPerson()->setPassword("right");
        d.backend.holdReplies = true;
        dialog->signButton()->click();
        dialog->asMe()->setChecked(true);
        dialog->signButton()->click();
        QCOMPARE(d.backend.commands, QStringList{"signIn board"});
        d.backend.holdReplies = false;
        d.backend.deliver();
        QTRY_COMPARE(d.backend.commands, (QStringList{"signIn board", "signStep board 2026-Q1 6"}));
    }

    void aRefusedSignatureKeepsTheDialogAndSaysWhy()
    {
        Desktop d(5);
        d.give().sign("2026-Q1", d.backend.details[{"2026-Q1", 6}]);
        auto* dialog = d.dialog<SignDialog>();
        d.backend.refuseNext = Error{"close.hash", "The proposal changed since you opened this.", {}, false};
        dialog->signButton()->click();
        QTRY_VERIFY(!dialog->refusal()->isHidden());
        QCOMPARE(dialog->refusal()->text(), QStringLiteral("The proposal changed since you opened this."));
        QVERIFY(dialog->isVisible());
        QVERIFY(dialog->signButton()->isEnabled());
    }

    // ── retry ──
    void aRetrySaysWhetherTheCauseIsGone_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<bool>("ran");
        QTest::addColumn<QString>("headline");
        QTest::newRow("gone") << "" << true << "";
        QTest::newRow("still there") << "disk.full" << true
                                     << "The cause is still there; step 7 failed again";
        QTest::newRow("refused") << "close.step.not_failed" << false << "Step 7 could not be retried";
    }
    void aRetrySaysWhetherTheCauseIsGone()
    {
        QFETCH(QString, code);
        QFETCH(bool, ran);
        QFETCH(QString, headline);
        Desktop d(6);
        QSignalSpy refused(&d.give(), &CloseCommands::refused);
        QSignalSpy changed(&d.give(), &CloseCommands::changed);
        if (!code.isEmpty()) {
            Error error{code.toStdString(), "Why.", nlohmann::json::object(), false};
            if (ran) error.context["cause_gone"] = false;
            d.backend.refuseNext = error;
        }
        d.give().retry("2026-Q1", 7);
        QTRY_COMPARE(changed.size(), 1);
        QCOMPARE(d.desk.toasts,
                 code.isEmpty() ? QStringList{"The cause is gone: step 7 is completed."} : QStringList{});
        QCOMPARE(refused.isEmpty() ? QString() : refused.first().first().toString(), headline);
    }

    // ── undo ──
    void anUndoIsPlannedShownAndConfirmed()
    {
        Desktop d(6);
        d.give().undoTo("2026-Q1", 5, QStringLiteral("Propose allocation"));
        QTRY_VERIFY(d.dialog<ConfirmDialog>());
        auto* dialog = d.dialog<ConfirmDialog>();
        auto* effects = dialog->findChild<QWidget*>(QStringLiteral("effects"));
        QStringList shown;
        for (const QLabel* label : effects->findChildren<QLabel*>())
            if (label->text().size() > 2) shown << label->text();
        QCOMPARE(shown,
                 (QStringList{"Step 6, Approve allocation: undone", "Step 5, Propose allocation: undone"}));
        dialog->reasonField()->setPlainText(QStringLiteral("Wrong vote"));
        dialog->codeField()->setText(QStringLiteral("2026-Q1"));
        QVERIFY2(!dialog->confirmButton()->isEnabled(), "a second person is missing");
        dialog->secondPerson()->setUser(QStringLiteral("board"));
        dialog->confirmButton()->click();
        QTRY_COMPARE(d.backend.commands.last(), QStringLiteral("undoTo kim 2026-Q1 5 Wrong vote with board"));
    }

    void pastThePivotNothingIsUndone()
    {
        Desktop d(10);
        d.give().undoTo("2026-Q1", 9, QStringLiteral("Schedule distributions"));
        QTRY_VERIFY(d.dialog<ConfirmDialog>());
        auto* dialog = d.dialog<ConfirmDialog>();
        QVERIFY(!dialog->confirmButton()->isEnabled());
        QVERIFY(offBecause(dialog->confirmButton()).contains(QLatin1String("first payment")));
        QVERIFY(!dialog->secondPerson());
    }

    // ── reopening ──
    /// By weight: effects in order, what stays as it is in red, the period's code, a reason, three people.
    void aLockedPeriodIsReopenedByThreePeople()
    {
        Desktop d(11);
        d.give().reopen("2026-Q1");
        QTRY_VERIFY(d.dialog<ConfirmDialog>());
        auto* dialog = d.dialog<ConfirmDialog>();
        QStringList shown;
        for (const QLabel* label :
             dialog->findChild<QWidget*>(QStringLiteral("effects"))->findChildren<QLabel*>())
            if (label->text().size() > 2) shown << label->text();
        QCOMPARE(shown.size(), 3);
        QVERIFY(shown[0].startsWith(QLatin1String("Cannot be undone: 5 statements")));
        const auto isOff = [&](const char* why) {
            return !dialog->confirmButton()->isEnabled() &&
                   offBecause(dialog->confirmButton()).contains(QLatin1String(why));
        };
        QVERIFY(isOff("A reason"));
        dialog->reasonField()->setPlainText(QStringLiteral("A sale was missed"));
        QVERIFY(isOff("A second person"));
        dialog->secondPerson()->setUser(QStringLiteral("board"));
        QVERIFY(isOff("Somebody of the Board"));
        dialog->boardMember()->setUser(QStringLiteral("board"));
        QVERIFY(isOff("a third person"));
        dialog->secondPerson()->setUser(QStringLiteral("tess"));
        QVERIFY(isOff("Type 2026-Q1"));
        dialog->codeField()->setText(QStringLiteral("2026-Q1"));
        QVERIFY(dialog->confirmButton()->isEnabled());
        QVERIFY(dialog->sizeHint().height() <= 690);
        dialog->confirmButton()->click();
        QTRY_COMPARE(d.backend.commands.last(),
                     QStringLiteral("reopenPeriod kim 2026-Q1 A sale was missed with tess board board"));
        QTRY_COMPARE(d.desk.toasts, QStringList{QStringLiteral("2026-Q1 is reopened.")});
    }

    void whatForbidsAReopeningIsSaidInTheDialog()
    {
        Desktop d(11);
        d.backend.reopenPlans["2026-Q1"].refusal =
            Error{"treasury.period.payment_submitted", "Payment P-1 was submitted.", {}, false};
        d.give().reopen("2026-Q1");
        QTRY_VERIFY(d.dialog<ConfirmDialog>());
        auto* dialog = d.dialog<ConfirmDialog>();
        QVERIFY(!dialog->confirmButton()->isEnabled());
        QVERIFY(offBecause(dialog->confirmButton()).contains(QLatin1String("P-1")));
        QVERIFY(!dialog->secondPerson() && !dialog->boardMember());
    }

    // ── mends ──
    void unmetPreconditionsAreMended_data()
    {
        QTest::addColumn<QString>("action");
        QTest::addColumn<QStringList>("commands");
        QTest::newRow("backup") << "take-backup" << QStringList{"takeBackup kim"};
        QTest::newRow("bank") << "enter-tie-out"
                              << QStringList{"enterTieOut kim 2026-Q1 2026-03-31 42,150.00"};
        QTest::newRow("pending") << "defer-contributions"
                                 << QStringList{"deferContribution kim C-1 2026-Q1 Next quarter",
                                                "deferContribution kim C-2 2026-Q1 Next quarter"};
    }
    void unmetPreconditionsAreMended()
    {
        QFETCH(QString, action);
        QFETCH(QStringList, commands);
        Desktop d(0);
        close::Check check;
        check.action = action.toStdString();
        check.offending = {"C-1 is pending", "C-2 is pending"};
        check.keys = {"C-1", "C-2"};
        d.give().mend(d.backend.closes["2026-Q1"], check);
        if (auto* bank = d.dialog<TieOutDialog>()) {
            QVERIFY(!bank->enterButton()->isEnabled());
            QTest::keyClick(bank->balanceField(), Qt::Key_Return);
            QCOMPARE(bank->whyText(), QString("Enter the balance on the statement."));
            bank->balanceField()->setText(QStringLiteral("42,150.00"));
            bank->enterButton()->click();
        } else if (auto* ask = d.dialog<ConfirmDialog>()) {
            QVERIFY(!ask->confirmButton()->isEnabled());
            ask->reasonField()->setPlainText(QStringLiteral("Next quarter"));
            ask->confirmButton()->click();
        }
        QTRY_COMPARE(d.backend.commands, commands);
    }

    // ── evidence ──
    void openingEvidenceShowsItAndReadsAgain()
    {
        Desktop d(5);
        QString shown;
        d.give().showFile = [&](const QString& path) { shown = path; };
        QSignalSpy changed(&d.give(), &CloseCommands::changed);
        d.give().openEvidence(9001);
        QTRY_COMPARE(shown, QStringLiteral("/tmp/evidence.pdf"));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(d.backend.commands, QStringList{"openEvidence kim 9001"});
    }

    void aFileThatCannotBeAttachedIsSaid()
    {
        Desktop d(5);
        QSignalSpy refused(&d.give(), &CloseCommands::refused);
        d.backend.refuseNext = Error{"close.evidence.large", "The file is larger than 50 MB.", {}, false};
        d.give().attachFile("2026-Q1", 6, QStringLiteral("/tmp/film.mov"));
        QTRY_COMPARE(refused.size(), 1);
        QCOMPARE(refused[0][1].toString(), QStringLiteral("The file is larger than 50 MB."));
    }

private:
    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(CloseDialogsTest)
#include "close_dialogs_test.moc"
