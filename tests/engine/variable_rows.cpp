// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/support/model_xml.h"
#include "tests/engine/tables.h"

namespace habitat::engine::test {
namespace {

std::string oneJob(const std::string& extensions)
{
    return start("s") + service("A", extensions) + flows("s A");
}

} // namespace

std::vector<Row> variableRows()
{
    return {
        {"a result sets the instance's variables", oneJob(""), "start {x: 1}; do A {x: 2, y: 3}",
         "s A [completed]", "", "{x: 2, y: 3}"},
        {"an input is the element's own", oneJob(input("= x + 1", "own")), "start {x: 1}; do A",
         "s A [completed]", "", "{x: 1}"},
        {"a result passes over the element's own variables", oneJob(input("= x", "y")),
         "start {x: 1}; do A {y: 5}", "s A [completed]", "", "{x: 1, y: 5}"},
        {"outputs take from the result, the rest of it is lost", oneJob(output("= answer * 2", "y")),
         "start; do A {answer: 21, secret: 1}", "s A [completed]", "", "{y: 42}"},
        {"outputs see inputs", oneJob(input("= 5", "a") + output("= a + b", "c")), "start; do A {b: 1}",
         "s A [completed]", "", "{c: 6}"},
        {"a target may be an entry of a variable", oneJob(output("= answer", "order.total")),
         "start {order: {id: 1}}; do A {answer: 2}", "s A [completed]", "", "{order: {id: 1, total: 2}}"},
        {"later inputs see earlier ones",
         oneJob(input("= 1", "a") + input("= a + 1", "b") + output("= b", "c")), "start; do A",
         "s A [completed]", "", "{c: 2}"},
        {"a mapping of something absent is null", oneJob(input("= note", "n") + output("= n", "m")),
         "start; do A", "s A [completed]", "", "{m: null}"},
        {"a mapping that cannot be computed is an incident", oneJob(input("= x + 1", "y")),
         "start {x: \"one\"}; retry A {x: 1}; do A", "s !engine.expression.failed@A A [completed]", ""},
        {"an output that cannot be computed is an incident", oneJob(output("= n + 1", "y")),
         "start; do A {n: \"one\"}; retry A {n: 1}", "s !engine.expression.failed@A A [completed]", "",
         "{y: 2}"},
        {"a script sets its result", start("s") + script("S", "= a * 2 + 0.1", "b") + flows("s S"),
         "start {a: 0.1}", "s S [completed]", "", "{a: 0.1, b: 0.3}"},
        {"a script may be mapped on",
         start("s") + script("S", "= {sum: 3}", "r", output("= r.sum", "total")) + flows("s S"), "start",
         "s S [completed]", "", "{total: 3}"},
        {"a script that cannot be computed is an incident",
         start("s") + script("S", "= a / b", "c") + flows("s S"), "start {a: 1, b: 0}; retry S {b: 2}",
         "s !engine.expression.failed@S S [completed]", "", "{a: 1, b: 2, c: 0.5}"},
        {"a function cannot be stored", start("s") + script("S", "= function(x) x", "f") + flows("s S"),
         "start", "s !engine.variables.invalid@S", "S"},
        {"variables can be set from outside", oneJob(""), "start {x: 1}; set {x: 2, y: 1}; do A",
         "s A [completed]", "", "{x: 2, y: 1}"},
        {"also in an inner scope", oneJob(output("= mine", "y")), "start; set A {mine: 7}; do A",
         "s A [completed]", "", "{y: 7}"},
    };
}

std::vector<Row> subProcessRows()
{
    const std::string inner = start("is") + service("A") + end("ie") + flows("is A ie");
    return {
        {"a sub-process is done when its last token is",
         start("s") + sub("P", inner) + end("e") + flows("s P e"), "start; do A", "s is A ie P e [completed]",
         ""},
        {"it is active around what is in it", start("s") + sub("P", inner) + end("e") + flows("s P e"),
         "start", "s is", "P A"},
        {"an empty sub-process is done at once", start("s") + sub("P", "") + end("e") + flows("s P e"),
         "start", "s P e [completed]", ""},
        {"it waits for all its tokens",
         start("s") +
             sub("P",
                 start("is") + parallel("g") + service("A") + service("B") + flows("is g A") + flows("g B")) +
             end("e") + flows("s P e"),
         "start; do B", "s is g B", "P A"},
        {"a variable of its own stays in it",
         start("s") + sub("P", inner, input("= 1", "x") + output("= x", "seen")) + flows("s P"),
         "start {x: 0}; do A {x: 5}", "s is A ie P [completed]", "", "{x: 0, seen: 5}"},
        {"a variable from outside is changed outside", start("s") + sub("P", inner) + flows("s P"),
         "start {x: 0}; do A {x: 5, y: 6}", "s is A ie P [completed]", "", "{x: 5, y: 6}"},
        {"terminate ends only the sub-process it is in",
         start("s") +
             sub("P", start("is") + parallel("g") + service("A") + service("B") +
                          endWith("t", "<terminateEventDefinition/>") + flows("is g A") + flows("g B t")) +
             end("e") + flows("s P e"),
         "start; do B", "s is g B -A t P e [completed]", ""},
        {"a join in a sub-process can be stuck",
         start("s") +
             sub("P", start("is") + exclusive("g", "g-A") + service("A") + service("B") + parallel("j") +
                          end("ie") + flows("is g A j ie") + flow("g", "B", "= false") + flows("B j")) +
             end("e") + flows("s P e"),
         "start; do A", "s is g A !engine.join.stuck@P", "P j<1"},
        {"sub-processes nest",
         start("s") +
             sub("P", start("is") + sub("Q", start("js") + service("A") + flows("js A")) + flows("is Q")) +
             end("e") + flows("s P e"),
         "start; do A", "s is js A Q P e [completed]", ""},
        {"cancelling ends what is inside first", start("s") + sub("P", inner) + end("e") + flows("s P e"),
         "start; cancel", "s is -A -P [cancelled]", ""},
    };
}

} // namespace habitat::engine::test
