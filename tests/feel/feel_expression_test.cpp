// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/feel/feel_table.h"

#include <rapidcheck.h>

#include <atomic>
#include <thread>

namespace {

using namespace habitat;
using namespace habitat::feel;
using test::row;

class FeelExpressionTest : public QObject
{
    Q_OBJECT

private slots:
    void constructs_data()
    {
        test::addColumns();
        row("0.1 + 0.2", "0.3");
        row("0.1 + 0.2 = 0.3", "true");
        row("2 + 3 * 4", "14");
        row("(2 + 3) * 4", "20");
        row("10 - 4 - 3", "3");
        row("2 ** 3 ** 2", "64");
        row("-3 ** 2", "9");
        row("-(1 + 2)", "-3");
        row("- -1", "1");
        row("1 / 0", "null");
        row("1 + null", "null");
        row("1 + \"a\"", "null");
        row("\"a\" + \"b\"", "\"ab\"");
        row("1.5e3", "1500");
        row(".5", "0.5");
        // three-valued logic
        row("true and null", "null");
        row("false and null", "false");
        row("true or null", "true");
        row("null or false", "null");
        row("true and 1", "null");
        row("1 = 1 and 2 > 1", "true");
        row("not(null)", "null");
        // comparison
        row("1 = \"1\"", "null");
        row("null = null", "true");
        row("1 = null", "false");
        row("1 != null", "true");
        row("1 < null", "null");
        row("\"a\" < \"b\"", "true");
        row("[1, 2] = [1, 2]", "true");
        row("{a: 1} = {a: 1.0}", "true");
        row("5 between 1 and 10", "true");
        row("5 between 6 and 10", "false");
        row("null between 6 and 10", "null");
        row("@\"2026-01-01\" < @\"2026-01-02\"", "true");
        row("@\"2026-01-01T00:00:00Z\" = @\"2026-01-01T01:00:00+01:00\"", "true");
        // in
        row("1 in [1..5]", "true");
        row("1 in (1..5]", "false");
        row("5 in ]1..5[", "false");
        row("{a: [7], r: 5 in [1..a[1]]}.r", "true");
        row("5 in [1..5[ and true", "false");
        row("{\"Person.Age\": 3, f: function(Person.Age) Person.Age + 1, r: f(Person.Age: 4)}.r", "5");
        row("5 in (> 4)", "true");
        row("5 in (< 4, > 4)", "true");
        row("5 in (1, 2, 5)", "true");
        row("5 in [1, 5]", "true");
        row("5 in < 6", "true");
        row("5 in [[1..3], [4..6]]", "true");
        row("\"x\" in [1..5]", "null");
        // paths and filters
        row("{a: {b: 3}}.a.b", "3");
        row("{a: 1}.b", "null");
        row("[{a: 1}, {a: 2}].a", "[1, 2]");
        row("[1, 2, 3][item > 1]", "[2, 3]");
        row("[1, 2, 3][2]", "2");
        row("[1, 2, 3][-1]", "3");
        row("[1, 2, 3][4]", "null");
        row("[{a: 1, b: 2}, {a: 3, b: 4}][a = 3].b", "[4]");
        row("5[1]", "5");
        row("@\"2026-03-31\".year", "2026");
        row("@\"2026-03-31\".weekday", "2");
        row("@\"P1DT2H\".hours", "2");
        row("[1..5].end", "5");
        // lists, contexts, control
        row("[1, [2, 3]]", "[1, [2, 3]]");
        row("{a: 1, b: a + 1}.b", "2");
        row("{\"a b\": 1, c: a b}.c", "1");
        row("{profit-and-loss: 2, twice: profit-and-loss * 2}.twice", "4");
        row("{a: 1, a: 2}", "null");
        row("if 1 < 2 then \"yes\" else \"no\"", "\"yes\"");
        row("if null then 1 else 2", "2");
        row("for i in [1, 2, 3] return i * 2", "[2, 4, 6]");
        row("for i in 1..3, j in i..3 return i * j", "[1, 2, 3, 4, 6, 9]");
        row("for i in 3..1 return i", "[3, 2, 1]");
        row("for i in 0..4 return if i = 0 then 1 else i * partial[-1]", "[1, 1, 2, 6, 24]");
        row("for i in null return i", "null");
        row("some x in [1, 2, 3] satisfies x > 2", "true");
        row("every x in [1, 2, 3] satisfies x > 2", "false");
        row("every x in [] satisfies x > 2", "true");
        row("some x in [1, null] satisfies x > 2", "null");
        row("1 instance of number", "true");
        row("[1, 2] instance of list<number>", "true");
        row("[1, \"a\"] instance of list<number>", "false");
        row("{a: 1} instance of context<a: number>", "true");
        row("null instance of number", "false");
        row("(function(a: number) a) instance of function<number>->Any", "true");
        row("(function(x, y) x - y)(5, 3)", "2");
        row("(function(x, y) x - y)(y: 5, x: 3)", "-2");
        row("{k: 2, f: function(x) x * k, r: f(4)}.r", "8");
        row("(function(x: number) x)(\"a\")", "null");
        row("(function(x) x)(1, 2)", "null");
        // dates and durations
        row("@\"2026-01-31\" + @\"P1M\"", "@\"2026-02-28\"");
        row("@\"2026-03-01\" - @\"2026-02-01\"", "@\"P28D\"");
        row("@\"2026-01-01T10:00:00\" + @\"PT36H\"", "@\"2026-01-02T22:00:00\"");
        row("@\"23:30:00\" + @\"PT1H\"", "@\"00:30:00\"");
        row("@\"P1Y\" + @\"P2M\"", "@\"P14M\"");
        row("@\"PT1H\" * 1.5", "@\"PT1H30M\"");
        row("@\"PT3H\" / @\"PT2H\"", "1.5");
        row("@\"P1Y\" + @\"P1D\"", "null");
        row("@\"2026-01-01T00:00:00\" - @\"2026-01-01T00:00:00Z\"", "null");
        // text
        row("\"\\u0041\\n\\\"\"", "\"A\n\\\"\"");
        row("1 // rest\n + /* of it */ 2", "3");
        row("nothing of that name", "null");
    }

