// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bpmn/reader.h"

#include "core/bpmn/diagram_reader.h"
#include "core/bpmn/process_reader.h"
#include "core/bpmn/read_context.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace habitat::bpmn {

namespace {

class DefinitionsReader
{
public:
    DefinitionsReader(Document& document, XmlElement root)
        : m_root(root), m_context((readHead(document, root), document), root)
    {
    }

    void run()
    {
        collectIds(m_root);
        for (const auto& child : m_root.children())
            if (child.vocabulary() == Vocabulary::Bpmn) readShared(child);
        for (const auto& child : m_root.children())
            readRoot(child);
        for (auto& process : definitions().processes)
            nameGroups(process.artifacts);
        for (auto& collaboration : definitions().collaborations) {
            nameGroups(collaboration.artifacts);
            checkCollaboration(collaboration);
        }
    }

private:
    Definitions& definitions() { return m_context.definitions(); }

    /// Before the context exists, which asks for the expression language.
    static void readHead(Document& document, const XmlElement& root)
    {
        auto& definitions = document.definitions;
        definitions.id = root.id();
        definitions.name = root.attribute("name");
        definitions.targetNamespace = root.attribute("targetNamespace");
        definitions.expressionLanguage = root.attribute("expressionLanguage");
        definitions.exporter = root.attribute("exporter");
        definitions.exporterVersion = root.attribute("exporterVersion");
    }

    /// Ids are unique in a file (XML Schema ID). What repeats in a diagram alone does no harm to a run.
    void collectIds(const XmlElement& element)
    {
        const auto vocabulary = element.vocabulary();
        const bool semantic = vocabulary == Vocabulary::Bpmn;
        const bool drawn = vocabulary == Vocabulary::BpmnDi;
        if ((semantic || drawn) && element.has("id")) {
            const auto id = element.id();
            const bool fresh = (semantic ? m_ids : m_diagramIds).insert(id).second;
            if (!fresh)
                m_context.report(
                    semantic ? Severity::Error : Severity::Warning, "bpmn.id.duplicate", element,
                    fmt::format("The id “{}” is used more than once in this file. Give each element its "
                                "own.",
                                id));
        }
        for (const auto& child : element.children())
            collectIds(child);
    }

    /// What processes refer to.
    void readShared(const XmlElement& from)
    {
        const auto name = from.localName();
        if (name == "message")
            readMessage(from);
        else if (name == "signal")
            definitions().signals.push_back(
                {from.id(), m_context.value(from, from.attribute("name")), from.line()});
        else if (name == "error")
            definitions().errors.push_back({from.id(), std::string(from.attribute("name")),
                                            optionalText(from, "errorCode"), from.line()});
        else if (name == "escalation")
            definitions().escalations.push_back({from.id(), std::string(from.attribute("name")),
                                                 optionalText(from, "escalationCode"), from.line()});
        else if (name == "category")
            for (const auto& value : from.children(Vocabulary::Bpmn, "categoryValue"))
                m_categoryValues.emplace(value.id(), value.attribute("value"));
        else if (name.ends_with("EventDefinition"))
            m_context.rootEventDefinitions.emplace(from.id(), from);
    }

    static std::optional<std::string> optionalText(const XmlElement& from, std::string_view attribute)
    {
        const auto text = trimmed(from.attribute(attribute));
        return text.empty() ? std::nullopt : std::optional<std::string>(text);
    }

    void readMessage(const XmlElement& from)
    {
        Message message{from.id(), m_context.value(from, from.attribute("name")), from.line(), {}};
        if (const auto subscription = from.extension(Vocabulary::Zeebe, "subscription"))
            message.correlationKey = m_context.value(subscription, subscription.attribute("correlationKey"));
        definitions().messages.push_back(std::move(message));
    }

    void readRoot(const XmlElement& from)
    {
        if (from.is(Vocabulary::Bpmn, "process"))
            definitions().processes.push_back(readProcess(m_context, from));
        else if (from.is(Vocabulary::Bpmn, "collaboration"))
            readCollaboration(from);
        else if (from.is(Vocabulary::Bpmn, "dataStore"))
            readDataStore(from);
        else if (from.is(Vocabulary::BpmnDi, "BPMNDiagram"))
            definitions().diagrams.push_back(readDiagram(m_context, from, m_ids));
    }

