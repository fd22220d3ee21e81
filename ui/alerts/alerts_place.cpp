// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/alerts_place.h"

#include "core/identity/permissions.h"
#include "ui/alerts/alerts_page.h"

#include <QCoreApplication>

namespace habitat::ui {

Place alertsPlace()
{
    Place place;
    place.id = QStringLiteral("alerts");
    place.title = QCoreApplication::translate("Place", "Alerts");
    place.group = PlaceGroup::Operate;
    place.icon = QStringLiteral("place-alerts");
    place.shortcut = QKeySequence(Qt::CTRL | Qt::Key_5);
    place.roles = identity::grantOf(identity::Permission::ViewAlerts).roles;
    place.landing = {Role::Administrator};
    place.badge = [](const console::Badges& badges) { return badges.alerts; };
    place.make = [](const PlaceContext& context) { return new AlertsPage(context); };
    return place;
}

} // namespace habitat::ui
