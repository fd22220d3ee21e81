// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agreements/policy.h"

#include "core/base/hash.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <set>
#include <span>

namespace habitat::agreements {

using habitat::toText;

namespace {

using Json = nlohmann::json;

constexpr std::array policyFields = {
    "name",
    "version",
    "method",
    "categories",
    "cash_rate_bp",
    "reserve_minor",
    "reserve_bp",
    "tie_break",
    "tax_regime",
    "contribution_dual_approval_minor",
    "grace_days",
    "quorum",
    "ratified_on",
    "effective_from",
    "journal_threshold_minor",
    "minimum_cash_minor",
    "restoration_obligation",
};
constexpr std::array categoryFields = {"name", "weight_bp", "kind"};
constexpr std::array obligationFields = {"member_number", "limit_minor"};

Error invalid(const std::string& field, const std::string& rule)
{
    return {"agreements.policy.invalid",
            fmt::format("Policy field “{}”: {}", field, rule),
            {{"field", field}, {"rule", rule}}};
}

/// One JSON object, read field by field; its errors name the field with the path to it.
class Fields
{
public:
    static Result<Fields> of(const Json& object, const std::string& path, std::span<const char* const> known)
    {
        if (!object.is_object()) return fail(invalid(path.empty() ? "policy" : path, "must be an object."));
        for (const auto& [name, value] : object.items())
            if (std::find(known.begin(), known.end(), name) == known.end())
                return fail(invalid(join(path, name),
                                    fmt::format("is not known here. Known are {}.", fmt::join(known, ", "))));
        return Fields(object, path);
    }

    [[nodiscard]] const Json* find(const std::string& name) const
    {
        const auto found = m_object->find(name);
        return found == m_object->end() || found->is_null() ? nullptr : &*found;
    }
    [[nodiscard]] std::string pathOf(const std::string& name) const { return join(m_path, name); }

    Result<std::string> text(const std::string& name, std::string otherwise) const
    {
        const auto* value = find(name);
        if (!value) return otherwise;
        if (!value->is_string()) return fail(invalid(pathOf(name), "must be a text in quotation marks."));
        return value->get<std::string>();
    }

    Result<std::int64_t> integer(const std::string& name, std::int64_t otherwise) const
    {
        const auto* value = find(name);
        if (!value) return otherwise;
        const bool tooLarge =
            value->is_number_unsigned() &&
            value->get<std::uint64_t>() > std::uint64_t(std::numeric_limits<std::int64_t>::max());
        if (!value->is_number_integer() || tooLarge)
            return fail(invalid(pathOf(name),
                                "must be a whole number (amounts in minor units, rates in basis points)."));
        return value->get<std::int64_t>();
    }

    Result<std::optional<Date>> date(const std::string& name) const
    {
        const auto* value = find(name);
        if (!value) return std::nullopt;
        auto parsed = value->is_string() ? parseDate(value->get<std::string>()) : fail(Error{});
        if (!parsed) return fail(invalid(pathOf(name), "must be a date such as \"2026-01-01\"."));
        return *parsed;
    }

    /// One of the names of an enumeration's values, which run from 0.
    template <typename Enum, Enum... Values>
    Result<Enum> choice(const std::string& name, Enum otherwise) const
    {
        const auto given = TRY(text(name, std::string(agreements::toText(otherwise))));
        for (const auto value : {Values...})
            if (agreements::toText(value) == given) return value;
        const std::array names = {agreements::toText(Values)...};
        return fail(invalid(pathOf(name), fmt::format("“{}” is none of {}.", given, fmt::join(names, ", "))));
    }

private:
    Fields(const Json& object, std::string path) : m_object(&object), m_path(std::move(path)) {}

    static std::string join(const std::string& path, const std::string& name)
    {
        return path.empty() ? name : path + "." + name;
    }

