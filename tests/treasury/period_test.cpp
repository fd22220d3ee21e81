// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/treasury/books.h"

#include <QTest>

#include <set>

using namespace habitat;
using namespace habitat::treasury;

class PeriodTest : public QObject
{
    Q_OBJECT

private slots:
    void readsCodes_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::newRow("first quarter") << "2026-Q1"
                                       << "2026-01-01"
                                       << "2026-03-31";
        QTest::newRow("last quarter") << "2026-Q4"
                                      << "2026-10-01"
                                      << "2026-12-31";
        QTest::newRow("month") << "2026-03"
                               << "2026-03-01"
                               << "2026-03-31";
        QTest::newRow("leap February") << "2028-02"
                                       << "2028-02-01"
                                       << "2028-02-29";
        QTest::newRow("common February") << "2026-02"
                                         << "2026-02-01"
                                         << "2026-02-28";
        QTest::newRow("year") << "2026"
                              << "2026-01-01"
                              << "2026-12-31";
    }

    void readsCodes()
    {
        QFETCH(QString, code);
        QFETCH(QString, from);
        QFETCH(QString, to);
        const auto span = parsePeriod(code.toStdString());
        QVERIFY(span.has_value());
        QCOMPARE(q(span->code), code);
        QCOMPARE(q(habitat::toText(span->from)), from);
        QCOMPARE(q(habitat::toText(span->to)), to);
        QCOMPARE(q(periodAround(span->from, span->cadence).code), code);
        QCOMPARE(q(periodAround(span->to, span->cadence).code), code);
    }

    void refusesOtherCodes_data()
    {
        QTest::addColumn<QString>("code");
        for (const auto* code :
             {"",        "2",      "26",       "2026-",   "2026-0", "2026-00",  "2026-13",  "2026-Q0",
              "2026-Q5", "2026-Q", "2026-q1",  "2026Q1",  "2026-3", "2026-031", "2026-Q11", "20x6",
              "1899-01", " 2026",  "2026-Q1 ", "2026/03", "-026",   "2026-1Q"})
            QTest::newRow(code) << code;
    }

    void refusesOtherCodes()
    {
        QFETCH(QString, code);
        QCOMPARE(codeOf(parsePeriod(code.toStdString())), QString("treasury.period.code"));
    }

    /// Every pair of states.
    void movesExactlyAsDrawn()
    {
        using enum PeriodState;
        const std::set<std::pair<PeriodState, PeriodState>> drawn = {
            {Open, Closing},    {Closing, Closed},   {Closed, Locked},  {Closing, Open},
            {Closed, Reopened}, {Reopened, Closing}, {Locked, Reopened}};
        for (const auto from : allPeriodStates) {
            for (const auto to : allPeriodStates) {
                QCOMPARE(mayMove(from, to), drawn.contains({from, to}));
                const auto status = checkMove("2026-Q1", from, to);
                QCOMPARE(status.has_value(), mayMove(from, to));
                if (status) continue;
                QCOMPARE(codeOf(status), QString("treasury.period.move"));
                QCOMPARE(status.error().context["from"].get<std::string>(), std::string(toText(from)));
                QCOMPARE(status.error().context["to"].get<std::string>(), std::string(toText(to)));
            }
        }
    }

    void takesPostingsByStateAndNature_data()
    {
        QTest::addColumn<PeriodState>("state");
        QTest::addColumn<QString>("ordinary");
        QTest::addColumn<QString>("ownClose");
        QTest::addColumn<QString>("ownReversal");
        const QString only = "treasury.period.close_only";
        const QString closed = "treasury.period.closed";
        const QString locked = "treasury.period.locked";
        QTest::newRow("open") << PeriodState::Open << "ok" << only << "ok";
        QTest::newRow("closing") << PeriodState::Closing << "treasury.period.closing"
                                 << "ok"
                                 << "ok";
        QTest::newRow("closed") << PeriodState::Closed << closed << closed << closed;
        QTest::newRow("locked") << PeriodState::Locked << locked << locked << locked;
        QTest::newRow("reopened") << PeriodState::Reopened << "ok" << only << "ok";
    }

    void takesPostingsByStateAndNature()
    {
        QFETCH(PeriodState, state);
        QFETCH(QString, ordinary);
        QFETCH(QString, ownClose);
        QFETCH(QString, ownReversal);
        const Period period{PeriodKey(1), *parsePeriod("2026-Q1"), state};
        QCOMPARE(codeOf(checkPosting(period, PostingNature::Ordinary)), ordinary);
        QCOMPARE(codeOf(checkPosting(period, PostingNature::OwnClose)), ownClose);
        QCOMPARE(codeOf(checkPosting(period, PostingNature::OwnReversal)), ownReversal);
    }

    void statesReadBack()
    {
        for (const auto state : allPeriodStates)
            QCOMPARE(*parsePeriodState(toText(state)), state);
        QCOMPARE(codeOf(parsePeriodState("shut")), QString("treasury.period.state"));
    }
};

QTEST_GUILESS_MAIN(PeriodTest)
#include "period_test.moc"
