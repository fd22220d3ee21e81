// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QStringList>
#include <QTimeZone>

#include <chrono>

namespace habitat::ui {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Text)
};

QDateTime local(Instant at)
{
    const auto millis = std::chrono::floor<std::chrono::milliseconds>(at).time_since_epoch().count();
    return QDateTime::fromMSecsSinceEpoch(millis, QTimeZone::systemTimeZone());
}

QString amountOf(Duration length)
{
    using namespace std::chrono;
    if (length < hours(1)) return Words::tr("%1 min").arg(duration_cast<minutes>(length).count());
    if (length < hours(24)) return Words::tr("%1 h").arg(duration_cast<hours>(length).count());
    return Words::tr("%1 d").arg(duration_cast<days>(length).count());
}

} // namespace

QString relativeTime(Instant at, Instant now)
{
    const Duration passed = now - at;
    if (passed > -std::chrono::minutes(1) && passed < std::chrono::minutes(1)) return Words::tr("just now");
    if (passed < Duration::zero()) return Words::tr("in %1").arg(amountOf(-passed));
    return Words::tr("%1 ago").arg(amountOf(passed));
}

QString shortTime(Instant at, Instant now)
{
    const QDateTime when = local(at);
    const QDateTime today = local(now);
    if (when.date() == today.date()) return when.toString(QStringLiteral("HH:mm"));
    //: The code of this language: it names the months.
    const QLocale language(Words::tr("en"));
    return language.toString(when, when.date().year() == today.date().year() ? Words::tr("d MMM HH:mm")
                                                                             : Words::tr("d MMM yyyy HH:mm"));
}

QString absoluteTime(Instant at)
{
    const QDateTime when = local(at);
    return when.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss ")) + when.timeZoneAbbreviation();
}

QString zoneText()
{
    const QDateTime now = QDateTime::currentDateTime();
    const int minutes = now.offsetFromUtc() / 60;
    const QString name = QString::fromLatin1(QTimeZone::systemTimeZoneId());
    if (minutes == 0)
        return name.isEmpty() || name == QLatin1String("UTC") || name == QLatin1String("Etc/UTC")
                   ? QStringLiteral("UTC")
                   : name + QStringLiteral(", UTC");
    return QStringLiteral("%1, UTC%2%3:%4")
        .arg(name, minutes < 0 ? QStringLiteral("−") : QStringLiteral("+"))
        .arg(qAbs(minutes) / 60, 2, 10, QLatin1Char('0'))
        .arg(qAbs(minutes) % 60, 2, 10, QLatin1Char('0'));
}

QString dateText(Date date)
{
    return fromCore(toText(date));
}

QString isolated(const QString& name)
{
    return name.isRightToLeft() ? QChar(0x2068) + name + QChar(0x2069) : name;
}

QString roleText(Role role)
{
    static constexpr const char* names[] = {
        QT_TRANSLATE_NOOP("Role", "Member"),
        QT_TRANSLATE_NOOP("Role", "Contributor"),
        QT_TRANSLATE_NOOP("Role", "Reviewer"),
        QT_TRANSLATE_NOOP("Role", "Treasurer"),
        QT_TRANSLATE_NOOP("Role", "Allocator"),
        QT_TRANSLATE_NOOP("Role", "Administrator"),
        QT_TRANSLATE_NOOP("Role", "Board"),
        QT_TRANSLATE_NOOP("Role", "Auditor"),
        QT_TRANSLATE_NOOP("Role", "Workflow designer"),
        QT_TRANSLATE_NOOP("Role", "Agent"),
    };
    static_assert(std::size(names) == roleNames.size());
    return QCoreApplication::translate("Role", names[std::size_t(role)]);
}

QString rolesText(RoleSet roles)
{
    QStringList names;
    for (const Role role : roles.toVector())
        names << roleText(role);
    return names.join(QStringLiteral(", "));
}

QString anyRoleText(const QString& names)
{
    QStringList roles = names.split(QStringLiteral(" or "));
    for (QString& role : roles)
        role = QCoreApplication::translate("Role", role.toUtf8().constData());
    //: Between the roles one of which signs: "Board or Administrator".
    return roles.join(Words::tr(" or "));
}

QString initials(const QString& words)
{
    const QStringList parts = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (parts.isEmpty()) return {};
    if (parts.size() > 1 && parts[1].at(0).isUpper())
        return QString(parts[0].at(0)).toUpper() + parts[1].at(0);
    return parts[0].left(2).toUpper();
}

bool wasTriedInVain(const Error& refusal)
{
    return refusal.context.contains("cause_gone");
}

QString capitalised(const QString& word)
{
    return word.isEmpty() ? word : word.at(0).toUpper() + word.mid(1);
}

} // namespace habitat::ui