    void readDataStore(const XmlElement& from)
    {
        DataObject store;
        store.kind = DataObject::Kind::Store;
        store.id = from.id();
        store.name = from.attribute("name");
        store.line = from.line();
        store.itemRef = from.reference("itemSubjectRef");
        definitions().dataStores.push_back(std::move(store));
    }

    void readCollaboration(const XmlElement& from)
    {
        Collaboration collaboration;
        collaboration.id = from.id();
        collaboration.name = from.attribute("name");
        collaboration.line = from.line();
        for (const auto& child : from.children()) {
            if (child.is(Vocabulary::Bpmn, "participant"))
                collaboration.participants.push_back(readParticipant(child));
            else if (child.is(Vocabulary::Bpmn, "messageFlow"))
                collaboration.messageFlows.push_back({child.id(), std::string(child.attribute("name")),
                                                      child.line(), child.reference("sourceRef"),
                                                      child.reference("targetRef"),
                                                      child.reference("messageRef")});
            else if (child.vocabulary() == Vocabulary::Bpmn)
                readArtifact(child, collaboration.artifacts);
        }
        definitions().collaborations.push_back(std::move(collaboration));
    }

    Participant readParticipant(const XmlElement& from)
    {
        Participant participant{from.id(),   std::string(from.attribute("name")),
                                from.line(), from.reference("processRef"),
                                {},          {}};
        if (const auto multiplicity = from.child(Vocabulary::Bpmn, "participantMultiplicity")) {
            participant.minimum = m_context.count(multiplicity, "minimum", 0);
            participant.maximum = m_context.count(multiplicity, "maximum", 1);
            if (*participant.maximum < 1 || *participant.maximum < *participant.minimum)
                m_context.report(
                    Severity::Error, "bpmn.participant.multiplicity", multiplicity,
                    "maximum must be one or more and not less than minimum (BPMN 2.0.2 §9.3.1).");
        }
        return participant;
    }

    void checkCollaboration(const Collaboration& collaboration)
    {
        for (const auto& participant : collaboration.participants)
            if (!participant.processRef.empty() && !m_ids.contains(participant.processRef))
                reportMissing(participant.id, participant.line, "processRef", participant.processRef);
        for (const auto& flow : collaboration.messageFlows) {
            if (!m_ids.contains(flow.sourceRef))
                reportMissing(flow.id, flow.line, "sourceRef", flow.sourceRef);
            if (!m_ids.contains(flow.targetRef))
                reportMissing(flow.id, flow.line, "targetRef", flow.targetRef);
        }
    }

    void reportMissing(const std::string& id, int line, std::string_view attribute,
                       std::string_view reference)
    {
        m_context.report({Severity::Error, "bpmn.reference.dangling", id, line,
                          fmt::format("{} is “{}”, but nothing in this file has that id. Connect it again.",
                                      attribute, reference)});
    }

    void nameGroups(Artifacts& artifacts)
    {
        for (auto& group : artifacts.groups)
            if (const auto found = m_categoryValues.find(group.name); found != m_categoryValues.end())
                group.name = found->second;
    }

    XmlElement m_root;
    ReadContext m_context;
    std::set<std::string, std::less<>> m_ids;
    std::set<std::string, std::less<>> m_diagramIds;
    std::map<std::string, std::string, std::less<>> m_categoryValues;
};

Status checkRoot(const XmlElement& root, std::string_view fileName)
{
    if (root.is(Vocabulary::Bpmn, "definitions")) return {};
    const std::string name(root.localName());
    const std::string uri(root.namespaceUri());
    return fail(
        "bpmn.file.foreign",
        fmt::format("{}:{}: this is no BPMN 2.0 file. The root is <{}> of “{}”; it must be <definitions> of "
                    "“http://www.omg.org/spec/BPMN/20100524/MODEL”. Export the model as BPMN 2.0 XML.",
                    fileName, root.line(), name, uri),
        {{"file", fileName}, {"line", root.line()}, {"root", name}, {"namespace", uri}});
}

} // namespace

Result<Document> read(std::string_view xml, std::string fileName, const XmlLimits& limits)
{
    Document document;
    document.source = TRY(SourceTree::parse(xml, fileName, limits));
    document.fileName = std::move(fileName);
    const auto root = document.source->root();
    TRY(checkRoot(root, document.fileName));
    DefinitionsReader(document, root).run();
    sortByPlace(document.problems);
    return document;
}

} // namespace habitat::bpmn
