// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/samples.h"
#include "ui/close/step_words.h"
#include "ui/close/steps_delegate.h"
#include "ui/close/steps_model.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QPainter>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

using namespace habitat;
using namespace habitat::ui;

class CloseModelsTest : public QObject
{
    Q_OBJECT
    using Status = habitat::ui::Status;

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp, ThemeChoice::Light); }
    void cleanupTestCase() { m_theme.reset(); }

    void everyStateReadsAsItIs_data()
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<QString>("words");
        using console::StepState;
        QTest::newRow("not started") << int(StepState::NotStarted) << "Not started";
        QTest::newRow("ready") << int(StepState::Ready) << "Ready";
        QTest::newRow("waiting") << int(StepState::Waiting)
                                 << "Waiting for Allocator, Board or Administrator";
        QTest::newRow("running") << int(StepState::Running) << "Running";
        QTest::newRow("retrying") << int(StepState::Retrying) << "Retrying · attempt 2 of 5 · next 13:57";
        QTest::newRow("failed") << int(StepState::Failed) << "Failed · attempt 2 of 5 · next 13:57";
        QTest::newRow("completed") << int(StepState::Completed) << "Completed · 13:40 · Kim Park";
        QTest::newRow("compensating") << int(StepState::Compensating) << "Compensating";
        QTest::newRow("compensated") << int(StepState::Compensated) << "Compensated";
    }
    void everyStateReadsAsItIs()
    {
        QFETCH(int, state);
        QFETCH(QString, words);
        console::StepView step = stepOf(6);
        step.state = console::StepState(state);
        step.attempts = 2;
        step.nextAttemptAt = at("13:57");
        step.finishedAt = at("13:40");
        step.finishedBy = "Kim Park";
        QCOMPARE(stateWords(step, at("13:52")), words);
        QVERIFY(words.startsWith(statusWord(statusOf(step.state))));
    }

    void stepsAreAModelThatMovesNothing()
    {
        FakeBackend backend;
        giveClose(backend, 6);
        StepsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        console::CloseView& close = backend.closes["2026-Q1"];
        model.show(close, backend.now());
        QCOMPARE(model.rowCount(), 11);
        QCOMPARE(reset.size(), 1);
        model.show(close, backend.now());
        QCOMPARE(changed.size(), 0);
        close.steps[6].state = console::StepState::Failed;
        close.steps[6].attempts = 5;
        model.show(close, backend.now());
        QCOMPARE(reset.size(), 1);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed[0][0].toModelIndex().row(), 6);
        QCOMPARE(model.index(6).data(StepsModel::WordsRole).toString(),
                 QStringLiteral("Failed · attempt 5 of 5"));
    }

    void signaturesAreSeenAndHeard()
    {
        FakeBackend backend;
        giveClose(backend, 6);
        console::CloseView& close = backend.closes["2026-Q1"];
        close.steps[5].signatures[1].suspended = true;
        close.steps[5].signatures[1].suspendedWhy = "The proposal changed.";
        StepsModel model;
        model.show(close, backend.now());
        QCOMPARE(model.index(5).data(StepsModel::SignersRole).toStringList(), (QStringList{"+KP", "!BL"}));
        QCOMPARE(model.index(7).data(StepsModel::SignersRole).toStringList(), (QStringList{"-TR", "-SE"}));
        const QString heard = model.index(5).data(Qt::AccessibleTextRole).toString();
        QVERIFY(heard.contains(QLatin1String("Allocator: signed by Kim Park")));
        QVERIFY(heard.contains(QLatin1String("signature suspended")));
        QVERIFY(model.index(9).data(StepsModel::IsPivotRole).toBool());
    }

    void longNamesAreDrawnWithinTheirRow()
    {
        FakeBackend backend;
        giveClose(backend, 3);
        console::CloseView& close = backend.closes["2026-Q1"];
        close.steps[9].name = std::string(300, 'W');
        close.steps[9].drill = true;
        close.steps[9].finishedBy = std::string(200, 'M');
        StepsModel model;
        model.show(close, backend.now());
        const StepsDelegate delegate;
        // Nothing may be drawn outside of the row: a margin around it must stay as it was.
        QImage image(360, 104, QImage::Format_RGB32);
        image.fill(Qt::magenta);
        QPainter painter(&image);
        QStyleOptionViewItem option;
        option.rect = QRect(30, 30, 300, 44);
        option.font = QApplication::font();
        option.state = QStyle::State_Enabled | QStyle::State_Selected;
        delegate.paint(&painter, option, model.index(9));
        painter.end();
        const QRgb outside = QColor(Qt::magenta).rgb();
        QSet<QRgb> inside;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                if (!option.rect.contains(x, y))
                    QCOMPARE(image.pixel(x, y), outside);
                else
                    inside << image.pixel(x, y);
        QVERIFY(inside.size() > 10);
    }

private:
    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(CloseModelsTest)
#include "close_models_test.moc"
