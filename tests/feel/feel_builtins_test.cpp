// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/feel/feel_table.h"

namespace {

using habitat::feel::test::row;

class FeelBuiltinsTest : public QObject
{
    Q_OBJECT

private slots:
    void conversion_data()
    {
        habitat::feel::test::addColumns();
        row("string(1.50)", "\"1.5\"");
        row("string(null)", "null");
        row("string(@\"P1D\")", "\"P1D\"");
        row("string([1, \"a\"])", "\"[1, \\\"a\\\"]\"");
        row("string({a: \"b\"})", "\"{a: \\\"b\\\"}\"");
        row("number(\"1 000,5\", \" \", \",\")", "1000.5");
        row("number(\"1.000,5\", \".\", \",\")", "1000.5");
        row("number(\"1\", \".\", \".\")", "null");
        row("number(\"x\")", "null");
        row("number(null)", "null");
        row("date(\"2026-03-31\")", "@\"2026-03-31\"");
        row("date(2026, 2, 29)", "null");
        row("date(year: 2026, month: 3, day: 31)", "@\"2026-03-31\"");
        row("date(@\"2026-03-31T10:00:00Z\")", "@\"2026-03-31\"");
        row("time(\"10:00:00+02:00\")", "@\"10:00:00+02:00\"");
        row("time(10, 30, 15.5)", "@\"10:30:15.5\"");
        row("time(10, 30, 0, @\"-PT5H\")", "@\"10:30:00-05:00\"");
        row("time(25, 0, 0)", "null");
        row("date and time(\"2026-03-31T24:00:00\")", "@\"2026-04-01T00:00:00\"");
        row("date and time(@\"2026-03-31\", @\"10:00:00\")", "@\"2026-03-31T10:00:00\"");
        row("date and time(\"2026-03-31T10:00:00@Europe/Berlin\") = @\"2026-03-31T08:00:00Z\"", "true");
        row("date and time(\"2026-03-31T10:00:00@Nowhere/Land\")", "null");
        row("duration(\"P1Y2M\")", "@\"P14M\"");
        row("duration(\"P1M1D\")", "null");
        row("duration(\"PT0.S\")", "@\"PT0S\"");
        row("duration(\"PT\")", "null");
        row("years and months duration(@\"2025-12-31\", @\"2026-03-30\")", "@\"P2M\"");
        row("years and months duration(from: @\"2026-03-30\", to: @\"2025-12-31\")", "@\"-P2M\"");
    }
    void conversion() { habitat::feel::test::checkRow(); }

    void booleans_data()
    {
        habitat::feel::test::addColumns();
        row("not(true)", "false");
        row("not(1)", "null");
        row("all([true, null])", "null");
        row("all([false, null])", "false");
        row("all([])", "true");
        row("all(true, true)", "true");
        row("any([true, null])", "true");
        row("any([])", "false");
        row("any([false, 1])", "null");
        row("is(@\"20:00:00+00:00\", @\"21:00:00+01:00\")", "false");
        row("is(1, 1.0)", "true");
    }
    void booleans() { habitat::feel::test::checkRow(); }

    void strings_data()
    {
        habitat::feel::test::addColumns();
        row("substring(\"foobar\", 3)", "\"obar\"");
        row("substring(\"foobar\", 3, 3)", "\"oba\"");
        row("substring(\"foobar\", -2, 1)", "\"a\"");
        row("substring(\"\xF0\x9F\x90\x8E"
            "ab\", 2)",
            "\"ab\"");
        row("substring(\"foobar\", 0)", "null");
        row("substring(null, 1)", "null");
        row("substring(string: \"foobar\", start position: 4)", "\"bar\"");
        row("string length(\"\xF0\x9F\x90\x8E"
            "ab\")",
            "3");
        row("upper case(\"aBc\xC3\xA4\")", "\"ABC\xC3\x84\"");
        row("lower case(\"ABC\xC3\x84\")", "\"abc\xC3\xA4\"");
        row("substring before(\"foobar\", \"bar\")", "\"foo\"");
        row("substring before(\"foobar\", \"x\")", "\"\"");
        row("substring after(\"foobar\", \"ob\")", "\"ar\"");
        row("contains(\"foobar\", \"oba\")", "true");
        row("starts with(\"foobar\", \"fo\")", "true");
        row("ends with(\"foobar\", \"x\")", "false");
        row("contains(\"a\", null)", "null");
        row("matches(\"foobar\", \"^fo*b\")", "true");
        row("matches(\"FOO\", \"foo\", \"i\")", "true");
        row("matches(\"a\", \"[\")", "null");
        row("matches(\"a\", \"a\", \"q?\")", "null");
        row("replace(\"abcd\", \"(ab)|(a)\", \"[1=$1][2=$2]\")", "\"[1=ab][2=]cd\"");
        row("replace(\"a.b.c\", \"\\.\", \"-\")", "\"a-b-c\"");
        row("replace(\"abc\", \"x*\", \"-\")", "null");
        row("split(\"a;b;;c\", \";\")", "[\"a\", \"b\", \"\", \"c\"]");
        row("split(\"John Doe\", \"\\s\")", "[\"John\", \"Doe\"]");
        row("string join([\"a\", null, \"c\"], \"-\")", "\"a-c\"");
        row("string join([], \"-\")", "\"\"");
        row("string join([1], \"-\")", "null");
        row("string join([\"a\"], \"-\", \"(\")", "null");
        row("trim(\"  a \")", "\"a\"");
    }
    void strings() { habitat::feel::test::checkRow(); }

