// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/support/fake_backend.h"
#include "ui/shell/place.h"

#include <functional>

/// What there is to look at in the console, on canned data: a place, who looks, what there is, what was
/// clicked.
namespace habitat::ui {

struct Scene
{
    QString name;
    /// Nobody: the page where people sign in.
    QString user;
    Location location;
    std::function<void(FakeBackend&)> give;
    std::function<void(PlaceView&)> act;
    /// That are open then.
    int dialogs = 0;
};

template <typename Page>
std::function<void(PlaceView&)> on(std::function<void(Page&)> act)
{
    return [act](PlaceView& view) { act(static_cast<Page&>(view)); };
}

QList<Scene> closeScenes();
QList<Scene> workScenes();

} // namespace habitat::ui
