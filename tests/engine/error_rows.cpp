// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/support/model_xml.h"
#include "tests/engine/tables.h"

namespace habitat::engine::test {
namespace {

/// s → P{is → A} → e, with the boundaries given.
std::string nested(const std::string& boundaries)
{
    return start("s") + sub("P", start("is") + service("A") + end("ie") + flows("is A ie")) + end("e") +
           flows("s P e") + boundaries;
}

std::string caughtBy(std::string_view event, std::string_view host, std::string_view code)
{
    return boundaryError(event, host, code) + test::end(std::string("end") + std::string(event)) +
           flows(std::string(event) + " end" + std::string(event));
}

} // namespace

std::vector<Row> errorRows()
{
    const std::string single = start("s") + service("A") + end("e") + flows("s A e");
    return {
        {"an error is caught by its code", single + caughtBy("b", "A", "E1"), "start; throw A E1",
         "s -A b endb [completed]", "", "{cause: \"E1\"}"},
        {"another code is not caught", single + caughtBy("b", "A", "E1"), "start; throw A E2",
         "s !engine.error.uncaught@A", "A"},
        {"a boundary event without a code catches all", single + caughtBy("b", "A", ""), "start; throw A E2",
         "s -A b endb [completed]", ""},
        {"the exact code goes before all", single + caughtBy("all", "A", "") + caughtBy("one", "A", "E1"),
         "start; throw A E1", "s -A one endone [completed]", ""},
        {"the nearest catcher is taken", nested(caughtBy("out", "P", "E1")), "start; throw A E1",
         "s is -A -P out endout [completed]", ""},
        {"catch-all near goes before the exact code further out",
         start("s") +
             sub("P", start("is") + service("A") + flows("is A") + boundaryError("near", "A", "") +
                          end("ne") + flows("near ne")) +
             flows("s P") + caughtBy("far", "P", "E1"),
         "start; throw A E1", "s is -A near ne P [completed]", ""},
        {"an uncaught error can be retried", single, "start; throw A E1; retry A; do A",
         "s !engine.error.uncaught@A A e [completed]", ""},
        {"an error end event throws into its scope",
         start("s") + sub("P", start("is") + endWith("ee", errorDefinition("E1")) + flows("is ee")) +
             end("e") + flows("s P e") + caughtBy("b", "P", "E1"),
         "start", "s is -ee -P b endb [completed]", ""},
        {"an error end event interrupts what else is in the scope",
         start("s") +
             sub("P", start("is") + parallel("g") + service("A") + user("U") +
                          endWith("ee", errorDefinition("E1")) + flows("is g A ee") + flows("g U")) +
             end("e") + flows("s P e") + caughtBy("b", "P", "E1"),
         "start; do A", "s is g A -ee -U -P b endb [completed]", ""},
        {"an error end event that nobody catches is an incident",
         start("s") + endWith("ee", errorDefinition("E1")) + flows("s ee"), "start; retry ee",
         "s !engine.error.uncaught@ee !engine.error.uncaught@ee", "ee"},
        {"the code may be received in a variable",
         single +
             boundaryError("b", "A", "",
                           "camunda:errorCodeVariable=\"code\" camunda:errorMessageVariable=\"why\"") +
             end("x") + flows("b x"),
         "start; throw A E2", "s -A b x [completed]", "", "{cause: \"E2\", code: \"E2\", why: \"thrown\"}"},
        {"timers of the interrupted activity end with it",
         single + caughtBy("b", "A", "E1") + boundaryTimer("t", "A", "timeDuration", "PT1H") + end("x") +
             flows("t x"),
         "start; throw A E1", "s -A b endb [completed]", ""},
    };
}

std::vector<Row> callRows()
{
    const std::string model = start("s") + call("C", "child") + end("e") + flows("s C e");
    return {
        {"a call waits for its child", model, "start", "s", "C"},
        {"a call goes on with the child's variables", model, "start {x: 1}; return C {y: 2}",
         "s C e [completed]", "", "{x: 1, y: 2}"},
        {"the child's variables may stay with it",
         start("s") + call("C", "child", "propagateAllChildVariables=\"false\"") + flows("s C"),
         "start {x: 1}; return C {y: 2}", "s C [completed]", "", "{x: 1}"},
        {"outputs take from the child's variables",
         start("s") + call("C", "child", "propagateAllChildVariables=\"false\"", output("= y + 1", "z")) +
             flows("s C"),
         "start; return C {y: 2}", "s C [completed]", "", "{z: 3}"},
        {"a child's error is caught at the call",
         model + boundaryError("b", "C", "E1") + end("x") + flows("b x"), "start; refuse C E1",
         "s -C b x [completed]", ""},
        {"a child's error that nobody catches is an incident", model,
         "start; refuse C E1; no engine.call.state: return C {}", "s !engine.error.uncaught@C", "C"},
        {"its retry calls again", model, "start; refuse C E1; retry C; return C {}",
         "s !engine.error.uncaught@C C e [completed]", ""},
        {"the process to call may be an expression", start("s") + call("C", "= which") + flows("s C"),
         "start; retry C {which: \"a\"}; return C {}", "s !engine.call.process@C C [completed]", ""},
        {"an interrupted call is over",
         model + boundaryTimer("t", "C", "timeDuration", "PT1H") + end("x") + flows("t x"),
         "start; fire t; no engine.instance.state: return C {}", "s -C t x [completed]", ""},
        {"a call ends once",
         start("s") + parallel("g") + call("C", "child") + user("U") + flows("s g C") + flows("g U"),
         "start; return C {}; no engine.call.unknown: return C {}", "s g C", "U"},
        {"what is no call cannot be answered", start("s") + user("U") + flows("s U"),
         "start; no engine.call.unknown: return U {}; no engine.call.unknown: refuse U E1", "s", "U"},
    };
}

} // namespace habitat::engine::test
