// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agreements/policies.h"
#include "core/base/hash.h"
#include "core/intake/imports.h"

namespace habitat::intake {

Result<runtime::Operation> ratifyPolicy(std::string name, std::string bytes)
{
    auto policy = agreements::parsePolicy(bytes);
    if (!policy) return fail(std::move(policy).error().with("file", name));
    return runtime::Operation{
        "policy.ratify",
        {{"file", name}, {"hash", hashHex(bytes)}, {"policy", policy->name}, {"version", policy->version}},
        [policy = std::move(*policy)](runtime::OperationContext& context) -> Result<nlohmann::json> {
            const auto key = TRY(agreements::addPolicy(context.work(), policy));
            const auto stored = agreements::findPolicy(context.work().db(), key);
            ensure(stored.has_value(), "a policy that was added is on record");
            nlohmann::json answer{{"policy", policy.name}, {"version", policy.version}, {"key", key.value}};
            if (policy.ratifiedOn) answer["ratified_on"] = toText(*policy.ratifiedOn);
            answer["entered_on"] = toText(dateOf(stored->addedAt));
            return answer;
        },
        {}};
}

} // namespace habitat::intake
