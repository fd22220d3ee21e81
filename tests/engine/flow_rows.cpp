// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/support/model_xml.h"
#include "tests/engine/tables.h"

namespace habitat::engine::test {
namespace {

std::string choice(std::string_view defaultFlow)
{
    return start("s") + exclusive("g", defaultFlow) + end("low") + end("high") + end("other") + flows("s g") +
           flow("g", "low", "= amount <= 10") + flow("g", "high", "= amount > 100") +
           flow("g", "other", defaultFlow.empty() ? "= amount = 50" : "");
}

/// s → split → A and B → join → e.
std::string fork()
{
    return start("s") + parallel("split") + service("A") + service("B") + parallel("join") + end("e") +
           flows("s split A join e") + flows("split B join");
}

} // namespace

std::vector<Row> flowRows()
{
    return {
        {"a process runs from start to end", start("s") + end("e") + flows("s e"), "start", "s e [completed]",
         ""},
        {"manual and abstract tasks and none events pass",
         start("s") + task("manualTask", "M") + task("task", "T") + throwEvent("n") + end("e") +
             flows("s M T n e"),
         "start", "s M T n e [completed]", ""},
        {"without a start event what nothing leads to starts", service("A") + service("B") + flows("A B"),
         "start; do A", "A", "B"},
        {"several elements start without a start event", service("A") + service("B"), "start; do A", "A",
         "B"},
        {"an element without outgoing flows ends its path", start("s") + service("A") + flows("s A"),
         "start; do A", "s A [completed]", ""},
        {"several flows out of an activity split",
         start("s") + service("A") + service("B") + service("C") + flows("s A B") + flows("A C"),
         "start; do A; do C", "s A C", "B"},
        {"several flows into an activity each start it",
         start("s") + parallel("g") + service("A") + flows("s g") +
             "<sequenceFlow id=\"f1\" sourceRef=\"g\" targetRef=\"A\"/>"
             "<sequenceFlow id=\"f2\" sourceRef=\"g\" targetRef=\"A\"/>",
         "start; do A", "s g A", "A"},
        {"conditions on flows out of an activity choose",
         start("s") + service("A") + end("x") + end("y") + end("z") + flows("s A") +
             flow("A", "x", "= n > 1") + flow("A", "y", "= n > 2") + flow("A", "z", "= n > 3"),
         "start; do A {n: 3}", "s A x y [completed]", ""},
        {"the default flow out of an activity is taken where no condition holds",
         start("s") +
             "<serviceTask id=\"A\" default=\"A-z\"><extensionElements><zeebe:taskDefinition type=\"A\"/>"
             "</extensionElements></serviceTask>" +
             end("x") + end("z") + flows("s A") + flow("A", "x", "= n > 1") + flow("A", "z"),
         "start; do A {n: 1}", "s A z [completed]", ""},
        {"no condition out of an activity holds",
         start("s") + service("A") + end("x") + end("y") + flows("s A") + flow("A", "x", "= n > 1") +
             flow("A", "y", "= n > 2"),
         "start; do A {n: 0}; retry A {n: 2}", "s !engine.flow.none@A A x [completed]", ""},
        {"an exclusive gateway takes the first flow that holds", choice(""), "start {amount: 5}",
         "s g low [completed]", ""},
        {"an exclusive gateway looks at the conditions in order",
         start("s") + exclusive("g") + end("a") + end("b") + flows("s g") + flow("g", "a", "= true") +
             flow("g", "b", "= true"),
         "start", "s g a [completed]", ""},
        {"an exclusive gateway takes the default flow last", choice("g-other"), "start {amount: 50}",
         "s g other [completed]", ""},
        {"an exclusive gateway with no way out is an incident", choice(""), "start {amount: 70}",
         "s !engine.gateway.noFlow@g", "g"},
        {"its retry with other variables finds a way", choice(""),
         "start {amount: 70}; retry g {amount: 700}", "s !engine.gateway.noFlow@g g high [completed]", ""},
        {"its retry without a change is an incident again", choice(""), "start {amount: 70}; retry g",
         "s !engine.gateway.noFlow@g !engine.gateway.noFlow@g", "g"},
        {"a condition that is neither true nor false is an incident", choice(""), "start {amount: \"much\"}",
         "s !engine.expression.failed@g", "g"},
        {"a condition on something absent is an incident",
         start("s") + exclusive("g", "g-b") + end("a") + end("b") + flows("s g") + flow("g", "a", "= paid") +
             flow("g", "b"),
         "start; retry g {paid: false}", "s !engine.expression.type@g g b [completed]", ""},
        {"an exclusive join lets each token through",
         start("s") + parallel("g") + exclusive("j") + service("A") + flows("s g") +
             "<sequenceFlow id=\"f1\" sourceRef=\"g\" targetRef=\"j\"/>"
             "<sequenceFlow id=\"f2\" sourceRef=\"g\" targetRef=\"j\"/>" +
             flows("j A"),
         "start", "s g j j", "A A"},
        {"a parallel join waits for all", fork(), "start; do A", "s split A", "B join<1"},
        {"a parallel join goes on when all are there", fork(), "start; do B; do A",
         "s split B A join e [completed]", ""},
        {"a parallel join counts tokens per flow",
         start("s") + parallel("split") + service("A") + service("B") + parallel("join") + end("e") +
             flows("s split A join e") + flows("split B join") +
             "<sequenceFlow id=\"again\" sourceRef=\"split\" targetRef=\"A\"/>",
         "start; do A; do A", "s split A A", "B join<2"},
        {"one of each is used up at a join",
         start("s") + parallel("split") + service("A") + service("B") + parallel("join") + service("C") +
             flows("s split A join C") + flows("split B join") +
             "<sequenceFlow id=\"again\" sourceRef=\"split\" targetRef=\"A\"/>"
             "<sequenceFlow id=\"more\" sourceRef=\"split\" targetRef=\"B\"/>",
         "start; do A; do B; do A; do B", "s split A B join A B join", "C C"},
        {"a gateway joins and splits at once",
         start("s") + parallel("split") + service("A") + service("B") + parallel("both") + end("x") +
             end("y") + flows("s split A both x") + flows("split B both y"),
         "start; do A; do B", "s split A B both x y [completed]", ""},
        {"a join whose token can never come is an incident",
         start("s") + exclusive("g", "g-A") + service("A") + service("B") + parallel("join") + end("e") +
             flows("s g A join e") + flow("g", "B", "= false") + flows("B join"),
         "start; do A", "s g A !engine.join.stuck@p", "join<1"},
        {"a retry of it looks again",
         start("s") + exclusive("g", "g-A") + service("A") + service("B") + parallel("join") + end("e") +
             flows("s g A join e") + flow("g", "B", "= false") + flows("B join"),
         "start; do A; retry p; cancel", "s g A !engine.join.stuck@p !engine.join.stuck@p [cancelled]", ""},
        {"a terminate end event ends its scope at once",
         start("s") + parallel("g") + service("A") + endWith("t", "<terminateEventDefinition/>") +
             flows("s g A") + service("B") + flows("g B t"),
         "start; do B", "s g B -A t [completed]", ""},
        {"a loop goes round until its condition",
         start("s") + exclusive("in") + service("A") + exclusive("out", "out-e") + end("e") +
             flows("s in A out e") + flow("out", "in", "= n < 3"),
         "start; do A {n: 1}; do A {n: 2}; do A {n: 3}", "s in A out in A out in A out e [completed]", ""},
    };
}

} // namespace habitat::engine::test
