// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/support/model_xml.h"
#include "tests/engine/tables.h"

namespace habitat::engine::test {
namespace {

/// s → A → B → c → e; A and B can be undone.
std::string twoSteps(const std::string& definition)
{
    return start("s") + service("A") + service("B") + throwEvent("c", definition) + end("e") +
           flows("s A B c e") + undoable("A") + undoable("B");
}

/// The sub-process P with A and B in it, both undoable, then the body.
std::string subSteps()
{
    return sub("P",
               start("is") + service("A") + service("B") + flows("is A B") + undoable("A") + undoable("B"));
}

/// s → 1 → 2 → 3 → e, each undoable.
std::string saga()
{
    return start("s") + service("S1") + service("S2") + service("S3") + user("S4") + end("e") +
           flows("s S1 S2 S3 S4 e") + undoable("S1") + undoable("S2") + undoable("S3");
}

} // namespace

std::vector<Row> compensationRows()
{
    return {
        {"completed activities are undone in reverse", twoSteps(compensate()),
         "start; do A; do B; do undoB; do undoA", "s A B undoB ~B undoA ~A c e [completed]", ""},
        {"one at a time", twoSteps(compensate()), "start; do A; do B", "s A B", "c undoB"},
        {"only the named activity", twoSteps(compensate("A")), "start; do A; do B; do undoA",
         "s A B undoA ~A c e [completed]", ""},
        {"with nothing to undo it goes on",
         start("s") + throwEvent("c", compensate()) + end("e") + flows("s c e"), "start", "s c e [completed]",
         ""},
        {"what has not completed is not undone",
         start("s") + parallel("g") + service("A") + service("B") + throwEvent("c", compensate()) +
             flows("s g A") + flows("g B c") + undoable("A"),
         "start; do B", "s g B c", "A"},
        {"an end event may compensate",
         start("s") + service("A") + endWith("c", compensate()) + flows("s A c") + undoable("A"),
         "start; do A; do undoA", "s A undoA ~A c [completed]", ""},
        {"each completion of a loop is undone",
         start("s") + exclusive("in") + service("A") + exclusive("out", "out-c") +
             endWith("c", compensate()) + flows("s in A out c") + flow("out", "in", "= n < 2") +
             undoable("A"),
         "start; do A {n: 1}; do A {n: 2}; do undoA; do undoA",
         "s in A out in A out undoA ~A undoA ~A c [completed]", ""},
        {"nothing is undone twice",
         start("s") + service("A") + throwEvent("c", compensate()) + throwEvent("d", compensate()) +
             end("e") + flows("s A c d e") + undoable("A"),
         "start; do A; do undoA", "s A undoA ~A c d e [completed]", ""},
        {"a failing handler is an incident and compensation goes on after its retry", twoSteps(compensate()),
         "start; do A; do B; fail undoB; wait PT1H; fail undoB; retry undoB; do undoB; do undoA",
         "s A B !disk.full@undoB undoB ~B undoA ~A c e [completed]", ""},
        {"an error never leaves a handler",
         start("s") +
             sub("P", start("is") + service("A") + throwEvent("c", compensate()) + flows("is A c") +
                          undoable("A")) +
             flows("s P") + boundaryError("b", "P", "") + end("x") + flows("b x"),
         "start; do A; throw undoA E1; retry undoA; do undoA",
         "s is A !engine.error.uncaught@undoA undoA ~A c P [completed]", ""},
        {"a handler sees the variables as they were",
         start("s") + service("A") + service("B") +
             "<scriptTask id=\"undo\" isForCompensation=\"true\"><extensionElements><zeebe:script "
             "expression=\"= x\" "
             "resultVariable=\"undone\"/></extensionElements></scriptTask>" +
             undoableBy("A", "undo") + throwEvent("c", compensate()) + flows("s A B c"),
         "start; do A {x: 1}; do B {x: 2}", "s A B undo ~A c [completed]", "", "{x: 2, undone: 1}"},
        {"and variables that came later",
         start("s") + service("A") + service("B") +
             "<scriptTask id=\"undo\" isForCompensation=\"true\"><extensionElements><zeebe:script "
             "expression=\"= why\" "
             "resultVariable=\"undone\"/></extensionElements></scriptTask>" +
             undoableBy("A", "undo") + throwEvent("c", compensate()) + flows("s A B c"),
         "start; do A; do B {why: \"late\"}", "s A B undo ~A c [completed]", "",
         "{why: \"late\", undone: \"late\"}"},
        {"a completed sub-process is undone by what is in it",
         start("s") + subSteps() + service("C") + throwEvent("c", compensate()) + flows("s P C c") +
             undoable("C"),
         "start; do A; do B; do C; do undoC; do undoB; do undoA",
         "s is A B P C undoC ~C undoB ~B undoA ~A ~P c [completed]", ""},
        {"a sub-process may be named",
         start("s") + subSteps() + service("C") + throwEvent("c", compensate("P")) + flows("s P C c") +
             undoable("C"),
         "start; do A; do B; do C; do undoB; do undoA", "s is A B P C undoB ~B undoA ~A ~P c [completed]",
         ""},
        {"a handler of its own undoes a sub-process as a whole",
         start("s") + subSteps() + throwEvent("c", compensate()) + flows("s P c") + undoable("P"),
         "start; do A; do B; do undoP", "s is A B P undoP ~P c [completed]", ""},
        {"inside a sub-process only what is in it is undone",
         start("s") + service("Z") + undoable("Z") +
             sub("P", start("is") + service("A") + throwEvent("c", compensate()) + flows("is A c") +
                          undoable("A")) +
             flows("s Z P"),
         "start; do Z; do A; do undoA", "s Z is A undoA ~A c P [completed]", ""},
        {"a user task may undo",
         start("s") + service("A") + user("undo", "", "isForCompensation=\"true\"") +
             undoableBy("A", "undo") + throwEvent("c", compensate()) + flows("s A c"),
         "start; do A; do undo", "s A undo ~A c [completed]", ""},
        {"a sub-process may undo",
         start("s") + service("A") + "<subProcess id=\"undo\" isForCompensation=\"true\">" + start("us") +
             service("U1") + service("U2") + flows("us U1 U2") + "</subProcess>" + undoableBy("A", "undo") +
             throwEvent("c", compensate()) + flows("s A c"),
         "start; do A; do U1; do U2", "s A us U1 U2 undo ~A c [completed]", ""},
        {"an interrupted compensation is over",
         start("s") +
             sub("P", start("is") + service("A") + throwEvent("c", compensate()) + flows("is A c") +
                          undoable("A")) +
             flows("s P") + boundaryTimer("t", "P", "timeDuration", "PT1H") + end("x") + flows("t x"),
         "start; do A; fire t", "s is A -undoA -c -P t x [completed]", ""},
        {"what is in an interrupted sub-process cannot be thrown for",
         start("s") + sub("P", start("is") + service("A") + service("B") + flows("is A B") + undoable("A")) +
             flows("s P") + boundaryTimer("t", "P", "timeDuration", "PT1H") + throwEvent("c", compensate()) +
             flows("t c"),
         "start; do A; fire t", "s is A -B -P t c [completed]", ""},
        {"two throws at once do not undo the same",
         start("s") + service("A") + service("B") + parallel("g") + throwEvent("c", compensate("A")) +
             throwEvent("d", compensate()) + flows("s A B g c") + flows("g d") + undoable("A") +
             undoable("B"),
         "start; do A; do B; do undoB; do undoA", "s A B g undoB ~B d undoA ~A c [completed]", ""},
    };
}

std::vector<Row> rewindRows()
{
    const std::string beforeSplit = start("s") + service("Z") + parallel("split") + service("A") +
                                    service("B") + parallel("join") + user("U") +
                                    flows("s Z split A join U") + flows("split B join") + undoable("Z") +
                                    undoable("A") + undoable("B");
    const std::string inSub =
        start("s") + service("Z") +
        sub("P", start("is") + service("A") + service("B") + flows("is A B") + undoable("A")) + end("e") +
        flows("s Z P e") + undoable("Z") + boundaryTimer("t", "P", "timeDuration", "PT1H") + user("U") +
        flows("t U");
    return {
        {"back to an earlier step, undoing it and all since", saga(),
         "start; do S1; do S2; do S3; rewind S2; do undoS3; do undoS2",
         "s S1 S2 S3 -S4 undoS3 ~S3 undoS2 ~S2", "S2"},
        {"then the process runs forward again", saga(),
         "start; do S1; do S2; rewind S1; do undoS2; do undoS1; do S1; do S2; do S3; do S4",
         "s S1 S2 -S3 undoS2 ~S2 undoS1 ~S1 S1 S2 S3 S4 e [completed]", ""},
        {"and can be undone again", saga(),
         "start; do S1; rewind S1; do undoS1; do S1; rewind S1; do undoS1; do S1",
         "s S1 -S2 undoS1 ~S1 S1 -S2 undoS1 ~S1 S1", "S2"},
        {"to a step that is active: it starts anew", saga(), "start; do S1; fail! S2; rewind S2; do S2",
         "s S1 !disk.full@S2 -S2 S2", "S3"},
        {"to a step that nothing undoes", saga(), "start; do S1; do S2; do S3; rewind S4", "s S1 S2 S3 -S4",
         "S4"},
        {"all the way", saga(), "start; do S1; do S2; undo; do undoS2; do undoS1",
         "s S1 S2 -S3 undoS2 ~S2 undoS1 ~S1 [compensated]", ""},
        {"all the way with nothing to undo", saga(), "start; undo", "s -S1 [compensated]", ""},
        {"a failing undo is retried and goes on", saga(),
         "start; do S1; do S2; undo; fail undoS2; wait PT1H; fail undoS2; retry undoS2; do undoS2; do undoS1",
         "s S1 S2 -S3 !disk.full@undoS2 undoS2 ~S2 undoS1 ~S1 [compensated]", ""},
        {"not while another rewind is under way", saga(),
         "start; do S1; undo; no engine.rewind.busy: rewind S1; no engine.rewind.busy: undo; do undoS1",
         "s S1 -S2 undoS1 ~S1 [compensated]", ""},
        {"a rewind may be cancelled", saga(), "start; do S1; undo; cancel", "s S1 -S2 -undoS1 [cancelled]",
         ""},
        {"not to what is not there", saga(), "start; no engine.element.unknown: rewind Nowhere", "s", "S1"},
        {"not to an event", saga(), "start; no engine.rewind.target: rewind s", "s", "S1"},
        {"not to a handler", saga(), "start; no engine.rewind.target: rewind undoS1", "s", "S1"},
        {"not to where it never was", saga(), "start; no engine.rewind.never: rewind S3", "s", "S1"},
        {"not into a parallel branch", beforeSplit, "start; do Z; do A; no engine.rewind.parallel: rewind A",
         "s Z split A", "B join<1"},
        {"before a split, cancelling every branch", beforeSplit,
         "start; do Z; do A; rewind Z; do undoA; do undoZ", "s Z split A -B undoA ~A undoZ ~Z", "Z"},
        {"behind a join", beforeSplit, "start; do Z; do A; do B; rewind Z; do undoB; do undoA; do undoZ",
         "s Z split A B join -U undoB ~B undoA ~A undoZ ~Z", "Z"},
        {"out of an active sub-process, undoing what is done in it", inSub,
         "start; do Z; do A; rewind Z; do undoA; do undoZ", "s Z is A -B -P undoA ~A undoZ ~Z", "Z"},
        {"to an active sub-process", inSub, "start; do Z; do A; rewind P; do undoA",
         "s Z is A -B -P undoA ~A is", "P A"},
        {"behind a completed sub-process",
         start("s") + service("Z") + sub("P", start("is") + service("A") + flows("is A") + undoable("A")) +
             user("U") + flows("s Z P U"),
         "start; do Z; do A; rewind P; do undoA", "s Z is A P -U undoA ~A ~P is", "P A"},
        {"also what an interruption left", inSub, "start; do Z; do A; fire t; rewind Z; do undoA; do undoZ",
         "s Z is A -B -P t -U undoA ~A undoZ ~Z", "Z"},
        {"also what an interrupted compensation left",
         start("s") + service("Z") +
             sub("P", start("is") + service("A") + service("B") + throwEvent("c", compensate()) +
                          flows("is A B c") + undoable("A") + undoable("B")) +
             flows("s Z P") + undoable("Z") + boundaryTimer("t", "P", "timeDuration", "PT1H") + user("U") +
             flows("t U"),
         "start; do Z; do A; do B; do undoB; fire t; undo; do undoA; do undoZ",
         "s Z is A B undoB ~B -undoA -c -P t -U undoA ~A undoZ ~Z [compensated]", ""},
        {"a stuck join is forgotten",
         start("s") + service("Z") + exclusive("g", "g-A") + service("A") + service("B") + parallel("join") +
             end("e") + flows("s Z g A join e") + flow("g", "B", "= false") + flows("B join") + undoable("Z"),
         "start; do Z; do A; rewind Z; do undoZ", "s Z g A !engine.join.stuck@p undoZ ~Z", "Z"},
    };
}

} // namespace habitat::engine::test
