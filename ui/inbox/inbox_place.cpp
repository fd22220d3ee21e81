// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inbox/inbox_place.h"

#include "ui/inbox/inbox_page.h"

#include <QCoreApplication>

namespace habitat::ui {

Place inboxPlace()
{
    Place place;
    place.id = QStringLiteral("inbox");
    place.title = QCoreApplication::translate("Place", "Inbox");
    place.group = PlaceGroup::Work;
    place.icon = QStringLiteral("place-inbox");
    place.shortcut = QKeySequence(Qt::CTRL | Qt::Key_2);
    // Everyone may be asked something; who only contributes answers questions here.
    place.roles = {};
    place.landing = {Role::Reviewer, Role::Board};
    place.badge = [](const console::Badges& badges) { return badges.inbox; };
    place.make = [](const PlaceContext& context) { return new InboxPage(context); };
    return place;
}

} // namespace habitat::ui
