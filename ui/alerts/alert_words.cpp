// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/alert_words.h"

#include "ui/theme/theme.h"
#include "ui/widgets/text.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

namespace habitat::ui {
namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Alerts", text);
}

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
    return severity == console::AlertSeverity::Critical ? tr(QT_TRANSLATE_NOOP("Alerts", "Critical"))
                                                        : tr(QT_TRANSLATE_NOOP("Alerts", "Warning"));
}

bool isOpen(const console::AlertItem& alert)
{
    return alert.state != "acknowledged" && alert.state != "snoozed" && alert.state != "resolved";
}

QString alertStateText(const console::AlertItem& alert)
{
    const QString owner = fromCore(alert.owner);
    if (alert.state == "acknowledged")
        return owner.isEmpty() ? tr(QT_TRANSLATE_NOOP("Alerts", "Acknowledged"))
                               : tr(QT_TRANSLATE_NOOP("Alerts", "Acknowledged by %1")).arg(owner);
    if (alert.state == "snoozed")
        return owner.isEmpty() ? tr(QT_TRANSLATE_NOOP("Alerts", "Snoozed"))
                               : tr(QT_TRANSLATE_NOOP("Alerts", "Snoozed by %1")).arg(owner);
    if (alert.state == "resolved") return tr(QT_TRANSLATE_NOOP("Alerts", "Resolved"));
    return tr(QT_TRANSLATE_NOOP("Alerts", "Open"));
}

QString lastingText(Instant since, Instant now)
{
    using namespace std::chrono;
    const Duration length = now - since;
    if (length < minutes(1)) return tr(QT_TRANSLATE_NOOP("Alerts", "just now"));
    if (length < hours(1))
        return tr(QT_TRANSLATE_NOOP("Alerts", "%1 min")).arg(duration_cast<minutes>(length).count());
    if (length < hours(48))
        return tr(QT_TRANSLATE_NOOP("Alerts", "%1 h")).arg(duration_cast<hours>(length).count());
    return tr(QT_TRANSLATE_NOOP("Alerts", "%1 d")).arg(duration_cast<days>(length).count());
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
    return {{tr(QT_TRANSLATE_NOOP("Alerts", "Severity"))},
            {tr(QT_TRANSLATE_NOOP("Alerts", "What"))},
            {tr(QT_TRANSLATE_NOOP("Alerts", "Subject"))},
            {tr(QT_TRANSLATE_NOOP("Alerts", "Since"))},
            {tr(QT_TRANSLATE_NOOP("Alerts", "Count")), Digits::Yes},
            {tr(QT_TRANSLATE_NOOP("Alerts", "State")), Digits::No, Room::Spare}};
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
        subject =
            tr(QT_TRANSLATE_NOOP("Alerts", "%1 and %2 more")).arg(subject).arg(alert.count - int(named));
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
