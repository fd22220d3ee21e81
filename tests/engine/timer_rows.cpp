// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/support/model_xml.h"
#include "tests/engine/tables.h"

namespace habitat::engine::test {
namespace {

std::string caught(std::string_view kind, std::string_view text)
{
    return start("s") + timerCatch("t", kind, text) + end("e") + flows("s t e");
}

std::string onBoundary(std::string_view kind, std::string_view text, Boundary how)
{
    return start("s") + service("A") + boundaryTimer("b", "A", kind, text, how) + service("R") + end("e") +
           end("x") + flows("s A e") + flows("b R x");
}

} // namespace

std::vector<Row> timerRows()
{
    constexpr auto beside = Boundary::NotInterrupting;
    constexpr auto instead = Boundary::Interrupting;
    return {
        {"a timer event waits", caught("timeDuration", "PT10S"), "start", "s", "t"},
        {"a timer event goes on when it is due", caught("timeDuration", "PT10S"), "start; fire t",
         "s t e [completed]", ""},
        {"it is not fired early", caught("timeDuration", "PT10S"),
         "start; wait PT9S; no engine.timer.early: early t; fire t", "s t e [completed]", ""},
        {"a duration may be an expression", caught("timeDuration", "= duration(\"PT\" + string(n) + \"H\")"),
         "start {n: 2}; wait PT2H; fire t", "s t e [completed]", ""},
        {"a date is waited for", caught("timeDate", "2026-12-31T23:59:59Z"), "start; fire t",
         "s t e [completed]", ""},
        {"a date in the past is due at once", caught("timeDate", "= @\"2020-01-01\""), "start; fire t",
         "s t e [completed]", ""},
        {"a timer that cannot be read is an incident", caught("timeDuration", "= n"),
         "start {n: \"tomorrow\"}; retry t {n: \"PT1S\"}; fire t",
         "s !engine.timer.invalid@t t e [completed]", ""},
        {"a timer beyond all time is an incident", caught("timeDuration", "= n"), "start {n: \"P9999Y\"}",
         "s !engine.timer.range@t", "t"},
        {"a boundary timer interrupts its activity", onBoundary("timeDuration", "PT1H", instead),
         "start; fire b", "s -A b", "R"},
        {"its timer ends with the activity", onBoundary("timeDuration", "PT1H", instead), "start; do A",
         "s A e [completed]", ""},
        {"a boundary timer may run beside", onBoundary("timeDuration", "PT1H", beside),
         "start; fire b; do R; do A", "s b R x A e [completed]", ""},
        {"the instance waits for what runs beside", onBoundary("timeDuration", "PT1H", beside),
         "start; fire b; do A", "s b A e", "R"},
        {"a cycle fires as often as it says", onBoundary("timeCycle", "R3/PT10S", beside),
         "start; fire b; fire b; fire b; no engine.timer.unknown: fire b", "s b b b", "A R R R"},
        {"an endless cycle goes on", onBoundary("timeCycle", "R/PT10S", beside),
         "start; fire b; fire b; fire b; fire b; do A", "s b b b b A e", "R R R R"},
        {"a boundary timer that cannot be read is an incident of the activity",
         onBoundary("timeDuration", "= n", instead), "start {n: 1}; retry A {n: \"PT1S\"}; fire b",
         "s !engine.timer.invalid@A -A b", "R"},
        {"a timer interrupts an activity with an incident", onBoundary("timeDuration", "PT1H", instead),
         "start; fail! A; fire b; do R", "s !disk.full@A -A b R x [completed]", ""},
        {"a timer at a sub-process interrupts all in it",
         start("s") +
             sub("P", start("is") + service("A") + timerCatch("u", "timeDuration", "PT5H") + flows("is A") +
                          flows("is u")) +
             boundaryTimer("b", "P", "timeDuration", "PT1H") + service("R") + flows("s P") + flows("b R"),
         "start; fire b", "s is -u -A -P b", "R"},
        {"a timer sees the activity's own variables",
         start("s") + service("A", input("= \"PT5M\"", "limit")) +
             boundaryTimer("b", "A", "timeDuration", "= limit") + end("x") + flows("s A") + flows("b x"),
         "start; wait PT5M; fire b", "s -A b x [completed]", ""},
    };
}

} // namespace habitat::engine::test
