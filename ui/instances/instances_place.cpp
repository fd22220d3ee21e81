// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/instances/instances_place.h"

#include "ui/instances/instances_page.h"

#include <QCoreApplication>

namespace habitat::ui {

Place instancesPlace()
{
    Place place;
    place.id = QStringLiteral("instances");
    place.title = QCoreApplication::translate("Place", "Instances");
    place.group = PlaceGroup::Operate;
    place.icon = QStringLiteral("place-instances");
    place.shortcut = QKeySequence(Qt::CTRL | Qt::Key_4);
    // Everyone: who may not see all of them sees what they started.
    place.roles = {};
    place.badge = [](const console::Badges& badges) { return badges.failedInstances; };
    place.make = [](const PlaceContext& context) { return new InstancesPage(context); };
    return place;
}

} // namespace habitat::ui