    void constructs() { test::checkRow(); }

    void variables_data()
    {
        test::addColumns();
        row("amount > 2500", "true");
        row("member.name", "\"Ada\"");
        row("monthly salary * 12", "12000");
        row("missing", "null");
        row("lines[cost > 5].cost", "[7, 9]");
        row("sum(lines.cost)", "19");
        row("count > 3", "true");
    }

    void variables()
    {
        test::checkRow({{"amount", 3000},
                        {"member", Context{{"name", "Ada"}}},
                        {"monthly salary", 1000},
                        {"count", 4},
                        {"lines", List{Context{{"cost", 3}}, Context{{"cost", 7}}, Context{{"cost", 9}}}}});
    }

    void namesWithKeywordsAreKnownNames()
    {
        const std::vector<std::string> names = {"days in weekend", "a+b"};
        const auto expression = parse("days in weekend + a+b", {names});
        QVERIFY(expression.has_value());
        QVERIFY(evaluate(*expression, Context{{"days in weekend", 2}, {"a+b", 3}}) == Value(5));
        QCOMPARE(usedNames(*expression), names);
    }

    void usedNamesAreTheFreeOnes()
    {
        const auto expression = parse("for x in xs return x + y + sum([z, x]) + {a: b, c: a}.c + "
                                      "(function(p) p + q)(1) + list[item > r]");
        QVERIFY(expression.has_value());
        const std::vector<std::string> wanted = {"xs", "y", "z", "b", "q", "list", "r"};
        QCOMPARE(usedNames(*expression), wanted);
    }

    void innerScopesHideOuterOnes()
    {
        const Context process{{"a", 1}, {"b", 2}};
        const Context local{{"a", 10}};
        const Scope outer{&process, nullptr};
        const Scope inner{&local, &outer};
        QVERIFY(evaluate(*parse("a + b"), inner) == Value(12));
    }

    void explainTellsWhy()
    {
        const Outcome outcome = explain(*parse("missing + 1"), Context());
        QVERIFY(outcome.value.isNull());
        QCOMPARE(outcome.warnings.size(), std::size_t(2));
        QVERIFY(outcome.warnings.front().find("'missing'") != std::string::npos);
    }

    void zeebeTexts()
    {
        QVERIFY(evaluate(*parseZeebe("= 1 + 1"), Context()) == Value(2));
        QVERIFY(evaluate(*parseZeebe("plain = text"), Context()) == Value("plain = text"));
        QVERIFY(!parseZeebe("= 1 +").has_value());
    }

