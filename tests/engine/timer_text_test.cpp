// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/engine/timer_text.h"

using namespace habitat;
using namespace habitat::engine;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(std::optional<habitat::engine::Period>)

/// Dates, durations and cycles as ISO 8601 writes them.
class TimerTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void period_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<std::optional<Period>>("expected");
        const auto row = [](const char* text, std::optional<Period> period) {
            QTest::newRow(text) << QString(text) << period;
        };
        row("PT10S", Period{0, 10s});
        row("PT0S", Period{});
        row("PT1.5S", Period{0, 1500ms});
        row("PT0.0000019S", Period{0, 1us});
        row("P1Y2M", Period{14, {}});
        row("P2W", Period{0, 24h * 14});
        row("P1Y2M3DT4H5M6S", Period{14, 24h * 3 + 4h + 5min + 6s});
        row("-PT5M", Period{0, -5min});
        for (const char* text : {"", "P", "PT", "P1DT", "10S", "PT10", "P10S", "PT1D", "PT1S1H", "PT1H1H",
                                 "PT1.5H", "P1.5D", "PT-1S", "PT 1S", "PT1S ", "pt1s",
                                 "PT99999999999999999999S", "PT9999999999999999H", "P9223372036854775807Y"})
            row(text, std::nullopt);
    }

    void period()
    {
        QFETCH(QString, text);
        QFETCH(std::optional<Period>, expected);
        QVERIFY(parsePeriod(text.toStdString()) == expected);
    }

    void cycle()
    {
        QVERIFY(parseCycle("R3/PT10S") == (Cycle{3, {}, {0, 10s}}));
        QVERIFY(parseCycle("R/P1M") == (Cycle{TimerScheduled::endless, {}, {1, {}}}));
        QVERIFY(parseCycle("R5/2026-03-31T12:00:00Z/P1D") ==
                (Cycle{5, *parseInstant("2026-03-31T12:00:00Z"), {0, 24h}}));
    }

    void noCycle_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text :
             {"", "R", "R/", "3/PT1S", "R0/PT1S", "R-1/PT1S", "R1.5/PT1S", "R3/PT0S", "R3/-PT1S", "R3PT1S",
              "R3/soon/PT1S", "R3/PT1S/2026-03-31T12:00:00Z", "R99999999999/PT1S", "0 0 * * *"})
            QTest::newRow(text) << QString(text);
    }

    void noCycle()
    {
        QFETCH(QString, text);
        QVERIFY(!parseCycle(text.toStdString()));
    }

    void adding()
    {
        const Instant january = *parseInstant("2024-01-31T10:00:00Z");
        QVERIFY(plus(january, {1, {}}) == *parseInstant("2024-02-29T10:00:00Z"));
        QVERIFY(plus(january, {13, 1h}) == *parseInstant("2025-02-28T11:00:00Z"));
        QVERIFY(plus(january, {-2, {}}) == *parseInstant("2023-11-30T10:00:00Z"));
        QVERIFY(!plus(january, {12 * 8000, {}}));
        QVERIFY(!plus(january, {0, Duration::max()}));
        QVERIFY(!plus(january, {std::numeric_limits<std::int64_t>::max(), {}}));
    }

    void momentsOfValues()
    {
        QVERIFY(instantOf("2026-03-31T12:00:00+02:00") == parseInstant("2026-03-31T10:00:00Z").value());
        QVERIFY(instantOf("2026-03-31T12:00:00") == parseInstant("2026-03-31T12:00:00Z").value());
        QVERIFY(instantOf("2026-03-31") == parseInstant("2026-03-31T00:00:00Z").value());
        QVERIFY(instantOf(feel::CalendarDate(2026, 3, 31)) == parseInstant("2026-03-31T00:00:00Z").value());
        QVERIFY(!instantOf("2026-02-30"));
        QVERIFY(!instantOf(5));
        QVERIFY(!instantOf(feel::Value()));
        QVERIFY(!instantOf("99999-01-01T00:00:00Z"));
    }
};

QTEST_GUILESS_MAIN(TimerTextTest)
#include "timer_text_test.moc"
