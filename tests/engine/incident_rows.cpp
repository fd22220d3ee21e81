// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/support/model_xml.h"
#include "tests/engine/tables.h"

namespace habitat::engine::test {

std::vector<Row> incidentRows()
{
    return {
        {"an incident waits for a person, other tokens go on",
         start("s") + parallel("g") + service("A") + service("B") + end("e") + flows("s g A") +
             flows("g B e"),
         "start; fail! A; do B", "s g !disk.full@A B e", "A"},
        {"cancelling ends an instance with incidents", start("s") + service("A") + flows("s A"),
         "start; fail! A; cancel; no engine.instance.state: retry A", "s !disk.full@A -A [cancelled]", ""},
        {"an incident is solved once",
         start("s") + parallel("g") + service("A") + service("B") + flows("s g A") + flows("g B"),
         "start; fail! A; retry A; no engine.incident.unknown: retry A; do A", "s g !disk.full@A A", "B"},
        {"several instances of an element fail apart",
         start("s") + parallel("g") + service("A") + flows("s g A") +
             "<sequenceFlow id=\"again\" sourceRef=\"g\" targetRef=\"A\"/>",
         "start; fail! A; retry A; do A", "s g !disk.full@A A", "A"},
        {"mended variables may not be stored", start("s") + service("A") + flows("s A"),
         "start; fail! A; no engine.variables.invalid: retry A {f: function(x) x}; retry A; do A",
         "s !disk.full@A A [completed]", ""},
    };
}

std::vector<Row> refusalRows()
{
    const std::string model = start("s") + service("A") + end("e") + flows("s A e");
    return {
        {"an instance is created once", model, "start; no engine.instance.state: start; do A",
         "s A e [completed]", ""},
        {"nothing happens before it is created", model, "no engine.instance.state: do A", "", ""},
        {"nothing happens after its end", model,
         "start; do A; no engine.instance.state: do A; no engine.instance.state: set {x: 1}; "
         "no engine.instance.state: cancel; no engine.instance.state: rewind A; no engine.instance.state: "
         "undo",
         "s A e [completed]", ""},
        {"an unknown job", model,
         "start; no engine.job.unknown: do X; no engine.job.unknown: fail X; no engine.job.unknown: throw X "
         "E1; "
         "no engine.job.unknown: release X; no engine.job.unknown: timeout X",
         "s", "A"},
        {"a job that is not held cannot be released", model, "start; no engine.job.state: release A", "s",
         "A"},
        {"a job that waits for its next attempt does not fail again", model,
         "start; fail A; no engine.job.state: fail A; no engine.job.state: timeout A", "s", "A"},
        {"an unknown task", model,
         "start; no engine.task.unknown: claim X kim; no engine.task.unknown: unclaim X", "s", "A"},
        {"a task of another", start("s") + user("U") + flows("s U"),
         "start; claim U kim; no engine.task.state: claim U dana", "s", "U"},
        {"a task of nobody cannot be released", start("s") + user("U") + flows("s U"),
         "start; no engine.task.state: unclaim U", "s", "U"},
        {"a task is claimed by somebody", start("s") + user("U") + flows("s U"),
         "start; no engine.task.user: claim U", "s", "U"},
        {"an unknown timer", model, "start; no engine.timer.unknown: fire t", "s", "A"},
        {"an unknown incident", model, "start; no engine.incident.unknown: retry A", "s", "A"},
        {"variables that cannot be stored", model,
         "no engine.variables.invalid: start {f: function(x) x}; start; "
         "no engine.variables.invalid: do A {f: function(x) x}; no engine.variables.invalid: set {f: "
         "[function(x) x]}",
         "s", "A"},
    };
}

} // namespace habitat::engine::test
