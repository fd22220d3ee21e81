// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/alerts_page.h"

#include "core/identity/permissions.h"
#include "ui/alerts/alert_pane.h"
#include "ui/alerts/alert_words.h"
#include "ui/records/record_list.h"
#include "ui/records/scope_tabs.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/key_registry.h"
#include "ui/widgets/list_states.h"
#include "ui/widgets/pane.h"
#include "ui/widgets/record_table.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace habitat::ui {
namespace {

constexpr std::array scopeIds = {"open", "acknowledged", "snoozed", "all"};

QString scopeWord(AlertsPage::Scope scope)
{
    switch (scope) {
    case AlertsPage::Scope::Open:
        return AlertsPage::tr("Open");
    case AlertsPage::Scope::Acknowledged:
        return AlertsPage::tr("Acknowledged");
    case AlertsPage::Scope::Snoozed:
        return AlertsPage::tr("Snoozed");
    case AlertsPage::Scope::All:
        return AlertsPage::tr("All");
    }
    return {};
}

bool isIn(AlertsPage::Scope scope, const console::AlertItem& alert)
{
    switch (scope) {
    case AlertsPage::Scope::Open:
        return isOpen(alert);
    case AlertsPage::Scope::Acknowledged:
        return alert.state == console::AlertState::Acknowledged;
    case AlertsPage::Scope::Snoozed:
        return alert.state == console::AlertState::Snoozed;
    case AlertsPage::Scope::All:
        return true;
    }
    return true;
}

/// The words of core's own table of permissions; it decides again when the command comes.
QString whyNot(const Actor& actor, identity::Permission permission)
{
    const auto allowed = identity::authorize(actor, permission);
    return allowed ? QString() : fromCore(allowed.error().message);
}

} // namespace

AlertsPage::AlertsPage(const PlaceContext& context, QWidget* parent)
    : PlaceView(context, parent), m_commands(new AlertCommands(context, this)),
      m_header(new ViewHeader(tr("Alerts"))), m_scopes(new ScopeTabs(tr("Which alerts"))),
      m_filter(new QLineEdit), m_model(alertColumns()), m_table(new RecordTable), m_detail(new AlertPane)
{
    build();
    addKeys();
    connectDetail();
    connect(&backend(), &Backend::committed, this, [this] { read(); });
    connect(m_commands, &AlertCommands::changed, this, &AlertsPage::read);
    connect(m_commands, &AlertCommands::busy, m_detail, &AlertPane::setBusy);
    connect(m_commands, &AlertCommands::refused, m_detail, &AlertPane::showRefusal);
}

void AlertsPage::build()
{
    auto* list = new QFrame;
    list->setProperty("variant", "pane");
    auto* inner = new QVBoxLayout(list);
    inner->setContentsMargins(1, 1, 1, 1);
    inner->setSpacing(0);
    list->setAccessibleName(tr("Alerts"));
    equip(*m_table, m_model, tr("Alerts"), 1);
    m_states = new ListStates(m_table, tr("Alerts"));
    inner->addWidget(m_states);

    auto* panes = new QSplitter;
    panes->setHandleWidth(space::m);
    panes->setChildrenCollapsible(false);
    panes->addWidget(list);
    panes->addWidget(m_detail);
    panes->setStretchFactor(0, 3);
    panes->setStretchFactor(1, 2);
    panes->setSizes({1300, 700});
    list->setMinimumWidth(400);
    m_detail->setMinimumWidth(320);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::l, space::m, space::l, space::m);
    column->setSpacing(space::m);
    m_header->row()->addStretch(1);
    column->addWidget(m_header);
    column->addWidget(makeFilters());
    column->addWidget(panes, 1);
    connect(m_states, &ListStates::retry, this, &AlertsPage::refresh);
    connect(m_states, &ListStates::clearFilters, m_filter, &QLineEdit::clear);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &AlertsPage::showDetail);
    connect(m_table, &RecordTable::opened, this, &AlertsPage::openInstance);
}

