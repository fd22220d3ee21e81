// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/instances/instances_page.h"

#include "ui/diagram/diagram_pane.h"
#include "ui/instances/instance_list.h"
#include "ui/instances/instance_view.h"
#include "ui/widgets/key_registry.h"
#include "ui/widgets/record_table.h"
#include "ui/widgets/text.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedLayout>

#include <algorithm>

namespace habitat::ui {

InstancesPage::InstancesPage(const PlaceContext& context, QWidget* parent)
    : PlaceView(context, parent), m_commands(new InstanceCommands(context, this)),
      m_pages(new QStackedLayout(this)), m_list(new InstanceList(context, *m_commands)),
      m_view(new InstanceView(context, *m_commands))
{
    m_pages->addWidget(m_list);
    m_pages->addWidget(m_view);
    addKeys();
    connect(m_list, &InstanceList::opened, this, [this](qint64 instance) {
        desk().go({QStringLiteral("instances"), {{QStringLiteral("instance"), QString::number(instance)}}});
    });
    connect(m_list, &InstanceList::filterChosen, this, &PlaceView::moved);
    connect(m_list, &InstanceList::loaded, this, [this] {
        if (!showsOne()) setLoaded();
    });
    connect(m_list, &InstanceList::failed, this, [this](const QString& message) {
        if (!showsOne()) showLoadError(message);
    });
    connect(m_view, &InstanceView::loaded, this, [this] {
        if (showsOne()) setLoaded();
    });
    connect(m_view, &InstanceView::failed, this, [this](const QString& message) {
        if (showsOne()) showLoadError(message);
    });
    connect(m_commands, &InstanceCommands::busy, m_view, &InstanceView::setBusy);
    connect(m_commands, &InstanceCommands::refused, m_view, &InstanceView::showRefusal);
    connect(m_commands, &InstanceCommands::changed, this, [this] {
        if (showsOne())
            m_view->refresh();
        else
            m_list->follow();
    });
    connect(&backend(), &Backend::committed, this, &InstancesPage::committed);
}

void InstancesPage::addKeys()
{
    const KeyScope scope{QStringLiteral("instances"), tr("Instances")};
    const auto add = [&](const char* id, const QString& text, QList<QKeySequence> keys,
                         std::function<void()> run) {
        desk().keys().add(this, {QLatin1String(id), text, std::move(keys), scope}, std::move(run));
    };
    add("instances.retry", tr("Retry"), {QKeySequence(Qt::CTRL | Qt::Key_R)}, [this] {
        QPushButton* button = showsOne() ? m_view->retryButton() : m_list->retryButton();
        if (button->isVisible()) button->click();
    });
    add("instances.cancel", tr("Cancel the instance…"), {}, [this] {
        QPushButton* button = showsOne() ? m_view->cancelButton() : m_list->cancelButton();
        if (button->isVisible()) button->click();
    });
    add("instances.fit", tr("Fit the whole diagram"), {}, [this] {
        if (showsOne()) m_view->diagram()->view()->fit();
    });
}

void InstancesPage::showLoadError(const QString& message)
{
    // What was loaded before is not what is shown now.
    setLoading();
    setLoadError(message);
}

bool InstancesPage::showsOne() const
{
    return m_pages->currentWidget() == m_view;
}

void InstancesPage::open(const Location& location)
{
    setLoading();
    const std::int64_t instance = location.at.value(QStringLiteral("instance")).toLongLong();
    if (instance != 0) {
        m_pages->setCurrentWidget(m_view);
        m_view->show(instance, location.at.value(QStringLiteral("element")));
        m_view->tabs()->chooseTab(location.at.value(QStringLiteral("tab")));
        return;
    }
    m_pages->setCurrentWidget(m_list);
    console::InstanceFilter filter = m_list->filter();
    // Coming back from an instance, the list is as it was left.
    if (!location.at.contains(QStringLiteral("list"))) {
        filter.process = toCore(location.at.value(QStringLiteral("process")));
        filter.state = toCore(location.at.value(QStringLiteral("state")));
        filter.key = toCore(location.at.value(QStringLiteral("key")));
    }
    m_list->show(filter);
}

Location InstancesPage::location() const
{
    Location here{QStringLiteral("instances"), {}};
    if (showsOne()) {
        here.at[QStringLiteral("instance")] = QString::number(m_view->instance());
        return here;
    }
    const console::InstanceFilter& filter = m_list->filter();
    const auto put = [&](const char* name, const std::string& value) {
        if (!value.empty()) here.at[QLatin1String(name)] = fromCore(value);
    };
    put("process", filter.process);
    put("state", filter.state);
    put("key", filter.key);
    return here;
}

void InstancesPage::refresh()
{
    if (showsOne())
        m_view->refresh();
    else
        m_list->refresh();
}

QList<QWidget*> InstancesPage::panes() const
{
    if (showsOne())
        return {m_view->diagram()->view(),
                m_view->tabs()->table(InstanceTabs::Tab(m_view->tabs()->currentIndex())),
                m_view->backButton()};
    return {m_list->table(), m_list->keyField()};
}

void InstancesPage::focusFilter()
{
    if (showsOne()) return;
    m_list->keyField()->setFocus(Qt::ShortcutFocusReason);
    m_list->keyField()->selectAll();
}

void InstancesPage::exportFigures()
{
    const RecordTable* table = showsOne()
                                   ? m_view->tabs()->table(InstanceTabs::Tab(m_view->tabs()->currentIndex()))
                                   : m_list->table();
    table->copy();
    desk().toast(tr("The table is copied."));
}

void InstancesPage::committed(const console::Committed& what)
{
    if (!showsOne()) return m_list->follow();
    if (std::find(what.instances.begin(), what.instances.end(), m_view->instance()) != what.instances.end())
        m_view->refresh();
}

} // namespace habitat::ui
