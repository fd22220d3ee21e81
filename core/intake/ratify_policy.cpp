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
            return nlohmann::json{{"policy", policy.name}, {"version", policy.version}, {"key", key.value}};
        },
        {}};
}

} // namespace habitat::intake
