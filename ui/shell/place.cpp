// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/place.h"

#include <QCoreApplication>

#include <algorithm>

namespace habitat::ui {

PlaceView::PlaceView(const PlaceContext& context, QWidget* parent) : QWidget(parent), m_context(context) {}

void PlaceView::setLoading()
{
    m_loaded = false;
    m_loadError.clear();
}

void PlaceView::setLoaded()
{
    if (std::exchange(m_loaded, true)) return;
    m_loadError.clear();
    emit loaded();
}

void PlaceView::setLoadError(const QString& why)
{
    m_loadError = why;
    emit loaded();
}

void PlaceRegistry::add(Place place)
{
    ensure(!find(place.id), "a place is registered once");
    m_places.append(std::move(place));
    std::stable_sort(m_places.begin(), m_places.end(),
                     [](const Place& a, const Place& b) { return a.group < b.group; });
}

const Place* PlaceRegistry::find(const QString& id) const
{
    const auto found =
        std::find_if(m_places.cbegin(), m_places.cend(), [&](const Place& p) { return p.id == id; });
    return found == m_places.cend() ? nullptr : &*found;
}

bool mayUse(const Place& place, RoleSet roles)
{
    return place.roles.isEmpty() || place.roles.intersects(roles);
}

QList<Place> PlaceRegistry::usableBy(RoleSet roles) const
{
    QList<Place> usable;
    for (const Place& place : m_places)
        if (mayUse(place, roles)) usable.append(place);
    return usable;
}

const Place* PlaceRegistry::landingFor(RoleSet roles) const
{
    const Place* first = nullptr;
    for (const Place& place : m_places) {
        if (!mayUse(place, roles)) continue;
        if (place.landing.intersects(roles)) return &place;
        if (!first) first = &place;
    }
    return first;
}

QString groupTitle(PlaceGroup group)
{
    switch (group) {
    case PlaceGroup::Work:
        return QCoreApplication::translate("Place", "Work");
    case PlaceGroup::Operate:
        return QCoreApplication::translate("Place", "Operate");
    case PlaceGroup::Insight:
        return QCoreApplication::translate("Place", "Insight");
    }
    return {};
}

} // namespace habitat::ui
