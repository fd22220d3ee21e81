// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/support/model_xml.h"
#include "tests/engine/tables.h"

namespace habitat::engine::test {
namespace {

std::string waitingFor(std::string_view definitions, std::string_view attributes = {},
                       std::string_view extensions = {})
{
    return start("s") + catching("c", definitions, attributes, extensions) + end("e") + flows("s c e");
}

std::string onBoundary(std::string_view definitions, Boundary how, std::string_view attributes = {})
{
    return start("s") + service("A") + boundary("b", "A", definitions, how, attributes) + service("R") +
           end("e") + end("x") + flows("s A e") + flows("b R x");
}

/// s → g → m (message M1), t (timer), r (signal) each to an end.
std::string race()
{
    return start("s") + eventGateway("g") + catching("m", message("M1")) +
           catching("t", timer("timeDuration", "PT1H")) + catching("r", signal("S1")) + end("em") +
           end("et") + end("er") + flows("s g m em") + flows("g t et") + flows("g r er");
}

} // namespace

std::vector<Row> awaitingRows()
{
    constexpr auto beside = Boundary::NotInterrupting;
    constexpr auto instead = Boundary::Interrupting;
    return {
        {"a message event waits", waitingFor(message("M1")), "start", "s", "c"},
        {"a message event goes on with what the message brings", waitingFor(message("M1")),
         "start {x: 1}; send c {y: 2}", "s c e [completed]", "", "{x: 1, y: 2}"},
        {"it comes once", waitingFor(message("M1")), "start; send c; no engine.instance.state: send c",
         "s c e [completed]", ""},
        {"outputs take from the message", waitingFor(message("M1"), {}, output("= y + 1", "z")),
         "start; send c {y: 2}", "s c e [completed]", "", "{z: 3}"},
        {"a signal event waits and goes on", waitingFor(signal("S1")), "start; send c {y: 2}",
         "s c e [completed]", "", "{y: 2}"},
        {"a receive task waits and goes on", start("s") + receive("R", "M1") + end("e") + flows("s R e"),
         "start; send R {y: 2}", "s R e [completed]", "", "{y: 2}"},
        {"a receive task may be interrupted",
         start("s") + receive("R", "M1") + boundary("b", "R", signal("S1")) + end("e") + end("x") +
             flows("s R e") + flows("b x"),
         "start; send b; no engine.instance.state: send R", "s -R b x [completed]", ""},
        {"a key that is empty is an incident", waitingFor(message("MK")),
         "start; retry c {key: \"k\"}; send c", "s !engine.message.key@c c e [completed]", ""},
        {"a message interrupts an activity", onBoundary(message("M1"), instead), "start; send b {y: 2}; do R",
         "s -A b R x [completed]", "", "{y: 2}"},
        {"waiting for it ends with the activity", onBoundary(message("M1"), instead), "start; do A",
         "s A e [completed]", ""},
        {"a message may run beside, again and again", onBoundary(message("M1"), beside),
         "start; send b; send b; do A", "s b b A e", "R R"},
        {"a signal at a sub-process interrupts all in it",
         start("s") +
             sub("P",
                 start("is") + service("A") + catching("c", message("M1")) + flows("is A") + flows("is c")) +
             boundary("b", "P", signal("S1")) + service("R") + flows("s P") + flows("b R"),
         "start; send b", "s is -c -A -P b", "R"},
        {"the first of several events goes on",
         waitingFor(message("M1") + timer("timeDuration", "PT1H") + signal("S1")), "start; fire c",
         "s c e [completed]", ""},
        {"of several events at once all are needed",
         waitingFor(message("M1") + timer("timeDuration", "PT1H"), "parallelMultiple=\"true\""),
         "start; send c {y: 2}; no engine.subscription.unknown: send c; fire c", "s c e [completed]", "",
         "{y: 2}"},
        {"several events at a border, all needed, interrupt once",
         onBoundary(message("M1") + signal("S1"), instead, "parallelMultiple=\"true\""),
         "start; send b; send b", "s -A b", "R"},
        {"several events at a border that runs beside are awaited again",
         onBoundary(message("M1") + signal("S1"), beside, "parallelMultiple=\"true\""),
         "start; send b; send b; send b; send b; do A", "s b b A e", "R R"},
        {"the first event behind a gateway takes the token", race(), "start; send m {y: 2}",
         "s g m em [completed]", "", "{y: 2}"},
        {"then nobody waits for the others", race(), "start; fire t; no engine.instance.state: send m",
         "s g t et [completed]", ""},
        {"a gateway waits as one", race(), "start", "s", "g"},
        {"a receive task may be behind a gateway",
         start("s") + eventGateway("g") + receive("R", "M1") + catching("r", signal("S1")) + end("e") +
             flows("s g R e") + flows("g r e"),
         "start; send R", "s g R e [completed]", ""},
        {"a gateway whose event cannot be awaited is an incident, and others go on",
         start("s") + eventGateway("g") + catching("m", message("M1")) +
             catching("t", timer("timeDuration", "= n")) + end("e") + flows("s g m e") + flows("g t e"),
         "start; send m", "s !engine.timer.invalid@g g m e [completed]", ""},
        {"outputs behind a gateway are mapped",
         start("s") + eventGateway("g") + catching("m", message("M1"), {}, output("= y", "z")) +
             catching("r", signal("S1")) + end("e") + flows("s g m e") + flows("g r e"),
         "start; send m {y: 2}", "s g m e [completed]", "", "{z: 2}"},
        {"a rewind ends waiting",
         start("s") + service("Z") + catching("c", message("M1")) + end("e") + flows("s Z c e"),
         "start; do Z; rewind Z; no engine.subscription.unknown: send c", "s Z -c", "Z"},
        {"a link goes on at its target",
         start("s") + throwEvent("l", link("L")) + catching("c", link("L")) + end("e") + flows("s l") +
             flows("c e"),
         "start", "s l c e [completed]", ""},
        {"several links may lead to one target",
         start("s") + parallel("g") + throwEvent("l1", link("L")) + throwEvent("l2", link("L")) +
             catching("c", link("L")) + user("U") + flows("s g l1") + flows("g l2") + flows("c U"),
         "start", "s g l1 l2 c c", "U U"},
    };
}

std::vector<Row> throwingRows()
{
    constexpr auto beside = Boundary::NotInterrupting;
    const auto escalating = [](const std::string& outside) {
        return start("s") +
               sub("P", start("is") + throwEvent("t", escalation("X1")) + service("A") + end("ie") +
                            flows("is t A ie")) +
               end("e") + flows("s P e") + outside;
    };
    const auto caughtAs = [](std::string_view code, Boundary how) {
        return boundary("b", "P", escalation(code), how) + service("R") + flows("b R");
    };
    return {
        {"a message is thrown and the token goes on",
         start("s") + throwEvent("t", message("M1")) + end("e") + flows("s t e"), "start",
         "s t e [completed]", ""},
        {"a send task without a job throws its message",
         start("s") + "<sendTask id=\"S\" messageRef=\"messageM1\"/>" + end("e") + flows("s S e"), "start",
         "s S e [completed]", ""},
        {"a message event with a job waits for it",
         start("s") +
             "<endEvent id=\"t\"><extensionElements><zeebe:taskDefinition type=\"t\"/></extensionElements>"
             "<messageEventDefinition messageRef=\"messageM1\"/></endEvent>" +
             flows("s t"),
         "start; do t", "s t [completed]", ""},
        {"an end event throws a signal", start("s") + endWith("e", signal("S1")) + flows("s e"), "start",
         "s e [completed]", ""},
        {"an event throws all that it defines",
         start("s") + throwEvent("t", message("M1") + signal("S1")) + end("e") + flows("s t e"), "start",
         "s t e [completed]", ""},
        {"an escalation interrupts", escalating(caughtAs("X1", Boundary::Interrupting)), "start",
         "s is -t -P b", "R"},
        {"an escalation may run beside", escalating(caughtAs("X1", beside)), "start; do A; do R",
         "s is b t A ie P e R [completed]", ""},
        {"an escalation that nobody catches is passed over", escalating(caughtAs("X2", beside)),
         "start; do A", "s is t A ie P e [completed]", ""},
        {"an event without a code catches every escalation", escalating(caughtAs("", beside)), "start",
         "s is b t", "P R A"},
        {"the exact code goes before all",
         escalating(boundary("all", "P", escalation("")) + end("x") + flows("all x") +
                    caughtAs("X1", beside)),
         "start", "s is b t", "P R A"},
        {"an escalation end event ends and is caught",
         start("s") + sub("P", start("is") + endWith("t", escalation("X1")) + flows("is t")) + end("e") +
             flows("s P e") + boundary("b", "P", escalation("X1"), beside) + end("x") + flows("b x"),
         "start", "s is b t x P e [completed]", ""},
        {"an escalation of a called instance is caught at the call",
         start("s") + call("C", "child") + end("e") + boundary("b", "C", escalation("X1")) + end("x") +
             flows("s C e") + flows("b x"),
         "start; escalate C X1", "s -C b x [completed]", "", "{why: \"X1\"}"},
        {"and may run beside it",
         start("s") + call("C", "child") + end("e") + boundary("b", "C", escalation("X1"), beside) +
             end("x") + flows("s C e") + flows("b x"),
         "start; escalate C X1; return C {}", "s b x C e [completed]", ""},
    };
}

std::vector<Row> startRows()
{
    const std::string byMessage = startWith("m", message("M1")) + service("A") + flows("m A");
    const std::string both = start("s") + byMessage + flows("s A");
    const auto gateway = [](std::string_view attributes) {
        return eventGateway("g", attributes) + receive("R1", "M1") + receive("R2", "M2") + end("e1") +
               end("e2") + flows("g R1 e1") + flows("g R2 e2");
    };
    return {
        {"an event may start an instance", byMessage, "begin m {x: 1}", "m", "A", "{x: 1}"},
        {"without it nothing starts", byMessage, "no engine.start.none: start", "", ""},
        {"what is no start cannot start it", byMessage, "no engine.start.unknown: begin A", "", ""},
        {"a process may start by itself too", both, "start", "s", "A"},
        {"or by its event", both, "begin m", "m", "A"},
        {"a receive task may start an instance",
         receive("R", "M1", "instantiate=\"true\"") + service("A") + flows("R A"), "begin R {x: 1}", "R",
         "A"},
        {"an event behind a gateway may start an instance", gateway("instantiate=\"true\""), "begin R2",
         "g R2 e2 [completed]", ""},
        {"of a parallel gateway the others are still awaited",
         gateway("instantiate=\"true\" eventGatewayType=\"Parallel\""), "begin R2; send R1",
         "R2 e2 g R1 e1 [completed]", ""},
        {"and the instance waits for them", gateway("instantiate=\"true\" eventGatewayType=\"Parallel\""),
         "begin R1", "R1 e1", "g"},
        {"several starts at once wait for each other",
         startWith("m", message("M1") + signal("S1"), "parallelMultiple=\"true\"") + end("e") + flows("m e"),
         "begin m; send m", "m e [completed]", ""},
    };
}

} // namespace habitat::engine::test
