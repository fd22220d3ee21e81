// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/drill.h"

#include <QSize>
#include <QString>
#include <QStringList>

#include <optional>

/// What habitat-console is told on its command line. Pure.
namespace habitat::app {

struct Arguments
{
    enum class Asked { Run, Help, Version };
    Asked asked = Asked::Run;
    QString database;
    QString user;
    QString view;
    QString period;
    int step = 0;
    QString instance;
    QString screenshot;
    QSize size{1280, 800};
    /// "light", "dark", or empty for the system's.
    QString theme;
    /// "de", or empty for the system's.
    QString language;
    std::optional<console::DrillSpec> drill;
};

struct ParsedArguments
{
    Arguments arguments;
    /// What is wrong with them, for people; empty: nothing.
    QString problem;
};

/// `given` without the program's name. `views` are the places that exist.
ParsedArguments parseArguments(const QStringList& given, const QStringList& views);
QString helpText(const QStringList& views);

} // namespace habitat::app
