// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/habitat_console/arguments.h"

#include "core/console/close_views.h"
#include "ui/language/language.h"

#include <QRegularExpression>

#include <functional>

namespace habitat::app {
namespace {

/// Reads one option's value into the arguments; returns what is wrong with it, or nothing.
using Reader = std::function<QString(Arguments&, const QString&)>;

struct Option
{
    QString name;
    QString value;
    QString help;
    Reader read;
};

Reader into(QString Arguments::*field)
{
    return [field](Arguments& arguments, const QString& value) {
        arguments.*field = value;
        return QString();
    };
}

QString readStep(Arguments& arguments, const QString& value)
{
    bool isNumber = false;
    arguments.step = value.toInt(&isNumber);
    return isNumber && arguments.step >= 1 && arguments.step <= console::stepCount
               ? QString()
               : QStringLiteral("--step takes 1 to %1, not “%2”.")
                     .arg(QString::number(console::stepCount), value);
}

QString readSize(Arguments& arguments, const QString& value)
{
    static const QRegularExpression form(QStringLiteral("^(\\d{3,5})x(\\d{3,5})$"));
    const auto match = form.match(value);
    if (!match.hasMatch())
        return QStringLiteral("--size takes a width and a height like 1280x800, not “%1”.").arg(value);
    arguments.size = QSize(match.captured(1).toInt(), match.captured(2).toInt());
    const QSize least(960, 600);
    const QSize most(7680, 4320);
    return arguments.size == arguments.size.expandedTo(least).boundedTo(most)
               ? QString()
               : QStringLiteral("--size takes %1x%2 to %3x%4, not “%5”.")
                     .arg(least.width())
                     .arg(least.height())
                     .arg(most.width())
                     .arg(most.height())
                     .arg(value);
}

QString readInstance(Arguments& arguments, const QString& value)
{
    bool isNumber = false;
    arguments.instance = value;
    return value.toLongLong(&isNumber) > 0 && isNumber
               ? QString()
               : QStringLiteral("--instance takes the number of an instance, not “%1”.").arg(value);
}

QString readScreenshot(Arguments& arguments, const QString& value)
{
    arguments.screenshot = value;
    return value.endsWith(QLatin1String(".png"), Qt::CaseInsensitive)
               ? QString()
               : QStringLiteral("--screenshot takes a file that ends in .png, not “%1”.").arg(value);
}

QString readTheme(Arguments& arguments, const QString& value)
{
    arguments.theme = value;
    return value == QLatin1String("light") || value == QLatin1String("dark")
               ? QString()
               : QStringLiteral("--theme takes light or dark, not “%1”.").arg(value);
}

QString readLanguage(Arguments& arguments, const QString& value)
{
    const QStringList known = ui::Language::languages();
    arguments.language = value;
    return known.contains(value) ? QString()
                                 : QStringLiteral("--language takes %1, not “%2”.")
                                       .arg(known.join(QStringLiteral(" or ")), value);
}

QString readDrill(Arguments& arguments, const QString& value)
{
    arguments.drill = console::parseDrill(value.toStdString());
    return arguments.drill
               ? QString()
               : QStringLiteral("--drill takes fail-step=N[,times=K] with N from 1 to %1, not “%2”.")
                     .arg(QString::number(console::stepCount), value);
}

QList<Option> options(const QStringList& views)
{
    const auto readView = [views](Arguments& arguments, const QString& value) {
        arguments.view = value;
        return views.contains(value) ? QString()
                                     : QStringLiteral("--view takes %1, not “%2”.")
                                           .arg(views.join(QStringLiteral(", ")), value);
    };
    return {
        {"database", "F", "the co-op's file (default: the sample, made on the first start)",
         into(&Arguments::database)},
        {"as", "USER", "signs this person in", into(&Arguments::user)},
        {"view", views.join(QLatin1Char('|')), "the place to open", readView},
        {"period", "P", "the period that Close shows, like 2026-Q1", into(&Arguments::period)},
        {"step", "N", "the step that Close shows", readStep},
        {"instance", "KEY", "the instance that Instances shows", readInstance},
        {"screenshot", "OUT.png", "draws the view into a file once it has loaded, and exits", readScreenshot},
        {"size", "1280x800", "of the window", readSize},
        {"theme", "light|dark", "instead of the system's", readTheme},
        {"language", ui::Language::languages().join(QLatin1Char('|')), "instead of the system's",
         readLanguage},
        {"drill", "fail-step=N[,times=K]", "makes a step fail, for training; the audit marks it", readDrill},
    };
}

/// Fills in what the other arguments imply.
QString settle(Arguments& arguments, const QStringList& views)
{
    const auto imply = [&](const QString& view) {
        if (arguments.view.isEmpty() && views.contains(view)) arguments.view = view;
    };
    if (!arguments.instance.isEmpty()) imply(QStringLiteral("instances"));
    if (!arguments.period.isEmpty() || arguments.step > 0) imply(QStringLiteral("close"));
    if (!arguments.view.isEmpty() && arguments.user.isEmpty() && !arguments.screenshot.isEmpty())
        return QStringLiteral("--screenshot of a view needs --as USER: views are shown to somebody.");
    return {};
}

} // namespace

ParsedArguments parseArguments(const QStringList& given, const QStringList& views)
{
    ParsedArguments parsed;
    const QList<Option> known = options(views);
    for (qsizetype at = 0; at < given.size(); ++at) {
        const QString& argument = given[at];
        if (argument == QLatin1String("--help") || argument == QLatin1String("-h")) {
            parsed.arguments.asked = Arguments::Asked::Help;
            return parsed;
        }
        if (argument == QLatin1String("--version")) {
            parsed.arguments.asked = Arguments::Asked::Version;
            return parsed;
        }
        const QString name = argument.section(QLatin1Char('='), 0, 0).mid(2);
        const auto option =
            std::find_if(known.cbegin(), known.cend(), [&](const Option& o) { return o.name == name; });
        if (!argument.startsWith(QLatin1String("--")) || option == known.cend()) {
            parsed.problem = QStringLiteral("“%1” is not known here.").arg(argument);
            return parsed;
        }
        QString value = argument.section(QLatin1Char('='), 1);
        if (!argument.contains(QLatin1Char('=')) && at + 1 < given.size() &&
            !given[at + 1].startsWith(QLatin1String("--")))
            value = given[++at];
        if (value.isEmpty()) {
            parsed.problem = QStringLiteral("--%1 needs a value: --%1 %2.").arg(option->name, option->value);
            return parsed;
        }
        parsed.problem = option->read(parsed.arguments, value);
        if (!parsed.problem.isEmpty()) return parsed;
    }
    parsed.problem = settle(parsed.arguments, views);
    return parsed;
}

QString helpText(const QStringList& views)
{
    QString text = QStringLiteral("Usage: habitat-console [OPTION…]\n\nThe console of a cooperative.\n\n");
    for (const Option& option : options(views))
        text +=
            QStringLiteral("  %1 %2\n")
                .arg(QStringLiteral("--%1 %2").arg(option.name, option.value).leftJustified(36), option.help);
    text +=
        QStringLiteral("  %1 shows this\n  %2 shows the version\n")
            .arg(QStringLiteral("--help").leftJustified(36), QStringLiteral("--version").leftJustified(36));
    return text;
}

} // namespace habitat::app