    const Json* m_object;
    std::string m_path;
};

/// Without a kind, the names "cash" and "in_kind" say it themselves; every other category is patronage only.
CategoryKind kindByName(std::string_view name)
{
    for (const auto kind : {CategoryKind::Cash, CategoryKind::InKind})
        if (toText(kind) == name) return kind;
    return CategoryKind::Patronage;
}

Result<std::vector<Category>> readCategories(const Fields& fields)
{
    const auto* list = fields.find("categories");
    if (!list) return Policy().categories;
    if (!list->is_array()) return fail(invalid("categories", "must be a list of {name, weight_bp, kind}."));
    std::vector<Category> categories;
    for (const auto& item : *list) {
        const auto path = fmt::format("categories[{}]", categories.size());
        const auto entry = TRY(Fields::of(item, path, categoryFields));
        if (!entry.find("weight_bp")) return fail(invalid(path + ".weight_bp", "is missing."));
        Category category;
        category.name = TRY(entry.text("name", ""));
        category.weight = BasisPoints(TRY(entry.integer("weight_bp", 0)));
        category.kind = TRY(
            (entry.choice<CategoryKind, CategoryKind::Patronage, CategoryKind::Cash, CategoryKind::InKind>(
                "kind", kindByName(category.name))));
        categories.push_back(std::move(category));
    }
    return categories;
}

Status readRestoration(const Fields& fields, Policy& policy)
{
    const auto* rule = fields.find("restoration_obligation");
    if (!rule || *rule == "none") return {};
    if (*rule == "everyone") {
        policy.everyoneRestores = true;
        return {};
    }
    if (!rule->is_array())
        return fail(invalid("restoration_obligation",
                            "must be \"none\", \"everyone\" or a list of {member_number, limit_minor}."));
    for (const auto& item : *rule) {
        const auto path = fmt::format("restoration_obligation[{}]", policy.restoration.size());
        const auto entry = TRY(Fields::of(item, path, obligationFields));
        RestorationObligation obligation;
        obligation.memberNumber = TRY(entry.text("member_number", ""));
        if (entry.find("limit_minor")) obligation.limit = Money(TRY(entry.integer("limit_minor", 0)));
        policy.restoration.push_back(std::move(obligation));
    }
    return {};
}

Result<Policy> readPolicy(const Fields& fields)
{
    Policy policy;
    policy.name = TRY(fields.text("name", policy.name));
    policy.version = TRY(fields.integer("version", policy.version));
    policy.method = TRY(
        (fields.choice<PatronageMethod, PatronageMethod::S, PatronageMethod::V>("method", policy.method)));
    policy.categories = TRY(readCategories(fields));
    policy.cashRate = BasisPoints(TRY(fields.integer("cash_rate_bp", policy.cashRate.value)));
    policy.reserve = Money(TRY(fields.integer("reserve_minor", policy.reserve.minor)));
    policy.reserveRate = BasisPoints(TRY(fields.integer("reserve_bp", policy.reserveRate.value)));
    policy.tieBreak = TRY((fields.choice<TieBreak, TieBreak::AdmissionNumber, TieBreak::AdmissionDate>(
        "tie_break", policy.tieBreak)));
    policy.taxRegime =
        TRY((fields.choice<TaxRegime, TaxRegime::K, TaxRegime::T>("tax_regime", policy.taxRegime)));
    policy.contributionDualApprovalOver = Money(
        TRY(fields.integer("contribution_dual_approval_minor", policy.contributionDualApprovalOver.minor)));
    policy.journalThreshold =
        Money(TRY(fields.integer("journal_threshold_minor", policy.journalThreshold.minor)));
    policy.graceDays = TRY(fields.integer("grace_days", policy.graceDays));
    policy.minimumCash = Money(TRY(fields.integer("minimum_cash_minor", policy.minimumCash.minor)));
    policy.quorum = TRY(fields.integer("quorum", policy.quorum));
    TRY(readRestoration(fields, policy));
    policy.ratifiedOn = TRY(fields.date("ratified_on"));
    policy.effectiveFrom = TRY(fields.date("effective_from"));
    return policy;
}

constexpr std::size_t mostBytes = 1024 * 1024;

/// Of two fields of one name the reader of JSON would silently take the last.
class DuplicateNames
{
public:
    void see(Json::parse_event_t event, const Json& value)
    {
        if (event == Json::parse_event_t::object_start) m_open.emplace_back();
        if (event == Json::parse_event_t::object_end) m_open.pop_back();
        if (event != Json::parse_event_t::key || m_found) return;
        auto name = value.get<std::string>();
        if (!m_open.back().insert(name).second) m_found = std::move(name);
    }
    [[nodiscard]] const std::optional<std::string>& found() const { return m_found; }

private:
    std::vector<std::set<std::string>> m_open;
    std::optional<std::string> m_found;
};

Json restorationJson(const Policy& policy)
{
    if (policy.everyoneRestores) return "everyone";
    if (policy.restoration.empty()) return "none";
    auto list = Json::array();
    for (const auto& obligation : policy.restoration) {
        Json entry = {{"member_number", obligation.memberNumber}};
        if (obligation.limit) entry["limit_minor"] = obligation.limit->minor;
        list.push_back(std::move(entry));
    }
    return list;
}

Json dateJson(const std::optional<Date>& date)
{
    return date ? Json(toText(*date)) : Json(nullptr);
}

} // namespace

Result<Policy> parsePolicy(std::string_view json)
{
    if (json.size() > mostBytes)
        return fail("agreements.policy.unreadable",
                    fmt::format("The policy has {} bytes; at most {} are read.", json.size(), mostBytes),
                    {{"bytes", json.size()}, {"limit", mostBytes}});
    Json document;
    DuplicateNames twice;
    try {
        document = Json::parse(json, [&twice](int, Json::parse_event_t event, Json& value) {
            twice.see(event, value);
            return true;
        });
    } catch (const Json::parse_error& error) {
        return fail(
            "agreements.policy.unreadable",
            fmt::format("The policy is not sound JSON: {}", std::string_view(error.what()).substr(0, 300)),
            {{"byte", error.byte}});
    } catch (const Json::exception&) {
        return fail(
            "agreements.policy.unreadable",
            "The policy has a number that is larger than any amount or rate. Are there digits too many?");
    }
    if (twice.found()) return fail(invalid(*twice.found(), "is there twice; which one counts?"));
    const auto fields = TRY(Fields::of(document, "", policyFields));
    auto policy = TRY(readPolicy(fields));
    TRY(checkPolicy(policy));
    return policy;
}

std::string toJson(const Policy& policy)
{
    auto categories = Json::array();
    for (const auto& category : policy.categories)
        categories.push_back(
            {{"name", category.name}, {"weight_bp", category.weight.value}, {"kind", toText(category.kind)}});
    // Keys come out in the order of the alphabet, so equal policies give equal text.
    const Json document = {
        {"name", policy.name},
        {"version", policy.version},
        {"method", toText(policy.method)},
        {"categories", std::move(categories)},
        {"cash_rate_bp", policy.cashRate.value},
        {"reserve_minor", policy.reserve.minor},
        {"reserve_bp", policy.reserveRate.value},
        {"tie_break", toText(policy.tieBreak)},
        {"tax_regime", toText(policy.taxRegime)},
        {"contribution_dual_approval_minor", policy.contributionDualApprovalOver.minor},
        {"journal_threshold_minor", policy.journalThreshold.minor},
        {"grace_days", policy.graceDays},
        {"minimum_cash_minor", policy.minimumCash.minor},
        {"quorum", policy.quorum},
        {"restoration_obligation", restorationJson(policy)},
        {"ratified_on", dateJson(policy.ratifiedOn)},
        {"effective_from", dateJson(policy.effectiveFrom)},
    };
    return document.dump(2, ' ', false, Json::error_handler_t::replace);
}

std::string hashOf(const Policy& policy)
{
    return hashHex(toJson(policy));
}

} // namespace habitat::agreements
