// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bpmn/validate.h"
#include "core/runtime/command.h"

namespace habitat::runtime {

/// The kind of the journal's records of deployments.
inline constexpr std::string_view deploymentKind = "definition.deploy";

/// What the engine can run. Job types are not asked for: a handler that is missing is an incident when its
/// turn comes.
bpmn::DeploymentRules rulesOfTheEngine();

/// Deploys every executable process of a BPMN file. A process whose file was deployed with the same content
/// before adds nothing (a return to an older content is a new version); another content becomes the next
/// version, running instances stay on theirs. Refused with the reader's or the compiler's findings. Answers
/// {"definitions":[{"key","process_id","version","name","added"}]}. `fileName` is only for messages.
Operation deployment(std::string fileName, std::string xml);

} // namespace habitat::runtime
