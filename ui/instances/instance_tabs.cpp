// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/instances/instance_tabs.h"

#include "ui/instances/timeline_bars.h"
#include "ui/records/record_list.h"
#include "ui/records/scope_tabs.h"
#include "ui/widgets/list_states.h"
#include "ui/widgets/record_table.h"

#include <QItemSelectionModel>

#include <algorithm>

namespace habitat::ui {
namespace {

constexpr std::array tabIds = {"timeline", "steps", "variables", "events", "problems"};
constexpr int timelineBarColumn = 4;

} // namespace

InstanceTabs::InstanceTabs(QWidget* parent) : QTabWidget(parent), m_bars(new TimelineBars(this))
{
    setTabBar(new ScopeTabs(tr("What happened")));
    setDocumentMode(true);
    setAccessibleName(tr("What happened"));
    addTab(Timeline, tr("Timeline"), timelineColumns(), timelineBarColumn);
    addTab(Steps, tr("Steps"), stepColumns(), 0);
    addTab(Variables, tr("Variables"), variableColumns(), 1);
    addTab(Events, tr("Events"), eventColumns(), 3);
    addTab(Problems, tr("Problems"), problemColumns(), 2);
    table(Timeline)->setItemDelegateForColumn(timelineBarColumn, m_bars);
}

void InstanceTabs::addTab(Tab tab, const QString& title, const QList<Column>& columns, int stretch)
{
    const auto at = std::size_t(tab);
    m_models[at] = new RecordModel(columns, RecordModel::Checks::No, this);
    m_tables[at] = new RecordTable(Density::Dense);
    equip(*m_tables[at], *m_models[at], title, stretch);
    m_states[at] = new ListStates(m_tables[at], title);
    QTabWidget::addTab(m_states[at], title);
    const auto choose = [this, at] {
        if (m_isSelecting) return;
        const QString element = m_elements[at].value(currentKey(*m_tables[at]));
        if (!element.isEmpty()) emit elementChosen(element);
    };
    connect(m_tables[at]->selectionModel(), &QItemSelectionModel::currentRowChanged, this, choose);
    // A click on the row that is current already still means "show me where".
    connect(m_tables[at], &QTableView::clicked, this, choose);
    connect(m_tables[at], &RecordTable::opened, this, choose);
}

void InstanceTabs::fill(Tab tab, TabRows rows, Whose whose, const QString& emptyTitle,
                        const QString& emptyText)
{
    const auto at = std::size_t(tab);
    const QSignalBlocker quiet(this);
    m_elements[at] = std::move(rows.elements);
    m_isSelecting = true;
    if (whose == Whose::Another)
        m_models[at]->reset(std::move(rows.records));
    else
        showRecords(*m_tables[at], *m_models[at], std::move(rows.records));
    m_isSelecting = false;
    if (m_models[at]->rowCount() > 0)
        m_states[at]->showContent();
    else if (tab == Problems)
        m_states[at]->showAllDone(emptyTitle, emptyText);
    else
        m_states[at]->showFirstUse(emptyTitle, emptyText);
}

void InstanceTabs::show(const console::InstanceDetail& detail, const DiagramPicture& picture,
                        const DiagramMarks& marks, Instant now, Whose whose)
{
    m_bars->show(detail, now);
    fill(Timeline, timelineRows(detail, now), whose, tr("Nothing happened yet"), {});
    fill(Steps, stepRows(picture, marks, detail, now), whose, tr("No steps"), {});
    fill(Variables, variableRows(detail), whose, tr("No variables"),
         tr("This instance was started without any."));
    fill(Events, eventRows(detail, now), whose, tr("No events"), {});
    fill(Problems, problemRows(detail, now), whose, tr("No problems"),
         tr("Nothing failed in this instance."));
    const auto open = std::count_if(detail.problems.begin(), detail.problems.end(),
                                    [](const auto& problem) { return !problem.resolvedAt; });
    static_cast<ScopeTabs*>(tabBar())->setCount(Problems, tr("Problems"), int(open));
    table(Timeline)->viewport()->update();
}

void InstanceTabs::showLoading()
{
    for (ListStates* states : m_states)
        states->showSkeleton();
}

void InstanceTabs::selectElement(const QString& element)
{
    m_isSelecting = true;
    for (std::size_t at = 0; at < tabCount; ++at) {
        const QString current = m_elements[at].value(currentKey(*m_tables[at]));
        if (current == element) continue;
        // Of several visits the last one is what a person means.
        const QList<Record>& records = m_models[at]->records();
        for (auto record = records.crbegin(); record != records.crend(); ++record)
            if (m_elements[at].value(record->key) == element) {
                setCurrentKey(*m_tables[at], record->key);
                break;
            }
    }
    m_isSelecting = false;
}

void InstanceTabs::chooseTab(const QString& id)
{
    for (std::size_t at = 0; at < tabIds.size(); ++at)
        if (id == QLatin1String(tabIds[at])) setCurrentIndex(int(at));
}

QString InstanceTabs::tabId() const
{
    return QLatin1String(tabIds[std::size_t(currentIndex())]);
}

} // namespace habitat::ui
