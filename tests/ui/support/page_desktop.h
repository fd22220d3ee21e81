// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/support/fake_backend.h"
#include "tests/ui/support/fake_desk.h"
#include "ui/records/record_model.h"

#include <QAbstractItemView>

#include <memory>

/// What the tests of places share: a page on a desk whose backend answers with what the test gave it.
namespace habitat::ui {

template <typename Page>
struct PageDesktop
{
    FakeBackend backend;
    FakeDesk desk;
    std::unique_ptr<Page> page;

    /// Made for that person, shown and opened; it may still be loading.
    void show(const char* user, const Location& location, QSize size = {1100, 700})
    {
        page = std::make_unique<Page>(
            PlaceContext{backend, desk, backend.sessionOf(user), backend.cooperativeInfo, backend.choices});
        page->resize(size);
        page->show();
        page->open(location);
    }
    /// Somebody did something in that instance.
    void commit(std::int64_t instance)
    {
        console::Committed what;
        what.instances = {instance};
        backend.commit(what);
    }
};

/// The keys of a list's rows, as they stand.
inline QStringList keysIn(const QAbstractItemView& list)
{
    QStringList keys;
    for (int row = 0; row < list.model()->rowCount(); ++row)
        keys << list.model()->index(row, 0).data(RecordModel::KeyRole).toString();
    return keys;
}

/// Class and object name of every control that the Tab key reaches and a screen reader could not name.
inline QStringList namelessControls(const QWidget& page)
{
    QStringList nameless;
    for (const QWidget* widget : page.findChildren<QWidget*>())
        if (widget->isVisible() && widget->focusPolicy() & Qt::TabFocus && widget->accessibleName().isEmpty())
            nameless << QString::fromLatin1(widget->metaObject()->className()) + ' ' + widget->objectName();
    return nameless;
}

} // namespace habitat::ui
