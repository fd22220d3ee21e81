// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/command_palette.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/text.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace habitat::ui {
namespace {

/// 0 no match; more is better: a match at the start of the text, then at the start of a word, then anywhere.
int quality(const PaletteEntry& entry, const QStringList& words)
{
    int total = 1;
    for (const QString& word : words) {
        const qsizetype at = entry.text.indexOf(word, 0, Qt::CaseInsensitive);
        if (at == 0)
            total += 4;
        else if (at > 0 && !entry.text.at(at - 1).isLetterOrNumber())
            total += 3;
        else if (at > 0)
            total += 2;
        else if (entry.group.contains(word, Qt::CaseInsensitive))
            total += 1;
        else
            return 0;
    }
    return total;
}

class EntryDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {200, 36}; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Palette& palette = Theme::current();
        const bool off = !index.data(PaletteModel::OffRole).toString().isEmpty();
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (option.state & QStyle::State_Selected) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(palette.selection);
            painter->drawRoundedRect(option.rect.adjusted(4, 1, -4, -1), 5, 5);
        }
        QRect room = option.rect.adjusted(space::l, 0, -space::l, 0);
        const QString iconName = index.data(PaletteModel::IconRole).toString();
        if (!iconName.isEmpty())
            paintIcon(*painter, QRectF(room.x(), room.center().y() - 8, 16, 16), iconName, palette.secondary);
        room.adjust(28, 0, 0, 0);
        painter->setFont(Theme::captionFont());
        painter->setPen(palette.secondary);
        const QString keys = index.data(PaletteModel::KeysRole).toString();
        const QString group = index.data(PaletteModel::GroupRole).toString();
        const QString side = keys.isEmpty() ? group : group + QStringLiteral("   ") + keys;
        painter->drawText(room, Qt::AlignRight | Qt::AlignVCenter, side);
        room.adjust(0, 0, -painter->fontMetrics().horizontalAdvance(side) - space::m, 0);
        painter->setFont(option.font);
        painter->setPen(off ? palette.disabled : palette.text);
        painter->drawText(
            room, Qt::AlignLeft | Qt::AlignVCenter,
            option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, room.width()));
        painter->restore();
    }
};

} // namespace

void PaletteModel::setEntries(QList<PaletteEntry> entries)
{
    m_entries = std::move(entries);
    show();
}

void PaletteModel::setFound(QList<PaletteEntry> found)
{
    m_found = std::move(found);
    show();
}

void PaletteModel::filter(const QString& typed)
{
    m_typed = typed;
    m_found.clear();
    show();
}

void PaletteModel::show()
{
    const QStringList words = m_typed.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    QList<std::pair<int, PaletteEntry>> matches;
    for (const PaletteEntry& entry : std::as_const(m_entries))
        if (const int q = quality(entry, words); q > 0) matches.append({q, entry});
    std::stable_sort(matches.begin(), matches.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    beginResetModel();
    m_shown.clear();
    for (const auto& [q, entry] : std::as_const(matches))
        m_shown.append(entry);
    m_shown.append(m_found);
    endResetModel();
}

int PaletteModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

QVariant PaletteModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= m_shown.size()) return {};
    const PaletteEntry& entry = m_shown[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return entry.text;
    case GroupRole:
        return entry.group;
    case KeysRole:
        return entry.keys;
    case IconRole:
        return entry.icon;
    case OffRole:
        return entry.offBecause;
    case Qt::ToolTipRole:
        return entry.offBecause.isEmpty() ? entry.text : entry.offBecause;
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1, %2 %3").arg(entry.text, entry.group, entry.keys);
    case Qt::AccessibleDescriptionRole:
        return entry.offBecause;
    default:
        return {};
    }
}

CommandPalette::CommandPalette(QList<PaletteEntry> entries, QWidget* parent)
    : QDialog(parent), m_field(new QLineEdit), m_list(new QListView)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Search or do"));
    resize(600, 440);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::m, space::m, space::m, space::m);
    column->setSpacing(space::s);
    m_field->setPlaceholderText(tr("A place, an action, or the key of an instance"));
    m_field->setAccessibleName(tr("Search or do"));
    m_field->setClearButtonEnabled(true);
    m_field->installEventFilter(this);
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new EntryDelegate(m_list));
    m_list->setAccessibleName(tr("Matches"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    column->addWidget(m_field);
    column->addWidget(m_list, 1);
    m_pause.setSingleShot(true);
    m_pause.setInterval(120);
    connect(&m_pause, &QTimer::timeout, this, &CommandPalette::search);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::typed);
    connect(m_list, &QListView::clicked, this, &CommandPalette::choose);
    connect(&m_model, &QAbstractItemModel::modelReset, this,
            [this] { m_list->setCurrentIndex(m_model.index(0)); });
    m_model.setEntries(std::move(entries));
    m_field->setFocus();
}

void CommandPalette::searchInstances(Backend& backend, const console::Session& session, Desk& desk)
{
    m_search = [this, &backend, session, &desk](const QString& key) {
        console::InstanceFilter filter;
        filter.key = toCore(key);
        filter.limit = 12;
        auto reply =
            m_instances.reply<console::InstancePage>([this, &desk](Result<console::InstancePage> page) {
                QList<PaletteEntry> found;
                if (page)
                    for (const console::InstanceItem& item : page->rows)
                        found.append(
                            {fromCore(item.businessKey.empty() ? std::to_string(item.key) : item.businessKey),
                             QStringLiteral("%1 · %2").arg(fromCore(item.processName),
                                                           statusWord(parseStatus(item.state))),
                             {},
                             statusIcon(parseStatus(item.state)),
                             {},
                             [&desk, instance = item.key] {
                                 desk.go({QStringLiteral("instances"),
                                          {{QStringLiteral("instance"), QString::number(instance)}}});
                             }});
                m_model.setFound(std::move(found));
            });
        backend.instances(session, filter, std::move(reply));
    };
}

void CommandPalette::typed(const QString& text)
{
    m_instances.cancel();
    m_model.filter(text.trimmed());
    m_pause.start();
}

void CommandPalette::search()
{
    const QString key = m_field->text().trimmed();
    if (m_search && key.size() >= 2) m_search(key);
}

void CommandPalette::choose(const QModelIndex& index)
{
    if (!index.isValid() || !m_model.entryAt(index.row()).offBecause.isEmpty()) return;
    const auto run = m_model.entryAt(index.row()).run;
    accept();
    run();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const int row = m_list->currentIndex().row();
        if (key == Qt::Key_Down || key == Qt::Key_Up) {
            const int next =
                std::clamp(row + (key == Qt::Key_Down ? 1 : -1), 0, std::max(0, m_model.rowCount() - 1));
            m_list->setCurrentIndex(m_model.index(next));
            return true;
        }
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            choose(m_list->currentIndex());
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace habitat::ui
