// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace habitat::bpmn {

/// The door for files from outside. What passes is well-formed UTF-8 XML within bounds, without a document
/// type or entities of its own (entity bombs, external entities), and can be given to a lenient parser. Any
/// thread.
struct XmlLimits
{
    std::size_t bytes = std::size_t{16} << 20;
    int depth = 200;
    std::size_t elements = 500'000;
    std::size_t attributesPerElement = 256;
};

/// The text as UTF-8 without a byte order mark. UTF-8, UTF-16 (with mark), US-ASCII, ISO-8859-1 and
/// windows-1252 are read; anything else is refused (bpmn.xml.encoding). `fileName` is for the messages.
Result<std::string> decodeXml(std::string_view bytes, std::string_view fileName, const XmlLimits& limits);

/// Refuses what is malformed (bpmn.xml.malformed), has a document type (bpmn.xml.doctype) or an undeclared
/// entity (bpmn.xml.entity), or is beyond a limit (bpmn.xml.size, bpmn.xml.depth), with file and line.
Status guardXml(std::string_view text, std::string_view fileName, const XmlLimits& limits);

} // namespace habitat::bpmn
