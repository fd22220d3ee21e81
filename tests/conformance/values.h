// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/db/connection.h"

#include <nlohmann/json.hpp>

#include <map>
#include <string>

/// The values of the step language: literals, names of what came before, questions and what is made of them.
namespace habitat::conformance {

class Values
{
public:
    void set(const std::string& name, nlohmann::json value) { m_names[name] = std::move(value); }
    /// Throws Untranslated for what it does not know, Mismatch where one thing is asked for and there are
    /// more.
    nlohmann::json evaluate(db::Connection& db, const nlohmann::json& value) const;

private:
    nlohmann::json rows(db::Connection& db, const nlohmann::json& query) const;
    nlohmann::json only(db::Connection& db, const nlohmann::json& query) const;
    nlohmann::json attribute(db::Connection& db, const nlohmann::json& row, const std::string& name) const;
    const nlohmann::json& named(const std::string& name) const;

    std::map<std::string, nlohmann::json> m_names;
};

/// Whether two values are the same to a scenario: rows by what they are, not by what they were when asked.
bool same(const nlohmann::json& left, const nlohmann::json& right);
bool isRow(const nlohmann::json& value);

} // namespace habitat::conformance
