// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/close/cases.h"

#include "core/console/definition_checks.h"
#include "core/console/resources.h"

using namespace habitat;
using namespace habitat::test;

/// What may be drawn otherwise in the process of the close, and what may not.
class CloseProcessTest : public QObject
{
    Q_OBJECT

private slots:
    /// A new version of the close may say and time things otherwise, and ask for more; not undo or pay by
    /// itself.
    void aCloseOfOnesOwnKeepsItsRules_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<std::string>("rule");
        const std::string task = "close.process.task";
        const std::string undo = "close.process.undo";
        const std::string payments = "close.process.payments";
        const QString flow =
            R"(<bpmn:sequenceFlow id="to-freeze" sourceRef="period-ended" targetRef="freeze" />)";
        const auto extra = [](const QString& element) {
            return element +
                   R"(<bpmn:sequenceFlow id="to-freeze" sourceRef="period-ended" targetRef="extra" />)"
                   R"(<bpmn:sequenceFlow id="to-it" sourceRef="extra" targetRef="freeze" />)";
        };
        const auto job = [&](const QString& type) {
            return extra(
                QString(R"(<bpmn:serviceTask id="extra"><bpmn:extensionElements><zeebe:taskDefinition )"
                        R"(type="%1" /></bpmn:extensionElements></bpmn:serviceTask>)")
                    .arg(type));
        };
        QTest::newRow("as packaged") << ""
                                     << "" << std::string();
        QTest::newRow("another name") << R"(name="Freeze and finalise")"
                                      << R"(name="Einfrieren")" << std::string();
        QTest::newRow("more retries") << R"(type="close.freeze" retries="3")"
                                      << R"(type="close.freeze" retries="5")" << std::string();
        QTest::newRow("a task of one's own")
            << flow << extra(R"(<bpmn:manualTask id="extra" name="Ring the bell" />)") << std::string();
        QTest::newRow("an undo as a plain task")
            << flow << job("close.freeze.undo") << std::string("close.process.stranger");
        QTest::newRow("an undo under a computed name")
            << flow << job("=&quot;close.freeze&quot; + &quot;.undo&quot;")
            << std::string("close.process.stranger");
        QTest::newRow("payments recorded elsewhere")
            << flow << job("close.record-payments") << std::string("close.process.stranger");
        QTest::newRow("compensation on the way")
            << flow
            << extra(R"(<bpmn:intermediateThrowEvent id="extra"><bpmn:compensateEventDefinition id="c" />)"
                     R"(</bpmn:intermediateThrowEvent>)")
            << undo;
        QTest::newRow("compensation after any error")
            << R"(id="record-allocations-invariant-trigger" errorRef="invariant-broken")"
            << R"(id="record-allocations-invariant-trigger")" << undo;
        QTest::newRow("compensation after another step")
            << R"(name="Invariant broken" attachedToRef="record-allocations")"
            << R"(name="Invariant broken" attachedToRef="pin-policy")" << undo;
        QTest::newRow("a step that waits for nobody")
            << R"(<zeebe:property name="step" value="9" />
          <zeebe:property name="context" value="Agreements" />
          <zeebe:property name="start" value="person" />)"
            << R"(<zeebe:property name="step" value="9" />)" << task;
        QTest::newRow("another step's undo")
            << R"(sourceRef="freeze-undo-event" targetRef="freeze-undo")"
            << R"(sourceRef="freeze-undo-event" targetRef="pin-policy-undo")" << task;
        QTest::newRow("a step that does another's work") << R"(type="close.pin-policy" )"
                                                         << R"(type="close.compute-patronage" )" << task;
        QTest::newRow("payments not sent")
            << R"(sourceRef="prepare-payments" targetRef="send-payments")"
            << R"(sourceRef="prepare-payments" targetRef="record-payments")" << payments;
        QTest::newRow("started by a message")
            << R"(<bpmn:startEvent id="period-ended" name="Period ended">)"
            << R"(<bpmn:startEvent id="told"><bpmn:outgoing>y</bpmn:outgoing>)"
               R"(<bpmn:signalEventDefinition id="s" signalRef="closing" /></bpmn:startEvent>)"
               R"(<bpmn:sequenceFlow id="y" sourceRef="told" targetRef="freeze" />)"
               R"(<bpmn:startEvent id="period-ended" name="Period ended">)"
            << std::string("console.start.by_hand");
    }
    void aCloseOfOnesOwnKeepsItsRules()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(std::string, rule);
        auto xml = QString::fromStdString(*console::readResource("processes/period-close.bpmn"));
        QVERIFY(xml.contains(from));
        if (!from.isEmpty()) xml.replace(from, to);
        xml.replace("</bpmn:definitions>",
                    R"(<bpmn:signal id="closing" name="closing" /></bpmn:definitions>)");
        SampleCooperative sample;
        auto& console = sample.open();
        const auto deployed =
            console.deployDefinition(sample.as("administrator"), sample.file("own.bpmn", xml.toUtf8()));
        QCOMPARE(text(status(deployed)).section(':', 0, 0),
                 QString(rule.empty() ? "ok" : "definition.invalid"));
        std::vector<std::string> rules;
        const auto problems = console::checkDefinition("own.bpmn", xml.toStdString());
        for (const auto& problem : *problems)
            if (problem.severity == bpmn::Severity::Error) rules.push_back(problem.code);
        QVERIFY2(rule.empty() ? rules.empty() : std::ranges::count(rules, rule) > 0,
                 rules.empty() ? "" : rules.front().c_str());
        if (!rule.empty()) return;
        VERIFY_OK(sample.runTo(3));
        VERIFY_OK(console.undoTo(sample.as("treasurer"), period, 1, "Looked again"));
    }
};

QTEST_GUILESS_MAIN(CloseProcessTest)

#include "close_process_test.moc"
