// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/values.h"

#include "tests/conformance/outcome.h"
#include "tests/conformance/queries.h"

namespace habitat::conformance {

using nlohmann::json;

bool isRow(const json& value)
{
    return value.is_object() && value.contains("kind") && value.contains("key");
}

bool same(const json& left, const json& right)
{
    if (isRow(left) && isRow(right))
        return left.at("kind") == right.at("kind") && left.at("key") == right.at("key");
    return left == right;
}

namespace {

json itemOf(const json& list, std::size_t index)
{
    if (!list.is_array()) throw Untranslated("an item of what is no list");
    if (index >= list.size())
        throw Mismatch("item " + std::to_string(index) + " of a list of " + std::to_string(list.size()));
    return list[index];
}

bool compare(const std::string& how, const json& left, const json& right)
{
    if (how == ">") return left > right;
    if (how == ">=") return left >= right;
    if (how == "<") return left < right;
    if (how == "<=") return left <= right;
    if (how == "==") return same(left, right);
    if (how == "!=") return !same(left, right);
    throw Untranslated("comparison " + how);
}

bool contains(const json& list, const json& item)
{
    for (const auto& each : list)
        if (same(each, item)) return true;
    return false;
}

} // namespace

const json& Values::named(const std::string& name) const
{
    const auto found = m_names.find(name);
    if (found == m_names.end()) throw Untranslated("no value is called " + name);
    return found->second;
}

json Values::rows(db::Connection& db, const json& query) const
{
    if (!query.is_object() || !query.contains("q")) return evaluate(db, query);
    json filters = json::object();
    const auto stated = query.value("filters", json::object());
    for (const auto& [name, value] : stated.items())
        filters[name] = evaluate(db, value);
    return answer(db, query.at("q").get<std::string>(), filters);
}

json Values::only(db::Connection& db, const json& query) const
{
    const json found = rows(db, query);
    if (!found.is_array()) return found;
    if (found.size() > 1)
        throw Mismatch(std::to_string(found.size()) + " answers to " + query.dump() +
                       " where one is asked for");
    return found.empty() ? json() : found[0];
}

json Values::attribute(db::Connection& db, const json& row, const std::string& name) const
{
    if (row.is_null()) throw Mismatch(name + " of nothing");
    if (!isRow(row)) throw Untranslated(name + " of what is no row");
    if (name == "id") return row;
    if (name == "ended") return hasEnded(db, row);
    if (name == "processInstanceId") return instanceRow(row.at("instance").get<std::int64_t>());
    if (name == "executionId")
        return {{"kind", "execution"},
                {"key", row.at("element")},
                {"instance", row.at("instance")},
                {"element", row.at("element")}};
    if (name == "activityId" && row.at("kind") == "instance") {
        const auto ids = activeActivityIds(db, row);
        return ids.size() == 1 ? ids[0] : json();
    }
    if (!row.contains(name)) throw Untranslated(name + " of a " + row.at("kind").get<std::string>());
    return row.at(name);
}

json Values::evaluate(db::Connection& db, const json& value) const
{
    if (!value.is_object() || isRow(value)) return value;
    const auto has = [&](const char* part) { return value.contains(part); };
    const auto part = [&](const char* name) { return evaluate(db, value.at(name)); };
    if (has("q")) return rows(db, value);
    if (has("one")) return only(db, value.at("one"));
    if (has("list")) return rows(db, value.at("list"));
    if (has("all")) return rows(db, value.at("all"));
    if (has("count")) return rows(db, value.at("count")).size();
    if (has("size")) return part("size").size();
    if (has("ref")) return named(value.at("ref").get<std::string>());
    if (has("value_of")) return named(value.at("value_of").get<std::string>());
    if (has("item"))
        return value.at("of") == "loop" ? named(value.at("item").get<std::string>())
                                        : itemOf(part("of"), value.at("item").get<std::size_t>());
    if (has("attr")) return attribute(db, part("of"), value.at("attr").get<std::string>());
    if (has("map_attr")) {
        json list = json::array();
        for (const auto& row : part("of"))
            list.push_back(attribute(db, row, value.at("map_attr").get<std::string>()));
        return list;
    }
    if (has("variable")) {
        const auto row = part("of");
        if (!isRow(row)) throw Mismatch("a variable of nothing");
        return seenVariable(db, row, value.at("variable").get<std::string>()).value;
    }
    if (has("active_activity_ids")) return activeActivityIds(db, part("active_activity_ids"));
    if (has("cmp")) return compare(value.at("cmp").get<std::string>(), part("l"), part("r"));
    if (has("contains")) return contains(part("in"), part("contains"));
    throw Untranslated("value " + value.dump());
}

} // namespace habitat::conformance
