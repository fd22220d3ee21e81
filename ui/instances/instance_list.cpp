// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/instances/instance_list.h"

#include "ui/instances/instance_words.h"
#include "ui/records/record_list.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/list_states.h"
#include "ui/widgets/pane.h"
#include "ui/widgets/record_table.h"
#include "ui/widgets/text.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <limits>

namespace habitat::ui {
namespace {

constexpr int pageSize = 200;
constexpr int processColumn = 2;

void setChoice(QComboBox& chooser, const std::string& value)
{
    const QSignalBlocker quiet(chooser);
    const QString wanted = fromCore(value);
    int row = chooser.findData(wanted);
    // A process that the list of choices does not know yet is still what is filtered by.
    if (row < 0) {
        chooser.addItem(wanted, wanted);
        row = chooser.count() - 1;
    }
    chooser.setCurrentIndex(row);
}

} // namespace

InstanceList::InstanceList(const PlaceContext& context, InstanceCommands& commands, QWidget* parent)
    : QWidget(parent), m_context(context), m_commands(commands), m_header(new ViewHeader(tr("Instances"))),
      m_process(new QComboBox), m_state(new QComboBox), m_key(new QLineEdit),
      m_new(makeButton({}, ButtonKind::Normal, QStringLiteral("refresh"))),
      m_model(instanceColumns(), RecordModel::Checks::Yes), m_table(new RecordTable),
      m_bulkWords(makeLabel({}, LabelKind::Strong)),
      m_retry(makeButton(tr("Retry…"), ButtonKind::Normal, QStringLiteral("retry"))),
      m_cancel(makeButton(tr("Cancel…")))
{
    auto* list = new QFrame;
    list->setProperty("variant", "pane");
    auto* inner = new QVBoxLayout(list);
    inner->setContentsMargins(1, 1, 1, 1);
    inner->setSpacing(0);
    list->setAccessibleName(tr("Instances"));
    equip(*m_table, m_model, tr("Instances"), processColumn);
    m_states = new ListStates(m_table, tr("Instances"));
    inner->addWidget(m_states, 1);
    m_bulkBar = makeBulkBar();
    inner->addWidget(m_bulkBar);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::l, space::m, space::l, space::m);
    column->setSpacing(space::m);
    m_header->row()->addStretch(1);
    m_header->row()->addWidget(m_new);
    column->addWidget(m_header);
    column->addWidget(makeFilterBar());
    column->addWidget(list, 1);
    m_new->hide();
    m_typing.setSingleShot(true);
    m_typing.setInterval(200);
    connect(&m_typing, &QTimer::timeout, this, &InstanceList::chooseFilter);
    connect(m_new, &QPushButton::clicked, this, &InstanceList::refresh);
    connect(m_states, &ListStates::retry, this, &InstanceList::refresh);
    connect(m_states, &ListStates::clearFilters, this, &InstanceList::clearFilters);
    connect(&m_model, &RecordModel::moreWanted, this, &InstanceList::readMore);
    connect(&m_model, &RecordModel::checksChanged, this, &InstanceList::updateBulk);
    connect(m_table, &RecordTable::opened, this,
            [this](const QModelIndex& index) { emit opened(m_model.keyAt(index.row()).toLongLong()); });
    updateBulk();
}

QWidget* InstanceList::makeFilterBar()
{
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::s);
    m_process->setAccessibleName(tr("Process"));
    m_process->addItem(tr("All processes"), QString());
    m_process->setMinimumContentsLength(18);
    m_process->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_state->setAccessibleName(tr("State"));
    for (const auto& [id, word] : stateChoices())
        m_state->addItem(id.isEmpty() ? QIcon() : statusQIcon(parseStatus(toCore(id))), word, id);
    m_key->setAccessibleName(tr("Part of the key"));
    m_key->setPlaceholderText(tr("Part of the key"));
    m_key->setClearButtonEnabled(true);
    m_key->setMaximumWidth(260);
    row->addWidget(m_process);
    row->addWidget(m_state);
    row->addWidget(m_key, 1);
    row->addStretch(1);
    connect(m_process, &QComboBox::activated, this, &InstanceList::chooseFilter);
    connect(m_state, &QComboBox::activated, this, &InstanceList::chooseFilter);
    connect(m_key, &QLineEdit::textEdited, &m_typing, qOverload<>(&QTimer::start));
    // The clear button edits nothing that a person typed.
    connect(m_key, &QLineEdit::textChanged, this, [this](const QString& text) {
        if (text.isEmpty() && !m_filter.key.empty()) m_typing.start();
    });
    connect(m_key, &QLineEdit::returnPressed, this, [this] {
        m_typing.stop();
        chooseFilter();
        m_table->setFocus();
    });
    return bar;
}

