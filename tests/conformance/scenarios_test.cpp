// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/explanation.h"
#include "tests/conformance/passing.h"
#include "tests/conformance/report.h"
#include "tests/conformance/run.h"

#include <QTest>

#include <filesystem>

using namespace habitat::conformance;

namespace {

const std::filesystem::path fixtures = std::filesystem::path(HABITAT_SOURCE_DIR) / "../shared/fixtures";

/// Runs it as it is and with restarts; the same has to come out.
std::string faultOf(const Scenario& scenario)
{
    const auto fault = faultOf(scenario, Restarts::None);
    if (!fault.empty()) return fault;
    const auto restarted = faultOf(scenario, Restarts::BetweenSteps);
    return restarted.empty() ? restarted : "when the engine is restarted between steps: " + restarted;
}

} // namespace

/// Execution scenarios of other engines, on ours. What passed once has to pass for ever.
class ScenariosTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (!std::filesystem::exists(fixtures))
            QSKIP("../shared/fixtures is not here: other engines' scenarios are not run");
    }

    void scenariosPassThatPassedBefore_data()
    {
        QTest::addColumn<QString>("set");
        QTest::newRow("camunda7") << "camunda7";
        QTest::newRow("flowable") << "flowable";
    }

    void scenariosPassThatPassedBefore()
    {
        QFETCH(QString, set);
        const auto name = set.toStdString();
        Report report(name);
        for (const auto& scenario : readScenarios(fixtures / (name + "-vectors"))) {
            if (const auto reason = reasonToLeaveOut(scenario)) {
                report.leaveOut(scenario.id, *reason);
                continue;
            }
            const auto fault = faultOf(scenario);
            if (fault.empty())
                report.pass(scenario.group, scenario.id);
            else if (const auto explanation = explanationOf(scenario, fault))
                report.leaveOut(scenario.id, *explanation);
            else
                report.fault(scenario.group, scenario.id, fault);
        }
        const auto floor = passingNames(name);
        report.print(floor);
        QVERIFY(!floor.empty());
        for (const auto& fallen : report.fallenBelow(floor))
            QFAIL(qPrintable(QString::fromStdString(fallen + " passed before")));
    }
};

QTEST_APPLESS_MAIN(ScenariosTest)
#include "scenarios_test.moc"
