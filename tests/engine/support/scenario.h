// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/engine/support/machine.h"

namespace habitat::engine::test {

/// A test as text: what is done to an instance, one action after the other, separated by ";".
///
///   start {x: 1}        create the instance          do A {y: 2}      complete the job or task at A
///   fail A / fail! A    an attempt fails / for good   throw A E1       a business error
///   timeout A           the worker is silent          release A        a held job may run
///   fire t              move the clock to it, fire    retry A {x: 2}   the incident at A (p: of the process)
///   rewind A / undo     back to A / to the start      cancel           end at once
///   return C {..}       the called instance is done   refuse C E1      it ended with an error
///   begin m {x: 1}      create it at the event m    send c {x: 1}    what the event c waits for has come
///   enable H A          start A in the ad-hoc H     escalate C X1    the called instance escalates
///   claim A kim         unclaim A                     set {x: 1}       set A {x: 1}
///   wait PT10S          move the clock                early t          fire it by the clock as it is
///
/// "no CODE: action" expects the refusal with that code. Any other refusal throws InvariantBroken.
void play(Machine& machine, std::string_view scenario);

/// One row of a table: a model, what is done, what must have happened.
struct Row
{
    const char* name;
    std::string model;
    std::string scenario;
    std::string trace;
    std::string active = {};
    std::string variables = {}; ///< FEEL context of the instance's own variables; empty: not looked at
};

/// Empty where the row holds, else what is different.
std::string differenceFrom(const Row& row);

} // namespace habitat::engine::test
