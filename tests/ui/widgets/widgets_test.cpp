// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/samples.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/confirm_dialog.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/figures_model.h"
#include "ui/widgets/key_registry.h"
#include "ui/widgets/list_states.h"
#include "ui/widgets/record_table.h"
#include "ui/widgets/status_chip.h"
#include "ui/widgets/text.h"
#include "ui/widgets/toast.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPointer>
#include <QSignalSpy>
#include <QTest>

using namespace habitat;
using namespace habitat::ui;

class WidgetsTest : public QObject
{
    Q_OBJECT
    using Status = habitat::ui::Status;

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp, ThemeChoice::Light); }
    void cleanupTestCase() { m_theme.reset(); }

    // ── text ──
    void timesReadAsPeopleSayThem_data()
    {
        QTest::addColumn<QString>("at");
        QTest::addColumn<QString>("words");
        QTest::newRow("now") << "2026-04-03T13:52:00Z"
                             << "just now";
        QTest::newRow("minutes") << "2026-04-03T13:40:00Z"
                                 << "12 min ago";
        QTest::newRow("hours") << "2026-04-03T10:52:00Z"
                               << "3 h ago";
        QTest::newRow("days") << "2026-03-31T13:52:00Z"
                              << "3 d ago";
        QTest::newRow("in minutes") << "2026-04-03T13:57:00Z"
                                    << "in 5 min";
        QTest::newRow("in a day") << "2026-04-04T13:52:00Z"
                                  << "in 1 d";
    }
    void timesReadAsPeopleSayThem()
    {
        QFETCH(QString, at);
        QFETCH(QString, words);
        QCOMPARE(relativeTime(*parseInstant(at.toStdString()), *parseInstant("2026-04-03T13:52:00Z")), words);
    }

    void initialsAreTwoLetters_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("expected");
        QTest::newRow("role") << "Allocator"
                              << "AL";
        QTest::newRow("role or role") << "Board or Administrator"
                                      << "BO";
        QTest::newRow("person") << "Kim Park"
                                << "KP";
        QTest::newRow("three names") << "Ana María Ruiz"
                                     << "AM";
        QTest::newRow("lower case") << "second person"
                                    << "SE";
        QTest::newRow("nothing") << ""
                                 << "";
    }
    void initialsAreTwoLetters()
    {
        QFETCH(QString, words);
        QFETCH(QString, expected);
        QCOMPARE(initials(words), expected);
    }

    void longTextIsElidedAndSaidInTheTip()
    {
        ElidedLabel label(QStringLiteral("A cooperative with a name that is far too long for this place"));
        label.resize(80, 20);
        label.show();
        QTRY_COMPARE(label.toolTip(), label.fullText());
        label.resize(2000, 20);
        QTRY_VERIFY(label.toolTip().isEmpty());
        QCOMPARE(label.accessibleName(), label.fullText());
    }

    // ── five states ──
    void everyStateHasItsWordsAndItsButton_data()
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<QString>("button");
        QTest::newRow("skeleton") << int(ListStates::State::Skeleton) << QString();
        QTest::newRow("content") << int(ListStates::State::Content) << QString();
        QTest::newRow("loading more") << int(ListStates::State::LoadingMore) << QString();
        QTest::newRow("error") << int(ListStates::State::Error) << "Retry";
        QTest::newRow("first use") << int(ListStates::State::FirstUse) << "Start";
        QTest::newRow("filtered out") << int(ListStates::State::FilteredOut) << "Clear filters";
        QTest::newRow("all done") << int(ListStates::State::AllDone) << QString();
    }
    void everyStateHasItsWordsAndItsButton()
    {
        QFETCH(int, state);
        QFETCH(QString, button);
        auto* content = new QLabel(QStringLiteral("rows"));
        ListStates states(content, QStringLiteral("Steps"));
        states.resize(400, 300);
        states.show();
        switch (ListStates::State(state)) {
        case ListStates::State::Skeleton:
            states.showSkeleton();
            break;
        case ListStates::State::Content:
            states.showContent();
            break;
        case ListStates::State::LoadingMore:
            states.showLoadingMore();
            break;
        case ListStates::State::Error:
            states.showError(QStringLiteral("The disk is full."));
            break;
        case ListStates::State::FirstUse:
            states.showFirstUse("None yet", "They will appear here.", "Start");
            break;
        case ListStates::State::FilteredOut:
            states.showFilteredOut();
            break;
        case ListStates::State::AllDone:
            states.showAllDone("Nothing waits for you");
            break;
        }
        QCOMPARE(int(states.state()), state);
        const bool showsRows =
            state == int(ListStates::State::Content) || state == int(ListStates::State::LoadingMore);
        QCOMPARE(content->isVisible(), showsRows);
        QCOMPARE(states.button() ? states.button()->text() : QString(), button);
        if (states.button()) {
            QVERIFY(states.button()->isVisible());
            QCOMPARE(states.button()->accessibleName(), button);
        }
    }

    void theButtonAsksForWhatItSays()
    {
        ListStates states(new QLabel, QStringLiteral("Steps"));
        QSignalSpy retry(&states, &ListStates::retry);
        QSignalSpy clear(&states, &ListStates::clearFilters);
        QSignalSpy first(&states, &ListStates::firstUse);
        states.showError(QStringLiteral("No."));
        states.button()->click();
        states.showFilteredOut();
        states.button()->click();
        states.showFirstUse("a", "b", "c");
        states.button()->click();
        QCOMPARE(retry.size(), 1);
        QCOMPARE(clear.size(), 1);
        QCOMPARE(first.size(), 1);
    }

    // ── status ──
    void chipsSayShapeAndWord()
    {
        StatusChip chip;
        chip.show(Status::Retrying, QStringLiteral("attempt 2 of 5"));
        QCOMPARE(chip.accessibleName(), QStringLiteral("Retrying · attempt 2 of 5"));
        QVERIFY(chip.sizeHint().width() > QFontMetrics(Theme::strongFont()).horizontalAdvance(chip.words()));
    }

    void bannersSayWhatFailed()
    {
        Banner banner;
        QVERIFY(banner.isHidden());
        banner.show(Status::Failed, QStringLiteral("Failed"),
                    QStringLiteral("Line total 18,000.01 <b>≠</b> 18,000.00"));
        QVERIFY(!banner.isHidden());
        QVERIFY2(banner.accessibleName().contains(QLatin1String("<b>")), "mark-up in data is text");
        for (const QLabel* label : banner.findChildren<QLabel*>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }

    void whatIsOffSaysWhy()
    {
        std::unique_ptr<QPushButton> button(makeButton(QStringLiteral("Run")));
        button->setToolTip(QStringLiteral("Ctrl+Enter"));
        setOffBecause(button.get(), QStringLiteral("Sign first."));
        QVERIFY(!button->isEnabled());
        QCOMPARE(button->toolTip(), QStringLiteral("Sign first."));
        QCOMPARE(button->accessibleDescription(), QStringLiteral("Sign first."));
        setOffBecause(button.get(), {});
        QVERIFY(button->isEnabled());
        QCOMPARE(button->toolTip(), QStringLiteral("Ctrl+Enter"));
    }

    // ── keys ──
    void keysThatMeetAreConflicts_data()
    {
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("second");
        QTest::addColumn<bool>("meet");
        QTest::newRow("same place") << "inbox"
                                    << "inbox" << true;
        QTest::newRow("two places") << "inbox"
                                    << "close" << false;
        QTest::newRow("global and place") << "global"
                                          << "close" << true;
        QTest::newRow("list and place") << "list"
                                        << "inbox" << true;
    }
    void keysThatMeetAreConflicts()
    {
        QFETCH(QString, first);
        QFETCH(QString, second);
        QFETCH(bool, meet);
        KeyRegistry keys;
        QWidget owner;
        const QKeySequence key(Qt::CTRL | Qt::Key_R);
        keys.add(&owner, {"a", "A", {key}, {first, first}}, [] {});
        keys.add(&owner, {"b", "B", {key}, {second, second}}, [] {});
        QCOMPARE(!keys.conflicts().isEmpty(), meet);
    }

    void keysEndWithTheirOwner()
    {
        KeyRegistry keys;
        keys.declare({"list.next", "Next", {QKeySequence(Qt::Key_J)}, listScope()});
        {
            QWidget owner;
            keys.add(&owner, {"a", "A", {QKeySequence(Qt::Key_A)}, {"inbox", "Inbox"}}, [] {});
            QCOMPARE(keys.entries().size(), 2);
        }
        QCOMPARE(keys.entries().size(), 1);
        keys.declare({"list.next", "Next", {QKeySequence(Qt::Key_J)}, listScope()});
        QCOMPARE(keys.entries().size(), 1);
        QVERIFY(keys.conflicts().isEmpty());
    }

    // ── figures ──
    void figuresAreAModel()
    {
        FiguresModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.show(allocationTable());
        QCOMPARE(model.rowCount(), 6);
        QCOMPARE(model.columnCount(), 5);
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("Alice Moreno"));
        QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("20.82 %"));
        QCOMPARE(model.index(0, 1).data(Qt::ToolTipRole).toString(), QStringLiteral("2081853/10000000"));
        QCOMPARE(model.index(5, 2).data().toString(), QStringLiteral("18,000.00"));
        QVERIFY(model.index(5, 2).data(Qt::BackgroundRole).isValid());
        QVERIFY(model.index(0, 2).data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight);
        QVERIFY(model.index(0, 0).data(Qt::TextAlignmentRole).toInt() & Qt::AlignLeft);
        model.show(longTable(10'000));
        QCOMPARE(model.rowCount(), 10'001);
        model.show({});
        QCOMPARE(model.rowCount(), 0);
    }

    void cellsReadAsTheirTypeSays_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<int>("cell");
        QTest::addColumn<QString>("text");
        QTest::newRow("money") << int(exchange::ColumnType::Money) << 0 << "-1.20";
        QTest::newRow("number") << int(exchange::ColumnType::Number) << 1 << "1,234";
        QTest::newRow("number as text") << int(exchange::ColumnType::Text) << 1 << "1234";
        QTest::newRow("date") << int(exchange::ColumnType::Date) << 2 << "2026-03-31";
        QTest::newRow("share") << int(exchange::ColumnType::Share) << 3 << "33.33 %";
        QTest::newRow("no share") << int(exchange::ColumnType::Share) << 4 << "n/a";
        QTest::newRow("empty") << int(exchange::ColumnType::Money) << 5 << "";
    }
    void cellsReadAsTheirTypeSays()
    {
        QFETCH(int, type);
        QFETCH(int, cell);
        QFETCH(QString, text);
        const exchange::Cell cells[] = {Money(-120),        std::int64_t(1234), *parseDate("2026-03-31"),
                                        std::string("1/3"), std::string("n/a"), std::monostate()};
        QCOMPARE(cellText(cells[cell], exchange::ColumnType(type)), text);
    }

    void listKeysMoveOpenCheckAndCopy()
    {
        FiguresModel model;
        model.show(allocationTable());
        RecordTable table;
        table.setModel(&model);
        table.resize(600, 300);
        table.show();
        QSignalSpy opened(&table, &RecordTable::opened);
        QSignalSpy checked(&table, &RecordTable::checked);
        table.setCurrentIndex(model.index(0, 0));
        QTest::keyClick(&table, Qt::Key_J);
        QCOMPARE(table.currentIndex().row(), 1);
        QTest::keyClick(&table, Qt::Key_Down);
        QCOMPARE(table.currentIndex().row(), 2);
        QTest::keyClick(&table, Qt::Key_K);
        QCOMPARE(table.currentIndex().row(), 1);
        QTest::keyClick(&table, Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
        QTest::keyClick(&table, Qt::Key_Space);
        QCOMPARE(checked.size(), 1);
        QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(
            QApplication::clipboard()->text(),
            QStringLiteral(
                "Member\tShare\tAllocation\tCash\tRetained\nBob Hale\t11.28 %\t2,030.89\t406.18\t1,624.71"));
        QVERIFY(QApplication::clipboard()->mimeData()->html().contains(
            QLatin1String("<td align=\"right\">2,030.89</td>")));
        QTest::keyClick(&table, Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(table.copyText().count(QLatin1Char('\n')), 6);
    }

    void columnsOfALongListAreFitWithoutReadingIt()
    {
        struct Counting final : QAbstractTableModel
        {
            mutable int asked = 0;
            int rowCount(const QModelIndex& = {}) const override { return 1'000'000; }
            int columnCount(const QModelIndex& = {}) const override { return 3; }
            QVariant data(const QModelIndex& index, int role) const override
            {
                if (role != Qt::DisplayRole) return {};
                ++asked;
                return QString::number(index.row());
            }
        } model;
        RecordTable table;
        table.setModel(&model);
        QVERIFY2(model.asked < 2000, qPrintable(QString::number(model.asked)));
        QVERIFY(table.columnWidth(0) >=
                QFontMetrics(table.font()).horizontalAdvance(QStringLiteral("999999")));
    }

    // ── asking by weight ──
    void nothingHeavyHappensBeforeAllIsGiven()
    {
        FakeBackend backend;
        givePeople(backend);
        QWidget window;
        Confirmation what;
        what.title = QStringLiteral("Undo");
        what.confirmLabel = QStringLiteral("Undo");
        what.isDangerous = true;
        what.needsReason = true;
        what.typedCode = QStringLiteral("2026-Q1");
        QPointer<ConfirmDialog> dialog = new ConfirmDialog(what, &window);
        dialog->requireSecondPerson(new WitnessFields(backend, backend.choices, true, "kim"));
        Confirmed given;
        int times = 0;
        dialog->onConfirmed([&](const Confirmed& confirmed) {
            given = confirmed;
            ++times;
        });
        QPushButton* button = dialog->confirmButton();
        QVERIFY(!button->isEnabled());
        QCOMPARE(offBecause(button), QStringLiteral("A reason is required."));
        dialog->reasonField()->setPlainText(QStringLiteral("Wrong bank balance"));
        QVERIFY(!button->isEnabled());
        dialog->secondPerson()->setUser(QStringLiteral("board"));
        QVERIFY(!button->isEnabled());
        dialog->codeField()->setText(QStringLiteral("2026-q1"));
        QVERIFY2(!button->isEnabled(), "letter by letter");
        dialog->codeField()->setText(QStringLiteral("2026-Q1"));
        QVERIFY(button->isEnabled());
        button->click();
        QTRY_COMPARE(times, 1);
        QCOMPARE(given.reason, QStringLiteral("Wrong bank balance"));
        QVERIFY(given.secondPerson.has_value());
        QCOMPARE(given.secondPerson->actor.user, std::string("board"));
        QTRY_VERIFY(dialog.isNull());
    }

    void aRefusalKeepsTheButtonOff()
    {
        QWidget window;
        Confirmation what;
        what.title = QStringLiteral("Undo");
        what.confirmLabel = QStringLiteral("Undo");
        what.effects = {{QStringLiteral("Payment 17 was submitted"), true}};
        what.refusal = QStringLiteral("The first payment was submitted.");
        ConfirmDialog dialog(what, &window);
        QVERIFY(!dialog.confirmButton()->isEnabled());
        bool isRed = false;
        for (const QLabel* label : dialog.findChildren<QLabel*>())
            isRed |= label->text().contains(QLatin1String("Payment 17")) &&
                     label->property("variant") == QLatin1String("danger") &&
                     label->text().startsWith(QLatin1String("Cannot be undone"));
        QVERIFY(isRed);
    }

    void aSecondPersonIsSomebodyElseWithTheirOwnPassword()
    {
        FakeBackend backend;
        givePeople(backend);
        backend.passwords = {{"dana", "right"}};
        WitnessFields fields(backend, {}, false, "kim");
        fields.setUser(QStringLiteral("kim"));
        QVERIFY(fields.whyNotReady().contains(QLatin1String("somebody else")));
        fields.setUser(QStringLiteral("dana"));
        QVERIFY(fields.whyNotReady().contains(QLatin1String("password")));
        fields.setPassword(QStringLiteral("wrong"));
        QVERIFY(fields.whyNotReady().isEmpty());
        int times = 0;
        fields.check([&](const console::Session&) { ++times; });
        QTRY_VERIFY(!fields.problem().isEmpty());
        QCOMPARE(times, 0);
        fields.setPassword(QStringLiteral("right"));
        QVERIFY2(fields.problem().isEmpty(), "typing takes the complaint away");
        fields.check([&](const console::Session& session) {
            QCOMPARE(session.actor.user, std::string("dana"));
            ++times;
        });
        QTRY_COMPARE(times, 1);
        for (const QLineEdit* field : fields.findChildren<QLineEdit*>())
            QVERIFY(!field->accessibleName().isEmpty());
    }

    void toastsOfferUndoOnce()
    {
        QWidget window;
        window.resize(800, 600);
        window.show();
        Toast toast(&window);
        int undone = 0;
        toast.show(QStringLiteral("Claimed C-1042"), QStringLiteral("Undo"), [&] { ++undone; });
        QVERIFY(toast.isVisible());
        QVERIFY(window.rect().contains(toast.geometry()));
        QCOMPARE(toast.accessibleName(), QStringLiteral("Claimed C-1042"));
        toast.actionButton()->click();
        toast.actionButton()->click();
        QCOMPARE(undone, 1);
        QVERIFY(!toast.isVisible());
    }

    void aToastIsReadWhole_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("short") << "Claimed C-1042";
        QTest::newRow("sentences") << QString("Each is decided on its own. ").repeated(12);
        QTest::newRow("a path") << "Exported to /home" + QString("/a-folder-with-a-long-name").repeated(12);
        QTest::newRow("short after long") << "Undone";
    }
    void aToastIsReadWhole()
    {
        QFETCH(QString, text);
        QWidget window;
        window.resize(800, 600);
        window.show();
        Toast toast(&window);
        toast.show(QString("What was said before. ").repeated(20), {}, {});
        toast.show(text, QStringLiteral("Undo"), [] {});
        QCOMPARE(toast.text(), text);
        QVERIFY(window.rect().contains(toast.geometry()));
        toast.layout()->activate();
        const auto* label = toast.findChild<QLabel*>();
        const QRect needed =
            label->fontMetrics().boundingRect(label->contentsRect(), Qt::TextWordWrap, label->text());
        QVERIFY2(label->contentsRect().height() >= needed.height(), qPrintable(text));
        QVERIFY2(label->contentsRect().width() >= needed.width(), qPrintable(text));
    }

private:
    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(WidgetsTest)
#include "widgets_test.moc"
