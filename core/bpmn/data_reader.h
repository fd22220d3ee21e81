// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bpmn/read_context.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace habitat::bpmn {

/// Data objects, inputs, outputs and properties, and the arrows between them (BPMN 2.0.2 §10.4). Part of the
/// reader.

std::optional<DataObject::Kind> dataKindOf(std::string_view localName);
/// The owner is the id of the activity or event that it belongs to; empty: the process.
DataObject readDataObject(ReadContext& context, const XmlElement& from, DataObject::Kind kind,
                          const std::string& owner);
/// All that lie directly in the element.
std::vector<DataObject> readDataIn(ReadContext& context, const XmlElement& from, const std::string& owner);
std::vector<DataAssociation> readDataAssociations(const XmlElement& from, const std::string& owner);

} // namespace habitat::bpmn