QWidget* InstanceList::makeBulkBar()
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
    row->addWidget(m_retry);
    row->addWidget(m_cancel);
    connect(clear, &QPushButton::clicked, this, [this] { m_model.clearChecks(); });
    connect(m_retry, &QPushButton::clicked, this, [this] { m_commands.retryAll(checkedItems()); });
    connect(m_cancel, &QPushButton::clicked, this, [this] { m_commands.cancelAll(checkedItems()); });
    return bar;
}

void InstanceList::show(const console::InstanceFilter& filter)
{
    m_filter = filter;
    m_filter.before = 0;
    m_filter.limit = pageSize;
    setChoice(*m_process, filter.process);
    setChoice(*m_state, filter.state);
    if (toCore(m_key->text().trimmed()) != filter.key) m_key->setText(fromCore(filter.key));
    readProcesses();
    readFirst();
}

void InstanceList::chooseFilter()
{
    console::InstanceFilter filter;
    filter.process = toCore(m_process->currentData().toString());
    filter.state = toCore(m_state->currentData().toString());
    filter.key = toCore(m_key->text().trimmed());
    if (filter.process == m_filter.process && filter.state == m_filter.state && filter.key == m_filter.key)
        return;
    m_hasRows = false;
    m_model.clearChecks();
    show(filter);
    emit filterChosen();
}

void InstanceList::clearFilters()
{
    m_process->setCurrentIndex(0);
    m_state->setCurrentIndex(0);
    m_key->clear();
    m_typing.stop();
    chooseFilter();
}

bool InstanceList::isFiltered() const
{
    return !m_filter.process.empty() || !m_filter.state.empty() || !m_filter.key.empty();
}

void InstanceList::refresh()
{
    readFirst();
}

void InstanceList::readProcesses()
{
    using Names = std::vector<std::pair<std::string, std::string>>;
    m_context.backend.processes(m_loadProcesses.reply<Names>([this](Result<Names> names) {
        if (!names) return;
        {
            const QSignalBlocker quiet(m_process);
            while (m_process->count() > 1)
                m_process->removeItem(1);
            for (const auto& [id, name] : *names)
                m_process->addItem(name.empty() ? fromCore(id) : fromCore(name), fromCore(id));
        }
        setChoice(*m_process, m_filter.process);
    }));
}

void InstanceList::readFirst()
{
    m_loadMore.cancel();
    m_loadNews.cancel();
    m_loadSight.cancel();
    if (!m_hasRows) m_states->showSkeleton();
    m_context.backend.instances(
        m_context.session, m_filter,
        m_loadFirst.reply<console::InstancePage>([this](auto page) { showFirst(std::move(page)); }));
}

void InstanceList::showFirst(Result<console::InstancePage> page)
{
    if (!page) {
        m_hasRows = false;
        m_states->showError(fromCore(page.error().message));
        emit failed(fromCore(page.error().message));
        return;
    }
    const QString current = currentKey(*m_table);
    m_items.clear();
    remember(*page);
    m_model.setHasMore(page->hasMore && !page->rows.empty());
    m_model.reset(recordsOf(*page));
    m_hasRows = true;
    m_new->hide();
    updateCount(*page);
    if (!page->rows.empty()) {
        m_states->showContent();
        if (!setCurrentKey(*m_table, current)) m_table->setCurrentIndex(m_model.index(0, 0));
    } else if (isFiltered()) {
        m_states->showFilteredOut();
    } else {
        m_states->showFirstUse(
            tr("Nothing runs yet"),
            tr("Each contribution that is submitted and each close that is started appears here."));
    }
    emit loaded();
}

void InstanceList::readMore()
{
    if (m_model.rowCount() == 0) return;
    m_states->showLoadingMore();
    console::InstanceFilter next = m_filter;
    next.before = m_model.keyAt(m_model.rowCount() - 1).toLongLong();
    m_context.backend.instances(
        m_context.session, next,
        m_loadMore.reply<console::InstancePage>([this](auto page) { showMore(std::move(page)); }));
}

void InstanceList::showMore(Result<console::InstancePage> page)
{
    m_states->showContent();
    if (!page) {
        // What is there stays; scrolling on asks again.
        m_model.setHasMore(true);
        m_context.desk.toast(tr("More rows could not be loaded: %1").arg(fromCore(page.error().message)),
                             tr("Retry"), [this] { readMore(); });
        return;
    }
    remember(*page);
    m_model.setHasMore(page->hasMore && !page->rows.empty());
    m_model.append(recordsOf(*page));
}

