// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/support/model_xml.h"
#include "tests/engine/tables.h"

#include <fmt/format.h>

namespace habitat::engine::test {
namespace {

std::string transaction(std::string_view id, const std::string& body)
{
    return fmt::format("<transaction id=\"{}\">{}</transaction>\n", id, body);
}

/// s → T{is → A → B → x → (fine) or (cancel)} → e, cancelled → R.
std::string booking()
{
    return start("s") +
           transaction("T", start("is") + service("A") + service("B") + exclusive("x", "x-fine") +
                                end("fine") + endWith("no", "<cancelEventDefinition/>") +
                                flows("is A B x fine") + flow("x", "no", "= bad") + undoable("A") +
                                undoable("B")) +
           end("e") + flows("s T e") + boundary("b", "T", "<cancelEventDefinition/>") + service("R") +
           flows("b R");
}

std::string adHoc(std::string_view attributes, const std::string& body, std::string_view condition = {},
                  std::string_view list = {})
{
    const std::string ends = condition.empty()
                                 ? std::string()
                                 : fmt::format("<completionCondition>{}</completionCondition>", condition);
    const std::string runs =
        list.empty() ? std::string()
                     : fmt::format("<extensionElements><zeebe:adHoc activeElementsCollection=\"{}\"/>"
                                   "</extensionElements>",
                                   list);
    return start("s") +
           fmt::format("<adHocSubProcess id=\"H\" {}>{}{}{}</adHocSubProcess>\n", attributes, runs, body,
                       ends) +
           end("e") + flows("s H e");
}

} // namespace

std::vector<Row> transactionRows()
{
    return {
        {"a transaction ends as a sub-process does", booking(), "start; do A; do B {bad: false}",
         "s is A B x fine T e [completed]", ""},
        {"a cancelled one is undone and goes on from its border", booking(),
         "start; do A; do B {bad: true}; do undoB; do undoA", "s is A B x undoB ~B undoA ~A -no -T b", "R"},
        {"what is active in it ends first",
         start("s") +
             transaction("T", start("is") + parallel("g") + service("A") + user("U") +
                                  endWith("no", "<cancelEventDefinition/>") + flows("is g A no") +
                                  flows("g U") + undoable("A")) +
             end("e") + flows("s T e") + boundary("b", "T", "<cancelEventDefinition/>") + end("x") +
             flows("b x"),
         "start; do A; do undoA", "s is g A -U undoA ~A -no -T b x [completed]", ""},
        {"with nothing to undo it goes on at once",
         start("s") +
             transaction("T", start("is") + endWith("no", "<cancelEventDefinition/>") + flows("is no")) +
             end("e") + flows("s T e") + boundary("b", "T", "<cancelEventDefinition/>") + end("x") +
             flows("b x"),
         "start", "s is -no -T b x [completed]", ""},
        {"an error goes out without undoing",
         start("s") +
             transaction("T", start("is") + service("A") + service("B") + flows("is A B") + undoable("A")) +
             end("e") + flows("s T e") + boundaryError("b", "T", "E1") + end("x") + flows("b x"),
         "start; do A; throw B E1", "s is A -B -T b x [completed]", "", "{cause: \"E1\"}"},
        {"a completed transaction can be undone",
         start("s") + transaction("T", start("is") + service("A") + flows("is A") + undoable("A")) +
             throwEvent("c", compensate("T")) + end("e") + flows("s T c e"),
         "start; do A; do undoA", "s is A T undoA ~A ~T c e [completed]", ""},
        {"compensation may go on behind its throw",
         start("s") + service("A") +
             throwEvent("c", "<compensateEventDefinition waitForCompletion=\"false\"/>") + service("B") +
             end("e") + flows("s A c B e") + undoable("A"),
         "start; do A; do B; do undoA", "s A c B e undoA ~A [completed]", ""},
        {"the process waits for its end",
         start("s") + service("A") +
             throwEvent("c", "<compensateEventDefinition waitForCompletion=\"false\"/>") + end("e") +
             flows("s A c e") + undoable("A"),
         "start; do A", "s A c e", "undoA"},
        {"an interrupted scope ends it",
         start("s") +
             sub("P", start("is") + service("A") +
                          throwEvent("c", "<compensateEventDefinition waitForCompletion=\"false\"/>") +
                          service("B") + flows("is A c B") + undoable("A")) +
             flows("s P") + boundary("b", "P", message("M1")) + end("x") + flows("b x"),
         "start; do A; send b", "s is A c -B -undoA -P b x [completed]", ""},
    };
}

std::vector<Row> adHocRows()
{
    const std::string two = service("A") + service("B");
    return {
        {"people start what is in an ad-hoc sub-process", adHoc("", two), "start; enable H A", "s", "H A"},
        {"it ends when nothing in it is active", adHoc("", two), "start; enable H A; enable H B; do A; do B",
         "s A B H e [completed]", ""},
        {"an activity may run again", adHoc("", two), "start; enable H A; enable H A; do A; do A",
         "s A A H e [completed]", ""},
        {"what is not in it cannot be started", adHoc("", two), "start; no engine.adHoc.element: enable H e",
         "s", "H"},
        {"nor what something leads to", adHoc("", two + flows("A B")),
         "start; no engine.adHoc.element: enable H B; enable H A; do A; do B", "s A B H e [completed]", ""},
        {"in sequence one at a time", adHoc("ordering=\"Sequential\"", two),
         "start; enable H A; no engine.adHoc.busy: enable H B; do A", "s A H e [completed]", ""},
        {"a list runs by itself", adHoc("", two, {}, "= [&quot;A&quot;, &quot;B&quot;]"), "start; do B; do A",
         "s B A H e [completed]", ""},
        {"a list runs in its order",
         adHoc("ordering=\"Sequential\"", two, {}, "= [&quot;B&quot;, &quot;A&quot;]"), "start; do B; do A",
         "s B A H e [completed]", ""},
        {"an empty list is done", adHoc("", two, {}, "= []"), "start", "s H e [completed]", ""},
        {"a list of what is not there is an incident", adHoc("", two, {}, "= list"),
         "start {list: [\"Z\"]}; retry H {list: [\"A\"]}; do A",
         "s !engine.adHoc.element@H A H e [completed]", ""},
        {"its condition ends it and what still runs", adHoc("", two, "= enough"),
         "start; enable H A; enable H B; do A {enough: true}", "s A -B H e [completed]", ""},
        {"or lets that end first", adHoc("cancelRemainingInstances=\"false\"", two, "= enough"),
         "start; enable H A; enable H B; do A {enough: true}; do B {enough: false}", "s A B H e [completed]",
         ""},
        {"while it does not hold more can be started", adHoc("", two, "= enough"),
         "start; enable H A; do A {enough: false}; enable H B; do B {enough: true}", "s A B H e [completed]",
         ""},
        {"a condition that fails is an incident", adHoc("", two, "= enough"),
         "start; enable H A; do A; retry H {enough: true}", "s A !engine.expression.type@H H e [completed]",
         ""},
        {"it may be interrupted",
         adHoc("", two) + boundary("b", "H", message("M1")) + end("x") + flows("b x"),
         "start; enable H A; send b", "s -A -H b x [completed]", ""},
    };
}

} // namespace habitat::engine::test
