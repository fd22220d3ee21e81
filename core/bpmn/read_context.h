// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bpmn/document.h"
#include "core/bpmn/source_tree.h"

#include <map>
#include <string>
#include <string_view>

namespace habitat::bpmn {

/// What the parts of the reader share while one file is read: the definitions so far, the problems, and how
/// texts become expressions. Lives on the stack of `read`.
class ReadContext
{
public:
    ReadContext(Document& document, XmlElement root);

    Definitions& definitions() { return m_document.definitions; }
    /// True where the file is written for Camunda 7 or its kin, whose defaults then apply.
    [[nodiscard]] bool isCamundaFile() const { return m_isCamundaFile; }

    void report(Problem problem);
    void report(Severity severity, std::string code, const XmlElement& at, std::string message);

    /// A value: FEEL after "=", ${…} translated where that is plain, else literal. Empty text is not stated.
    Expression value(const XmlElement& at, std::string_view text);
    /// A condition or script body, always an expression; `language` as the file states it, often empty.
    Expression formula(const XmlElement& at, std::string_view text, std::string_view language);
    /// The text of a formal expression element such as conditionExpression.
    Expression formalExpression(const XmlElement& element);
    /// As formalExpression, but a plain text is a literal: timers and counts.
    Expression valueOf(const XmlElement& element);

    bool flag(const XmlElement& at, std::string_view attribute, bool otherwise);
    int count(const XmlElement& at, std::string_view attribute, int otherwise);

    /// Event definitions written at the root, to be referenced by id.
    std::map<std::string, XmlElement, std::less<>> rootEventDefinitions;

private:
    Expression foreign(const XmlElement& at, std::string_view text, std::string_view language) const;

    Document& m_document;
    bool m_isCamundaFile;
};

} // namespace habitat::bpmn
