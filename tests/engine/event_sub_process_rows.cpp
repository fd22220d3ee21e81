// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/support/model_xml.h"
#include "tests/engine/tables.h"

namespace habitat::engine::test {
namespace {

constexpr auto aside = "isInterrupting=\"false\"";

/// s → A → e, with the event sub-process H{h → R → he} beside it.
std::string inProcess(std::string_view definitions, std::string_view attributes = {})
{
    return start("s") + service("A") + end("e") + flows("s A e") +
           eventSub("H", startWith("h", definitions, attributes), service("R") + end("he") + flows("h R he"));
}

/// The same within the sub-process P, with what is around it.
std::string inSub(std::string_view definitions, std::string_view attributes, const std::string& inside,
                  const std::string& around)
{
    return start("s") +
           sub("P", start("is") + service("A") + end("ie") + flows("is A ie") + inside +
                        eventSub("H", startWith("h", definitions, attributes),
                                 service("R") + end("he") + flows("h R he"))) +
           end("e") + flows("s P e") + around;
}

} // namespace

std::vector<Row> eventSubProcessRows()
{
    const std::string error = errorDefinition("E1");
    return {
        {"a process waits for its event sub-processes", inProcess(message("M1")), "start; do A",
         "s A e [completed]", ""},
        {"an interrupting one takes its scope over", inProcess(message("M1")), "start; send h {y: 2}; do R",
         "s -A h R he H [completed]", "", "{y: 2}"},
        {"then nothing else starts one", inProcess(message("M1")),
         "start; send h; no engine.subscription.unknown: send h", "s -A h", "H R"},
        {"one that does not interrupt runs beside, again and again", inProcess(message("M1"), aside),
         "start; send h; send h; do A; do R; do R", "s h h A e R he H R he H [completed]", ""},
        {"the scope waits for it", inProcess(message("M1"), aside), "start; send h; do A", "s h A e", "H R"},
        {"a timer may start one", inProcess(timer("timeDuration", "PT1H")), "start; fire h; do R",
         "s -A h R he H [completed]", ""},
        {"a cycle may start several", inProcess(timer("timeCycle", "R2/PT1H"), aside),
         "start; fire h; fire h; no engine.timer.unknown: fire h; do A", "s h h A e", "H R H R"},
        {"a signal may start one", inProcess(signal("S1")), "start; send h", "s -A h", "H R"},
        {"an error starts one", inProcess(error), "start; throw A E1; do R", "s -A h R he H [completed]", "",
         "{cause: \"E1\"}"},
        {"another error does not", inProcess(error), "start; throw A E2", "s !engine.error.uncaught@A", "A"},
        {"an error of one does not start it again", inProcess(error), "start; throw A E1; throw R E1",
         "s -A h !engine.error.uncaught@R", "H R"},
        {"an escalation starts one beside its thrower",
         start("s") + throwEvent("t", escalation("X1")) + service("A") + flows("s t A") +
             eventSub("H", startWith("h", escalation("X1"), aside), service("R") + flows("h R")),
         "start", "s h t", "H R A"},
        {"the inside goes before the border",
         inSub(error, {}, {}, boundaryError("b", "P", "E1") + end("x") + flows("b x")),
         "start; throw A E1; do R", "s is -A h R he H P e [completed]", ""},
        {"what it throws goes to the border",
         inSub(error, {}, {}, boundaryError("b", "P", "E1") + end("x") + flows("b x")),
         "start; throw A E1; throw R E1", "s is -A h -R -H -P b x [completed]", ""},
        {"waiting ends with the sub-process", inSub(message("M1"), {}, {}, service("Z") + flows("e Z")),
         "start; do A; no engine.subscription.unknown: send h", "s is A ie P e", "Z"},
        {"waiting begins with the sub-process",
         start("s") + service("Z") +
             sub("P", start("is") + service("A") + flows("is A") +
                          eventSub("H", startWith("h", message("M1")), service("R") + flows("h R"))) +
             flows("s Z P"),
         "start; no engine.subscription.unknown: send h; do Z; send h", "s Z is -A h", "P H R"},
        {"an event sub-process is a scope of its own",
         start("s") + user("U") + flows("s U") +
             eventSub("H", startWith("h", message("M1")),
                      user("V") + flows("h V") +
                          eventSub("HH", startWith("hh", signal("S1")), user("W") + flows("hh W"))),
         "start; send h; send hh", "s -U h -V hh", "H HH W"},
        {"a timer that cannot be read does not let the instance begin",
         inProcess(timer("timeDuration", "= n")), "no engine.timer.invalid: start", "", ""},
        {"or is an incident of the sub-process", inSub(timer("timeDuration", "= n"), {}, {}, {}),
         "start; retry P {n: \"PT1H\"}; fire h", "s !engine.timer.invalid@P is -A h", "P H R"},
        {"its rewind waits again", inProcess(message("M1")), "start; send h; rewind A; send h",
         "s -A h -R -H -A h", "H R"},
        {"compensation in one undoes what is beside it",
         start("s") + service("A") + user("U") + flows("s A U") + undoable("A") +
             eventSub("H", startWith("h", message("M1")),
                      throwEvent("c", compensate()) + end("he") + flows("h c he")),
         "start; do A; send h; do undoA", "s A -U h undoA ~A c he H [completed]", ""},
        {"a compensation event sub-process undoes its sub-process",
         start("s") +
             sub("P", start("is") + service("A") + end("ie") + flows("is A ie") + undoable("A") +
                          eventSub("H", startWith("h", compensate()),
                                   service("R") + end("he") + flows("h R he"))) +
             throwEvent("c", compensate()) + end("e") + flows("s P c e"),
         "start; do A; do R", "s is A ie P h R he H ~P c e [completed]", ""},
        {"and may undo what is in it",
         start("s") +
             sub("P", start("is") + service("A") + end("ie") + flows("is A ie") + undoable("A") +
                          eventSub("H", startWith("h", compensate()),
                                   service("R") + throwEvent("ic", compensate()) + end("he") +
                                       flows("h R ic he"))) +
             throwEvent("c", compensate("P")) + end("e") + flows("s P c e"),
         "start; do A; do R; do undoA", "s is A ie P h R undoA ~A ic he H ~P c e [completed]", ""},
        {"a handler on the border goes before it",
         start("s") +
             sub("P", start("is") + service("A") + flows("is A") +
                          eventSub("H", startWith("h", compensate()), service("R") + flows("h R"))) +
             undoable("P") + throwEvent("c", compensate()) + flows("s P c"),
         "start; do A; do undoP", "s is A P undoP ~P c [completed]", ""},
    };
}

std::vector<Row> conditionalRows()
{
    constexpr auto beside = Boundary::NotInterrupting;
    const auto waiting = [](std::string_view feel, std::string_view attributes = {}) {
        return start("s") + catching("c", condition(feel, attributes)) + end("e") + flows("s c e");
    };
    const auto onBoundary = [](std::string_view feel, Boundary how) {
        return start("s") + user("A") + boundary("b", "A", condition(feel), how) + user("R") + end("e") +
               flows("s A e") + flows("b R");
    };
    return {
        {"a condition is waited for", waiting("= x > 1"), "start {x: 1}; set {x: 2}", "s c e [completed]",
         ""},
        {"one that holds is not waited for", waiting("= x > 1"), "start {x: 2}", "s c e [completed]", ""},
        {"one on something absent does not hold", waiting("= x > 1"), "start; set {y: 5}", "s", "c"},
        {"only changes of the named variables count", waiting("= x > 1", "camunda:variableName=\"z\""),
         "start; set {x: 2}; set {z: 1}", "s c e [completed]", ""},
        {"only the named kinds of change count",
         waiting("= x > 1", "camunda:variableName=\"x\" camunda:variableEvents=\"update\""),
         "start; set {x: 2}; set {x: 3}", "s c e [completed]", ""},
        {"a condition interrupts an activity", onBoundary("= x > 1", Boundary::Interrupting),
         "start; set {x: 2}", "s -A b", "R"},
        {"what it sees is around the activity", onBoundary("= x > 1", Boundary::Interrupting),
         "start {x: 1}; set A {x: 2}", "s -A b", "R"},
        {"a condition happens again after it was false", onBoundary("= x > 1", beside),
         "start; set {x: 2}; set {x: 3}; set {x: 1}; set {x: 4}", "s b b", "A R R"},
        {"one that holds from the start happens once", onBoundary("= x > 1", beside),
         "start {x: 2}; set {x: 3}", "s b", "A R"},
        {"a result may make it hold",
         start("s") + parallel("g") + service("A") + catching("c", condition("= x > 1")) + flows("s g A") +
             flows("g c"),
         "start; do A {x: 2}", "s g A c [completed]", ""},
        {"a script may make it hold",
         start("s") + script("S", "= 5", "x") + user("U") + flows("s S U") +
             eventSub("H", startWith("h", condition("= x > 1")), user("R") + flows("h R")),
         "start", "s S h", "H R"},
        {"a condition may interrupt before anything begins",
         start("s") + service("A") + flows("s A") +
             eventSub("H", startWith("h", condition("= x > 1")), user("R") + flows("h R")),
         "start {x: 2}", "h", "H R"},
        {"an event sub-process beside starts each time it becomes true",
         start("s") + user("A") + flows("s A") +
             eventSub("H", startWith("h", condition("= x > 1"), aside), user("R") + flows("h R")),
         "start; set {x: 2}; set {x: 1}; set {x: 2}", "s h h", "A H R H R"},
        {"a person may take it to hold", waiting("= x > 1"), "start; send c", "s c e [completed]", ""},
        {"behind a gateway it competes",
         start("s") + eventGateway("g") + catching("c", condition("= x > 1")) + catching("m", message("M1")) +
             end("e") + flows("s g c e") + flows("g m e"),
         "start; set {x: 2}", "s g c e [completed]", ""},
    };
}

} // namespace habitat::engine::test