    void unaryTests_data()
    {
        QTest::addColumn<QString>("tests");
        QTest::addColumn<QString>("input");
        QTest::addColumn<QString>("expected");
        const auto add = [](const char* tests, const char* input, const char* expected) {
            QTest::addRow("%s: %s", tests, input) << tests << input << expected;
        };
        add("-", "1", "true");
        add("< 5", "3", "true");
        add("< 5", "7", "false");
        add("[1..5], 9", "9", "true");
        add("not(1, 2)", "3", "true");
        add("not(1, 2)", "2", "false");
        add("\"a\", \"b\"", "\"b\"", "true");
        add("? > 2 and ? < 4", "3", "true");
        add("? * 2 = 8", "3", "false");
        add("null", "null", "true");
        add("true", "false", "false");
        add("< 5", "\"a\"", "null");
    }

    void unaryTests()
    {
        QFETCH(QString, tests);
        QFETCH(QString, input);
        QFETCH(QString, expected);
        const auto parsed = parseUnaryTests(tests.toStdString());
        QVERIFY2(parsed.has_value(), parsed ? "" : parsed.error().message.c_str());
        const Value actual = evaluateTests(*parsed, test::run(input.toStdString()), Scope());
        QVERIFY2(actual == test::run(expected.toStdString()), toText(actual).c_str());
    }

    void errorsTellWhere_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("column");
        QTest::addColumn<QString>("says");
        const auto add = [](const char* text, int line, int column, const char* says) {
            QTest::newRow(text) << text << line << column << says;
        };
        add("", 1, 1, "expected a value, found the end");
        add("1 +", 1, 4, "expected a value, found the end");
        add("1 +\n  * 2", 2, 3, "expected a value, found '*'");
        add("(1 + 2", 1, 7, "expected ')'");
        add("[1, 2", 1, 6, "expected ']'");
        add("{a 1}", 1, 5, "expected ':'");
        add("if a then b", 1, 12, "expected 'else'");
        add("for x return x", 1, 15, "expected 'in'");
        add("a == b", 1, 3, "one equals sign");
        add("\"open", 1, 1, "never closed");
        add("1 /* open", 1, 3, "never closed");
        add("a # b", 1, 3, "no meaning");
        add("@\"2026-02-30\"", 1, 1, "no date");
        add("1 2", 1, 3, "expected an operator");
        add("f(1,)", 1, 5, "another argument");
        add("f(a: 1, 2)", 1, 9, "all named");
        add("\"\xC3\xA4\" + ", 1, 7, "expected a value");
        add("\xFF", 1, 1, "UTF-8");
    }

    void errorsTellWhere()
    {
        QFETCH(QString, says);
        QFETCH(int, line);
        QFETCH(int, column);
        const std::string text = QTest::currentDataTag();
        const auto parsed = parse(text);
        QVERIFY(!parsed.has_value());
        QCOMPARE(parsed.error().code, std::string("feel.syntax"));
        QVERIFY2(parsed.error().message.find(says.toStdString()) != std::string::npos,
                 parsed.error().message.c_str());
        QCOMPARE(parsed.error().context["line"].get<int>(), line);
        QCOMPARE(parsed.error().context["column"].get<int>(), column);
    }

    void nestingIsRefusedNotCrashed_data()
    {
        QTest::addColumn<QString>("open");
        QTest::addColumn<QString>("middle");
        QTest::addColumn<QString>("close");
        const auto add = [](const char* open, const char* middle, const char* close) {
            QTest::newRow(open) << open << middle << close;
        };
        add("(", "1", ")");
        add("[", "1", "]");
        add("{a:", "1", "}");
        add("-", "1", "");
        add("- ", "a", "");
        add("1+", "1", "");
        add("a.", "a", "");
        add("if a then ", "1", " else 2");
        add("for i in ", "[1]", " return i");
        add("function(x) ", "1", "");
        add("f(", "1", ")");
        add("x in (", "1", ")");
        add("1 ** ", "1", "");
        add("a[", "1", "]");
        add("1 instance of list<", "number", ">");
        add("not(", "true", ")");
    }

    void nestingIsRefusedNotCrashed()
    {
        QFETCH(QString, open);
        QFETCH(QString, middle);
        QFETCH(QString, close);
        const QString text = open.repeated(10'000) + middle + close.repeated(10'000);
        const auto parsed = parse(text.toStdString());
        QVERIFY(!parsed.has_value());
        QVERIFY2(parsed.error().code == "feel.too-deep" || parsed.error().code == "feel.syntax",
                 parsed.error().code.c_str());
    }

