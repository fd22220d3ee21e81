// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/work_views.h"
#include "ui/diagram/picture.h"
#include "ui/theme/status.h"

#include <QHash>
#include <QSet>

/// What is going on in an instance, laid over the picture of its process. Plain values; any thread but for
/// translations.
namespace habitat::ui {

struct ElementMarks
{
    /// Tokens that are there now.
    int active = 0;
    int completed = 0;
    int incidents = 0;
    int compensated = 0;
    /// A job there waits for a person to release it.
    bool isHeld = false;
    bool operator==(const ElementMarks&) const = default;

    [[nodiscard]] bool isUntouched() const { return *this == ElementMarks(); }
    /// The one state that matters most, as its colour and shape.
    [[nodiscard]] Status status() const;
};

struct DiagramMarks
{
    QHash<QString, ElementMarks> elements;
    /// Sequence flows that a token took.
    QSet<QString> taken;
    bool operator==(const DiagramMarks&) const = default;

    [[nodiscard]] ElementMarks of(const QString& elementId) const { return elements.value(elementId); }
};

DiagramMarks marksOf(const console::InstanceDetail& detail, const DiagramPicture& picture);

/// Which flows the tokens took, told from the order of what happened: of several ways into an element the one
/// whose source ended last before it began, for a joining gateway all of them.
QSet<QString> takenFlows(const std::vector<console::ElementHistory>& history, const DiagramPicture& picture);

/// "2 running, 1 problem, waits to be released"; empty where nothing happened there yet.
QString marksText(const ElementMarks& marks);

} // namespace habitat::ui
