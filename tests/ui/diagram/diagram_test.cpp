// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/samples.h"
#include "tests/ui/support/work_samples.h"
#include "ui/diagram/diagram_pane.h"
#include "ui/diagram/navigation.h"
#include "ui/theme/theme.h"
#include "ui/widgets/list_states.h"

#include <QAccessible>
#include <QApplication>
#include <QDir>
#include <QSignalSpy>
#include <QTest>

using namespace habitat;
using namespace habitat::ui;

namespace {

DiagramPicture pictureNamed(const char* file)
{
    return readPicture(processXml(file)).value();
}

struct Shown
{
    FakeBackend backend;
    DiagramView view;

    explicit Shown(std::int64_t instance, QSize size = QSize(900, 500))
    {
        giveInstances(backend);
        const auto& detail = backend.instanceDetails[instance];
        view.showPicture(readPicture(backend.definitions[detail.definitionKey]).value());
        view.showMarks(marksOf(detail, view.picture()));
        view.resize(size);
        view.show();
    }
};

/// How many pixels of the drawing differ from its ground.
int inked(const QImage& image)
{
    const QRgb ground = image.pixel(0, 0);
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (image.pixel(x, y) != ground) ++count;
    return count;
}

} // namespace

class DiagramTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp, ThemeChoice::Light); }
    void cleanupTestCase() { m_theme.reset(); }

    void ourProcessesAreDrawnWhole_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::newRow("contribution approval") << QByteArray("contribution-approval.bpmn");
        QTest::newRow("period close") << QByteArray("period-close.bpmn");
    }
    void ourProcessesAreDrawnWhole()
    {
        QFETCH(QByteArray, file);
        const QByteArray xml = QByteArray::fromStdString(processXml(file.constData()));
        const DiagramPicture picture = pictureNamed(file.constData());
        QVERIFY(xml.count("<bpmndi:BPMNShape ") > 10);
        QCOMPARE(picture.nodes.size(), xml.count("<bpmndi:BPMNShape "));
        QCOMPARE(picture.edges.size(), xml.count("<bpmndi:BPMNEdge "));
        for (const DiagramNode& node : picture.nodes)
            QVERIFY2(picture.bounds.contains(node.box), qPrintable(node.id));
        DiagramView view;
        view.showPicture(picture);
        for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
            m_theme->choose(choice);
            const QImage image = view.render(1);
            QVERIFY2(inked(image) > image.width() * image.height() / 50, "something is drawn");
            QVERIFY(inked(image) < image.width() * image.height() / 2);
        }
        m_theme->choose(ThemeChoice::Light);
    }

    void boundaryEventsLieOverTheirHosts()
    {
        const DiagramPicture picture = pictureNamed("period-close.bpmn");
        for (const DiagramNode& node : picture.nodes)
            if (!node.host.isEmpty()) QVERIFY(picture.nodeById[node.id] > picture.nodeById[node.host]);
        const DiagramNode* undo = picture.node("freeze-undo-event");
        QVERIFY(undo);
        QCOMPARE(undo->trigger, bpmn::EventTrigger::Compensation);
        QCOMPARE(kindText(*undo), QString("Compensation boundary event"));
        QVERIFY(picture.node("freeze-undo")->isForCompensation);
        QVERIFY(picture.node("execute-distributions")->isContainer());
    }

    void theDefaultFlowIsKnown()
    {
        const DiagramPicture picture = pictureNamed("contribution-approval.bpmn");
        const auto edge = std::find_if(picture.edges.begin(), picture.edges.end(),
                                       [](const auto& e) { return e.id == "first-unclear"; });
        QVERIFY(edge != picture.edges.end());
        QVERIFY(edge->isDefault);
        QCOMPARE(edge->name, QString("Clarify"));
    }

    void brokenFilesAreRefusedInWords()
    {
        const auto broken = readPicture("<bpmn:definitions");
        QVERIFY(!broken);
        QVERIFY(!broken.error().message.empty());
    }

    void aFileWithoutALayoutIsSaidToHaveNone()
    {
        DiagramPane pane;
        pane.showPicture({});
        QCOMPARE(pane.states()->state(), ListStates::State::FirstUse);
        pane.showPicture(pictureNamed("contribution-approval.bpmn"));
        QCOMPARE(pane.states()->state(), ListStates::State::Content);
    }

    void onlyTheWayThatWasTakenIsMarked()
    {
        const Shown shown(failedInstance);
        const QSet<QString>& taken = shown.view.marks().taken;
        for (const char* id : {"to-review", "to-decision", "first-unclear", "clarified", "first-approved",
                               "above-threshold", "to-second-decision", "second-approved"})
            QVERIFY2(taken.contains(id), id);
        for (const char* id :
             {"first-rejected", "below-threshold", "second-rejected", "second-unclear", "to-accepted"})
            QVERIFY2(!taken.contains(id), id);
    }

    void aProblemOutranksWhatRuns_data()
    {
        QTest::addColumn<int>("active");
        QTest::addColumn<int>("completed");
        QTest::addColumn<int>("incidents");
        QTest::addColumn<int>("compensated");
        QTest::addColumn<bool>("held");
        QTest::addColumn<int>("status");
        QTest::newRow("nothing") << 0 << 0 << 0 << 0 << false << int(ui::Status::NotStarted);
        QTest::newRow("runs") << 1 << 2 << 0 << 0 << false << int(ui::Status::Running);
        QTest::newRow("held") << 1 << 0 << 0 << 0 << true << int(ui::Status::Waiting);
        QTest::newRow("failed") << 1 << 0 << 1 << 0 << true << int(ui::Status::Failed);
        QTest::newRow("undone and done again") << 0 << 1 << 0 << 1 << false << int(ui::Status::Completed);
        QTest::newRow("undone") << 0 << 0 << 0 << 1 << false << int(ui::Status::Compensated);
        QTest::newRow("done") << 0 << 1 << 0 << 0 << false << int(ui::Status::Completed);
    }
    void aProblemOutranksWhatRuns()
    {
        QFETCH(int, active);
        QFETCH(int, completed);
        QFETCH(int, incidents);
        QFETCH(int, compensated);
        QFETCH(bool, held);
        QFETCH(int, status);
        QCOMPARE(int(ElementMarks{active, completed, incidents, compensated, held}.status()), status);
    }

    void marksChangeWhatIsDrawn()
    {
        Shown shown(failedInstance);
        const QImage with = shown.view.render(1);
        shown.view.showMarks({});
        QVERIFY(shown.view.render(1) != with);
    }

    void arrowsFollowTheFlows_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<int>("direction");
        QTest::addColumn<QString>("to");
        QTest::newRow("onward") << "submitted" << int(Direction::Right) << "review";
        QTest::newRow("straight on at a gateway") << "decision" << int(Direction::Right) << "over-threshold";
        QTest::newRow("back") << "decision" << int(Direction::Left) << "review";
        QTest::newRow("down") << "over-threshold" << int(Direction::Down) << "second-review";
        QTest::newRow("up") << "second-review" << int(Direction::Up) << "over-threshold";
        QTest::newRow("nothing further up") << "review" << int(Direction::Up) << "review";
        QTest::newRow("from nowhere") << "" << int(Direction::Right) << "submitted";
    }
    void arrowsFollowTheFlows()
    {
        QFETCH(QString, from);
        QFETCH(int, direction);
        QFETCH(QString, to);
        QCOMPARE(neighbourOf(pictureNamed("contribution-approval.bpmn"), from, Direction(direction)), to);
    }

    void everyElementIsReachedByArrows_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::newRow("contribution approval") << QByteArray("contribution-approval.bpmn");
        QTest::newRow("period close") << QByteArray("period-close.bpmn");
    }
    void everyElementIsReachedByArrows()
    {
        QFETCH(QByteArray, file);
        const DiagramPicture picture = pictureNamed(file.constData());
        QStringList open{firstElement(picture)};
        QSet<QString> reached{open.first()};
        while (!open.isEmpty()) {
            const QString from = open.takeLast();
            for (const Direction direction :
                 {Direction::Left, Direction::Right, Direction::Up, Direction::Down}) {
                const QString to = neighbourOf(picture, from, direction);
                if (reached.contains(to)) continue;
                reached.insert(to);
                open << to;
            }
        }
        for (const DiagramNode& node : picture.nodes)
            if (node.isElement()) QVERIFY2(reached.contains(node.id), qPrintable(node.id));
    }

    void keysMoveChooseAndZoom()
    {
        Shown shown(failedInstance);
        QVERIFY(QTest::qWaitForWindowActive(&shown.view));
        shown.view.setFocus();
        QCOMPARE(shown.view.current(), QString("accept"));
        QSignalSpy chosen(&shown.view, &DiagramView::chosen);
        QTest::keyClick(&shown.view, Qt::Key_Home);
        QTest::keyClick(&shown.view, Qt::Key_Right);
        QCOMPARE(shown.view.current(), QString("review"));
        QVERIFY(chosen.isEmpty());
        QTest::keyClick(&shown.view, Qt::Key_Return);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(shown.view.selected(), QString("review"));
        const qreal before = shown.view.scale();
        QTest::keyClick(&shown.view, Qt::Key_Plus);
        QTRY_VERIFY(shown.view.scale() > before * 1.2);
        QTest::keyClick(&shown.view, Qt::Key_Minus);
        QTest::keyClick(&shown.view, Qt::Key_0);
        QTRY_VERIFY(shown.view.rect().contains(shown.view.rectOf("submitted")) &&
                    shown.view.rect().contains(shown.view.rectOf("rejected")));
    }

    void aClickChoosesAndADragDoesNot()
    {
        Shown shown(failedInstance);
        QSignalSpy chosen(&shown.view, &DiagramView::chosen);
        shown.view.fit();
        QTRY_VERIFY(shown.view.rect().contains(shown.view.rectOf("review")));
        const QPoint there = shown.view.rectOf("review").center();
        QTest::mouseClick(&shown.view, Qt::LeftButton, {}, there);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen[0][0].toString(), QString("review"));
        const QRect before = shown.view.rectOf("review");
        QTest::mousePress(&shown.view, Qt::LeftButton, {}, there);
        QTest::mouseMove(&shown.view, there + QPoint(40, 30));
        QMouseEvent move(QEvent::MouseMove, there + QPoint(60, 30), shown.view.mapToGlobal(there),
                         Qt::LeftButton, Qt::LeftButton, {});
        QApplication::sendEvent(&shown.view, &move);
        QTest::mouseRelease(&shown.view, Qt::LeftButton, {}, there + QPoint(60, 30));
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(shown.view.rectOf("review").x(), before.x() + 60);
    }

    void theWheelZoomsAboutThePointer()
    {
        Shown shown(failedInstance);
        const QPointF about = shown.view.rectOf("decision").center();
        QWheelEvent wheel(about, shown.view.mapToGlobal(about.toPoint()), {}, QPoint(0, 120), {}, {},
                          Qt::NoScrollPhase, false);
        const qreal before = shown.view.scale();
        QApplication::sendEvent(&shown.view, &wheel);
        QTRY_VERIFY(shown.view.scale() > before * 1.24);
        QVERIFY((QPointF(shown.view.rectOf("decision").center()) - about).manhattanLength() < 4);
    }

    void aSmallViewLooksAtTheProblem()
    {
        const Shown shown(failedInstance, QSize(360, 180));
        QVERIFY2(shown.view.scale() > 0.55, "words stay readable");
        QVERIFY(shown.view.rect().intersects(shown.view.rectOf("accept")));
    }

    void everyElementIsNamedToScreenReaders()
    {
        Shown shown(failedInstance);
        QAccessibleInterface* diagram = QAccessible::queryAccessibleInterface(&shown.view);
        QVERIFY(diagram);
        QCOMPARE(diagram->childCount(), int(shown.view.elements().size()));
        QStringList names;
        for (int i = 0; i < diagram->childCount(); ++i) {
            QAccessibleInterface* child = diagram->child(i);
            QVERIFY(child);
            QCOMPARE(diagram->indexOfChild(child), i);
            names << child->text(QAccessible::Name);
            QVERIFY(!names.last().isEmpty());
        }
        QVERIFY(names.contains("Accept contribution, service task: a problem, 1 active"));
        QVERIFY(names.contains("Second approval, user task: 1 completed"));
        QVERIFY(names.contains("Reject contribution, service task"));
        QVERIFY(shown.view.accessibleName().contains("Accept contribution"));
    }

    void screenReadersCanChoose()
    {
        Shown shown(failedInstance);
        QAccessibleInterface* diagram = QAccessible::queryAccessibleInterface(&shown.view);
        QAccessibleInterface* child = diagram->child(int(shown.view.elements().indexOf("clarify")));
        auto* actions = child->actionInterface();
        QVERIFY(actions);
        actions->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(shown.view.selected(), QString("clarify"));
        QVERIFY(child->state().selected);
    }

private:
    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(DiagramTest)
#include "diagram_test.moc"
