// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/support/model_xml.h"
#include "tests/engine/tables.h"

namespace habitat::engine::test {
namespace {

std::string oneJob(std::string_view extensions = {}, std::string_view retries = "3")
{
    return start("s") + service("A", extensions, retries) + end("e") + flows("s A e");
}

} // namespace

std::vector<Row> jobRows()
{
    return {
        {"a completed job completes its element", oneJob(), "start; do A {x: 1}", "s A e [completed]", "",
         "{x: 1}"},
        {"a failed attempt is tried again", oneJob(), "start; fail A; do A", "s A e [completed]", ""},
        {"used-up attempts are an incident and the token waits", oneJob({}, "1"), "start; fail A",
         "s !disk.full@A", "A"},
        {"a failure for good is an incident at once", oneJob(), "start; fail! A", "s !disk.full@A", "A"},
        {"a retried incident gives fresh attempts", oneJob({}, "1"),
         "start; fail A; retry A; fail A; retry A; do A", "s !disk.full@A !disk.full@A A e [completed]", ""},
        {"variables can be mended with the retry", oneJob({}, "1"),
         "start {x: 1}; fail A; retry A {x: 2}; do A", "s !disk.full@A A e [completed]", "", "{x: 2}"},
        {"a silent worker is a failed attempt", oneJob({}, "1"), "start; timeout A",
         "s !engine.job.timeout@A", "A"},
        {"a late result counts after a timeout", oneJob(), "start; timeout A; do A", "s A e [completed]", ""},
        {"a late result solves the incident", oneJob({}, "1"), "start; fail A; do A {x: 1}",
         "s !disk.full@A A e [completed]", "", "{x: 1}"},
        {"attempts may be an expression", oneJob({}, "= tries"), "start {tries: 1}; fail A", "s !disk.full@A",
         "A"},
        {"without attempts there is no job", oneJob({}, "= tries"),
         "start {tries: 0}; retry A {tries: 2}; do A", "s !engine.job.attempts@A A e [completed]", ""},
        {"attempts that are no number are an incident", oneJob({}, "= tries"), "start {tries: \"many\"}",
         "s !engine.expression.type@A", "A"},
        {"a job's type may be an expression",
         start("s") + task("serviceTask", "A", "<zeebe:taskDefinition type=\"= kind\"/>\n") + flows("s A"),
         "start {kind: \"mail\"}; do A", "s A [completed]", ""},
        {"a job type that is not there is an incident",
         start("s") + task("serviceTask", "A", "<zeebe:taskDefinition type=\"= kind\"/>\n") + flows("s A"),
         "start; retry A {kind: \"mail\"}; do A", "s !engine.job.type@A A [completed]", ""},
        {"a held job waits for a person", oneJob(property("start", "person")),
         "start; no engine.job.state: do A; no engine.job.state: fail A; no engine.job.state: throw A E1; "
         "no engine.job.state: timeout A; release A; do A",
         "s A e [completed]", ""},
        {"a released job cannot be released again", oneJob(property("start", "person")),
         "start; release A; no engine.job.state: release A; do A", "s A e [completed]", ""},
        {"the next attempt may be made now, and is no attempt more", oneJob({}, "3"),
         "start; fail A; no engine.job.state: fail A; release A; fail A; release A; fail A", "s !disk.full@A",
         "A"},
        {"what runs already is not released", oneJob({}, "3"),
         "start; fail A; release A; no engine.job.state: release A; do A", "s A e [completed]", ""},
        {"a retry of a released job needs no second release", oneJob(property("start", "person"), "1"),
         "start; release A; fail A; retry A; do A", "s !disk.full@A A e [completed]", ""},
        {"send, rule and script tasks may be jobs",
         start("s") + task("sendTask", "A", "<zeebe:taskDefinition type=\"a\"/>\n") +
             task("businessRuleTask", "B", "<zeebe:taskDefinition type=\"b\"/>\n") +
             task("scriptTask", "C", "<zeebe:taskDefinition type=\"c\"/>\n") + flows("s A B C"),
         "start; do A; do B; do C", "s A B C [completed]", ""},
    };
}

std::vector<Row> taskRows()
{
    const std::string people =
        "<zeebe:assignmentDefinition assignee=\"= who\" candidateGroups=\"= groups\"/>\n";
    const std::string model = start("s") + user("U", people) + end("e") + flows("s U e");
    const std::string plain = start("s") + user("U") + end("e") + flows("s U e");
    return {
        {"a completed task completes its element", plain, "start; do U {ok: true}", "s U e [completed]", "",
         "{ok: true}"},
        {"a task may be claimed, released and claimed by another", plain,
         "start; claim U kim; unclaim U; claim U dana; do U", "s U e [completed]", ""},
        {"claiming what one has is nothing new", plain, "start; claim U kim; claim U kim", "s", "U"},
        {"a rule that finds nobody is an incident", model, "start; retry U {who: \"kim\"}; do U",
         "s !engine.task.nobody@U U e [completed]", ""},
        {"an empty list finds nobody", model, "start {groups: []}", "s !engine.task.nobody@U", "U"},
        {"groups alone are somebody", model, "start {groups: [\"Treasurer\"]}", "s", "U"},
        {"a rule that gives no names is an incident", model, "start {groups: [1]}",
         "s !engine.expression.type@U", "U"},
        {"a due date that is none is an incident",
         start("s") + user("U", "<zeebe:taskSchedule dueDate=\"= due\"/>\n") + flows("s U"),
         "start {due: \"soon\"}; retry U {due: \"2026-04-01T12:00:00Z\"}; do U",
         "s !engine.expression.type@U U [completed]", ""},
        {"a priority that is none is an incident",
         start("s") + user("U", "<zeebe:priorityDefinition priority=\"= p\"/>\n") + flows("s U"),
         "start {p: 1.5}", "s !engine.expression.type@U", "U"},
    };
}

} // namespace habitat::engine::test
