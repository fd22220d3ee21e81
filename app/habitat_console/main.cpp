// SPDX-License-Identifier: GPL-3.0-or-later
// habitat-console: reads the command line, opens the co-op, and shows the window.
#include "app/habitat_console/arguments.h"
#include "app/habitat_console/screenshot.h"
#include "core/console/initialise.h"
#include "ui/bridge/core_backend.h"
#include "ui/language/language.h"
#include "ui/shell/main_window.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include <cstdio>

using namespace habitat;

namespace {

constexpr int usageError = 2;

QStringList placeIds(const ui::PlaceRegistry& places)
{
    QStringList ids;
    for (const ui::Place& place : places.all())
        ids << place.id;
    return ids;
}

QString sampleDatabase()
{
    const QString data = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    const auto name = QString::fromUtf8(console::pineRidge.data(), int(console::pineRidge.size()));
    return data + QStringLiteral("/habitat-console/%1.db").arg(name);
}

/// Makes the sample co-op where it is missing; runs on the thread that opens it.
std::function<Result<void>()> sampleMaker(const QString& database)
{
    return [database]() -> Result<void> {
        if (QFileInfo::exists(database)) return {};
        QDir().mkpath(QFileInfo(database).path());
        return console::initialise(console::sampleAt(database.toStdString()),
                                   std::make_shared<SystemClock>());
    };
}

bool hasDisplay()
{
    return qEnvironmentVariableIsSet("QT_QPA_PLATFORM") || qEnvironmentVariableIsSet("DISPLAY") ||
           qEnvironmentVariableIsSet("WAYLAND_DISPLAY");
}

ui::ThemeChoice themeChoice(const QString& name)
{
    if (name == QLatin1String("dark")) return ui::ThemeChoice::Dark;
    return name == QLatin1String("light") ? ui::ThemeChoice::Light : ui::ThemeChoice::System;
}

ui::Location startOf(const app::Arguments& arguments)
{
    ui::Location start{arguments.view, {}};
    if (!arguments.period.isEmpty()) start.at[QStringLiteral("period")] = arguments.period;
    if (arguments.step > 0) start.at[QStringLiteral("step")] = QString::number(arguments.step);
    if (!arguments.instance.isEmpty()) start.at[QStringLiteral("instance")] = arguments.instance;
    return start;
}

int run(int argc, char** argv, const app::Arguments& arguments)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("habitat-console"));
    QApplication::setApplicationDisplayName({});
    QApplication::setApplicationVersion(QStringLiteral(HABITAT_VERSION));
    const ui::Language language(application, arguments.language);
    const ui::Theme theme(application, themeChoice(arguments.theme));

    const bool isSample = arguments.database.isEmpty();
    const QString database = isSample ? sampleDatabase() : arguments.database;
    console::OpenOptions options;
    options.database = database.toStdString();
    options.host = "habitat-console";
    options.clock = std::make_shared<SystemClock>();
    options.drillStep = arguments.drill ? arguments.drill->step : 0;
    options.drillTimes = arguments.drill ? arguments.drill->times : 0;
    ui::CoreBackend backend(std::move(options),
                            isSample ? sampleMaker(database) : std::function<Result<void>()>(),
                            arguments.screenshot.isEmpty() ? ui::Intent::Work : ui::Intent::Look);

    ui::MainWindow window(backend, ui::allPlaces());
    window.resize(arguments.size);
    window.startAt(startOf(arguments));
    std::unique_ptr<app::Screenshot> screenshot;
    if (!arguments.screenshot.isEmpty())
        screenshot = std::make_unique<app::Screenshot>(window, arguments.screenshot);
    if (!arguments.user.isEmpty()) window.assume(arguments.user);
    window.show();
    return QApplication::exec();
}

} // namespace

int main(int argc, char** argv)
{
    const QStringList views = placeIds(ui::allPlaces());
    QStringList given;
    for (int i = 1; i < argc; ++i)
        given << QString::fromLocal8Bit(argv[i]);
    const app::ParsedArguments parsed = app::parseArguments(given, views);
    if (!parsed.problem.isEmpty()) {
        std::fprintf(stderr, "habitat-console: %s\nhabitat-console --help says what is.\n",
                     qPrintable(parsed.problem));
        return usageError;
    }
    switch (parsed.arguments.asked) {
    case app::Arguments::Asked::Help:
        std::fputs(qPrintable(app::helpText(views)), stdout);
        return 0;
    case app::Arguments::Asked::Version:
        std::puts("habitat-console " HABITAT_VERSION);
        return 0;
    case app::Arguments::Asked::Run:
        break;
    }
    if (!parsed.arguments.screenshot.isEmpty() && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    if (!hasDisplay()) {
        std::fprintf(
            stderr,
            "habitat-console: there is no display here. --screenshot OUT.png draws a view without one; "
            "habitatctl does headless what the console does.\n");
        return 1;
    }
    return run(argc, argv, parsed.arguments);
}
