// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/support/model_xml.h"
#include "tests/engine/tables.h"

#include <fmt/format.h>

namespace habitat::engine::test {
namespace {

/// What stands within an activity that runs many times.
std::string many(std::string_view attributes, std::string_view inside = {})
{
    return fmt::format("<multiInstanceLoopCharacteristics {}>{}</multiInstanceLoopCharacteristics>",
                       attributes, inside);
}

std::string over(std::string_view collection, std::string_view others = {})
{
    return fmt::format("<extensionElements><zeebe:loopCharacteristics inputCollection=\"{}\" "
                       "inputElement=\"item\" {}/></extensionElements>",
                       collection, others);
}

std::string times(std::string_view count)
{
    return fmt::format("<loopCardinality>{}</loopCardinality>", count);
}

std::string until(std::string_view condition)
{
    return fmt::format("<completionCondition>{}</completionCondition>", condition);
}

std::string looping(std::string_view attributes, std::string_view condition)
{
    return fmt::format("<standardLoopCharacteristics {}><loopCondition>{}</loopCondition>"
                       "</standardLoopCharacteristics>",
                       attributes, condition);
}

/// The activity, with the loop as the last thing in it.
std::string withLoop(std::string activity, std::string_view loop)
{
    return activity.insert(activity.rfind("</"), loop);
}

std::string loopingService(std::string_view id, std::string_view loop, std::string_view extensions = {})
{
    return withLoop(service(id, extensions), loop);
}

std::string loopingScript(std::string_view loop)
{
    return withLoop(script("A", "= loopCounter", "n"), loop);
}

std::string around(const std::string& activity)
{
    return start("s") + activity + end("e") + flows("s A e");
}

std::string loopingSub(std::string_view loop, const std::string& inside)
{
    return start("s") + withLoop(sub("A", inside), loop) + end("e") + flows("s A e");
}

} // namespace

std::vector<Row> loopRows()
{
    const std::string sequential = "isSequential=\"true\"";
    const std::string three = "= [1, 2, 3]";
    return {
        {"all instances run at once", around(loopingService("A", many("", times("3")))), "start", "s",
         "A A A A"},
        {"and the activity ends with the last of them", around(loopingService("A", many("", times("2")))),
         "start; do A; do A", "s A A A e [completed]", ""},
        {"one after the other", around(loopingService("A", many(sequential, times("2")))), "start; do A",
         "s A", "A A"},
        {"each sees its item and its number",
         around(
             loopingService("A", many(sequential, over(three)), output("= 10 * loopCounter + item", "seen"))),
         "start; do A; do A; do A", "s A A A A e [completed]", "", "{seen: 33}"},
        {"outputs are collected in the order of the items",
         around(loopingService(
             "A", many("", over(three, "outputCollection=\"all\" outputElement=\"= 2 * item\"")))),
         "start; do A; do A; do A", "s A A A A e [completed]", "", "{all: [2, 4, 6]}"},
        {"a result of the work may be collected",
         around(loopingService(
             "A", many(sequential, over("= [1, 2]", "outputCollection=\"all\" outputElement=\"= r\"")))),
         "start; do A {r: \"a\"}; do A {r: \"b\"}", "s A A A e [completed]", "",
         "{r: \"b\", all: [\"a\", \"b\"]}"},
        {"over nothing it is done at once",
         around(loopingService("A",
                               many("", over("= []", "outputCollection=\"all\" outputElement=\"= item\"")))),
         "start", "s A e [completed]", "", "{all: []}"},
        {"a collection that is none is an incident", around(loopingService("A", many("", over("= items")))),
         "start; retry A {items: [1]}; do A", "s !engine.loop.collection@A A A e [completed]", ""},
        {"a number below zero is an incident", around(loopingService("A", many("", times("= n")))),
         "start {n: -1}; retry A {n: 1}; do A", "s !engine.loop.cardinality@A A A e [completed]", ""},
        {"the rest ends when the condition holds",
         around(loopingService("A", many("", times("3") + until("= numberOfCompletedInstances = 1")))),
         "start; do A", "s A -A -A A e [completed]", ""},
        {"the condition sees the counts under other names too",
         around(loopingService(
             "A", many("", times("4") + until("= nrOfCompletedInstances / nrOfInstances >= 0.5")))),
         "start; do A; do A", "s A A -A -A A e [completed]", ""},
        {"the condition sees what the work brought",
         around(loopingService("A", many(sequential, times("3") + until("= found")))),
         "start; do A {found: false}; do A {found: true}", "s A A A e [completed]", ""},
        {"not collected is null",
         around(loopingService(
             "A",
             many("", over(three, "outputCollection=\"all\" outputElement=\"= item\"") + until("= true")))),
         "start; do A", "s A -A -A A e [completed]", "", "{all: [null, null, 3]}"},
        {"a condition that fails is an incident of the instance",
         around(loopingService("A", many("", times("1") + until("= done")))),
         "start; do A; retry A {done: true}", "s !engine.expression.type@A A A e [completed]", ""},
        {"events at the border are for the activity as a whole",
         around(loopingService("A", many("", times("2")))) + boundary("b", "A", message("M1")) + end("x") +
             flows("b x"),
         "start; do A; send b", "s A -A -A b x [completed]", ""},
        {"an error of one interrupts all",
         around(loopingService("A", many("", times("2")))) + boundaryError("b", "A", "E1") + end("x") +
             flows("b x"),
         "start; throw A E1", "s -A -A -A b x [completed]", ""},
        {"an error that nobody catches is of the one", around(loopingService("A", many("", times("2")))),
         "start; throw A E1; retry A; do A; do A", "s !engine.error.uncaught@A A A A e [completed]", ""},
        {"a sub-process may run many times",
         loopingSub(many(sequential, over("= [1, 2]")), start("is") + service("I") + flows("is I")),
         "start; do I; do I", "s is I A is I A A e [completed]", ""},
        {"each has its own variables",
         loopingSub(many("", over("= [1, 2]", "outputCollection=\"all\" outputElement=\"= item\"")),
                    start("is") + service("I", input("= item", "mine")) + flows("is I")),
         "start; do I; do I", "s is is I A I A A e [completed]", "", "{all: [1, 2]}"},
        {"event sub-processes are of each",
         loopingSub(many("", times("2")),
                    start("is") + service("I") + flows("is I") +
                        eventSub("H", startWith("h", message("M1")), service("R") + flows("h R"))),
         "start; send h", "s is is -I h", "A A A I H R"},
        {"an interrupting event sub-process leaves the others alone",
         loopingSub(many("", times("2")),
                    start("is") + service("I") + flows("is I") +
                        eventSub("H", startWith("h", message("M1")), service("R") + flows("h R"))),
         "start; send h; do R; do I", "s is is -I h R H A I A A e [completed]", ""},
        {"a call may run many times",
         start("s") + withLoop(call("A", "child"), many("", times("2"))) + end("e") + flows("s A e"),
         "start; return A {}; return A {}", "s A A A e [completed]", ""},
        {"instances that do not wait run through",
         start("s") + loopingScript(many(sequential, times("2"))) + end("e") + flows("s A e"), "start",
         "s A A A e [completed]", "", "{n: 2}"},
        {"all instances are undone, last completed first",
         start("s") + loopingService("A", many("", over("= [1, 2]"))) + undoable("A") +
             throwEvent("c", compensate()) + end("x") + flows("s A c x"),
         "start; do A; do A; do undoA; do undoA", "s A A A undoA ~A undoA ~A ~A c x [completed]", ""},
        {"a rewind goes back to the activity as a whole",
         around(loopingService("A", many("", times("2")))) + undoable("A"), "start; do A; rewind A; do undoA",
         "s A -A -A undoA ~A", "A A A"},
        {"none: each completion throws",
         around(loopingService("A", many("behavior=\"None\" noneBehaviorEventRef=\"anyDone\"", times("2")))) +
             boundary("b", "A", escalation("X1"), Boundary::NotInterrupting) + end("x") + flows("b x"),
         "start; do A; do A", "s b A x b A x A e [completed]", ""},
        {"one: the first completion throws, and may end the others",
         around(loopingService("A", many("behavior=\"One\" oneBehaviorEventRef=\"anyDone\"", times("2")))) +
             boundary("b", "A", escalation("X1")) + end("x") + flows("b x"),
         "start; do A", "s -A -A -A b x [completed]", ""},
        {"complex: a condition says when to throw",
         around(loopingService(
             "A",
             many("behavior=\"Complex\"",
                  times("3") +
                      "<complexBehaviorDefinition><condition>= numberOfCompletedInstances = 2</condition>"
                      "<event><escalationEventDefinition escalationRef=\"escalationX1\"/></event>"
                      "</complexBehaviorDefinition>"))) +
             boundary("b", "A", escalation("X1"), Boundary::NotInterrupting) + end("x") + flows("b x"),
         "start; do A; do A; do A", "s A b A x A A e [completed]", ""},
        {"a loop goes on while its condition holds", around(loopingService("A", looping("", "= n &lt; 3"))),
         "start; do A {n: 1}; do A {n: 2}; do A {n: 3}", "s A A A A e [completed]", ""},
        {"a loop may look before", around(loopingService("A", looping("testBefore=\"true\"", "= n &lt; 3"))),
         "start {n: 3}", "s A e [completed]", ""},
        {"a loop ends at its maximum", around(loopingService("A", looping("loopMaximum=\"2\"", "= true"))),
         "start; do A; do A", "s A A A e [completed]", ""},
        {"a loop's condition that fails is an incident", around(loopingService("A", looping("", "= again"))),
         "start; do A; retry A {again: false}", "s A !engine.expression.type@A A e [completed]", ""},
        {"several tokens are needed to start",
         start("s") + parallel("g") + task("manualTask", "B") + task("manualTask", "C") +
             task("serviceTask", "A", "<zeebe:taskDefinition type=\"A\"/>\n", "startQuantity=\"2\"") +
             end("e") + flows("s g B A e") + flows("g C A"),
         "start", "s g B C", "A"},
        {"too few tokens to start are an incident",
         start("s") +
             task("serviceTask", "A", "<zeebe:taskDefinition type=\"A\"/>\n", "startQuantity=\"2\"") +
             end("e") + flows("s A e"),
         "start", "s !engine.join.stuck@p", "A<1"},
        {"several tokens leave",
         start("s") +
             task("serviceTask", "A", "<zeebe:taskDefinition type=\"A\"/>\n", "completionQuantity=\"3\"") +
             user("U") + flows("s A U"),
         "start; do A", "s A", "U U U"},
    };
}

} // namespace habitat::engine::test
