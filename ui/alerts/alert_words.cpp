// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/alert_words.h"

#include "ui/theme/theme.h"
#include "ui/widgets/text.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

namespace habitat::ui {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Alerts)
};

constexpr int morning = 8;

} // namespace

QString severityIcon(console::AlertSeverity severity)
{
    return severity == console::AlertSeverity::Critical ? statusIcon(Status::Failed)
                                                        : QStringLiteral("warning");
}

Tone severityTone(console::AlertSeverity severity)
{
    return severity == console::AlertSeverity::Critical ? Tone::Danger : Tone::Warning;
}

QColor severityColour(console::AlertSeverity severity)
{
    const bool critical = severity == console::AlertSeverity::Critical;
    return Theme::current().status(critical ? Status::Failed : Status::Retrying).text;
}

QString severityText(console::AlertSeverity severity)
{
    return severity == console::AlertSeverity::Critical ? Words::tr("Critical") : Words::tr("Warning");
}

bool isOpen(const console::AlertItem& alert)
{
    return alert.state == console::AlertState::Open;
}

QString alertStateText(const console::AlertItem& alert)
{
    const QString owner = fromCore(alert.owner);
    switch (alert.state) {
    case console::AlertState::Acknowledged:
        return owner.isEmpty() ? Words::tr("Acknowledged") : Words::tr("Acknowledged by %1").arg(owner);
    case console::AlertState::Snoozed:
        return owner.isEmpty() ? Words::tr("Snoozed") : Words::tr("Snoozed by %1").arg(owner);
    case console::AlertState::Open:
        break;
    }
    return Words::tr("Open");
}

QString lastingText(Instant since, Instant now)
{
    using namespace std::chrono;
    const Duration length = now - since;
    if (length < minutes(1)) return Words::tr("just now");
    if (length < hours(1)) return Words::tr("%1 min").arg(duration_cast<minutes>(length).count());
    if (length < hours(48)) return Words::tr("%1 h").arg(duration_cast<hours>(length).count());
    return Words::tr("%1 d").arg(duration_cast<days>(length).count());
}

std::string processOf(const console::AlertItem& alert)
{
    const auto first = alert.cause.find('/');
    if (first == std::string::npos) return {};
    const auto second = alert.cause.find('/', first + 1);
    return alert.cause.substr(first + 1, second == std::string::npos ? second : second - first - 1);
}

QList<Column> alertColumns()
{
    return {{Words::tr("Severity")},
            {Words::tr("What")},
            {Words::tr("Subject")},
            {Words::tr("Since")},
            {Words::tr("Count"), Digits::Yes},
            {Words::tr("State"), Digits::No, Room::Spare}};
}

Record recordOf(const console::AlertItem& alert, Instant now)
{
    const bool open = isOpen(alert);
    const QString count = QStringLiteral("×%1").arg(alert.count);
    QString subject = fromCore(alert.subject);
    // The subject names the first few of them only.
    const auto named =
        std::count(alert.subject.begin(), alert.subject.end(), ',') + (alert.subject.empty() ? 0 : 1);
    if (named > 0 && alert.count > named)
        subject = Words::tr("%1 and %Ln more", nullptr, alert.count - int(named)).arg(subject);
    Record record;
    record.key = fromCore(alert.cause);
    record.cells = {
        {severityText(alert.severity), {}, {}, severityTone(alert.severity), severityIcon(alert.severity)},
        {fromCore(alert.title), fromCore(alert.why), {}, open ? Tone::Strong : Tone::Quiet, {}},
        {subject, {}, {}, Tone::Plain, {}},
        {lastingText(alert.since, now), absoluteTime(alert.since), {}, Tone::Plain, {}},
        {count, {}, {}, Tone::Plain, {}},
        {alertStateText(alert), {}, {}, open ? Tone::Plain : Tone::Quiet, {}}};
    QStringList words;
    for (const Cell& cell : std::as_const(record.cells))
        words << cell.text;
    words << fromCore(alert.why);
    words.removeAll(QString());
    record.words = words.join(QStringLiteral(", "));
    return record;
}

bool matches(const console::AlertItem& alert, const QString& typed)
{
    const QString all =
        QStringList{fromCore(alert.title), fromCore(alert.subject),      fromCore(alert.why),
                    fromCore(alert.cause), severityText(alert.severity), alertStateText(alert)}
            .join(QLatin1Char('\n'));
    const QStringList words = typed.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    return std::all_of(words.cbegin(), words.cend(),
                       [&](const QString& word) { return all.contains(word, Qt::CaseInsensitive); });
}

Duration untilTomorrow(Instant now)
{
    const auto millis = std::chrono::floor<std::chrono::milliseconds>(now).time_since_epoch().count();
    const QDateTime here = QDateTime::fromMSecsSinceEpoch(millis);
    const QDateTime wanted(here.date().addDays(1), QTime(morning, 0));
    return std::chrono::milliseconds(here.msecsTo(wanted));
}

} // namespace habitat::ui
