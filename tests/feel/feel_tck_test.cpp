// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the FEEL cases of the DMN technology compatibility kit, where the folder with it is beside the
// repository.
#include "tests/feel/dmn_model.h"

#include <QtTest/QTest>

#include <cstdio>
#include <filesystem>

namespace {

using namespace habitat::feel;
using test::child;
using test::DmnModel;
using test::localName;

/// What was reached; a change that loses a case is a regression. Cases that need decision tables are not
/// counted.
constexpr int reached = 2122;

const std::filesystem::path kit = std::filesystem::path(HABITAT_SOURCE_DIR) / "../shared/fixtures/dmn-tck";

Value simpleValue(const pugi::xml_node& node)
{
    if (node.attribute("xsi:nil").as_bool()) return nullptr;
    const std::string text = node.text().get();
    const std::string_view full = node.attribute("xsi:type").value();
    const std::string_view type = full.substr(full.find(':') + 1);
    if (type == "boolean") return text == "true";
    if (type == "decimal" || type == "double" || type == "integer" || type == "int" || type == "float") {
        const auto number = Number::parse(text);
        return number ? Value(*number) : Value();
    }
    if (type == "date")
        if (const auto date = parseCalendarDate(text)) return *date;
    if (type == "dateTime")
        if (const auto moment = parseDateTime(text)) return *moment;
    if (type == "time")
        if (const auto time = parseTime(text)) return *time;
    if (type == "duration") {
        if (const auto months = parseYearsDuration(text)) return *months;
        if (const auto days = parseDaysDuration(text)) return *days;
    }
    return text;
}

/// What an inputNode, component, item or expected element states.
Value stated(const pugi::xml_node& node)
{
    Context context;
    for (const pugi::xml_node& each : node.children()) {
        if (localName(each) == "value") return simpleValue(each);
        if (localName(each) == "list") {
            List items;
            for (const pugi::xml_node& item : each.children())
                if (localName(item) == "item") items.push_back(stated(item));
            return each.attribute("xsi:nil").as_bool() ? Value() : Value(std::move(items));
        }
        if (localName(each) == "component") context.set(each.attribute("name").value(), stated(each));
    }
    return context.empty() ? Value() : Value(std::move(context));
}

/// The kit states many numbers with fewer digits than decimals have.
bool closeEnough(const Number& a, const Number& b)
{
    const Number scale = std::max(std::max(a.abs(), b.abs()), Number(1));
    return subtract(a, b)->abs() <= *multiply(scale, Number::scaled(1, -9));
}

bool agrees(const Value& expected, const Value& actual)
{
    if (expected.isNumber() && actual.isNumber()) return closeEnough(expected.asNumber(), actual.asNumber());
    if (expected.isList() && actual.isList())
        return std::ranges::equal(expected.asList(), actual.asList(), agrees);
    if (expected.isContext() && actual.isContext())
        return expected.asContext().size() == actual.asContext().size() &&
               std::ranges::all_of(expected.asContext(), [&actual](const auto& entry) {
                   return actual.asContext().contains(entry.first) &&
                          agrees(entry.second, actual.member(entry.first));
               });
    return expected == actual;
}

struct Tally
{
    int passed = 0;
    int run = 0;
    int skipped = 0;
    std::string failures;
};

void runCase(const DmnModel& model, const pugi::xml_node& testCase, Tally& tally)
{
    Context inputs;
    for (const pugi::xml_node& each : testCase.children())
        if (localName(each) == "inputNode") inputs.set(each.attribute("name").value(), stated(each));
    for (const pugi::xml_node& result : testCase.children()) {
        if (localName(result) != "resultNode") continue;
        const std::string name = result.attribute("name").value();
        try {
            const std::string service = testCase.attribute("invocableName").value();
            const bool isService = std::string_view(testCase.attribute("type").value()) == "decisionService";
            const Value actual = isService ? model.serve(service, name, inputs) : model.decide(name, inputs);
            const Value expected = stated(child(result, "expected"));
            ++tally.run;
            if (agrees(expected, actual))
                ++tally.passed;
            else
                tally.failures += "    " + std::string(testCase.attribute("id").value()) + " " + name +
                                  ": expected " + toText(expected) + ", got " + toText(actual) + "\n";
        } catch (const test::Unsupported&) {
            ++tally.skipped;
        }
    }
}

Tally runGroup(const std::filesystem::path& folder)
{
    Tally tally;
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
        if (file.path().extension() != ".xml") continue;
        pugi::xml_document cases;
        if (!cases.load_file(file.path().c_str())) continue;
        const auto model = folder / child(cases.document_element(), "modelName").text().get();
        const DmnModel loaded(model.string());
        for (const pugi::xml_node& each : cases.document_element().children())
            if (localName(each) == "testCase") runCase(loaded, each, tally);
    }
    return tally;
}

class FeelTckTest : public QObject
{
    Q_OBJECT

private slots:
    void agreesWithTheCompatibilityKit()
    {
        if (!std::filesystem::exists(kit))
            QSKIP("The DMN compatibility kit is not here (../shared/fixtures/dmn-tck); nothing was checked.");
        int passed = 0;
        int run = 0;
        int skipped = 0;
        for (const char* level : {"compliance-level-2", "compliance-level-3"}) {
            std::vector<std::filesystem::path> folders;
            for (const auto& folder : std::filesystem::directory_iterator(kit / level))
                folders.push_back(folder.path());
            std::ranges::sort(folders);
            for (const auto& folder : folders) {
                const Tally tally = runGroup(folder);
                std::printf("%4d of %4d  %s%s\n%s", tally.passed, tally.run, folder.filename().c_str(),
                            tally.skipped > 0 ? " (rest needs decision tables or imports)" : "",
                            tally.failures.c_str());
                passed += tally.passed;
                run += tally.run;
                skipped += tally.skipped;
            }
        }
        std::printf("%d of %d FEEL cases agree; %d left out, which need more than FEEL\n", passed, run,
                    skipped);
        std::fflush(stdout);
        QVERIFY2(passed >= reached, "cases that used to agree no longer do");
    }
};

} // namespace

QTEST_GUILESS_MAIN(FeelTckTest)
#include "feel_tck_test.moc"
