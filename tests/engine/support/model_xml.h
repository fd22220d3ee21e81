// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/model.h"

#include <string>
#include <string_view>

namespace habitat::engine::test {

/// BPMN XML in short: each function writes one element, `flows("s A e")` joins them. The ids are the names.

std::string start(std::string_view id);
std::string end(std::string_view id);
/// An end or throw event with an event definition: endWith("e", "<terminateEventDefinition/>").
std::string endWith(std::string_view id, std::string_view definition);
std::string throwEvent(std::string_view id, std::string_view definition = {});
std::string timerCatch(std::string_view id, std::string_view kind, std::string_view text);

/// What goes into an element's extensionElements.
std::string input(std::string_view source, std::string_view target);
std::string output(std::string_view source, std::string_view target);
std::string property(std::string_view name, std::string_view value);

std::string task(std::string_view tag, std::string_view id, std::string_view inside = {},
                 std::string_view attributes = {});
/// A service task with a job of its own id as type.
std::string service(std::string_view id, std::string_view extensions = {}, std::string_view retries = "3");
/// A service task that undoes.
std::string undoer(std::string_view id);
std::string user(std::string_view id, std::string_view extensions = {}, std::string_view attributes = {});
std::string script(std::string_view id, std::string_view expression, std::string_view variable,
                   std::string_view extensions = {});
std::string call(std::string_view id, std::string_view process, std::string_view attributes = {},
                 std::string_view extensions = {});
std::string sub(std::string_view id, std::string_view body, std::string_view extensions = {});
std::string exclusive(std::string_view id, std::string_view defaultFlow = {});
std::string parallel(std::string_view id);

std::string inclusive(std::string_view id, std::string_view defaultFlow = {});
std::string complex(std::string_view id, std::string_view activation = {}, std::string_view defaultFlow = {});
std::string eventGateway(std::string_view id, std::string_view attributes = {});

/// Events with a definition, or several: `catching("c", message("M1"))`.
std::string catching(std::string_view id, std::string_view definitions, std::string_view attributes = {},
                     std::string_view extensions = {});
std::string startWith(std::string_view id, std::string_view definitions, std::string_view attributes = {},
                      std::string_view extensions = {});
std::string receive(std::string_view id, std::string_view message, std::string_view attributes = {});
/// Messages M1 to M3 have no key, MK has the key `key`; signals S1 and S2, escalations X1 and X2, errors E1
/// to E3 are declared.
std::string message(std::string_view name);
std::string signal(std::string_view name);
std::string escalation(std::string_view code);
std::string condition(std::string_view feel, std::string_view attributes = {});
std::string link(std::string_view name);
std::string timer(std::string_view kind, std::string_view text);
/// An event sub-process: its start event `start<id>` with the definition, its body (flows included).
std::string eventSub(std::string_view id, std::string_view startEvent, std::string_view body);

enum class Boundary { Interrupting, NotInterrupting };
std::string boundaryTimer(std::string_view id, std::string_view host, std::string_view kind,
                          std::string_view text, Boundary how = Boundary::Interrupting);
std::string boundary(std::string_view id, std::string_view host, std::string_view definitions,
                     Boundary how = Boundary::Interrupting, std::string_view attributes = {});
/// An empty code catches all.
std::string boundaryError(std::string_view id, std::string_view host, std::string_view code,
                          std::string_view attributes = {});
/// A compensation boundary event at the host with its handler `undo<host>`, a service task.
std::string undoable(std::string_view host);
std::string undoableBy(std::string_view host, std::string_view handler);
std::string compensate(std::string_view activity = {});
std::string errorDefinition(std::string_view code);

/// Sequence flows from each to the next; the id of one is "from-to".
std::string flows(std::string_view path);
std::string flow(std::string_view from, std::string_view to, std::string_view condition = {});

/// The process "p" with that body. The reader's problems fail the test.
bpmn::Process processOf(std::string_view body);
std::shared_ptr<const Model> modelOf(std::string_view body);

} // namespace habitat::engine::test