    void sensibleNestingIsFine()
    {
        const QString parentheses = QString("(").repeated(60) + "1" + QString(")").repeated(60);
        QVERIFY(test::run(parentheses.toStdString()) == Value(1));
        QString sum = "0";
        for (int i = 0; i < 900; ++i)
            sum += " + 1";
        QVERIFY(test::run(sum.toStdString()) == Value(900));
    }

    void longTextsAreRefused()
    {
        const auto parsed = parse(std::string(300 * 1024, ' '));
        QVERIFY(!parsed.has_value());
        QCOMPARE(parsed.error().code, std::string("feel.too-long"));
    }

    void endlessWorkIsGivenUp_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text :
             {"count(for i in 1..1000000000000 return i)", "for i in 1..100000, j in 1..100000 return i",
              "{f: function(g) g(g), r: f(f)}.r", "every x in 1..99999, y in 1..99999 satisfies x > 0",
              "for i in 1..100000 return [partial]",
              "{a: \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\", b: for i in 1..60 return if i = 1 then a else "
              "partial[-1] + "
              "partial[-1]}.b[60]",
              "matches(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\", \"^(a+)+$\")"})
            QTest::newRow(text) << text;
    }

    void endlessWorkIsGivenUp()
    {
        QFETCH(QString, text);
        const auto parsed = parse(text.toStdString());
        QVERIFY(parsed.has_value());
        const Outcome outcome = explain(*parsed, Context(), {std::nullopt, 200'000});
        QVERIFY2(outcome.value.isNull(), toText(outcome.value).substr(0, 80).c_str());
        QVERIFY(!outcome.warnings.empty());
    }

    void valuesNeverNestTooDeeply()
    {
        std::string text = "{e0: 1";
        for (int i = 1; i < 5'000; ++i)
            text += ", e" + std::to_string(i) + ": [e" + std::to_string(i - 1) + "]";
        QVERIFY(test::run(text + "}").depth() <= deepestValue);
    }

    void printedExpressionsParseToThemselves()
    {
        const std::vector<std::string> texts = {"1 + 2 * -3 ** 2",
                                                "a.b[c > 1].d",
                                                "if a then [1, 2] else {k: v, \"w x\": 2}",
                                                "x in (1, > 2, [3..4])",
                                                "for i in 1..3, j in xs return i + j",
                                                "some x in xs satisfies x = 1",
                                                "f(a: 1, b: \"q\\\"\")",
                                                "function(a: number, b) a + b",
                                                "x instance of list<context<a: string>>",
                                                "@\"P1D\" + date(\"2026-01-01\")",
                                                "x between 1 and 2 and y",
                                                "(> 5)",
                                                "]1..2["};
        for (const std::string& text : texts) {
            const auto once = parse(text);
            QVERIFY2(once.has_value(), text.c_str());
            const std::string printed = toText(*once);
            const auto twice = parse(printed);
            QVERIFY2(twice.has_value(), printed.c_str());
            QCOMPARE(toText(*twice), printed);
        }
    }

    void anyTextParsesOrIsRefused()
    {
        QVERIFY(rc::check("no crash, no hang", [] {
            const auto words = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
                "1", "a", "(", ")", "[", "]", "{", "}", "..", ",", ":", "-", "+", "**", "if", "then", "else",
                "for", "in", "return", "not", "\"s\"", "@", "function", "instance", "of", "between", "and",
                "<", "=", ".", "list", "?"));
            std::string text;
            for (const std::string& word : words)
                text += word + " ";
            if (const auto parsed = parse(text)) evaluate(*parsed, Context{{"a", 1}}, {std::nullopt, 10'000});
            parseUnaryTests(text);
        }));
    }

    void oneExpressionManyThreads()
    {
        const auto expression = parse("sum(for i in 1..50 return i * k)");
        QVERIFY(expression.has_value());
        std::vector<std::thread> threads;
        std::atomic<int> right = 0;
        for (int k = 1; k <= 4; ++k)
            threads.emplace_back([&expression, &right, k] {
                for (int i = 0; i < 50; ++i)
                    right += evaluate(*expression, Context{{"k", k}}) == Value(1275 * k) ? 1 : 0;
            });
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(right.load(), 200);
    }
};

} // namespace

QTEST_GUILESS_MAIN(FeelExpressionTest)
#include "feel_expression_test.moc"
