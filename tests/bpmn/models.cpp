// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bpmn/models.h"

#include "core/bpmn/reader.h"

#include <stdexcept>

namespace habitat::bpmn::test {

namespace {

constexpr std::string_view zeebe = "xmlns:zeebe=\"http://camunda.org/schema/zeebe/1.0\"";

std::string root(std::string_view vendor, std::string_view content)
{
    return "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" targetNamespace=\"t\" " +
           std::string(vendor) + ">\n" + std::string(content) + "</definitions>\n";
}

} // namespace

std::string definitionsWith(std::string_view content)
{
    return root(zeebe, content);
}

std::string processWith(std::string_view body)
{
    return definitionsWith("<process id=\"p\" isExecutable=\"true\">\n" + std::string(body) + "</process>\n");
}

std::string camundaProcessWith(std::string_view body)
{
    return root("xmlns:camunda=\"http://camunda.org/schema/1.0/bpmn\"",
                "<process id=\"p\" isExecutable=\"true\" " + std::string(zeebe) + ">\n" + std::string(body) +
                    "</process>\n");
}

Document readText(std::string_view xml)
{
    auto document = read(xml, "test.bpmn");
    if (!document) throw std::runtime_error(document.error().code + ": " + document.error().message);
    return std::move(*document);
}

} // namespace habitat::bpmn::test
