// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/registry.h"

namespace habitat::runtime {

void Registry::local(std::string jobType, LocalHandler handler)
{
    ensure(!m_remote.contains(jobType), "a job type is local or remote, not both");
    ensure(m_local.emplace(std::move(jobType), std::move(handler)).second, "a job type has one handler");
}

void Registry::remote(std::string jobType, RemoteHandler handler, RemoteInquiry inquire, RemoteDoubt doubt)
{
    ensure(!m_local.contains(jobType), "a job type is local or remote, not both");
    Remote remote{std::move(handler), std::move(inquire), std::move(doubt)};
    ensure(m_remote.emplace(std::move(jobType), std::move(remote)).second, "a job type has one handler");
}

void Registry::onDomainEvent(std::string name, Reaction reaction)
{
    m_reactions[std::move(name)].push_back(std::move(reaction));
}

const LocalHandler* Registry::findLocal(std::string_view jobType) const
{
    const auto found = m_local.find(jobType);
    return found == m_local.end() ? nullptr : &found->second;
}

const Registry::Remote* Registry::findRemote(std::string_view jobType) const
{
    const auto found = m_remote.find(jobType);
    return found == m_remote.end() ? nullptr : &found->second;
}

const std::vector<Reaction>& Registry::reactionsTo(std::string_view eventName) const
{
    static const std::vector<Reaction> none;
    const auto found = m_reactions.find(eventName);
    return found == m_reactions.end() ? none : found->second;
}

} // namespace habitat::runtime
