// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/close/close_place.h"

#include "core/identity/permissions.h"
#include "ui/close/close_page.h"

#include <QCoreApplication>

namespace habitat::ui {

Place closePlace()
{
    Place place;
    place.id = QStringLiteral("close");
    place.title = QCoreApplication::translate("Place", "Close");
    place.group = PlaceGroup::Work;
    place.icon = QStringLiteral("place-close");
    place.shortcut = QKeySequence(Qt::CTRL | Qt::Key_3);
    place.roles = identity::grantOf(identity::Permission::ViewClose).roles;
    place.landing = {Role::Treasurer, Role::Allocator};
    place.badge = [](const console::Badges& badges) { return badges.close; };
    place.make = [](const PlaceContext& context) { return new ClosePage(context); };
    return place;
}

} // namespace habitat::ui
