// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/support/model_xml.h"
#include "tests/engine/tables.h"

namespace habitat::engine::test {
namespace {

/// s → g → A, B or C by their conditions → j → e.
std::string someOf()
{
    return start("s") + inclusive("g", "g-C") + service("A") + service("B") + service("C") + inclusive("j") +
           end("e") + flows("s g") + flow("g", "A", "= a") + flow("g", "B", "= b") + flow("g", "C") +
           flows("A j") + flows("B j") + flows("C j") + flows("j e");
}

/// s → g → A, B and C → d (complex) → U.
std::string join(std::string_view activation, const std::string& behind = user("U") + flows("d U"))
{
    return start("s") + parallel("g") + service("A") + service("B") + service("C") +
           complex("d", activation) + flows("s g A d") + flows("g B d") + flows("g C d") + behind;
}

} // namespace

std::vector<Row> inclusiveRows()
{
    return {
        {"every flow whose condition holds is taken", someOf(), "start {a: true, b: true}", "s g", "A B"},
        {"the default flow is taken where none holds", someOf(), "start {a: false, b: false}; do C",
         "s g C j e [completed]", ""},
        {"no flow at all is an incident",
         start("s") + inclusive("g") + end("x") + end("y") + flows("s g") + flow("g", "x", "= a") +
             flow("g", "y", "= a"),
         "start {a: false}; retry g {a: true}", "s !engine.flow.none@g g x y [completed]", ""},
        {"the join waits for those that can come", someOf(), "start {a: true, b: true}; do A", "s g A",
         "B j<1"},
        {"and for no others", someOf(), "start {a: true, b: true}; do A; do B", "s g A B j e [completed]",
         ""},
        {"one alone passes", someOf(), "start {a: true, b: false}; do A", "s g A j e [completed]", ""},
        {"a token that turns away lets it go on",
         start("s") + inclusive("g") + service("A") + service("B") + exclusive("x", "x-j") + user("U") +
             inclusive("j") + end("e") + flows("s g") + flow("g", "A", "= true") + flow("g", "B", "= true") +
             flows("A j") + flows("B x j e") + flow("x", "U", "= away"),
         "start; do A; do B {away: true}", "s g A B x j e", "U"},
        {"an interrupted token lets it go on",
         start("s") + parallel("g") + service("A") + service("B") + inclusive("j") + user("U") + end("e") +
             flows("s g A j e") + flows("g B j") + boundary("b", "B", message("M1")) + flows("b U"),
         "start; do A; send b", "s g A -B b j e", "U"},
        {"one that a border event leads to is waited for",
         start("s") + parallel("g") + service("A") + service("B") + inclusive("j") + end("e") + end("x") +
             flows("s g A j e") + flows("g B x") + boundary("b", "B", message("M1")) + flows("b j"),
         "start; do A; do B", "s g A B x j e [completed]", ""},
        {"a token that could come on a taken flow too is not waited for",
         start("s") + parallel("g") + service("A") + service("B") + exclusive("x", "x-m") + exclusive("m") +
             inclusive("j") + end("e") + flows("s g A m j e") + flows("g B x m") + flow("x", "j", "= other"),
         "start; do A", "s g A m j e", "B"},
        {"a loop back through it is not waited for",
         start("s") + inclusive("j") + service("A") + exclusive("x", "x-e") + end("e") + flows("s j A x e") +
             flow("x", "j", "= n < 2"),
         "start {n: 1}; do A; do A {n: 2}", "s j A x j A x e [completed]", ""},
        {"a link leads to it",
         start("s") + parallel("g") + service("A") + service("B") + throwEvent("l", link("L")) +
             catching("c", link("L")) + inclusive("j") + end("e") + flows("s g A j e") + flows("g B l") +
             flows("c j"),
         "start; do A", "s g A", "B j<1"},
        {"two that wait for each other are stuck",
         start("s") + parallel("g") + inclusive("j") + inclusive("k") + exclusive("x", "x-e1") +
             exclusive("y", "y-e2") + end("e1") + end("e2") + flows("s g j x e1") + flows("g k y e2") +
             flow("x", "k", "= true") + flow("y", "j", "= true"),
         "start", "s g !engine.join.stuck@p", "j<1 k<1"},
        {"a parallel join that can get no more tokens is told at once",
         start("s") + parallel("g") + exclusive("x", "x-j") + service("A") + service("B") + user("U") +
             parallel("j") + end("e") + flows("s g A x j e") + flows("g B U") + flow("x", "U", "= false") +
             service("Z") + flows("Z j") + eventGateway("never") + catching("m1", message("M1")) +
             catching("m2", message("M2")) + flows("never m1 Z") + flows("never m2 Z"),
         "start; do A", "s g A x !engine.join.stuck@p", "B j<1"},
    };
}

std::vector<Row> complexRows()
{
    return {
        {"the first of three goes on", join("= activationCount >= 1"), "start; do A", "s g A d", "B C U"},
        {"and the others are taken in", join("= activationCount >= 1"), "start; do A; do B; do C; do U",
         "s g A d B C d U [completed]", ""},
        {"two of three", join("= activationCount >= 2"), "start; do A; do C", "s g A C d", "B U"},
        {"flows are seen by their ids",
         start("s") + parallel("g") + service("A") + service("B") + complex("d", "= fa + fb >= 2") +
             user("U") + flows("s g A") + flows("g B") +
             "<sequenceFlow id=\"fa\" sourceRef=\"A\" targetRef=\"d\"/>"
             "<sequenceFlow id=\"fb\" sourceRef=\"B\" targetRef=\"d\"/>" +
             flows("d U"),
         "start; do A; do B", "s g A B d d", "U"},
        {"after its reset it waits anew",
         start("s") + exclusive("m") + parallel("g") + service("A") + service("B") +
             complex("d", "= activationCount >= 1") + user("U") + flows("s m g A d U m") + flows("g B d"),
         "start; do A; do B; do U; do B", "s m g A d B d U m g B d", "A U"},
        {"at its reset tokens go where a condition says so",
         join("= activationCount >= 1", user("U") + user("V") + flow("d", "U", "= waitingForStart") +
                                            flow("d", "V", "= not(waitingForStart)")),
         "start; do A; do B; do C", "s g A d B C d", "U V"},
        {"what cannot come any more is not waited for",
         start("s") + inclusive("g", "g-A") + service("A") + service("B") +
             complex("d", "= activationCount >= 1") + user("U") + flows("s g") + flow("g", "A") +
             flow("g", "B", "= false") + flows("A d U") + flows("B d"),
         "start; do A", "s g A d d", "U"},
        {"a condition that can never hold is told",
         start("s") + parallel("g") + service("A") + service("B") + complex("d", "= activationCount > 2") +
             user("U") + flows("s g A d U") + flows("g B d"),
         "start; do A; do B", "s g A B !engine.join.stuck@p", "d<1 d<1"},
        {"it splits by conditions",
         start("s") + complex("d", {}, "d-V") + user("U") + user("V") + flows("s d") + flow("d", "U", "= a") +
             flow("d", "V"),
         "start {a: false}", "s d", "V"},
        {"no way out is an incident",
         start("s") + complex("d") + user("U") + user("V") + flows("s d") + flow("d", "U", "= a") +
             flow("d", "V", "= a"),
         "start {a: false}", "s !engine.gateway.noFlow@d", "d"},
    };
}

} // namespace habitat::engine::test
