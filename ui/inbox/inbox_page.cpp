// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inbox/inbox_page.h"

#include "ui/inbox/inbox_filter.h"
#include "ui/inbox/task_pane.h"
#include "ui/records/record_list.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/key_registry.h"
#include "ui/widgets/list_states.h"
#include "ui/widgets/pane.h"
#include "ui/widgets/record_table.h"
#include "ui/widgets/text.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSplitter>
#include <QVBoxLayout>

namespace habitat::ui {
namespace {

/// More than anybody decides in a day.
constexpr int itemsShown = 10'000;

} // namespace

InboxPage::InboxPage(const PlaceContext& context, QWidget* parent)
    : PlaceView(context, parent), m_commands(new InboxCommands(context, this)),
      m_header(new ViewHeader(tr("Inbox"))), m_filter(new InboxFilter),
      m_new(makeButton({}, ButtonKind::Normal, QStringLiteral("refresh"))),
      m_goOn(new QCheckBox(tr("Go to next"))), m_model(inboxColumns(), RecordModel::Checks::Yes),
      m_table(new RecordTable), m_bulkWords(makeLabel({}, LabelKind::Strong)),
      m_bulk(makeButton(tr("Approve…"))), m_detail(new TaskPane)
{
    build();
    addKeys();
    connectDetail();
    connect(&backend(), &Backend::committed, this, [this] { readList(Arrivals::Wait); });
    connect(m_commands, &InboxCommands::changed, this, [this] { readList(Arrivals::Wait); });
    connect(m_commands, &InboxCommands::decided, this, &InboxPage::decided);
    connect(m_commands, &InboxCommands::busy, m_detail, &TaskPane::setBusy);
    connect(m_commands, &InboxCommands::refused, m_detail, &TaskPane::showRefusal);
}

void InboxPage::build()
{
    auto* list = new QFrame;
    list->setProperty("variant", "pane");
    auto* inner = new QVBoxLayout(list);
    inner->setContentsMargins(1, 1, 1, 1);
    inner->setSpacing(0);
    list->setAccessibleName(tr("Items"));
    m_model.setMaker([this](const QString& key) {
        const console::InboxItem* item = m_items.find(key);
        return item ? recordOf(*item, backend().now(), m_scope) : Record{key, {}, {}, true};
    });
    equip(*m_table, m_model, tr("Items"), 1);
    m_states = new ListStates(m_table, tr("Inbox"));
    inner->addWidget(m_states, 1);
    m_bulkBar = makeBulkBar();
    inner->addWidget(m_bulkBar);

    auto* panes = new QSplitter;
    panes->setHandleWidth(space::m);
    panes->setChildrenCollapsible(false);
    panes->addWidget(list);
    panes->addWidget(m_detail);
    panes->setStretchFactor(0, 11);
    panes->setStretchFactor(1, 9);
    panes->setSizes({1100, 900});
    list->setMinimumWidth(380);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::l, space::m, space::l, space::m);
    column->setSpacing(space::m);
    m_header->row()->addStretch(1);
    m_header->row()->addWidget(m_new);
    m_header->row()->addWidget(m_goOn);
    column->addWidget(m_header);
    column->addWidget(m_filter);
    column->addWidget(panes, 1);
    m_new->hide();
    m_goOn->setChecked(true);
    m_goOn->setToolTip(tr("After a decision the next item is shown"));
    m_goOn->setAccessibleName(tr("Go to next after a decision"));
    connectParts();
    updateBulk();
}

void InboxPage::connectParts()
{
    connect(m_new, &QPushButton::clicked, this, [this] { rebuild(Arrivals::Show); });
    connect(m_states, &ListStates::retry, this, &InboxPage::refresh);
    connect(m_states, &ListStates::clearFilters, filterField(), &QLineEdit::clear);
    connect(m_filter, &InboxFilter::scopeChosen, this, &InboxPage::choose);
    connect(m_filter, &InboxFilter::changed, this, [this] { rebuild(Arrivals::Wait); });
    connect(&m_model, &RecordModel::checksChanged, this, &InboxPage::updateBulk);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &InboxPage::chosen);
    connect(m_table, &RecordTable::opened, this,
            [this] { m_detail->approveButton()->setFocus(Qt::OtherFocusReason); });
}

QWidget* InboxPage::makeBulkBar()
{
    auto* bar = new QFrame;
    bar->setProperty("variant", "paneFooter");
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(space::m, space::s, space::m, space::s);
    row->setSpacing(space::s);
    auto* clear = makeButton(tr("Uncheck all"), ButtonKind::Quiet);
    row->addWidget(m_bulkWords);
    row->addStretch(1);
    row->addWidget(clear);
    row->addWidget(m_bulk);
    connect(clear, &QPushButton::clicked, this, [this] { m_model.clearChecks(); });
    connect(m_bulk, &QPushButton::clicked, this, [this] {
        std::vector<console::InboxItem> items;
        for (const QString& key : m_model.checkedKeys())
            if (const auto* item = m_items.find(key)) items.push_back(*item);
        if (!items.empty()) m_commands->approveAll(items);
    });
    return bar;
}

