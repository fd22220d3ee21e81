// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/instances/instance_words.h"

#include "ui/widgets/text.h"

#include <QCoreApplication>

namespace habitat::ui {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Instances)
};

} // namespace

QString titleOf(const console::InstanceItem& instance)
{
    return instance.businessKey.empty() ? QString::number(instance.key) : fromCore(instance.businessKey);
}

QString durationText(Duration length)
{
    using namespace std::chrono;
    if (length < seconds(1))
        return Words::tr("%1 ms").arg(std::max<qint64>(0, duration_cast<milliseconds>(length).count()));
    if (length < minutes(1)) return Words::tr("%1 s").arg(duration_cast<seconds>(length).count());
    if (length < minutes(10)) {
        const auto whole = duration_cast<minutes>(length);
        return Words::tr("%1 m %2 s").arg(whole.count()).arg(duration_cast<seconds>(length - whole).count());
    }
    if (length < hours(1)) return Words::tr("%1 m").arg(duration_cast<minutes>(length).count());
    if (length < hours(48)) {
        const auto whole = duration_cast<hours>(length);
        return Words::tr("%1 h %2 m").arg(whole.count()).arg(duration_cast<minutes>(length - whole).count());
    }
    const auto whole = duration_cast<days>(length);
    return Words::tr("%1 d %2 h").arg(whole.count()).arg(duration_cast<hours>(length - whole).count());
}

QString attemptsText(const console::InstanceItem& instance)
{
    if (instance.attempts <= 0) return {};
    return instance.maxAttempts > 0 ? QStringLiteral("%1/%2").arg(instance.attempts).arg(instance.maxAttempts)
                                    : QString::number(instance.attempts);
}

QString stateDetail(const console::InstanceItem& instance, Instant now)
{
    QStringList words;
    if (instance.attempts > 0 && instance.maxAttempts > 0 && !hasEnded(instance) &&
        (instance.state == "failed" || instance.state == "retrying"))
        words << Words::tr("attempt %1 of %2").arg(instance.attempts).arg(instance.maxAttempts);
    if (instance.nextAttemptAt) words << Words::tr("next %1").arg(shortTime(*instance.nextAttemptAt, now));
    return words.join(QStringLiteral(" · "));
}

bool hasEnded(const console::InstanceItem& instance)
{
    return instance.endedAt.has_value();
}

QList<std::pair<QString, QString>> stateChoices()
{
    QList<std::pair<QString, QString>> choices{{QString(), Words::tr("All states")}};
    for (const char* state :
         {"failed", "waiting", "running", "retrying", "completed", "cancelled", "compensated"})
        choices.append({QLatin1String(state), statusWord(parseStatus(state))});
    return choices;
}

QList<Column> instanceColumns()
{
    return {{Words::tr("State")},
            {Words::tr("Key")},
            {Words::tr("Process")},
            {Words::tr("Version"), Digits::No, Room::Spare},
            {Words::tr("Step")},
            {Words::tr("For")},
            {Words::tr("Started")},
            {Words::tr("Attempts"), Digits::No, Room::Spare},
            {Words::tr("Problems"), Digits::Yes}};
}

Record recordOf(const console::InstanceItem& instance, Instant now)
{
    const Status status = parseStatus(instance.state);
    const QString detail = stateDetail(instance, now);
    const QString word = statusWord(status);
    const QString length = durationText(instance.endedAt.value_or(now) - instance.startedAt);
    const QString problems = instance.incidents > 0 ? QString::number(instance.incidents) : QString();
    Record record;
    record.key = QString::number(instance.key);
    record.cells = {{word,
                     detail.isEmpty() ? word : QStringLiteral("%1 · %2").arg(word, detail),
                     status,
                     Tone::Plain,
                     {}},
                    {titleOf(instance), Words::tr("Instance %1").arg(instance.key), {}, Tone::Strong, {}},
                    {fromCore(instance.processName.empty() ? instance.process : instance.processName),
                     {},
                     {},
                     Tone::Plain,
                     {}},
                    {QStringLiteral("v%1").arg(instance.version), {}, {}, Tone::Quiet, {}},
                    {fromCore(instance.currentStep), {}, {}, Tone::Plain, {}},
                    {length, {}, {}, Tone::Quiet, {}},
                    {shortTime(instance.startedAt, now),
                     QStringLiteral("%1\n%2").arg(absoluteTime(instance.startedAt),
                                                  relativeTime(instance.startedAt, now)),
                     {},
                     Tone::Quiet,
                     {}},
                    {attemptsText(instance), {}, {}, Tone::Plain, {}},
                    {problems, {}, {}, problems.isEmpty() ? Tone::Plain : Tone::Danger, {}}};
    QStringList words{titleOf(instance), word, detail, record.cells[2].text, record.cells[4].text, length};
    if (!problems.isEmpty())
        words << (instance.incidents == 1 ? Words::tr("a problem")
                                          : Words::tr("%Ln problems", nullptr, instance.incidents));
    words.removeAll(QString());
    record.words = words.join(QStringLiteral(", "));
    return record;
}

} // namespace habitat::ui
