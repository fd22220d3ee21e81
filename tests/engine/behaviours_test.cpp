// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/engine/tables.h"

using namespace habitat::engine::test;

/// What each element does, as tables: model, actions, what must have happened. Every action also checks that
/// folding the events gives the state and that both survive the codec (see Machine).
class BehavioursTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void flow_data() { load(flowRows()); }
    void flow() { check(); }
    void job_data() { load(jobRows()); }
    void job() { check(); }
    void task_data() { load(taskRows()); }
    void task() { check(); }
    void variable_data() { load(variableRows()); }
    void variable() { check(); }
    void subProcess_data() { load(subProcessRows()); }
    void subProcess() { check(); }
    void timer_data() { load(timerRows()); }
    void timer() { check(); }
    void error_data() { load(errorRows()); }
    void error() { check(); }
    void compensation_data() { load(compensationRows()); }
    void compensation() { check(); }
    void rewind_data() { load(rewindRows()); }
    void rewind() { check(); }
    void call_data() { load(callRows()); }
    void call() { check(); }
    void incident_data() { load(incidentRows()); }
    void incident() { check(); }
    void awaiting_data() { load(awaitingRows()); }
    void awaiting() { check(); }
    void throwing_data() { load(throwingRows()); }
    void throwing() { check(); }
    void eventSubProcess_data() { load(eventSubProcessRows()); }
    void eventSubProcess() { check(); }
    void conditional_data() { load(conditionalRows()); }
    void conditional() { check(); }
    void loop_data() { load(loopRows()); }
    void loop() { check(); }
    void inclusive_data() { load(inclusiveRows()); }
    void inclusive() { check(); }
    void complexGateway_data() { load(complexRows()); }
    void complexGateway() { check(); }
    void transaction_data() { load(transactionRows()); }
    void transaction() { check(); }
    void adHoc_data() { load(adHocRows()); }
    void adHoc() { check(); }
    void beginning_data() { load(startRows()); }
    void beginning() { check(); }
    void refusal_data() { load(refusalRows()); }
    void refusal() { check(); }

private:
    void load(std::vector<Row> rows)
    {
        m_rows = std::move(rows);
        QTest::addColumn<int>("number");
        for (std::size_t i = 0; i < m_rows.size(); ++i)
            QTest::newRow(m_rows[i].name) << int(i);
    }

    void check()
    {
        QFETCH(int, number);
        const std::string difference = differenceFrom(m_rows[std::size_t(number)]);
        QVERIFY2(difference.empty(), difference.c_str());
    }

    std::vector<Row> m_rows;
};

QTEST_GUILESS_MAIN(BehavioursTest)
#include "behaviours_test.moc"
