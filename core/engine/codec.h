// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/model.h"
#include "core/engine/state.h"

#include <span>

namespace habitat::engine {

/// How events stand in the journal and states in snapshots. Elements and flows are written by id, so that a
/// stored instance does not depend on how a program numbers them. Every round trip is exact. Any thread.

/// The events of one command as a JSON array; written directly, because the journal is the hot path.
std::string encode(const Model& model, std::span<const Event> events);
/// Refuses anything but what `encode` wrote for this model ("engine.codec.invalid").
Result<std::vector<Event>> decodeEvents(const Model& model, std::string_view text);

/// One event as JSON: {"event":"JobCreated","instance":…,"at":…, fields}; the same form as in the array.
nlohmann::json encode(const Model& model, const Event& event);
Result<Event> decodeEvent(const Model& model, const nlohmann::json& json);

/// A whole state as JSON text.
std::string encode(const Model& model, const InstanceState& state);
Result<InstanceState> decodeState(const Model& model, std::string_view text);

} // namespace habitat::engine
