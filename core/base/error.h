// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

#include <stdexcept>
#include <string>

namespace habitat {

/// What went wrong, as a value: branch on `code`, show `message`, link to `context`.
/// `code` is dotted and stable ("treasury.period.closed"); `message` says what is wrong, where, and what
/// to do; `context` is a JSON object with the offending records. Plain data, any thread.
struct Error
{
    std::string code;
    std::string message;
    nlohmann::json context = nlohmann::json::object();
    /// True where the same request may succeed later without anybody mending anything (a busy disk, say).
    bool retryable = false;

    [[nodiscard]] Error with(std::string_view key, nlohmann::json value) &&
    {
        context[std::string(key)] = std::move(value);
        return std::move(*this);
    }
};

/// A broken promise of the program itself, never of a person. It stops the command, is logged, and the
/// transaction around it is rolled back.
class InvariantBroken : public std::logic_error
{
public:
    using std::logic_error::logic_error;
};

/// Throws InvariantBroken where `holds` is false.
inline void ensure(bool holds, const char* promise)
{
    if (!holds) throw InvariantBroken(promise);
}

} // namespace habitat
