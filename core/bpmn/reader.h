// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/bpmn/document.h"
#include "core/bpmn/xml_guard.h"

#include <string>
#include <string_view>

namespace habitat::bpmn {

/// Reads BPMN 2.0 XML whatever its prefixes. Fails only where there is nothing to show: no XML, hostile,
/// beyond the limits (bpmn.xml.*), or no BPMN (bpmn.file.foreign). Everything else is a Problem of the
/// document, all at once. Vendor details are taken from zeebe: first, then from camunda:, activiti: and
/// flowable:. Pure, any thread.
Result<Document> read(std::string_view xml, std::string fileName, const XmlLimits& limits = {});

} // namespace habitat::bpmn
