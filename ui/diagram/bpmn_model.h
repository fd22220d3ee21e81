// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// core/bpmn in a file that also knows Qt: the model has a member called as one of Qt's keywords. Whoever
/// needs core/bpmn in ui includes this first.
#pragma push_macro("signals")
#undef signals
#include "core/bpmn/reader.h"
#pragma pop_macro("signals")
