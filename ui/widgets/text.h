// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/actor.h"
#include "core/base/calendar.h"
#include "core/base/error.h"
#include "core/base/money.h"

#include <QString>

#include <optional>
#include <string>
#include <string_view>

/// How values of core read on the screen. Zones exist only here: instants are shown in the system's zone.
/// Pure, but for the zone; GUI thread.
namespace habitat::ui {

inline QString fromCore(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}
inline std::string toCore(const QString& text)
{
    return text.toStdString();
}
inline QString moneyText(Money amount)
{
    return fromCore(toText(amount));
}

/// "just now", "12 min ago", "in 5 min", "3 d ago".
QString relativeTime(Instant at, Instant now);
/// "13:52" today, "17 Nov 13:52" on another day, with the year in another year.
QString shortTime(Instant at, Instant now);
/// "2026-11-20 13:52:07 CET", for tooltips.
QString absoluteTime(Instant at);
/// "Europe/Berlin, UTC+01:00".
QString zoneText();
QString dateText(Date date);

/// A name among other words: its own direction of writing does not turn the words around it.
QString isolated(const QString& name);
QString roleText(Role role);
QString rolesText(RoleSet roles);
/// "Board or Administrator" as core names them, in the language of the screen; what is no role stays as it
/// is.
QString anyRoleText(const QString& names);
/// "AL" for Allocator, "BO" for "Board or Administrator", "KP" for "Kim Park".
QString initials(const QString& words);
/// Whether a refused retry was made, and met its cause again.
bool wasTriedInVain(const Error& refusal);
/// First letter in upper case, for words of core such as "closing".
QString capitalised(const QString& word);

} // namespace habitat::ui
