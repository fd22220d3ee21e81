// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/json_text.h"

namespace habitat::store {

std::string jsonText(const nlohmann::json& json)
{
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string errorText(const Error& error)
{
    return jsonText({{"code", error.code},
                     {"message", error.message},
                     {"context", error.context},
                     {"retryable", error.retryable}});
}

Error errorFromText(std::string_view text)
{
    const auto json = nlohmann::json::parse(text);
    return {json.at("code").get<std::string>(), json.at("message").get<std::string>(), json.at("context"),
            json.at("retryable").get<bool>()};
}

} // namespace habitat::store
