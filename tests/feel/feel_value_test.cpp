// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feel/value.h"

#include <QtTest/QTest>

#include <rapidcheck.h>

namespace {

using namespace habitat;
using namespace habitat::feel;

Value genericValue(int depth)
{
    const int kind = *rc::gen::inRange(0, depth > 0 ? 11 : 8);
    switch (kind) {
    case 0:
        return nullptr;
    case 1:
        return *rc::gen::arbitrary<bool>();
    case 2:
        return *rc::gen::arbitrary<std::int64_t>();
    case 3:
        return Number::scaled(*rc::gen::arbitrary<std::int64_t>(), *rc::gen::inRange(-40, 40));
    case 4:
        return *rc::gen::string<std::string>();
    case 5:
        return *dateFromEpochDays(*rc::gen::inRange<std::int64_t>(-40'000'000, 40'000'000));
    case 6:
        return DaysDuration::fromNanos(Int128(*rc::gen::arbitrary<std::int64_t>()) * 1'000);
    case 7:
        return YearsDuration{*rc::gen::inRange<std::int64_t>(-100'000, 100'000)};
    case 8: {
        List items;
        for (int i = *rc::gen::inRange(0, 4); i > 0; --i)
            items.push_back(genericValue(depth - 1));
        return items;
    }
    case 9:
        return Range{Value(1), genericValue(0), *rc::gen::arbitrary<bool>(), *rc::gen::arbitrary<bool>()};
    default: {
        Context context;
        for (int i = *rc::gen::inRange(0, 4); i > 0; --i)
            context.set(*rc::gen::element<std::string>("a", "@date", "@number", "b c", ""),
                        genericValue(depth - 1));
        return context;
    }
    }
}

class FeelValueTest : public QObject
{
    Q_OBJECT

private slots:
    void jsonReadsBackAsTheSameValue()
    {
        QVERIFY(rc::check("fromJson(toJson(v)) is v", [] {
            const Value value = genericValue(3);
            const auto back = fromJson(toJson(value));
            RC_ASSERT(back.has_value());
            RC_ASSERT(*back == value);
        }));
    }

    void jsonTextKeepsNumbers()
    {
        QVERIFY(rc::check("through JSON text", [] {
            const Value value =
                Number::scaled(*rc::gen::arbitrary<std::int64_t>(), *rc::gen::inRange(-30, 30));
            const auto back = fromJson(nlohmann::json::parse(toJson(value).dump()));
            RC_ASSERT(back.has_value());
            RC_ASSERT(*back == value);
        }));
    }

    void jsonFormsAreAsDocumented_data()
    {
        QTest::addColumn<QString>("json");
        const auto row = [](const char* name, const Value& value, const char* json) {
            QTest::newRow(name) << QString::fromUtf8(json);
            QCOMPARE(QString::fromStdString(toJson(value).dump()), QString::fromUtf8(json));
        };
        row("whole", 12, "12");
        row("least", INT64_MIN, "-9223372036854775808");
        row("beyond int64", *Number::parse("9223372036854775808"), R"({"@number":"9223372036854775808"})");
        row("decimal", Number::scaled(1, -1), "0.1");
        row("long decimal", *Number::parse("0.12345678901234567"), R"({"@number":"0.12345678901234567"})");
        row("date", CalendarDate(2026, 3, 31), R"({"@date":"2026-03-31"})");
        row("moment", *parseDateTime("2026-03-31T10:00:00Z"), R"({"@date and time":"2026-03-31T10:00:00Z"})");
        row("days", DaysDuration{3600, 0}, R"({"@duration":"PT1H"})");
        row("months", YearsDuration{14}, R"({"@duration":"P1Y2M"})");
        row("a context that looks like a date", Context{{"@date", "x"}}, R"({"@context":{"@date":"x"}})");
    }

    void jsonFormsAreAsDocumented()
    {
        QFETCH(QString, json);
        const auto value = fromJson(nlohmann::json::parse(json.toStdString()));
        QVERIFY(value.has_value());
        QCOMPARE(QString::fromStdString(toJson(*value).dump()), json);
    }

    void malformedJsonIsRefused_data()
    {
        QTest::addColumn<QString>("json");
        for (const char* json :
             {R"({"@date":"2026-02-30"})", R"({"@date":1})", R"({"@number":"1x"})", R"({"@time":"25:00:00"})",
              R"({"@duration":"P"})", R"({"@range":[1,2]})", R"({"@unknown":1})", R"({"@context":1})"})
            QTest::newRow(json) << QString::fromUtf8(json);
    }

    void malformedJsonIsRefused()
    {
        QFETCH(QString, json);
        const auto value = fromJson(nlohmann::json::parse(json.toStdString()));
        QVERIFY(!value.has_value());
        QCOMPARE(value.error().code, std::string("feel.json.invalid"));
    }

    void deepJsonIsRefused()
    {
        nlohmann::json deep = 1;
        for (int i = 0; i < 600; ++i)
            deep = nlohmann::json::array({deep});
        QVERIFY(!fromJson(deep).has_value());
    }

    void additionIsExact()
    {
        QVERIFY(*add(Number::scaled(1, -1), Number::scaled(2, -1)) == Number::scaled(3, -1));
        QVERIFY(rc::check("cents add like integers", [] {
            const auto a = *rc::gen::inRange<std::int64_t>(-1'000'000'000'000, 1'000'000'000'000);
            const auto b = *rc::gen::inRange<std::int64_t>(-1'000'000'000'000, 1'000'000'000'000);
            RC_ASSERT(*add(Number::scaled(a, -2), Number::scaled(b, -2)) == Number::scaled(a + b, -2));
        }));
    }

    void divisionUndoesMultiplication()
    {
        QVERIFY(rc::check("a * b / b is a", [] {
            const Number a = Number::scaled(*rc::gen::inRange<std::int64_t>(-1'000'000'000, 1'000'000'000),
                                            *rc::gen::inRange(-9, 9));
            const auto divisor = *rc::gen::inRange<std::int64_t>(1, 1'000'000'000);
            RC_ASSERT(*divide(*multiply(a, divisor), divisor) == a);
        }));
    }

    void numbersRoundToThirtyFourDigits_data()
    {
        QTest::addColumn<QString>("actual");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const std::optional<Number>& number, const char* expected) {
            QTest::newRow(name) << QString::fromStdString(number ? toText(*number) : "none")
                                << QString::fromUtf8(expected);
        };
        row("a third", divide(1, 3), "0.3333333333333333333333333333333333");
        row("two thirds", divide(2, 3), "0.6666666666666666666666666666666667");
        row("by zero", divide(1, 0), "none");
        row("half to even, down", Number::parse("10000000000000000000000000000000005e-1"),
            "1000000000000000000000000000000000");
        row("half to even, up", Number::parse("10000000000000000000000000000000015e-1"),
            "1000000000000000000000000000000002");
        row("above half", Number::parse("100000000000000000000000000000000051e-2"),
            "1000000000000000000000000000000001");
        row("nines carry", add(*Number::parse("9999999999999999999999999999999999"), Number::scaled(6, -1)),
            "10000000000000000000000000000000000");
        row("far apart", add(*Number::parse("1e40"), 1), "10000000000000000000000000000000000000000");
        row("tips the rounding", subtract(*Number::parse("1e34"), *Number::parse("1e-50")),
            "10000000000000000000000000000000000");
        row("beyond the range", multiply(*Number::parse("1e6000"), *Number::parse("1e6000")), "none");
        row("root of two", squareRoot(2), "1.414213562373095048801688724209698");
        row("modulo takes the divisor's sign", modulo(-12, 5), "3");
        row("power", power(2, 100), "1267650600228229401496703205376");
        row("negative power", power(2, -2), "0.25");
    }

    void numbersRoundToThirtyFourDigits()
    {
        QFETCH(QString, actual);
        QFETCH(QString, expected);
        QCOMPARE(actual, expected);
    }

    void numbersAreOrdered()
    {
        QVERIFY(rc::check("order of a and b is the sign of a - b", [] {
            const Number a = Number::scaled(*rc::gen::arbitrary<std::int64_t>(), *rc::gen::inRange(-30, 30));
            const Number b = Number::scaled(*rc::gen::arbitrary<std::int64_t>(), *rc::gen::inRange(-30, 30));
            const Number distance = *subtract(a, b);
            RC_ASSERT((a < b) == distance.isNegative());
            RC_ASSERT((a == b) == distance.isZero());
            RC_ASSERT(*Number::parse(toText(a)) == a);
        }));
    }

    void datesCountDays()
    {
        QVERIFY(rc::check("date and day number", [] {
            const auto days = *rc::gen::inRange<std::int64_t>(-300'000'000'000, 300'000'000'000);
            const auto date = dateFromEpochDays(days);
            RC_ASSERT(date.has_value());
            RC_ASSERT(date->isValid());
            RC_ASSERT(daysFromEpoch(*date) == days);
            RC_ASSERT(*parseCalendarDate(toText(*date)) == *date);
        }));
    }

    void contextsFindTheirEntries()
    {
        Context context;
        for (int i = 0; i < 100; ++i)
            context.set("n" + std::to_string(i), i);
        context.set("n50", "new");
        QCOMPARE(context.size(), std::size_t(100));
        QVERIFY(context.at("n50") == Value("new"));
        QVERIFY(context.at("n99") == Value(99));
        QVERIFY(context.remove("n10"));
        QVERIFY(!context.contains("n10"));
        QVERIFY(context.at("n99") == Value(99));
        QCOMPARE(context.begin()->first, std::string("n0"));
    }
};

} // namespace

QTEST_GUILESS_MAIN(FeelValueTest)
#include "feel_value_test.moc"
