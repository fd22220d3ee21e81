// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/conformance/host.h"
#include "tests/conformance/values.h"

/// The step language in our commands.
namespace habitat::conformance {

class Steps
{
public:
    explicit Steps(Host& host) : m_host(host) {}
    /// Throws Mismatch, Refused or Untranslated.
    void take(const nlohmann::json& step);

private:
    using Take = void (Steps::*)(const nlohmann::json&);
    static Take takerOf(const std::string& op);

    void start(const nlohmann::json& step);
    void startByMessage(const nlohmann::json& step);
    void let(const nlohmann::json& step);
    void completeTask(const nlohmann::json& step);
    void claim(const nlohmann::json& step);
    void trigger(const nlohmann::json& step);
    void signal(const nlohmann::json& step);
    void message(const nlohmann::json& step);
    void correlate(const nlohmann::json& step);
    void setVariable(const nlohmann::json& step);
    void executeJob(const nlohmann::json& step);
    void makeTimerDue(const nlohmann::json& step);
    void runDueJobs(const nlohmann::json& step);
    void cancelInstance(const nlohmann::json& step);
    void forEach(const nlohmann::json& step);
    void expectError(const nlohmann::json& step);
    void check(const nlohmann::json& step);

    [[nodiscard]] nlohmann::json value(const nlohmann::json& step, const char* part);
    [[nodiscard]] nlohmann::json row(const nlohmann::json& step, const char* part);
    [[nodiscard]] feel::Context variables(const nlohmann::json& step);
    void triggerSubscription(const nlohmann::json& execution, const nlohmann::json& type,
                             const nlohmann::json& name, feel::Context variables);
    [[nodiscard]] std::size_t openIncidents();

    Host& m_host;
    Values m_values;
};

} // namespace habitat::conformance
