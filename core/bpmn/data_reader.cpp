// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bpmn/data_reader.h"

#include <algorithm>
#include <array>

namespace habitat::bpmn {

std::optional<DataObject::Kind> dataKindOf(std::string_view localName)
{
    static constexpr std::array<std::pair<std::string_view, DataObject::Kind>, 6> kinds{
        {{"dataObject", DataObject::Kind::Object},
         {"dataObjectReference", DataObject::Kind::ObjectReference},
         {"dataStoreReference", DataObject::Kind::StoreReference},
         {"dataInput", DataObject::Kind::Input},
         {"dataOutput", DataObject::Kind::Output},
         {"property", DataObject::Kind::Property}}};
    const auto* found =
        std::ranges::find(kinds, localName, &std::pair<std::string_view, DataObject::Kind>::first);
    return found == kinds.end() ? std::nullopt : std::optional(found->second);
}

DataObject readDataObject(ReadContext& context, const XmlElement& from, DataObject::Kind kind,
                          const std::string& owner)
{
    DataObject data;
    data.kind = kind;
    data.id = from.id();
    data.elementId = owner;
    data.name = from.attribute("name");
    data.line = from.line();
    data.isCollection = context.flag(from, "isCollection", false);
    data.itemRef = from.reference("itemSubjectRef");
    data.targetRef =
        from.reference(kind == DataObject::Kind::StoreReference ? "dataStoreRef" : "dataObjectRef");
    if (const auto state = from.child(Vocabulary::Bpmn, "dataState")) data.state = state.attribute("name");
    return data;
}

std::vector<DataObject> readDataIn(ReadContext& context, const XmlElement& from, const std::string& owner)
{
    std::vector<DataObject> objects;
    for (const auto& child : from.children())
        if (const auto kind = dataKindOf(child.localName()); kind && child.vocabulary() == Vocabulary::Bpmn)
            objects.push_back(readDataObject(context, child, *kind, owner));
    return objects;
}

std::vector<DataAssociation> readDataAssociations(const XmlElement& from, const std::string& owner)
{
    std::vector<DataAssociation> associations;
    for (const auto& child : from.children()) {
        const bool in = child.is(Vocabulary::Bpmn, "dataInputAssociation");
        if (!in && !child.is(Vocabulary::Bpmn, "dataOutputAssociation")) continue;
        const auto end = [&](std::string_view name) {
            const auto reference = child.child(Vocabulary::Bpmn, name);
            return reference ? reference.referenceIn(reference.text()) : owner;
        };
        associations.push_back({child.id(), child.line(), end("sourceRef"), end("targetRef"), owner, in});
    }
    return associations;
}

} // namespace habitat::bpmn