QWidget* AlertsPage::makeFilters()
{
    auto* filters = new QWidget;
    auto* row = new QHBoxLayout(filters);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::xs);
    for (std::size_t i = 0; i < scopeIds.size(); ++i)
        m_scopes->addTab(scopeWord(Scope(i)));
    connect(m_scopes, &QTabBar::currentChanged, this, [this](int at) {
        if (Scope(at) == m_scope) return;
        m_scope = Scope(at);
        rebuild();
        emit moved();
    });
    row->addWidget(m_scopes);
    row->addStretch(1);
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setAccessibleName(tr("Filter alerts"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(220);
    connect(m_filter, &QLineEdit::textChanged, this, &AlertsPage::rebuild);
    row->addWidget(m_filter, 1);
    return filters;
}

void AlertsPage::addKeys()
{
    const KeyScope scope{QStringLiteral("alerts"), tr("Alerts")};
    const auto add = [&](const char* id, const QString& text, QList<QKeySequence> keys, QPushButton* button) {
        desk().keys().add(this, {QLatin1String(id), text, std::move(keys), scope}, [button] {
            if (button->isVisible()) button->click();
        });
    };
    add("alerts.open", tr("Open the instance"), {QKeySequence(Qt::Key_O)}, m_detail->openButton());
    add("alerts.retry", tr("Retry"), {QKeySequence(Qt::CTRL | Qt::Key_R)}, m_detail->retryButton());
    add("alerts.acknowledge", tr("Acknowledge"), {QKeySequence(Qt::Key_E)}, m_detail->acknowledgeButton());
    add("alerts.snooze", tr("Snooze…"), {QKeySequence(Qt::Key_S)}, m_detail->snoozeButton());
    add("alerts.reopen", tr("Reopen"), {}, m_detail->reopenButton());
}

void AlertsPage::connectDetail()
{
    connect(m_detail, &AlertPane::openWanted, this, &AlertsPage::openInstance);
    connect(m_detail, &AlertPane::retryWanted, this, [this] { m_commands->retry(m_detail->alert()); });
    connect(m_detail, &AlertPane::acknowledgeWanted, this,
            [this] { m_commands->acknowledge(m_detail->alert()); });
    connect(m_detail, &AlertPane::reopenWanted, this, [this] { m_commands->reopen(m_detail->alert()); });
    connect(m_detail, &AlertPane::snoozeWanted, this, [this](int hours) {
        m_commands->snooze(m_detail->alert(), std::chrono::hours(hours), tr("for %Ln hours", nullptr, hours));
    });
    connect(m_detail, &AlertPane::snoozeUntilTomorrowWanted, this, [this] {
        m_commands->snooze(m_detail->alert(), untilTomorrow(backend().now()), tr("until tomorrow"));
    });
}

void AlertsPage::open(const Location& location)
{
    const QString scope = location.at.value(QStringLiteral("scope"));
    for (std::size_t i = 0; i < scopeIds.size(); ++i)
        if (scope == QLatin1String(scopeIds[i])) m_scope = Scope(i);
    m_wanted = location.at.value(QStringLiteral("alert"));
    m_scopes->setCurrentIndex(int(m_scope));
    setLoading();
    if (!m_hasAlerts) m_states->showSkeleton();
    read();
}

Location AlertsPage::location() const
{
    Location here{QStringLiteral("alerts"), {}};
    if (m_scope != Scope::Open)
        here.at[QStringLiteral("scope")] = QLatin1String(scopeIds[std::size_t(m_scope)]);
    return here;
}

void AlertsPage::refresh()
{
    read();
}

QList<QWidget*> AlertsPage::panes() const
{
    return {m_table, m_detail->openButton(), m_filter};
}

void AlertsPage::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void AlertsPage::exportFigures()
{
    m_table->copy();
    desk().toast(tr("The list is copied as a table."));
}

void AlertsPage::read()
{
    backend().alerts(session(), m_load.reply<std::vector<console::AlertItem>>(
                                    [this](auto alerts) { showAlerts(std::move(alerts)); }));
}

void AlertsPage::showAlerts(Result<std::vector<console::AlertItem>> alerts)
{
    if (!alerts) {
        m_hasAlerts = false;
        m_states->showError(fromCore(alerts.error().message));
        // What was loaded before is not what is shown now.
        setLoading();
        m_detail->hide();
        return setLoadError(fromCore(alerts.error().message));
    }
    m_alerts = std::move(*alerts);
    m_hasAlerts = true;
    rebuild();
    setLoaded();
}

bool AlertsPage::isShown(const console::AlertItem& alert) const
{
    return isIn(m_scope, alert) && matches(alert, m_filter->text().trimmed());
}

void AlertsPage::rebuild()
{
    QList<Record> records;
    std::array<int, scopeIds.size()> counts{};
    for (const console::AlertItem& alert : m_alerts) {
        for (std::size_t i = 0; i < counts.size(); ++i)
            if (isIn(Scope(i), alert)) ++counts[i];
        if (isShown(alert)) records << recordOf(alert, backend().now());
    }
    showRecords(*m_table, m_model, std::move(records));
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const QString word = scopeWord(Scope(i));
        m_scopes->setCount(int(i), word, counts[i]);
    }
    m_header->setCount(tr("%1 open").arg(counts[0]));
    if (m_hasAlerts) showStates();
    if (!m_wanted.isEmpty() && setCurrentKey(*m_table, m_wanted))
        m_wanted.clear();
    else if (m_model.rowCount() > 0 && !m_table->currentIndex().isValid())
        m_table->setCurrentIndex(m_model.index(0, 0));
    showDetail();
}

void AlertsPage::showStates()
{
    // With nothing to choose from, there is nothing beside the list.
    m_detail->setVisible(m_model.rowCount() > 0);
    if (m_model.rowCount() > 0) return m_states->showContent();
    const bool any = std::any_of(m_alerts.begin(), m_alerts.end(),
                                 [&](const auto& alert) { return isIn(m_scope, alert); });
    if (any) return m_states->showFilteredOut();
    switch (m_scope) {
    case Scope::Open:
    case Scope::All:
        return m_states->showAllDone(
            tr("Nothing failed, nothing stuck"),
            tr("What fails, waits too long or is not taken up appears here by itself."));
    case Scope::Acknowledged:
        return m_states->showFirstUse(tr("Nothing is acknowledged"),
                                      tr("What somebody looks after stands here until its cause is gone."));
    case Scope::Snoozed:
        return m_states->showFirstUse(tr("Nothing is snoozed"),
                                      tr("What is put off stands here until its time."));
    }
}

const console::AlertItem* AlertsPage::current() const
{
    const std::string cause = toCore(currentKey(*m_table));
    const auto found = std::find_if(m_alerts.begin(), m_alerts.end(),
                                    [&](const auto& alert) { return alert.cause == cause; });
    return found == m_alerts.end() ? nullptr : &*found;
}

void AlertsPage::showDetail()
{
    const console::AlertItem* alert = current();
    if (!alert) return m_detail->showNothing();
    m_detail->show(*alert, backend().now(), whyNot(session().actor, identity::Permission::HandleAlert),
                   whyNot(session().actor, identity::Permission::RetryInstance));
}

void AlertsPage::openInstance()
{
    const console::AlertItem* alert = current();
    if (!alert || alert->instanceKey == 0) return;
    desk().go({QStringLiteral("instances"),
               {{QStringLiteral("instance"), QString::number(alert->instanceKey)},
                {QStringLiteral("element"), fromCore(alert->elementId)}}});
}

} // namespace habitat::ui
