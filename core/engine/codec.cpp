// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/codec.h"

#include "core/engine/codec/json_reader.h"
#include "core/engine/codec/json_writer.h"

#include <fmt/format.h>

namespace habitat::engine {
namespace {

using Json = nlohmann::json;

void writeEvent(JsonWriter& writer, const Event& event)
{
    writer.raw('{');
    writer.member("event", nameOf(event.body));
    writer.member("instance", event.instance);
    writer.member("at", event.at);
    std::visit([&](const auto& body) { writer.members(body); }, event.body);
    writer.raw('}');
}

template <std::size_t... I>
std::optional<EventBody> readBody(JsonReader& reader, const Json& json, std::string_view name,
                                  std::index_sequence<I...>)
{
    std::optional<EventBody> body;
    const auto attempt = [&]<std::size_t N>(std::integral_constant<std::size_t, N>) {
        using Body = std::variant_alternative_t<N, EventBody>;
        static const EventBody sample{Body{}};
        if (body || nameOf(sample) != name) return;
        body = reader.read(json, std::type_identity<Body>{});
    };
    (attempt(std::integral_constant<std::size_t, I>{}), ...);
    return body;
}

Error invalid(std::string message)
{
    return Error{"engine.codec.invalid", std::move(message), Json::object()};
}

Result<Json> parse(std::string_view text)
{
    Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded())
        return fail(invalid(
            "A stored record is no JSON. The database was changed by another program, or is damaged."));
    return json;
}

} // namespace

std::string encode(const Model& model, std::span<const Event> events)
{
    JsonWriter writer(model);
    writer.raw('[');
    for (const Event& event : events) {
        if (&event != events.data()) writer.raw(',');
        writeEvent(writer, event);
    }
    writer.raw(']');
    return writer.take();
}

Json encode(const Model& model, const Event& event)
{
    JsonWriter writer(model);
    writeEvent(writer, event);
    return Json::parse(writer.take());
}

Result<Event> decodeEvent(const Model& model, const Json& json)
{
    JsonReader reader(model);
    if (!json.is_object() || !json.contains("event") || !json.contains("instance") || !json.contains("at"))
        return fail(invalid("A stored event lacks its name, instance or time."));
    Event event;
    const std::string name = reader.read(json["event"], std::type_identity<std::string>{});
    event.instance = reader.read(json["instance"], std::type_identity<InstanceKey>{});
    event.at = reader.read(json["at"], std::type_identity<Instant>{});
    auto body = readBody(reader, json, name, std::make_index_sequence<std::variant_size_v<EventBody>>{});
    if (reader.problem()) return fail(*reader.problem());
    if (!body)
        return fail(
            invalid(fmt::format("A stored event is called {:?}, which this program does not know.", name)));
    event.body = std::move(*body);
    return event;
}

Result<std::vector<Event>> decodeEvents(const Model& model, std::string_view text)
{
    const Json json = TRY(parse(text));
    if (!json.is_array()) return fail(invalid("Stored events are no list."));
    std::vector<Event> events;
    events.reserve(json.size());
    for (const Json& item : json)
        events.push_back(TRY(decodeEvent(model, item)));
    return events;
}

std::string encode(const Model& model, const InstanceState& state)
{
    JsonWriter writer(model);
    writer.raw('{');
    writer.member("state", state);
    // The list grows while the state is written, so it comes behind it.
    if (!writer.sharedVariables().empty()) {
        std::vector<feel::Context> contents;
        for (const SharedVariables& variables : writer.sharedVariables())
            contents.push_back(*variables);
        writer.member("variables", contents);
    }
    writer.raw('}');
    return writer.take();
}

Result<InstanceState> decodeState(const Model& model, std::string_view text)
{
    const Json json = TRY(parse(text));
    if (!json.is_object() || !json.contains("state")) return fail(invalid("A stored instance has no state."));
    JsonReader reader(model);
    if (const auto variables = json.find("variables"); variables != json.end()) reader.readShared(*variables);
    InstanceState state = reader.read(json["state"], std::type_identity<InstanceState>{});
    if (reader.problem()) return fail(*reader.problem());
    return state;
}

} // namespace habitat::engine