    void lists_data()
    {
        habitat::feel::test::addColumns();
        row("list contains([1, null], null)", "true");
        row("list contains(null, 1)", "null");
        row("count([1, 2])", "2");
        row("count(null)", "null");
        row("min([3, 1, 2])", "1");
        row("max(3, 1, 2)", "3");
        row("min([])", "null");
        row("max([1, \"a\"])", "null");
        row("min(\"b\", \"a\")", "\"a\"");
        row("sum([0.1, 0.2])", "0.3");
        row("sum([])", "null");
        row("sum([1, null])", "null");
        row("product(2, 3, 4)", "24");
        row("mean([1, 2])", "1.5");
        row("median([6, 1, 2, 3])", "2.5");
        row("stddev([2, 4, 7, 5])", "2.081665999466132735282297706979931");
        row("stddev([1])", "null");
        row("mode([6, 3, 9, 6, 6])", "[6]");
        row("mode([6, 1, 9, 6, 1])", "[1, 6]");
        row("mode([])", "[]");
        row("sublist([4, 5, 6], 2)", "[5, 6]");
        row("sublist([4, 5, 6], -2, 1)", "[5]");
        row("sublist([4, 5, 6], 1, 4)", "null");
        row("append([1], 2, 3)", "[1, 2, 3]");
        row("concatenate([1], [2, 3])", "[1, 2, 3]");
        row("insert before([1, 3], 2, 2)", "[1, 2, 3]");
        row("insert before([1], 5, 2)", "null");
        row("remove([1, 2, 3], 2)", "[1, 3]");
        row("remove([1], 0)", "null");
        row("list replace([2, 4, 7], 3, 6)", "[2, 4, 6]");
        row("list replace([2, 4, 7, 8], function(item, newItem) item < newItem, 5)", "[5, 5, 7, 8]");
        row("reverse([1, 2])", "[2, 1]");
        row("index of([1, 2, 3, 2], 2)", "[2, 4]");
        row("union([1, 2], [2, 3])", "[1, 2, 3]");
        row("distinct values([1, 2, 1.0, null, null])", "[1, 2, null]");
        row("flatten([[1, [2]], 3])", "[1, 2, 3]");
        row("sort([3, 1, 2], function(x, y) x < y)", "[1, 2, 3]");
        row("sort(list: [1, 2, 3], precedes: function(a, b) a > b)", "[3, 2, 1]");
        row("sort([1, \"a\"], function(x, y) x < y)", "null");
        row("sort([3, 1, 2])", "[1, 2, 3]");
        row("count(1)", "1");
    }
    void lists() { habitat::feel::test::checkRow(); }

    void numbers_data()
    {
        habitat::feel::test::addColumns();
        row("decimal(1/3, 2)", "0.33");
        row("decimal(1.5, 0)", "2");
        row("decimal(2.5, 0)", "2");
        row("decimal(1555, -2)", "1600");
        row("floor(-1.5)", "-2");
        row("floor(-1.56, 1)", "-1.6");
        row("ceiling(1.2)", "2");
        row("ceiling(-1.56, 1)", "-1.5");
        row("round up(-5.5, 0)", "-6");
        row("round down(-5.5, 0)", "-5");
        row("round half up(-2.5, 0)", "-3");
        row("round half down(5.5, 0)", "5");
        row("round half up(1.126, 2)", "1.13");
        row("round half up(1, null)", "null");
        row("round half up(5.5, 6176)", "5.5");
        row("round half up(5.5, 6177)", "null");
        row("round half up(5.5, -6112)", "null");
        row("abs(-10)", "10");
        row("abs(@\"-P1D\")", "@\"P1D\"");
        row("modulo(-12, 5)", "3");
        row("modulo(12, 0)", "null");
        row("modulo(10.1, 4.5)", "1.1");
        row("sqrt(16)", "4");
        row("sqrt(-1)", "null");
        row("log(1)", "0");
        row("log(0)", "null");
        row("exp(0)", "1");
        row("odd(5)", "true");
        row("even(5)", "false");
        row("odd(1.5)", "false");
        row("abs(\"1\")", "null");
        row("abs()", "null");
        row("abs(1, 2)", "null");
    }
    void numbers() { habitat::feel::test::checkRow(); }

