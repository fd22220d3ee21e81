// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bpmn/iso8601.h"

#include "core/base/calendar.h"

#include <QTest>

using namespace habitat;
using namespace habitat::bpmn;

class Iso8601Test : public QObject
{
    Q_OBJECT

private slots:
    void readsDurations_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("parts");
        const auto row = [](const char* text, const char* parts) { QTest::newRow(text) << text << parts; };
        row("PT1S", "0 0 1000000");
        row("P1Y2M10DT2H30M", "14 10 9000000000");
        row("P2W", "0 14 0");
        row("PT0.5S", "0 0 500000");
        row("PT0,000001S", "0 0 1");
        row("PT36H", "0 0 129600000000");
        row("P0D", "0 0 0");
        row("", "");
        row("P", "");
        row("PT", "");
        row("P1DT", "");
        row("1D", "");
        row("P1", "");
        row("P1H", "");
        row("PT1D", "");
        row("P1D2Y", "");
        row("P1D1D", "");
        row("P0.5D", "");
        row("PT1.S", "");
        row("PT1.1234567S", "");
        row("P-1D", "");
        row("-P1D", "");
        row("P 1D", "");
        row("P1D ", "");
        row("P999999999999D", "");
        row("PT1H30", "");
        row("PTT1H", "");
    }

    void readsDurations()
    {
        QFETCH(QString, text);
        QFETCH(QString, parts);
        const auto duration = parseDuration(text.toStdString());
        const auto found =
            duration
                ? QString("%1 %2 %3").arg(duration->months).arg(duration->days).arg(duration->time.count())
                : QString();
        QCOMPARE(found, parts);
    }

    void readsDateTimes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("utc");
        const auto row = [](const char* text, const char* utc) { QTest::newRow(text) << text << utc; };
        row("2026-03-31T08:00:00Z", "2026-03-31T08:00:00Z");
        row("2026-03-31T08:00Z", "2026-03-31T08:00:00Z");
        row("2026-03-31T08:00:00+02:00", "2026-03-31T06:00:00Z");
        row("2026-01-01T00:30:00+0100", "2025-12-31T23:30:00Z");
        row("2026-03-31T08:00:00-05", "2026-03-31T13:00:00Z");
        row("2026-03-31T08:00:00", "");
        row("2026-03-31", "");
        row("2026-02-30T08:00:00Z", "");
        row("2026-03-31T25:00:00Z", "");
        row("2026-03-31T08:00:00Zulu", "");
        row("2026-03-31T08:00:00+99:00", "");
        row("2026-03-31T08:00:00+2", "");
        row("tomorrow", "");
    }

    void readsDateTimes()
    {
        QFETCH(QString, text);
        QFETCH(QString, utc);
        const auto instant = parseDateTime(text.toStdString());
        QCOMPARE(instant ? QString::fromStdString(toText(*instant)) : QString(), utc);
    }

    void readsCycles_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("parts");
        const auto row = [](const char* text, const char* parts) { QTest::newRow(text) << text << parts; };
        row("R3/PT1H", "3 3600000000 - -");
        row("R/P1D", "endless 0 - -");
        row("R-1/PT1S", "endless 1000000 - -");
        row("R5/2026-03-31T08:00:00Z/PT1S", "5 1000000 2026-03-31T08:00:00Z -");
        row("R5/PT1S/2026-03-31T08:00:00Z", "5 1000000 - 2026-03-31T08:00:00Z");
        row("PT1H", "");
        row("R3", "");
        row("R3/", "");
        row("R3/PT0S", "");
        row("Rx/PT1H", "");
        row("R3/PT1H/PT1H", "");
        row("R3/2026-03-31/PT1H", "");
        row("R3/PT1H/2026-03-31T08:00:00Z/x", "");
        row("0 0 * * *", "");
    }

    void readsCycles()
    {
        QFETCH(QString, text);
        QFETCH(QString, parts);
        const auto cycle = parseRepeatingInterval(text.toStdString());
        const auto said = [](const std::optional<Instant>& instant) {
            return instant ? QString::fromStdString(toText(*instant)) : QString("-");
        };
        const auto found =
            cycle ? QString("%1 %2 %3 %4")
                        .arg(cycle->repetitions ? QString::number(*cycle->repetitions) : QString("endless"))
                        .arg(cycle->interval.time.count())
                        .arg(said(cycle->start), said(cycle->end))
                  : QString();
        QCOMPARE(found, parts);
    }
};

QTEST_GUILESS_MAIN(Iso8601Test)
#include "iso8601_test.moc"