void InstanceList::follow()
{
    // A first page under way shows everything anyway.
    if (!m_hasRows || m_loadFirst.isPending()) return;
    m_context.backend.instances(
        m_context.session, m_filter,
        m_loadNews.reply<console::InstancePage>([this](Result<console::InstancePage> page) {
            if (!page) return;
            if (m_model.rowCount() == 0) return showFirst(std::move(page));
            takeNews(*page, std::numeric_limits<std::int64_t>::max());
            readInSight(*page);
        }));
}

/// Rows of this stretch as they are now: those that are shown change where they stand, those that do not
/// belong any more fade, those that came since wait behind the button.
void InstanceList::takeNews(const console::InstancePage& page, std::int64_t upper)
{
    const std::int64_t newest = m_model.keyAt(0).toLongLong();
    const std::int64_t lowest = page.hasMore && !page.rows.empty() ? page.rows.back().key : 0;
    QSet<QString> found;
    int fresh = 0;
    for (const console::InstanceItem& item : page.rows) {
        const QString key = QString::number(item.key);
        found.insert(key);
        if (item.key > newest) {
            ++fresh;
            continue;
        }
        if (m_model.rowOf(key) < 0) continue;
        m_items.insert(key, item);
        m_model.change(recordOf(item, m_context.backend.now()));
    }
    const QList<Record> records = m_model.records();
    for (const Record& record : records) {
        const std::int64_t key = record.key.toLongLong();
        if (key >= upper) continue;
        if (key < lowest || (page.rows.empty() && page.hasMore)) break;
        if (!found.contains(record.key)) m_model.markGone(record.key);
    }
    if (upper != std::numeric_limits<std::int64_t>::max()) return;
    m_new->setText(QLatin1Char(' ') + (page.hasMore && fresh == int(page.rows.size())
                                           ? tr("+%1 or more new").arg(fresh)
                                           : tr("+%Ln new", nullptr, fresh)));
    m_new->setAccessibleName(tr("Show %Ln new", nullptr, fresh));
    m_new->setVisible(fresh > 0);
    updateCount(page);
}

/// Below the first page only what the person looks at is read again.
void InstanceList::readInSight(const console::InstancePage& first)
{
    const int top = m_table->rowAt(0);
    const int bottom = m_table->rowAt(m_table->viewport()->height() - 1);
    const int last = bottom < 0 ? m_model.rowCount() - 1 : bottom;
    if (top <= 0 || last < int(first.rows.size())) return;
    console::InstanceFilter sight = m_filter;
    sight.before = m_model.keyAt(top - 1).toLongLong();
    sight.limit = last - top + 1;
    m_context.backend.instances(
        m_context.session, sight,
        m_loadSight.reply<console::InstancePage>([this, sight](Result<console::InstancePage> page) {
            if (page) takeNews(*page, sight.before);
        }));
}

void InstanceList::remember(const console::InstancePage& page)
{
    for (const console::InstanceItem& item : page.rows)
        m_items.insert(QString::number(item.key), item);
}

QList<Record> InstanceList::recordsOf(const console::InstancePage& page) const
{
    QList<Record> records;
    records.reserve(qsizetype(page.rows.size()));
    for (const console::InstanceItem& item : page.rows)
        records << recordOf(item, m_context.backend.now());
    return records;
}

void InstanceList::updateCount(const console::InstancePage& first)
{
    const auto words = QLocale().toString(qlonglong(first.total.value_or(std::int64_t(first.rows.size()))));
    m_header->setCount(first.total || !first.hasMore ? words : words + QLatin1Char('+'));
}

QString InstanceList::countText() const
{
    return m_header->count();
}

std::vector<console::InstanceItem> InstanceList::checkedItems() const
{
    std::vector<console::InstanceItem> items;
    for (const QString& key : m_model.checkedKeys())
        if (const auto found = m_items.constFind(key); found != m_items.constEnd()) items.push_back(*found);
    return items;
}

void InstanceList::updateBulk()
{
    const auto items = checkedItems();
    m_bulkBar->setVisible(!items.empty());
    m_bulkWords->setText(tr("%Ln checked", nullptr, int(items.size())));
    const auto why = [&](auto reasonOf) {
        QString first;
        for (const console::InstanceItem& item : items) {
            const QString reason = (m_commands.*reasonOf)(item);
            if (reason.isEmpty()) return QString();
            if (first.isEmpty()) first = reason;
        }
        return first;
    };
    setOffBecause(m_retry, why(&InstanceCommands::whyNotRetry));
    setOffBecause(m_cancel, why(&InstanceCommands::whyNotCancel));
}

} // namespace habitat::ui