    void dates_data()
    {
        habitat::feel::test::addColumns();
        row("day of year(@\"2024-12-31\")", "366");
        row("day of week(@\"2019-09-17\")", "\"Tuesday\"");
        row("day of week(@\"0000-01-01\")", "\"Saturday\"");
        row("month of year(@\"2019-09-17\")", "\"September\"");
        row("week of year(@\"2005-01-01\")", "53");
        row("week of year(@\"2003-12-29\")", "1");
        row("last day of month(@\"2024-02-10\")", "@\"2024-02-29\"");
        row("day of week(1)", "null");
        row("now()", "@\"2026-11-20T06:15:00Z\"");
        row("today()", "@\"2026-11-20\"");
    }
    void dates() { habitat::feel::test::checkRow(); }

    void ranges_data()
    {
        habitat::feel::test::addColumns();
        row("before(1, 10)", "true");
        row("before([1..10), 10)", "true");
        row("before([1..10], 10)", "false");
        row("before([1..10], [11..20])", "true");
        row("after(12, [2..5])", "true");
        row("meets([1..5], [5..10])", "true");
        row("meets([1..5), [5..10])", "false");
        row("met by([5..10], [1..5])", "true");
        row("overlaps([1..5], [3..8])", "true");
        row("overlaps([1..5], (5..8])", "false");
        row("overlaps before([1..5], [3..8])", "true");
        row("overlaps after([3..8], [1..5])", "true");
        row("finishes(10, [1..10])", "true");
        row("finishes([5..10), [1..10])", "false");
        row("finished by([1..10], 10)", "true");
        row("includes([1..10], 5)", "true");
        row("includes([1..10), 10)", "false");
        row("includes([1..10], (1..10))", "true");
        row("during(5, [1..10])", "true");
        row("starts(1, [1..10])", "true");
        row("started by([1..10], [1..5])", "true");
        row("coincides([1..5], [1..5])", "true");
        row("coincides(3, 4)", "false");
        row("before(1, \"a\")", "null");
        row("range(\"[1..3]\") = [1..3]", "true");
        row("range(\"[3..1]\")", "null");
        row("range(\"x\")", "null");
    }
    void ranges() { habitat::feel::test::checkRow(); }

    void contexts_data()
    {
        habitat::feel::test::addColumns();
        row("get value({a: 1}, \"a\")", "1");
        row("get value({a: {b: 2}}, [\"a\", \"b\"])", "2");
        row("get value({a: 1}, \"b\")", "null");
        row("get entries({a: 1})", "[{key: \"a\", value: 1}]");
        row("context([{key: \"a\", value: 1}])", "{a: 1}");
        row("context([{key: \"a\", value: 1}, {key: \"a\", value: 2}])", "null");
        row("context([{key: \"a\"}])", "null");
        row("context put({a: 1}, \"b\", 2)", "{a: 1, b: 2}");
        row("context put({a: {b: 1}}, [\"a\", \"b\"], 2)", "{a: {b: 2}}");
        row("context put({a: 1}, [\"a\", \"b\"], 2)", "null");
        row("context put({a: 1}, [], 2)", "null");
        row("context merge([{a: 1}, {a: 2, b: 3}])", "{a: 2, b: 3}");
        row("is defined(null)", "false");
        row("get or else(null, 3)", "3");
    }
    void contexts() { habitat::feel::test::checkRow(); }

    void nothingIsKnownOfTheTimeUnlessToldSo()
    {
        QVERIFY(habitat::feel::evaluate(*habitat::feel::parse("now()"), habitat::feel::Context()).isNull());
    }
};

} // namespace

QTEST_GUILESS_MAIN(FeelBuiltinsTest)
#include "feel_builtins_test.moc"