void InboxPage::addKeys()
{
    const KeyScope scope{QStringLiteral("inbox"), tr("Inbox")};
    const auto add = [&](const char* id, const QString& text, Qt::Key key, std::function<void()> run) {
        desk().keys().add(this, {QLatin1String(id), text, {QKeySequence(key)}, scope}, std::move(run));
    };
    const auto click = [](QPushButton* button) {
        return [button] {
            if (button->isVisible()) button->click();
        };
    };
    add("inbox.approve", tr("Approve, answer or sign"), Qt::Key_A, click(m_detail->approveButton()));
    add("inbox.reject", tr("Reject…"), Qt::Key_R, click(m_detail->rejectButton()));
    add("inbox.ask", tr("Ask for information…"), Qt::Key_I, click(m_detail->askButton()));
    add("inbox.claim", tr("Claim or give back"), Qt::Key_C, click(m_detail->claimButton()));
    add("inbox.note", tr("Write a note"), Qt::Key_N, [this] { m_detail->focusNote(); });
    desk().keys().add(this, {QStringLiteral("inbox.bulk"), tr("Approve what is checked…"), {}, scope},
                      [this] {
                          if (m_bulkBar->isVisible()) m_bulk->click();
                      });
}

void InboxPage::connectDetail()
{
    connect(m_detail, &TaskPane::approveWanted, this, [this] {
        const console::InboxItem item = m_detail->item();
        if (askOf(item) != Ask::Answer) return m_commands->approve(item, m_detail->note());
        if (m_detail->note().isEmpty()) {
            m_detail->showRefusal(tr("An answer is missing"),
                                  tr("Write the answer below; the reviewer reads it."));
            m_detail->focusNote();
            return;
        }
        m_commands->answer(item, m_detail->note());
    });
    connect(m_detail, &TaskPane::rejectWanted, this,
            [this] { m_commands->reject(m_detail->item(), m_detail->note()); });
    connect(m_detail, &TaskPane::askWanted, this,
            [this] { m_commands->ask(m_detail->item(), m_detail->note()); });
    connect(m_detail, &TaskPane::claimWanted, this, [this] {
        if (m_detail->isHeldByMe())
            m_commands->unclaim(m_detail->item());
        else
            m_commands->claim(m_detail->item());
    });
    connect(m_detail, &TaskPane::openWanted, this, [this] {
        const console::InboxItem& item = m_detail->item();
        if (const auto step = closeStepOf(item))
            desk().go({QStringLiteral("close"),
                       {{QStringLiteral("period"), step->period}, {QStringLiteral("step"), step->step}}});
        else
            desk().go({QStringLiteral("instances"),
                       {{QStringLiteral("instance"), QString::number(item.instanceKey)},
                        {QStringLiteral("element"), fromCore(item.elementId)}}});
    });
    connect(m_detail, &TaskPane::reloadWanted, this, &InboxPage::readItem);
}

void InboxPage::open(const Location& location)
{
    m_scope = InboxFilter::scopeOf(location.at.value(QStringLiteral("scope"))).value_or(m_scope);
    m_wanted = location.at.value(QStringLiteral("item"));
    m_filter->setScope(m_scope);
    setLoading();
    if (!m_hasList) m_states->showSkeleton();
    readList(Arrivals::Show);
}

Location InboxPage::location() const
{
    Location here{QStringLiteral("inbox"), {}};
    if (m_scope != console::InboxScope::Mine) here.at[QStringLiteral("scope")] = InboxFilter::idOf(m_scope);
    return here;
}

void InboxPage::choose(console::InboxScope scope)
{
    if (scope == m_scope) return;
    m_scope = scope;
    m_hasList = false;
    m_wanted.clear();
    m_model.clearChecks();
    m_detail->showNothing();
    m_states->showSkeleton();
    readList(Arrivals::Show);
    emit moved();
}

void InboxPage::refresh()
{
    readList(Arrivals::Show);
}

QList<QWidget*> InboxPage::panes() const
{
    return {m_table, m_detail->noteField(), filterField()};
}

void InboxPage::focusFilter()
{
    m_filter->focusWords();
}

void InboxPage::exportFigures()
{
    m_table->copy();
    desk().toast(tr("The list is copied as a table."));
}

void InboxPage::readList(Arrivals arrivals)
{
    // Counts first: the tabs have their numbers when the rows are there.
    backend().inboxCounts(session(), m_loadCounts.reply<console::InboxCounts>([this](auto counts) {
        if (counts) m_filter->showCounts(*counts);
    }));
    backend().inbox(session(), m_scope, itemsShown,
                    m_loadList.reply<std::vector<console::InboxItem>>(
                        [this, arrivals](auto items) { showList(std::move(items), arrivals); }));
}

