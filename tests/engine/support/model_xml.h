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

enum class Boundary { Interrupting, NotInterrupting };
std::string boundaryTimer(std::string_view id, std::string_view host, std::string_view kind,
                          std::string_view text, Boundary how = Boundary::Interrupting);
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

/// The process "p" with that body; errors E1 to E3 are declared. The reader's problems fail the test.
bpmn::Process processOf(std::string_view body);
std::shared_ptr<const Model> modelOf(std::string_view body);

} // namespace habitat::engine::test