void InboxPage::showList(Result<std::vector<console::InboxItem>> items, Arrivals arrivals)
{
    if (!items) {
        m_hasList = false;
        m_states->showError(fromCore(items.error().message));
        // What was loaded before is not what is shown now.
        setLoading();
        m_detail->hide();
        return setLoadError(fromCore(items.error().message));
    }
    m_items.take(std::move(*items), m_hasList ? arrivals : Arrivals::Show);
    rebuild(m_hasList ? arrivals : Arrivals::Show);
    m_hasList = true;
    // With an item to be shown in full it is loaded once that is.
    if (currentKey(*m_table).isEmpty()) setLoaded();
}

void InboxPage::rebuild(Arrivals arrivals)
{
    if (arrivals == Arrivals::Show) m_items.letIn();
    m_items.order(m_filter->order());
    QList<Record> records;
    for (QString& key : m_items.keys(m_filter->typed()))
        records << Record{std::move(key), {}, {}, false};
    const bool first = m_model.rowCount() == 0;
    showRecords(*m_table, m_model, std::move(records));
    const int waiting = m_items.waiting();
    m_new->setText(QLatin1Char(' ') + tr("+%Ln new", nullptr, waiting));
    m_new->setAccessibleName(tr("Show %Ln new", nullptr, waiting));
    m_new->setVisible(waiting > 0);
    m_header->setCount(QLocale().toString(m_model.rowCount()));
    showStates();
    if (m_model.rowCount() == 0) return m_detail->showNothing();
    if (!m_wanted.isEmpty() && setCurrentKey(*m_table, m_wanted))
        m_wanted.clear();
    else if (first)
        m_table->setCurrentIndex(m_model.index(0, 0));
    readItem();
}

void InboxPage::showStates()
{
    // With nothing to choose from, there is nothing beside the list.
    m_detail->setVisible(m_model.rowCount() > 0);
    if (m_model.rowCount() > 0) return m_states->showContent();
    if (!m_filter->typed().isEmpty() && !m_items.isEmpty()) return m_states->showFilteredOut();
    switch (m_scope) {
    case console::InboxScope::Mine:
        return m_states->showAllDone(
            tr("Nothing waits for you"),
            tr("What needs your decision or your signature appears here by itself."));
    case console::InboxScope::Unclaimed:
        return m_states->showAllDone(tr("Everything is claimed"));
    case console::InboxScope::Overdue:
        return m_states->showAllDone(tr("Nothing is overdue"));
    case console::InboxScope::Done:
        return m_states->showFirstUse(tr("You have decided nothing yet"),
                                      tr("What you decide is kept here, with your note."));
    }
}

void InboxPage::chosen()
{
    const console::InboxItem* item = current();
    if (!item) return m_detail->showNothing();
    // What the row knows is shown at once; the rest follows.
    if (m_detail->item().key != item->key)
        m_detail->show(*item, backend().now(), session().actor.user, m_scope);
    readItem();
}

void InboxPage::readItem()
{
    const QString key = currentKey(*m_table);
    if (key.isEmpty()) return;
    backend().inboxItem(session(), toCore(key), m_loadItem.reply<console::InboxItem>([this](auto item) {
        showItem(std::move(item));
    }));
}

void InboxPage::showItem(Result<console::InboxItem> item)
{
    if (item)
        m_detail->show(*item, backend().now(), session().actor.user, m_scope);
    else
        m_detail->showError(fromCore(item.error().message));
    setLoaded();
}

void InboxPage::decided(const QString& key)
{
    const int row = m_model.rowOf(key);
    if (row < 0) return;
    const int next = row + 1 < m_model.rowCount() ? row + 1 : row - 1;
    m_wanted = m_goOn->isChecked() ? m_model.keyAt(next) : QString();
    m_items.forget(key);
    if (!m_goOn->isChecked()) m_table->setCurrentIndex({});
    rebuild(Arrivals::Wait);
    m_table->setFocus(Qt::OtherFocusReason);
}

void InboxPage::updateBulk()
{
    const QStringList keys = m_model.checkedKeys();
    m_bulkBar->setVisible(!keys.isEmpty());
    m_bulkWords->setText(tr("%Ln checked", nullptr, int(keys.size())));
    setOffBecause(m_bulk, m_scope == console::InboxScope::Done ? tr("These are decided.") : QString());
}

const console::InboxItem* InboxPage::current() const
{
    return m_items.find(currentKey(*m_table));
}

ScopeTabs* InboxPage::scopes() const
{
    return m_filter->scopes();
}

QComboBox* InboxPage::orderChooser() const
{
    return m_filter->orderChooser();
}

QLineEdit* InboxPage::filterField() const
{
    return m_filter->field();
}

QString InboxPage::countText() const
{
    return m_header->count();
}

} // namespace habitat::ui
